"""What a reader does with the edition, from beginning to end, in the browser.

The tests find things as a reader does: by their role and the words on them (`label` gives those of the interface), and by the permanent ids.
"""

from __future__ import annotations

import csv
import re
from typing import Any, Callable
from urllib.parse import unquote

import pypdfium2
import pytest
from lxml import etree
from playwright.sync_api import Locator, Page, expect

from browser.conftest import ROOT, Violations
from browser.pages import LONG, Site
from edition import corpus
from edition.documents import NS, XML_ID
from edition.reading import sentences

LABELS = {label.get("key"): label for label in etree.parse(str(ROOT / "xslt" / "common" / "labels.xml")).iter("{*}label")}
Visit = Callable[..., Page]

WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
each_place = pytest.mark.parametrize("place", ["served", "local"])


def label(key: str, lang: str = "en", *arguments: object) -> str:
    """What the interface says."""
    found = LABELS[key].findtext(f"{{*}}{lang}") or ""
    return found.format(*arguments) if arguments else found


def words(text: str | None) -> str:
    """Text with its white space folded."""
    return " ".join((text or "").split())


# Permanent links


@each_place
@pytest.mark.parametrize("unit", ["p", "s", "lb"])
def test_a_permanent_link_leads_to_its_place(unit: str, place: str, site: Site, edition: corpus.Edition, visit: Visit) -> None:
    for text in edition.texts if LONG else edition.texts[-1:]:
        last = text.root.xpath(f"//tei:body//tei:{unit}[@xml:id]", namespaces=NS)[-1].get(XML_ID)
        page = visit(f"{text.root.get(XML_ID)}.html#{last}", home=getattr(site, place), **WIDE)
        found = page.locator(f"[id='{last}']")
        assert found.evaluate("one => one === document.querySelector(':target')")
        expect(found if unit != "lb" else found.locator("xpath=ancestor::*[@id][1]")).to_be_in_viewport()


def test_the_number_of_a_paragraph_is_its_permanent_link(site: Site, edition: corpus.Edition, visit: Visit) -> None:
    for text in edition.texts:
        page = visit(f"{text.root.get(XML_ID)}.html", **WIDE)
        paragraph = text.root.xpath("//tei:body//tei:p[@n][@xml:id]", namespaces=NS)[-1].get(XML_ID)
        link = page.locator(f"a[href='#{paragraph}']").first
        link.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#" + paragraph)


# Search


def ask(page: Page, query: str, lang: str = "en") -> Locator:
    """Type words into the search and give the links to what it found."""
    box = page.get_by_role("searchbox", name=label("search.words", lang))
    box.fill(query)
    box.press("Enter")
    links = page.get_by_role("main").locator("#search-results").get_by_role("link")
    links.first.wait_for()
    return links


@each_place
@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("query", "shown"), [("Рапалло", "Рапалло"), ("Seeckt", "Секта")])
def test_a_hit_of_the_search_leads_to_its_sentence(query: str, shown: str, place: str, lang: str, site: Site, edition: corpus.Edition, visit: Visit) -> None:
    page = visit(f"{'ru/' if lang == 'ru' else ''}search.html", home=getattr(site, place), **WIDE)
    links = ask(page, query, lang)
    expect(page.get_by_role("status")).to_contain_text(re.compile(label("search.found", lang).replace("{0}", r"[1-9]\d*")))
    results = page.locator("#search-results")
    expect(results).to_contain_text(shown)
    critical = {name: read for text in edition.texts for name, read in sentences(text.root).items()}
    addresses = [links.nth(index).get_attribute("href") or "" for index in range(links.count())]
    hits = [address for address in addresses if shown in critical.get(address.partition("#")[2], "")]
    assert hits, addresses
    results.locator(f"a[href='{hits[0]}']").first.click()
    target = page.locator(f"[id='{hits[0].partition('#')[2]}']")
    expect(target).to_be_in_viewport()
    assert shown in words(target.text_content())


@each_place
def test_a_search_is_an_address(place: str, site: Site, visit: Visit) -> None:
    page = visit("search.html", home=getattr(site, place), **WIDE)
    found = ask(page, "Рапалло").count()
    assert "q=" in page.url
    page.reload()
    links = page.locator("#search-results").get_by_role("link")
    links.first.wait_for()
    assert links.count() == found
    expect(page.get_by_role("searchbox")).to_have_value("Рапалло")


def test_ё_and_е_are_one_in_the_search(site: Site, visit: Visit) -> None:
    page = visit("search.html", **WIDE)
    found = [ask(page, query) and words(page.locator("#search-results").text_content()) for query in ("самолёты", "самолеты")]
    assert found[0] == found[1] != ""


def test_results_of_a_search_are_accessible(site: Site, visit: Visit, violations: Violations) -> None:
    page = visit("search.html", **WIDE, color_scheme="dark")
    ask(page, "Рапалло")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert violations(page) == []


# The table of emendations


def test_the_table_of_emendations_can_be_sorted_by_the_keyboard(site: Site, visit: Visit) -> None:
    page = visit("emendations.html", **WIDE)
    table = page.get_by_role("table").first
    names = ("before", "after")
    headers = table.get_by_role("columnheader")
    titles = [words(text) for text in headers.all_text_contents()]
    unsorted = column(table, 0)
    for name in names:
        index = next(number for number, title in enumerate(titles) if label(f"emendations.{name}") in title)
        button = headers.nth(index).get_by_role("button")
        button.focus()
        page.keyboard.press("Enter")
        assert headers.nth(index).get_attribute("aria-sort") == "ascending"
        ascending = column(table, index)
        page.keyboard.press("Enter")
        assert headers.nth(index).get_attribute("aria-sort") == "descending"
        assert table.locator("[aria-sort]:not([aria-sort=none])").count() == 1
        assert sorted(ascending) == sorted(column(table, index)) and ascending != column(table, index)
    assert sorted(unsorted) == sorted(column(table, 0))


def column(table: Locator, index: int) -> list[str]:
    """The cells of a column as they stand."""
    found: list[str] = table.evaluate("(table, index) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.hidden).map((row) => row.cells[index].textContent.trim())", index)
    return found


def test_the_table_of_emendations_and_its_file_have_as_many_rows(site: Site, visit: Visit) -> None:
    page = visit("emendations.html", **WIDE)
    address = page.locator("main a[href$='.csv']").first.get_attribute("href")
    assert address is not None
    rows = list(csv.reader((site.folder / address).read_text("utf-8-sig").splitlines()))
    assert len(column(page.get_by_role("table").first, 0)) == len(rows) - 1 > 0


def test_an_emendation_in_the_table_leads_to_its_place(site: Site, visit: Visit) -> None:
    page = visit("emendations.html", **WIDE)
    link = page.get_by_role("table").first.locator("tbody tr").last.get_by_role("link").first
    address = link.get_attribute("href") or ""
    link.click()
    assert page.url.endswith(address)
    assert page.locator(f"[id='{address.partition('#')[2]}']").count() == 1
    expect(page.locator(f"[id='{address.partition('#')[2]}']")).to_be_in_viewport()


# Print


def test_a_text_prints_without_menus_and_whole(site: Site, edition: corpus.Edition, visit: Visit) -> None:
    for text in edition.texts:
        page = visit(f"{text.root.get(XML_ID)}.html", fresh=True, **WIDE)
        printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
        said = letters("".join(sheet.get_textpage().get_text_range() for sheet in printed))
        for name, read in sentences(text.root).items():
            # Not the sentence as one: it may go over to the next page, with a number or heading of it between.
            assert [word for word in read.split() if letters(word) not in said] == [], name
        assert page.get_by_role("navigation").count() > 0
        page.emulate_media(media="print")
        assert page.get_by_role("navigation").count() == 0


def letters(text: str) -> str:
    """What is left of a text when line breaks, hyphens, and numbers in the margin and at notes are no concern."""
    return re.sub(r"[\W\d_]", "", text)


@pytest.mark.parametrize("kind", ["emendations", "chronology", "map", "network", "person"])
def test_other_pages_print(kind: str, site: Site, visit: Visit) -> None:
    page = visit(site.of(kind)[0], **WIDE)
    assert len(pypdfium2.PdfDocument(page.pdf(format="A4"))) > 0


# Citing


SELECT = """(sentence) => {
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode() && !(walker.currentNode.data.trim().length > 12));
  const words = walker.currentNode.data;
  range.setStart(walker.currentNode, words.search(/\\S/));
  range.setEnd(walker.currentNode, words.trimEnd().length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString();
}"""


@each_place
def test_words_that_are_selected_can_be_cited_and_the_link_leads_to_them(place: str, site: Site, edition: corpus.Edition, visit: Visit) -> None:
    text = edition.texts[-1].root
    sentence = text.xpath("(//tei:body//tei:s)[last()]", namespaces=NS)[0].get(XML_ID)
    page = visit(f"{text.get(XML_ID)}.html", home=getattr(site, place), permissions=["clipboard-read", "clipboard-write"], **WIDE)
    page.locator(f"[id='{sentence}']").scroll_into_view_if_needed()
    chosen = words(page.locator(f"[id='{sentence}']").evaluate(SELECT))
    page.locator(".cite-open.beside").click()
    dialog = page.get_by_role("dialog", name=label("cite.passage"))
    expect(dialog.locator("blockquote")).to_contain_text(chosen)
    output = dialog.locator("[data-output=link]")
    link = output.locator(".words").inner_text()
    assert re.match(rf"{re.escape(getattr(site, place))}(v/[^/]+/)?{text.get(XML_ID)}\.html(\?[^#]*)?#{re.escape(sentence)}:~:text=", link) and chosen.split()[0] in unquote(link.partition(":~:text=")[2])
    expect(dialog.locator("[data-output=reference]")).to_contain_text(f"{text.get(XML_ID)} {sentence.rpartition('.p')[2].replace('.s', '.')}")
    output.get_by_role("button").click()
    expect(dialog.get_by_role("status")).to_contain_text(label("cite.copied", "en", label("cite.link")))
    assert page.evaluate("navigator.clipboard.readText()") == link
    for form in ("gost", "bib", "csl.json"):
        expect(dialog.locator(f"[data-form='{form}']")).to_contain_text(sentence if place == "served" else "The Rapallo Edition" if form != "gost" else "Рапалльское издание")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    cited = visit(link.removeprefix(getattr(site, place)), home=getattr(site, place), **WIDE)
    assert cited.evaluate("document.querySelector(':target')?.id") == sentence
    expect(cited.locator(f"[id='{sentence}']")).to_be_in_viewport()


def test_citing_is_loaded_when_it_is_asked_for(site: Site, visit: Visit) -> None:
    page = visit(site.of("text")[0], **WIDE)
    assert page.evaluate("document.querySelector('dialog, script[src$=\"/cite.js\"]')") is None
    page.get_by_role("button", name=label("cite.passage")).first.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("combobox").select_option(index=2)
    expect(dialog.locator("blockquote")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "cite-open above"


def test_the_dialog_is_accessible(site: Site, visit: Visit, violations: Violations) -> None:
    page = visit(site.of("text")[0], viewport={"width": 320, "height": 640}, color_scheme="dark")
    page.get_by_role("button", name=label("cite.passage")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


# The other language


def test_one_goes_to_the_other_language_and_back_at_the_same_place(site: Site, visit: Visit) -> None:
    name = site.of("text")[0]
    page = visit(name, **WIDE)
    page.get_by_role("link", name=label("language", "ru"), exact=True).first.click()
    assert page.url == f"{site.served}ru/{name}" and page.locator("html").get_attribute("lang") == "ru"
    page.get_by_role("link", name=label("language", "en"), exact=True).first.click()
    assert page.url == site.served + name and page.locator("html").get_attribute("lang") == "en"
