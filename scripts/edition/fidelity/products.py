"""Each product beside what the texts say: which of its parts are compared, and by what."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Sequence

from lxml import etree

from edition import witness
from edition.fidelity import compare, markup, pdf, records
from edition.fidelity.compare import Difference
from edition.reading import folded
from edition.fidelity.said import Said

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Compared:
    """A part of a product that was compared: the product's path, what was compared, of how many, and what differs."""

    path: str
    what: str
    count: int
    differences: tuple[Difference, ...]


def _units(path: str, what: str, expected: Pairs, found: Mapping[str, str]) -> Compared:
    return Compared(path, what, len(expected), tuple(compare.by_unit(path, expected, found)))


def site(files: Mapping[str, bytes], texts: Sequence[Said], top: str = "site") -> Iterator[Compared]:
    """Compare the pages of the site in every language: texts, their notes and apparatus, and the view of the source. ``top`` is where the site lies."""
    for home in (name for name in files if name.rpartition("/")[2] == "index.html"):
        lang = _page(files, home).get("lang", "")
        for said in texts:
            path = home.removesuffix("index.html") + said.name
            yield from text_page(f"{top}/{path}.html", _page(files, f"{path}.html"), said, lang)
            yield _units(f"{top}/{path}.source.html", "lines of the source", said.lines, markup.lines(_page(files, f"{path}.source.html")))
    for said in texts:
        yield _units(f"{top}/{said.name}.source.js", "lines of the source", said.lines, markup.lines(markup.parse(_scripted(files.get(f"{said.name}.source.js", b"")))))


def _scripted(script: bytes) -> bytes:
    """The page that a script holds as one string."""
    return str(json.loads(script.partition(b"=")[2].strip().removesuffix(b";") or b'"<p/>"')).encode()


def _page(files: Mapping[str, bytes], name: str) -> etree._Element:
    return markup.parse(files.get(name, b"<html><body/></html>"))


def text_page(path: str, root: etree._Element, said: Said, lang: str) -> Iterator[Compared]:
    """Compare a page of a text, as a file or as it stands in a browser, with what the text says; its notes are those of a language."""
    return _text(path, root, said, said.notes(lang))


def _text(path: str, root: etree._Element, said: Said, notes: Pairs) -> Iterator[Compared]:
    yield _units(path, "paragraphs and sentences", said.critical, markup.units(root, (name for name, _ in said.critical)))
    shown = " ".join(markup.words(element) for element in markup.of_class(root, "text") if "transmitted" not in markup.classes(element))
    yield Compared(path, "the whole text", 1, tuple(compare.whole(path, said.name, said.whole, shown)))
    yield _units(path, "notes", notes, markup.units(root, (name for name, _ in notes)))
    entries = [" = ".join(sides) for sides in markup.emendations(root)]
    yield Compared(path, "emendations", len(said.emendations), tuple(compare.in_sequence(path, f"{said.name}, emendation", said.emendations, entries)))


def search(files: Mapping[str, bytes], texts: Sequence[Said]) -> Iterator[Compared]:
    """Compare the records of the search: both readings of each sentence, and the notes in each language."""
    rows = list(records.rows(files))
    for said in texts:
        found = {name: words for kind, _, name, words in rows if kind == "sentence"}
        for side, wanted, read in (
            ("critical", [(unit.identifier, unit.critical) for unit in said.sentences], records.passage),
            ("source", [(unit.identifier, unit.source) for unit in said.sentences], records.source),
        ):
            own = {name: read(found[name]) for name in found if name.partition(".")[0] == said.name}
            yield _units("site/search-data", f"sentences of {said.name}, {side}", [pair for pair in wanted if pair[0] in found or _sayable(pair[1])], own)
        for lang in sorted({interface for kind, interface, _, _ in rows if kind == "note"}):
            own = {name: records.passage(words) for kind, interface, name, words in rows if kind == "note" and interface == lang}
            yield _units("site/search-data", f"notes of {said.name}, {lang}", said.notes(lang), {name: own[name] for name, _ in said.notes(lang) if name in own})


def _sayable(words: str) -> bool:
    """Whether there is something to find: a letter or a digit."""
    return any(character.isalnum() for character in words)


def plain(out: Path, said: Said) -> Iterator[Compared]:
    """Compare the plain text: the critical text by its table of sentences, the source by its table of lines, and its bytes."""
    for side, wanted in (("critical", [(unit.identifier, unit.critical) for unit in said.sentences if unit.critical]), ("source", said.lines)):
        path = f"text/{said.name}.{side}.txt"
        yield _units(path, "sentences" if side == "critical" else "lines of the source", wanted, _by_table(out / path))
    path = f"text/{said.name}.source.txt"
    for found in witness.declared(said.document):
        same = witness.read(found) == _read(out / path)
        yield Compared(path, "the witness, byte for byte", 1, () if same else (Difference(path, said.name, "changed", f"SHA-256 {found.sha256}", f"SHA-256 {witness.sha256(_read(out / path))}"),))


def _by_table(path: Path) -> dict[str, str]:
    """The lines of a plain text by the ids in the table beside it."""
    lines = _read(path).decode("utf-8").split("\n")
    rows = [row.split("\t") for row in _read(path.with_suffix(".tsv")).decode("utf-8").splitlines()[1:]]
    return {identifier: folded(lines[int(number) - 1]) for number, identifier, *_ in rows if int(number) <= len(lines)}


def book(out: Path, texts: Sequence[Said]) -> Iterator[Compared]:
    """Compare the EPUB: each text in the file of its name, with its notes in both languages, that of the text first."""
    path = "epub/edition.epub"
    with zipfile.ZipFile(io.BytesIO(_read(out / path) or _NO_ZIP)) as container:
        files = {name.rpartition("/")[2]: container.read(name) for name in container.namelist()}
    for said in texts:
        root = markup.parse(files.get(f"{said.name}.xhtml", b"<?xml version='1.0'?><html/>"))
        yield from _text(f"{path}/{said.name}.xhtml", root, said, said.notes_in_all())


def print_(out: Path, texts: Sequence[Said]) -> Iterator[Compared]:
    """Compare the PDFs, the volume and one a text: paragraphs in their order with nothing but numbers between them, then the notes in each language."""
    for name, held in (("edition", texts), *((said.name, (said,)) for said in texts)):
        path = f"pdf/{name}.pdf"
        words, place = pdf.words(_read(out / path)) if (out / path).is_file() else "", 0
        for said in held:
            differences, place = _printed(path, words, place, said)
            yield Compared(path, f"paragraphs of {said.name}", len(said.paragraphs), tuple(differences))
            for lang in said.languages:
                notes = [(identifier, pdf.unhyphened(note)) for identifier, note in said.notes(lang)]
                yield Compared(path, f"notes of {said.name}, {lang}", len(notes), tuple(_in_order(path, words, place, notes)))


def _printed(path: str, words: str, place: int, said: Said) -> tuple[list[Difference], int]:
    """Find the paragraphs of a text one after the other; give what differs, and where the last ends."""
    differences: list[Difference] = []
    wanteds = [pdf.unhyphened(critical) for _, critical in said.paragraphs]
    for number, (identifier, _) in enumerate(said.paragraphs):
        wanted = wanteds[number]
        found = words.find(wanted, place) if number else _begins(words, place, wanteds)
        if found < 0:
            shown = words[place : place + len(wanted) + 20]
            differences.append(Difference(path, identifier, "changed", *compare.parting(wanted, shown.lstrip("0123456789 "))))
            continue
        if number and not differences and words[place:found].strip(" 0123456789"):
            differences.append(Difference(path, identifier, "added", "", words[place:found]))
        place = found + len(wanted)
    return differences, place


def _begins(words: str, place: int, paragraphs: Sequence[str]) -> int:
    """Find where a text begins: a short first line may stand in the introduction, too; its place is before the second."""
    second = words.find(paragraphs[1], place) if len(paragraphs) > 1 else -1
    return words.find(paragraphs[0], place) if second < 0 else words.rfind(paragraphs[0], place, second)


def _in_order(path: str, words: str, place: int, notes: Pairs) -> Iterator[Difference]:
    for identifier, wanted in notes:
        found = words.find(wanted, place)
        if found < 0:
            yield Difference(path, identifier, "moved" if wanted in words else "lost", wanted, "")
        else:
            place = found + len(wanted)


def _read(path: Path) -> bytes:
    """The bytes of a file, none where it is absent."""
    return path.read_bytes() if path.is_file() else b""


# An archive with nothing in it.
_NO_ZIP = b"PK\x05\x06" + bytes(18)


def others(out: Path, texts: Sequence[Said]) -> Iterator[Compared]:
    """Compare the books and the plain text, where they have been built."""
    if (out / "text").is_dir():
        for said in texts:
            yield from plain(out, said)
    if (out / "epub").is_dir():
        yield from book(out, texts)
    if (out / "pdf").is_dir():
        yield from print_(out, texts)
