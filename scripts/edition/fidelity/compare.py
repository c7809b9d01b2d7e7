"""Compare what a product carries with what the text says, unit by unit: nothing lost, nothing changed, nothing moved, nothing added."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Iterable, Iterator, Mapping, NamedTuple, Sequence

KINDS = {
    "lost": "is not there",
    "changed": "says something else",
    "moved": "stands in another order",
    "added": "says what the text does not",
}


class Difference(NamedTuple):
    """Where a product parts from the text: the product's path, the unit, one of KINDS, and the words of each where they part."""

    product: str
    unit: str
    kind: str
    expected: str
    found: str

    @property
    def message(self) -> str:
        """Say it in one line."""
        words = f"; the text has “{self.expected}”, the product “{self.found}”" if self.kind in ("changed", "added") else ""
        return f"{self.unit} {KINDS[self.kind]}{words}"


def by_unit(product: str, expected: Sequence[tuple[str, str]], found: Mapping[str, str]) -> Iterator[Difference]:
    """Compare units by their id, then their order; ``found`` maps ids to words in the order of the product. An empty unit may be absent."""
    for identifier, words in expected:
        if identifier not in found:
            if words:
                yield Difference(product, identifier, "lost", words, "")
        elif found[identifier] != words:
            yield Difference(product, identifier, "changed", *parting(words, found[identifier]))
    yield from _moved(product, [identifier for identifier, _ in expected if identifier in found], found)


def _moved(product: str, wanted: list[str], found: Mapping[str, str]) -> Iterator[Difference]:
    known = set(wanted)
    for before, after in zip(wanted, (identifier for identifier in found if identifier in known), strict=True):
        if before != after:
            yield Difference(product, before, "moved", "", "")
            return


def in_sequence(product: str, unit: str, expected: Sequence[str], found: Sequence[str]) -> Iterator[Difference]:
    """Compare what has no ids of its own, one after the other."""
    for number, (words, others) in enumerate(zip(expected, found, strict=False), 1):
        if words != others:
            yield Difference(product, f"{unit} {number}", "changed", *parting(words, others))
    for number, words in enumerate(expected[len(found) :], len(found) + 1):
        yield Difference(product, f"{unit} {number}", "lost", words, "")
    for number, words in enumerate(found[len(expected) :], len(expected) + 1):
        yield Difference(product, f"{unit} {number}", "added", "", words)


def whole(product: str, unit: str, expected: str, found: str) -> Iterator[Difference]:
    """Compare all words of a text at once: what stands between the units shows here."""
    if expected != found:
        yield Difference(product, unit, "added" if len(found) > len(expected) else "changed", *parting(expected, found))


def parting(expected: str, found: str, around: int = 20) -> tuple[str, str]:
    """Cut two strings to where they part first, with some characters on either side; nothing of two that are the same."""
    if expected == found:
        return "", ""
    start = next((i for i, (a, b) in enumerate(zip(expected, found, strict=False)) if a != b), min(len(expected), len(found)))
    matcher = SequenceMatcher(None, expected[start : start + 200], found[start : start + 200], autojunk=False)
    ends = next(((block.a, block.b) for block in matcher.get_matching_blocks() if block.size >= 4), (around, around))
    first = max(start - around, 0)
    return expected[first : start + ends[0] + around], found[first : start + ends[1] + around]


def firsts(differences: Iterable[Difference], most: int = 3) -> list[Difference]:
    """Give the first differences of each product: one fault of a stylesheet can show in every unit."""
    kept: dict[str, list[Difference]] = {}
    for difference in differences:
        kept.setdefault(difference.product, []).append(difference)
    return [difference for found in kept.values() for difference in found[:most]]
