"""Canonical references as people type them: read against a catalogue of the edition's texts and units, and written again as the edition writes them.

A reference names a text by its name, id, title or a beginning of it, in any of the edition's languages, and a passage by the values of a
``citeStructure`` (TEI Guidelines, SACRCS), with or without the names of its kinds of units. The site reads the same catalogue with
``assets/reference.js``; both must give the same for every case in tests/case/reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Iterator, Mapping, NamedTuple, Sequence
from urllib.parse import unquote

from edition.errors import UsageError
from edition.spelling import EDGES, distance, lookalike, normal, share_stem, sound, spelt

# How well a name fits: the same, the same in other letters, a title, the beginning of a name, words within a title, a word with another ending.
SAME, SOUNDING, TITLE, BEGINNING, WITHIN, INFLECTED = range(6)

# No reference is longer; the work of reading one grows with the square of its length.
LONGEST = 300

_TOKEN = re.compile(r"[^\W\d_]+(?=[0-9])|[§¶]+|[0-9]+(?:[^\W\d_]+(?![0-9]|[^\W\d_]))?|[^\s.,;:§¶]+")


class Unit(NamedTuple):
    """A unit in the catalogue: its reference within its text, the id of its element, its kind."""

    reference: str
    identifier: str
    kind: str

    @property
    def key(self) -> tuple[str, ...]:
        """The values that its reference consists of, as they are compared."""
        return tuple(map(spelt, _TOKEN.findall(normal(self.reference))))


@dataclass(frozen=True)
class Tree:
    """A way to cite a text: its name, empty for the default one, and its units in order."""

    name: str
    units: tuple[Unit, ...]

    @cached_property
    def by_key(self) -> Mapping[tuple[str, ...], int]:
        """The place of each unit by its values."""
        return {unit.key: place for place, unit in reversed(list(enumerate(self.units)))}


@dataclass(frozen=True)
class Work:
    """A text, or the whole edition: its id, the name it has in references, its titles, and the ways to cite it."""

    identifier: str
    name: str
    titles: tuple[str, ...]
    trees: tuple[Tree, ...] = ()

    def fit(self, words: str) -> int | None:
        """Tell how well words, as ``normal`` gives them, name this text; None where they do not."""
        words, *names = (re.sub("[,;:.!?]", "", name) for name in (words, *map(normal, (self.name, self.identifier, *self.titles))))
        look, *looks = map(lookalike, (words, *names))
        found = (
            (SAME, look in looks[:2]),
            (SOUNDING, sound(words) in map(sound, names[:2])),
            (TITLE, look in looks),
            (BEGINNING, len(words) > 1 and any(name.startswith(look) for name in looks)),
            (WITHIN, len(words) > 2 and any(f" {look}" in name for name in looks[2:])),
            (INFLECTED, words.isalpha() and any(share_stem(words, word) for name in names for word in name.split())),
        )
        return next((rank for rank, fits in found if fits), None)


@dataclass(frozen=True)
class Catalogue:
    """All that can be cited: the edition, its texts in order, and for each kind of unit its sign and the words by which it is known."""

    edition: Work
    texts: tuple[Work, ...]
    kinds: Mapping[str, Sequence[str]]

    def is_kind(self, word: str, kind: str) -> bool:
        """Tell whether a word, perhaps shortened or inflected, names a kind of unit."""
        known = [normal(name) for name in (*self.kinds[kind], kind)]
        return any(name.startswith(form) or form.startswith(name) for name in known for form in (word, lookalike(word)))

    def written(self, tree: Tree, unit: Unit) -> str:
        """A unit's reference within its text; that of another tree than the default one begins with the sign of its kind."""
        return f"{self.kinds[unit.kind][0]} {unit.reference}" if tree.name else unit.reference


@dataclass(frozen=True)
class Reference:
    """What is cited: a text or the edition, and in it the passage from a unit to another; no units for the whole."""

    work: Work
    first: Unit | None = None
    last: Unit | None = None
    passage: str = ""

    @property
    def canonical(self) -> str:
        """The reference as the edition writes it: ``rapallo 3.2–3.4``."""
        return " ".join(filter(None, (self.work.name, self.passage)))


class UnknownReference(UsageError):
    """A reference that names nothing here, or more than one thing; ``suggestions`` are references that do name something."""

    def __init__(self, message: str, suggestions: Sequence[str]) -> None:
        self.suggestions = list(dict.fromkeys(suggestions))
        super().__init__(message + (f" Try {' or '.join(f'“{one}”' for one in self.suggestions)}." if suggestions else ""))


def parse(typed: str, catalogue: Catalogue) -> Reference:
    """Read a reference, an id, or an address that ends in one. Raises UnknownReference, with what may have been meant."""
    if len(typed) > LONGEST:
        raise UnknownReference(f"A reference has at most {LONGEST} characters.", [])
    words = normal(_fragment(typed))
    if (found := _identified(words, catalogue)) is not None:
        return found
    ranked = list(_named(words, catalogue))
    if not ranked:
        raise UnknownReference(f"“{typed.strip()}” names no text of this edition.", _nearest(words, catalogue))
    best = min((rank, -len(head)) for rank, head, _, _ in ranked)
    fitting = list({work.identifier: (work, tail) for rank, head, tail, work in ranked if (rank, -len(head)) == best}.values())
    if len(fitting) > 1:
        raise UnknownReference(f"“{typed.strip()}” may be more than one text.", _completed(fitting, catalogue))
    work, tail = fitting[0]
    return _passage(work, tail, catalogue) if tail else Reference(work)


def _completed(fitting: Sequence[tuple[Work, str]], catalogue: Catalogue) -> list[str]:
    """What to suggest where several texts have the name: the passage in those that have it, else the texts."""
    having = [f"{work.name} {tail}".strip() for work, tail in fitting if not tail or _has(work, tail, catalogue)]
    return having or [work.name for work, _ in fitting]


def _has(work: Work, words: str, catalogue: Catalogue) -> bool:
    """Tell whether a text has a passage."""
    try:
        return bool(work.trees and _passage(work, words, catalogue))
    except UnknownReference:
        return False


def _fragment(typed: str) -> str:
    """Of an address the id it ends in, or the name of its page; anything else as it is."""
    found = re.fullmatch(r"\s*(?:https?://|file:)[^#]*?([^/#?]*?)(?:\.html)?(?:\?[^#]*)?(?:#([^:]*)(?::~:.*)?)?\s*", typed)
    return unquote(found[2] or found[1]) if found else typed


def _identified(words: str, catalogue: Catalogue) -> Reference | None:
    """Read ids: one, or two with a dash between."""
    units = {normal(unit.identifier): (work, tree, unit) for work in reversed(catalogue.texts) for tree in reversed(work.trees) for unit in tree.units}
    cuts = [(words, words), *((words[:found.start()].strip(), words[found.end() :].strip()) for found in re.finditer("-", words))]
    for one, other in cuts:
        if one in units and other in units:
            return _range(units[one][0], units[one][1], units[one][2], units[other][2], catalogue)
    return None


def _named(words: str, catalogue: Catalogue) -> Iterator[tuple[int, str, str, Work]]:
    """Go through all ways to take the beginning of a reference for the name of a text and the rest for a passage: rank, name, rest, text."""
    if len(catalogue.texts) == 1 and _is_passage(words, catalogue):
        yield SAME, "", words, catalogue.texts[0]
    for found in re.finditer(r"(?<=[^\W\d_])(?=[0-9])|(?=[\s.,;:§¶-])|$", words):
        head, tail = words[: found.start()].strip(EDGES), words[found.start() :].strip(EDGES + "-")
        for work in (catalogue.edition, *catalogue.texts):
            rank = work.fit(head) if head else None
            if rank is not None and (not tail or (work.trees and (_is_passage(tail, catalogue) or _found(work.trees[0], list(_steps(tail, work, catalogue)), catalogue)))):
                yield rank, head, tail, work


def _is_passage(words: str, catalogue: Catalogue) -> bool:
    """Tell whether words can name a passage: a value with a figure, or the name of a kind of unit before a value."""
    tokens = _TOKEN.findall(words)
    return bool(tokens) and (_has_figure(tokens[0]) or (len(tokens) > 1 and any(catalogue.is_kind(tokens[0], kind) for kind in catalogue.kinds)))


def _has_figure(token: str) -> bool:
    return re.search("[0-9]", token) is not None


def _passage(work: Work, words: str, catalogue: Catalogue) -> Reference:
    """Read a passage within a text, from one unit to another or one alone. Raises UnknownReference."""
    left, *more = words.split("-", 1)
    tree, first = _unit(work, left, catalogue)
    last = _end(work, tree, first, more[0], catalogue) if more else first
    return _range(work, tree, first, last, catalogue)


def _range(work: Work, tree: Tree, first: Unit, last: Unit, catalogue: Catalogue) -> Reference:
    """The passage from one unit to another. Raises UnknownReference where it ends before it begins."""
    if last not in tree.units:
        raise UnknownReference("A passage begins and ends in one text, in units of one kind of reference.", [f"{work.name} {catalogue.written(tree, first)}"])
    start, end = catalogue.written(tree, first), catalogue.written(tree, last)
    if tree.units.index(last) < tree.units.index(first):
        raise UnknownReference(f"“{start}–{end}” ends before it begins.", [f"{work.name} {end}–{start}"])
    return Reference(work, first, last, start if first == last else f"{start}–{last.reference}")


def _unit(work: Work, words: str, catalogue: Catalogue) -> tuple[Tree, Unit]:
    """Find the unit that a passage begins with: in the default tree, or in that whose kinds of units it names. Raises UnknownReference."""
    steps = list(_steps(words, work, catalogue))
    for tree in work.trees if any(word for word, _ in steps) else work.trees[:1]:
        if (unit := _found(tree, steps, catalogue)) is not None:
            return tree, unit
    raise UnknownReference(f"{work.name} has no “{words.strip()}”.", _beside(work, steps, catalogue))


def _end(work: Work, tree: Tree, first: Unit, words: str, catalogue: Catalogue) -> Unit:
    """Find the unit that a passage ends with; it may leave out what it shares with the beginning. Raises UnknownReference."""
    steps = list(_steps(_without_name(words, work), work, catalogue))
    shared = [("", value) for value in first.key[: max(0, len(first.key) - len(steps))]]
    named = any(word for word, _ in steps)
    for tried in (steps, [*shared, *steps]) if named else ([*shared, *steps],):
        if (unit := _found(tree, tried, catalogue)) is not None:
            return unit
    raise UnknownReference(f"{work.name} has no “{words.strip()}”.", [f"{work.name} {catalogue.written(tree, first)}"])


def _without_name(words: str, work: Work) -> str:
    """The end of a passage without the name of its text, if it repeats it."""
    cuts = (found.start() for found in re.finditer(r"[\s.,;:]", words))
    return next((words[cut:].strip(EDGES) for cut in cuts if work.fit(words[:cut].strip(EDGES)) is not None), words)


def _steps(words: str, work: Work, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Go through the values of a passage, each with the name of a kind before it, or an empty one."""
    kinds = {unit.kind for tree in work.trees for unit in tree.units}
    tokens = _TOKEN.findall(words)
    word = ""
    for place, token in enumerate(tokens):
        if not word and place + 1 < len(tokens) and not _has_figure(token) and any(catalogue.is_kind(token, kind) for kind in kinds):
            word = token
        else:
            yield word, spelt(token)
            word = ""


def _found(tree: Tree, steps: Sequence[tuple[str, str]], catalogue: Catalogue) -> Unit | None:
    """The unit of a tree with these values, if those above it and itself are of the kinds named."""
    key = tuple(value for _, value in steps)
    place = tree.by_key.get(key)
    for depth, (word, _) in enumerate(steps, 1):
        above = tree.by_key.get(key[:depth])
        if word and (above is None or not catalogue.is_kind(word, tree.units[above].kind)):
            return None
    return None if place is None else tree.units[place]


def _beside(work: Work, steps: Sequence[tuple[str, str]], catalogue: Catalogue) -> list[str]:
    """References to suggest for one that is not there: the first and last of those that it would stand among, and the same value in another tree."""
    key = tuple(value for _, value in steps)
    alike = [(tree, unit) for tree in work.trees[:1] for unit in tree.units if len(unit.key) == len(key) and unit.key[:-1] == key[:-1]]
    above = [(tree, tree.units[tree.by_key[key[:-1]]]) for tree in work.trees[:1] if key[:-1] in tree.by_key]
    others = [(tree, tree.units[tree.by_key[key]]) for tree in work.trees if key in tree.by_key]
    return [f"{work.name} {catalogue.written(tree, unit)}" for tree, unit in (*alike[:1], *alike[-1:], *above, *others)] or [work.name]


def _nearest(words: str, catalogue: Catalogue) -> list[str]:
    """What to suggest where no text is named, at most three: the passage in the texts that have it, else the names that are most like what was typed."""
    if _is_passage(words, catalogue) and (having := [work for work in catalogue.texts if _has(work, words, catalogue)]):
        return [f"{work.name} {words}" for work in having[:3]]
    name = sound(re.split(r"[\s0-9.,;:§¶-]", words, maxsplit=1)[0])
    return [work.name for work in sorted(catalogue.texts, key=lambda work: min(distance(name, sound(normal(known))) for known in (work.name, work.identifier)))][:3]
