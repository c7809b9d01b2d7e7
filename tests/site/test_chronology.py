"""The chronology: every date of the texts once, in order, with the words of its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition import corpus
from edition.documents import NS, XML_ID
from edition.reading import sentences
from lxml import etree, html

EDITORS = "ancestor::tei:corr or ancestor::tei:reg or ancestor::tei:expan or ancestor::tei:supplied or ancestor::tei:note"

each_language = pytest.mark.parametrize("folder", ["", "ru"], ids=["en", "ru"])


def chronology(built: Path, folder: str) -> etree._Element:
    return html.parse(str(built / "site" / folder / "chronology.html"), html.HTMLParser(encoding="utf-8")).getroot()


def dated(edition: corpus.Edition) -> list[tuple[str, etree._Element]]:
    """The dates of the texts in the source reading, each with the id of its sentence."""
    found = [date for text in edition.texts for date in text.root.xpath(f"//tei:body//tei:date[not({EDITORS})]", namespaces=NS)]
    return [(date.xpath("string(ancestor::tei:s[1]/@xml:id)", namespaces=NS), date) for date in found]


@each_language
def test_every_date_is_there_once(edition: corpus.Edition, built: Path, folder: str) -> None:
    seen: dict[str, int] = {}
    expected = []
    for sentence, _ in dated(edition):
        seen[sentence] = seen.get(sentence, 0) + 1
        expected.append(f"date.{sentence}" + (f".{seen[sentence]}" if seen[sentence] > 1 else ""))
    page = chronology(built, folder)
    assert len(expected) > 20
    assert sorted(page.xpath("//li[@class='statement']/@id")) == sorted(expected)
    assert sorted(link[1:] for link in page.xpath("//tbody/tr/td[last()]/a/@href") if not link.startswith("#date.ev.")) == sorted(expected)


@each_language
def test_every_statement_has_its_sentence_and_leads_to_it(edition: corpus.Edition, built: Path, folder: str) -> None:
    critical = {name: words for text in edition.texts for name, words in sentences(text.root).items()}
    for statement in chronology(built, folder).xpath("//li[@class='statement']"):
        address = statement.xpath("string(.//p[@class='where']/a[1]/@href)")
        assert statement.get("id").startswith("date." + address.partition("#")[2])
        assert statement.find("blockquote/p").text_content() == critical[address.partition("#")[2]]
        assert len(statement.findall(".//mark")) == 1


def test_the_years_are_in_order(built: Path) -> None:
    page = chronology(built, "")
    years = [int(year) for year in page.xpath("//section[@class='year']/h2/text()")]
    assert years == sorted(set(years)) and 1914 <= years[0] and years[-1] <= 1941
    assert page.xpath("//nav[@class='years']//a/@href") == [f"#y{year}" for year in years]
    assert page.xpath("//section[contains(@class, 'apart')]//li/@id") == ["date.pact.p0.s1"]


@each_language
def test_the_events_of_the_register_are_told_apart(edition: corpus.Edition, built: Path, folder: str) -> None:
    years = range(1914, 1942)
    events = [event for member in edition.members for event in member.root.iterfind(".//tei:listEvent/tei:event", NS)]
    begun = {event.get(XML_ID): event.get("when") or event.get("from") or event.get("notBefore") for event in events}
    expected = {f"date.{name}" for name, day in begun.items() if day and int(day[:4]) in years}
    assert set(chronology(built, folder).xpath("//li[@class='registered']/@id")) == expected


@each_language
def test_correspondences_stand_side_by_side(edition: corpus.Edition, built: Path, folder: str) -> None:
    page = chronology(built, folder)
    annotations = edition.head.root.findall(".//tei:annotation", NS)
    assert annotations
    for annotation in annotations:
        passages = [target.partition("#")[2] for target in annotation.get("target").split()]
        (article,) = page.xpath(f"//article[@id='{annotation.get(XML_ID)}']")
        assert sorted(link.partition("#")[2] for link in article.xpath(".//div[@class='columns']//a/@href")) == sorted(passages)
        assert len(article.xpath(".//section")) == len({passage.partition(".")[0] for passage in passages})


def test_dates_are_said_in_the_language_of_the_page(built: Path) -> None:
    when = "string(//li[@id='date.rapallo.p6.s1']//time[@datetime='1922-04-16'])"
    assert chronology(built, "").xpath(when) == "16 April 1922"
    assert chronology(built, "ru").xpath(when) == "16 апреля 1922"
    autumn = "string(//li[@id='date.lipetsk.p1.s1']//p[@class='when'])"
    assert chronology(built, "").xpath(autumn) == "autumn 1923 season, probable"
    assert chronology(built, "ru").xpath(autumn) == "осень 1923 время года, вероятно"


def test_each_date_has_a_sign_on_the_axis(edition: corpus.Edition, built: Path) -> None:
    page = chronology(built, "")
    listed = page.xpath("//section[@class='year']//li[@class='statement' or @class='registered']")
    assert len(page.xpath("//svg//g[starts-with(@class, 'lane')]/*[self::circle or self::rect]")) == len(listed)
