"""The apparatus page and its CSV, the registers, the pages of their entries, the graph: each counted against the TEI."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree, html

from edition import corpus
from edition.documents import NS, XML_ID
from edition.reading import sentences

FOLDERS = pytest.mark.parametrize("folder", ["", "ru"], ids=["en", "ru"])
EMENDATIONS = "//tei:text//*[self::tei:choice or self::tei:surplus or self::tei:gap or self::tei:supplied][not(ancestor::tei:choice)]"
MENTIONS = "//tei:body//tei:s//*[@ref][not(ancestor::tei:corr or ancestor::tei:reg or ancestor::tei:expan or ancestor::tei:note or ancestor::tei:supplied)]"


def page(built: Path, folder: str, name: str) -> etree._Element:
    return html.parse(str(built / "site" / folder / name), html.HTMLParser(encoding="utf-8")).getroot()


def words(element: etree._Element) -> str:
    return " ".join(element.text_content().split())


def records(built: Path) -> list[dict[str, str]]:
    data = (built / "site" / "emendations.csv").read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(data, newline=""), strict=True))


def emended(edition: corpus.Edition) -> list[tuple[str, etree._Element]]:
    return [(text.root.get(XML_ID), found) for text in edition.texts for found in text.root.xpath(EMENDATIONS, namespaces=NS)]


def mentions(edition: corpus.Edition) -> dict[str, list[str]]:
    """For each entry the sentences that name it, one a mention, in order."""
    found: dict[str, list[str]] = {}
    for text in edition.texts:
        for mention in text.root.xpath(MENTIONS, namespaces=NS):
            for pointer in mention.get("ref").split():
                found.setdefault(pointer.partition(":")[2], []).append(mention.xpath("ancestor::tei:s/@xml:id", namespaces=NS | {"xml": "http://www.w3.org/XML/1998/namespace"})[0])
    return found


@pytest.fixture(scope="module")
def named(edition: corpus.Edition) -> dict[str, list[str]]:
    return mentions(edition)


# The apparatus


@FOLDERS
def test_the_apparatus_has_as_many_rows_as_the_tei_has_emendations(edition: corpus.Edition, built: Path, folder: str) -> None:
    expected = Counter(text for text, _ in emended(edition))
    assert sum(expected.values()) > 100
    rows = page(built, folder, "emendations.html").xpath("//table[contains(@class, 'emendations')]/tbody/tr")
    assert Counter(row.get("data-text") for row in rows) == expected
    assert Counter(record["text"] for record in records(built)) == expected


def test_page_and_csv_say_the_same_in_the_same_order(built: Path) -> None:
    rows = page(built, "", "emendations.html").xpath("//table[contains(@class, 'emendations')]/tbody/tr")
    for row, record in zip(rows, records(built), strict=True):
        assert row.xpath("th/a/@href") == [f"{record['text']}.html#{record['id']}"]
        assert words(row.find("th")) == f"{record['text']} {record['place']}"
        for name, reading in (("after", record["reading"]), ("before", record["source"])):
            cell = row.find_class(name)[0]
            assert (cell.text or "").strip() == reading.removeprefix("'") and (cell.find("em") is not None) == (not reading)
        assert record["reason_en"] in words(row.find_class("reason")[0])


def test_certainty_class_and_responsibility_are_the_editors(edition: corpus.Edition, built: Path) -> None:
    for (_, found), record in zip(emended(edition), records(built), strict=True):
        member = next(iter(found.xpath("tei:corr | tei:reg | tei:expan", namespaces=NS)), found)
        stated = [" ".join(pointer.partition(":")[2] for pointer in member.get(name, "").split()) for name in ("resp", "ana")]
        assert [record["responsibility"], record["class"], record["certainty"]] == [*stated, member.get("cert", "")]


def test_a_textual_note_is_the_reason_of_some_emendation(edition: corpus.Edition, built: Path) -> None:
    """A note that comes right after an emendation is its reason, word for word."""
    reasons = {record["reason_ru"] for record in records(built)}
    following = [found.getnext() for _, found in emended(edition) if not (found.tail or "").strip() and found.getnext() is not None]
    notes = [note for note in following if note.tag.endswith("}noteGrp") and note.get("type") == "textual" and note.getprevious().tail is None]
    assert len(notes) > 20
    for note in notes:
        russian = note.xpath("string(tei:note[@xml:lang='ru'])", namespaces=NS)
        assert " ".join(russian.split()) in reasons


def test_the_csv_keeps_rfc_4180_and_is_no_formula(built: Path) -> None:
    data = (built / "site" / "emendations.csv").read_bytes()
    assert data.endswith(b"\r\n") and data.count(b"\n") == data.count(b"\r\n") == len(records(built)) + 1
    for record in records(built):
        assert None not in record and None not in record.values()
        assert not any(re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", value) for value in record.values())
    assert any(value.startswith("'-") for record in records(built) for value in record.values()), "nothing here needs an apostrophe any more"


# Registers and entries


@FOLDERS
def test_a_register_lists_every_entry_in_order_with_its_number_of_mentions(edition: corpus.Edition, built: Path, named: dict[str, list[str]], folder: str) -> None:
    for register in edition.authorities:
        shown = page(built, folder, f"{register.root.get(XML_ID)}.html")
        for held in register.root.iterfind("tei:standOff/*", NS):
            listed = shown.xpath("//section[@class = $type]//li[@class = 'listed']", type=held.get("type"))
            assert {item.get("id") for item in listed} == {entry.get(XML_ID) for entry in held}
            for item in listed:
                assert item.xpath("p/a/@href") == [f"{item.get('id')}.html"]
                count = item.xpath("string(.//span[@class = 'count'])")
                assert [int(number) for number in re.findall(r"\d+", count)] == [len(named[entry]) for entry in (item.get("id"),) if entry in named]
            letters = [letter.text for letter in shown.xpath("//section[@class = $type]//span[@class = 'letter']", type=held.get("type"))]
            assert letters == sorted(set(letters))


@FOLDERS
def test_every_mention_is_shown_in_its_sentence(edition: corpus.Edition, built: Path, named: dict[str, list[str]], folder: str) -> None:
    read = {identifier: reading for text in edition.texts for identifier, reading in sentences(text.root).items()}
    lit = 0
    for entry, places in named.items():
        shown = page(built, folder, f"{entry}.html")
        items = shown.xpath("//section[@class = 'mentions']//ol[@class = 'kwic']/li")
        assert [item.xpath("string(a/@href)").partition("#")[2] for item in items] == list(dict.fromkeys(places))
        assert words(shown.xpath("//h2[@id = 'mentions']/span")[0]) == str(len(places))
        for item in items:
            assert words(item.find_class("words")[0]) == read[item.xpath("string(a/@href)").partition("#")[2]], entry
            assert item.xpath("span[@class = 'words']//mark") or item.find_class("details"), f"{entry}: neither lit up nor explained"
            lit += len(item.xpath(".//mark"))
    assert lit > 0.9 * sum(map(len, named.values()))


def test_every_entry_has_a_page_that_gives_all_names_and_identifiers(edition: corpus.Edition, built: Path) -> None:
    for register in edition.authorities:
        for entry in register.root.iterfind("tei:standOff/*/*", NS):
            for folder in ("", "ru"):
                shown = page(built, folder, f"{entry.get(XML_ID)}.html")
                names = {" ".join("".join(name.itertext()).split()): name.get("{http://www.w3.org/XML/1998/namespace}lang") for name in entry.xpath("*[@type][not(self::tei:note or self::tei:idno)][text()]", namespaces=NS)}
                facts = shown.xpath("//dl[@class = 'facts']")[0]
                said = {words(span) for span in facts.xpath(".//span[@lang]")}
                assert set(names) <= said, entry.get(XML_ID)
                for number in entry.iterfind("tei:idno", NS):
                    assert f"{number.get('type')} {number.text}" in words(facts)
                evidence = entry.find("tei:note[@type='evidence']", NS)
                assert evidence is None or words(evidence_of(shown)).endswith(" ".join("".join(evidence.itertext()).split()))
                assert not re.search(r"\d{4}-\d\d", "".join(facts.xpath(".//dd[@class = 'life' or @class = 'date' or @class = 'existence']//text()"))), "a date is not in words"


def evidence_of(shown: etree._Element) -> etree._Element:
    return shown.xpath("//details[@class = 'evidence']")[0]


def test_quotations_stand_with_who_says_them_and_where_they_are_from(edition: corpus.Edition, built: Path) -> None:
    chained: dict[str, int] = Counter()
    for text in edition.texts:
        for quotation in text.root.xpath("//tei:body//*[@who or @source][not(@prev)]", namespaces=NS):
            for pointer in (*quotation.get("who", "").split(), *quotation.get("source", "").split()):
                chained[pointer.partition(":")[2]] += 1
    assert chained
    for entry, number in chained.items():
        assert len(page(built, "", f"{entry}.html").xpath("//section[@class = 'quotations']/ol/li")) == number, entry


def test_a_correspondence_stands_with_what_it_is_of(edition: corpus.Edition, built: Path) -> None:
    concerned = Counter(pointer.partition(":")[2] for found in edition.head.root.iterfind(".//tei:annotation", NS) for pointer in found.get("corresp").split())
    assert concerned
    for entry, number in concerned.items():
        assert len(page(built, "ru", f"{entry}.html").find_class("correspondence")) == number


@FOLDERS
def test_the_neighbours_lead_through_the_whole_register(edition: corpus.Edition, built: Path, folder: str) -> None:
    for register in edition.authorities:
        entries = {entry.get(XML_ID) for entry in register.root.iterfind("tei:standOff/*/*", NS)}
        current = next(entry for entry in sorted(entries) if not page(built, folder, f"{entry}.html").xpath("//a[@rel = 'prev']"))
        walked = [current]
        while following := page(built, folder, f"{current}.html").xpath("//a[@rel = 'next']/@href"):
            current = following[0].removesuffix(".html")
            walked.append(current)
        assert len(walked) == len(set(walked)) and set(walked) == entries


# Who is named with whom


def together(named: dict[str, list[str]]) -> tuple[Counter[frozenset[str]], Counter[frozenset[str]]]:
    """How many sentences, and how many paragraphs, name both of two entries."""
    pairs: list[Counter[frozenset[str]]] = []
    for level in (2, 1):
        units: dict[str, set[str]] = {}
        for entry, places in named.items():
            for place in places:
                units.setdefault(".".join(place.split(".")[: level + 1]), set()).add(entry)
        pairs.append(Counter(frozenset(pair) for entries in units.values() for pair in combinations(sorted(entries), 2)))
    return pairs[0], pairs[1]


@FOLDERS
def test_table_and_graph_show_every_pair_of_persons_and_organizations(built: Path, named: dict[str, list[str]], folder: str) -> None:
    by_sentence, by_paragraph = together({entry: places for entry, places in named.items() if entry.startswith(("pe.", "og."))})
    shown = page(built, folder, "network.html")
    rows = {frozenset(href.removesuffix(".html") for href in row.xpath("*[position() < 3]/a/@href")): [int(cell.text) for cell in row.xpath("td")[1:3]] for row in shown.xpath("//tbody/tr")}
    assert rows == {pair: [by_sentence[pair], number] for pair, number in by_paragraph.items()}
    assert "".join(shown.xpath("//*[local-name() = 'path'][@class = 'sentence']/@d")).count("M") == len(by_sentence)
    assert "".join(shown.xpath("//*[local-name() = 'path'][@class = 'paragraph']/@d")).count("M") == len(by_paragraph) - len(by_sentence)
    nodes = [href.removesuffix(".html") for href in shown.xpath("//*[local-name() = 'svg']//*[local-name() = 'a']/@href")]
    assert len(nodes) == len(set(nodes)) and set(nodes) == set().union(*by_paragraph)
    assert all(shown.xpath(f"string(//*[local-name() = 'svg']/*[local-name() = '{name}'])") for name in ("title", "desc"))


def test_an_entry_says_how_often_it_is_named_with_each_other(built: Path, named: dict[str, list[str]]) -> None:
    by_sentence, by_paragraph = together(named)
    for entry in named:
        expected = {next(iter(pair - {entry})): "/".join(str(number) for number in (by_sentence[pair], by_paragraph[pair]) if number) for pair in by_paragraph if entry in pair}
        items = page(built, "", f"{entry}.html").xpath("//section[@class = 'together']//dd")
        assert {item.xpath("string(a/@href)").removesuffix(".html"): words(item.xpath("span")[0]) for item in items} == expected
