"""Read XML that may come from strangers: no network, no external entities, bounded expansion."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Iterator
from xml.parsers import expat

from lxml import etree

from edition import disk, malformed
from edition.errors import InputError
from edition.findings import Finding
from edition.wording import words

if TYPE_CHECKING:
    from edition.origins import Origins

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
NS = {"tei": TEI, "xml": XML}
XML_ID = f"{{{XML}}}id"


def tei(name: str) -> str:
    """Give a TEI element name as lxml writes it."""
    return f"{{{TEI}}}{name}"


@dataclass(frozen=True)
class Place:
    """Where something stands: line from 1, column from 1 or None where it is not known; the file, where it is another than the document's own."""

    line: int
    column: int | None
    path: Path | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """A well-formed XML file: where it was read from, its bytes, and its root element.

    Where it includes others (xinclude.py), the root has these in it, ``origins`` knows what comes from where, and ``faults`` tells
    what could not be included.
    """

    path: Path
    data: bytes
    root: etree._Element
    origins: Origins | None = None
    faults: tuple[Finding, ...] = ()

    @property
    def whole(self) -> bytes:
        """The bytes of the document with all that it includes."""
        return self.origins.data if self.origins else self.data

    @cached_property
    def real(self) -> Path:
        """The path without links: the same for all names of the file."""
        return disk.resolved(self.path)

    @property
    def name(self) -> str:
        """What the document is called among those of an edition: its ``xml:id``, else the name of its file."""
        return self.root.get(XML_ID, self.path.stem)

    @cached_property
    def elements(self) -> list[etree._Element]:
        """All elements in document order."""
        return list(self.root.iter(etree.Element))

    @cached_property
    def children(self) -> dict[etree._Element, list[etree._Element]]:
        """The child elements of each element that has some: looked up, where counting siblings again and again would take for ever."""
        children: dict[etree._Element, list[etree._Element]] = defaultdict(list)
        for element in self.elements[1:]:
            children[element.getparent()].append(element)
        return children

    @cached_property
    def _places(self) -> dict[etree._Element, Place]:
        return dict(zip(self.elements, map(self.origin, _start_tags(self.whole)), strict=False))

    def origin(self, place: Place) -> Place:
        """Where a place in the whole document really is."""
        return self.origins.place(place) if self.origins else place

    def file(self, element: etree._Element) -> Path:
        """The file in which an element stands: pointers in it are relative to that."""
        return (self.place(element).path or self.path) if self.origins else self.path

    def place(self, element: etree._Element | None) -> Place:
        """Tell where ``element`` begins in the file; the file's first line for None."""
        if element is None:
            return Place(1, None)
        return self._places.get(element) or Place(element.sourceline or 1, None)

    def finding(self, code: str, message: str, mend: str, element: etree._Element | None = None, severity: str = "error") -> Finding:
        """Make a finding about ``element`` of this document."""
        place = self.place(element)
        return Finding(str(place.path or self.path), place.line, place.column, code, message, mend, severity)


def _start_tags(data: bytes) -> list[Place]:
    """Place every start tag in one expat pass; nothing where expat does not know the encoding."""
    places: list[Place] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        # expat counts characters, as editors do
        places.append(Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return []
    return places


class _Nothing(etree.Resolver):
    """Answers whatever a document wants fetched with nothing: libxml2 reads an external subset whatever `load_dtd` says."""

    def resolve(self, url: str, public_id: str | None, context: object) -> object:
        return self.resolve_string("", context)


_ENCODING = re.compile(r"""^(<\?xml[^>]*?)\s+encoding=("[^"]*"|'[^']*')""")


# UTF-16 must begin with a byte order mark (XML 1.0, section 4.3.3).
_UTF16_ONLY_DECLARED = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']utf-16""", re.IGNORECASE)


def tree(data: bytes) -> etree._Element:
    """The root element of what strangers may have written. Raises XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, collect_ids=False)
    parser.resolvers.add(_Nothing())
    return etree.fromstring(data, parser)


def _without_utf16(data: bytes) -> bytes:
    """Give UTF-16 as UTF-8, so that every later step reads one form; raises UnicodeDecodeError."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0", b"\0<")) or _UTF16_ONLY_DECLARED.match(data):
        raise UnicodeDecodeError("utf-16", data, 0, 1, "no mark")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    return _ENCODING.sub(r"\1", data.decode("utf-16").lstrip("\ufeff")).encode("utf-8")


_CROWDED = etree.XPath(f"boolean(//*[@*[{malformed.MOST + 1}]])")


def decoded(path: Path) -> bytes:
    """Read the bytes of a file, as UTF-8 where they are UTF-16. Raises InputError."""
    try:
        return _without_utf16(disk.data(path))
    except OSError as error:
        raise InputError(words("{path}: error E004: cannot be read: {why}. Name a file that is there and that you may read.", path=str(path), why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise InputError(words("{place}: error E002: {what}. Save the file as UTF-8.", place=f"{path}:1:1", what=words("UTF-32, or UTF-16 that is broken or has no byte order mark"))) from error


def parse(path: Path) -> Document:
    """Read one XML file.

    Raises InputError when it cannot be read, ContentError (code E001) when it is not well-formed XML
    (XML 1.0, Fifth Edition, section 2.1).
    """
    return parse_bytes(path, decoded(path))


def parse_bytes(path: Path, data: bytes) -> Document:
    """Read the bytes of a file. Raises what ``parse`` raises."""
    try:
        root = tree(data)
    except etree.XMLSyntaxError as error:
        raise malformed.fault(path, data, error) from error
    if (data.count(b"xmlns") > malformed.MOST or _CROWDED(root)) and (crowded := malformed.crowded(path, data)):
        raise crowded
    return Document(path, data, root)


def text_of(root: etree._Element) -> str:
    """Serialize an element for the XSLT engine: no DOCTYPE, entities expanded, so that nothing more is fetched."""
    return etree.tostring(root, encoding="unicode", with_tail=False)


def own(xml: str | bytes) -> etree._Element:
    """Read XML that this toolchain has written itself: a book may be larger than the limits meant for strangers."""
    data = xml.encode("utf-8") if isinstance(xml, str) else xml
    return etree.fromstring(data, etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True, collect_ids=False))


def ids(document: Document) -> Iterator[tuple[str, etree._Element]]:
    """Go through all ``xml:id`` of a document with their elements."""
    return ((element.get(XML_ID), element) for element in document.elements if element.get(XML_ID) is not None)
