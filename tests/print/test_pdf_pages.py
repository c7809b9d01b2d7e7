"""The pages as a book designer looks at them: no single lines, no heads over empty pages, nothing beyond the margins; and the indexes are right."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path

import typst
from lxml import etree
from printed_pages import baselines, document, lines, paragraphs, reader, squeezed, words

from edition import build, corpus, documents
from edition.resources import resource

# Between these heights, in points, stands the text of a page.
FOOT, HEAD = 60, 596


def test_no_paragraph_leaves_a_single_line_on_a_page(books: dict[str, Path]) -> None:
    for name, path in sorted(books.items()):
        heights = baselines(path)
        split = 0
        for paragraph in paragraphs(path):
            by_page: dict[int, list[float]] = defaultdict(list)
            for place in paragraph:
                by_page[place.page] += heights.get(place, [])
            counts = {sheet: lines(found) for sheet, found in by_page.items() if found}
            split += len(counts) > 1
            assert len(counts) < 2 or min(counts.values()) > 1, f"{name}: a paragraph has {counts} lines on these pages"
        assert split, f"{name}: no paragraph runs over a page, so nothing was proved"


def test_the_layout_settles(workshop: build.Workshop, tmp_path: Path) -> None:
    """Contents, indexes and breaks depend on each other; where Typst cannot settle them, it warns and a page is wrong."""
    shutil.copytree(resource("xslt/print/layout"), tmp_path / "layout")
    for name in workshop.names:
        (tmp_path / "book.typ").write_text(workshop.printed[f"{name}.typ"], "utf-8")
        _, warnings = typst.compile_with_warnings(tmp_path / "book.typ", root=tmp_path, format="pdf", ignore_system_fonts=True)
        assert not [warning.message for warning in warnings], name


def test_no_page_but_the_half_title_is_nearly_empty(books: dict[str, Path]) -> None:
    """Less than an eighth of a page used by the end of a part wants mending."""
    for name, path in sorted(books.items()):
        heights = baselines(path)
        for number in range(1, len(document(path))):
            found = [height for place, all_of_it in heights.items() if place.page == number for height in all_of_it if FOOT < height < HEAD]
            assert not found or HEAD - min(found) > (HEAD - FOOT) / 8, f"{name}: page {number + 1} has next to nothing on it"


def test_a_page_without_text_has_no_head_and_such_pages_are_few(books: dict[str, Path]) -> None:
    for name, path in sorted(books.items()):
        bare = [number for number, text in enumerate(words(path)) if len(squeezed(text)) < 60]
        empty = [number for number in bare if not squeezed(words(path)[number])]
        assert set(bare) - set(empty) <= {0}, f"{name}: only the half title is so short: {bare}"
        assert all(number % 2 for number in empty), f"{name}: a page on the right is empty"
        assert len(empty) <= 6


def test_nothing_stands_beyond_the_margins(books: dict[str, Path]) -> None:
    """Text keeps 5 mm from the edges, and figures in the margin keep clear of the text beside them."""
    for name, path in sorted(books.items()):
        for number, sheet in enumerate(document(path)):
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                assert left > 14 and right < width - 14 and bottom > 14 and top < height - 14, (name, number + 1, text.get_text_bounded(left, bottom, right, top))


def test_an_index_gives_the_pages_of_all_mentions_once(books: dict[str, Path], workshop: build.Workshop) -> None:
    """Told from the resolved TEI and the destinations, not from what the typesetter counted."""
    root = etree.fromstring(workshop.resolved.encode())
    named = mentions(root)
    for name, path in sorted(books.items()):
        goals, labels = reader(path).named_destinations, reader(path).page_labels
        sheets = {sheet.indirect_reference.idnum: number for number, sheet in enumerate(reader(path).pages) if sheet.indirect_reference}
        pages = {goal: int(labels[sheets[found.raw_get("/Page").idnum]]) for goal, found in goals.items() if labels[sheets[found.raw_get("/Page").idnum]].isdigit()}
        text = {number: squeezed(page) for number, page in enumerate(words(path))}
        for entry in root.iterfind("tei:TEI/tei:standOff/*/*", documents.NS):
            identity = entry.get(documents.XML_ID)
            numbers = sorted({pages[sentence] for sentence in named[identity] if sentence in pages})
            if numbers:
                role = squeezed(entry.findtext("tei:note[@type='role']", namespaces=documents.NS) or "")
                assert role + squeezed(ranges(numbers)) in text[sheets[goals[identity].raw_get("/Page").idnum]], (name, identity, numbers)


def mentions(root: etree._Element) -> dict[str, set[str]]:
    """The sentences that name an entry, and those that quote it or let it speak."""
    found: dict[str, set[str]] = defaultdict(set)
    for reference in root.iterfind("tei:TEI/tei:standOff/*/*/tei:note[@type='mentions']/tei:ref", documents.NS):
        found[reference.getparent().getparent().get(documents.XML_ID)].add(reference.get("target", "")[1:])
    for sentence in root.iterfind(".//tei:text//tei:s", documents.NS):
        for element in sentence.iter(etree.Element):
            for pointer in f"{element.get('source', '')} {element.get('who', '')}".split():
                found[pointer.removeprefix("#")].add(sentence.get(documents.XML_ID))
    return found


def ranges(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def test_every_emendation_has_its_entry(books: dict[str, Path], workshop: build.Workshop) -> None:
    root = etree.fromstring(workshop.resolved.encode())
    for text in root.iterfind("tei:TEI[@type='text']", documents.NS):
        path = books[text.get(documents.XML_ID, "")]
        whole = squeezed("".join(words(path)))
        for entry in text.iterfind("tei:standOff[@type='apparatus']//tei:app", documents.NS):
            lemma, reading = (entry.findtext(f"tei:{part}", namespaces=documents.NS) or "" for part in ("lem", "rdg"))
            expansion = entry.findtext("tei:note", namespaces=documents.NS) or ""
            shown = {"expansion": f"{lemma} = {expansion}", "surplus": "]" + reading, "gap": "[…]"}.get(entry.get("type", ""), f"{lemma}] {reading}")
            assert squeezed(shown) in whole, (entry.get("loc"), shown)


def test_both_languages_of_every_introduction_and_note_are_there_that_of_the_text_first(books: dict[str, Path], edition: corpus.Edition) -> None:
    for text in edition.texts:
        whole = squeezed("".join(words(books[text.root.get(documents.XML_ID, "")])))
        own = text.root.find("tei:text", documents.NS).get(f"{{{documents.XML}}}lang")
        for group in (text.root.findall(".//tei:abstract", documents.NS), *(list(group) for group in text.root.iterfind(".//tei:noteGrp", documents.NS))):
            places = {form.get(f"{{{documents.XML}}}lang"): whole.find(squeezed(start(form))) for form in group}
            assert min(places.values()) >= 0, (places, [start(form) for form in group])
            assert min(places, key=lambda language: places[language]) == own


def start(form: etree._Element) -> str:
    """The first words of a note or introduction."""
    return re.sub(r"\s+", " ", "".join(form.itertext())).strip()[:32]
