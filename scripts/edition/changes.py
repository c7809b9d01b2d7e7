"""What changed from one release to another, as scholars ask it: text, apparatus, markup and metadata apart, by paragraph, word by word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Iterator, Mapping, NamedTuple, Sequence

from lxml import etree

from edition import reading
from edition.corpus import Edition
from edition.documents import NS, XML_ID, Document, tei

# What a change is of.
TEXT, APPARATUS, MARKUP, METADATA = KINDS = ("text", "apparatus", "markup", "metadata")
# What became of words.
SAME, DELETED, ADDED = "same", "deleted", "added"

_EMENDED = frozenset(map(tei, ("choice", "surplus", "gap", "supplied", "app", "subst")))
_NOTES = frozenset(map(tei, ("note", "noteGrp")))
_UNITS = frozenset(map(tei, ("p", "s", "lb", "ab", "l")))
# What stands in headers of every release anew.
_ALWAYS_NEW = ("editionStmt", "publicationStmt/date", "revisionDesc")


class Piece(NamedTuple):
    """Words, and what became of them: SAME, DELETED or ADDED."""

    became: str
    words: str


@dataclass(frozen=True)
class Change:
    """One change: its kind, what it is of (``critical``, ``source``, ``note`` … or the name of an element or field), the id of the unit or entry, and the words."""

    kind: str
    of: str
    unit: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """What changed in a paragraph, or in a header or an entry: its id, its canonical reference or name, and the changes."""

    identifier: str
    reference: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Changes:
    """All that changed between two versions: for each file by its id (in the order of the edition), its parts."""

    before: str
    after: str
    files: Mapping[str, tuple[Part, ...]]

    def counted(self) -> Counter[str]:
        """How many changes there are of each kind."""
        return Counter(change.kind for parts in self.files.values() for part in parts for change in part.changes)

    def as_dict(self) -> dict[str, object]:
        """The same for JSON."""
        files = [
            {"id": name, "parts": [{"id": part.identifier, "reference": part.reference, "changes": [_change(change) for change in part.changes]} for part in parts]}
            for name, parts in self.files.items()
        ]
        return {"from": self.before, "to": self.after, "counts": {kind: self.counted()[kind] for kind in KINDS}, "files": files}

    def as_text(self) -> str:
        """The same in words: what went in brackets with a minus, what came with a plus."""
        rows = [f"{self.before} → {self.after}: " + ", ".join(f"{self.counted()[kind]} {kind}" for kind in KINDS)]
        for name, parts in self.files.items():
            for part in parts:
                rows += ["", name if part.identifier == name else part.reference]
                rows += [f"  {change.kind}, {change.of} {change.unit}".rstrip() + ": " + marked(change.pieces) for change in part.changes]
        return "\n".join(rows)


_MARKS = {SAME: "{}", DELETED: "[-{}]", ADDED: "[+{}]"}


def marked(pieces: Sequence[Piece]) -> str:
    """Say in a line what became of words."""
    return " ".join(map(_marked, pieces))


def _marked(piece: Piece) -> str:
    """Words with what became of them; of many that stayed, the first and last."""
    words = piece.words.split()
    short = piece.words if piece.became != SAME or len(words) <= 12 else " ".join([*words[:5], "…", *words[-5:]])
    return _MARKS[piece.became].format(short)


def _change(change: Change) -> dict[str, object]:
    return {"kind": change.kind, "of": change.of, "unit": change.unit, "pieces": [list(piece) for piece in change.pieces]}


class _Fact(NamedTuple):
    """Something that a file says: where (part, and its reference), of which kind, of what, in which unit, and its words."""

    part: str
    reference: str
    kind: str
    of: str
    unit: str
    words: str


def between(old: Edition, new: Edition, before: str, after: str) -> Changes:
    """Compare two states of an edition; ``before`` and ``after`` are what they are called. Files are matched by their id."""
    then = {document.name: document for document in (*old.texts, *old.authorities, old.head)}
    now = {document.name: document for document in (*new.texts, *new.authorities, new.head)}
    files = {name: tuple(_parts(then.get(name), now.get(name))) for name in dict.fromkeys([*now, *then])}
    return Changes(before, after, {name: parts for name, parts in files.items() if parts})


def _parts(before: Document | None, after: Document | None) -> Iterator[Part]:
    """Compare what two states of a file say, part by part; a part that is gone stands after the others."""
    if before and after and before.data == after.data:
        return
    old, new = list(_facts(before)), list(_facts(after))
    references = {fact.part: fact.reference for fact in (*old, *new)}
    for name in dict.fromkeys(fact.part for fact in (*new, *old)):
        if changes := tuple(_of_part([fact for fact in old if fact.part == name], [fact for fact in new if fact.part == name])):
            yield Part(name, references[name], changes)


def _of_part(old: list[_Fact], new: list[_Fact]) -> Iterator[Change]:
    groups = dict.fromkeys((fact.kind, fact.of, fact.unit) for fact in (*new, *old))
    for group in sorted(groups, key=lambda group: KINDS.index(group[0])):
        then = [fact.words for fact in old if fact[2:5] == group]
        now = [fact.words for fact in new if fact[2:5] == group]
        if then != now and not (group[1] == "source" and _same_as_critical(old, new, group[2])):
            yield from (Change(*group, found) for found in _differences(then, now))


def _same_as_critical(old: list[_Fact], new: list[_Fact], unit: str) -> bool:
    """Whether the source reading of a unit changed just as the critical one did: then that is said once."""
    sides = [{fact.of: fact.words for fact in state if fact.kind == TEXT and fact.unit == unit} for state in (old, new)]
    return pieces(*(side.get("critical", "") for side in sides)) == pieces(*(side.get("source", "") for side in sides))


def _differences(old: list[str], new: list[str]) -> Iterator[tuple[Piece, ...]]:
    """Set beside each other what took the place of what, word by word."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (pieces(then, now) for then, now in zip_longest(old[a:b], new[c:d], fillvalue=""))


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Compare words with words: what stayed, what went, what came, each run in one piece.

    >>> [tuple(piece) for piece in pieces("a red house", "a blue house")]
    [('same', 'a'), ('deleted', 'red'), ('added', 'blue'), ('same', 'house')]
    """
    then, now = old.split(), new.split()
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        runs = ((SAME, then[a:b]),) if tag == "equal" else ((DELETED, then[a:b]), (ADDED, now[c:d]))
        found += (Piece(became, " ".join(run)) for became, run in runs if run)
    return tuple(found)


def _facts(document: Document | None) -> Iterator[_Fact]:
    """Everything that a file says which can change: its header, its paragraphs, its entries."""
    if document is None:
        return
    name = document.name
    header = document.root.find("tei:teiHeader", NS)
    for of, words in _fields(header):
        if not of.startswith(_ALWAYS_NEW):
            yield _Fact(name, name, METADATA, of, "", words)
    for paragraph in document.root.iterfind("tei:text//tei:p", NS):
        yield from _of_paragraph(paragraph, document.root.get("n", name))
    for entry in document.root.iterfind("tei:standOff/*/*", NS):
        if identifier := entry.get(XML_ID):
            yield from (_Fact(identifier, identifier, METADATA, of, "", words) for of, words in _fields(entry))


def _fields(element: etree._Element | None, path: str = "") -> Iterator[tuple[str, str]]:
    """The fields of a header or an entry: each element that has words of its own, by its path, with attributes and words."""
    for child in element if element is not None else ():
        if not isinstance(child.tag, str):
            continue
        here = f"{path}/{_local(child)}".removeprefix("/").removeprefix("fileDesc/")
        mixed = any((text or "").strip() for text in (child.text, *(inner.tail for inner in child)))
        if mixed or not len(child):
            yield here, _worded(child, " ".join("".join(child.itertext()).split()))
        else:
            if any(name != XML_ID for name in child.attrib):
                yield here, _worded(child, "")
            yield from _fields(child, here)


def _of_paragraph(paragraph: etree._Element, text: str) -> Iterator[_Fact]:
    """The words of a paragraph by sentence, its emendations and notes, and the marks on its words."""
    part, reference = paragraph.get(XML_ID, ""), f"{text} {paragraph.get('n', '')}".strip()
    for unit in paragraph.findall("tei:s", NS) or [paragraph]:
        name = unit.get(XML_ID, "")
        critical, source = reading.critical(unit), reading.source(unit)
        yield _Fact(part, reference, TEXT, "critical", name, critical)
        yield _Fact(part, reference, TEXT, "source", name, source)
        yield from (_Fact(part, reference, kind, of, name, words) for kind, of, words in _marks(unit))


def _marks(unit: etree._Element) -> Iterator[tuple[str, str, str]]:
    """The emendations, notes and marks within a unit: kind, name, words. What is inside an emendation or a note counts with it."""
    for child in unit:
        if child.tag in _EMENDED:
            yield APPARATUS, _local(child), _emended(child)
            yield from (mark for inner in child for mark in _marks(inner) if mark[0] == MARKUP and _is_source(inner))
        elif child.tag in _NOTES:
            yield from ((APPARATUS, "note", _worded(note, reading.critical(note))) for note in (child.findall("tei:note", NS) or [child]))
        elif isinstance(child.tag, str):
            if child.tag not in _UNITS:
                yield MARKUP, _local(child), _worded(child, reading.source(child))
            yield from _marks(child)


def _is_source(element: etree._Element) -> bool:
    return _local(element) in ("sic", "orig", "abbr", "lem")


def _emended(element: etree._Element) -> str:
    """An emendation in words: each of its readings with who made it, how sure, and of which class."""
    if not len(element):
        return _worded(element, "")
    sides = (side for side in element if isinstance(side.tag, str))
    return " ".join(f"{_local(side)}: {_worded(side, reading.source(side) if _is_source(side) else reading.critical(side))}" for side in sides)


def _worded(element: etree._Element, words: str) -> str:
    """An element as people read it: its words, and its attributes in brackets; ids that only point are left out."""
    attributes = " ".join(f"{etree.QName(name).localname}={value}" for name, value in sorted(element.attrib.items()) if name != XML_ID)
    return " ".join(filter(None, (words, f"[{attributes}]" if attributes else "")))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname
