"""Passages of TEI that is written otherwise than ours: prefixes, entities, namespaces and languages from far above, empty units."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition import citestructure
from edition.citestructure import Tree
from edition.documents import parse
from edition.dts.passages import Passages

TEI = "http://www.tei-c.org/ns/1.0"
REFS = '<teiHeader><encodingDesc><refsDecl><citeStructure unit="p" match="/TEI/text/body//p" use="@n"/></refsDecl></encodingDesc></teiHeader>'


def read(folder: Path, text: str) -> tuple[Passages, Tree]:
    (folder / "t.xml").write_text(text, "utf-8")
    document = parse(folder / "t.xml")
    (tree,) = citestructure.trees(document)
    return Passages(document, [tree]), tree


def inside(passages: Passages, tree: Tree, start: str, end: str = "") -> etree._Element:
    (wrapper,) = etree.fromstring(passages.between(tree.by_identifier[start], tree.by_identifier[end or start]))
    assert wrapper.tag == "{https://w3id.org/api/dts#}wrapper"
    return wrapper


def test_elements_keep_their_namespaces(tmp_path: Path) -> None:
    refs = REFS.replace("<", "<t:").replace("<t:/", "</t:")
    text = f'<t:TEI xmlns:t="{TEI}" xmlns:m="urn:m"><!-- < & --><?x <p> ?>{refs}<t:text xml:lang="cu" xml:space="preserve"><t:body xmlns:n="urn:n"><t:p n="1"><m:a n:b="&gt;"/><c/></t:p></t:body></t:text></t:TEI>'
    wrapper = inside(*read(tmp_path, text), "1")
    assert [element.tag for element in wrapper.iterdescendants()] == [f"{{{TEI}}}p", "{urn:m}a", "c"]
    assert wrapper[0][0].get("{urn:n}b") == ">"
    assert {name.rpartition("}")[2]: value for name, value in wrapper.attrib.items()} == {"lang": "cu", "space": "preserve"}


def test_entities_are_expanded(tmp_path: Path) -> None:
    text = f'<!DOCTYPE TEI [<!ENTITY e "caf&#233; &#38;#60;">]>\n<TEI xmlns="{TEI}">{REFS}<text><body><p n="1">&e;<![CDATA[<p>]]></p></body></text></TEI>'
    assert "".join(inside(*read(tmp_path, text), "1").itertext()) == "café <<p>"


def test_the_nearest_language_holds(tmp_path: Path) -> None:
    body = '<div xml:lang="la"><p n="1">a</p><div xml:lang="grc"><p n="2">b</p></div></div>'
    passages, tree = read(tmp_path, f'<TEI xmlns="{TEI}" xml:lang="en">{REFS}<text><body>{body}</body></text></TEI>')
    languages = [inside(passages, tree, *ends).get("{http://www.w3.org/XML/1998/namespace}lang") for ends in (("1",), ("2",), ("1", "2"))]
    assert languages == ["la", "grc", "la"]


@pytest.mark.parametrize(("start", "end", "expected"), [("1", "1", "<p/>"), ("1", "2", "<p/>-<div><p>b</p></div>"), ("2", "4", "<div><p>b</p></div><div><p/></div><p>d</p>")])
def test_units_that_are_empty_are_no_milestones(start: str, end: str, expected: str, tmp_path: Path) -> None:
    body = '<p n="1"/>-<div><p n="2">b</p></div><div><p n="3"/></div><p n="4">d</p>'
    wrapper = inside(*read(tmp_path, f'<TEI xmlns="{TEI}">{REFS}<text><body>{body}</body></text></TEI>'), start, end)
    for element in wrapper.iter():
        element.attrib.pop("n", None)
    etree.cleanup_namespaces(wrapper)
    text = "".join(etree.tostring(child, encoding="unicode").replace(f' xmlns="{TEI}"', "").replace(' xmlns:dts="https://w3id.org/api/dts#"', "") for child in wrapper)
    assert text == expected
