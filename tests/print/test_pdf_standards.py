"""Each book keeps PDF/A-3a and PDF/UA-1 at once, says what it is, and carries the TEI that it is made from."""

from __future__ import annotations

from pathlib import Path

import page
import pytest
from printed_pages import reader

from edition import build, corpus, documents

PROFILES = ("ua1", "3a")


def each(books: dict[str, Path]) -> list[tuple[str, Path]]:
    return sorted(books.items())


@pytest.mark.parametrize("profile", PROFILES)
def test_the_standard_is_kept(books: dict[str, Path], profile: str) -> None:
    failures = {name: [(failure.rule_id, failure.message) for failure in page.validate_pdf(str(path), profile=profile).failures] for name, path in each(books)}
    assert not any(failures.values()), failures


def test_title_author_keywords_language_and_date_are_those_of_the_header(books: dict[str, Path], edition: corpus.Edition) -> None:
    for name, path in each(books):
        header = edition.head.root if name == "edition" else next(text.root for text in edition.texts if text.root.get(documents.XML_ID) == name)
        titles = header.xpath("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[@type = 'main']", namespaces=documents.NS)
        said = reader(path).metadata
        assert said is not None
        assert (said.title, said.author) == (titles[0].text, header.findtext(".//tei:titleStmt/tei:editor", namespaces=documents.NS))
        assert all(title.text in (said.get("/Keywords") or "") for title in titles[1:])
        assert (said.creation_date.date().isoformat() if said.creation_date else "") == edition.date
        assert reader(path).root_object["/Lang"] == header.get(f"{{{documents.XML}}}lang")
        assert reader(path).root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_tei_is_attached_as_source_byte_for_byte(books: dict[str, Path], edition: corpus.Edition) -> None:
    home = edition.head.path.parent
    for name, path in each(books):
        texts = [text for text in edition.texts if name in ("edition", text.root.get(documents.XML_ID))]
        expected = {f"tei/{document.path.relative_to(home).as_posix()}": document.data for document in (edition.head, *edition.authorities, *texts)}
        specifications = {str(found["/UF"]): found for found in (reference.get_object() for reference in reader(path).root_object["/AF"])}
        assert {place: found["/EF"]["/F"].get_data() for place, found in specifications.items()} == expected
        assert {found["/AFRelationship"] for found in specifications.values()} == {"/Source"}
        assert {found["/EF"]["/F"]["/Subtype"] for found in specifications.values()} == {"/application/tei+xml"}
        assert {str(found["/EF"]["/F"]["/Params"]["/ModDate"])[2:10] for found in specifications.values()} == {edition.date.replace("-", "")}


def test_the_colophon_names_the_source(books: dict[str, Path], workshop: build.Workshop) -> None:
    for name, path in each(books):
        last = "".join("".join(sheet.extract_text() for sheet in reader(path).pages[-2:]).split())
        assert workshop.swhid in last, name
        assert "Libertinus" in last and "OpenFontLicense" in last


def test_only_fonts_of_the_typesetter_and_all_embedded(books: dict[str, Path]) -> None:
    for name, path in each(books):
        fonts = {font.get_object()["/BaseFont"][1:].partition("+")[2]: font.get_object() for sheet in reader(path).pages for font in sheet["/Resources"].get("/Font", {}).values()}
        assert all(font.startswith(("LibertinusSerif", "DejaVuSansMono", "NewCM")) for font in fonts), (name, set(fonts))
        assert all(any(key.startswith("/FontFile") for key in font["/DescendantFonts"][0]["/FontDescriptor"]) for font in fonts.values()), name


def test_front_matter_is_counted_in_roman_figures_and_the_text_begins_with_1(books: dict[str, Path]) -> None:
    for name, path in each(books):
        labels = reader(path).page_labels
        first = labels.index("1")
        assert labels[:first] == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"][:first], name
        assert labels[first:] == [str(number + 1) for number in range(len(labels) - first)], name
        assert first % 2 == 0, f"{name}: page 1 is not on the right"


def test_bookmarks_lead_to_every_part(books: dict[str, Path], edition: corpus.Edition) -> None:
    def flat(outline: list) -> list[str]:
        return [title for entry in outline for title in (flat(entry) if isinstance(entry, list) else [entry.title])]

    for name, path in each(books):
        found = flat(reader(path).outline)
        assert {"Introduction", "Введение", "Chronology", "Registers", "Bibliography", "Colophon"} <= set(found), name
        assert any(note in found for note in ("Notes", "Примечания")), name
    titles = [text.root.findtext(".//tei:titleStmt/tei:title", namespaces=documents.NS) for text in edition.texts]
    assert set(titles) <= set(flat(reader(books["edition"]).outline))


def test_the_same_book_twice_gives_the_same_bytes(books: dict[str, Path], workshop: build.Workshop) -> None:
    name = min(books, key=lambda name: books[name].stat().st_size)
    assert workshop.one_pdf(name)[f"{name}.pdf"] == books[name].read_bytes()


def test_every_link_within_a_book_leads_somewhere(books: dict[str, Path]) -> None:
    for name, path in each(books):
        pages = {sheet.indirect_reference.idnum for sheet in reader(path).pages if sheet.indirect_reference}
        names = reader(path).named_destinations
        for sheet in reader(path).pages:
            for link in (annotation.get_object() for annotation in sheet.get("/Annots", [])):
                goal = link.get("/Dest", link.get("/A", {}).get("/D"))
                assert goal is None or str(goal) in names or goal[0].idnum in pages, (name, link)
                assert link.get("/Contents"), f"{name}: a link that does not say where it leads"


def test_a_text_of_the_tree_is_marked_with_its_language(books: dict[str, Path]) -> None:
    """In the structure tree or in the marks of the page: `ru` and `en` are both there."""
    for name, path in each(books):
        data = b"".join(sheet.get_contents().get_data() for sheet in reader(path).pages if sheet.get_contents())
        said = {str(element.get("/Lang")) for element in _elements(reader(path).root_object["/StructTreeRoot"])}
        assert {"ru", "en"} <= said | {tag for tag in ("ru", "en") if f"/Lang({tag})".encode() in data}, name


def _elements(element, depth: int = 0):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "get") and "/S" in kid:
            yield kid
            yield from _elements(kid, depth + 1)
