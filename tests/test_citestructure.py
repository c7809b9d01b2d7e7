"""Declarations of references: the units of any TEI document, and what is wrong with a declaration."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import citestructure, corpus
from edition.documents import Document, parse
from edition.errors import ContentError

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc>{refs}</encodingDesc></teiHeader><text><body>{body}</body></text></TEI>'
BODY = '<head>Title</head><div n="A"><p n="1"/><l n="9"/><p n="2"><s n="x">One</s></p></div><div n="B"><head>Second\n part</head><p n="1"/><p/></div>'
CHAPTERS = '<citeStructure unit="chapter" match="/TEI/text/body/div" use="@n">{}</citeStructure>'


def document(folder: Path, refs: str, body: str = BODY) -> Document:
    (folder / "text.xml").write_text(TEI.format(refs=refs, body=body), "utf-8")
    return parse(folder / "text.xml")


def units(folder: Path, refs: str, body: str = BODY) -> list[str]:
    (tree,) = citestructure.trees(document(folder, refs, body))
    return [unit.identifier for unit in tree.units]


def test_units_come_in_document_order_each_before_those_within_it(tmp_path: Path) -> None:
    inner = '<citeStructure unit="line" match="l" use="@n" delim=":"/><citeStructure unit="paragraph" match="p" use="@n" delim="."><citeStructure unit="sentence" match="s" use="@n" delim=","/></citeStructure>'
    (tree,) = citestructure.trees(document(tmp_path, f"<refsDecl>{CHAPTERS.format(inner)}</refsDecl>"))
    assert [(unit.identifier, unit.name, unit.level, unit.parent and unit.parent.identifier) for unit in tree.units] == [
        ("A", "chapter", 1, None),
        ("A.1", "paragraph", 2, "A"),
        ("A:9", "line", 2, "A"),
        ("A.2", "paragraph", 2, "A"),
        ("A.2,x", "sentence", 3, "A.2"),
        ("B", "chapter", 1, None),
        ("B.1", "paragraph", 2, "B"),
    ]
    assert tree.depth == 3 and tree.by_identifier["A.2,x"].element.text == "One"


def test_units_are_counted_where_they_have_no_name(tmp_path: Path) -> None:
    inner = '<citeStructure unit="paragraph" match="p" use="position()" delim="."/>'
    assert units(tmp_path, f"<refsDecl>{CHAPTERS.format(inner)}</refsDecl>") == ["A", "A.1", "A.2", "B", "B.1", "B.2"]


def test_what_is_said_of_a_unit(tmp_path: Path) -> None:
    (tree,) = citestructure.trees(document(tmp_path, f'<refsDecl>{CHAPTERS.format("""<citeData property="http://purl.org/dc/terms/title" use="head"/>""")}</refsDecl>'))
    assert [dict(unit.data) for unit in tree.units] == [{"http://purl.org/dc/terms/title": ()}, {"http://purl.org/dc/terms/title": ("Second part",)}]


def test_the_default_way_comes_first_and_has_no_name(tmp_path: Path) -> None:
    refs = f'<refsDecl n="a">{CHAPTERS.format("")}</refsDecl><refsDecl n="b" default="true">{CHAPTERS.format("")}</refsDecl><refsDecl><p>Prose.</p></refsDecl>'
    assert [tree.name for tree in citestructure.trees(document(tmp_path, refs))] == [None, "a"]
    assert citestructure.trees(document(tmp_path, "")) == []


@pytest.mark.parametrize(
    "refs",
    [
        '<refsDecl><citeStructure match="body/div" use="@n"/></refsDecl>',
        '<refsDecl><citeStructure match="/TEI" use="@n"><citeStructure match="/TEI/text" use="@n"/></citeStructure></refsDecl>',
        '<refsDecl><citeStructure match="/TEI/text[" use="@n"/></refsDecl>',
        '<refsDecl><citeStructure match="/TEI/text"/></refsDecl>',
        '<refsDecl><citeStructure match="/TEI/nothing:text" use="@n"/></refsDecl>',
        """<refsDecl><citeStructure match="/TEI/text/body/div[matches(@n, '(A+)+$')]" use="@n"/></refsDecl>""",
        '<refsDecl><citeStructure match="/TEI[1 to 1000000000 = 7]" use="@n"/></refsDecl>',
        '<refsDecl><citeStructure match="/TEI//*[.//*[.//*]]" use="@n"/></refsDecl>',
        f'<refsDecl><citeStructure match="/TEI{"/*" * 300}" use="@n"/></refsDecl>',
        f'<refsDecl><citeStructure match="/TEI[{"(" * 200}1{")" * 200}]" use="@n +"/></refsDecl>',
        """<refsDecl><citeStructure match="/TEI/text/body/div[@n + 1 = 2]" use="@n"/></refsDecl>""",
        """<refsDecl><citeStructure match="/TEI[doc('/etc/passwd')]" use="@n"/></refsDecl>""",
        '<refsDecl><citeStructure match="/TEI/text/body/div/p" use="@n"/></refsDecl>',
        f'<refsDecl>{CHAPTERS.format("")}</refsDecl><refsDecl>{CHAPTERS.format("")}</refsDecl>',
    ],
)
def test_a_broken_declaration_is_told_of_in_its_place(refs: str, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        citestructure.trees(document(tmp_path, refs))
    assert {finding.code for finding in caught.value.findings} == {"E219"}
    assert all(finding.mend and finding.line == 1 and finding.column or finding.line == 2 for finding in caught.value.findings)


def test_there_is_an_end_to_units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citestructure, "MOST_UNITS", 1)
    with pytest.raises(ContentError, match="more than 1 units"):
        citestructure.trees(document(tmp_path, f"<refsDecl>{CHAPTERS.format('')}</refsDecl>"))


def test_plain_paths_are_read_as_any_xpath(edition: corpus.Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick way and the whole one give the same trees."""
    quick = [[(tree.name, [(unit.identifier, unit.name, unit.level, unit.element, dict(unit.data)) for unit in tree.units]) for tree in citestructure.trees(text)] for text in edition.texts]
    monkeypatch.setattr(citestructure, "_is_plain", lambda _: False)
    assert quick == [[(tree.name, [(unit.identifier, unit.name, unit.level, unit.element, dict(unit.data)) for unit in tree.units]) for tree in citestructure.trees(text)] for text in edition.texts]
