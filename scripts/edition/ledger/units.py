"""The citable units of a text as it stands: what each is called, and its two readings."""

from __future__ import annotations

from typing import Iterable, Iterator, NamedTuple

from lxml import etree

from edition.corpus import Edition
from edition.documents import NS, XML_ID, Document, tei
from edition import reading


class Words(NamedTuple):
    """A unit as it stands in its text: the name of its element, its number (``@n``), its critical reading (None for a line, which has none)
    and its source reading; of an id that only marks an old border (``anchor``), the id of the unit around it."""

    element: str
    number: str
    critical: str | None
    source: str
    within: str | None = None


class Citable(NamedTuple):
    """A unit that can be cited: its id, the text that it is of, the kind and the canonical reference that its text declares, and its words."""

    identifier: str
    text: str
    unit: str
    reference: str
    words: Words


def words_of(document: Document, wanted: Iterable[str]) -> dict[str, Words]:
    """Find units in a text by their ids; those that are not there are left out."""
    names = set(wanted)
    found = {element.get(XML_ID): element for element in document.elements if element.get(XML_ID) in names}
    lines = dict(reading.lines(document)) if any(element.tag == tei("lb") for element in found.values()) else {}
    return {name: _words(element, lines.get(name)) for name, element in found.items()}


def _words(element: etree._Element, line: str | None) -> Words:
    name, number = etree.QName(element).localname, element.get("n", "")
    if line is not None:
        return Words(name, number, None, line)
    if name == "anchor":
        around = (outer.get(XML_ID) for outer in element.iterancestors(tei("s"), tei("p"), tei("l"), tei("ab")) if outer.get(XML_ID))
        return Words(name, number, None, "", next(around, ""))
    read = element.find("tei:text", NS) if name == "TEI" else element
    return Words(name, number, "" if read is None else reading.critical(read), "" if read is None else reading.source(read))


def citable(edition: Edition) -> list[Citable]:
    """List the citable units of an edition as its texts declare them: whole texts, then what is in them, in order.

    Only a unit with an ``xml:id`` can be cited for ever. Raises ContentError (E219) where a declaration is broken.
    """
    return [unit for text in edition.texts for unit in _of_text(text)]


def _of_text(document: Document) -> Iterator[Citable]:
    declared = {element.get(XML_ID): (unit, reference) for element, unit, reference in _declared(document) if element.get(XML_ID)}
    words = words_of(document, declared)
    text = document.name
    return (Citable(name, text, unit, reference, words[name]) for name, (unit, reference) in declared.items())


def _declared(document: Document) -> Iterator[tuple[etree._Element, str, str]]:
    """The elements of all ways to cite a text, each once, by the way that names it most fully: that which begins with the text itself."""
    from edition import citestructure  # its engine is slow to start, and a check of words alone needs none

    trees = citestructure.trees(document)
    whole = [tree for tree in trees if tree.units and tree.units[0].element is document.root]
    seen: set[etree._Element] = set()
    for tree in [*whole, *trees]:
        for unit in tree.units:
            if unit.element not in seen:
                seen.add(unit.element)
                yield unit.element, unit.name, unit.identifier if tree in whole else f"{document.root.get('n', '')} {unit.name} {unit.identifier}"
