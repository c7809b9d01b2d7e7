"""XInclude 1.0: a document with what it includes in its place, and the file, line and column that each part of it comes from.

The text of a file is put where it is included, tag by tag as it was written, so that every fault can be told in the place where it
stands. Of XInclude there is what TEI files use (W3C Recommendation, 15 November 2006): ``href`` to a file of
the edition, ``parse="text"``, ``xpointer`` with an xml:id, ``fallback``. All else is named (E004), and the document read without it.
No xml:base is added: a pointer is resolved from the file in which it stands.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Iterable, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from lxml import etree

from edition import disk, documents
from edition.documents import XML, XML_ID, Document, Place
from edition.errors import ContentError, InputError
from edition.findings import Finding
from edition.wording import Words, words

_XI = "http://www.w3.org/2001/XInclude"
_INCLUDE, _FALLBACK = f"{{{_XI}}}include", f"{{{_XI}}}fallback"
_LANG = f"{{{XML}}}lang"

# So many files may be put together, and so many bytes: more is a document that doubles itself.
_INCLUSIONS, _BYTES = 500, 64_000_000

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_NAME = re.compile(rb"<[^\s/>]+")
_HEAD = re.compile(r"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")


def read(path: Path) -> Document:
    """Read a file as documents.parse does, which raises the same, and put in what it includes; what cannot be is among its ``faults``."""
    document = documents.parse(path)
    if _XI.encode() not in document.data or next(document.root.iter(_INCLUDE), None) is None or _has_dtd(document):
        return document
    return _Includer(document).document()


class Origins:
    """Which part of a document comes from which file."""

    def __init__(self, pieces: list[_Piece]) -> None:
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


class _Source:
    """A file that is part of a document: its text in UTF-8, and where its elements stand in it."""

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


class _Piece(NamedTuple):
    """A part of the text of a source from an offset on; ``exact`` where it is written there as here."""

    source: _Source
    offset: int
    data: bytes
    exact: bool = True


class _Includer:
    def __init__(self, document: Document) -> None:
        self._main = _Source(document)
        self._document = document
        home = disk.find(document.path.parent)
        here = Path.cwd()
        self._root = home.parent if home else here if document.real.is_relative_to(here) else document.real.parent
        self._faults: list[Finding] = []
        self._sources = {self._main.real: self._main}
        self._count = self._size = 0

    def document(self) -> Document:
        """The document with all that it includes."""
        start = re.match(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?", self._main.data).end()
        origins = Origins(self._pieces(self._main, start, len(self._main.data), self._main.root, ((self._main.real, ""),)))
        try:
            root = documents.tree(origins.data)
        except etree.XMLSyntaxError as error:
            self._fault(self._main, self._main.root, words("what it includes cannot be put together: {why}", why=error.msg), _OTHERWISE)
            return replace(self._document, faults=tuple(self._faults))
        return replace(self._document, root=root, origins=origins, faults=tuple(self._faults))

    def _pieces(self, source: _Source, start: int, end: int, within: etree._Element, trail: Trail) -> list[_Piece]:
        """The text of a source from one byte to another, which the element ``within`` holds, with what it includes."""
        pieces = []
        for include in _outermost(within, source.spans, start, end):
            begin, after = source.spans[include]
            pieces.append(_Piece(source, start, source.data[start:begin]))
            pieces += self._included(source, include, trail)
            start = after
        return [*pieces, _Piece(source, start, source.data[start:end])]

    def _included(self, source: _Source, include: etree._Element, trail: Trail) -> list[_Piece]:
        """What stands for an include."""
        href, pointer = include.get("href", ""), include.get("xpointer", "")
        path = Path(os.path.normpath(source.path.parent / unquote(urlsplit(href).path)))
        refusal = self._refusal(include, href, path) or self._circle(href, (disk.resolved(path), pointer), trail)
        if refusal:
            self._fault(source, include, *refusal)
            return []
        if not disk.is_file(path):
            return self._fallen_back(source, include, words("{file} does not exist", file=href), trail)
        if include.get("parse") == "text":
            return self._text(source, include, path, trail)
        return self._xml(source, include, path, pointer, trail)

    def _xml(self, source: _Source, include: etree._Element, path: Path, pointer: str, trail: Trail) -> list[_Piece]:
        try:
            target = self._source(path)
        except ContentError as error:
            self._faults += error.findings
            return []
        except InputError as error:
            return self._fallen_back(source, include, error.args[0], trail)
        if target is None:
            self._fault(source, include, words("{file} has a DOCTYPE", file=include.get("href")), words("Take it out of that file: what its entities mean would be lost here."))
            return []
        element = target.named(pointer)
        if element is None:
            return self._fallen_back(source, include, words("{file} has no xml:id \"{id}\"", file=include.get("href"), id=pointer), trail)
        start, end = target.spans[element]
        self._size += end - start
        name = _NAME.match(target.data, start).end()
        fixed = _Piece(target, start, _declared(element, _tag(target.data, start)[0], include).encode("utf-8"), exact=False)
        inside = self._pieces(target, name, end, element, (*trail, (target.real, pointer)))
        return [_Piece(target, start, target.data[start:name]), fixed, *inside]

    def _text(self, source: _Source, include: etree._Element, path: Path, trail: Trail) -> list[_Piece]:
        try:
            text = disk.data(path).decode(include.get("encoding", "utf-8"))
        except (OSError, LookupError, ValueError):
            return self._fallen_back(source, include, words("{file} is no text in the encoding that is stated", file=include.get("href")), trail)
        self._size += len(text)
        return [_Piece(source, source.spans[include][0], escape(text).encode("utf-8"), exact=False)]

    def _fallen_back(self, source: _Source, include: etree._Element, why: str, trail: Trail) -> list[_Piece]:
        """What an include holds for the case that its file cannot be had."""
        fallback = include.find(_FALLBACK)
        if fallback is None:
            self._fault(source, include, why, words("Correct href, or add xi:fallback; the path is relative to the file that it stands in."))
            return []
        start, end = source.spans[fallback]
        tag = _tag(source.data, start).end()
        return [] if tag == end else self._pieces(source, tag, source.data.rindex(b"</", start, end), fallback, trail)

    def _refusal(self, include: etree._Element, href: str, path: Path) -> tuple[Words, Words] | None:
        """Why an include is not followed, and the mend; None where it is."""
        self._count += 1
        url = urlsplit(href)
        if url.scheme or url.netloc:
            return words("{file} is no local file", file=href), words("Put a copy among the files of the edition, and name that: nothing is fetched.")
        if not url.path or url.fragment or include.get("parse", "xml") not in ("xml", "text") or not re.fullmatch(r"[\w.-]*", include.get("xpointer", "")):
            return words("this kind of inclusion is not known here"), _OTHERWISE
        if not disk.resolved(path).is_relative_to(disk.resolved(self._root)):
            return words("{file} lies outside the folder of the edition", file=href), words("Put it among the files of the edition: no other is read.")
        if self._count > _INCLUSIONS or self._size > _BYTES:
            return words("this is more than can be included"), words("Include each file once.")
        return None

    def _circle(self, href: str, key: tuple[Path, str], trail: Trail) -> tuple[Words, Words] | None:
        return (words("{file} includes itself", file=href), words("Break the circle.")) if key in trail or (key[0], "") in trail else None

    def _source(self, path: Path) -> _Source | None:
        """A file that is included; None for one with a DTD. Raises ContentError, InputError."""
        real = disk.resolved(path)
        if real not in self._sources:
            document = documents.parse(path)
            if _has_dtd(document):
                return None
            self._sources[real] = _Source(document)
        return self._sources[real]

    def _fault(self, source: _Source, element: etree._Element, message: str, mend: Words) -> None:
        place = source.place(source.spans[element][0])
        self._faults.append(Finding(str(source.path), place.line, place.column, "E004", message, mend))


Trail = tuple[tuple[Path, str], ...]

_OTHERWISE = words("Write href with a path, and if need be xpointer with an xml:id, or put the text itself here.")


def _has_dtd(document: Document) -> bool:
    return bool(document.root.getroottree().docinfo.doctype)


def _utf8(data: bytes) -> bytes:
    """The text of a file in UTF-8, whatever its declaration says."""
    found = _HEAD.match(data[:200].decode("ascii", "replace"))
    return data.decode(found[1]).encode("utf-8") if found and found[1].lower() not in ("utf-8", "utf-16") else data


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
        tag = _tag(data, span[0])
        span[1] = tag.end() if tag[0].endswith(b"/>") else _tag(data, parser.CurrentByteIndex).end()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return [(begin, end) for begin, end in spans]


def _tag(data: bytes, start: int) -> re.Match[bytes]:
    """The tag that begins at a byte of a well-formed file."""
    found = _TAG.match(data, start)
    assert found, "a tag begins here"
    return found


def _outermost(within: etree._Element, spans: dict[etree._Element, tuple[int, int]], start: int, end: int) -> Iterable[etree._Element]:
    """The includes between two bytes that do not stand in another, in order."""
    for include in within.iter(_INCLUDE):
        if start <= spans[include][0] < end and not any(one.tag == _INCLUDE and start <= spans[one][0] for one in include.iterancestors()):
            yield include


def _declared(element: etree._Element, tag: bytes, include: etree._Element) -> str:
    """The attributes that let an element mean the same in its new place: namespaces, and the language (XInclude 1.0, 4.5.5 and 4.5.6)."""
    namespaces = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in {None: "", **element.nsmap}.items() if include.nsmap.get(prefix, "") != uri}
    found = "".join(f' {name}="{escape(uri)}"' for name, uri in namespaces.items() if not re.search(rb"\s%s\s*=" % re.escape(name.encode("utf-8")), tag))
    languages = [one.get(_LANG) for one in element.iterancestors() if one.get(_LANG) is not None]
    return found + (f' xml:lang="{escape(languages[0])}"' if languages and element.get(_LANG) is None else "")


def _line_starts(data: bytes) -> list[int]:
    return [0, *(found.end() for found in re.finditer(rb"\r\n|\r|\n", data))]


def _offset(data: bytes, lines: list[int], place: Place) -> int:
    """The byte at a place."""
    start = lines[min(place.line, len(lines)) - 1]
    end = lines[place.line] if place.line < len(lines) else len(data)
    before = data[start:end].decode("utf-8", "replace")[: (place.column or 1) - 1]
    return start + len(before.encode("utf-8"))
