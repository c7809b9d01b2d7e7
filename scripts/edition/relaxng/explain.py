"""The faults of a refused document: it is read once more, and after each fault reading goes on as if it had not been there.

What is not known is judged as what was probably meant, or by the declarations of its own name; what is missing is taken as given;
so that one slip is one fault, and what lies within or behind it is still judged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from xml.parsers import expat

from .automaton import Automaton, Content, Document, Refused, Tag, Values, outcome
from .datatypes import BLANK
from .faults import Fault
from .names import XML, qname, split
from .patterns import EMPTY, NOT_ALLOWED, TEXT, Attribute, Choice, Data, Element, Group, List, OneOrMore, Pattern, Value
from .validate import parser

# How far to look for elements that are missing.
_STEPS, _STATES = 3, 300


class Frame:
    """An open element: what is known of it. ``state`` is None where nothing can be said of its content."""

    def __init__(self, name: str, place: tuple[int, int], state: Content | None, counts: bool) -> None:
        self.name, self.place, self.state = name, place, state
        # Whether the parent goes on from it.
        self.counts = counts
        self.parted = False
        self.text = ""
        self.text_place: tuple[int, int] | None = None


class Explainer:
    """Reads one document; ``elements`` gives all elements of the schema by name, when they are needed."""

    def __init__(self, automaton: Automaton, elements: Callable[[], dict[str, tuple[Element, ...]]], data: bytes, ids: bool) -> None:
        self.automaton, self.elements, self.data, self.ids = automaton, elements, data, ids
        self.faults: list[Fault] = []
        self.document = automaton.document = Document()
        self.parser = parser(self.document)
        self.open = [Frame("", (1, 1), automaton.start(), False)]
        self.used: Counter[str] | None = None
        # Namespaces that were mistaken for others.
        self.meant: dict[str, str] = {}

    def read(self) -> list[Fault]:
        """Give all faults, in the order of the document."""
        reader = self.parser
        reader.StartElementHandler, reader.EndElementHandler, reader.CharacterDataHandler = self._start, self._end, self._characters
        reader.SkippedEntityHandler = self._skipped
        reader.ExternalEntityRefHandler = self._external
        try:
            reader.Parse(self.data, True)
        except expat.ExpatError as error:
            self._malformed(error.lineno, error.offset + 1, expat.ErrorString(error.code))
        except (LookupError, ValueError) as error:
            self._malformed(1, 1, str(error))
        else:
            self._identities()
        return sorted(dict.fromkeys(self.faults), key=lambda fault: (fault.line, fault.column))

    def _fault(self, kind: str, place: tuple[int, int], **parts: object) -> None:
        self.faults.append(Fault(kind, *place, **parts))

    def _malformed(self, line: int, column: int, message: str) -> None:
        frame = self.open[-1]
        inside = {"element": frame.name, "other": frame.place[0]} if frame.name else {}
        self._fault("malformed", (line, column), value=message, **inside)

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            self._fault("entity", self._here(), value=name)

    def _external(self, context: str, base: object, system: str, public: object) -> int:
        self._fault("entity", self._here(), value=context.split("\f")[-1])
        return 1

    def _here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _end_place(self, frame: Frame) -> tuple[int, int]:
        """Where an end tag begins; an empty element has only the one tag."""
        index = self.parser.CurrentByteIndex
        return frame.place if self.data[index - 2: index] == b"/>" and not frame.parted and not frame.text else self._here()

    def shown(self, name: str, attribute: bool = False) -> str:
        """Write a name as the document would: with its prefix, or with its namespace where it has none."""
        namespace, local = split(name)
        if namespace == XML:
            return f"xml:{local}"
        prefixes = self.document.context.prefixes
        if namespace == ("" if attribute else prefixes.get(None, "")):
            return local
        prefix = next((prefix for prefix, uri in prefixes.items() if prefix and uri == namespace), None)
        return f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"

    def _all_shown(self, names: Iterable[str], attribute: bool = False) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.shown(name, attribute) for name in names))

    def _listed(self, names: Iterable[str]) -> tuple[str, ...]:
        """Write names of elements, those first that the document uses most: they are what its editor knows."""
        if self.used is None:
            self.used = Counter(found.decode("utf-8", "replace") for found in _TAG.findall(self.data))
        return tuple(sorted(self._all_shown(names), key=lambda name: -self.used[name]))

    # Start tags

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        place, parent, shown = self._here(), self.open[-1], self.shown(name)
        namespace, local = split(name)
        if namespace in self.meant:
            name = qname(self.meant[namespace], local)
        tag, counts = self._entered(parent, name, shown, place)
        parent.parted = True
        if tag is None:
            self.open.append(Frame(shown, place, None, counts))
            return
        places = _attribute_places(self.data, self.parser.CurrentByteIndex, place) if attributes else {}
        self.open.append(Frame(shown, place, self._attributed(tag, shown, attributes, place, places), counts))

    def _entered(self, parent: Frame, name: str, shown: str, place: tuple[int, int]) -> tuple[Tag | None, bool]:
        """Open a child: its Tag, and whether its parent goes on from it."""
        state = parent.state
        if state is None:
            return self._by_itself(name), False
        tag = _step(state, name)
        if parent.text_place and not (state.strings and tag is None):
            state = parent.state = self._texted(parent)
            tag = _step(state, name)
        parent.text, parent.text_place = "", None
        if tag is not None:
            return tag, True
        return self._refused(parent, state, name, shown, place)

    def _texted(self, frame: Frame) -> Content:
        """The state after the text of an element, which is a fault where it may not stand."""
        state = frame.state
        if frame.text_place is None or state.text is not None:
            return state if frame.text_place is None else state.text
        holders = [leaf for leaf in _firsts(state) if isinstance(leaf, Element) and TEXT in leaf.content.leaves]
        self._fault("stray-text", frame.text_place, element=frame.name, value=frame.text.strip(BLANK), expected=self._listed(_names(holders)))
        return state

    def _refused(self, parent: Frame, state: Content, name: str, shown: str, place: tuple[int, int]) -> tuple[Tag | None, bool]:
        """Say why an element may not stand here, and how to go on."""
        allowed = _names(_firsts(state))
        expected = self._listed(allowed)
        known = self.elements()
        if name not in known and not self._by_itself(name):
            suggestion = _nearest(name, allowed) or _nearest(name, known)
            self._fault("unknown-element", place, element=shown, parent=parent.name, expected=expected, suggestion=self.shown(suggestion) if suggestion else "")
            tag = _step(state, suggestion) if suggestion else None
            if tag is not None and split(suggestion)[1] == split(name)[1]:
                self.meant[split(name)[0]] = split(suggestion)[0]
            return tag, tag is not None
        missing = _missing(state, name)
        if missing is not None:
            self._fault("missing-element", place, element=shown, parent=parent.name, expected=self._listed(missing[0]))
            parent.state = missing[1]
            return _step(missing[1], name), True
        self._fault("misplaced-element", place, element=shown, parent=parent.name, expected=expected)
        return self._by_itself(name), False

    def _by_itself(self, name: str) -> Tag | None:
        """The Tag of an element of which nothing is known but its name."""
        found = [element for element in self.elements().get(name, ()) or self.elements().get("", ()) if name in element.names and element.content is not NOT_ALLOWED]
        return self.automaton.tag(tuple((element, element.content) for element in found)) if found else None

    # Attributes

    def _attributed(self, tag: Tag, shown: str, attributes: dict[str, str], place: tuple[int, int], places: dict[str, tuple[int, int]]) -> Content | None:
        """Judge the attributes of a start tag: the state after it."""
        for name, value in attributes.items():
            written = self.shown(name, attribute=True)
            tag = self._attribute(tag, shown, name, written, value, places.get(written, place))
        try:
            return tag[None]
        except Refused:
            pass
        part = min((_required(pattern) for _, pattern in tag.parts), key=len)
        for names in part:
            self._fault("missing-attribute", place, element=shown, expected=self._all_shown(names, attribute=True))
        patterns = self.automaton.patterns
        forgiven = tuple((element, patterns.sealed(pattern, EMPTY)) for element, pattern in tag.parts)
        return self.automaton.content(forgiven)

    def _attribute(self, tag: Tag, shown: str, name: str, written: str, value: str, place: tuple[int, int]) -> Tag:
        try:
            found = tag[name]
        except Refused:
            return self._unknown(tag, shown, name, written, value, place)
        if isinstance(found, Tag):
            return found
        self.document.place = (*place, shown, written)
        try:
            return found[value]
        except Refused:
            expected, near = self._expected(found, value)
            self._fault("bad-value", place, element=shown, attribute=written, value=value, expected=expected, suggestion=near)
            return self._taken(tag, found.attributes)

    def _unknown(self, tag: Tag, shown: str, name: str, written: str, value: str, place: tuple[int, int]) -> Tag:
        """An attribute that may not stand here is passed over; one that was probably meant counts as given."""
        leaves = [leaf for _, pattern in tag.parts for leaf in pattern.leaves if isinstance(leaf, Attribute)]
        names = sorted(_names(leaves))
        near = _nearest(name, names)
        self._fault("unknown-attribute", place, element=shown, attribute=written, value=value, expected=self._all_shown(names, attribute=True), suggestion=self.shown(near, attribute=True) if near else "")
        return self._taken(tag, tuple(leaf for leaf in leaves if near in leaf.names)) if near else tag

    def _taken(self, tag: Tag, attributes: tuple[Attribute, ...]) -> Tag:
        parts = self.automaton.derived(tag.parts, frozenset(attributes))
        return self.automaton.tag(parts) if parts else tag

    def _expected(self, values: Values, value: str) -> tuple[tuple[str, ...], str]:
        return _strings((found.content for found in values.attributes), value)

    # Text and end tags

    def _characters(self, chunk: str) -> None:
        frame = self.open[-1]
        if frame.state is None:
            return
        if frame.text_place is None and chunk.strip(BLANK):
            line, column = self._here()
            frame.text_place = line, column + len(chunk) - len(chunk.lstrip(BLANK))
        frame.text += chunk

    def _end(self, name: str) -> None:
        frame = self.open.pop()
        state = frame.state
        if state is None:
            return
        closed = self._string(frame, state) if state.strings and not frame.parted else self._complete(frame)
        parent = self.open[-1]
        if frame.counts and parent.state is not None:
            parent.state = parent.state[closed]

    def _string(self, frame: Frame, state: Content) -> object:
        """Judge an element that holds text alone."""
        found = state.string(frame.text)
        if found is not None:
            return found
        if not frame.text_place and _names(_firsts(state)):
            return self._complete(frame)
        expected, near = _strings((pattern for _, pattern in state.parts), frame.text)
        self._fault("bad-text", frame.text_place or self._end_place(frame), element=frame.name, value=frame.text.strip(BLANK), expected=expected, suggestion=near)
        return outcome([element for element, _ in state.parts])

    def _complete(self, frame: Frame) -> object:
        """Judge the end of an element: what it was."""
        state = frame.state = self._texted(frame)
        if state.end is not None:
            return state.end
        if not (state.strings and frame.parted):
            self._fault("incomplete", self._end_place(frame), element=frame.name, expected=self._listed(_names(_firsts(state))), other=frame.place[0])
        return outcome([element for element, _ in state.parts])

    def _identities(self) -> None:
        """IDs that stand twice, IDREFs that point nowhere (RELAX NG DTD Compatibility, section 3)."""
        if not self.ids:
            return
        ids = self.document.ids
        for name, (line, column, element, attribute) in self.document.duplicates:
            self._fault("duplicate-id", (line, column), element=element, attribute=attribute, value=name, other=ids[name][0])
        for name, (line, column, element, attribute) in self.document.idrefs:
            if name not in ids:
                near = get_close_matches(name, ids, n=1, cutoff=0.75)
                self._fault("missing-id", (line, column), element=element, attribute=attribute, value=name, suggestion=near[0] if near else "")


def _step(state: Content, name: str) -> Tag | None:
    try:
        return state[name]
    except Refused:
        return None


def _firsts(state: Content) -> list[Pattern]:
    """What may come next, in the order of the schema."""
    return list(dict.fromkeys(leaf for _, pattern in state.parts for leaf in pattern.first()))


def _names(leaves: Iterable[Pattern]) -> list[str]:
    """The names of elements or attributes, as far as they can be told."""
    return list(dict.fromkeys(name for leaf in leaves if isinstance(leaf, (Element, Attribute)) for name in leaf.names.names or ()))


def _nearest(name: str, names: Iterable[str]) -> str:
    """The name that looks like a slip for this one: other case or namespace, or a letter or two; empty for none."""
    namespace, local = split(name)
    by_local: dict[str, str] = {}
    for known in names:
        by_local.setdefault(split(known)[1], known)
    folded = {known.casefold(): known for known in by_local}
    near = [local] if local in by_local else [folded[local.casefold()]] if local.casefold() in folded else get_close_matches(local, by_local, n=1, cutoff=0.75)
    found = by_local[near[0]] if near else ""
    return found if found != name else ""


def _missing(state: Content, name: str) -> tuple[list[str], Content] | None:
    """Find what must come before an element so that it may stand here: the names that come first, and the state then."""
    automaton = state.automaton
    level: list[tuple[Content, Element | None]] = [(state, None)]
    seen = {state.parts}
    for _ in range(_STEPS):
        further: list[tuple[Content, Element | None]] = []
        for here, first in level:
            for leaf in _firsts(here):
                there = automaton.content(automaton.derived(here.parts, frozenset((leaf,)))) if isinstance(leaf, Element) else here
                if there.parts not in seen and len(seen) < _STATES:
                    seen.add(there.parts)
                    further.append((there, first or leaf))
        fitting = [(there, first) for there, first in further if _step(there, name) is not None]
        if fitting:
            return _names(dict.fromkeys(first for _, first in fitting)), fitting[0][0]
        level = further
    return None


def _required(pattern: Pattern) -> list[tuple[str, ...]]:
    """The attributes that must stand: for each the names of which one is enough."""
    if isinstance(pattern, Attribute):
        return [tuple(pattern.names.names or ("*",))]
    if type(pattern) is Choice:
        branches = [_required(part) for part in pattern.parts]
        return [tuple(dict.fromkeys(branch[0][0] for branch in branches))] if all(branches) else []
    if isinstance(pattern, OneOrMore):
        return _required(pattern.part)
    parts = (pattern.one, pattern.two) if isinstance(pattern, Group) else getattr(pattern, "parts", ())
    return [names for part in parts if part.attributes for names in _required(part)]


def _strings(patterns: Iterable[Pattern], value: str) -> tuple[tuple[str, ...], str]:
    """What a string may be: values in quotation marks and names of datatypes; and the value that was probably meant."""
    values: dict[str, None] = {}
    types: dict[str, None] = {}
    queue = list(patterns)
    while queue:
        pattern = queue.pop(0)
        for leaf in pattern.first() if not isinstance(pattern, List) else ():
            if isinstance(leaf, Value):
                values[leaf.text] = None
            elif isinstance(leaf, Data):
                types[_described(leaf)] = None
            elif isinstance(leaf, List):
                queue.append(leaf.content)
    near = get_close_matches(value.strip(BLANK), values, n=1, cutoff=0.75)
    return tuple(f'"{text}"' for text in values) + tuple(types), near[0] if near else ""


def _described(data: Data) -> str:
    facets = ", ".join(f"{name} {value}" for name, value in data.type.params)
    return f"{data.type.name} ({facets})" if facets else data.type.name


_TAG = re.compile(rb"<([^\s<>/!?&=]+)")
_ATTRIBUTE = re.compile(rb"""([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")
_UTF8 = re.compile(rb"""(?:\xef\xbb\xbf)?(?!<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["']|us-ascii["']))(?!\xff\xfe|\xfe\xff|\0|<\0)""", re.IGNORECASE)


def _attribute_places(data: bytes, index: int, place: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Place the attributes of the start tag that begins at a byte; none where the bytes are not those of the tag."""
    if index < 0 or data[index: index + 1] != b"<" or not _UTF8.match(data):
        return {}
    places: dict[str, tuple[int, int]] = {}
    at = index + 1
    while at < len(data) and data[at: at + 1] not in (b">", b"/"):
        found = _ATTRIBUTE.match(data, at)
        if found is None:
            at += 1
            continue
        before = data[index: found.start()].decode("utf-8", "replace").replace("\r\n", "\n")
        lines = before.split("\n")
        column = len(lines[-1]) + (place[1] if len(lines) == 1 else 1)
        places[found.group(1).decode("utf-8", "replace")] = (place[0] + len(lines) - 1, column)
        at = found.end()
    return places


def explain(automaton: Automaton, elements: Callable[[], dict[str, tuple[Element, ...]]], data: bytes, ids: bool) -> list[Fault]:
    """Give all faults of a document."""
    return Explainer(automaton, elements, data, ids).read()
