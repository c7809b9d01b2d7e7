"""Decide whether one RELAX NG grammar (XML syntax) accepts only what another accepts: ours against ``tei_all``.

Content models: for each element of ours, its content is a regular language over child names and text. The pair
(our model, their model) is derived by each symbol that ours can begin with, breadth first; the first pair in which
ours may end and theirs may not, or theirs has no derivative left, gives a shortest counterexample.
Attributes: theirs must accept every set between our required and our possible attributes.
Datatypes: by a table; what it does not know is a violation. Embedded Schematron is outside.
All elements of one name share one content model (true of TEI; alternatives are joined).
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache, reduce
from itertools import chain, combinations
from pathlib import Path
from typing import Iterator

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEXT = "(text)"
NONE, EMPTY, ANY_TEXT = ("none",), ("empty",), ("text",)
Pattern = tuple


def seq(a: Pattern, b: Pattern) -> Pattern:
    """Join two patterns, one after the other."""
    if NONE in (a, b):
        return NONE
    return b if a == EMPTY else a if b == EMPTY else ("seq", a, b)


def alt(*patterns: Pattern) -> Pattern:
    """Join patterns of which one is to match."""
    flat = frozenset(chain.from_iterable(p[1] if p[0] == "alt" else (p,) for p in patterns if p != NONE))
    return NONE if not flat else next(iter(flat)) if len(flat) == 1 else ("alt", flat)


def both(a: Pattern, b: Pattern) -> Pattern:
    """Join two patterns, in any order and mixed."""
    if NONE in (a, b):
        return NONE
    return b if a == EMPTY else a if b == EMPTY else ("both", a, b)


def nullable(p: Pattern) -> bool:
    """Tell whether the pattern matches nothing at all."""
    match p[0]:
        case "empty" | "text":
            return True
        case "seq" | "both":
            return nullable(p[1]) and nullable(p[2])
        case "alt":
            return any(map(nullable, p[1]))
        case "plus":
            return nullable(p[1])
    return False


def first(p: Pattern) -> frozenset[str]:
    """Give the symbols a match can begin with."""
    match p[0]:
        case "text":
            return frozenset([TEXT])
        case "element":
            return frozenset([p[1]])
        case "alt":
            return frozenset(chain.from_iterable(map(first, p[1])))
        case "plus":
            return first(p[1])
        case "seq":
            return first(p[1]) | (first(p[2]) if nullable(p[1]) else frozenset())
        case "both":
            return first(p[1]) | first(p[2])
    return frozenset()


@lru_cache(maxsize=None)
def derive(p: Pattern, symbol: str) -> Pattern:
    """Give what is left to match after ``symbol``."""
    match p[0]:
        case "text":
            return p if symbol == TEXT else NONE
        case "element":
            return EMPTY if p[1] == symbol or (p[1] == "*" and symbol != TEXT) else NONE
        case "alt":
            return alt(*(derive(q, symbol) for q in p[1]))
        case "plus":
            return seq(derive(p[1], symbol), alt(p, EMPTY))
        case "seq":
            rest = seq(derive(p[1], symbol), p[2])
            return alt(rest, derive(p[2], symbol)) if nullable(p[1]) else rest
        case "both":
            return alt(both(derive(p[1], symbol), p[2]), both(p[1], derive(p[2], symbol)))
    return NONE


def counterexample(ours: Pattern, theirs: Pattern) -> str | None:
    """Give a shortest content that ours allows and theirs does not."""
    seen, queue = {(ours, theirs)}, [(ours, theirs, "")]
    for p, q, word in queue:
        if nullable(p) and not nullable(q):
            return word or "(nothing)"
        for symbol in sorted(first(p)):
            pair = derive(p, symbol), derive(q, symbol)
            if pair[1] == NONE:
                return f"{word} {symbol}".strip()
            if pair not in seen:
                seen.add(pair)
                queue.append((*pair, f"{word} {symbol}".strip()))
    return None


class Grammar:
    """A grammar read from a file: for each element name its definitions."""

    def __init__(self, path: Path) -> None:
        root = etree.parse(str(path)).getroot()
        self._defines = {define.get("name"): define for define in root.iter(RNG + "define")}
        self.elements: dict[str, list[etree._Element]] = defaultdict(list)
        for element in root.iter(RNG + "element"):
            self.elements[element.get("name", "*")].append(element)

    def children(self, node: etree._Element) -> Iterator[etree._Element]:
        """Go through the patterns in ``node``, references to other than elements resolved."""
        for child in node.iterchildren(RNG + "*"):
            if child.tag == RNG + "ref":
                yield from self.children(self._defines[child.get("name")])
            elif child.tag[len(RNG) :] not in ("name", "anyName", "param"):
                yield child

    def content(self, node: etree._Element) -> Pattern:
        """Give the content model of one pattern; attributes count for nothing."""
        kind, parts = node.tag[len(RNG) :], self.children(node)
        match kind:
            case "element":
                return ("element", node.get("name", "*"))
            case "attribute" | "empty":
                return EMPTY
            case "text" | "data" | "value" | "list":
                return ANY_TEXT
            case "notAllowed":
                return NONE
            case "choice":
                return alt(*map(self.content, parts))
            case "interleave":
                return reduce(both, map(self.content, parts), EMPTY)
        joined = reduce(seq, map(self.content, list(parts)), EMPTY)
        repeated = ("plus", joined) if kind in ("oneOrMore", "zeroOrMore") and joined not in (EMPTY, NONE) else joined
        return alt(repeated, EMPTY) if kind in ("optional", "zeroOrMore") else both(repeated, ANY_TEXT) if kind == "mixed" else repeated

    def model(self, name: str) -> Pattern:
        """Give the joined content models of all elements of this name."""
        return alt(*(reduce(seq, map(self.content, self.children(element)), EMPTY) for element in self.elements[name]))

    def attributes(self, node: etree._Element) -> dict[str, etree._Element]:
        """Give the attributes that a pattern can have, child elements left aside."""
        if node.tag == RNG + "attribute":
            return {node.get("name"): node}
        inner = (self.attributes(child) for child in self.children(node) if child.tag != RNG + "element")
        return reduce(lambda known, more: known | more, inner, {})

    def accepts(self, node: etree._Element, chosen: frozenset[str]) -> bool:
        """Tell whether a pattern accepts exactly this set of its attributes."""
        kind, known = node.tag[len(RNG) :], frozenset(self.attributes(node))
        if kind == "attribute":
            return chosen == known
        if not known:
            return not chosen
        parts = [(child, frozenset(self.attributes(child))) for child in self.children(node) if child.tag != RNG + "element"]
        if kind == "choice":
            return any(chosen <= names and self.accepts(child, chosen) for child, names in parts)
        optional = kind in ("optional", "zeroOrMore") and not chosen
        return chosen <= known and (optional or all(self.accepts(child, chosen & names) for child, names in parts))

    def refused(self, name: str, required: frozenset[str], possible: frozenset[str]) -> frozenset[str] | None:
        """Give a set between the two that no element of this name accepts; each attribute of a choice is tried both ways."""
        bound = {a for e in self.elements[name] for c in self._descend(e) if c.tag == RNG + "choice" for a in self.attributes(c)}
        free = sorted((possible - required) & bound)
        for some in chain.from_iterable(combinations(free, size) for size in range(len(free) + 1)):
            for chosen in (required | set(some), (possible - set(free)) | set(some)):
                if not any(self.accepts(element, frozenset(chosen)) for element in self.elements[name]):
                    return frozenset(chosen)
        return None

    def _descend(self, node: etree._Element) -> Iterator[etree._Element]:
        for child in self.children(node):
            if child.tag not in (RNG + "element", RNG + "attribute"):
                yield child
                yield from self._descend(child)

    def required(self, name: str) -> frozenset[str]:
        """Give the attributes that stand outside any optional part."""
        found = (c for e in self.elements[name] for c in self.children(e) if c.tag == RNG + "attribute")
        return frozenset(c.get("name") for c in found)
