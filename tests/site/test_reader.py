"""Reading a text: its views, emendations and notes, names lit up, print; by mouse and keyboard, on wide and narrow screens, with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from browser.contexts import Visits
from edition import corpus, witness
from edition.documents import NS, XML_ID, Document
from edition.reading import sentences
from laws.test_laws import TEXTS, each_text

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
MOVING: dict[str, Any] = {"viewport": WIDE, "reduced_motion": "no-preference"}
BUSIEST = "pact"


def name(text: Document) -> str:
    return str(text.root.get(XML_ID))


def parsed(path: Path) -> etree._Element:
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def solid(text: str) -> str:
    """Characters without white space."""
    return re.sub(r"\s", "", text)


def lines_of(text: Document) -> list[str]:
    """The lines of the witness file, without white space."""
    return list(map(solid, witness.declared(text)[0].path.read_text("utf-8").split("\n")))


# The files


@each_text
@pytest.mark.parametrize("folder", ["", "ru"])
def test_the_source_page_says_what_the_witness_says_line_by_line(text: Document, folder: str, built: Path) -> None:
    shown = parsed(built / "site" / folder / f"{name(text)}.source.html").find_class("transmitted")[0]
    for line in shown.find_class("line"):
        line.text = f"\ue000{line.get('data-n')}\ue001"
    found = re.findall(r"\ue000(\d+)\ue001([^\ue000]*)", shown.text_content())
    assert [solid(words) for _, words in found] == lines_of(text)
    assert [int(number) for number, _ in found] == list(range(1, len(found) + 1))


@each_text
def test_the_source_page_has_the_ids_of_the_text(text: Document, built: Path) -> None:
    citable = text.root.xpath("//tei:body//*[self::tei:p or self::tei:s or self::tei:lb]/@xml:id", namespaces=NS)
    assert set(citable) <= set(parsed(built / "site" / f"{name(text)}.source.html").xpath("//@id"))


@each_text
def test_every_emendation_of_the_source_leads_to_its_entry(text: Document, built: Path) -> None:
    source, page = (parsed(built / "site" / f"{name(text)}{kind}.html") for kind in (".source", ""))
    keys = source.xpath("//a[@class='key']/@href")
    emended = text.root.xpath("//tei:body//*[self::tei:sic or self::tei:orig or self::tei:surplus or self::tei:gap][not(ancestor::tei:choice[2])]", namespaces=NS)
    assert len(keys) == len(emended)
    assert all(page.get_element_by_id(key.partition("#")[2]) is not None and key.startswith(f"{name(text)}.html#") for key in keys)


@each_text
def test_without_a_script_every_mark_leads_to_an_entry_and_back(text: Document, built: Path) -> None:
    page = parsed(built / "site" / f"{name(text)}.html")
    marks = page.xpath("//div[@class='text']//a[@role='doc-noteref']")
    entries = page.xpath("//section[@class='apparatus' or @class='notes']//li")
    assert {mark.get("href")[1:] for mark in marks} == {entry.get("id") for entry in entries} and marks
    for entry in entries:
        (back,) = entry.xpath("a[@role='doc-backlink']")
        assert page.get_element_by_id(back.get("href")[1:]) is not None


def test_the_text_that_reached_us_is_one_link_away_without_a_script(built: Path) -> None:
    for text in TEXTS:
        page = parsed(built / "site" / f"{name(text)}.html")
        assert page.xpath("//nav//a[not(ancestor-or-self::*[@hidden])]/@href[. = $address]", address=f"{name(text)}.source.html")


# The browser


# The page has been laid out anew, after what the last event asked for.
RESTED = "() => new Promise((rested) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(rested, 20))))"


class Reader:
    """Reads the built site in a folder."""

    def __init__(self, visits: Visits, site: Path) -> None:
        self.visits, self.site = visits, site

    def open(self, address: str, **options: Any) -> Any:
        """A page; one for this test alone where it is to be ``fresh``."""
        page = self.visits.open(f"{self.site.as_uri()}/", **MOVING | options)
        return self.go(page, address, options.get("java_script_enabled", True))

    def go(self, page: Any, address: str, scripts: bool = True) -> Any:
        """Open an address in a page, and wait until it rests."""
        page.goto(f"{self.site.as_uri()}/{address}")
        if scripts:
            page.wait_for_function("document.documentElement.dataset.view && document.fonts.status === 'loaded'")
            page.evaluate(RESTED)
        return page


@pytest.fixture
def reader(visits: Visits, built: Path) -> Reader:
    return Reader(visits, built / "site")


def visible(page: Any, selector: str) -> bool:
    return bool(page.locator(selector).first.is_visible())


@each_text
def test_switching_shows_the_source_and_the_address_says_so(text: Document, reader: Reader) -> None:
    page = reader.open(f"{name(text)}.html")
    assert visible(page, ".text:not(.transmitted)") and page.locator(".transmitted").count() == 0
    page.click("a[data-view=source]")
    page.wait_for_selector("[data-view=source] .transmitted")
    assert "?view=source" in page.url and not visible(page, ".text:not(.transmitted)")
    shown = page.evaluate("""() => {
        const copy = document.querySelector('.transmitted').cloneNode(true);
        copy.querySelectorAll('.line').forEach((line) => { line.textContent = '\\v'; });
        return copy.textContent.split('\\v').slice(1);
    }""")
    assert list(map(solid, shown)) == lines_of(text)
    page.reload()
    page.wait_for_selector(".transmitted")
    assert page.get_attribute("html", "data-view") == "source"
    page.go_back()
    page.wait_for_selector("[data-view=critical]")
    assert visible(page, ".text:not(.transmitted)") and not visible(page, ".transmitted")


ARRIVED = """([place, height]) => [...document.querySelectorAll(place)].flatMap((each) => [...each.getClientRects()])
    .some((rect) => -5 <= rect.top && rect.top < height)"""


def test_the_fragment_leads_to_its_place_in_every_view(reader: Reader, edition: corpus.Edition) -> None:
    page = reader.open(f"{BUSIEST}.html")
    for text in edition.texts:
        for identifier in text.root.xpath("(//tei:body/tei:p)[last()]/@xml:id | (//tei:body//tei:s)[last()]/@xml:id", namespaces=NS):
            for view in ("critical", "source", "parallel"):
                reader.go(page, f"{name(text)}.html?view={view}#{identifier}")
                place = f"[data-of='{identifier}']" if view == "source" else f"[id='{identifier}'], [id='{identifier}'] .s"
                page.wait_for_function(ARRIVED, arg=[place, WIDE["height"]])


# For each sentence, where it and its source stand.
SIDES = """() => Object.fromEntries([...document.querySelectorAll('[data-of]')].map((other) => [other.dataset.of,
    [document.getElementById(other.dataset.of), other].map((each) => each.getBoundingClientRect().toJSON())]))"""


@each_text
def test_side_by_side_each_sentence_stands_beside_its_own(text: Document, reader: Reader) -> None:
    wide = reader.open(f"{name(text)}.html?view=parallel")
    narrow = reader.open(f"{name(text)}.html?view=parallel", viewport=NARROW)
    below = 0.0
    shown = {page: page.evaluate(SIDES) for page in (wide, narrow)}
    for identifier in sentences(text.root):
        own, other = shown[wide][identifier]
        assert own["y"] == pytest.approx(other["y"], abs=1) and own["x"] + own["width"] <= other["x"] + 1, identifier
        own, other = shown[narrow][identifier]
        assert below <= own["y"] + 1 and own["y"] + own["height"] <= other["y"] + 1, identifier
        below = other["y"] + other["height"]
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@each_text
def test_on_wide_screens_entries_stand_beside_the_text_and_touch_none(text: Document, reader: Reader) -> None:
    page = reader.open(f"{name(text)}.html")
    boxes = page.evaluate("""() => [...document.querySelectorAll('.apparatus li, .notes li')].filter((each) => getComputedStyle(each).visibility === 'visible')
        .map((each) => each.getBoundingClientRect()).map(({left, top, right, bottom}) => [left, top + scrollY, right, bottom + scrollY])""")
    edge = page.evaluate("document.querySelector('.text').getBoundingClientRect().left + document.querySelector('.text > .body').getBoundingClientRect().width")
    assert len(boxes) > 5
    assert all(left >= edge and right <= WIDE["width"] for left, _, right, _ in boxes)
    for index, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:index]:
            assert other[2] <= left + 1 or right <= other[0] + 1 or other[3] <= top + 1 or bottom <= other[1] + 1
    foot = page.evaluate("document.querySelector('footer').getBoundingClientRect().top + scrollY")
    assert max(box[3] for box in boxes) <= foot


def test_an_entry_opens_in_the_margin_by_keyboard_and_escape_leads_back(reader: Reader) -> None:
    page = reader.open(f"{BUSIEST}.html")
    key = page.locator(".text a.key").nth(4)
    key.focus()
    page.keyboard.press("Enter")
    entry = page.evaluate("document.activeElement.id")
    assert "#" + entry == key.get_attribute("href")
    said = page.locator(f"[id='{entry}']").inner_text()
    assert page.locator("li.open").count() == 1 and page.locator(f"[id='{entry}'] small").is_visible(), said
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#" + entry and page.locator("li.open").count() == 0
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#" + entry and page.locator("li.open").count() == 0


@pytest.mark.parametrize("kind", [".key", "[role=doc-noteref]:not(.key)"])
def test_an_entry_opens_in_place_on_narrow_screens(kind: str, reader: Reader, edition: corpus.Edition) -> None:
    page = reader.open(f"{BUSIEST}.html", viewport=NARROW, has_touch=True)
    key = page.locator(f".text a{kind}").nth(1)
    before = page.locator(".text").inner_text()
    key.tap()
    opened = page.locator(".opened")
    assert opened.count() == 1 and key.get_attribute("aria-expanded") == "true"
    entry = page.locator(f"[id='{(key.get_attribute('href') or '')[1:]}']")
    for part in entry.locator("span").all_text_contents():
        assert part in (opened.text_content() or "")
    box, mark = opened.bounding_box(), key.bounding_box()
    assert box["y"] >= mark["y"] and box["y"] - mark["y"] < 60 and box["x"] >= 0 and box["x"] + box["width"] <= NARROW["width"]
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map((each) => each.id)).size === document.querySelectorAll('[id]').length")
    close = opened.get_by_role("button").bounding_box()
    assert close["width"] >= 24 and close["height"] >= 24
    page.keyboard.press("Escape")
    assert page.locator(".opened").count() == 0 and key.evaluate("(key) => key === document.activeElement")
    assert page.locator(".text").inner_text() == before


def test_an_emendation_says_who_how_sure_class_and_why(reader: Reader) -> None:
    page = reader.open(f"{BUSIEST}.html", viewport=NARROW)
    entry = page.locator(".apparatus li:has(small a)").first
    identifier = entry.get_attribute("id")
    note = page.locator(f"[id='{(entry.locator('small a').get_attribute('href') or '')[1:]}'] > span").text_content()
    page.locator(f".text a.key[href='#{identifier}']").click()
    said = page.locator(".opened").text_content() or ""
    assert note and note in said
    assert len((entry.locator("small").text_content() or "").split(" · ")) >= 4


def test_without_a_script_a_mark_shows_its_entry(reader: Reader) -> None:
    page = reader.open(f"{BUSIEST}.html", java_script_enabled=False)
    key = page.locator(".text a.key").first
    key.click()
    assert page.locator("li:target").is_visible() and page.url.endswith(key.get_attribute("href") or "?")
    assert not visible(page, ".lights") and visible(page, "a[data-view=source]")
    page.locator("a[data-view=source]").click()
    assert page.url.endswith(".source.html") and visible(page, ".transmitted")


KINDS = {"persons": "a[href^='pe.']", "places": "a[href^='pl.']", "organizations": "a[href^='og.']", "events": "a[href^='ev.']", "dates": ".date"}


def test_each_kind_of_name_is_lit_up_by_a_colour_and_a_line_of_its_own(reader: Reader) -> None:
    for scheme in ("light", "dark"):
        page = reader.open(f"{BUSIEST}.html", color_scheme=scheme)
        plain = looks(page)
        assert len(set(plain.values())) <= 2
        for kind in KINDS:
            page.get_by_role("button", pressed=False).locator(f"xpath=self::*[@data-show='{kind}']").click()
        assert page.url.endswith("?show=persons,places,organizations,events,dates")
        lit = looks(page)
        assert len({colour for colour, _ in lit.values()}) == len({line for _, line in lit.values()}) == len(KINDS)
        page.reload()
        page.wait_for_selector(".show-dates")
        assert looks(page) == lit
        page.locator("button[data-show=persons]").press("Space")
        assert page.url.endswith("?show=places,organizations,events,dates") and looks(page)["persons"] == plain["persons"]


def looks(page: Any) -> dict[str, tuple[str, str]]:
    """Colour and line of a name of each kind."""
    found: dict[str, tuple[str, str]] = page.evaluate(
        """(kinds) => Object.fromEntries(Object.entries(kinds).map(([kind, selector]) => {
            const look = getComputedStyle(document.querySelector('.text ' + selector));
            return [kind, [look.color, look.textDecorationStyle]];
        }))""",
        KINDS,
    )
    return {kind: (look[0], look[1]) for kind, look in found.items()}


def test_the_state_keeps_what_others_put_into_the_address(reader: Reader) -> None:
    page = reader.open("rapallo.html?other=1&show=dates#rapallo.p3")
    page.click("a[data-view=parallel]")
    page.wait_for_selector("[data-view=parallel]")
    assert page.url.endswith("rapallo.html?other=1&view=parallel&show=dates#rapallo.p3")


@each_text
def test_the_measure_is_that_of_a_book(text: Document, reader: Reader) -> None:
    """Between 58 and 74 characters a line, counted over all full lines of the text."""
    page = reader.open(f"{name(text)}.html")
    length = page.evaluate("""() => {
        let characters = 0, lines = 0;
        for (const p of document.querySelectorAll('.text p')) {
            const height = parseFloat(getComputedStyle(p).lineHeight);
            const count = Math.round(p.getBoundingClientRect().height / height);
            if (count > 3) { characters += p.textContent.length; lines += count - 0.5; }
        }
        return characters / lines;
    }""")
    assert 58 <= length <= 74, length


def test_the_look_of_print(reader: Reader) -> None:
    page = reader.open("rapallo.html", fresh=True)
    page.emulate_media(media="print")
    assert not visible(page, ".views") and not visible(page, "header.site")
    assert page.locator(".notes li").first.evaluate("(each) => getComputedStyle(each).position") == "relative"
    assert page.locator(".notes h2").is_visible() and page.locator(".apparatus h2").is_visible()
