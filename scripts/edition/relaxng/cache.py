"""The automaton of a schema on disk, so that a known schema need not be read again to validate what is like what was validated before.

A file is JSON, named by the hash of the schema and holding the hashes of all its files and of itself; one that does not fit is not
used. It cannot do more than give a wrong verdict; so the folder is to be the caller's own. What a file cannot answer raises Missed:
then the schema is read, the automaton built anew, and what the file knew is learnt again.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256

from .automaton import Automaton, Content, Document, Tag, Values, contextual
from .datatypes import Context, datatype
from .patterns import EMPTY, NOT_ALLOWED, TEXT, Choice, Data, Group, Interleave, List, OneOrMore, Pattern, Patterns, Value, matches

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# To be raised whenever the meaning of a file changes, or that of a schema to this package.
FORMAT = 1
_VALUES, _LONG = 4000, 60


class Missed(Exception):
    """The file does not know."""


class Frozen(dict):
    """A state from a file."""

    valued = False
    __slots__ = ("quiet", "strings", "end", "text", "patterns", "ident", "reached", "store", "known")

    def __missing__(self, key: object) -> object:
        raise Missed

    def string(self, text: str) -> object:
        """The outcome of an element that holds ``text`` alone."""
        found = self.known.get(text)
        if found is None:
            found = self.reached.get(self._accepting(text))
            if found is None:
                raise Missed
        return found

    def _accepting(self, text: str) -> str:
        context = self.store.document.context
        return " ".join(str(number) for number in self.patterns if matches(self.store.pattern(number), text, context))


class FrozenValues(Frozen):
    """The values of an attribute, from a file."""

    valued = True
    __slots__ = ()

    def __missing__(self, value: str) -> Frozen:
        found = self.reached.get(self._accepting(value))
        if found is None:
            raise Missed
        if self.ident:
            self.store.document.identify(self.ident, value)
        return found


class Store:
    """The automaton of a file; in place of an Automaton as long as it knows the answers."""

    def __init__(self, content: dict) -> None:
        self.document = Document()
        self.checked: bool = content["checked"]
        self._specs: list = content["patterns"]
        self._built: dict[int, Pattern] = {}
        self._patterns = Patterns()
        self.states = [Frozen() for _ in content["states"]]
        names: list[str] = content["names"]
        for state, (kind, entries, rest) in zip(self.states, content["states"], strict=True):
            state.store = self
            if kind == "tag":
                state.update((names[name] if name >= 0 else None, self.states[there]) for name, there in entries)
                state.update((names[name], self._values(*values)) for name, values in rest)
            else:
                state.update((names[name], self.states[there]) for name, there in entries)
                self._content(state, *rest)

    def _content(self, state: Frozen, closed: list, quiet: bool, strings: bool, end: int | None, text: int | None, patterns: list, reached: list, known: list) -> None:
        state.update((outcome, self.states[there]) for outcome, there in closed)
        state.quiet, state.strings, state.end = quiet, strings, end
        state.text = None if text is None else self.states[text]
        state.patterns, state.reached, state.known = patterns, dict(reached), dict(known)

    def _values(self, patterns: list, ident: str | None, reached: list, known: list) -> FrozenValues:
        values = FrozenValues()
        values.store, values.patterns, values.ident = self, patterns, ident
        values.reached = {key: self.states[there] for key, there in reached}
        values.update((value, self.states[there]) for value, there in known)
        return values

    def start(self) -> Frozen:
        """The state before the root."""
        return self.states[0]

    def pattern(self, number: int) -> Pattern:
        """Build a pattern that judges strings, when it is first needed."""
        found = self._built.get(number)
        if found is None:
            found = self._built[number] = self._build(self._specs[number])
        return found

    def _build(self, spec: list) -> Pattern:
        kind, *rest = spec
        make = self._patterns
        match kind:
            case "data":
                library, name, params, excepted = rest
                return Data(datatype(library, name, tuple(map(tuple, params)), Context()), self._build(excepted) if excepted else None, ("", 0, 0))
            case "value":
                made = datatype(rest[0], rest[1], (), Context())
                return Value(made, rest[2], made.value(rest[2], Context()))
            case "list":
                return List(self._build(rest[0]), make, ("", 0, 0))
            case "choice":
                return make.choice([self._build(part) for part in rest])
            case "interleave":
                return make.interleave([self._build(part) for part in rest])
            case "group":
                return make.group(self._build(rest[0]), self._build(rest[1]))
            case "oneOrMore":
                return make.one_or_more(self._build(rest[0]))
        return {"empty": EMPTY, "text": TEXT}.get(kind, NOT_ALLOWED)


def _spec(pattern: Pattern) -> list:
    """Write down a pattern that judges strings; elements never match one."""
    match pattern:
        case Data():
            return ["data", pattern.type.uri, pattern.type.name, pattern.type.params, pattern.excepted and _spec(pattern.excepted)]
        case Value():
            return ["value", pattern.type.uri, pattern.type.name, pattern.text]
        case List():
            return ["list", _spec(pattern.content)]
        case Choice():
            return ["interleave" if isinstance(pattern, Interleave) else "choice", *map(_spec, pattern.parts)]
        case Group():
            return ["group", _spec(pattern.one), _spec(pattern.two)]
        case OneOrMore():
            return ["oneOrMore", _spec(pattern.part)]
    return ["empty" if pattern is EMPTY else "text" if pattern is TEXT else "notAllowed"]


class _Writer:
    """Writes down the automaton as far as it goes, from the start on."""

    def __init__(self, automaton: Automaton) -> None:
        self.names: dict[str, int] = {}
        self.patterns: dict[Pattern, int] = {}
        self.outcomes: dict[object, int] = {}
        self.numbers: dict[int, int] = {}
        self.queue: list[Content | Tag] = []
        self._left = _VALUES
        self._number(automaton.start())
        self.states = [self._content(state) if isinstance(state, Content) else self._tag(state) for state in self._all()]

    def _all(self) -> Iterator[Content | Tag]:
        yield from self.queue  # which grows while it is read

    def _number(self, state: Content | Tag) -> int:
        if id(state) not in self.numbers:
            self.numbers[id(state)] = len(self.queue)
            self.queue.append(state)
        return self.numbers[id(state)]

    @staticmethod
    def _index(table: dict, key: object) -> int:
        return table.setdefault(key, len(table))

    def _content(self, state: Content) -> list:
        opened = [[self._index(self.names, key), self._number(there)] for key, there in state.items() if isinstance(key, str) and isinstance(there, Tag)]
        closings = [[self._index(self.outcomes, key), self._number(there)] for key, there in state.items() if isinstance(there, Content)]
        text = self._number(state.text) if not state.quiet and state.text is not None else None
        end = None if state.end is None else self._index(self.outcomes, state.end)
        strings = [pattern for _, pattern in state.parts] if state.strings else []
        if contextual(strings):
            strings = []
        patterns = [self._index(self.patterns, pattern) for pattern in strings]
        known = [[value, self._index(self.outcomes, closed)] for value, closed in self._kept(state.values) if closed is not None]
        accepted = [(accepting, closed) for accepting, closed in state.reached.items() if strings and closed is not None]
        reached = [[" ".join(str(patterns[number]) for number in accepting), self._index(self.outcomes, closed)] for accepting, closed in accepted]
        return ["content", opened, [closings, state.quiet, state.strings, end, text, patterns, reached, known]]

    def _kept(self, values: dict) -> list:
        kept = [(value, there) for value, there in values.items() if len(value) <= _LONG][: max(self._left, 0)]
        self._left -= len(kept)
        return kept

    def _tag(self, state: Tag) -> list:
        plain = [[-1 if key is None else self._index(self.names, key), self._number(there)] for key, there in state.items() if not isinstance(there, Values)]
        valued = [[self._index(self.names, key), self._values(there)] for key, there in state.items() if isinstance(there, Values) and (there.kept or there.ident)]
        return ["tag", plain, valued]

    def _values(self, values: Values) -> list:
        contents = [attribute.content for attribute in values.attributes]
        patterns = [self._index(self.patterns, content) for content in contents]
        reached = []
        for hits, there in values.reached.items():
            numbers = [number for attribute, number in zip(values.attributes, patterns, strict=True) if attribute in hits]
            reached.append([" ".join(map(str, numbers)), self._number(there)])
        return [patterns, values.ident, reached, [[value, self._number(there)] for value, there in self._kept(values)]]

    def written(self, checked: bool) -> dict:
        return {"checked": checked, "names": list(self.names), "patterns": [_spec(pattern) for pattern in self.patterns], "states": self.states}


class _Learner:
    """Walks what a file knew and an automaton side by side, so that the automaton learns it."""

    def __init__(self, store: Store, automaton: Automaton) -> None:
        self.automaton = automaton
        self.outcomes: dict[int, object] = {}
        self.seen: set[int] = set()
        self.queue: list[tuple[Frozen, object]] = [(store.start(), automaton.start())]
        self.closed: list[tuple[object, int, Frozen]] = []
        while self.queue:
            while self.queue:
                self._visit(*self.queue.pop())
            self._close()

    def _visit(self, frozen: Frozen, state: object) -> None:
        if id(frozen) in self.seen:
            return
        self.seen.add(id(frozen))
        if isinstance(state, Content):
            self._content(frozen, state)
        for key, there in frozen.items():
            if isinstance(key, int):
                self.closed.append((state, key, there))
            elif isinstance(there, FrozenValues):
                self._values(there, state[key])
            else:
                self.queue.append((there, state[key]))

    def _values(self, frozen: FrozenValues, values: Values) -> None:
        for key, after in frozen.reached.items():
            hits = frozenset(values.attributes[number] for number in _numbers(key, frozen.patterns))
            values.reached[hits] = self.automaton.tag(self.automaton.derived(values.tag.parts, hits))
            self.queue.append((after, values.reached[hits]))
        for value in frozen:
            values[value]  # noqa: B018

    def _content(self, frozen: Frozen, state: Content) -> None:
        if frozen.end is not None:
            self.outcomes[frozen.end] = state.end
        for key, number in frozen.reached.items():
            accepting = _numbers(key, frozen.patterns)
            self.outcomes[number] = state.reached[accepting] = state.outcome(accepting)
        for value in frozen.known:
            state.string(value)
        if frozen.text is not None and state.text is not None:
            self.queue.append((frozen.text, state.text))

    def _close(self) -> None:
        """Go on from what was closed, as far as it is known by now what that was."""
        known = [(there, state[self.outcomes[key]]) for state, key, there in self.closed if key in self.outcomes]
        self.closed = [entry for entry in self.closed if entry[1] not in self.outcomes]
        self.queue += known


def _numbers(key: str, patterns: list[int]) -> tuple[int, ...]:
    """Which of several patterns have accepted, by the key that ``_accepting`` gave."""
    accepting = set(map(int, key.split()))
    return tuple(number for number, pattern in enumerate(patterns) if pattern in accepting)


def learn(automaton: Automaton, store: Store) -> None:
    """Let an automaton learn what a file knew."""
    _Learner(store, automaton)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _file(folder: str, schema: bytes) -> str:
    return os.path.join(folder, f"relaxng-{FORMAT}-{_digest(schema)}.json")


def read(folder: str, path: str) -> Store | None:
    """Give the automaton of a schema, None where there is none that fits."""
    try:
        with open(path, "rb") as stream:
            schema = stream.read()
        with open(_file(folder, schema), "rb") as stream:
            digest, _, content = stream.read().partition(b"\n")
        if digest.decode("ascii") != _digest(content):
            return None
        known = json.loads(content)
        for name, expected in known["files"]:
            with open(os.path.join(os.path.dirname(os.path.abspath(path)), name), "rb") as stream:
                if _digest(stream.read()) != expected:
                    return None
        return Store(known)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def write(folder: str, path: str, files: dict[str, bytes], automaton: Automaton, checked: bool) -> None:
    """Save the automaton of a schema; raises OSError."""
    home = os.path.dirname(os.path.abspath(path))
    content = _Writer(automaton).written(checked)
    others = {os.path.relpath(os.path.realpath(name), os.path.realpath(home)): _digest(data) for name, data in files.items() if os.path.realpath(name) != os.path.realpath(path)}
    content["files"] = sorted(others.items())
    data = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    os.makedirs(folder, exist_ok=True)
    target = _file(folder, files[path])
    beside = f"{target}.{os.getpid()}"
    with open(beside, "wb") as stream:
        stream.write(_digest(data).encode("ascii") + b"\n" + data)
    os.replace(beside, target)


