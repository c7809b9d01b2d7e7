"""Laws of citation over the real texts: references and ids are two names of the same unit, and the parts that are given away make the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition import citestructure, corpus
from edition.documents import NS, XML_ID, Document
from edition.dts.passages import Passages

TEXTS = corpus.load(Path(__file__).resolve().parents[2] / "tei" / "edition.xml").texts

each_text = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.path.stem)


def words(element: etree._Element) -> str:
    return "".join("".join(element.itertext()).split())


@each_text
def test_a_reference_names_what_the_id_names(text: Document) -> None:
    name = text.root.get(XML_ID)
    usual, canonical, lines = citestructure.trees(text)
    assert (canonical.name, lines.name) == ("canonical", "lines")
    ids = [f"{name}.p{unit.identifier.replace('.', '.s')}" for unit in usual.units]
    assert ids == [unit.element.get(XML_ID) for unit in usual.units]
    assert [unit.identifier for unit in canonical.units] == [name, *(f"{name} {unit.identifier}" for unit in usual.units)]
    assert [unit.element for unit in canonical.units] == [text.root, *(unit.element for unit in usual.units)]
    assert [f"{name}.l{unit.identifier}" for unit in lines.units] == [unit.element.get(XML_ID) for unit in lines.units]
    assert {unit.element for unit in (*usual.units, *lines.units)} == set(text.root.find("tei:text/tei:body", NS).xpath(".//tei:p[@n] | .//tei:s | .//tei:lb", namespaces=NS))


@each_text
def test_the_parts_make_the_whole(text: Document) -> None:
    trees = citestructure.trees(text)
    passages = Passages(text, trees)
    whole = words(text.root.find("tei:text/tei:body", NS))
    for tree in (trees[0], trees[2]):
        parts = [unit for unit in tree.units if unit.level == tree.depth]
        assert "".join(words(etree.fromstring(passages.between(unit, unit))) for unit in parts) == whole
        assert words(etree.fromstring(passages.between(parts[0], parts[-1]))) == whole
