"""Files of strangers: odd encodings, deep nesting, what is not there; what words they say, and what a doctor says of them."""

from __future__ import annotations

import json
import os
import re
import time
import tomllib
from pathlib import Path

import pytest
from lxml import etree

from edition import glyphs, intake
from edition.fidelity import losses, running
from edition.resources import resource
from test_cli import run

ROOT = Path(__file__).resolve().parents[1]
CASES = Path(__file__).parent / "case" / "render"
TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'


def rendered(path: Path, out: Path) -> tuple[int, str]:
    return run("render", path, "-o", out, "--to", "html,text")


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "koi8-r"])
def test_old_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding.upper()}"?>{TEXT.format("<p>Слово и дело</p>")}'.encode(encoding))
    assert rendered(path, tmp_path)[0] == 0
    assert "Слово и дело" in (tmp_path / "x.txt").read_text("utf-8")


@pytest.mark.parametrize("depth, status", [(200, 0), (1000, 1)])
def test_deep_nesting_is_shown_or_refused_in_a_line(depth: int, status: int, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(TEXT.format("<div>" * depth + "<p>deep</p>" + "</div>" * depth))
    found, said = rendered(path, tmp_path)
    assert found == status and "Traceback" not in said and ("nested deeper" in said) == bool(status)


@pytest.mark.parametrize("content, code", [("", "E001"), (TEXT.format("<p>cut")[:90], "E001"), ("<book/>", "E301"), ('<html xmlns="http://www.w3.org/1999/xhtml"/>', "E301"), ("words", "E001")])
def test_what_is_no_tei_is_refused_in_a_line(content: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(content)
    status, said = rendered(path, tmp_path)
    assert status == 1 and re.findall(r"error (\w+):", said) == [code]


def test_tei_in_another_namespace_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(TEXT.format("<p>word</p>").replace("ns/1.0", "ns/1.0/"))
    status, said = rendered(path, tmp_path)
    assert status == 0 and "W301" in said and "word" in (tmp_path / "x.txt").read_text("utf-8")


def test_of_many_absent_files_ten_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(TEXT.format("".join(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{n}.xml"/>' for n in range(30))))
    status, said = rendered(path, tmp_path)
    assert status == 0 and said.count("W304") == 10 and "and 20 more" in said


def test_a_long_paragraph_takes_no_longer_than_it_is(tmp_path: Path) -> None:
    """Four times the words take four times the time, not sixteen."""
    def seconds(times: int) -> float:
        path = tmp_path / "x.xml"
        path.write_text(TEXT.format(f"<p>{'word <hi>in</hi> line<lb/>after ' * times}</p>"))
        document = intake.take(path).document
        began = time.process_time()
        intake.resolve(document)
        return time.process_time() - began

    seconds(10)
    assert seconds(8000) < 9 * max(seconds(2000), 0.1)


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    path = tmp_path / "x.xml"
    path.write_text('<!DOCTYPE TEI [<!ENTITY x SYSTEM "secret.txt">]>' + TEXT.format("<p>a &x; b</p>"))
    rendered(path, tmp_path)
    made = tmp_path / "x.html"
    assert not made.exists() or "secret</p>" not in made.read_text("utf-8")


def test_a_circle_of_inclusions_ends(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(TEXT.format('<p>word</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="x.xml"/>'))
    status, said = rendered(path, tmp_path)
    assert status == 0 and "x.xml includes itself" in said


XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def test_faults_in_what_is_included_are_told_where_they_stand(tmp_path: Path) -> None:
    path, part = tmp_path / "x.xml", tmp_path / "parts" / "a.xml"
    path.write_text(TEXT.format(f'<p>word</p><xi:include {XI} href="parts/a.xml"/><odder/>'))
    part.parent.mkdir()
    part.write_text('<!DOCTYPE div [<!ENTITY a "<hi>from afar</hi>">]>\n<div xmlns="http://www.tei-c.org/ns/1.0">\n<p>&a; it is</p>\n<odd/></div>')
    status, said = rendered(path, tmp_path)
    assert status == 0 and f"{part}:4:1: warning W305: odd" in said and f"{path}:1:" in said
    assert "word\n\nfrom afar it is" in (tmp_path / "x.txt").read_text("utf-8")


def test_a_slip_in_the_namespace_is_mended_in_what_is_put_together(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(TEXT.format(f'<p>word</p><xi:include {XI} href="no.xml"/>').replace("http://www.tei-c.org/ns/1.0", "https://www.tei-c.org/ns/1.0"))
    status, said = rendered(path, tmp_path)
    assert status == 0 and "warning W301" in said and "warning W304" in said and "W305" not in said
    assert "word" in (tmp_path / "x.txt").read_text("utf-8")


def test_what_cannot_be_included_leaves_a_gap_and_the_rest(tmp_path: Path) -> None:
    path, part = tmp_path / "x.xml", tmp_path / "broken.xml"
    part.write_text("<p>\n  broken</q>")
    path.write_text(TEXT.format(f'<p>word</p><xi:include {XI} href="broken.xml"/><p>more</p><xi:include {XI} href="no.xml"><xi:fallback><p>instead</p></xi:fallback></xi:include>'))
    status, said = rendered(path, tmp_path)
    assert status == 0 and f"{part}:2:9: warning W304" in said and "no.xml does not exist" in said
    text = (tmp_path / "x.txt").read_text("utf-8")
    assert "word" in text and "more" in text and "instead" in text
    assert "broken.xml" in (tmp_path / "x.html").read_text("utf-8")


def words(content: str) -> list[str]:
    return [word.text for word in running.words(etree.fromstring(TEXT.format(content))) if word.running]


@pytest.mark.parametrize(
    "content, expected",
    [
        ("<p>one<p>two</p>three</p>", ["one", "two", "three"]),
        ("<p>w<hi>or</hi>d</p>", ["word"]),
        ("<p>wo\n<lb break='no'/>rd and<lb/>more</p>", ["word", "and", "more"]),
        ("<p><surname>A</surname><forename>B</forename>’s</p>", ["A", "B", "s"]),
        ("<p>a <choice><sic>b</sic><corr>c</corr></choice><note>d</note></p>", ["a", "c"]),
        ("<p><app><lem>a</lem><rdg>b</rdg></app> <subst><del>c</del><add>d</add></subst></p>", ["a", "d"]),
        ("<p>Arc<add>h</add>ytas cut<del>t</del><add>s</add>, b<del>a</del>y, T<add>h</add>is</p>", ["Archytas", "cuts", "by", "This"]),
        ("<p>mold<subst>\n <del>a</del>\n <add>e</add>\n</subst>rn</p>", ["moldern"]),
        ("<p><cit><quote><l>a</l></quote></cit>b</p>", ["a", "b"]),
        ('<p><choice xmlns="urn:x"><v>a</v><v>b</v></choice></p>', ["a", "b"]),
        ('<egXML xmlns="http://www.tei-c.org/ns/Examples">a<note>b</note>c</egXML>', ["a", "b", "c"]),
        ("<u><seg>a</seg><incident><desc>b</desc></incident><seg>c</seg></u>", ["a", "b", "c"]),
        ("<p><name>a</name><w join='right'>b</w><pc>,</pc><w>c</w><w join='left'>d</w></p>", ["a", "b", "cd"]),
        ("<p>漢字 one</p>", ["漢", "字", "one"]),
    ],
)
def test_words_of_the_running_text(content: str, expected: list[str]) -> None:
    assert words(content) == expected


def test_words_are_read_back_from_markup_for_the_typesetter() -> None:
    markup = '#book(title: "not said")[#paragraph()[#"w";#italic()[#"or";];#"d";#apparatus(to: "x")[#"lem";][#"rdg";];#"s"; #"next";];#item()[#"last";];#"end";]'
    assert losses.in_markup(markup) == ["words", "next", "last", "end", "lem", "rdg"]


def test_every_case_keeps_its_words(tmp_path: Path) -> None:
    for case in sorted(CASES.glob("*/in.xml")):
        status, said = run("render", case, "-o", tmp_path, "--to", "html,pdf,text")
        assert "E402" not in said and "internal" not in said, f"{case.parent.name}: {said}"


def test_a_character_without_a_glyph_is_boxed() -> None:
    settled = glyphs.settle('#"a\U0010effdb";')
    assert settled.absent == {"\U0010effd"} and settled.markup == '#"a";#control(code: "1110013")[];#"b";'


def test_tables_of_elements_are_those_of_tei() -> None:
    subset = Path(os.environ.get("TEI_SUBSET", ROOT.parent / "shared" / "tei" / "p5subset.xml"))
    if not subset.exists():
        pytest.skip("needs ../shared/tei/p5subset.xml")
    declared = {spec.get("ident"): spec.get("module") for spec in etree.parse(subset).getroot().iter("{http://www.tei-c.org/ns/1.0}elementSpec")}
    modules = tomllib.loads(resource("scripts/edition/modules.toml").read_text("utf-8"))
    assert {name: module for module, names in modules.items() for name in names.split()} == declared
    assert set(declared) <= set(running.kinds())


# The doctor


def test_the_doctor_says_what_a_file_is() -> None:
    status, said = run("doctor", CASES / "dictionary" / "in.xml")
    assert status == 0
    for part in ("TEI P5, a document: a dictionary", "dictionaries: ", "title:     Parts of an entry never touch", "reads:     дом dom n m", "next:"):
        assert part in said


def test_the_doctor_tells_programs() -> None:
    profiles = json.loads(run("doctor", "--json", CASES / "p4" / "in.xml", CASES / "unknown-markup" / "in.xml")[1].split("\n]", 1)[0] + "\n]")
    assert [profile["what"] for profile in profiles] == ["TEI P4, a document: prose", "TEI P5, a document: prose"]
    assert [finding["code"] for finding in profiles[1]["findings"]] == ["W305"]


def test_the_doctor_refuses_what_is_no_tei(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<book/>")
    status, said = run("doctor", tmp_path / "x.xml")
    assert status == 1 and "E301" in said


def test_a_part_of_a_document_is_taken(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text('<lg xmlns="http://www.tei-c.org/ns/1.0"><l>A verse.</l></lg>')
    assert [finding.code for finding in intake.take(tmp_path / "x.xml").findings] == ["W302"]


# What is told once


def test_data_of_others_in_a_header_are_not_told_of(tmp_path: Path) -> None:
    status, said = run("render", CASES / "header" / "in.xml", "-o", tmp_path, "--to", "html")
    assert status == 0 and "W305" not in said


def test_many_absent_characters_of_a_script_are_one_warning(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text(TEXT.format("<p>" + "".join(map(chr, range(0x16800, 0x16820))) + "\U00010450 end</p>"), "utf-8")
    status, said = run("render", path, "-o", tmp_path, "--to", "pdf")
    assert status == 0
    assert re.findall(r"W307: no font has the character (U\+\w+) \w+ [^;]*?( \(and \d+ more of \w+\))?;", said) == [("U+10450", ""), ("U+16800", " (and 31 more of BAMUM)")]
