"""XInclude: a fault in what is included is told in the file, line and column where it stands; what cannot be included is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edition import validate, xinclude
from edition.findings import Finding
from edition.memory import Memory
from edition.wording import in_language
from test_rules import CASES, laid_over

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'

SECOND = """<p xml:id="one.p2" n="2"><lb n="3" xml:id="one.l3"/>
<s xml:id="one.p2.s1" n="1"><persName ref="ed:pe.anna">Anna</persName> answers.</s>
</p>"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The good edition; its text includes its second paragraph from a file below it."""
    home = laid_over(CASES / "good", tmp_path)
    text = home.parent / "texts" / "one.xml"
    old = text.read_text("utf-8")
    assert SECOND in old
    text.write_text(old.replace(SECOND, f'<xi:include {XI} href="parts/two.xml"/>'), "utf-8")
    (home.parent / "texts" / "parts").mkdir()
    part(home).write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- Приложение -->\n{SECOND}'.replace("<p ", f"<p {TEI} "), "utf-8")
    return home


def part(home: Path) -> Path:
    return home.parent / "texts" / "parts" / "two.xml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(home: Path) -> tuple[Finding, ...]:
    return validate.validate(validate.members(home)).findings


def at(path: Path, words: str) -> tuple[str, int, int]:
    """The place of some words in a file."""
    before = path.read_text("utf-8").partition(words)[0]
    return str(path), before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def places(home: Path, code: str) -> list[tuple[str, int, int | None]]:
    return [(one.path, one.line, one.column) for one in found(home) if one.code == code]


def test_what_is_included_is_part_of_the_text(home: Path) -> None:
    assert found(home) == (), "the witness is recovered, each entry is mentioned"


@pytest.mark.parametrize(
    ("code", "old", "new", "where"),
    [
        ("E101", '<persName ref="ed:pe.anna">Anna</persName>', "Кто? <!-- ё --><who>Anna</who>", "<who>"),
        ("E101", 'ref="ed:pe.anna"', 'ref="ed:pe.anna" рука="x"', "рука"),
        ("E101", 'xml:id="one.l3"/>', 'xml:id="one.l3"><!-- ё -->Вот</lb>', "Вот"),
        ("S123", 's1" n="1"', 's7" n="1"', "<s "),
        ("E201", "ed:pe.anna", "ed:pe.ann", "<persName"),
        ("E202", "one.p2.s1", "one.p1.s1", "<s "),
        ("E001", "</s>", "</t>", "</t>"),
    ],
)
def test_a_fault_is_told_where_it_stands(code: str, old: str, new: str, where: str, home: Path) -> None:
    change(part(home), old, new)
    assert at(part(home), where) in places(home, code)


def test_after_an_inclusion_places_are_those_of_the_file_again(home: Path) -> None:
    text = home.parent / "texts" / "one.xml"
    change(text, 'href="parts/two.xml"/>', 'href="parts/two.xml"/><!-- ё --> <q/><lb/>')
    assert at(text, "<q/>") in places(home, "E101") and at(text, "<lb/>") in places(home, "E101")


def test_a_witness_is_compared_with_what_is_included(home: Path) -> None:
    change(part(home), "answers", "answered")
    finding, = (one for one in found(home) if one.code == "E203")
    assert finding.path == str(part(home))


def test_within_what_is_included_more_is_included(home: Path) -> None:
    change(part(home), '<persName ref="ed:pe.anna">Anna</persName>', f'<xi:include {XI} href="../anna.xml"/>')
    anna = home.parent / "texts" / "anna.xml"  # named by no edition.xml, but by what includes it
    anna.write_bytes(f'<?xml version="1.0" encoding="windows-1251"?><persName {TEI} ref="ed:pe.anna"\r\n>Anna<!-- да --></persName>'.encode("cp1251"))
    assert found(home) == ()
    anna.write_bytes(anna.read_bytes().replace(b"Anna<!--", "Anna<!-- щ --><x/><!--".encode("cp1251")))
    assert (str(anna), 2, 16) in places(home, "E101")


def test_a_part_is_named_by_its_id_and_keeps_its_namespaces_and_language(home: Path) -> None:
    anna = home.parent / "texts" / "anna.xml"
    anna.write_text("""<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0" xml:lang="ru"><t:name xml:id="a">x</t:name>
<t:persName xml:id="b" ref="ed:pe.anna">Anna</t:persName></t:TEI>""", "utf-8")
    change(part(home), '<persName ref="ed:pe.anna">Anna</persName>', f'<xi:include {XI} href="../anna.xml" xpointer="b"/>')
    document = xinclude.read(home.parent / "texts" / "one.xml")
    name, = document.root.iterfind(".//{*}persName[@xml:id='b']", {"xml": "http://www.w3.org/XML/1998/namespace"})
    assert name.tag == "{http://www.tei-c.org/ns/1.0}persName" and name.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"
    assert (document.place(name).path, document.place(name).line, document.place(name).column) == (anna, 2, 1)
    change(part(home), 'xpointer="b"', 'xpointer="c"')
    assert at(part(home), "<xi:include") in places(home, "E005")


def test_an_element_without_namespace_stays_without(home: Path) -> None:
    part(home).write_text("<p>x</p>", "utf-8")
    assert "{http://www.tei-c.org/ns/1.0}body" in [one.tag for one in xinclude.read(home.parent / "texts" / "one.xml").root.iter() if any(child.tag == "p" for child in one)]


def test_text_is_included_as_text(home: Path) -> None:
    (part(home).parent / "words.txt").write_text("A < B & «да»", "utf-8")
    change(part(home), "answers", f'<xi:include {XI} href="words.txt" parse="text"/>')
    assert "A < B & «да»" in "".join(xinclude.read(home.parent / "texts" / "one.xml").root.itertext())


def test_where_a_file_is_absent_there_may_be_a_fallback(home: Path) -> None:
    change(part(home), '<persName ref="ed:pe.anna">Anna</persName>', f'<xi:include {XI} href="no.xml"><xi:fallback><persName ref="ed:pe.anna">Anna</persName></xi:fallback></xi:include>')
    assert found(home) == ()
    change(part(home), '<persName ref="ed:pe.anna">', '<persName ref="ed:pe.ann">')
    assert places(home, "E201") == [at(part(home), "<persName")]
    change(part(home), '<persName ref="ed:pe.ann">Anna</persName>', f'<xi:include {XI} href="none.xml"/>')
    assert places(home, "E005") == [at(part(home), f'<xi:include {XI} href="none.xml"')]


REFUSED = {
    'href="no.xml"': "no.xml does not exist",
    'href="http://127.0.0.1:9/x.xml"': "is no local file",
    'href="file:///etc/passwd" parse="text"': "is no local file",
    'href="//host/x.xml"': "is no local file",
    'href="/etc/passwd" parse="text"': "lies outside the folder of the edition",
    'href="../../../secret.txt" parse="text"': "lies outside the folder of the edition",
    'href="link.txt" parse="text"': "lies outside the folder of the edition",
    'href="two.xml"': "two.xml includes itself",
    'href="../one.xml"': "../one.xml includes itself",
    'href="doctype.xml"': "has a DOCTYPE",
    'href="words.txt" parse="text" encoding="ascii"': "is no text in the encoding",
    'href="words.txt" parse="text" encoding="nonesuch"': "is no text in the encoding",
    'href="words.txt" parse="html"': "is not known here",
    'href="../../edition.xml" xpointer="xpointer(//p)"': "is not known here",
    'href="#one.p1"': "is not known here",
    'xpointer="one.p1"': "is not known here",
    'href="."': "does not exist",
}


@pytest.mark.parametrize("named", REFUSED)
def test_what_cannot_be_included_is_named_and_not_fatal(named: str, home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    (part(home).parent / "link.txt").symlink_to(tmp_path / "secret.txt")
    (part(home).parent / "words.txt").write_text("да", "utf-8")
    (part(home).parent / "doctype.xml").write_text(f'<!DOCTYPE p [<!ENTITY a "b">]><p {TEI}>&a;</p>')
    change(part(home), "</persName>", f"</persName><xi:include {XI} {named}/><unknown/>")
    assert at(part(home), "<unknown/>") in places(home, "E101"), "the rest is judged"
    refused, = (one for one in found(home) if one.code == "E005")
    assert REFUSED[named] in refused.message and (refused.path, refused.line, refused.column) == at(part(home), "<xi:include")
    assert re.search("[а-я]", in_language(refused.message, "ru")) and re.search("[а-я]", in_language(refused.mend, "ru"))
    assert "SECRET" not in str(found(home))


def test_a_document_that_doubles_itself_is_refused(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.xml").write_text(f'<p {TEI}>' + f'<xi:include {XI} href="{number + 1}.xml"/>' * 2 + "</p>")
    (tmp_path / "20.xml").write_text(f"<p {TEI}>x</p>")
    document = xinclude.read(tmp_path / "0.xml")
    assert "more than can be included" in document.faults[0].message and len(document.whole) < 1_000_000


def test_a_file_checked_beside_what_it_includes_is_not_said_twice(home: Path) -> None:
    files = validate.select([home.parent])
    assert part(home) in files
    assert {(one.code, one.message) for one in validate.validate(files).findings} == {("E101", "`p` may not stand here as the root; `TEI` may"), ("S123", "Sentence one.p2.s1 does not agree with its place and number.")}


def test_what_is_kept_rests_on_what_is_included(home: Path, tmp_path: Path) -> None:
    def said() -> set[str]:
        return {one.code for one in validate.validate(validate.members(home), memory=Memory(tmp_path / "cache")).findings}

    assert said() == said() == set()
    change(part(home), "<s ", "<u/><s ")
    assert said() == said() >= {"E101"}
    part(home).unlink()
    assert said() == said() >= {"E005"}
