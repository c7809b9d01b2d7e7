"""The search as a reader uses it: over http and from a folder, in both languages of the interface; and the files it is made of."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import shutil
import threading
import unicodedata
from pathlib import Path
from typing import Any, Iterator
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from browser.contexts import Visits
from edition import corpus, search, transform

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
LONG = bool(os.environ.get("EDITION_LONG"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium: sudo apt-get install chromium")

both_languages = pytest.mark.parametrize("folder", ["", "ru/"], ids=["en", "ru"])
# The short tests go each way once, and to each language once.
each_way = pytest.mark.parametrize(("way", "folder"), [(way, folder) for way in ("http", "file") for folder in ("", "ru/") if LONG or (way == "file") == bool(folder)])


@pytest.fixture(scope="module")
def resolved(edition: corpus.Edition) -> str:
    return transform.resolve(corpus.gather(edition))


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return built / "site"


@pytest.fixture(scope="module")
def files(site: Path) -> dict[str, bytes]:
    """What the build put there for the search."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for folder in ("pagefind", "search-data") for path in sorted((site / folder).rglob("*")) if path.is_file()}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def bases(site: Path) -> Iterator[dict[str, str]]:
    """Where the site is, by each way to it; under a path, as on a host of many sites."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"http": f"http://127.0.0.1:{server.server_port}/site/", "file": site.as_uri() + "/"}
    server.shutdown()


@pytest.fixture
def page(visits: Visits, bases: dict[str, str]) -> Any:
    """A page that must not complain, nor ask anything of another host."""
    return visits.open(bases["http"].split("site/")[0], "file:", reduced_motion="no-preference")


def ask(page: Any, base: str, query: str, conditions: str = "") -> list[str]:
    """Ask by address; give where the hits lead, seen from the page."""
    page.goto(f"{base}search.html?q={quote(query)}{conditions}")
    return answer(page)


def answer(page: Any) -> list[str]:
    """Wait until the status has said how the search ended."""
    status = page.locator("#search-status")
    status.filter(has_text=re.compile(r"\d|Nothing|Ничего")).wait_for(timeout=15_000)
    more = page.locator("#search-results .more")
    while more.count():
        more.click()
    links: list[str] = page.locator("#search-results li a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    assert str(len(links)) in status.inner_text() or not links
    return links


def ask_here(page: Any, query: str) -> list[str]:
    """Ask on a page that is open."""
    page.locator("#search-status").evaluate("(status) => { status.textContent = ''; }")
    page.fill("#search-words", query)
    page.press("#search-words", "Enter")
    return answer(page)


def marks(page: Any, address: str) -> list[str]:
    item = page.locator("#search-results li", has=page.locator(f"a[href='{address}']"))
    found: list[str] = item.locator("mark").all_inner_texts()
    return found


@needs_chromium
@each_way
class TestAReader:
    def test_finds_a_word_and_comes_to_its_sentence(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        assert "rapallo.html#rapallo.p6.s1" in ask(page, bases[way] + folder, "Рапалло")
        assert "Рапалло" in marks(page, "rapallo.html#rapallo.p6.s1")
        page.click("#search-results a[href='rapallo.html#rapallo.p6.s1']")
        page.wait_for_selector(":target", state="attached")
        assert page.url == f"{bases[way]}{folder}rapallo.html#rapallo.p6.s1"
        assert page.get_attribute(":target", "id") == "rapallo.p6.s1"

    def test_finds_a_name_by_the_forms_of_the_register(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        found = ask(page, bases[way] + folder, "Seeckt")
        assert {"rapallo.html#rapallo.p1.s1", "lipetsk.html#lipetsk.p3.s6"} <= set(found)
        assert any(link.startswith("pe.seeckt.html") for link in found)
        assert marks(page, "rapallo.html#rapallo.p1.s1") == ["Секту", "Seeckt"]

    def test_finds_a_place_by_the_wrong_and_by_the_corrected_reading(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        spot = "pact.html#pact.p3.s4"
        assert spot in ask(page, bases[way] + folder, "anticonference")
        assert marks(page, spot) == ["anticonference"]
        assert spot in ask(page, bases[way] + folder, "anti-Comintern")
        assert marks(page, spot) == ["anti-Comintern"]

    def test_finds_alike_with_and_without_the_points_of_yo(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        found = ask(page, bases[way] + folder, "самолёты")
        assert "rapallo.html#rapallo.p1.s3" in found
        assert found == ask(page, bases[way] + folder, "САМОЛЕТЫ")

    def test_finds_an_abbreviation_by_what_it_means(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        assert "pact.html#pact.p3.s4" in ask(page, bases[way] + folder, "United Kingdom")

    def test_finds_an_introduction_in_the_language_of_the_page(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        found = ask(page, bases[way] + folder, "полемист" if folder else "polemicist", "&kind=introduction")
        assert found == ["rapallo.html#introduction.2"]
        assert ask(page, bases[way] + folder, "polemicist" if folder else "полемист", "&kind=introduction") == []
        page.goto(bases[way] + folder + found[0])
        assert page.get_attribute(":target", "id") == "introduction.2"

    def test_finds_phrases_as_such(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        assert ask(page, bases[way] + folder, "«возможности испытать»") == ["rapallo.html#rapallo.p1.s1"]
        assert ask(page, bases[way] + folder, "«испытать возможности»") == []

    def test_is_told_when_there_is_nothing(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        assert ask(page, bases[way] + folder, "Seeckt xqzzyw") == []
        assert page.locator("#search-status").get_attribute("role") == "status"

    def test_narrows_down_and_finds_the_same_after_reload(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        everything = ask(page, bases[way] + folder, "Seeckt")
        assert not page.locator("#search-conditions").get_attribute("open")
        page.click("#search-conditions summary")
        page.check("input[value=sentence]")
        page.check("input[value=lipetsk]")
        page.wait_for_url("**kind=sentence&text=lipetsk*")
        page.wait_for_function("document.querySelectorAll('#search-results section').length === 1")
        narrowed = answer(page)
        assert narrowed and set(narrowed) < set(everything) and all(link.startswith("lipetsk.html#lipetsk.p") for link in narrowed)
        page.reload()
        assert answer(page) == narrowed
        assert page.input_value("#search-words") == "Seeckt" and page.is_checked("input[value=lipetsk]")
        assert ask(page, bases[way] + folder, "Seeckt", "&entity=works&kind=sentence") == ["rapallo.html#rapallo.p8.s6"]

    def test_finds_the_notes_of_the_other_language_when_asked(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        query, other = ("Versailles", "../rapallo.html#") if folder else ("Версальского", "ru/rapallo.html#")
        assert not any(link.startswith(other) for link in ask(page, bases[way] + folder, query))
        found = [link for link in ask(page, bases[way] + folder, query, "&other=yes") if link.startswith(other)]
        assert found
        page.click(f"#search-results a[href='{found[0]}']")
        page.wait_for_selector(":target", state="attached")

    def test_works_by_keyboard(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        page.goto(f"{bases[way]}{folder}search.html")
        page.focus("#search-words")
        page.keyboard.type("Seeckt")
        page.keyboard.press("Enter")
        answer(page)
        assert "?q=Seeckt" in page.url
        for _ in range(3):  # the button, the conditions, the first hit
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "rapallo.html#rapallo.p1.s1"
        page.keyboard.press("Enter")
        page.wait_for_url("**/rapallo.html#rapallo.p1.s1")
        page.go_back()
        assert "rapallo.html#rapallo.p1.s1" in answer(page)

    def test_is_told_what_does_not_work_in_a_folder(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        page.goto(f"{bases[way]}{folder}search.html")
        assert page.is_visible("#search-folder") == (way == "file")
        assert not page.is_visible("#search-failed")

    def test_takes_the_question_to_the_other_language(self, page: Any, bases: dict[str, str], way: str, folder: str) -> None:
        ask(page, bases[way] + folder, "Seeckt")
        page.click("a.language")
        page.wait_for_url(f"{bases[way]}{'' if folder else 'ru/'}search.html?q=Seeckt")
        assert answer(page)


@needs_chromium
@both_languages
def test_the_index_finds_every_word_of_every_sentence(page: Any, bases: dict[str, str], resolved: str, folder: str) -> None:
    """In its own stem or whole; all words of a sentence together find the sentence."""
    page.goto(f"{bases['http']}{folder}search.html")
    for record in search.records(resolved)[::7]:
        if record["kind"] == "sentence":
            for reading in filter(None, (record["passage"], record.get("source"))):
                words = " ".join(re.findall(r"[^\W\d_]{3,}", reading))
                if words:
                    assert record["address"] in ask_here(page, words), words


@needs_chromium
@both_languages
def test_without_an_index_the_plain_search_stands_in(browser: Any, bases: dict[str, str], folder: str) -> None:
    page = browser.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    assert "rapallo.html#rapallo.p1.s1" in ask(page, bases["http"] + folder, "Seeckt")
    assert page.is_visible("#search-failed")
    page.close()


@needs_chromium
@each_way
def test_without_javascript_the_page_says_so_and_leads_to_the_registers(browser: Any, bases: dict[str, str], way: str, folder: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{bases[way]}{folder}search.html")
    assert "JavaScript" in page.inner_text("noscript .notice, .notice >> visible=true")
    assert page.locator(".notice a").count() == 5
    context.close()


def test_the_same_edition_gives_the_same_files(resolved: str, files: dict[str, bytes]) -> None:
    assert search.index(resolved) == search.index(resolved) == files


def test_only_what_is_needed_is_published(files: dict[str, bytes]) -> None:
    """No interface of the engine, and no file that a page opened from a folder loads is large."""
    assert all(re.fullmatch(r"search-data/[a-z.]+\.js|pagefind/(records\.json|pagefind\.js|\w\w/.+)", name) for name in files)
    assert not [name for name in files if re.search(r"ui|highlight|playground|worker|unknown", name)]
    assert max(len(data) for name, data in files.items() if name.startswith("search-data/")) < 120_000
    assert sum(map(len, files.values())) < 800_000


def test_every_record_leads_to_its_words(site: Path, files: dict[str, bytes], resolved: str) -> None:
    """The address is an id of the page in the language that the record is for, and a sentence there reads as in the record."""
    pages: dict[Path, Any] = {}
    for record in search.records(resolved):
        place = urlsplit(record["address"])
        path = site / ("ru" if record.get("interface") == "ru" else "") / place.path
        if path not in pages:
            pages[path] = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        found = pages[path].xpath("//*[@id = $id]", id=place.fragment)
        assert len(found) == 1, record["address"]
        if record["kind"] == "sentence":
            assert " ".join(found[0].text_content().split()) == record["passage"]
        assert record["kind"] != "sentence" or record["language"] == found[0].xpath("string(ancestor-or-self::*[@lang][1]/@lang)")


def test_every_sentence_note_and_entry_has_its_record(edition: corpus.Edition, resolved: str) -> None:
    ids = {urlsplit(record["address"]).fragment for record in search.records(resolved)}
    key, ns = "{http://www.w3.org/XML/1998/namespace}id", {"t": "http://www.tei-c.org/ns/1.0"}
    for text in edition.texts:
        for sentence in text.root.iterfind(".//t:body//t:s", ns):
            said = "".join(sentence.xpath(".//text()[not(ancestor::t:note)]", namespaces=ns))
            assert sentence.get(key) in ids or not re.search(r"\w", said), sentence.get(key)
        introductions = [record for record in search.records(resolved) if record["address"].startswith(f"{text.root.get(key)}.html#introduction.")]
        assert len(introductions) == len(text.root.findall(".//t:abstract/t:p", ns)) > 0
        assert {record["language"] for record in introductions} == {record["interface"] for record in introductions} == {"en", "ru"}
        for note in text.root.xpath(".//t:body//*[self::t:note or self::t:noteGrp][not(parent::t:noteGrp)]", namespaces=ns):
            assert note.get(key) in ids
    for member in edition.members:
        for entry in member.root.xpath("t:standOff/*[@type = 'mentioned' or @type = 'context']/*/@xml:id", namespaces=ns):
            assert entry in ids


def test_the_scripts_hold_the_records(files: dict[str, bytes], resolved: str) -> None:
    rows = []
    for name, data in files.items():
        if name.startswith("search-data/"):
            rows += json.loads("[" + data.decode().split("(\n", 1)[1].rsplit("\n);", 1)[0] + "]")
    assert {row[0]: row[9] for row in rows} == {record["order"]: search.words(record) for record in search.records(resolved)}
    numbered = json.loads(files["pagefind/records.json"])
    assert sorted(number for numbers in numbered.values() for number in numbers.values()) == sorted(row[0] for row in rows)
    assert all(unicodedata.is_normalized("NFC", row[9]) for row in rows)


def test_the_build_puts_the_search_into_the_site(built: Path, files: dict[str, bytes]) -> None:
    assert {name: (built / "site" / name).read_bytes() for name in files if (built / "site" / name).is_file()} == files
