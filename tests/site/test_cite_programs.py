"""Programs take the citations: pybtex, rispy, citeproc-py, cffconvert and a Signposting client read all that is offered, and the schemas hold."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from pathlib import Path
from typing import Callable, Iterator

import fastjsonschema
import pytest
import rispy
import signposting
from cffconvert.citation import Citation as CitationFile
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from lxml import html
from pybtex.database import parse_string

from browser.server import serving
from edition import citation, corpus, downloads, forms, ledger, reference, transform
from edition.documents import NS, XML_ID
from edition.ledger.units import citable

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://edition.example/"


@pytest.fixture(scope="module")
def citations(edition: corpus.Edition) -> citation.Citations:
    return citation.of_edition(edition)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> corpus.Edition:
    """The edition as if it had an address."""
    return addressed(tmp_path_factory.mktemp("published"), f'<idno type="URI">{BASE}</idno>')


def addressed(folder: Path, idno: str) -> corpus.Edition:
    """A copy of the edition with identifiers in its header."""
    shutil.copytree(ROOT / "tei", folder, dirs_exist_ok=True)
    head = folder / "edition.xml"
    head.write_text(re.sub(r'(<date when="[^"]*">[^<]*</date>)(\s*<availability)', rf"\1{idno}\2", head.read_text("utf-8"), count=1), "utf-8")
    return corpus.load(head)


def paragraphs(edition: corpus.Edition) -> dict[str, list[str]]:
    """The numbers of the paragraphs of each text."""
    return {text.root.get(XML_ID, ""): text.root.xpath("//tei:body/tei:p/@n", namespaces=NS) for text in edition.texts}


def offered(built: Path, ending: str) -> Iterator[tuple[Path, str]]:
    """The files of records of the site, with what stands in them."""
    found = sorted((built / "site").glob(f"*.{ending}")) + sorted((built / "site" / "ru").glob(f"*.{ending}"))
    assert found
    return ((path, path.read_bytes().decode()) for path in found)


# Records


def test_pybtex_reads_every_record(edition: corpus.Edition, built: Path) -> None:
    for path, source in offered(built, "bib"):
        entries = parse_string(source, "bibtex").entries
        assert all(entry.persons["author"] and entry.fields["title"] and entry.fields["version"] for entry in entries.values())
        if ".paragraphs." in path.name:
            name = path.name.partition(".")[0]
            assert [entry.fields["addendum"] for entry in entries.values()] == [f"{name} {number}" for number in paragraphs(edition)[name]]


def test_rispy_reads_every_record(edition: corpus.Edition, built: Path) -> None:
    for path, source in offered(built, "ris"):
        entries = rispy.loads(source)
        assert all(entry["type_of_reference"] in ("CHAP", "BOOK") and entry["title"] and entry["authors"] for entry in entries)
        if ".paragraphs." in path.name:
            name = path.name.partition(".")[0]
            assert [entry["notes"][-1] for entry in entries] == [f"{name} {number}" for number in paragraphs(edition)[name]]


def test_every_item_follows_the_schema_of_csl(built: Path, citations: citation.Citations, others: Callable[[str], Path]) -> None:
    """The schema of CSL 1.0.2 for data (csl-data.json), as a package carries it that has more than we need: it is installed without what it depends on."""
    checked = fastjsonschema.compile(json.loads(others("commonmeta/resources/csl-data.json").read_bytes()))
    for _, source in offered(built, "csl.json"):
        checked(json.loads(source))
    for typed in ("", *(f"{name} {numbers[-1]}" for name, numbers in paragraphs(citations.edition).items())):
        cited = reference.parse(typed, citations.catalogue) if typed else reference.Reference(citations.catalogue.edition)
        (made,) = citations.cite([citation.Request(cited, "csl.json", "ru", "2026-11-22")])
        checked(json.loads(made))


def test_citeproc_makes_a_reference_of_every_item(built: Path) -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    for _, source in offered(built, "csl.json"):
        items = json.loads(source)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of variables that it does not know
            bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"].lower())]))
        for item, made in zip(items, bibliography.bibliography(), strict=True):
            assert item["title"] in str(made) and str(item["issued"]["date-parts"][0][0]) in str(made) and item["author"][0]["literal"] in str(made)


# CITATION.cff


def test_the_citation_file_says_what_the_header_says(edition: corpus.Edition) -> None:
    assert (ROOT / "CITATION.cff").read_text("utf-8") == citation.cff(edition), "`edition release` writes it"


def test_cffconvert_finds_every_citation_file_valid(citations: citation.Citations, tmp_path: Path) -> None:
    identified = addressed(tmp_path, f'<idno type="URI">{BASE}</idno><idno type="DOI">10.5555/edition.a_b</idno><idno type="ARK">ark:/12345/x5wf6789/c2</idno>')
    made = [citation.cff(citations.edition), citation.cff(identified)]
    for name, numbers in paragraphs(citations.edition).items():
        cited = reference.parse(f"{name} {numbers[-1]}", citations.catalogue)
        made += citations.cite([citation.Request(cited, "cff"), citation.Request(cited, "cff", "ru")]) + citation.Citations(identified).cite([citation.Request(cited, "cff", accessed="2026-11-22")])
    for source in made:
        CitationFile(source).validate()
    assert CitationFile(made[1]).cffobj["identifiers"] == [{"type": "other", "value": "ark:12345/x5wf6789/c2"}] and CitationFile(made[1]).cffobj["doi"] == "10.5555/edition.a_b"


# Addresses


def test_a_permalink_has_release_and_hash_where_there_is_a_release(published: corpus.Edition) -> None:
    """The hash is the one that the ledger keeps."""
    words = {unit.identifier: unit.words.critical or unit.words.source for unit in citable(published)}
    before, after = citation.Citations(published), citation.Citations(published, released=True)
    version = published.head.root.xpath("string(//tei:edition/@n)", namespaces=NS)
    for text in before.catalogue.texts:
        for tree in text.trees:
            for unit in (tree.units[0], tree.units[-1]):
                cited = reference.Reference(text, unit, unit, unit.reference)
                digits = ledger.hashed(words[unit.identifier])[:10]
                assert before.address(cited) == f"{BASE}{text.identifier}.html#{unit.identifier}"
                assert after.address(cited, "ru") == f"{BASE}v/{version}/ru/{text.identifier}.html?h={digits}#{unit.identifier}"
                assert reference.parse(after.address(cited), after.catalogue) == reference.parse(unit.identifier, after.catalogue), "an address is a reference"
    assert after.address(reference.Reference(after.catalogue.edition)) == f"{BASE}v/{version}/"


def test_nothing_is_invented_where_there_is_no_address(citations: citation.Citations) -> None:
    cited = reference.parse(next(iter(paragraphs(citations.edition))), citations.catalogue)
    assert citations.address(cited) == "" and "address" not in citations.described(cited)
    for made in citations.cite([citation.Request(cited, form, accessed="2026-11-22") for form in (*forms.STYLES, *forms.FORMATS.values())]):
        assert "http" not in made.replace("https://creativecommons.org", "") and "2026-11-22" not in re.sub(r"(date|date-released)( =|:) \S+", "", made)


# What pages say


def test_a_page_has_the_tags_from_which_zotero_makes_a_part_of_a_book(edition: corpus.Edition, built: Path) -> None:
    """Its translator for embedded metadata takes citation_inbook_title for a book's, and a name without a comma for a person's."""
    for text in edition.texts:
        for folder, lang in (("", "en"), ("ru/", "ru")):
            page = html.parse(str(built / "site" / f"{folder}{text.root.get(XML_ID)}.html"), html.HTMLParser(encoding="utf-8")).getroot()
            said = {tag.get("name"): tag.get("content") for tag in page.xpath("//head/meta[@name]")}
            wanted = {f"citation_{name}" for name in ("title", "inbook_title", "author", "publisher", "publication_date", "language")} | {"DC.rights", "DCTERMS.abstract", "DCTERMS.license", "DC.source"}
            assert wanted <= set(said) and "citation_book_title" not in said and said["citation_author"].endswith(",")
            whole = " ".join("".join(text.root.xpath("//tei:profileDesc/tei:abstract[@xml:lang=$lang]", namespaces=NS, lang=lang)[0].itertext()).split())
            assert whole.startswith(said["DCTERMS.abstract"]) and re.search(r"[.!?…]$", said["DCTERMS.abstract"]), "whole sentences, from the beginning"


# Signposting


def test_a_client_finds_every_sign_and_every_sign_leads_somewhere(built: Path, edition: corpus.Edition) -> None:
    with serving(built / "site") as home:
        for page in ("", "ru/", *(f"{folder}{name}.html" for folder in ("", "ru/") for name in paragraphs(edition))):
            found = signposting.find_signposting_html(home + page)
            assert {sign.target.rpartition("/")[2] for sign in found.types} == {"AboutPage", "Chapter" if page.endswith(".html") else "Book"}
            assert found.license and len(found.describedBy) == 3 and len(found.items) == 1 and found.linksets and not found.citeAs
            for sign in (*found.describedBy, *found.items, *found.linksets):
                assert (built / "site" / sign.target.removeprefix(home)).is_file(), sign.target


def test_the_linkset_of_each_language_knows_every_page_and_paragraph(built: Path, edition: corpus.Edition) -> None:
    """RFC 9264, section 4.2: a list of contexts, each with an anchor, and for each relation a list of targets. Each leads somewhere."""
    with serving(built / "site") as home:
        for folder in ("", "ru/"):
            anchors = [context["anchor"] for context in json.loads((built / "site" / folder / "linkset.json").read_text("utf-8"))["linkset"]]
            assert anchors == ["index.html", *(f"{name}.html{place}" for name, numbers in paragraphs(edition).items() for place in ("", *(f"#{name}.p{number}" for number in numbers)))]
            found = signposting.find_signposting_linkset(f"{home}{folder}linkset.json")
            assert {sign.context for sign in found.signposts} >= {f"{home}{folder}{anchor}" for anchor in anchors}
            for sign in found.signposts:
                address = sign.target.partition("#")[0]
                assert address.startswith("https://") or (built / "site" / address.removeprefix(home)).is_file(), sign


def test_the_linkset_of_a_published_edition_is_whole(published: corpus.Edition) -> None:
    offered = [downloads.File("files/pdf/edition.pdf", b"", "pdf", "edition"), *downloads.sources(published)]
    written = transform.render(downloads.told(transform.resolve(corpus.gather(published)), offered), "html/listing.xsl").files
    for folder in ("", "ru/"):
        contexts = {context["anchor"]: context for context in json.loads(written[f"{folder}linkset.json"])["linkset"]}
        assert all(anchor.startswith(BASE) for anchor in contexts) and contexts[f"{BASE}{folder}"]["item"][0] == {"href": f"{BASE}files/pdf/edition.pdf", "type": "application/pdf"}
        for name, numbers in paragraphs(published).items():
            place = f"{BASE}{folder}{name}.html#{name}.p{numbers[-1]}"
            assert contexts[place]["cite-as"] == [{"href": place}] and contexts[place.partition("#")[0]]["cite-as"] == [{"href": place.partition("#")[0]}]
    assert contexts[f"{BASE}ru/"]["license"][0]["href"].startswith("https://creativecommons.org/")
