"""Patterns of the simple syntax (RELAX NG, section 5), hash-consed, and their derivatives.

Equal patterns are one object, so that they can be compared and looked up by identity. A pattern is derived by *leaves*: which of its
element, attribute, text or data patterns has just been matched. What a name or a string matches is the business of the leaves.
After James Clark, "An algorithm for RELAX NG validation" (2002), and J. Brzozowski, "Derivatives of regular expressions" (1964).
"""

from __future__ import annotations

from .datatypes import BLANK, tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .datatypes import Context, Datatype
    from .names import NameClass

Place = tuple[str, int, int]


class Pattern:
    """What all patterns have; a leaf's ``leaves`` are itself."""

    __slots__ = ("nullable", "leaves", "attributes", "depth", "_first")

    def __init__(self, nullable: bool, leaves: frozenset[Pattern] | None = None, parts: tuple[Pattern, ...] = ()) -> None:
        self.nullable = nullable
        self.leaves: frozenset[Pattern] = frozenset((self,)) if leaves is None else leaves
        self.attributes = any(part.attributes for part in parts)
        self.depth = 1 + max((part.depth for part in parts), default=0)
        self._first: tuple[Pattern, ...] | None = None

    def first(self) -> tuple[Pattern, ...]:
        """The leaves that may come first, in the order of the schema."""
        if self._first is None:
            self._first = tuple(dict.fromkeys(self._firsts()))
        return self._first

    def _firsts(self) -> Iterable[Pattern]:
        return self.leaves

    def accepts(self, value: str, context: Context) -> bool:
        """Tell whether this leaf matches a string."""
        return False


class _Constant(Pattern):
    __slots__ = ("name",)

    def __init__(self, name: str, nullable: bool, leaves: frozenset[Pattern] | None = None) -> None:
        super().__init__(nullable, leaves)
        self.name = name

    def accepts(self, value: str, context: Context) -> bool:
        return self is TEXT


EMPTY = _Constant("empty", True, frozenset())
NOT_ALLOWED = _Constant("notAllowed", False, frozenset())
TEXT = _Constant("text", True)


class Element(Pattern):
    """One ``element``; its content is compiled when it is first asked for, which is what makes loading fast and recursion possible."""

    __slots__ = ("names", "place", "_content", "_compile")

    def __init__(self, names: NameClass, compiled: Callable[[], Pattern], place: Place) -> None:
        super().__init__(False)
        self.names = names
        self.place = place
        self._compile: Callable[[], Pattern] | None = compiled

    @property
    def content(self) -> Pattern:
        if self._compile is not None:
            self._content = self._compile()
            self._compile = None
        return self._content


class Attribute(Pattern):
    """One ``attribute``; ``default`` is its a:defaultValue (RELAX NG DTD Compatibility, section 2)."""

    __slots__ = ("names", "content", "place", "default")

    def __init__(self, names: NameClass, content: Pattern, place: Place, default: str | None) -> None:
        super().__init__(False)
        self.attributes = True
        self.names, self.content, self.place, self.default = names, content, place, default


class Data(Pattern):
    """``data``, with the pattern of its ``except``."""

    __slots__ = ("type", "excepted", "place")

    def __init__(self, datatype: Datatype, excepted: Pattern | None, place: Place) -> None:
        super().__init__(False)
        self.type, self.excepted, self.place = datatype, excepted, place

    def accepts(self, value: str, context: Context) -> bool:
        return self.type.allows(value, context) and not (self.excepted and matches(self.excepted, value, context))


class Value(Pattern):
    """``value``; the datatype tells which strings are equal to it."""

    __slots__ = ("type", "text", "value")

    def __init__(self, datatype: Datatype, text: str, value: object) -> None:
        super().__init__(False)
        self.type, self.text, self.value = datatype, text, value

    def accepts(self, value: str, context: Context) -> bool:
        return self.type.equals(self.value, value, context)


class List(Pattern):
    """``list``: the tokens of a string, one after the other."""

    __slots__ = ("content", "patterns", "place")

    def __init__(self, content: Pattern, patterns: Patterns, place: Place) -> None:
        super().__init__(False)
        self.content, self.patterns, self.place = content, patterns, place

    def accepts(self, value: str, context: Context) -> bool:
        rest = self.content
        for token in tokens(value):
            rest = self.patterns.after(rest, matching(rest, token, context))
        return rest.nullable


class Choice(Pattern):
    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(any(part.nullable for part in parts), _union(parts), parts)
        self.parts = parts

    def _firsts(self) -> Iterable[Pattern]:
        return (leaf for part in self.parts for leaf in part.first())


class Interleave(Choice):
    __slots__ = ()

    def __init__(self, parts: tuple[Pattern, ...]) -> None:
        super().__init__(parts)
        self.nullable = all(part.nullable for part in parts)


class Group(Pattern):
    __slots__ = ("one", "two")

    def __init__(self, one: Pattern, two: Pattern) -> None:
        super().__init__(one.nullable and two.nullable, one.leaves | two.leaves, (one, two))
        self.one, self.two = one, two

    def _firsts(self) -> Iterable[Pattern]:
        return self.one.first() + self.two.first() if self.one.nullable else self.one.first()


class OneOrMore(Pattern):
    __slots__ = ("part",)

    def __init__(self, part: Pattern) -> None:
        super().__init__(part.nullable, part.leaves, (part,))
        self.part = part

    def _firsts(self) -> Iterable[Pattern]:
        return self.part.first()


def _union(parts: Iterable[Pattern]) -> frozenset[Pattern]:
    return frozenset().union(*(part.leaves for part in parts))


def matching(pattern: Pattern, value: str, context: Context) -> frozenset[Pattern]:
    """Give the leaves of ``pattern`` that match a string."""
    return frozenset(leaf for leaf in pattern.leaves if leaf.accepts(value, context))


def matches(pattern: Pattern, value: str, context: Context) -> bool:
    """Tell whether a whole string matches the content of an attribute or of an element that holds text alone (section 6.2.7)."""
    if pattern is TEXT or (pattern.nullable and not value.strip(BLANK)):
        return True
    return _reached(pattern, {leaf for leaf in pattern.leaves if leaf.accepts(value, context)})


def _reached(pattern: Pattern, hits: set[Pattern]) -> bool:
    """Tell whether one string, matched by the leaves ``hits``, satisfies ``pattern``."""
    if isinstance(pattern, Interleave):
        return any(_reached(part, hits) and all(other is part or other.nullable for other in pattern.parts) for part in pattern.parts)
    if isinstance(pattern, Choice):
        return any(_reached(part, hits) for part in pattern.parts)
    if isinstance(pattern, Group):
        return (_reached(pattern.one, hits) and pattern.two.nullable) or (pattern.one.nullable and _reached(pattern.two, hits))
    return _reached(pattern.part, hits) if isinstance(pattern, OneOrMore) else pattern in hits


class Patterns:
    """Makes the patterns of one schema: equal ones once, and each derivative once."""

    def __init__(self) -> None:
        self._schema: dict[tuple, Pattern] = {}
        self._derived: dict[tuple, Pattern] = {}
        self._memo: dict[tuple, Pattern] = {}
        self._into = self._derived
        self.weight = 0

    def compiling(self, compile_: Callable[[], Pattern]) -> Pattern:
        """Compile: what is made meanwhile is the schema's own, which ``forget`` spares."""
        before, self._into = self._into, self._schema
        try:
            return compile_()
        finally:
            self._into = before

    def forget(self) -> None:
        """Drop what was derived, so that memory stays bounded."""
        self._derived.clear()
        self._memo.clear()
        self.weight = 0

    def intern(self, key: tuple, make: Callable[..., Pattern], *arguments: object) -> Pattern:
        """Give the one pattern of that key, made where it is not there yet."""
        found = self._schema.get(key) or self._derived.get(key)
        if found is None:
            found = self._into[key] = make(*arguments)
            self.weight += 8 + len(found.leaves)
        return found

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """Make a choice: flat, each alternative once, none that cannot match (sections 4.12, 4.20, 4.21)."""
        flat: dict[Pattern, None] = {}
        for part in parts:
            flat.update(dict.fromkeys(part.parts) if type(part) is Choice else {part: None})
        flat.pop(NOT_ALLOWED, None)
        if EMPTY in flat and any(part.nullable for part in flat if part is not EMPTY):
            del flat[EMPTY]
        if len(flat) < 2:
            return next(iter(flat), NOT_ALLOWED)
        return self.intern(("|", frozenset(flat)), Choice, tuple(flat))

    def group(self, one: Pattern, two: Pattern) -> Pattern:
        """Make a group of two."""
        if one is NOT_ALLOWED or two is NOT_ALLOWED:
            return NOT_ALLOWED
        if one is EMPTY or two is EMPTY:
            return two if one is EMPTY else one
        return self.intern((",", one, two), Group, one, two)

    def sequence(self, parts: list[Pattern]) -> Pattern:
        """Make a group of many, as a balanced tree: a long one does not nest deeply."""
        if len(parts) < 2:
            return parts[0] if parts else EMPTY
        half = len(parts) // 2
        return self.group(self.sequence(parts[:half]), self.sequence(parts[half:]))

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """Make an interleave of many."""
        flat: list[Pattern] = []
        for part in parts:
            flat.extend(part.parts if type(part) is Interleave else (part,))
        flat = [part for part in flat if part is not EMPTY]
        if NOT_ALLOWED in flat:
            return NOT_ALLOWED
        if len(flat) < 2:
            return flat[0] if flat else EMPTY
        return self.intern(("&", *flat), Interleave, tuple(flat))

    def one_or_more(self, part: Pattern) -> Pattern:
        """Make a repetition."""
        if isinstance(part, (_Constant, OneOrMore)):
            return part
        return self.intern(("+", part), OneOrMore, part)

    def after(self, pattern: Pattern, hits: frozenset[Pattern]) -> Pattern:
        """Derive a pattern by one thing that the leaves ``hits`` have matched: an element, an attribute, some text or a token."""
        if pattern in hits:
            return TEXT if pattern is TEXT else EMPTY
        if pattern.leaves.isdisjoint(hits):
            return NOT_ALLOWED
        key = (pattern, hits)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = _AFTER[type(pattern)](self, pattern, hits)
            self.weight += 4
        return found

    def _after_choice(self, pattern: Choice, hits: frozenset[Pattern]) -> Pattern:
        return self.choice([self.after(part, hits) for part in pattern.parts if not part.leaves.isdisjoint(hits)])

    def _after_group(self, pattern: Group, hits: frozenset[Pattern]) -> Pattern:
        rests = [self.group(self.after(pattern.one, hits), pattern.two)]
        # The order of attributes does not matter.
        if pattern.one.nullable:
            rests.append(self.after(pattern.two, hits))
        if any(isinstance(leaf, Attribute) for leaf in hits):
            rests[1:] = [self.group(pattern.one, self.after(pattern.two, hits))]
        return self.choice(rests)

    def _after_interleave(self, pattern: Interleave, hits: frozenset[Pattern]) -> Pattern:
        parts = pattern.parts
        return self.choice([self.interleave((*parts[:i], self.after(part, hits), *parts[i + 1:])) for i, part in enumerate(parts) if not part.leaves.isdisjoint(hits)])

    def _after_more(self, pattern: OneOrMore, hits: frozenset[Pattern]) -> Pattern:
        return self.group(self.after(pattern.part, hits), self.choice((pattern, EMPTY)))

    def sealed(self, pattern: Pattern, missing: Pattern = NOT_ALLOWED) -> Pattern:
        """Derive by the end of a start tag: what attributes remain are ``missing`` (EMPTY where they are to be forgiven)."""
        if not pattern.attributes:
            return pattern
        key = (pattern, missing)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._seal(pattern, missing)
        return found

    def _seal(self, pattern: Pattern, missing: Pattern) -> Pattern:
        if isinstance(pattern, Choice):
            parts = [self.sealed(part, missing) for part in pattern.parts]
            return self.interleave(parts) if isinstance(pattern, Interleave) else self.choice(parts)
        if isinstance(pattern, Group):
            return self.group(self.sealed(pattern.one, missing), self.sealed(pattern.two, missing))
        return self.one_or_more(self.sealed(pattern.part, missing)) if isinstance(pattern, OneOrMore) else missing


_AFTER: dict[type, Callable[..., Pattern]] = {
    Choice: Patterns._after_choice, Group: Patterns._after_group, Interleave: Patterns._after_interleave, OneOrMore: Patterns._after_more,
}
