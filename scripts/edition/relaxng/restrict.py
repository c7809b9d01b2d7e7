"""The restrictions on a simplified schema (RELAX NG, section 7), judged element by element."""

from __future__ import annotations

from collections.abc import Iterator

from .problems import SchemaProblem
from .names import SEP, NameClass, open_ended, overlap, split
from .patterns import EMPTY, TEXT, Attribute, Choice, Data, Element, Group, Interleave, List, OneOrMore, Pattern, Place, Value

_NAMES: dict[type, str] = {
    Attribute: "attribute", Element: "element", List: "list", Data: "data", Value: "value", Group: "group", Interleave: "interleave", OneOrMore: "oneOrMore",
}

# What may not stand anywhere within what (sections 7.1.1 to 7.1.5).
_PROHIBITED: dict[str, tuple[str, frozenset[str]]] = {
    "attribute": ("7.1.1", frozenset(("attribute", "element"))),
    "list": ("7.1.3", frozenset(("list", "element", "attribute", "text", "interleave"))),
    "except": ("7.1.4", frozenset(("attribute", "element", "list", "text", "group", "interleave", "oneOrMore", "empty"))),
    "start": ("7.1.5", frozenset(("attribute", "data", "value", "text", "list", "group", "interleave", "oneOrMore", "empty"))),
}


def _kind(pattern: Pattern) -> str:
    if pattern in (TEXT, EMPTY):
        return "text" if pattern is TEXT else "empty"
    return _NAMES.get(type(pattern), "")


def _children(pattern: Pattern) -> tuple[Pattern, ...]:
    if isinstance(pattern, Choice):
        return pattern.parts
    if isinstance(pattern, Group):
        return pattern.one, pattern.two
    return (pattern.part,) if isinstance(pattern, OneOrMore) else ()


def _within(pattern: Pattern) -> Iterator[Pattern]:
    """A pattern and all that it is made of, down to its leaves, each once."""
    seen, queue = set(), [pattern]
    while queue:
        found = queue.pop()
        if found not in seen:
            seen.add(found)
            yield found
            queue.extend(_children(found))


def _prohibited(pattern: Pattern, place: Place, context: str) -> Iterator[SchemaProblem]:
    clause, kinds = _PROHIBITED[context]
    if context == "start" and pattern is EMPTY:
        yield SchemaProblem(*place, clause, "start may not hold empty")
    for kind in sorted({_kind(found) for found in _within(pattern)} & kinds):
        yield SchemaProblem(*place, clause, f"{context} may not hold {kind}")


def start(pattern: Pattern, place: Place) -> list[SchemaProblem]:
    """Judge what a document may begin with (section 7.1.5)."""
    return list(dict.fromkeys(_prohibited(pattern, place, "start")))


def element(owner: Element, content: Pattern) -> list[SchemaProblem]:
    """Judge the content of one element."""
    problems: list[SchemaProblem] = []
    for part in _within(content):
        problems += _leaf(part)
    problems += _repeated(content, owner.place, False, "")
    problems += _strings(content, owner.place)
    problems += _attributes(content, owner.place)
    problems += _interleaved(content, owner.place)
    return list(dict.fromkeys(problems))


def _leaf(part: Pattern) -> Iterator[SchemaProblem]:
    if isinstance(part, Attribute):
        yield from _prohibited(part.content, part.place, "attribute")
        yield from _strings(part.content, part.place)
        for inner in _within(part.content):
            yield from _leaf(inner)
    elif isinstance(part, List):
        yield from _prohibited(part.content, part.place, "list")
        for inner in _within(part.content):
            yield from _leaf(inner)
    elif isinstance(part, Data) and part.excepted:
        yield from _prohibited(part.excepted, part.place, "except")
        for inner in _within(part.excepted):
            yield from _leaf(inner)


def _repeated(pattern: Pattern, place: Place, repeated: bool, grouped: str) -> Iterator[SchemaProblem]:
    """Sections 7.1.2 and 7.3: which attributes may be repeated, and which must be."""
    if not pattern.attributes:
        return
    if isinstance(pattern, Attribute):
        if grouped:
            yield SchemaProblem(*pattern.place, "7.1.2", f"an attribute may not stand in {grouped} in oneOrMore")
        if not repeated and open_ended(pattern.names):
            yield SchemaProblem(*pattern.place, "7.3", "an attribute with infinitely many names must be repeated (oneOrMore)")
        return
    repeated = repeated or isinstance(pattern, OneOrMore)
    if repeated and isinstance(pattern, (Group, Interleave)):
        grouped = _kind(pattern)
    for part in _children(pattern):
        yield from _repeated(part, place, repeated, grouped)


_EMPTY, _COMPLEX, _SIMPLE = 1, 2, 3


def _strings(pattern: Pattern, place: Place) -> list[SchemaProblem]:
    """Section 7.2: a string is matched whole by one data, value or list, beside which only attributes stand."""
    problems: list[SchemaProblem] = []
    _content_type(pattern, place, problems)
    return problems


def _content_type(pattern: Pattern, place: Place, problems: list[SchemaProblem]) -> int:
    if isinstance(pattern, (Data, Value, List)):
        return _SIMPLE
    if pattern is TEXT or isinstance(pattern, Element):
        return _COMPLEX
    parts = [_content_type(part, place, problems) for part in _children(pattern)]
    if type(pattern) is not Choice and isinstance(pattern, (Group, Interleave, OneOrMore)):
        filled = [part for part in parts if part != _EMPTY]
        if _SIMPLE in filled and (len(filled) > 1 or isinstance(pattern, OneOrMore)):
            problems.append(SchemaProblem(*place, "7.2", f"data, value or list may not stand in {_kind(pattern)} with what is no attribute"))
    return max(parts, default=_EMPTY)


def _show(name: str) -> str:
    return split(name)[1].replace("\0", "*") or name.replace(SEP, " ")


class _Seen:
    """The name classes of one part of a pattern: the finite ones as a set, which makes comparing many cheap."""

    def __init__(self, classes: list[NameClass]) -> None:
        self.names = {name for found in classes for name in found.names or ()}
        self.wide = [found for found in classes if found.names is None]

    def common(self, other: _Seen) -> str | None:
        """Give a name that stands in both."""
        for name in self.names & other.names:
            return name
        for one, two in ((self, other), (other, self)):
            for wide in one.wide:
                found = next((name for name in two.names if name in wide), None) or next(filter(None, (overlap(wide, more) for more in two.wide)), None)
                if found:
                    return found
        return None


def _attributes(pattern: Pattern, place: Place) -> Iterator[SchemaProblem]:
    """Section 7.3: no attribute twice."""
    for part in _within(pattern):
        if part.attributes and isinstance(part, (Group, Interleave)):
            sides = [_Seen([leaf.names for leaf in child.leaves if isinstance(leaf, Attribute)]) for child in _children(part)]
            for name in _clashes(sides):
                yield SchemaProblem(*place, "7.3", f"the attribute {_show(name)!r} is allowed twice")


def _clashes(sides: list[_Seen]) -> Iterator[str]:
    """Names that stand in more than one of several parts."""
    names: set[str] = set()
    for side in sides:
        yield from names & side.names
        names |= side.names
    for number, side in enumerate(sides):
        for other in sides[number + 1:]:
            if side.wide or other.wide:
                name = side.common(other)
                if name:
                    yield name


def _interleaved(pattern: Pattern, place: Place) -> Iterator[SchemaProblem]:
    """Section 7.4: the parts of an interleave hold different elements, and at most one of them text."""
    for part in _within(pattern):
        if isinstance(part, Interleave):
            sides = [_Seen([leaf.names for leaf in child.leaves if isinstance(leaf, Element)]) for child in part.parts]
            for name in _clashes(sides):
                yield SchemaProblem(*place, "7.4", f"the element {_show(name)!r} stands in two parts of an interleave")
            if sum(TEXT in child.leaves for child in part.parts) > 1:
                yield SchemaProblem(*place, "7.4", "text stands in two parts of an interleave")


