"""The guidelines: complete, linked both ways, their passages true to the files; and every example of the ODD valid."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from edition import codes, corpus, documents, manual, relaxng, saxon
from edition.documents import NS, XML_ID
from edition.codes import own
from edition.resources import resource
from edition.wording import in_language

LANGUAGES = {"en": "", "ru": "ru/"}
each_language = pytest.mark.parametrize("lang", LANGUAGES)

EG = "http://www.tei-c.org/ns/Examples"
SCH = {"sch": "http://purl.oclc.org/dsdl/schematron", "svrl": "http://purl.oclc.org/dsdl/svrl", "tei": documents.TEI}
RNG = "{http://relaxng.org/ns/structure/1.0}"
SPECIFIED = ("elementSpec", "classSpec", "macroSpec", "dataSpec")


@cache
def odd() -> etree._Element:
    return documents.parse(resource(manual.ODD)).root


@cache
def page(path: Path) -> etree._Element:
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def folder(built: Path, lang: str) -> Path:
    return built / "site" / LANGUAGES[lang] / "guidelines"


def guidelines(built: Path, lang: str) -> dict[str, etree._Element]:
    return {path.name: page(path) for path in sorted(folder(built, lang).glob("*.html"))}


def words(element: etree._Element) -> str:
    return " ".join(element.text_content().split())


def specifications() -> list[etree._Element]:
    return [spec for kind in SPECIFIED for spec in odd().iterfind(f".//tei:{kind}", NS)]


def rules() -> list[etree._Element]:
    return odd().xpath("//sch:assert | //sch:report", namespaces=SCH)


# Complete


@each_language
def test_every_division_has_a_page_and_all_its_prose(lang: str, built: Path) -> None:
    pages = guidelines(built, lang)
    divisions = odd().findall(".//tei:body/tei:div", NS)
    assert set(pages) == {"index.html", "codes.html", *(f"{division.get(XML_ID)}.html" for division in divisions[1:])}
    for number, division in enumerate(divisions):
        shown = words(pages["index.html" if number == 0 else f"{division.get(XML_ID)}.html"]).replace("“", "").replace("”", "")
        for paragraph in division.findall("tei:p", NS):
            said = " ".join("".join(paragraph.itertext()).split()).replace("“", "").replace("”", "")
            assert said in shown


@each_language
def test_everything_specified_has_its_purpose_attributes_and_values(lang: str, built: Path) -> None:
    pages = guidelines(built, lang)
    sections = {section.get("id"): section for shown in pages.values() for section in shown.xpath("//section[@class='specification']")}
    assert set(sections) == {spec.get("ident") for spec in specifications()}
    for spec in specifications():
        section = sections[spec.get("ident")]
        assert words(section.xpath("p[@class='purpose']")[0]) == " ".join("".join(spec.find("tei:desc", NS).itertext()).split())
        described = spec.xpath("tei:attList/tei:attDef[tei:desc]", namespaces=NS)
        assert section.xpath("dl[@class='attributes']/dt/code/text()") == [attribute.get("ident") for attribute in described]
        assert section.xpath("dl[@class='attributes']//ul[@class='values']/li/code[1]/text()") == spec.xpath(".//tei:valItem/@ident", namespaces=NS)


def test_what_holds_what_and_what_stands_where_say_the_same(built: Path) -> None:
    """Where an element may stand is what the compiled grammar says: the names within its definition, through those that it refers to."""
    grammar = etree.parse(str(resource("schema/edition.rng"))).getroot()
    defined = {define.get("name"): define for define in grammar.iter(f"{RNG}define")}
    elements = {name for name, define in defined.items() if define.find(f"{RNG}element") is not None}

    def within(name: str) -> set[str]:
        refers = {ref.get("name") for ref in defined[name].iter(f"{RNG}ref")}
        return {ref for ref in refers if ref in elements}.union(*(within(ref) for ref in refers - elements))

    parents = {name: {parent for parent in elements if name in within(parent)} for name in elements}
    for shown in guidelines(built, "en").values():
        for section in shown.xpath("//section[@class='specification'][h2//code[@class='gi']]"):
            listed = section.xpath("dl[@class='said-of']/dt[. = 'May stand in']/following-sibling::dd[1]//code/text()")
            assert set(listed) == parents[section.get("id")], section.get("id")


# Rules


@each_language
def test_every_code_has_its_place_and_message(lang: str, built: Path) -> None:
    shown = page(folder(built, lang) / "codes.html")
    sections = {section.get("id"): section for section in shown.xpath("//section[@class='explained']")}
    assert set(sections) == {rule.get("id") for rule in rules()} | set(own())
    assert shown.xpath("//nav[@class='toc']//a/text()") == sorted(rule.get("id") for rule in rules()) + sorted(own())
    for rule in rules():
        section = sections[rule.get("id")]
        assert " Mend: " in words(section.xpath("p[@class='message']")[0])
        assert rule.get("test") in section.xpath(".//code[@class='test']/text()")
        assert len(words(section.xpath("p[@class='purpose']")[0])) > 10
    for code, entry in codes.codes().items():
        assert words(sections[code].xpath("p[@class='why']")[0]) == " ".join(in_language(entry.why, lang).split())
        if code in own() or lang != "en":
            assert words(sections[code].xpath("p[@class='purpose'][not(@lang)]")[0]) == in_language(entry.title, lang)


@each_language
def test_every_code_that_is_not_of_the_odd_shows_what_explain_shows(lang: str, built: Path) -> None:
    shown = page(folder(built, lang) / "codes.html")
    for code in own():
        section, entry = shown.get_element_by_id(code), codes.codes()[code]
        assert section.xpath(".//a/@href")[1:] == [entry.guidelines]
        for example in entry.examples:
            for name, text in (("bad", example.bad), ("good", example.good)):
                figure, = section.xpath(f"figure[@class='{name}']")
                assert figure.xpath("string(figcaption/code)") == example.file
                assert "".join(code.text_content() for code in figure.xpath("pre/code")) == text.strip(), code
                assert text.strip() or len(words(figure)) > len(example.file) + 5, "nothing is said to be right"


def test_elements_and_codes_are_linked_both_ways(built: Path) -> None:
    pages = guidelines(built, "en")
    to_codes, to_elements = set(), set()
    for shown in pages.values():
        for section in shown.xpath("//section[@class='specification'][h2//code[@class='gi']]"):
            to_codes |= {(section.get("id"), link.partition("#")[2]) for link in section.xpath("dl[@class='said-of']//a[@class='code-link']/@href")}
    for section in pages["codes.html"].xpath("//section[@class='explained']"):
        links = section.xpath("dl/dt[. = 'About']/following-sibling::dd[1]/a/@href")
        to_elements |= {(link.partition("#")[2], section.get("id")) for link in links}
    assert to_codes == to_elements
    assert {code for _, code in to_codes} == {rule.get("id") for rule in rules()}
    assert {("persName", "S101"), ("lb", "S134"), ("date", "S105"), ("idno", "S156")} <= to_codes
    assert ("person", "S156") not in to_codes and ("persName", "S157") in to_codes and ("p", "S157") not in to_codes


def test_every_rule_stands_in_its_chapter(built: Path) -> None:
    for division in odd().findall(".//tei:body/tei:div", NS)[1:]:
        shown = page(folder(built, "en") / f"{division.get(XML_ID)}.html")
        listed = [link.partition("#")[2] for link in shown.xpath("//section[@class='rules']//a/@href")]
        assert listed == division.xpath(".//sch:assert/@id | .//sch:report/@id", namespaces=SCH)


# Passages


def test_every_element_that_is_used_is_shown_in_use_and_counted(edition: corpus.Edition, built: Path) -> None:
    count: dict[str, int] = {}
    for document in (*edition.texts, edition.head, *edition.authorities):
        for element in document.elements:
            count[etree.QName(element).localname] = count.get(etree.QName(element).localname, 0) + 1
    for shown in guidelines(built, "en").values():
        for section in shown.xpath("//section[@class='specification'][h2//code[@class='gi']]"):
            name = section.get("id")
            live = section.xpath("figure[@class='live']//b/text()")
            used = section.xpath("string(dl[@class='said-of']/dt[. = 'In the files']/following-sibling::dd[1])")
            if name in count:
                assert used == f"used {count[name]}×" and f"<{name}" in [tag.strip("/> ") for tag in live], name


def test_passages_are_what_the_files_have_and_their_links_lead_to_them(edition: corpus.Edition, built: Path) -> None:
    seen = 0
    for shown in guidelines(built, "en").values():
        for figure in shown.xpath("//figure[@class='live']"):
            *_, file = figure.xpath("figcaption/a/@href")
            source = " ".join((folder(built, "en") / file).resolve().read_text("utf-8").replace(f' xmlns="{documents.TEI}"', "").split())
            for piece in "".join(figure.find("pre").itertext()).replace("/>", ">").split("…"):
                for tag in re.findall(r"<[^<>/]+>", piece):
                    assert tag[:-1] in source.replace("/>", ">"), tag
            if "…" not in words(figure):
                assert " ".join("".join(figure.find("pre").itertext()).split()).replace("&", "&amp;") in source, words(figure)
            seen += 1
    assert seen > 100


@each_language
def test_links_lead_somewhere(lang: str, built: Path) -> None:
    site = (built / "site").resolve()
    ids: dict[Path, set[str]] = {}
    for name, shown in guidelines(built, lang).items():
        for link in shown.xpath("//@href"):
            uri = urlsplit(link)
            if uri.scheme:
                continue
            target = (folder(built, lang) / uri.path if uri.path else folder(built, lang) / name).resolve()
            assert target.is_file() and target.is_relative_to(site), (name, link)
            if uri.fragment:
                found = ids.setdefault(target, set(page(target).xpath("//@id")))
                assert unquote(uri.fragment) in found, (name, link)


def test_the_choice_of_passages_is_the_same_each_time(edition: corpus.Edition) -> None:
    empty = '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>'
    assert manual.told(empty, edition) == manual.told(empty, corpus.load(edition.head.path))


def test_any_edition_can_be_shown(edition: corpus.Edition, tmp_path: Path) -> None:
    """Without instructions before the root, with comments among the words."""
    file = tmp_path / "text.xml"
    file.write_text(f'<TEI xmlns="{documents.TEI}" xml:id="t"><text><body><p>A <!-- no --><q>quoted</q> word.</p></body></text></TEI>', "utf-8")
    told = etree.fromstring(manual.told("<teiCorpus/>", corpus.Edition(edition.head, (documents.parse(file),), ())))
    site = {"site": "urn:edition:site"}
    assert told.xpath("string(//site:live[@of = 'q'][not(@attribute)]//site:markup)", namespaces=site) == "A quoted word."
    assert told.xpath("//site:live[@of = 'TEI']/site:example/@path", namespaces=site)[0] == "files/tei/text.xml"


# Languages and menus


def test_on_a_russian_page_what_is_english_says_so(built: Path) -> None:
    for name, shown in guidelines(built, "ru").items():
        assert shown.xpath("//p[@class='in-language']"), name
        for piece in shown.xpath("//main//*[not(ancestor-or-self::code or ancestor-or-self::script)]/text()[normalize-space()]"):
            letters = [character for character in piece if character.isalpha()]
            if len(letters) > 12 and sum(character.isascii() for character in letters) > len(letters) * 0.8:
                within = piece.getparent().getparent() if piece.is_tail else piece.getparent()
                assert within.xpath("string(ancestor-or-self::*[@lang][1]/@lang)") == "en" or within.xpath("ancestor::figcaption"), (name, piece)
    assert not [name for name, shown in guidelines(built, "en").items() if shown.xpath("//p[@class='in-language']")]


@each_language
def test_every_page_offers_the_guidelines_and_the_chapters_are_theirs(lang: str, built: Path) -> None:
    assert page(built / "site" / LANGUAGES[lang] / "index.html").xpath("//footer//a[@href='guidelines/index.html']")
    assert page(built / "site" / LANGUAGES[lang] / "downloads.html").xpath("//footer//a[@href='guidelines/index.html']")
    for name, shown in guidelines(built, lang).items():
        current = shown.xpath("//footer//a[@aria-current]")
        assert [(link.get("href"), link.get("aria-current")) for link in current] == [("index.html", "page" if name == "index.html" else "true")]
        assert shown.xpath("//link[@rel='stylesheet']/@href")[-1].endswith("assets/guidelines.css") and not shown.xpath("//script[@src]")


@each_language
def test_every_label_has_words(lang: str, built: Path) -> None:
    for name, shown in guidelines(built, lang).items():
        for element in shown.xpath("//main//*[not(ancestor-or-self::code)]"):
            assert not re.match(r"(odd|page|label)\.[\w./-]+$", (element.text or "").strip()), (name, element.text)


# The examples of the ODD


def examples() -> list[etree._Element]:
    return odd().findall(f".//{{{EG}}}egXML/{{{EG}}}*")


def as_tei(example: etree._Element) -> etree._Element:
    copy = etree.fromstring(etree.tostring(example, encoding="unicode", with_tail=False).replace(EG, documents.TEI))
    return copy


@cache
def fragments(folder: Path) -> relaxng.Schema:
    """Our grammar, with a start at every element that it defines."""
    grammar = deepcopy(etree.parse(str(resource("schema/edition.rng")))).getroot()
    start = grammar.find(f"{RNG}start")
    names = odd().xpath("//tei:elementSpec/@ident", namespaces=NS)
    choice = etree.Element(f"{RNG}choice")
    choice.extend(etree.Element(f"{RNG}ref", name=name) for name in names)
    start[:] = [choice]
    (folder / "fragments.rng").write_bytes(etree.tostring(grammar))
    return relaxng.load(folder / "fragments.rng")


@pytest.fixture(scope="module")
def starts_anywhere(tmp_path_factory: pytest.TempPathFactory) -> relaxng.Schema:
    return fragments(tmp_path_factory.mktemp("fragments"))


def test_every_example_of_the_odd_is_valid(starts_anywhere: relaxng.Schema) -> None:
    assert len(examples()) > 40
    for example in examples():
        text = etree.tostring(as_tei(example))
        assert [fault.message for fault in starts_anywhere.validate(text)] == [], text.decode()


# What can be said of a whole text only: its name, the names made of it, and the order of its units.
WHOLE = {"S121", "S122", "S123", "S127", "S128", "S131", "S132"}


def in_its_place(example: etree._Element) -> etree._Element:
    """An example as a document: within a text where its chapter is on texts, else alone."""
    if example.xpath("string(ancestor::tei:div[last()]/@xml:id)", namespaces=NS) in ("header", "authorities"):
        return as_tei(example)
    document = etree.fromstring(f'<TEI xmlns="{documents.TEI}" xml:id="demo" n="demo"><text><body/></text></TEI>')
    document[0][0].append(as_tei(example))
    return document


def test_every_example_of_the_odd_keeps_the_rules() -> None:
    stylesheet = saxon.transform(resource("schema/compiler/sch2xsl.xsl"), resource("schema/edition.sch"))
    for example in examples():
        report = etree.fromstring(saxon.run_generated(stylesheet, documents.text_of(in_its_place(example))).text.encode())
        broken = report.xpath("(svrl:failed-assert | svrl:successful-report)/@id", namespaces=SCH)
        assert set(broken) - WHOLE == set(), etree.tostring(example, encoding="unicode")


def test_a_wrong_example_is_noticed(starts_anywhere: relaxng.Schema) -> None:
    """The test of the tests above."""
    assert starts_anywhere.validate(f'<choice xmlns="{documents.TEI}"><sic/></choice>'.encode())
