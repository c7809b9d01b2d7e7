"""The map: every place with a point, on a sheet and in the table; names that do not cover each other; coasts that are always the same."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from edition import coastline, corpus
from edition.documents import NS, XML_ID
from lxml import etree, html

each_language = pytest.mark.parametrize("folder", ["", "ru"], ids=["en", "ru"])


def drawn(built: Path, folder: str) -> etree._Element:
    return html.parse(str(built / "site" / folder / "map.html"), html.HTMLParser(encoding="utf-8")).getroot()


def places(edition: corpus.Edition) -> dict[str, tuple[float, float]]:
    """The mentioned places that have a point: latitude and longitude by id."""
    found = [place for member in edition.members for place in member.root.iterfind(".//tei:listPlace[@type='mentioned']/tei:place", NS)]
    points = {place.get(XML_ID): place.findtext("tei:location/tei:geo", None, NS) for place in found}
    return {name: tuple(map(float, point.split())) for name, point in points.items() if point}


@each_language
def test_every_place_with_a_point_is_on_the_map_and_in_the_table(edition: corpus.Edition, built: Path, folder: str) -> None:
    page, expected = drawn(built, folder), sorted(places(edition))
    assert len(expected) > 15
    assert sorted(page.xpath("//svg//a/@data-place")) == expected
    assert sorted(page.xpath("//tbody/tr/@data-place")) == expected
    assert all(link.get("href") == f"{link.get('data-place')}.html" and link.findtext("text") for link in page.xpath("//svg//a"))


@each_language
def test_names_do_not_cover_each_other(built: Path, folder: str) -> None:
    for sheet in drawn(built, folder).xpath("//figure//svg"):
        boxes = [[float(box.get(name)) for name in ("x", "y", "width", "height")] for box in sheet.findall("a/rect")]
        wide, high = float(sheet.get("width")), float(sheet.get("height"))
        assert all(x >= 0 and y >= 0 and x + w <= wide and y + h <= high and h >= 24 for x, y, w, h in boxes)
        for (ax, ay, aw, ah), (bx, by, bw, bh) in itertools.combinations(boxes, 2):
            assert not (ax < bx + bw - 0.2 and bx < ax + aw - 0.2 and ay < by + bh - 0.2 and by < ay + ah - 0.2)


def test_signs_stand_where_the_coasts_are_projected(edition: corpus.Edition, built: Path) -> None:
    """Two programs project, one the coasts, one the signs: they must agree. Only towns moved apart may stray, and little."""
    page, points, strayed = drawn(built, ""), places(edition), []
    for sheet in coastline.sheets():
        for link in page.xpath(f"//figure[@aria-labelledby='{sheet.name}-title']//a"):
            latitude, longitude = points[link.get("data-place")]
            x, y = sheet.point(longitude, latitude)
            away = abs(float(link.find("circle").get("cx")) - x) + abs(float(link.find("circle").get("cy")) - y)
            assert away < 20
            strayed += [link.get("data-place")] if away > 0.3 else []
    assert strayed == ["pl.versailles"]


def test_sizes_follow_mentions(built: Path) -> None:
    page = drawn(built, "")
    mentions = {row.get("data-place"): int(row.findall("td")[1].text) for row in page.xpath("//tbody/tr")}
    sizes = {link.get("data-place"): float(link.find("circle").get("r")) for link in page.xpath("//svg//a")}
    ordered = sorted(mentions, key=lambda name: (mentions[name], name))
    assert [sizes[name] for name in ordered] == sorted(sizes.values())


def test_coasts_are_paths_within_their_sheet() -> None:
    for sheet in coastline.sheets():
        data = coastline.path(sheet, coastline.land())
        assert data == coastline.path(sheet, coastline.land())
        assert re.fullmatch(r"(M-?[\d.]+[ -][\d.]+l[-\d. ]+z)+", data)
        assert 5_000 < len(data) < 60_000


def test_what_is_outside_the_frame_is_cut_off() -> None:
    sheet = coastline.Sheet("square", 100, 100, 0, 1e-6, 1e9, 1, 50, -1e9)
    assert coastline.path(sheet, [[(0, 500), (1, 500), (0, 501)]]) == ""
    whole = coastline._clipped([(10.0, 10.0), (500.0, 10.0), (500.0, 50.0), (10.0, 50.0)], 100, 100)
    assert max(x for x, _ in whole) == 100 + coastline.MARGIN and min(x for x, _ in whole) == 10


@pytest.mark.parametrize(("tenths", "written"), [(0, "0"), (5, ".5"), (-5, "-.5"), (120, "12"), (-123, "-12.3")])
def test_numbers_are_short(tenths: int, written: str) -> None:
    assert coastline._number(tenths) == written
