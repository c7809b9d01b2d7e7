"""The proof that all products say the same, tested by planting losses: in the stylesheets, in the finished products, in the edition's own files.

A small edition (tests/case/passes) is rendered by stylesheets with one thing changed; the proof must name just that.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Callable, Mapping

import pytest
from click.testing import CliRunner
from lxml import etree

from edition import build, corpus, fidelity, reading, resources, search, validate
from edition.cli import main
from edition.documents import tei
from edition.fidelity import compare, loss

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "tests" / "case" / "passes"

Edit = tuple[str, str, str]


def rendered(home: Path, out: Path, *products: str) -> corpus.Edition:
    """Write what the proof reads of an edition, some products or all: no typeface, no index of the search."""
    edition = corpus.load(home / "edition.xml")
    workshop = build.Workshop(edition, validate.validate([]), out)
    workshop.__dict__["typeface"] = {}
    ways: dict[str, Callable[[], Mapping[str, bytes]]] = {
        "site": lambda: workshop.pages,
        "search": lambda: {name: data for name, data in search.index(workshop.resolved).items() if name.startswith("search-data")},
        "text": workshop.text,
        "epub": workshop.book,
        "pdf": lambda: {**workshop.one_pdf("edition"), **workshop.one_pdf("one")},
    }
    for product in products or ways:
        for name, data in ways[product]().items():
            path = out / ("site" if product == "search" else product) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return edition


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A faithful site of the small edition."""
    out = tmp_path_factory.mktemp("whole")
    rendered(CASE, out)
    return out


def differences(edition: corpus.Edition, out: Path) -> list[tuple[str, str]]:
    return [(difference.unit.partition(" (")[0], difference.kind) for difference in fidelity.verify(edition, out).differences]


def test_a_faithful_site_has_no_difference_and_everything_was_compared(whole: Path) -> None:
    verdict = fidelity.verify(corpus.load(CASE / "edition.xml"), whole)
    assert verdict.differences == ()
    assert {"paragraphs and sentences", "the whole text", "emendations", "lines of the source", "sentences of one, critical", "sentences of one, source"} <= {check.what for check in verdict.checks}
    assert all(row.becomes in ("shown", "data", "hidden") and (row.why or row.becomes != "hidden") for row in verdict.ledger)


# A stylesheet, the string changed in it, by what; and what the proof must say.
PLANTED = {
    "a template is dropped": (("html/name.xsl", 'match="persName', 'match="persNameless'), {("element persName", "lost")}),
    "names lead nowhere": (("html/name.xsl", 'if ($address) then $link else .', '.'), {("text persName", "lost")}),
    "the apparatus is dropped": (("html/text.xsl", """<xsl:apply-templates select="standOff[@type = 'apparatus']" mode="entries"/>""", ""), {("one, emendation 1", "lost")}),
    "two readings are glued": (("html/apparatus.xsl", '<span class="emended" id="{@xml:id}">', '<span class="emended" id="{@xml:id}"><xsl:apply-templates select="sic/node()"/>'), {("one.p1.s2", "changed"), ("one.p1", "changed"), ("one", "added")}),
    "a blank between sentences is lost": (("passes/20-space.xsl", "<xsl:text> </xsl:text>\n    <xsl:next-match/>", "<xsl:next-match/>"), {("one.p1", "changed"), ("one", "changed")}),
    "ids are lost": (("html/block.xsl", '<span class="s" data-n="{@n}"><xsl:sequence select="html:common(.)"/>', '<span class="s" data-n="{@n}">'), {("one.p1.s2", "lost")}),
    "the page says more than the text": (("html/block.xsl", '<div class="text"><xsl:sequence select="html:common(.)"/>', '<div class="text"><p>Nonsense</p>'), {("one", "added")}),
    "print glues words": (("print/block.xsl", """preceding-sibling::s]}"><xsl:apply-templates/>""", """preceding-sibling::s]}"><xsl:value-of select="replace(., ' ', '')"/>"""), {("one.p1", "changed")}),
    "plain text swaps sentences": (("text/edition.xsl", """select="if (s) then s else ." mode="line\"""", """select="if (s) then reverse(s) else ." mode="line\""""), {("one.p1.s1", "moved")}),
    "the EPUB loses its apparatus": (("epub/text.xsl", """<xsl:apply-templates select="standOff[@type = 'apparatus']" mode="entries"/>""", ""), {("one, emendation 1", "lost")}),
    "the search forgets": (("search/records.xsl", "'passage': $passage}", "'passage': upper-case($passage)}"), {("one.p1.s1", "changed"), ("one.p1.s2", "changed")}),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_loss_planted_in_a_stylesheet_is_found(name: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sheet, before, after), expected = PLANTED[name]
    shutil.copytree(ROOT / "xslt", tmp_path / "xslt")
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    path = tmp_path / "xslt" / sheet
    text = path.read_text("utf-8")
    assert text.count(before) >= 1, "the plant has no place to stand: renew it"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr(resources, "_HOMES", (tmp_path,))
    product = {"print": "pdf", "text": "text", "epub": "epub", "search": "search"}.get(sheet.partition("/")[0], "site")
    shutil.copytree(whole / "site", tmp_path / "out" / "site")
    edition = rendered(CASE, tmp_path / "out", product)
    assert expected <= set(differences(edition, tmp_path / "out"))


def swapped(page: str) -> str:
    first, second = page.index("<span class=s"), page.rindex("<span class=s")
    end = page.index("</p>", second)
    return page[:first] + page[second:end] + " " + page[first:second].rstrip() + page[end:]


# What is done to the finished page, and what the proof must say.
MISHAPS: dict[str, tuple[Callable[[str], str], set[tuple[str, str]]]] = {
    "sentences swapped": (swapped, {("one.p1.s1", "moved"), ("one.p1", "changed"), ("one", "changed")}),
    "a word lost": (lambda page: page.replace("answered", "", 1), {("one.p1.s2", "changed")}),
    "a letter of another alphabet": (lambda page: page.replace("answered", "аnswered", 1), {("one.p1.s2", "changed")}),
}


@pytest.mark.parametrize("name", MISHAPS)
def test_a_mishap_in_a_finished_page_is_found(name: str, whole: Path, tmp_path: Path) -> None:
    change, expected = MISHAPS[name]
    out = Path(shutil.copytree(whole, tmp_path / "out"))
    page = out / "site" / "one.html"
    before = page.read_text("utf-8")
    assert change(before) != before
    page.write_text(change(before), encoding="utf-8")
    assert expected <= set(differences(corpus.load(CASE / "edition.xml"), out))


def test_markup_of_which_no_rule_speaks_is_a_loss(whole: Path) -> None:
    edition = corpus.load(CASE / "edition.xml")
    sentence = next(edition.texts[0].root.iter(tei("s")))
    sentence.set("ana", "#new")
    sentence[0].set("rend", "bold")
    found = fidelity.verify(edition, whole).differences
    place = f"(one.xml:{edition.texts[0].place(sentence).line})"
    assert {f"text persName/@rend {place}", f"text s/@ana {place}"} <= {difference.unit for difference in found}


def test_every_hidden_kind_has_a_reason() -> None:
    assert all(rule.why for rule in loss.fates().values() if rule.becomes == "hidden")
    assert {rule.becomes for rule in loss.fates().values()} == {"shown", "data", "hidden"}


def test_the_command_says_what_differs_and_fails(whole: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["verify", "--edition", str(CASE), "-o", str(whole)])
    assert run.exit_code == 0 and "no differences" in run.output
    out = Path(shutil.copytree(whole, tmp_path / "out"))
    page = out / "site" / "one.html"
    page.write_text(page.read_text("utf-8").replace("answered", "asked"), encoding="utf-8")
    run = CliRunner().invoke(main, ["verify", "--edition", str(CASE), "-o", str(out), "--json"])
    assert run.exit_code == 1 and {found["unit"] for found in json.loads(run.output)["differences"]} == {"one.p1.s2", "one.p1", "one"}
    assert CliRunner().invoke(main, ["verify", "--edition", str(CASE), "-o", str(tmp_path / "nothing")]).exit_code == 2


@pytest.mark.parametrize(
    ("inner", "critical", "source"),
    [
        ("<s>a</s><s>b</s>", "a b", "a b"),
        ("<s>x<choice>\n<sic>ab</sic>\n<corr>a b</corr>\n</choice>.</s>", "xa b.", "xab."),
        ("<s>и<gap/> <supplied>т.</supplied></s>", "и […] т.", "и"),
        ("<s>(<gap/>)</s>", "([…])", "()"),
        ("<s>a<lb/>b<lb break='no'/>c<surplus>d</surplus></s>", "a bc", "a bcd"),
        ("<s>a<note>b</note>c</s>", "ac", "ac"),
    ],
)
def test_the_two_readings(inner: str, critical: str, source: str) -> None:
    element = etree.fromstring(f'<p xmlns="http://www.tei-c.org/ns/1.0">{inner}</p>')
    assert (reading.critical(element), reading.source(element)) == (critical, source)


def test_where_two_strings_part() -> None:
    assert compare.parting("The same words, then one thing and so on.", "The same words, then another and so on.", 5) == ("then one thing and ", "then another and ")
