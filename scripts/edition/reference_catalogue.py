"""What of an edition can be cited: its texts by their names and titles, the units that their ``refsDecl`` declare, and the words for kinds of units."""

from __future__ import annotations

import json
from typing import Iterable, Mapping

from lxml import etree

from edition import citestructure
from edition.corpus import Edition
from edition.documents import NS, XML_ID, Document
from edition.reference import Catalogue, Tree, Unit, Work
from edition.resources import resource
from edition.spelling import LOOKS, SOUNDS


def of_edition(edition: Edition) -> Catalogue:
    """List what can be cited. Raises ContentError (code E219) where a text's ``refsDecl`` is broken."""
    texts = tuple(_work(text, tuple(_trees(text))) for text in edition.texts)
    kinds = dict.fromkeys(unit.kind for text in texts for tree in text.trees for unit in tree.units)
    return Catalogue(_work(edition.head), texts, {kind: _words(kind) or (kind,) for kind in kinds})


def _work(document: Document, trees: tuple[Tree, ...] = ()) -> Work:
    titles = document.root.xpath("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[not(@type = 'sub')][normalize-space()]", namespaces=NS)
    identifier = document.name
    return Work(identifier, document.root.get("n", identifier), tuple(dict.fromkeys(" ".join("".join(title.itertext()).split()) for title in titles)), trees)


def _trees(text: Document) -> Iterable[Tree]:
    """The ways to cite a text that name its own units; one that begins with the text itself says no more."""
    for tree in citestructure.trees(text):
        if tree.units and tree.units[0].element is not text.root:
            yield Tree(tree.name or "", tuple(Unit(unit.identifier, unit.element.get(XML_ID), unit.name) for unit in tree.units if unit.element.get(XML_ID)))


def _words(kind: str) -> tuple[str, ...]:
    """The words by which a kind of unit is known in the languages of the interface, its sign first; none for a kind that has no label."""
    labels = etree.parse(resource("xslt/common/labels.xml")).getroot()
    return tuple(word for label in labels.iterfind(f"label[@key='unit.{kind}']") for words in label for word in (words.text or "").split())


def script(catalogue: Catalogue) -> bytes:
    """Write a catalogue as the script by which the site reads references."""
    kinds = list(catalogue.kinds)
    data = {
        "looks": LOOKS,
        "sounds": SOUNDS,
        "kinds": catalogue.kinds,
        "edition": _told(catalogue.edition, kinds),
        "texts": [_told(text, kinds) for text in catalogue.texts],
    }
    return f"window.editionReferences = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _told(work: Work, kinds: list[str]) -> Mapping[str, object]:
    trees = [{"name": tree.name, "units": [[unit.reference, unit.identifier, kinds.index(unit.kind)] for unit in tree.units]} for tree in work.trees]
    return {"id": work.identifier, "name": work.name, "titles": work.titles, "trees": trees}
