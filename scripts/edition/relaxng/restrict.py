"""The restrictions on a simplified schema (RELAX NG, section 7), judged element by element."""

from __future__ import annotations

from .problems import SchemaProblem
from .names import SEP, NameClass, overlap, split
from .patterns import EMPTY, TEXT, Attribute, Choice, Data, Element, Group, Interleave, List, OneOrMore, Pattern, Place, Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _within(pattern: Pattern, seen: set[Pattern]) -> Iterator[Pattern]:
    """A pattern and all that it is made of, down to its leaves, but for what was seen before."""
    queue = [pattern]
    while queue:
        found = queue.pop()
        if found not in seen:
            seen.add(found)
            yield found
            queue.extend(_children(found))


def _prohibited(pattern: Pattern, place: Place, context: str) -> Iterator[SchemaProblem]:
    clause, kinds = _PROHIBITED[context]
    for kind in sorted({_kind(found) for found in _within(pattern, set())} & kinds):
        yield SchemaProblem(*place, clause, f"{context} may not hold {kind}")


def start(pattern: Pattern, place: Place) -> list[SchemaProblem]:
    """Judge what a document may begin with (section 7.1.5)."""
    return list(_prohibited(pattern, place, "start"))


_EMPTY, _COMPLEX, _SIMPLE = 1, 2, 3


class Judge:
    """Judges the elements of one schema; what they share is judged once, and blamed on the first."""

    def __init__(self) -> None:
        self._seen: set[Pattern] = set()
        self._repeatable: set[tuple[Pattern, bool, str]] = set()
        self._types: dict[Pattern, int] = {}
        self._problems: list[SchemaProblem] = []

    def element(self, owner: Element, content: Pattern) -> list[SchemaProblem]:
        """Judge the content of one element."""
        self._problems = []
        self._content_type(content, owner.place)
        self._repeated(content, False, "")
        for part in _within(content, self._seen):
            self._part(part, owner.place)
        return list(dict.fromkeys(self._problems))

    def _part(self, part: Pattern, place: Place) -> None:
        if isinstance(part, (Attribute, List, Data)):
            self._inner(part)
        elif isinstance(part, Interleave):
            self._problems += _interleaved(part, place)
        if part.attributes and isinstance(part, (Group, Interleave)):
            self._problems += _attributes(part, place)

    def _inner(self, leaf: Attribute | List | Data) -> None:
        """Sections 7.1.1, 7.1.3 and 7.1.4: what stands within an attribute, a list or an except."""
        if isinstance(leaf, Data):
            context, content = "except", leaf.excepted
        else:
            context, content = "list" if isinstance(leaf, List) else "attribute", leaf.content
        if content is None or (content is TEXT and context == "attribute"):
            return
        self._problems += _prohibited(content, leaf.place, context)
        if context == "attribute":
            self._content_type(content, leaf.place)
        for part in _within(content, self._seen):
            self._part(part, leaf.place)

    def _repeated(self, pattern: Pattern, repeated: bool, grouped: str) -> None:
        """Sections 7.1.2 and 7.3: which attributes may be repeated, and which must be."""
        key = (pattern, repeated, grouped)
        if not pattern.attributes or key in self._repeatable:
            return
        self._repeatable.add(key)
        if isinstance(pattern, Attribute):
            if grouped:
                self._problems.append(SchemaProblem(*pattern.place, "7.1.2", f"an attribute may not stand in {grouped} in oneOrMore"))
            if not repeated and pattern.names.names is None:
                self._problems.append(SchemaProblem(*pattern.place, "7.3", "an attribute with infinitely many names must be repeated (oneOrMore)"))
            return
        repeated = repeated or isinstance(pattern, OneOrMore)
        if repeated and isinstance(pattern, (Group, Interleave)):
            grouped = _kind(pattern)
        for part in _children(pattern):
            self._repeated(part, repeated, grouped)

    def _content_type(self, pattern: Pattern, place: Place) -> int:
        """Section 7.2: a string is matched whole by one data, value or list, beside which only attributes stand."""
        found = self._types.get(pattern)
        if found is None:
            found = self._types[pattern] = self._judged_type(pattern, place)
        return found

    def _judged_type(self, pattern: Pattern, place: Place) -> int:
        if isinstance(pattern, (Data, Value, List)):
            return _SIMPLE
        if pattern is TEXT or isinstance(pattern, Element):
            return _COMPLEX
        parts = [self._content_type(part, place) for part in _children(pattern)]
        if type(pattern) is not Choice and _SIMPLE in parts:
            filled = [part for part in parts if part != _EMPTY]
            if len(filled) > 1 or isinstance(pattern, OneOrMore):
                self._problems.append(SchemaProblem(*place, "7.2", f"data, value or list may not stand in {_kind(pattern)} with what is no attribute"))
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
        for name in sorted(self.names & other.names):
            return name
        for one, two in ((self, other), (other, self)):
            for wide in one.wide:
                found = next((name for name in two.names if name in wide), None) or next(filter(None, (overlap(wide, more) for more in two.wide)), None)
                if found:
                    return found
        return None


def _attributes(part: Group | Interleave, place: Place) -> Iterator[SchemaProblem]:
    """Section 7.3: no attribute twice."""
    sides = [_Seen([leaf.names for leaf in child.leaves if isinstance(leaf, Attribute)]) for child in _children(part) if child.attributes]
    for name in _clashes(sides):
        yield SchemaProblem(*place, "7.3", f"the attribute {_show(name)!r} is allowed twice")


def _interleaved(part: Interleave, place: Place) -> Iterator[SchemaProblem]:
    """Section 7.4: the parts of an interleave hold different elements, and at most one of them text."""
    sides = [_Seen([leaf.names for leaf in child.leaves if isinstance(leaf, Element)]) for child in part.parts]
    for name in _clashes(sides):
        yield SchemaProblem(*place, "7.4", f"the element {_show(name)!r} stands in two parts of an interleave")
    if sum(TEXT in child.leaves for child in part.parts) > 1:
        yield SchemaProblem(*place, "7.4", "text stands in two parts of an interleave")


def _clashes(sides: list[_Seen]) -> Iterator[str]:
    """Names that stand in more than one of several parts."""
    names: set[str] = set()
    for side in sides:
        yield from sorted(names & side.names)
        names |= side.names
    for number, side in enumerate(sides):
        for other in sides[number + 1:]:
            if side.wide or other.wide:
                name = side.common(other)
                if name:
                    yield name
