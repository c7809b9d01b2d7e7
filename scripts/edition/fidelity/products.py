"""Each product beside what the texts say: which of its parts are compared, and by what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from edition.fidelity import compare, markup, records
from edition.fidelity.compare import Difference
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


def site(files: Mapping[str, bytes], texts: Sequence[Said]) -> Iterator[Compared]:
    """Compare the pages of the site in every language: texts, their notes and apparatus, and the view of the source."""
    for home in (name for name in files if name.rpartition("/")[2] == "index.html"):
        lang = _page(files, home).get("lang", "")
        for said in texts:
            path = home.removesuffix("index.html") + said.name
            yield from text_page(f"site/{path}.html", _page(files, f"{path}.html"), said, lang)
            yield _units(f"site/{path}.source.html", "lines of the source", said.lines, markup.lines(_page(files, f"{path}.source.html")))
    for said in texts:
        yield _units(f"site/{said.name}.source.js", "lines of the source", said.lines, markup.lines(markup.parse(_scripted(files.get(f"{said.name}.source.js", b"")))))


def _scripted(script: bytes) -> bytes:
    """The page that a script holds as one string."""
    return str(json.loads(script.partition(b"=")[2].strip().removesuffix(b";") or b'"<p/>"')).encode()


def _page(files: Mapping[str, bytes], name: str) -> etree._Element:
    return markup.parse(files.get(name, b"<html><body/></html>"))


def text_page(path: str, root: etree._Element, said: Said, lang: str) -> Iterator[Compared]:
    """Compare a page of a text, as a file or as it stands in a browser, with what the text says; its notes are those of a language."""
    yield _units(path, "paragraphs and sentences", said.critical, markup.units(root, (name for name, _ in said.critical)))
    shown = " ".join(markup.words(element) for element in markup.of_class(root, "text") if "transmitted" not in markup.classes(element))
    yield Compared(path, "the whole text", 1, tuple(compare.whole(path, said.name, said.whole, shown)))
    notes = said.notes(lang)
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


def others(out: Path, texts: Sequence[Said]) -> Iterable[Compared]:
    """Compare what else has been built."""
    return ()
