"""The automaton of a schema: derivatives kept as tables that grow as documents need them.

Three kinds of state, each a dict from what comes next to the state it leads to; a missing entry is computed once, by ``__missing__``:

* Content, inside an element after its start tag: by the name of a child to a Tag; by what a closed child was to the next Content;
* Tag, inside a start tag: by the name of an attribute to a Tag, or to Values where its value matters; by None, the end of the tag, to a Content;
* Values, by the value of an attribute to a Tag.

A state holds pairs of an element of the schema and what remains of its content: several, where more than one element of the schema
may be the one that stands in the document. Only their content decides between them.
"""

from __future__ import annotations

from .datatypes import BLANK, Context
from .patterns import NOT_ALLOWED, TEXT, Attribute, Data, Element, List, Pattern, Patterns, Value, matches

Parts = tuple[tuple["Element | None", Pattern], ...]
# What a closed element was: one element of the schema, or any of several.
Outcome = "Element | frozenset[Element]"

# Bounds of what is remembered, in pattern leaves and in values; beyond them everything is forgotten and built anew.
MAX_WEIGHT = 1_000_000
MAX_VALUES = 100_000
_LONG = 200


_TEXT = frozenset((TEXT,))


class Refused(Exception):
    """What comes next cannot come here."""


class Document:
    """What must be known of the document being read, beyond the state."""

    def __init__(self) -> None:
        self.context = Context({"xml": "http://www.w3.org/XML/1998/namespace"})
        self.ids: dict[str, object] = {}
        self.idrefs: list[tuple[str, object]] = []
        self.duplicates: list[tuple[str, object]] = []
        # Where the reader is, for those who need to know.
        self.place: object = None

    def identify(self, kind: str, value: str) -> None:
        """Note an ID, an IDREF or IDREFS (RELAX NG DTD Compatibility, section 3)."""
        if kind != "ID":
            self.idrefs += [(name, self.place) for name in value.split()]
            return
        name = value.strip(BLANK)
        if name in self.ids:
            self.duplicates.append((name, self.place))
        else:
            self.ids[name] = self.place

    @property
    def sound(self) -> bool:
        """Whether each ID stands once and each IDREF has its ID."""
        return not self.duplicates and all(name in self.ids for name, _ in self.idrefs)


class Content(dict):
    """Inside an element. ``quiet``: text changes nothing here; ``strings``: the text as a whole may be data; ``end``: the Outcome at the end tag, None where it may not come yet."""

    __slots__ = ("parts", "automaton", "quiet", "strings", "end", "values", "reached", "_text")

    def __init__(self, parts: Parts, automaton: Automaton) -> None:
        self.parts, self.automaton = parts, automaton
        self.strings = any(isinstance(leaf, (Data, Value, List)) for _, pattern in parts for leaf in pattern.leaves)
        self.end = outcome([element for element, pattern in parts if pattern.nullable])
        self.values: dict[str, object] = {}
        # By the parts that have accepted a string: what the element was.
        self.reached: dict[tuple[int, ...], object] = {}
        self._text: Content | None = None
        self.quiet = not self.strings and all(TEXT in pattern.leaves for _, pattern in parts) and automaton.derived(parts, _TEXT) == parts

    @property
    def text(self) -> Content | None:
        """The state after some text that is not data, None where none may stand (section 6.2.7)."""
        if self._text is None:
            self._text = self.automaton.content(self.automaton.derived(self.parts, _TEXT))
        return self._text if self._text.parts else None

    def __missing__(self, key: object) -> object:
        found = self.automaton.opened(self, key) if key.__class__ is str else self.automaton.closed(self, key)
        self[key] = found
        return found

    def string(self, text: str) -> object:
        """Give the Outcome of an element whose whole content is ``text``, None where it may not be."""
        try:
            return self.values[text]
        except KeyError:
            pass
        context = self.automaton.document.context
        accepting = tuple(number for number, (_, pattern) in enumerate(self.parts) if matches(pattern, text, context))
        found = self.reached[accepting] = self.outcome(accepting)
        if len(text) <= _LONG and not contextual(pattern for _, pattern in self.parts):
            self.automaton.count()
            self.values[text] = found
        return found

    def outcome(self, accepting: tuple[int, ...]) -> object:
        """Give the Outcome where these parts have accepted the text."""
        return outcome([self.parts[number][0] for number in accepting])


class Tag(dict):
    """Inside a start tag."""

    valued = False
    __slots__ = ("parts", "automaton")

    def __init__(self, parts: Parts, automaton: Automaton) -> None:
        self.parts, self.automaton = parts, automaton

    def __missing__(self, name: str | None) -> object:
        found = self.automaton.sealed(self) if name is None else self.automaton.attribute(self, name)
        self[name] = found
        return found


class Values(dict):
    """At the value of an attribute that one of ``attributes`` is to accept."""

    valued = True
    __slots__ = ("tag", "attributes", "kept", "ident", "reached")

    def __init__(self, tag: Tag, attributes: tuple[Attribute, ...]) -> None:
        self.tag, self.attributes = tag, attributes
        self.ident = next((leaf.type.ident for found in attributes for leaf in found.content.leaves if isinstance(leaf, (Data, Value)) and leaf.type.ident), None)
        self.kept = not self.ident and not contextual(found.content for found in attributes)
        # Which of the attributes have accepted a value, and the state after it.
        self.reached: dict[frozenset[Attribute], Tag] = {}

    def __missing__(self, value: str) -> Tag:
        automaton = self.tag.automaton
        context = automaton.document.context
        hits = frozenset(found for found in self.attributes if matches(found.content, value, context))
        if not hits:
            raise Refused
        if self.ident:
            automaton.document.identify(self.ident, value)
        found = self.reached[hits] = automaton.tag(automaton.derived(self.tag.parts, hits))
        if self.kept and len(value) <= _LONG:
            automaton.count()
            self[value] = found
        return found


def contextual(patterns: object) -> bool:
    """Whether the same string may be valid here and not there."""
    leaves = [leaf for pattern in patterns for leaf in pattern.leaves]
    return any((isinstance(leaf, (Data, Value)) and (leaf.type.contextual or (isinstance(leaf, Data) and leaf.excepted and contextual((leaf.excepted,))))) or (isinstance(leaf, List) and contextual((leaf.content,))) for leaf in leaves)


def outcome(elements: list[Element | None]) -> object:
    """Give the key for elements that may have been closed: itself for one, as nearly always; None for none."""
    if len(elements) == 1:
        return elements[0] or ROOT
    return frozenset(elements) or None


# The outcome of a whole document.
ROOT = "document"


class Automaton:
    """The tables of one schema; ``document`` is the one being read."""

    def __init__(self, start: Pattern, patterns: Patterns) -> None:
        self.patterns = patterns
        self.document = Document()
        self._start = start
        self.contents: dict[Parts, Content] = {}
        self.tags: dict[Parts, Tag] = {}
        self._by_name: dict[tuple[Pattern, str], tuple[Element, ...]] = {}
        self._values = 0

    @property
    def size(self) -> int:
        """How much there is in the tables."""
        values = [found for tag in self.tags.values() for found in tag.values() if isinstance(found, Values)]
        return sum(map(len, (*self.contents.values(), *self.tags.values(), *values))) + sum(len(found.reached) for found in (*self.contents.values(), *values))

    def start(self) -> Content:
        """The state before the root; forgets what is too much to keep."""
        self._bound()
        return self.content(((None, self._start),))

    def content(self, parts: Parts) -> Content:
        """Give the one state with these parts."""
        found = self.contents.get(parts)
        if found is None:
            found = self.contents[parts] = Content(parts, self)
        return found

    def tag(self, parts: Parts) -> Tag:
        """Give the one state with these parts."""
        found = self.tags.get(parts)
        if found is None:
            found = self.tags[parts] = Tag(parts, self)
        return found

    def derived(self, parts: Parts, hits: frozenset[Pattern]) -> Parts:
        """Derive each part; drop those that cannot go on."""
        after = self.patterns.after
        found = ((element, after(pattern, hits)) for element, pattern in parts)
        return tuple(part for part in found if part[1] is not NOT_ALLOWED)

    def candidates(self, pattern: Pattern, name: str) -> tuple[Element, ...]:
        """Give the elements of the schema that may come first in ``pattern`` under this name."""
        key = (pattern, name)
        found = self._by_name.get(key)
        if found is None:
            found = tuple(leaf for leaf in pattern.first() if isinstance(leaf, Element) and name in leaf.names and leaf.content is not NOT_ALLOWED)
            self._by_name[key] = found
        return found

    def opened(self, state: Content, name: str) -> Tag:
        """The state in the start tag of a child; raises Refused where it may not stand here."""
        found = dict.fromkeys(element for _, pattern in state.parts for element in self.candidates(pattern, name))
        if not found:
            raise Refused
        self._bound()
        return self.tag(tuple((element, element.content) for element in found))

    def closed(self, state: Content, key: object) -> Content:
        """The state after a child that was what ``key`` tells."""
        return self.content(self.derived(state.parts, key if isinstance(key, frozenset) else frozenset((key,))))

    def attribute(self, state: Tag, name: str) -> Tag | Values:
        """The state after the name of an attribute; raises Refused where it may not stand here."""
        leaves = {leaf for _, pattern in state.parts for leaf in pattern.leaves if isinstance(leaf, Attribute) and name in leaf.names}
        found = tuple(sorted(leaves, key=lambda leaf: leaf.place))
        if not found:
            raise Refused
        if all(leaf.content is TEXT for leaf in found):
            return self.tag(self.derived(state.parts, frozenset(found)))
        return Values(state, found)

    def sealed(self, state: Tag) -> Content:
        """The state after a start tag; raises Refused where an attribute is missing."""
        found = ((element, self.patterns.sealed(pattern)) for element, pattern in state.parts)
        parts = tuple(part for part in found if part[1] is not NOT_ALLOWED)
        if not parts:
            raise Refused
        return self.content(parts)

    def count(self) -> None:
        """Note that one more value is remembered."""
        self._values += 1

    def _bound(self) -> None:
        if self._values > MAX_VALUES or self.patterns.weight > MAX_WEIGHT:
            self.forget()

    def forget(self) -> None:
        """Drop all tables. States in use stay valid: they fill again."""
        for state in (*self.contents.values(), *self.tags.values()):
            state.clear()
        for state in self.contents.values():
            state.values.clear()
        self.contents.clear()
        self.tags.clear()
        self._by_name.clear()
        self.patterns.forget()
        self._values = 0
