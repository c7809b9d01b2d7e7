"""The pages about the edition, as they are in the built site: front page, about, downloads, what is new, colophon, and what is not there."""

from __future__ import annotations

import functools
import hashlib
import http.server
import re
import threading
import urllib.error
import urllib.request
from importlib import metadata
from pathlib import Path
from typing import Any, Iterator

import pytest
from lxml import etree, html

from edition import agreement, corpus, downloads
from edition.documents import NS, XML_ID
from edition.resources import resource

LANGUAGES = {"en": "", "ru": "ru/"}
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def page(built: Path, name: str, lang: str = "en") -> etree._Element:
    return html.parse(str(built / "site" / LANGUAGES[lang] / name), html.HTMLParser(encoding="utf-8")).getroot()


def words(element: etree._Element) -> str:
    return " ".join(element.text_content().split())


def offered(built: Path, lang: str) -> dict[str, str]:
    """The files of the page of downloads: path in the site, and the hash beside it."""
    rows = page(built, "downloads.html", lang).xpath("//section[@class='files']//li")
    return {re.sub(r"^\.\./", "", row.find("a").get("href")): row.findtext("code") for row in rows}


@each_language
def test_every_hash_is_that_of_the_file_it_stands_beside(built: Path, lang: str) -> None:
    files = offered(built, lang)
    assert files
    for name, sha256 in files.items():
        assert hashlib.sha256((built / "site" / name).read_bytes()).hexdigest() == sha256, name


def test_everything_that_is_made_or_copied_is_offered_and_no_page_is(edition: corpus.Edition, built: Path) -> None:
    site = built / "site"
    found = set(offered(built, "en")) | set(offered(built, "ru"))
    data = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in (".csv", ".bib", ".ris", ".json") and path.parent in (site, site / "ru")}
    copies = {path.relative_to(site).as_posix() for path in (site / "files").rglob("*") if path.is_file()}
    assert data - {"linkset.json", "ru/linkset.json"} | copies - {downloads.SUMS} == found, "links are for programs, and say what is offered"
    assert not [name for name in found if name.endswith(".html")]
    assert {f"files/pdf/{path.name}" for path in (built / "pdf").iterdir()} == {name for name in found if name.endswith(".pdf")}
    home = edition.head.path.parent
    for member in edition.members:
        assert (site / "files/tei" / member.path.resolve().relative_to(home.resolve())).read_bytes() == member.data


def test_the_pointers_of_the_copies_hold(built: Path) -> None:
    """Someone who takes the folder `files` has a whole edition: it loads, and its schema is where its files say."""
    copy = corpus.load(built / "site/files/tei/edition.xml")
    assert len(copy.members) == len(list((built / "site/files/tei").rglob("*.xml")))
    for member in copy.members:
        for instruction in member.root.xpath("preceding-sibling::processing-instruction('xml-model')"):
            assert (member.path.parent / instruction.get("href")).is_file()


def test_the_list_of_sums_is_that_of_the_pages(built: Path) -> None:
    listed = {name: sha256 for sha256, name in (line.split("  ") for line in (built / "site" / downloads.SUMS).read_text("utf-8").splitlines())}
    assert listed == offered(built, "en") | offered(built, "ru")


def test_no_file_of_the_site_has_the_hash_of_one_that_has_its_own(built: Path) -> None:
    """The sums and the page of downloads name others; nothing names them."""
    site = built / "site"
    hashes = {hashlib.sha256((site / name).read_bytes()).hexdigest().encode() for name in ("downloads.html", "ru/downloads.html", downloads.SUMS)}
    assert not [path for path in site.rglob("*") if path.is_file() and any(digest in path.read_bytes() for digest in hashes)]


@each_language
def test_the_front_page_has_every_text_with_its_opening_and_every_way_in(edition: corpus.Edition, built: Path, lang: str) -> None:
    shown = page(built, "index.html", lang)
    assert len(shown.xpath("//h1")) == 1
    texts = shown.xpath("//section[@class='texts']//li")
    assert [text.find("h3/a").get("href") for text in texts] == [f"{text.root.get(XML_ID)}.html" for text in edition.texts]
    for text, row in zip(edition.texts, texts):
        opening = row.xpath("p[@class='opening']")[0]
        assert opening.get("lang") == text.root.xpath("string(tei:text/@xml:lang)", namespaces=NS)
        assert words(opening) in words(page(built, f"{text.root.get(XML_ID)}.html")), "the opening is in the critical text"
    links = set(shown.xpath("//main//a/@href"))
    assert {f"{name}.html" for name in ("emendations", "chronology", "map", "network", "search", "cite", "downloads", "about")} <= links
    assert {f"{register.root.get(XML_ID)}.html" for register in edition.authorities} <= links
    assert shown.xpath("//form[@role='search'][@action='search.html'][@method='get']//input[@name='q'][@id = //label/@for]")


@each_language
def test_the_contents_of_the_about_page_are_its_headings(built: Path, lang: str) -> None:
    shown = page(built, "about.html", lang)
    linked = [(link.get("href")[1:], words(link)) for link in shown.xpath("//nav[@class='toc']//a")]
    headings = [(heading.get("id"), words(heading)) for heading in shown.xpath("//main/section//*[self::h2 or self::h3][@id]")]
    assert linked == headings and len(linked) > 8


def test_the_about_page_has_every_rule_class_and_step_and_the_figures_of_the_header(edition: corpus.Edition, built: Path) -> None:
    shown = page(built, "about.html")
    header = edition.head.root.find("tei:teiHeader", NS)
    declared = header.xpath(".//tei:editorialDecl//tei:p/@xml:id | .//tei:category/@xml:id | .//tei:respStmt/@xml:id", namespaces=NS)
    assert set(declared) <= set(shown.xpath("//@id"))
    stated = {figure.get("n"): figure.get("value") for figure in header.iterfind(".//tei:num[@type='figure']", NS)}
    figures = [words(value) for value in shown.xpath("//dl[@class='figures']//dd")]
    assert figures == [stated[f"agreement.all.{name}"] for name in ("total.first", "total.second", "total.same_span", "total.same_meaning", "f1", "kappa")]
    assert shown.xpath("//a[@href='files/tei/passes/adjudication.xml']")


def test_what_stays_english_on_a_russian_page_is_marked_and_announced(built: Path) -> None:
    for name in ("about.html", "news.html"):
        shown = page(built, name, "ru")
        assert words(shown.find_class("in-language")[0]) == "Дальнейшее написано по-английски."
        for piece in shown.xpath("//main//*[not(self::script or self::code)]/text()[normalize-space()]"):
            letters = [character for character in piece if character.isalpha()]
            latin = sum(character.isascii() for character in letters)
            if len(letters) > 12 and latin > len(letters) * 0.8:
                within = piece.getparent().getparent() if piece.is_tail else piece.getparent()
                assert within.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == "en", piece
    assert not page(built, "about.html").find_class("in-language")


@each_language
def test_what_is_new_has_every_change_and_the_latest_day_first(edition: corpus.Edition, built: Path, lang: str) -> None:
    shown = page(built, "news.html", lang)
    changes = [change for member in (edition.head, *edition.texts) for change in member.root.iterfind(".//tei:revisionDesc//tei:change", NS)]
    told = sorted(words(entry[0]) for entry in shown.xpath("//section[@class='news'][not(h2/@id = 'releases')]//li"))
    assert told == sorted(" ".join("".join(change.itertext()).split()) for change in changes)
    days = shown.xpath("//h2/time/@datetime")
    assert days == sorted({change.get("when") for change in changes}, reverse=True)


@each_language
def test_the_colophon_names_tools_by_their_installed_versions_and_the_licence_of_the_typeface(built: Path, lang: str) -> None:
    shown = page(built, "colophon.html", lang)
    rows = [words(row) for row in shown.xpath("//ul[@class='tools']/li")]
    assert len(rows) == len(downloads.TOOLS)
    for tool, row in zip(downloads.TOOLS, rows):
        assert row.startswith(f"{tool.name} {metadata.version(tool.package)} ({tool.licence}) ") and "tool." not in row
    licence = shown.xpath("//a[contains(@href, 'OFL.txt')]/@href")[0]
    assert (built / "site" / LANGUAGES[lang] / licence).is_file()


def test_every_label_has_words(built: Path) -> None:
    """A key without a label would stand on the page as itself."""
    for lang in LANGUAGES:
        for name in ("index", "about", "adjudication", "downloads", "news", "colophon", "404"):
            shown = page(built, f"{name}.html", lang)
            assert not re.search(r"\b(about|way|files?|home|colophon|news|lost|schema|report|tool|adjudication|agreement|format|mark|page)\.[a-z]+\b(?!\.)(?<!\.html)", re.sub(r"\S+\.(xml|odd|rng|sch|xsd|json|html)\b", "", words(shown.find(".//main")))), name


def test_the_menus_mark_the_page_and_the_register_of_an_entry(built: Path) -> None:
    site = built / "site"
    for path in site.glob("*.html"):
        marked = page(built, path.name).xpath("//header[contains(@class, 'site')]//a[@aria-current] | //footer//a[@aria-current]")
        for link in marked:
            assert link.get("href") == path.name or link.get("aria-current") == "true", path.name
        assert len(marked) <= 1, path.name
        if path.name not in ("404.html",):
            assert len(marked) == 1, path.name
    assert page(built, "pe.seeckt.html").xpath("//header//a[@aria-current='true']/@href") == ["persons.html"]


class Host(http.server.SimpleHTTPRequestHandler):
    """A plain host with the site in a folder, which answers every wrong address with the site's page for that."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def host(built: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(built / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_page_for_what_is_not_there_needs_nothing_beside_it_and_its_links_lead_on(built: Path, host: str) -> None:
    for lang in LANGUAGES:
        shown = page(built, "404.html", lang)
        assert not shown.xpath("//link[not(starts-with(@href, 'data:'))] | //script/@src | //img") and shown.xpath("//meta[@name='robots'][@content='noindex']")
        assert set(shown.xpath("//section/@lang")) | {shown.get("lang")} == set(LANGUAGES)
        assert {"index.html", "search.html"} <= {link.rpartition("/")[2] for link in shown.xpath("//main//a/@href")}
    with pytest.raises(urllib.error.HTTPError) as lost:
        urllib.request.urlopen(f"{host}/no-such-page.html")
    answer = html.fromstring(lost.value.read())
    for link in answer.xpath("//main//a/@href"):
        assert urllib.request.urlopen(f"{host}/{link}").status == 200


def test_the_page_for_what_is_not_there_mends_its_links_at_deep_addresses(host: str, browser: Any) -> None:
    for address in ("/no.html", "/a/b/c/no.html"):
        shown = browser.new_page()
        shown.goto(host + address)
        shown.wait_for_function("document.querySelector('main a').getAttribute('href') === '/index.html'")
        links = shown.eval_on_selector_all("main a", "links => links.map(link => link.href)")
        assert f"{host}/index.html" in links and f"{host}/ru/index.html" in links
        assert all(urllib.request.urlopen(link).status == 200 for link in links)
        shown.close()


def test_pages_with_all_their_styles_and_scripts_are_small(built: Path) -> None:
    site = built / "site"
    for name in ("index", "about", "adjudication", "downloads", "news", "colophon", "404"):
        shown = page(built, f"{name}.html")
        beside = [*shown.xpath("//link[@rel='stylesheet']/@href"), *shown.xpath("//script/@src")]
        assert sum((site / part).stat().st_size for part in (f"{name}.html", *beside)) < 150_000, name


def test_the_schema_offered_is_that_of_the_toolchain(built: Path) -> None:
    for path in (built / "site/files/schema").iterdir():
        assert path.read_bytes() == resource(f"schema/{path.name}").read_bytes()


# Adjudication


@each_language
def test_every_difference_of_the_passes_is_shown_with_who_said_what_and_why(lang: str, edition: corpus.Edition, built: Path) -> None:
    shown = page(built, "adjudication.html", lang)
    assert page(built, "about.html", lang).xpath("//a[@href='adjudication.html']")
    rows = shown.xpath("//table/tbody/tr")
    differing = [found for passes in agreement.of_edition(edition) for found in agreement.differences(passes)]
    assert sorted(row.xpath("string(td[1]/span)") for row in rows) == sorted(found.words for found in differing) and rows
    silent = sum(words(cell) == "–" for row in rows for cell in row.xpath("td[position() > 1 and position() < 5]"))
    assert silent == sum(meaning is None for found in differing for _, meaning in found.said)
    reasons = shown.xpath("//td[@class='reason']")
    notes = {id(decision.note): decision for decision in agreement.decisions(edition)}.values()
    assert len(reasons) == len(notes) == len(shown.xpath("//tbody//th[a/@href]"))
    for reason, decision in zip(reasons, notes, strict=True):
        assert reason.xpath("small/a/@href") == [f"about.html#{rule.rpartition(':')[2]}" for rule in decision.note.get("ana").split()]
        assert " ".join(reason.xpath("string(span)").split()) in " ".join("".join(decision.note.itertext()).split())
        assert len(reason.xpath("string(span)")) > 20
