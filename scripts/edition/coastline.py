"""The coasts behind the map: from Natural Earth, as a package brings it, to one short SVG path for each sheet of the map.

The data are in the public domain: Natural Earth 1:10m, made coarser country by country and given as CC0 by the package
``pyworldatlas-mapdata-overview``. Only land and sea are drawn: the borders of today are not those of the texts.
"""

from __future__ import annotations

import json
import math
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from itertools import pairwise

from lxml import etree

from edition.errors import ToolError
from edition.resources import resource

PACKAGE = "pyworldatlas-mapdata-overview"

Point = tuple[float, float]
Ring = list[Point]

# In px of the sheet: how far land runs on beyond the frame, how far a coast may stray, and how large an island must be.
MARGIN, TOLERANCE, SMALLEST = 8.0, 0.5, 3.0


@dataclass(frozen=True)
class Sheet:
    """One sheet of the map and its projection, as ``xslt/html/sheets.xml`` explains it."""

    name: str
    width: float
    height: float
    meridian: float
    cone: float
    apex: float
    scale: float
    x: float
    y: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Project a place; y grows downwards, as in SVG."""
        radius, angle = self.scale * (self.apex - latitude), math.radians(self.cone * (longitude - self.meridian))
        return self.x + radius * math.sin(angle), self.y + radius * math.cos(angle)


def sheets() -> list[Sheet]:
    """Read the sheets of the map."""
    numbers = [name for name in Sheet.__dataclass_fields__ if name != "name"]
    tree = etree.parse(str(resource("xslt/html/sheets.xml")))
    return [Sheet(sheet.get("name"), *(float(sheet.get(number)) for number in numbers)) for sheet in tree.iterfind("sheet")]


def paths() -> dict[str, str]:
    """Give the path of the land for each sheet, by its name. Raises ToolError when the data are not there."""
    return {sheet.name: _drawn(sheet) for sheet in sheets()}


@cache
def _drawn(sheet: Sheet) -> str:
    return path(sheet, land())


def source() -> str:
    """Name the package and version that the coasts come from."""
    return f"{PACKAGE} {metadata.version(PACKAGE)}"


@cache
def land() -> tuple[Ring, ...]:
    """Read the outlines of all countries, as longitudes and latitudes. Raises ToolError."""
    try:
        file = resources.files(PACKAGE.replace("-", "_")) / "data" / "maps.sqlite3"
        with resources.as_file(file) as found:
            connection = sqlite3.connect(f"{found.as_uri()}?mode=ro&immutable=1", uri=True)
            try:
                rows = connection.execute("SELECT payload FROM country_map ORDER BY alpha2").fetchall()
            finally:
                connection.close()
        return tuple([(x, y) for x, y in ring] for (payload,) in rows for ring in json.loads(zlib.decompress(payload))["boundary"])
    except (ImportError, OSError, sqlite3.Error, zlib.error, ValueError, KeyError) as error:
        raise ToolError(f"No coastline: {PACKAGE} cannot be read ({error})") from error


def path(sheet: Sheet, rings: Iterable[Ring]) -> str:
    """Project outlines on a sheet, cut them at its frame, leave out what is too small to see; give the data of an SVG path."""
    projected = (_clipped([sheet.point(*place) for place in ring], sheet.width, sheet.height) for ring in rings)
    return "".join(_written(_simplified(ring)) for ring in projected if abs(_area(ring)) > SMALLEST)


def _clipped(ring: Ring, width: float, height: float) -> Ring:
    """Cut a ring at the frame, side by side (Sutherland and Hodgman)."""
    sides = ((0, -MARGIN, 1), (0, width + MARGIN, -1), (1, -MARGIN, 1), (1, height + MARGIN, -1))
    for axis, limit, sign in sides:
        inside = [sign * (point[axis] - limit) >= 0 for point in ring]
        if not any(inside):
            return []
        if not all(inside):
            ring = list(_cut(ring, axis, limit, sign))
    return ring


def _cut(ring: Ring, axis: int, limit: float, sign: int) -> Iterator[Point]:
    """Give what lies on the inner side of one line, and where the ring crosses it."""
    for before, here in zip(ring[-1:] + ring, ring):
        inside = sign * (here[axis] - limit) >= 0
        if inside != (sign * (before[axis] - limit) >= 0):
            part = (limit - before[axis]) / (here[axis] - before[axis])
            yield before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])
        if inside:
            yield here


def _area(ring: Ring) -> float:
    """Give the signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring[-1:] + ring, ring)) / 2


def _simplified(ring: Ring) -> Ring:
    """Drop the points that hardly bend the line (Douglas and Peucker), from the first point to the one farthest from it and back."""
    far = max(range(len(ring)), key=lambda index: math.dist(ring[0], ring[index]))
    return _chain(ring[: far + 1])[:-1] + _chain(ring[far:] + ring[:1])[:-1]


def _chain(line: Ring) -> Ring:
    """Simplify an open line; its ends stay."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        away = [(_distance(line[index], line[first], line[last]), index) for index in range(first + 1, last)]
        if away and max(away)[0] > TOLERANCE:
            middle = max(away)[1]
            kept.add(middle)
            waiting += [(first, middle), (middle, last)]
    return [line[index] for index in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Give the distance of a point from a stretch of line."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    along = sum((p - s) * (e - s) for p, s, e in zip(point, start, end)) / length**2
    along = min(1.0, max(0.0, along))
    return math.dist(point, (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1])))


def _written(ring: Ring) -> str:
    """Write a ring in tenths of a px, each point seen from the one before it."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(tenths) if (ax, ay) != (bx, by)]
    if len(steps) < 2:
        return ""
    (x, y), *others = steps
    more = "".join(_joined(number) for step in others for number in step)
    return f"M{_number(tenths[0][0])}{_joined(tenths[0][1])}l{_number(x)}{_joined(y)}{more}z"


def _number(tenths: int) -> str:
    """Write a number of tenths as short as SVG allows."""
    whole, rest = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (str(whole) if whole or not rest else "") + (f".{rest}" if rest else "")


def _joined(tenths: int) -> str:
    """The same after another number: a minus sign parts them, else a blank does."""
    number = _number(tenths)
    return number if number.startswith("-") else f" {number}"


def told(resolved: str) -> str:
    """Add the land of each sheet to a resolved edition, for the page of the map: site:coastline[@sheet, @d]. Raises ToolError."""
    lands = "".join(f'<site:coastline xmlns:site="urn:edition:site" sheet="{name}" d="{data}"/>' for name, data in paths().items())
    head, end, tail = resolved.rpartition("</")
    return head + lands + end + tail
