"""Cases of our own for each clause of the specification, by number.

Each: the clause, a schema, and documents that are valid (``+``) or not (``-``); or ``!`` and the line on which the schema breaks
the clause. Schemas are written without the namespace of RELAX NG, which is added; with ``jing`` they are judged by it too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rngpeers import LONG, jing, jing_refuses

from edition import relaxng

XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'

CASES: list[tuple[str, str, list[str] | int]] = [
    ("3", '<element name="a"><empty/></element>', ["+<a/>", "-<b/>", "-<a>x</a>", "-<a b=''/>", "+<a> <!-- x --> </a>"]),
    ("3", '<element name="a">\n<foo/></element>', 2),
    ("3", '<element name="a">\n<empty name="x"/></element>', 2),
    ("3", '<element name="a">\nx<empty/></element>', 2),
    ("3", '<element>\n<empty/></element>', 2),
    ("3", '<element name="a">\n<zeroOrMore/></element>', 2),
    ("3", '<grammar><start><ref name="a"/></start>\n<define><element name="a"><empty/></element></define></grammar>', 2),
    ("3", '<element name="a">\n<attribute name="b"><text/><text/></attribute></element>', 2),
    ("3", '<element name="1a"><empty/></element>', 1),
    ("3", '<grammar><start><element name="a"><empty/></element></start>\n<define name="b" combine="sequence"><empty/></define></grammar>', 2),
    ("4.1", '<element name="a" xmlns:x="urn:x" x:y="z"><x:note>Any <b/> thing.</x:note><empty/></element>', ["+<a/>"]),
    ("4.2", '<element name=" a "><attribute name="b"><value type=" token "> c </value></attribute></element>', ["+<a b='c'/>"]),
    ("4.2", '<element><name> a </name><value type="string"> c </value></element>', ["+<a> c </a>", "-<a>c</a>"]),
    ("4.3", f'<element name="a" {XSD}><data type="integer"/></element>', ["+<a>1</a>", "-<a>x</a>"]),
    ("4.3", '<element name="a">\n<data type="token" datatypeLibrary="relative"/></element>', 2),
    ("4.4", f'<element name="a" {XSD}><value>  x  y </value></element>', ["+<a>x y</a>", "-<a>xy</a>"]),
    ("4.5", '<grammar>\n<include href="http://example.org/x.rng"/></grammar>', 2),
    ("4.5", '<element name="a">\n<externalRef href="x.rng#y"/></element>', 2),
    ("4.5", '<element name="a">\n<externalRef href="../../outside.rng"/></element>', 2),
    ("4.5", '<element name="a">\n<externalRef href="missing.rng"/></element>', 2),
    ("4.6", '<element name="a"><externalRef href="b.rng"/></element>', ["+<a><b/></a>", "-<a/>"]),
    ("4.6", '<element name="a" ns="urn:x"><externalRef href="b.rng"/></element>', ["+<a xmlns='urn:x'><b/></a>", "-<a xmlns='urn:x'><b xmlns=''/></a>"]),
    ("4.6", '<element name="a">\n<externalRef href="schema.rng"/></element>', 2),
    ("4.7", '<grammar><include href="g.rng"><define name="b"><element name="c"><empty/></element></define></include></grammar>', ["+<a><c/></a>", "-<a><b/></a>"]),
    ("4.7", '<grammar><include href="g.rng"><start><ref name="b"/></start></include></grammar>', ["+<b/>", "-<a><b/></a>"]),
    ("4.7", '<grammar><include href="g.rng">\n<define name="z"><empty/></define></include></grammar>', 2),
    ("4.7", '<grammar>\n<include href="b.rng"/></grammar>', 2),
    ("4.7", '<grammar>\n<include href="schema.rng"/></grammar>', 2),
    ("4.8", '<element name="a" ns="urn:x"><attribute name="b"/><attribute><name>c</name></attribute></element>', ["+<x:a xmlns:x='urn:x' b='' x:c=''/>", "-<x:a xmlns:x='urn:x' x:b='' x:c=''/>", "-<a b='' c=''/>"]),
    ("4.9", '<element><choice><name>a</name><name ns="urn:x">b</name></choice><empty/></element>', ["+<a/>", "+<b xmlns='urn:x'/>", "-<b/>"]),
    ("4.10", '<element name="x:a" xmlns:x="urn:x"><empty/></element>', ["+<a xmlns='urn:x'/>", "-<a/>"]),
    ("4.10", '<element name="a">\n<element name="x:b"><empty/></element></element>', 2),
    ("4.11", '<grammar><div><div><start><ref name="a"/></start></div></div><div><define name="a"><element name="a"><empty/></element></define></div></grammar>', ["+<a/>"]),
    ("4.12", '<element name="a"><attribute name="x"/><optional><element name="b"><empty/></element><element name="c"><empty/></element></optional></element>', ["+<a x=''/>", "+<a x=''><b/><c/></a>", "-<a x=''><b/></a>"]),
    ("4.13", '<element name="a"><mixed><element name="b"><empty/></element></mixed></element>', ["+<a>x<b/>y</a>", "+<a><b/></a>", "-<a>x</a>"]),
    ("4.14", '<element name="a"><optional><element name="b"><empty/></element></optional></element>', ["+<a/>", "+<a><b/></a>", "-<a><b/><b/></a>"]),
    ("4.15", '<element name="a"><zeroOrMore><element name="b"><empty/></element></zeroOrMore></element>', ["+<a/>", "+<a><b/><b/></a>"]),
    ("4.16", '<element>\n<anyName><except><anyName/></except></anyName><empty/></element>', 2),
    ("4.16", '<element>\n<nsName ns=""><except><nsName ns="x"/></except></nsName><empty/></element>', 2),
    ("4.16", '<element name="a">\n<attribute name="xmlns"/></element>', 2),
    ("4.16", '<element name="a">\n<attribute name="b" ns="http://www.w3.org/2000/xmlns"/></element>', 2),
    ("4.16", f'<element name="a" {XSD}>\n<data type="nonsense"/></element>', 2),
    ("4.16", f'<element name="a" {XSD}>\n<data type="integer"><param name="minLength">1</param></data></element>', 2),
    ("4.16", f'<element name="a" {XSD}>\n<data type="token"><param name="pattern">(</param></data></element>', 2),
    ("4.16", f'<element name="a" {XSD}>\n<value type="integer">x</value></element>', 2),
    ("4.17", '<grammar><start combine="choice"><ref name="a"/></start><start><ref name="b"/></start><define name="a"><element name="a"><empty/></element></define><define name="b"><element name="b"><empty/></element></define></grammar>', ["+<a/>", "+<b/>"]),
    ("4.17", '<grammar><start><element name="r"><ref name="a"/></element></start><define name="a" combine="interleave"><element name="a"><empty/></element></define><define name="a" combine="interleave"><element name="b"><empty/></element></define></grammar>', ["+<r><a/><b/></r>", "+<r><b/><a/></r>", "-<r><a/></r>"]),
    ("4.17", '<grammar><start><ref name="a"/></start><define name="a"><element name="a"><empty/></element></define>\n<define name="a"><element name="b"><empty/></element></define></grammar>', 2),
    ("4.17", '<grammar><start><ref name="a"/></start><define name="a" combine="choice"><element name="a"><empty/></element></define>\n<define name="a" combine="interleave"><element name="b"><empty/></element></define></grammar>', 2),
    ("4.18", '<grammar><start><element name="a"><grammar><start><parentRef name="b"/></start><define name="b"><text/></define></grammar></element></start><define name="b"><element name="b"><empty/></element></define></grammar>', ["+<a><b/></a>", "-<a>x</a>"]),
    ("4.18", '<grammar><start>\n<ref name="a"/></start></grammar>', 2),
    ("4.18", '<element name="a">\n<ref name="b"/></element>', 2),
    ("4.18", '<grammar>\n<define name="a"><element name="a"><empty/></element></define></grammar>', 1),
    ("4.19", '<grammar><start><ref name="a"/></start><define name="a"><element name="a"><optional><ref name="a"/></optional></element></define></grammar>', ["+<a><a><a/></a></a>", "-<a><a/><a/></a>"]),
    ("4.19", '<grammar><start><ref name="a"/></start><define name="a"><choice><element name="a"><empty/></element>\n<ref name="a"/></choice></define></grammar>', 2),
    ("4.19", '<grammar><start><element name="a"><empty/></element></start><define name="b"><ref name="b"/></define></grammar>', ["+<a/>"]),
    ("4.20", '<element name="a"><choice><group><notAllowed/><element name="b"><empty/></element></group><empty/></choice></element>', ["+<a/>", "-<a><b/></a>"]),
    ("4.20", '<element name="a"><choice><element name="b"><notAllowed/></element><empty/></choice></element>', ["+<a/>", "-<a><b/></a>"]),
    ("4.20", '<element name="a"><data type="token"><except><notAllowed/></except></data></element>', ["+<a>x</a>"]),
    ("4.21", '<element name="a"><group><empty/><optional><empty/></optional><oneOrMore><empty/></oneOrMore></group></element>', ["+<a/>", "-<a><b/></a>"]),
    ("6.1", '<element><anyName><except><nsName ns="urn:x"/><name>a</name></except></anyName><empty/></element>', ["+<b/>", "-<a/>", "-<b xmlns='urn:x'/>", "+<a xmlns='urn:y'/>"]),
    ("6.1", '<element><nsName ns="urn:x"><except><name>a</name></except></nsName><empty/></element>', ["+<b xmlns='urn:x'/>", "-<a xmlns='urn:x'/>", "-<b/>"]),
    ("6.2.1", '<element name="a"><choice><element name="b"><empty/></element><element name="c"><empty/></element></choice></element>', ["+<a><b/></a>", "+<a><c/></a>", "-<a/>", "-<a><b/><c/></a>"]),
    ("6.2.2", '<element name="a"><group><element name="b"><empty/></element><attribute name="x"/><element name="c"><empty/></element></group></element>', ["+<a x=''><b/><c/></a>", "-<a x=''><c/><b/></a>", "-<a><b/><c/></a>"]),
    ("6.2.3", '<element name="a"><empty/></element>', ["+<a/>", "+<a>\n</a>", "-<a>&#160;</a>"]),
    ("6.2.4", '<element name="a"><text/></element>', ["+<a/>", "+<a>x<!-- -->y</a>", "+<a><![CDATA[<]]></a>", "-<a>x<b/></a>"]),
    ("6.2.5", '<element name="a"><oneOrMore><element name="b"><empty/></element></oneOrMore></element>', ["-<a/>", "+<a><b/> <b/></a>"]),
    ("6.2.6", '<element name="a"><interleave><oneOrMore><element name="b"><empty/></element></oneOrMore><element name="c"><empty/></element></interleave></element>', ["+<a><b/><c/><b/></a>", "+<a><c/><b/></a>", "-<a><b/></a>", "-<a><c/><b/><c/></a>"]),
    ("6.2.7", '<element name="a"><choice><group><attribute name="t"><value>1</value></attribute><element name="b"><empty/></element></group><group><attribute name="t"><value>2</value></attribute><text/></group></choice></element>', ["+<a t='1'><b/></a>", "+<a t='2'>x</a>", "-<a t='1'>x</a>", "-<a t='2'><b/></a>", "-<a t='3'/>"]),
    ("6.2.7", '<element name="r"><choice><element name="a"><attribute name="x"/></element><element name="a"><element name="b"><empty/></element></element></choice></element>', ["+<r><a x=''/></r>", "+<r><a><b/></a></r>", "-<r><a x=''><b/></a></r>", "-<r><a/></r>"]),
    ("6.2.7", '<element name="r"><choice><group><element name="a"><data type="token"/></element><element name="x"><empty/></element></group><group><element name="a"><value>1</value></element><element name="y"><empty/></element></group></choice></element>', ["+<r><a>1</a><y/></r>", "+<r><a>1</a><x/></r>", "-<r><a>2</a><y/></r>"]),
    ("6.2.7", '<element name="a"><oneOrMore><attribute><nsName ns="urn:x"/></attribute></oneOrMore></element>', ["+<a xmlns:x='urn:x' x:p='' x:q=''/>", "-<a/>", "-<a p=''/>"]),
    ("6.2.8", '<element name="a"><choice><value type="string"> x </value><value type="token">y</value></choice></element>', ["+<a> x </a>", "-<a>x</a>", "+<a> y </a>"]),
    ("6.2.8", '<element name="a"><choice><data type="token"/><element name="b"><empty/></element></choice></element>', ["+<a>x</a>", "+<a/>", "+<a><b/></a>", "-<a>x<b/></a>", "+<a> <b/> </a>"]),
    ("6.2.8", f'<element name="a" {XSD}><data type="integer"/></element>', ["-<a/>", "+<a> 1 </a>"]),
    ("6.2.9", '<element name="a"><data type="token"><except><choice><value>x</value><value>y</value></choice></except></data></element>', ["+<a>z</a>", "-<a>x</a>", "-<a> y </a>"]),
    ("6.2.9", f'<element name="a" {XSD}><value type="QName" xmlns:p="urn:x">p:b</value></element>', ["+<a xmlns:q='urn:x'>q:b</a>", "-<a xmlns:q='urn:y'>q:b</a>", "-<a>q:b</a>", "+<a xmlns:q='urn:x'> q:b\n</a>"]),
    ("6.2.10", f'<element name="a" {XSD}><list><data type="integer"/><oneOrMore><value>x</value></oneOrMore></list></element>', ["+<a>1 x</a>", "+<a> 1\nx x </a>", "-<a>1</a>", "-<a>x 1</a>"]),
    ("6.2.10", '<element name="a"><list><empty/></list></element>', ["+<a/>", "+<a>  </a>", "-<a>x</a>"]),
    ("7.1.1", '<element name="a">\n<attribute name="b"><attribute name="c"/></attribute></element>', 2),
    ("7.1.1", '<element name="a">\n<attribute name="b"><element name="c"><empty/></element></attribute></element>', 2),
    ("7.1.2", '<element name="a"><oneOrMore><group>\n<attribute name="b"/><element name="c"><empty/></element></group></oneOrMore></element>', 2),
    ("7.1.2", '<element name="a"><oneOrMore><interleave>\n<attribute name="b"/><element name="c"><empty/></element></interleave></oneOrMore></element>', 2),
    ("7.1.3", '<element name="a">\n<list><element name="b"><empty/></element></list></element>', 2),
    ("7.1.3", '<element name="a">\n<list><text/></list></element>', 2),
    ("7.1.3", '<element name="a">\n<list><list><data type="token"/></list></list></element>', 2),
    ("7.1.3", '<element name="a">\n<list><interleave><value>x</value><value>y</value></interleave></list></element>', 2),
    ("7.1.4", '<element name="a">\n<data type="token"><except><text/></except></data></element>', 2),
    ("7.1.4", '<element name="a">\n<data type="token"><except><empty/></except></data></element>', 2),
    ("7.1.4", '<element name="a">\n<data type="token"><except><oneOrMore><value>x</value></oneOrMore></except></data></element>', 2),
    ("7.1.5", '<grammar><start><text/></start></grammar>', 1),
    ("7.1.5", '<group><element name="a"><empty/></element><element name="b"><empty/></element></group>', 1),
    ("7.1.5", '<optional><element name="a"><empty/></element></optional>', 1),
    ("7.2", '<element name="a">\n<element name="b"><data type="token"/><element name="c"><empty/></element></element></element>', 2),
    ("7.2", '<element name="a">\n<element name="b"><interleave><data type="token"/><text/></interleave></element></element>', 2),
    ("7.2", '<element name="a">\n<element name="b"><oneOrMore><value>x</value></oneOrMore></element></element>', 2),
    ("7.2", '<element name="a"><attribute name="b"/><data type="token"/></element>', ["+<a b=''>x</a>"]),
    ("7.3", '<element name="a">\n<element name="b"><attribute name="c"/><attribute name="c"/></element></element>', 2),
    ("7.3", '<element name="a">\n<element name="b"><attribute name="c"/><oneOrMore><attribute><anyName/></attribute></oneOrMore></element></element>', 2),
    ("7.3", '<element name="a">\n<attribute><anyName/></attribute></element>', 2),
    ("7.4", '<element name="a">\n<element name="b"><interleave><element name="c"><empty/></element><element name="c"><text/></element></interleave></element></element>', 2),
    ("7.4", '<element name="a">\n<element name="b"><interleave><text/><group><text/><element name="c"><empty/></element></group></interleave></element></element>', 2),
    ("7.4", '<element name="a">\n<element name="b"><interleave><element><anyName/><empty/></element><element name="c"><empty/></element></interleave></element></element>', 2),
]

FILES = {"b.rng": '<element name="b"><empty/></element>', "g.rng": '<grammar><start><element name="a"><ref name="b"/></element></start><define name="b"><element name="b"><empty/></element></define></grammar>'}


def with_namespace(schema: str) -> str:
    end = min(at for sign in " >\n/" if (at := schema.find(sign)) > 0)
    return f'{schema[:end]} xmlns="http://relaxng.org/ns/structure/1.0"{schema[end:]}'


def laid_out(folder: Path, schema: str) -> Path:
    """Write a schema, and those that it may include."""
    for name, content in {**FILES, "schema.rng": schema}.items():
        (folder / name).write_text(with_namespace(content), encoding="utf-8")
    return folder / "schema.rng"


@pytest.mark.parametrize(("clause", "schema", "wanted"), [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(CASES)])
def test_clause(clause: str, schema: str, wanted: list[str] | int, tmp_path: Path) -> None:
    file = laid_out(tmp_path, schema)
    if isinstance(wanted, int):
        with pytest.raises(relaxng.SchemaFault) as caught:
            relaxng.load(file)
        assert [(problem.clause, problem.line) for problem in caught.value.problems] == [(clause, wanted)]
        assert caught.value.problems[0].path == str(file)
        return
    loaded = relaxng.load(file)
    for document in wanted:
        assert (document[0] == "+") == (loaded.validate(document[1:].encode()) == []), document


def test_jing_thinks_so_too(tmp_path: Path) -> None:
    # One run of jing a schema is slow: every ninth case, and all documents of it.
    for number, (_, schema, wanted) in enumerate(CASES[::1 if LONG else 9]):
        folder = tmp_path / str(number)
        folder.mkdir()
        file = laid_out(folder, schema)
        if isinstance(wanted, int):
            assert jing_refuses(file), schema
        else:
            documents = [folder / f"{place}.xml" for place in range(len(wanted))]
            for document, content in zip(documents, wanted, strict=True):
                document.write_text(content[1:], encoding="utf-8")
            assert ["-" if errors else "+" for errors in jing(file, documents).values()] == [content[0] for content in wanted], schema


def test_every_clause_has_a_case() -> None:
    clauses = {"3", *(f"4.{number}" for number in range(1, 22)), "6.1", *(f"6.2.{number}" for number in range(1, 11)), *(f"7.1.{number}" for number in range(1, 6)), "7.2", "7.3", "7.4"}
    assert {clause for clause, _, _ in CASES} == clauses
