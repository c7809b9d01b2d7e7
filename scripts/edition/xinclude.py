"""XInclude 1.0: a document with what it includes in its place, and the file, line and column that each part of it comes from.

The text of a file is put where it is included, tag by tag as it was written, so that every fault can be told in the place where it
stands. Of XInclude there is what TEI files use (W3C Recommendation, 15 November 2006): ``href`` to a local file,
``parse="text"``, ``xpointer`` with an xml:id, ``fallback``. All else is named, and the document read without it: an error (E005) where an
edition is validated; where a document of others is rendered a warning (W304), and a gap that shows where something is not.
No xml:base is added: a pointer is resolved from the file in which it stands.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Callable, Iterable, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition import disk, documents
from edition.documents import XML, Document
from edition.errors import ContentError, InputError
from edition.findings import Finding
from edition.origins import Origins, Piece, Source, UnknownEncoding, tag
from edition.wording import Words, words

XI = "http://www.w3.org/2001/XInclude"
_INCLUDE, _FALLBACK = f"{{{XI}}}include", f"{{{XI}}}fallback"
_LANG = f"{{{XML}}}lang"

# So many files may be put together, and so many bytes: more is a document that doubles itself.
_INCLUSIONS, _BYTES = 2000, 64_000_000

_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?")
_NAME = re.compile(rb"<[^\s/>]+")
# A pointer to an xml:id: bare, or as older drafts have it.
_POINTER = re.compile(r"""(?:xpointer\()?(?:id|element)\(['"]?([\w.-]+)['"]?\)\)?|([\w.-]*)""")


class Manner(NamedTuple):
    """How inclusions are treated: how a file is read; below which folder all must lie; the code and severity of what cannot be included, and the markup that then stands there."""

    read: Callable[[Path], Document]
    home: Callable[[Document], Path]
    code: str
    severity: str
    instead: Callable[[etree._Element], str]


def read(path: Path) -> Document:
    """Read a file of an edition as documents.parse does, which raises the same, and put in what it includes; what cannot be is among its ``faults``."""
    document = documents.parse(path)
    return document if has_dtd(document) else put_together(document, _EDITION)


def put_together(document: Document, manner: Manner) -> Document:
    """Give a document without a DOCTYPE with what it includes; what cannot be is among its ``faults``."""
    if not includes(document):
        return document
    try:
        return _Includer(document, manner).document()
    except UnknownEncoding:
        return document


def includes(document: Document) -> bool:
    """Whether a document says that it includes others."""
    return XI.encode() in document.data and next(document.root.iter(_INCLUDE), None) is not None


def _home(document: Document) -> Path:
    """The folder of the edition of which a file is, else that in which we are, else its own."""
    home = disk.find(document.path.parent)
    here = Path.cwd()
    return home.parent if home else here if document.real.is_relative_to(here) else document.real.parent


class _Includer:
    def __init__(self, document: Document, manner: Manner) -> None:
        self._main = Source(document)
        self._document, self._manner = document, manner
        self._root = disk.resolved(manner.home(document))
        self._faults: list[Finding] = []
        self._sources = {self._main.real: self._main}
        self._count = self._size = 0

    def document(self) -> Document:
        """The document with all that it includes."""
        start = _after(_PROLOG, self._main.data, 0)
        origins = Origins(self._pieces(self._main, start, len(self._main.data), self._main.root, ((self._main.real, ""),)))
        try:
            root = documents.tree(origins.data)
        except etree.XMLSyntaxError as error:
            self._fault(self._main, self._main.root, words("what it includes cannot be put together: {why}", why=error.msg), _OTHERWISE)
            return replace(self._document, faults=tuple(self._faults))
        return replace(self._document, root=root, origins=origins, faults=tuple(self._faults))

    def _pieces(self, source: Source, start: int, end: int, within: etree._Element, trail: Trail) -> list[Piece]:
        """The text of a source from one byte to another, which the element ``within`` holds, with what it includes."""
        pieces = []
        for include in _outermost(within, source.spans, start, end):
            begin, after = source.spans[include]
            pieces.append(Piece(source, start, source.data[start:begin]))
            pieces += self._included(source, include, trail)
            start = after
        return [*pieces, Piece(source, start, source.data[start:end])]

    def _included(self, source: Source, include: etree._Element, trail: Trail) -> list[Piece]:
        """What stands for an include."""
        href, pointer = include.get("href", ""), _pointer(include)
        path = Path(os.path.normpath(source.path.parent / unquote(urlsplit(href).path))) if href else source.path
        refusal = self._refusal(include, href, path) or self._circle(href, (disk.resolved(path), pointer), trail)
        if refusal:
            return self._refused(source, include, *refusal)
        if not disk.is_file(path):
            return self._fallen_back(source, include, words("{file} does not exist", file=href), trail)
        if include.get("parse") == "text":
            return self._text(source, include, path, trail)
        return self._xml(source, include, path, pointer, trail)

    def _refused(self, source: Source, include: etree._Element, why: str, mend: Words) -> list[Piece]:
        self._fault(source, include, why, mend)
        return self._instead(source, include)

    def _instead(self, source: Source, include: etree._Element) -> list[Piece]:
        return [Piece(source, source.spans[include][0], self._manner.instead(include).encode("utf-8"), exact=False)]

    def _xml(self, source: Source, include: etree._Element, path: Path, pointer: str, trail: Trail) -> list[Piece]:
        try:
            target = self._source(path)
        except ContentError as error:
            told = {} if self._manner.severity == "error" else {"code": self._manner.code, "severity": self._manner.severity}
            self._faults += (replace(finding, **told) for finding in error.findings)
            return self._instead(source, include)
        except InputError as error:
            return self._fallen_back(source, include, error.args[0], trail)
        if target is None:
            return self._refused(source, include, words("{file} has a DOCTYPE", file=include.get("href")), words("Take it out of that file: what its entities mean would be lost here."))
        element = target.named(pointer)
        if element is None:
            return self._fallen_back(source, include, words("{file} has no xml:id \"{id}\"", file=include.get("href"), id=pointer), trail)
        start, end = target.spans[element]
        self._size += end - start
        name = _after(_NAME, target.data, start)
        fixed = Piece(target, start, _declared(element, tag(target.data, start)[0], include).encode("utf-8"), exact=False)
        inside = self._pieces(target, name, end, element, (*trail, (target.real, pointer)))
        return [Piece(target, start, target.data[start:name]), fixed, *inside]

    def _text(self, source: Source, include: etree._Element, path: Path, trail: Trail) -> list[Piece]:
        try:
            text = disk.data(path).decode(include.get("encoding", "utf-8"))
        except (OSError, LookupError, ValueError):
            return self._fallen_back(source, include, words("{file} is no text in the encoding that is stated", file=include.get("href")), trail)
        self._size += len(text)
        return [Piece(source, source.spans[include][0], escape(text).encode("utf-8"), exact=False)]

    def _fallen_back(self, source: Source, include: etree._Element, why: str, trail: Trail) -> list[Piece]:
        """What an include holds for the case that its file cannot be had."""
        fallback = include.find(_FALLBACK)
        if fallback is None:
            return self._refused(source, include, why, words("Correct href, or add xi:fallback; the path is relative to the file that it stands in."))
        if self._manner.severity == "warning":
            self._fault(source, include, why, words("Put the file there, or leave it so: what stands in for it is shown."))
        start, end = source.spans[fallback]
        inner = tag(source.data, start).end()
        return [] if inner == end else self._pieces(source, inner, source.data.rindex(b"</", start, end), fallback, trail)

    def _refusal(self, include: etree._Element, href: str, path: Path) -> tuple[Words, Words] | None:
        """Why an include is not followed, and the mend; None where it is."""
        self._count += 1
        url = urlsplit(href)
        if url.scheme or url.netloc:
            return words("{file} is no local file", file=href), words("Put a copy among the files of the edition, and name that: nothing is fetched.")
        if not url.path or url.fragment or include.get("parse", "xml") not in ("xml", "text") or not _POINTER.fullmatch(include.get("xpointer", "")):
            return words("this kind of inclusion is not known here"), _OTHERWISE
        if not disk.resolved(path).is_relative_to(disk.resolved(self._root)):
            return words("{file} lies outside the folder of the edition", file=href), words("Put it among the files of the edition: no other is read.")
        if Path(url.path).is_absolute():
            return words("{file} is not relative", file=href), words("Write the path relative to the file that it stands in.")
        if self._count > _INCLUSIONS or self._size > _BYTES:
            return words("this is more than can be included"), words("Include each file once.")
        return None

    def _circle(self, href: str, key: tuple[Path, str], trail: Trail) -> tuple[Words, Words] | None:
        return (words("{file} includes itself", file=href), words("Break the circle.")) if key in trail or (key[0], "") in trail else None

    def _source(self, path: Path) -> Source | None:
        """A file that is included; None for one with a DTD. Raises ContentError, InputError."""
        real = disk.resolved(path)
        if real not in self._sources:
            document = self._manner.read(path)
            if has_dtd(document):
                return None
            try:
                self._sources[real] = Source(document)
            except UnknownEncoding as error:
                raise InputError(words("{file} is no text in the encoding that is stated", file=path.name)) from error
        return self._sources[real]

    def _fault(self, source: Source, element: etree._Element, message: str, mend: Words) -> None:
        place = source.place(source.spans[element][0])
        self._faults.append(Finding(str(source.path), place.line, place.column, self._manner.code, message, mend, self._manner.severity))


Trail = tuple[tuple[Path, str], ...]

_OTHERWISE = words("Write href with a path, and if need be xpointer with an xml:id, or put the text itself here.")


_EDITION = Manner(documents.parse, _home, "E005", "error", lambda _: "")


def _pointer(include: etree._Element) -> str:
    """The xml:id that an include names; none for a whole file."""
    found = _POINTER.fullmatch(include.get("xpointer", ""))
    return (found[1] or found[2] or "") if found else ""


def has_dtd(document: Document) -> bool:
    """Whether a document has a DOCTYPE."""
    return bool(document.root.getroottree().docinfo.doctype)


def _after(pattern: re.Pattern[bytes], data: bytes, start: int) -> int:
    """The byte after what a pattern matches at another."""
    found = pattern.match(data, start)
    return found.end() if found else start


def _outermost(within: etree._Element, spans: dict[etree._Element, tuple[int, int]], start: int, end: int) -> Iterable[etree._Element]:
    """The includes between two bytes that do not stand in another, in order."""
    for include in within.iter(_INCLUDE):
        if start <= spans[include][0] < end and not any(one.tag == _INCLUDE and start <= spans[one][0] for one in include.iterancestors()):
            yield include


def _declared(element: etree._Element, opening: bytes, include: etree._Element) -> str:
    """The attributes that let an element mean the same in its new place: namespaces, and the language (XInclude 1.0, 4.5.5 and 4.5.6)."""
    namespaces = {f"xmlns:{prefix}" if prefix else "xmlns": uri for prefix, uri in {None: "", **element.nsmap}.items() if include.nsmap.get(prefix, "") != uri}
    found = "".join(f' {name}="{escape(uri)}"' for name, uri in namespaces.items() if not re.search(rb"\s%s\s*=" % re.escape(name.encode("utf-8")), opening))
    languages = [one.get(_LANG) for one in element.iterancestors() if one.get(_LANG) is not None]
    return found + (f' xml:lang="{escape(languages[0])}"' if languages and element.get(_LANG) is None else "")
