"""``edition.pdf#rapallo.p3`` opens at the place: every id of the TEI is a named destination, and what it names stands there."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from printed_pages import document, reader, squeezed

from edition import corpus, documents

EDITORIAL = {"choice", "supplied", "surplus", "gap", "note", "noteGrp", "ref"}


def ids(found: documents.Document) -> set[str]:
    return {element.get(documents.XML_ID) for element in found.root.iter(etree.Element) if element.get(documents.XML_ID)}


def test_every_id_of_the_edition_is_a_destination_of_the_volume(books: dict[str, Path], edition: corpus.Edition) -> None:
    wanted = set().union(*map(ids, (edition.head, *edition.authorities, *edition.texts)))
    assert not wanted - set(reader(books["edition"]).named_destinations)


def test_every_id_of_a_text_is_a_destination_of_its_book(books: dict[str, Path], edition: corpus.Edition) -> None:
    for text in edition.texts:
        assert not ids(text) - set(reader(books[text.root.get(documents.XML_ID, "")]).named_destinations)


def test_a_sentence_stands_where_its_destination_points(books: dict[str, Path], edition: corpus.Edition) -> None:
    """The first words of the critical text stand on that page, at most two lines under that height."""
    for name in ("edition", *(text.root.get(documents.XML_ID, "") for text in edition.texts)):
        goals, pages = reader(books[name]).named_destinations, {page.indirect_reference.idnum: number for number, page in enumerate(reader(books[name]).pages) if page.indirect_reference}
        for text in (text for text in edition.texts if name in ("edition", text.root.get(documents.XML_ID))):
            for sentence in text.root.iterfind(".//tei:body//tei:s", documents.NS):
                goal = goals[sentence.get(documents.XML_ID)]
                sheet = document(books[name])[pages[goal.raw_get("/Page").idnum]]
                top, left = float(goal["/Top"]), float(goal["/Left"])
                under = sheet.get_textpage().get_text_bounded(left=0, right=sheet.get_width(), top=top + 2, bottom=top - 42)
                start = squeezed(beginning(sentence))[:12]
                assert start in squeezed(under), (name, sentence.get(documents.XML_ID), start, under, left)


def beginning(sentence: etree._Element) -> str:
    """The words of a sentence before the first thing that an editor put in."""
    words = ""
    for event, element in etree.iterwalk(sentence, events=("start", "end")):
        if event == "start" and etree.QName(element).localname in EDITORIAL:
            break
        words += (element.text if event == "start" else element.tail if element is not sentence else "") or ""
    return words
