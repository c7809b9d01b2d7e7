"""How far independent passes over the texts agree, and how their differences were decided.

A pass is a file that tags the same witness (``TEI[@type='pass']``). Two passes are compared mark by mark: the same kind on the
same characters, and the same meaning. Agreement on spans is given as F1 a kind, agreement on words as Cohen's kappa
(J. Cohen, A Coefficient of Agreement for Nominal Scales, 1960), a word's label being all the kinds that cover it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Hashable, Iterable, Iterator, Mapping, NamedTuple

from lxml import etree

from edition import corpus, marks
from edition.corpus import Edition
from edition.documents import NS, Document
from edition.marks import Mark


class Agreement(NamedTuple):
    """Two passes compared on one kind of mark: how many each has, how many stand on the same characters, how many mean the same."""

    first: int
    second: int
    same_span: int
    same_meaning: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall on spans: 1 where both passes have the same, or nothing."""
        return 2 * self.same_span / (self.first + self.second) if self.first + self.second else 1.0


@dataclass(frozen=True)
class Passes:
    """The passes over one text: the text as published, and each pass by the id of its step."""

    text: Document
    by_step: Mapping[str, Document]

    @property
    def name(self) -> str:
        """The id of the text."""
        return self.text.name


@dataclass(frozen=True, order=True)
class Difference:
    """Characters on which the passes and the text do not say the same of a kind: who says what (None: nothing)."""

    text: str
    sentence: str
    start: int
    end: int
    kind: str
    words: str
    said: tuple[tuple[str, str | None], ...]


def of_edition(edition: Edition) -> list[Passes]:
    """List the texts of an edition that two or more passes went over, each with its passes, in the order of the edition."""
    by_text: dict[Path, dict[str, Document]] = {}
    for record in edition.records:
        found = corpus.target(record.document.root.get("corresp", ""), record.document.path, [])
        if found and record.document.root.get("type") == "pass":
            by_text.setdefault(found.path, {})[record.step] = record.document
    pairs = [Passes(text, by_text.get(text.real, {})) for text in edition.texts]
    return [passes for passes in pairs if len(passes.by_step) > 1]


def compare(first: Iterable[Mark], second: Iterable[Mark]) -> dict[str, Agreement]:
    """Compare two lists of marks; give an Agreement for each kind that occurs, in the order of ``marks.KINDS``."""
    first, second = list(first), list(second)
    counts = [Counter(mark.kind for mark in side) for side in (first, second)]
    spans = Counter(mark.kind for mark in _common(first, second, _span))
    meanings = Counter(mark.kind for mark in _common(first, second, lambda mark: mark))
    return {kind: Agreement(counts[0][kind], counts[1][kind], spans[kind], meanings[kind]) for kind in marks.KINDS if counts[0][kind] + counts[1][kind]}


def _span(mark: Mark) -> Hashable:
    """What two marks on the same characters share; of what has no extent in the source, the words as well."""
    return (mark.sentence, mark.start, mark.end, mark.kind, mark.words if mark.start == mark.end else "")


def _common(first: Iterable[Mark], second: Iterable[Mark], key: Callable[[Mark], Hashable]) -> Iterator[Mark]:
    left = Counter(map(key, second))
    for mark in first:
        if left[key(mark)]:
            left[key(mark)] -= 1
            yield mark


def kappa(pairs: Iterable[tuple[str, str]]) -> float:
    """Cohen's kappa of two raters: a pair of labels for each thing rated. 1 where nothing is left to chance."""
    both = Counter(pairs)
    total = sum(both.values())
    agreed = sum(count for (one, other), count in both.items() if one == other)
    sides: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for pair, count in both.items():
        for side, label in zip(sides, pair, strict=True):
            side[label] += count
    chance = sum(sides[0][label] * sides[1][label] for label in sides[0]) / total**2 if total else 1.0
    return (agreed / total - chance) / (1 - chance) if chance < 1 else 1.0


def labels(document: Document) -> list[str]:
    """Give each word of a text's source reading its label: the kinds of marks that cover a character of it."""
    covering: dict[str, list[Mark]] = {}
    for mark in marks.marks(document):
        covering.setdefault(mark.sentence, []).append(mark)
    return [
        " ".join(sorted({mark.kind for mark in covering.get(sentence, ()) if mark.start < end and mark.end > start}))
        for sentence, start, end in marks.words(document)
    ]


def rated(passes: Passes) -> list[tuple[str, str]]:
    """The labels of the first two passes, word by word."""
    first, second = list(passes.by_step.values())[:2]
    return list(zip(labels(first), labels(second), strict=False))


def differences(passes: Passes) -> list[Difference]:
    """List where the passes and the published text do not all say the same, in document order."""
    said: dict[Hashable, dict[str, Mark]] = {}
    for step, document in [*passes.by_step.items(), ("text", passes.text)]:
        for mark in marks.marks(document):
            said.setdefault(_span(mark), {})[step] = mark
    steps = (*passes.by_step, "text")
    return sorted(
        Difference(passes.name, mark.sentence, mark.start, mark.end, mark.kind, mark.words, tuple((step, by[step].meaning if step in by else None) for step in steps))
        for by in said.values()
        for mark in [next(iter(by.values()))]
        if len({by[step].meaning if step in by else None for step in steps}) > 1
    )


@dataclass(frozen=True)
class Decision:
    """How a difference was decided: the sentence (its id), the words in question, and the note that gives the reason."""

    sentence: str
    words: str
    document: Document
    note: etree._Element


def decisions(edition: Edition) -> list[Decision]:
    """List the decisions of an edition's adjudication; a note speaks of each phrase that it mentions."""
    return [
        Decision(note.get("target", "").partition("#")[2], " ".join("".join(phrase.itertext()).split()), record.document, note)
        for record in edition.records
        for note in record.document.root.iterfind("tei:standOff/tei:listAnnotation[@type='adjudication']/tei:note", NS)
        for phrase in note.iterfind("tei:mentioned", NS)
    ]
