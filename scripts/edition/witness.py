"""Rebuild the witness, the file that reached us, out of the TEI that encodes it.

The reading of the source: ``text/body`` without what editors add, a line for every ``lb``, and white space as the design's third
contract defines it. Nothing here knows the witness file itself, so comparing the two proves the encoding.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, NamedTuple

from lxml import etree

from edition import disk
from edition.documents import NS, XML_ID, Document, tei
from edition.errors import FAULTY, OK, InputError

EDITORIAL = frozenset(map(tei, ("corr", "reg", "expan", "ex", "supplied", "note", "noteGrp", "desc")))
_WITHOUT_TEXT = frozenset(map(tei, ("body", "div", "choice", "list", "lg", "sp", "table", "row", "figure")))
_BLOCKS = _WITHOUT_TEXT | frozenset(map(tei, ("p", "ab", "head", "l", "item", "cell", "label", "opener", "closer", "dateline", "trailer", "speaker")))
_BLOCKS -= {tei("choice")}

# Neither character can occur in XML, so they can mark borders within the text.
_LINE, _EDGE = "\x01", "\x00"


@dataclass(frozen=True)
class Witness:
    """A source file as a text's header names it (``witness/ptr`` and ``witness/idno``)."""

    path: Path
    sha256: str
    element: etree._Element

    def is_inside(self, home: Path) -> bool:
        """Whether the file lies in a folder or below it: no pointer makes us read, and quote, a file from elsewhere."""
        return disk.resolved(self.path).is_relative_to(disk.resolved(home))


class Difference(NamedTuple):
    """Where a rebuilt witness parts from the file: the line, what each has there, and the element of the TEI at fault."""

    line: int
    wanted: str
    got: str
    element: etree._Element | None


class Line(NamedTuple):
    """A line of a witness: its id, and those of the sentences that have words in it."""

    identifier: str
    sentences: tuple[str, ...]


def declared(document: Document) -> list[Witness]:
    """List the witness files that a text's header declares (TEI Guidelines, 13.4.3.2, listWit)."""
    return [
        Witness(
            document.file(found).parent / found.xpath("string(tei:ptr[@type='file']/@target)", namespaces=NS),
            found.xpath("normalize-space(tei:idno[@type='SHA-256'])", namespaces=NS),
            found,
        )
        for found in document.root.iterfind(".//tei:witness", NS)
        if found.find("tei:ptr[@type='file']", NS) is not None
    ]


def rebuild(document: Document) -> bytes | None:
    """Give the bytes of the witness as the TEI has them; None where characters stand before the first ``lb``."""
    body = document.root.find("tei:text/tei:body", NS)
    if body is None:
        return None
    folded = re.sub(r"[ \t\r\n]+", " ", "".join(text for text, _ in _characters(body)))
    lines = re.sub(r" ?([\x00\x01]) ?", r"\1", folded).replace(_EDGE, "").split(_LINE)
    return "\n".join(lines[1:]).encode("utf-8") if not lines[0] else None


def lines(document: Document) -> list[Line]:
    """List the lines that ``rebuild`` gives, by what the TEI calls them."""
    found: list[tuple[str, dict[str, None]]] = []
    body = document.root.find("tei:text/tei:body", NS)
    for text, owner in _characters(body) if body is not None else ():
        if text == _LINE:
            found.append((owner.get(XML_ID, ""), {}))
        elif found and text.strip(" \t\r\n\x00"):
            found[-1][1].update(dict.fromkeys(owner.xpath("ancestor-or-self::tei:s[1]/@xml:id", namespaces=NS)))
    return [Line(identifier, tuple(sentences)) for identifier, sentences in found]


def sha256(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read(found: Witness) -> bytes:
    """Give the bytes of a witness file. Raises InputError when it cannot be read."""
    try:
        return disk.data(found.path)
    except OSError as error:
        raise InputError(f"{found.path}: cannot be read: {error.strerror}") from error


def compare(document: Document, found: Witness, home: Path) -> tuple[int, str]:
    """Compare what the TEI rebuilds with the witness file and the SHA-256 in the header.

    Gives an exit status (0 recovered, 1 not recovered, 3 the witness file cannot be read) and a line that says so.
    A file outside ``home``, the folder of the edition, is not read.
    """
    if not found.is_inside(home):
        return FAULTY, f"{document.path.stem}: the pointer to the witness leads out of the edition's folder"
    try:
        expected = read(found)
    except InputError as error:
        return error.exit_status, f"{document.path.stem}: {error}"
    rebuilt = rebuild(document)
    same = rebuilt == expected and sha256(expected) == found.sha256
    row = f"{document.path.stem}: {found.path.name}: {len(expected)} bytes, SHA-256 {sha256(expected)}: "
    return (OK, row + "recovered") if same else (FAULTY, row + _what_differs(document, expected, rebuilt))


def _what_differs(document: Document, expected: bytes, rebuilt: bytes | None) -> str:
    if rebuilt == expected:
        return "recovered, but the header states another SHA-256"
    if rebuilt is None:
        return "NOT recovered: the body does not begin with an lb"
    found = first_difference(document, expected, rebuilt)
    return f"NOT recovered: line {found.line} has {found.wanted}, the TEI gives {found.got}"


def first_difference(document: Document, expected: bytes, rebuilt: bytes) -> Difference:
    """Find where two witnesses part: the line (from 1), what each has there, and the innermost element that stands there."""
    left, right = (data.decode("utf-8", errors="replace") for data in (expected, rebuilt))
    place = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    line = left.count("\n", 0, place) + 1
    return Difference(line, _shown(left, place), _shown(right, place), _element_at(document, len(re.sub(r"[ \t\r\n]", "", right[:place]))))


def _shown(text: str, place: int) -> str:
    """Up to 40 characters, and the number of the first, since letters of two alphabets look alike."""
    return f"“{text[place : place + 40]}” (U+{ord(text[place]):04X})" if place < len(text) else "nothing more"


def _element_at(document: Document, before: int) -> etree._Element | None:
    """The element in which the character stands that has so many characters before it, white space not counted."""
    body = document.root.find("tei:text/tei:body", NS)
    last = body
    for text, owner in _characters(body) if body is not None else ():
        before, last = before - len(re.sub(r"[ \t\r\n\x00\x01]", "", text)), owner
        if before < 0:
            break
    return last


def _characters(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Go through the source reading of an element: its characters, with marks for line beginnings and block edges, and whose they are."""
    edge = _EDGE if element.tag in _BLOCKS else ""
    yield edge, element
    yield from _own(element, element.text)
    for child in element:
        if child.tag == tei("lb"):
            yield _LINE, child
        elif isinstance(child.tag, str) and child.tag not in EDITORIAL:
            yield from _characters(child)
        yield from _own(element, child.tail)
    yield edge, element


def _own(element: etree._Element, text: str | None) -> Iterator[tuple[str, etree._Element]]:
    """Give text directly inside an element, unless it can only be the editor's indentation."""
    if text and (element.tag not in _WITHOUT_TEXT or text.strip(" \t\r\n")):
        yield text, element
