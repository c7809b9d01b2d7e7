"""Rebuild the witness, the file that reached us, out of the TEI that encodes it.

The reading of the source: ``text/body`` without what editors add, a line for every ``lb``, and white space as the design's third
contract defines it. Nothing here knows the witness file itself, so comparing the two proves the encoding.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from lxml import etree

from edition.documents import NS, Document, tei
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


def declared(document: Document) -> list[Witness]:
    """List the witness files that a text's header declares (TEI Guidelines, 13.4.3.2, listWit)."""
    return [
        Witness(
            document.path.parent / found.xpath("string(tei:ptr[@type='file']/@target)", namespaces=NS),
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
    folded = re.sub(r"[ \t\r\n]+", " ", "".join(_characters(body)))
    lines = re.sub(r" ?([\x00\x01]) ?", r"\1", folded).replace(_EDGE, "").split(_LINE)
    return "\n".join(lines[1:]).encode("utf-8") if not lines[0] else None


def sha256(data: bytes) -> str:
    """Give the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read(found: Witness) -> bytes:
    """Give the bytes of a witness file. Raises InputError when it cannot be read."""
    try:
        return found.path.read_bytes()
    except OSError as error:
        raise InputError(f"{found.path}: cannot be read: {error.strerror}") from error


def compare(document: Document, found: Witness) -> tuple[int, str]:
    """Compare what the TEI rebuilds with the witness file and the SHA-256 in the header.

    Gives an exit status (0 recovered, 1 not recovered, 3 the witness file cannot be read) and a line that says so.
    """
    try:
        expected = read(found)
    except InputError as error:
        return error.exit_status, f"{document.path.stem}: {error}"
    rebuilt = rebuild(document)
    same = rebuilt == expected and sha256(expected) == found.sha256
    row = f"{document.path.stem}: {found.path.name}: {len(expected)} bytes, SHA-256 {sha256(expected)}: "
    return (OK, row + "recovered") if same else (FAULTY, row + _what_differs(expected, rebuilt))


def _what_differs(expected: bytes, rebuilt: bytes | None) -> str:
    if rebuilt == expected:
        return "recovered, but the header states another SHA-256"
    if rebuilt is None:
        return "NOT recovered: the body does not begin with an lb"
    line, wanted, got = first_difference(expected, rebuilt)
    return f"NOT recovered: line {line} has “{wanted}”, the TEI gives “{got}”"


def first_difference(expected: bytes, rebuilt: bytes) -> tuple[int, str, str]:
    """Find where two witnesses part: the line (from 1), and what each has there (up to 40 characters)."""
    left, right = (data.decode("utf-8", errors="replace") for data in (expected, rebuilt))
    place = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    line = left.count("\n", 0, place) + 1
    return line, left[place : place + 40], right[place : place + 40]


def _characters(element: etree._Element) -> Iterator[str]:
    """Go through the source reading of an element: its characters, with marks for line beginnings and block edges."""
    edge = _EDGE if element.tag in _BLOCKS else ""
    yield edge
    yield from _own(element, element.text)
    for child in element:
        if child.tag == tei("lb"):
            yield _LINE
        elif isinstance(child.tag, str) and child.tag not in EDITORIAL:
            yield from _characters(child)
        yield from _own(element, child.tail)
    yield edge


def _own(element: etree._Element, text: str | None) -> Iterator[str]:
    """Give text directly inside an element, unless it can only be the editor's indentation."""
    if text and (element.tag not in _WITHOUT_TEXT or text.strip(" \t\r\n")):
        yield text
