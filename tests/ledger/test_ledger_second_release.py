"""A second release, made out of an improvement of the texts: what readers, feeds and programs see of it, and of the first."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Iterator

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from browser.contexts import Visits
from browser.server import serving
from edition import citation, corpus, forms, ledger, reference, releases
from edition.fidelity import kept
from edition.serve import application
from ledger.releasing import BASE, NEW, OLD, UNIT

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TEXT, NEWEST = UNIT.partition(".")[0], "99.0.0"


@pytest.fixture(scope="module")
def first(second: Path) -> str:
    """The version of the release before."""
    return releases.frozen(second.parent / "tei" / "edition.xml")[-2]


@pytest.fixture(scope="module")
def site(second: Path) -> Iterator[str]:
    """The address of the site, on this machine."""
    with serving(second / "site") as address:
        yield address


@pytest.fixture
def page(visits: Visits, site: str, second: Path) -> Any:
    """A page for the site, served or as a folder."""
    return visits.open(site, (second / "site").as_uri())


def pages(second: Path) -> dict[str, bytes]:
    return {path.relative_to(second / "site").as_posix(): path.read_bytes() for path in (second / "site").rglob("*") if path.suffix in (".html", ".js")}


def test_both_releases_say_what_the_ledger_says(second: Path) -> None:
    edition = corpus.load(second.parent / "tei" / "edition.xml")
    compared = list(kept.releases(pages(second), edition))
    assert [difference for one in compared for difference in one.differences] == []
    units = [one.count for one in compared if one.what == "units of the ledger"]
    assert len(units) == len(releases.frozen(edition.head.path)) and min(units) > 100


def test_a_page_of_a_release_that_says_something_else_is_found_out(second: Path, first: str) -> None:
    files = pages(second)
    name = f"v/{first}/{TEXT}.html"
    files[name] = files[name].replace(OLD.split()[0].encode(), b"ended")
    edition = corpus.load(second.parent / "tei" / "edition.xml")
    found = [difference for one in kept.releases(files, edition) for difference in one.differences]
    assert {difference.unit for difference in found} >= {UNIT} and all(difference.product.startswith(f"site/v/{first}/") for difference in found)


def test_each_release_keeps_its_words(second: Path, first: str) -> None:
    shown = {version: (second / "site" / "v" / version / f"{TEXT}.html").read_text("utf-8") for version in (first, NEWEST)}
    assert f'">{NEWEST}' not in shown[first] and NEWEST not in shown[first], "a release knows nothing of later ones"
    assert re.search(r"<link rel=canonical href=([^ >]+)", shown[first])[1] != re.search(r"<link rel=canonical href=([^ >]+)", shown[NEWEST])[1]  # type: ignore[index]


def test_the_banner_tells_of_this_passage(site: str, first: str, page: Any) -> None:
    for where, said in ((f"#{UNIT}", f"has changed since, in version {NEWEST}"), (f"#{TEXT}.p2.s1", "has not changed since"), ("", "Passages of this text that have changed since: 1")):
        page.goto("about:blank")
        page.goto(f"{site}v/{first}/{TEXT}.html{where}")
        page.get_by_role("status").filter(has_text=said).wait_for()
    page.goto(f"{site}v/{first}/{TEXT}.html#{UNIT}")
    page.get_by_role("link", name="What changed", exact=True).click()
    page.locator(".verdict").filter(has_text="has changed").wait_for()
    assert (page.locator("del").inner_text(), page.locator("ins").inner_text()) == (OLD.split()[1], NEW.split()[1])


def test_without_scripts_the_banner_leads_to_the_ledger(site: str, first: str, visits: Visits) -> None:
    page = visits.open(site, java_script_enabled=False)
    page.goto(f"{site}v/{first}/{TEXT}.html")
    page.get_by_role("complementary").get_by_role("link", name="What has changed since").click()
    row = page.locator(f"tr[data-id='{UNIT}']")
    assert row.get_by_role("link", name=NEWEST).get_attribute("href") == f"v/{NEWEST}/{TEXT}.html#{UNIT}"


def test_a_link_made_by_the_dialog_knows_release_and_words(second: Path, first: str, site: str, page: Any) -> None:
    for folder, version in (("", NEWEST), (f"v/{first}/", first)):
        page.goto(f"{site}{folder}{TEXT}.html")
        page.locator(".cite-open").first.click()
        page.locator("dialog[open] select").select_option(UNIT)
        book = ledger.of_edition(corpus.load(second.parent / "tei" / "edition.xml"))
        digest = (book.states(version)[UNIT].critical or "")[: ledger.SHORT]
        assert page.locator("[data-output=link] .words").inner_text() == f"{BASE}v/{version}/{TEXT}.html?h={digest}#{UNIT}"


def test_links_resolve_without_a_server(second: Path, first: str, page: Any) -> None:
    """Opened from a folder, where nothing but scripts can be fetched."""
    book = ledger.of_edition(corpus.load(second.parent / "tei" / "edition.xml"))
    digest = (book.states(first)[UNIT].critical or "")[: ledger.SHORT]
    for query, said in (
        (f"id={UNIT}&v={first}", "has changed"),
        (f"id={UNIT}&h={digest}", f"cited from version {first}, has changed"),
        (f"id={UNIT}&v={first}&h=0123456789", "checksum in the link fits no version"),
        (f"ref={TEXT.upper()}%20%202.1&v={first}", f"is unchanged in version {NEWEST}"),
        (f"id={TEXT}.p2.s1&v={first}&q=coming%20to%20power", "The words quoted still stand there."),
        (f"id={UNIT}&v={first}&q=began%20the%20rapprochement", "The words quoted no longer stand there"),
        ("id=nothing.p9", "No passage is called"),
    ):
        page.goto(f"{(second / 'site' / 'resolve.html').as_uri()}?{query}")
        page.get_by_role("status").filter(has_text=said).wait_for()
    page.get_by_label("Reference or link").fill(f"{BASE}v/{first}/{TEXT}.html?h={digest}#{UNIT}")
    page.get_by_role("button", name="Look up").click()
    page.get_by_role("status").filter(has_text="has changed").wait_for()


def test_the_server_resolves_as_the_page_does(second: Path, first: str) -> None:
    client = TestClient(application(second, live=False), base_url="http://127.0.0.1")
    book = ledger.of_edition(corpus.load(second.parent / "tei" / "edition.xml"))
    digest = (book.states(first)[UNIT].critical or "")[: ledger.SHORT]
    found = client.get("/resolve", params={"id": UNIT, "h": digest}).json()
    assert (found["verdict"], found["cited"], found["since"], found["fits"]) == ("changed", first, NEWEST, True)
    assert ["deleted", OLD.split()[1]] in found["critical"] and ["added", NEW.split()[1]] in found["critical"] and found["source"] == []
    assert client.get("/resolve", params={"ref": f"{TEXT} 2.1", "v": first}).json()["verdict"] == "unchanged"
    assert client.get("/resolve", params={"ref": "nothing"}).status_code == 404
    led = client.get("/resolve", params={"id": UNIT}, headers={"accept": "text/html"}, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, f"/resolve.html?id={UNIT}")
    for bad in ({}, {"id": "a", "ref": "b"}, {"id": "a\x00"}, {"id": "a" * 201}, {"id": "a", "v": "../.."}, {"id": "a", "h": "xyz"}, {"id": "a", "other": "1"}):
        refused = client.get("/resolve", params=bad)
        assert refused.status_code == 400 and str(second) not in refused.text


def test_the_page_of_changes(second: Path, first: str) -> None:
    page = etree.HTML((second / "site" / f"changes-{NEWEST}.html").read_bytes())
    assert [(node.tag, node.text) for node in page.iter("del", "ins")][:2] == [("del", OLD.split()[1]), ("ins", NEW.split()[1])]
    told = json.loads((second / "site" / f"changes-{NEWEST}.json").read_bytes())
    assert (told["from"], told["to"], told["counts"]["text"], told["counts"]["apparatus"]) == (first, NEWEST, 1, 1)
    news = (second / "site" / "news.html").read_text("utf-8")
    assert f"changes-{NEWEST}.html" in news and f"v/{first}/index.html" in news and f"#{UNIT}" in news


def test_the_feed(second: Path, first: str) -> None:
    """RFC 4287: ids that stay, dates, links, one entry a release, the newest first."""
    feed = etree.parse(second / "site" / "changes.atom").getroot()
    book = ledger.of_edition(corpus.load(second.parent / "tei" / "edition.xml"))
    assert [entry.findtext("a:id", namespaces=ATOM) for entry in feed.iterfind("a:entry", ATOM)] == [one.swhid for one in reversed(book.releases)]
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-12-01T00:00:00Z"
    for element in (feed, *feed.iterfind("a:entry", ATOM)):
        assert all(element.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))
        assert all(link.get("href", "").startswith(BASE) for link in element.iterfind("a:link", ATOM))
    assert "<del>" in (feed.findtext("a:entry/a:content", namespaces=ATOM) or "")


def test_every_link_of_a_release_leads_somewhere(second: Path, first: str) -> None:
    top = second / "site"
    for path in (top / "v" / first).rglob("*.html"):
        for target in etree.HTML(path.read_bytes()).xpath("//@href | //@src"):
            address, _, _ = target.partition("#")
            if address and not re.match(r"[a-z]+:", address):
                assert (path.parent / address.partition("?")[0]).exists(), f"{path.relative_to(top)}: {target}"


# Citations


def test_records_and_signs_are_those_of_each_release(second: Path, first: str) -> None:
    home = second.parent / "tei" / "edition.xml"
    book = ledger.of_edition(corpus.load(home))
    for folder, version in (("", NEWEST), (f"v/{first}/", first)):
        site = second / "site" / folder
        page = html.parse(str(site / f"{TEXT}.html"), html.HTMLParser(encoding="utf-8")).getroot()
        assert page.xpath("string(//link[@rel='cite-as']/@href)") == f"{BASE}v/{version}/{TEXT}.html"
        assert page.xpath("string(//link[@rel='latest-version']/@href)") == (f"../../{TEXT}.html" if folder else "")
        item = json.loads((site / f"{TEXT}.csl.json").read_text("utf-8"))[0]
        assert (item["version"], item["URL"]) == (version, f"{BASE}v/{version}/{TEXT}.html")
        state = [state for state in book.units[UNIT.rpartition(".")[0]].states if releases.order(state.release or "") <= releases.order(version)][-1]
        record = next(item for item in json.loads((site / f"{TEXT}.paragraphs.csl.json").read_text("utf-8")) if item["URL"].endswith(f"#{UNIT.rpartition('.')[0]}"))
        assert record["URL"] == f"{BASE}v/{version}/{TEXT}.html?h={(state.critical or '')[: ledger.SHORT]}#{UNIT.rpartition('.')[0]}" and record["version"] == version


def test_the_dialog_says_of_a_release_what_the_command_line_says(second: Path, site: str, page: Any) -> None:
    made = citation.of_edition(corpus.load(second.parent / "tei" / "edition.xml"))
    page.goto(f"{site}{TEXT}.html")
    page.get_by_role("button", name="Cite a passage").first.click()
    names = (*forms.STYLES, *forms.RECORDS)
    for identifier in ("", UNIT):
        page.get_by_role("dialog").get_by_role("combobox").select_option(identifier)
        cited = reference.parse(identifier or TEXT, made.catalogue)
        said = page.evaluate("() => Object.fromEntries([...document.querySelectorAll('dialog [data-form]')].map((form) => [form.dataset.form, form.textContent.trim()]))")
        assert {name: said[name] for name in names} == dict(zip(names, (one.strip() for one in made.cite([citation.Request(cited, name, "en", date.today().isoformat()) for name in names])), strict=True))
        assert page.locator("[data-output=link] .words").inner_text() == made.address(cited)
