"""Citing: references, records and metadata say what the headers say, can be read by strict readers, and no title breaks them."""

from __future__ import annotations

import html as entities
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from edition import corpus, downloads, transform
from edition.documents import NS, XML_ID, Document

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = r"""</script><script>alert(1)</script> "Q" 'q' {open \ % & $ # _ ~ ^ «Фа́кт» — <!-- ]]> TY  - ER  - }} @book{x, a//b"""
BASE = "https://edition.example/"
FIELD = re.compile(r"\s*([a-z]+)\s*=\s*")
SIGNS = {"textbackslash{}": "\\", "textbraceleft{}": "{", "textbraceright{}": "}", "textasciitilde{}": "~", "textasciicircum{}": "^"}


def bibtex(source: str) -> dict[str, str]:
    """Read one entry as BibTeX does, and nothing that it would not: braces are counted, whatever stands before them; values are unescaped."""
    head = re.match(r"@(\w+)\{([A-Za-z0-9.:-]+),", source)
    assert head, source[:80]
    entry, at = {"type": head[1], "key": head[2]}, head.end()
    while field := FIELD.match(source, at):
        at = field.end()
        if source[at] == "{":
            start, depth = at, 0
            while True:
                depth += {"{": 1, "}": -1}.get(source[at], 0)
                at += 1
                if not depth:
                    break
            value = source[start + 1 : at - 1]
        else:
            word = re.compile(r"[a-z]{3}\b|\d+").match(source, at)
            assert word, source[at : at + 40]
            value, at = word[0], word.end()
        assert field[1] not in entry, field[1]
        entry[field[1]] = value if field[1] in ("url", "doi") else unescaped(value)
        if source[at] != ",":
            break
        at += 1
    assert re.fullmatch(r"\s*\}\s*", source[at:]), source[at:]
    return entry


def unescaped(value: str) -> str:
    """A value as TeX prints it; fails on a sign that TeX would take for its own."""
    value = value[1:-1] if value.startswith("{") and value.endswith("}") and not value.endswith("{}") else value

    def sign(found: re.Match[str]) -> str:
        name = found[1]
        assert name in SIGNS or name in "&%$#_", f"TeX would trip over {found[0]!r} in {value!r}"
        return SIGNS.get(name, name)

    return re.sub(r"\\(text[a-z]+\{\}|.)|(?<!\\)[&%$#_~^{}]", lambda found: sign(found) if found[1] else pytest.fail(f"bare {found[0]!r} in {value!r}"), value)


def ris(source: str) -> dict[str, list[str]]:
    """Read one record of RIS: lines of CRLF, a tag of two signs, two blanks, a hyphen and a blank; TY first, ER last, each once."""
    assert source.endswith("\r\n") and "\n" not in source.replace("\r\n", "")
    record: dict[str, list[str]] = {}
    for line in source.removesuffix("\r\n").split("\r\n"):
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        record.setdefault(found[1], []).append(found[2])
    assert list(record)[0] == "TY" and list(record)[-1] == "ER" and record["ER"] == [""] and len(record["TY"]) == 1
    return record


CSL: dict[str, type] = {
    "id": str, "type": str, "title": str, "container-title": str, "author": list, "original-author": list, "publisher": str, "edition": str, "version": str,
    "issued": dict, "language": str, "custom": dict, "note": str, "URL": str, "DOI": str,
}  # fmt: skip


def csl(source: str) -> dict[str, Any]:
    """Read CSL-JSON: a list of one item with members that CSL 1.0.2 knows, names as literals, dates as date-parts."""
    (item,) = json.loads(source)
    assert {name: type(value) for name, value in item.items()} == {name: CSL[name] for name in item}
    assert item["type"] in ("book", "chapter") and ("container-title" in item) == (item["type"] == "chapter")
    assert all(list(name) == ["literal"] and name["literal"] for name in item["author"] + item.get("original-author", []))
    (parts,) = item["issued"]["date-parts"]
    assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)
    return item


class Rendered:
    """The files of a site, rendered from an edition on disk; by the stylesheet of downloads, that page alone, which takes a sixth of the time."""

    def __init__(self, edition: corpus.Edition, stylesheet: str = "site") -> None:
        told = downloads.told(transform.resolve(corpus.gather(edition)), downloads.sources(edition))
        self.files = transform.render(told, f"html/{stylesheet}.xsl").files

    def page(self, name: str) -> etree._Element:
        return html.document_fromstring(self.files[name].encode(), html.HTMLParser(encoding="utf-8"))


def changed(folder: Path, *, idno: str = "", title: str = "", stylesheet: str = "site") -> Rendered:
    """A copy of the edition with identifiers in its header, and another title for it and for its first text."""
    shutil.copytree(ROOT / "tei", folder, dirs_exist_ok=True)
    head = folder / "edition.xml"
    source = head.read_text("utf-8")
    head.write_text(re.sub(r'(<date when="[^"]*">[^<]*</date>)(\s*<availability)', rf"\1{idno}\2", source, count=1), "utf-8")
    for path in [head, folder / "texts" / "rapallo.xml"] if title else []:
        document = path.read_text("utf-8")
        found = re.sub(r'(<title type="main"[^>]*>)[^<]*', lambda start: start[1] + entities.escape(title), document, count=2)
        path.write_text(found, "utf-8")
    return Rendered(corpus.load(head), stylesheet)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The edition as if it had an address and a DOI."""
    return changed(tmp_path_factory.mktemp("published"), idno=f'<idno type="URI">{BASE}</idno><idno type="DOI">10.5555/edition.a_b</idno>')


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    return changed(tmp_path_factory.mktemp("hostile"), title=HOSTILE)


def read(path: Path) -> etree._Element:
    return html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()


def tags(page: etree._Element) -> dict[str, str]:
    return {tag.get("name"): tag.get("content") for tag in page.xpath("//head/meta[@name]")}


def linked(page: etree._Element) -> dict[str, Any]:
    (script,) = page.xpath("//script[@type='application/ld+json']")
    return dict(json.loads(script.text))


def dialog(folder: Path, text: Document) -> etree._Element:
    """What the page of a text fetches when its reader wants to cite."""
    script = (folder / f"{text.root.get(XML_ID)}.cite.js").read_text("utf-8")
    return html.document_fromstring(json.loads(script.removeprefix("window.editionCitation = ").removesuffix(";\n")))


def names(edition: corpus.Edition) -> list[str]:
    return ["edition", *(text.root.get(XML_ID, "") for text in edition.texts)]


def reference(page: etree._Element, style: str) -> str:
    return " ".join(page.xpath(f"string((//section[@class='citation']//*[@data-form='{style}'])[1])").split())


# What is cited is what the headers say


def test_every_record_says_the_version_and_date_of_the_header(edition: corpus.Edition, built: Path) -> None:
    version = edition.head.root.xpath("string(//tei:edition/@n)", namespaces=NS)
    year, month, day = edition.date.split("-")
    for folder in (built / "site", built / "site" / "ru"):
        for name in names(edition):
            entry = bibtex((folder / f"{name}.bib").read_text("utf-8"))
            assert (entry["version"], entry["date"], entry["year"]) == (version, edition.date, year) and entry["edition"].endswith(f" {version}")
            record = ris((folder / f"{name}.ris").read_bytes().decode())
            assert record["PY"] == [year] and record["DA"] == [f"{year}/{month}/{day}/"] and record["ET"] == [entry["edition"]]
            item = csl((folder / f"{name}.csl.json").read_text("utf-8"))
            assert item["version"] == version and item["issued"] == {"date-parts": [[int(year), int(month), int(day)]]} and item["edition"] == entry["edition"]
            assert entry["key"] == item["id"] == record["ID"][0]


def test_the_records_agree_and_name_the_text_in_the_language_of_the_page(edition: corpus.Edition, built: Path) -> None:
    for lang, folder in (("en", built / "site"), ("ru", built / "site" / "ru")):
        body = edition.head.root.xpath("string(//tei:titleStmt/tei:title[@type='main'][@xml:lang=$lang])", namespaces=NS, lang=lang)
        for text in edition.texts:
            name = text.root.get(XML_ID)
            title = text.root.xpath("string(//tei:titleStmt/tei:title[@type='main'][@xml:lang=$lang])", namespaces=NS, lang=lang)
            entry, item = bibtex((folder / f"{name}.bib").read_text("utf-8")), csl((folder / f"{name}.csl.json").read_text("utf-8"))
            record = ris((folder / f"{name}.ris").read_bytes().decode())
            assert entry["title"] == item["title"] == record["TI"][0] == title
            assert entry["booktitle"] == item["container-title"] == record["T2"][0] and entry["booktitle"].startswith(f"{body}: ")
            assert entry["author"] == item["author"][0]["literal"] == record["AU"][0].removesuffix(",") == body and record["AU"][0].endswith(",")
            assert item["language"] == text.root.xpath("string(tei:text/@xml:lang)", namespaces=NS) == record["LA"][0]
            assert (entry["type"], item["type"], record["TY"][0]) == ("incollection", "chapter", "CHAP")


def test_the_author_of_the_source_is_named_and_is_no_author_of_the_edition(edition: corpus.Edition, built: Path) -> None:
    for text in edition.texts:
        name = text.root.get(XML_ID)
        item = csl((built / "site" / f"{name}.csl.json").read_text("utf-8"))
        sources = text.root.xpath("//tei:bibl[@type='source'][@cert=$sure]", namespaces=NS, sure=best(text.root))
        assert sources
        for source in sources:
            for part in source.xpath("tei:author | tei:title", namespaces=NS):
                words = " ".join(part.text.split())
                assert words in item["note"] and words in bibtex((built / "site" / f"{name}.bib").read_text("utf-8"))["note"]
                assert words in read(built / "site" / f"{name}.html").xpath("string(//p[@class='remark'])")
        authors = text.root.xpath("//tei:bibl[@type='source']/tei:author", namespaces=NS)
        assert not {" ".join(author.text.split()) for author in authors} & {author["literal"] for author in item["author"]}
        assert ("original-author" in item) == bool(authors and best(text.root) == "high")


def best(root: etree._Element) -> str:
    stated = root.xpath("//tei:bibl[@type='source']/@cert", namespaces=NS)
    return next(degree for degree in ("high", "medium", "low") if degree in stated)


def test_the_references_follow_their_styles(built: Path) -> None:
    """Each style's own order, marks, months and capitals; the edition is the same in both interfaces."""
    for folder in (built / "site", built / "site" / "ru"):
        page = read(folder / "pact.html")
        version = re.escape(json.loads((folder / "pact.csl.json").read_text("utf-8"))[0]["version"])
        assert re.fullmatch(
            rf"От Рапалло до «Барбароссы» // Рапалльское издание: четыре текста о советско-германских отношениях, 1920–1941\. Версия {version}\. \d{{4}}\. \d+ [а-я]+\.",
            reference(page, "gost"),
        )
        assert re.fullmatch(
            r"The Rapallo Edition\. “From Rapallo to Barbarossa\.” In The Rapallo Edition: Four Texts on Soviet–German Relations, 1920–1941, "
            rf"version {version}\. [A-Z][a-z]+ \d+, \d{{4}}\.",
            reference(page, "chicago"),
        )
        assert re.fullmatch(
            r"“From Rapallo to Barbarossa\.” The Rapallo Edition: Four Texts on Soviet–German Relations, 1920–1941, " rf"version {version}, \d+ [A-Z][a-z]+\.? \d{{4}}\.",
            reference(page, "mla"),
        )
        assert page.xpath("string(//*[@data-form='chicago']/cite)").startswith("The Rapallo Edition: Four Texts")


def test_nothing_is_invented_where_the_header_states_no_address(edition: corpus.Edition, built: Path) -> None:
    assert not edition.head.root.xpath("//tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:idno", namespaces=NS)
    for name in names(edition):
        page = read(built / "site" / f"{'index' if name == 'edition' else name}.html")
        assert not {"citation_doi", "citation_public_url", "DC.identifier"} & set(tags(page)) and "url" not in linked(page)
        assert not {"url", "doi", "urldate"} & set(bibtex((built / "site" / f"{name}.bib").read_text("utf-8")))
        assert not {"URL", "DOI"} & set(csl((built / "site" / f"{name}.csl.json").read_text("utf-8")))
        assert not {"UR", "DO"} & set(ris((built / "site" / f"{name}.ris").read_bytes().decode()))


def test_an_address_in_the_header_is_everywhere(published: Rendered) -> None:
    for folder in ("", "ru/"):
        page = published.page(f"{folder}rapallo.html")
        address = f"{BASE}{folder}rapallo.html"
        assert page.xpath("//link[@rel='canonical']/@href") == [address] == [tags(page)["citation_public_url"]] == [linked(page)["url"]]
        assert set(page.xpath("//head/link[@rel='alternate']/@href")) == {f"{BASE}rapallo.html", f"{BASE}ru/rapallo.html"}
        assert bibtex(published.files[f"{folder}rapallo.bib"])["url"] == csl(published.files[f"{folder}rapallo.csl.json"])["URL"] == address
        assert ris(published.files[f"{folder}rapallo.ris"])["UR"] == [address]
        assert reference(page, "gost").endswith(f"URL: {address}.") and reference(page, "mla").endswith(f", {address}.") and reference(page, "chicago").endswith(f". {address}.")
    home = published.page("index.html")
    assert home.xpath("//link[@rel='canonical']/@href") == [BASE] and published.page("ru/index.html").xpath("//link[@rel='canonical']/@href") == [f"{BASE}ru/"]
    assert tags(home)["citation_doi"] == bibtex(published.files["edition.bib"])["doi"] == ris(published.files["edition.ris"])["DO"][0] == "10.5555/edition.a_b"
    assert "https://doi.org/10.5555/edition.a_b" in reference(published.page("cite.html"), "chicago")
    assert "doi" not in bibtex(published.files["rapallo.bib"]), "the whole edition’s DOI is not that of a part"


@pytest.mark.parametrize("stated", ["javascript:alert(1)", "https://edition.example/?a=1", "not an address", 'https://x.example/"><script>'])
def test_what_is_no_address_is_none(stated: str, tmp_path: Path) -> None:
    page = changed(tmp_path, idno=f'<idno type="URI">{entities.escape(stated)}</idno>', stylesheet="listing").page("downloads.html")
    assert not page.xpath("//head/link[@rel='canonical' or @rel='alternate']") and "citation_public_url" not in tags(page)


# What pages say to programs


def test_every_page_says_what_it_is_part_of(edition: corpus.Edition, built: Path, pages: list[Path]) -> None:
    for path in pages:
        page = read(path)
        if path.name == "404.html":
            assert tags(page)["robots"] == "noindex" and "citation_title" not in tags(page)
            continue
        said, body = tags(page), linked(page)
        assert not page.xpath("//head/link[@rel='canonical' or @rel='alternate']"), "what has no address has none in full"
        assert said["citation_author"] == f"{said['DC.creator']},", "Zotero takes a name without a comma for a person’s"
        assert said["citation_publication_date"] == edition.date.replace("-", "/") and body["datePublished"] == said["DC.date"] == edition.date
        assert body["@context"] == "https://schema.org" and body["author"][0]["@type"] == "Organization"
        if path.name == "index.html" and path.parent.name != "guidelines":
            assert said["DC.type"] == "book" and "citation_title" not in said and body["@type"] == "Book"
        else:
            assert said["citation_title"] == said["DC.title"] == body["name"] and said["citation_title"] in re.sub(r"\s+", " ", page.xpath("string(//h1)"))
            assert said["citation_inbook_title"] == said["DCTERMS.isPartOf"] == body["isPartOf"]["name"] and "citation_book_title" not in said


def test_a_text_leads_to_its_records_and_says_its_language(edition: corpus.Edition, built: Path) -> None:
    for text in edition.texts:
        page = read(built / "site" / f"{text.root.get(XML_ID)}.html")
        assert tags(page)["citation_language"] == text.root.xpath("string(tei:text/@xml:lang)", namespaces=NS)
        offered = page.xpath("//section[@class='citation']//a[@download]/@href")
        assert offered == page.xpath("//link[@rel='describedby']/@href") and len(offered) == 3
        for name, form in zip(offered, ("bib", "ris", "csl.json"), strict=True):
            shown = dialog(built / "site", text).xpath(f"string(//pre[@data-form='{form}'])")
            assert shown == (built / "site" / name).read_bytes().decode().replace("\r\n", "\n"), name


def test_every_paragraph_and_sentence_can_be_chosen_with_its_reference(edition: corpus.Edition, built: Path) -> None:
    for text in edition.texts:
        name = text.root.get(XML_ID)
        page = read(built / "site" / f"{name}.html")
        offered = {option.get("value"): option.get("data-reference") for option in dialog(built / "site", text).xpath("//dialog//option[@data-reference]")}
        expected = {"": name}
        for unit in text.root.xpath("//tei:body//*[self::tei:p or self::tei:s]", namespaces=NS):
            expected[unit.get(XML_ID)] = f"{name} {'.'.join(unit.xpath('(ancestor-or-self::tei:p | self::tei:s)/@n', namespaces=NS))}"
        assert offered == expected and set(offered) - {""} <= set(page.xpath("//@id"))


# No title breaks anything


def strings(data: Any) -> list[str]:
    """All strings in JSON."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    return [data] if isinstance(data, str) else [found for value in inner for found in strings(value)]


def test_no_title_breaks_a_page(hostile: Rendered, built: Path) -> None:
    for name in ("rapallo.html", "ru/rapallo.html", "index.html", "cite.html", "pe.seeckt.html"):
        page, sound = hostile.page(name), read(built / "site" / name)
        assert len(page.xpath("//script")) == len(sound.xpath("//script")) and not page.xpath("//script[contains(., 'alert')][not(@type)]")
        assert len(page.xpath("//head/*")) == len(sound.xpath("//head/*"))
        assert any(" ".join(HOSTILE.split()) in words for words in strings(linked(page)))
    page = hostile.page("rapallo.html")
    assert tags(page)["citation_title"] == linked(page)["name"] == " ".join(HOSTILE.split())
    assert not re.search("[<>&]", page.xpath("string(//script[@type='application/ld+json'])"))


def test_no_title_breaks_a_record(hostile: Rendered) -> None:
    title = " ".join(HOSTILE.split())
    for folder in ("", "ru/"):
        assert bibtex(hostile.files[f"{folder}rapallo.bib"])["title"] == title
        assert bibtex(hostile.files[f"{folder}edition.bib"])["title"].startswith(title)
        assert ris(hostile.files[f"{folder}rapallo.ris"])["TI"] == [title] and len(ris(hostile.files[f"{folder}rapallo.ris"])["TY"]) == 1
        assert csl(hostile.files[f"{folder}rapallo.csl.json"])["title"] == title


@pytest.mark.parametrize("broken", ["@book{a,\n title = {{a {b}}\n}", "@book{a,\n title = {{R & D}}\n}", "@book{a,\n title = {{a}}\n title = {{b}}\n}", r"@book{a, title = {{a\b}}}"])
def test_the_reader_of_bibtex_is_strict(broken: str) -> None:
    with pytest.raises((AssertionError, IndexError, pytest.fail.Exception)):
        bibtex(broken)


@pytest.mark.parametrize("broken", ["TY  - BOOK\r\nTI  - a\nb\r\nER  - \r\n", "TY  - BOOK\r\nTI - a\r\nER  - \r\n", "TI  - a\r\nER  - \r\n", "TY  - BOOK\r\nTI  - a\r\n"])
def test_the_reader_of_ris_is_strict(broken: str) -> None:
    with pytest.raises(AssertionError):
        ris(broken)
