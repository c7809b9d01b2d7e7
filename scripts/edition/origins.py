"""Texts put together out of parts of files: which place of the whole is which place of which file."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from edition.documents import XML_ID, Document, Place

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_HEAD = re.compile(r"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")


class UnknownEncoding(ValueError):
    """An encoding that the parser knows, and Python does not."""


class Origins:
    """Which part of a document comes from which file."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.data = b"".join(piece.data for piece in pieces)
        self.files = {piece.source.real for piece in pieces}
        self._pieces = pieces
        self._starts = [0]
        for piece in pieces:
            self._starts.append(self._starts[-1] + len(piece.data))

    def place(self, place: Place) -> Place:
        """Where a place in the whole really is."""
        at = _offset(self.data, self._lines, place)
        number = max(min(bisect_right(self._starts, at), len(self._pieces)) - 1, 0)
        piece = self._pieces[number]
        return piece.source.place(piece.offset + (at - self._starts[number] if piece.exact else 0))

    @cached_property
    def _lines(self) -> list[int]:
        return _line_starts(self.data)


class Source:
    """A file that is part of a document: its text in UTF-8, and where its elements stand in it. Raises UnknownEncoding."""

    def __init__(self, document: Document) -> None:
        self.path, self.root = document.path, document.root
        self.data = _utf8(document.data)
        self.real = document.real

    def place(self, offset: int) -> Place:
        """The place of a byte."""
        line = bisect_right(self._lines, offset)
        start = self._lines[line - 1]
        return Place(line, len(self.data[start:offset].decode("utf-8", "replace")) + 1, self.path)

    @cached_property
    def _lines(self) -> list[int]:
        return _line_starts(self.data)

    @cached_property
    def spans(self) -> dict[etree._Element, tuple[int, int]]:
        """Where each element begins and ends."""
        return dict(zip(self.root.iter(etree.Element), _spans(self.data), strict=True))

    def named(self, identifier: str) -> etree._Element | None:
        """The element with an xml:id; the root for none."""
        return next((one for one in self.root.iter(etree.Element) if one.get(XML_ID) == identifier), None) if identifier else self.root


class Piece(NamedTuple):
    """A part of the text of a source from an offset on; ``exact`` where it is written there as here."""

    source: Source
    offset: int
    data: bytes
    exact: bool = True


def _utf8(data: bytes) -> bytes:
    """The text of a file in UTF-8, whatever its declaration says. Raises UnknownEncoding."""
    found = _HEAD.match(data[:200].decode("ascii", "replace"))
    try:
        return data.decode(found[1]).encode("utf-8") if found and found[1].lower() not in ("utf-8", "utf-16") else data
    except (LookupError, ValueError) as error:
        raise UnknownEncoding(found[1] if found else "") from error


def _spans(data: bytes) -> list[tuple[int, int]]:
    """Where each element of a well-formed file begins and ends, in document order."""
    spans: list[list[int]] = []
    open_: list[list[int]] = []
    parser = expat.ParserCreate("utf-8")

    def start(*_: object) -> None:
        spans.append([parser.CurrentByteIndex, 0])
        open_.append(spans[-1])

    def end(_: object) -> None:
        span = open_.pop()
        opening = tag(data, span[0])
        span[1] = opening.end() if opening[0].endswith(b"/>") else tag(data, parser.CurrentByteIndex).end()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return [(begin, end) for begin, end in spans]


def tag(data: bytes, start: int) -> re.Match[bytes]:
    """The tag that begins at a byte of a well-formed file."""
    found = _TAG.match(data, start)
    assert found, "a tag begins here"
    return found


def _line_starts(data: bytes) -> list[int]:
    return [0, *(found.end() for found in re.finditer(rb"\r\n|\r|\n", data))]


def _offset(data: bytes, lines: list[int], place: Place) -> int:
    """The byte at a place."""
    start = lines[min(place.line, len(lines)) - 1]
    end = lines[place.line] if place.line < len(lines) else len(data)
    before = data[start:end].decode("utf-8", "replace")[: (place.column or 1) - 1]
    return start + len(before.encode("utf-8"))
