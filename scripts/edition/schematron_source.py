"""Read a Schematron schema as one tree: its inclusions in place, and every element marked with where it stands."""

from __future__ import annotations

import os
from copy import deepcopy
from pathlib import Path
from typing import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.documents import XML, XML_ID, Document, parse
from edition.errors import ContentError, InputError
from edition.findings import Finding

SCH = "{http://purl.oclc.org/dsdl/schematron}"
AT = "{urn:x-edition:schematron}"
PLACE = AT + "place"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_LANG = f"{{{XML}}}lang"
_SPEAKING = {SCH + name for name in ("assert", "report", "diagnostic", "property")}

# So many files may be put together; more is a schema that doubles itself.
_INCLUSIONS = 500


def read(path: Path, root: Path | None = None) -> etree._Element:
    """Give the schema in ``path``: Schematron, or a RELAX NG grammar that embeds it (ISO/IEC 19757-3, 5.4.8 and 5.4.9).

    Files are included from below ``root`` only: the folder of ``path``, unless another is given.
    Raises ContentError with the places of all faults, InputError when ``path`` itself cannot be read.
    """
    document = parse(path)
    reader = _Reader((root or path.parent).resolve())
    schema = _embedded(reader, document) if document.root.tag == _RNG + "grammar" else reader.copy(document, document.root, ((path.resolve(), ""),))
    if reader.faults:
        raise ContentError(reader.faults)
    return schema


def fault(place: str, message: str, mend: str) -> Finding:
    """Make the finding on a place in a schema, as ``copy`` writes places."""
    path, line, column = place.rsplit(":", 2)
    return Finding(path, int(line), int(column) or None, "E110", message, mend)


Trail = tuple[tuple[Path, str], ...]


class _Reader:
    """Copies elements out of files and follows what they include."""

    def __init__(self, root: Path) -> None:
        self.faults: list[Finding] = []
        self._root = root
        self._documents: dict[Path, Document] = {}
        self._left = _INCLUSIONS

    def copy(self, document: Document, element: etree._Element, trail: Trail) -> etree._Element:
        """A copy of an element with places, languages and prefixes written out, and what it includes in it."""
        copied = deepcopy(element)
        copied.tail = None
        prefixes = " ".join(f"{ns.get('prefix')}={ns.get('uri')}" for ns in element.xpath("ancestor::s:schema/s:ns", namespaces={"s": SCH[1:-1]}))
        for original, twin in zip(element.iter(etree.Element), copied.iter(etree.Element), strict=True):
            _mark(document, original, twin)
            if prefixes and original.tag.startswith(SCH):
                twin.set(AT + "prefixes", prefixes)
        for reference in copied.xpath("descendant::s:include[@href] | descendant-or-self::s:rule/s:extends[@href]", namespaces={"s": SCH[1:-1]}):
            self._resolve(document, reference, trail)
        return copied

    def _resolve(self, document: Document, reference: etree._Element, trail: Trail) -> None:
        """Put in place of an include what it names, of an extends what the rule that it names holds."""
        found = self._target(document, reference, trail)
        parent = reference.getparent()
        if found is None or parent is None:
            return
        target, element, key = found
        copied = self.copy(target, element, (*trail, key))
        wanted = "rule" if reference.tag == SCH + "extends" else None
        if wanted and copied.tag != SCH + wanted:
            self._fault(reference, f"extends leads to {copied.tag.rpartition('}')[2]}, not to a rule", "Name a file whose root is a rule, or a rule by #id.")
            return
        index = parent.index(reference)
        parent[index : index + 1] = list(copied) if wanted else [copied]

    def _target(self, document: Document, reference: etree._Element, trail: Trail) -> tuple[Document, etree._Element, tuple[Path, str]] | None:
        href = reference.get("href", "")
        url = urlsplit(href)
        path = Path(os.path.normpath(document.path.parent / unquote(url.path))) if url.path else document.path
        key = (path.resolve(), url.fragment)
        refusal = self._refusal(href, path, key, trail)
        if refusal:
            self._fault(reference, *refusal)
            return None
        target = self._document(path, reference)
        element = _named(target, url.fragment) if target else None
        if target is not None and element is None:
            self._fault(reference, f"{href}: {path.name} has no element with that id", "Correct the part after #.")
        return (target, element, key) if target is not None and element is not None else None

    def _refusal(self, href: str, path: Path, key: tuple[Path, str], trail: Trail) -> tuple[str, str] | None:
        """Why an inclusion is not followed, and the mend; None where it is."""
        self._left -= 1
        if urlsplit(href).scheme or urlsplit(href).netloc:
            return f"{href} is no local file", "Put a copy beside the schema and name that: nothing is fetched."
        if not key[0].is_relative_to(self._root):
            return f"{href} leads out of {self._root.name or self._root}", "Move the file beside the schema or below it."
        if key in trail:
            return f"{href} includes itself", "Break the circle."
        if self._left < 0:
            return f"more than {_INCLUSIONS} inclusions", "Include each file once."
        return None if path.is_file() else (f"{href}: there is no such file", "Correct the path; it is relative to the file that names it.")

    def _document(self, path: Path, reference: etree._Element) -> Document | None:
        try:
            return self._documents.setdefault(path, self._documents.get(path) or parse(path))
        except ContentError as error:
            self.faults += [finding for finding in error.findings if finding not in self.faults]
        except InputError as error:
            self._fault(reference, str(error), "Make it readable.")
        return None

    def _fault(self, reference: etree._Element, message: str, mend: str) -> None:
        self.faults.append(fault(reference.get(PLACE, ""), message, mend))


def _mark(document: Document, original: etree._Element, twin: etree._Element) -> None:
    """Note where an element of Schematron stands, and an instruction of XSLT in it; the language of what speaks."""
    parent = original.getparent()
    if original.tag.startswith(SCH) or (original.tag.startswith(_XSL) and parent is not None and parent.tag.startswith(SCH)):
        place = document.place(original)
        twin.set(PLACE, f"{document.path}:{place.line}:{place.column or 0}")
    elif parent is None:
        twin.set(PLACE, f"{document.path}:1:1")
    if original.tag in _SPEAKING:
        for language in original.xpath("ancestor-or-self::*[@xml:lang][1]/@xml:lang"):
            twin.set(_LANG, language)


def _named(document: Document, fragment: str) -> etree._Element | None:
    """The element that a fragment names by xml:id or id; the root for none."""
    if not fragment:
        return document.root
    return next((element for element in document.elements if fragment in (element.get(XML_ID), element.get("id"))), None)


def _embedded(reader: _Reader, document: Document) -> etree._Element:
    """The Schematron of a RELAX NG grammar as one schema, which cannot state its binding: TEI's is xslt2."""
    schema = etree.Element(SCH + "schema", {"queryBinding": "xslt2", PLACE: f"{document.path}:1:1"}, {"sch": SCH[1:-1]})
    for element in _islands(document):
        copied = reader.copy(document, element, ((document.path.resolve(), ""),))
        if element.tag == SCH + "rule":
            etree.SubElement(schema, SCH + "pattern", {PLACE: copied.get(PLACE)}).append(copied)
        elif not any(_same(copied, other) for other in schema):
            schema.append(copied)
    return schema


def _islands(document: Document) -> Iterator[etree._Element]:
    """The outermost elements of Schematron."""
    return (element for element in document.elements if element.tag.startswith(SCH) and not element.getparent().tag.startswith(SCH))


def _same(one: etree._Element, other: etree._Element) -> bool:
    """Whether both declare the same namespace: in a grammar it stands as often as it is used."""
    return one.tag == other.tag == SCH + "ns" and all(one.get(name) == other.get(name) for name in ("prefix", "uri"))
