"""Regular expressions of XML Schema (Part 2, appendix F), matched by derivatives in time linear in the string: nothing backtracks."""

from __future__ import annotations

from xml.parsers import expat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Test = Callable[[str], bool]

# More places than this a repetition of what is itself long may not stand for: matching would take too long.
_PLACES = 1000
# Above this many nodes what was learnt is forgotten, so that memory stays bounded.
_LIMIT = 20_000


class RegexError(ValueError):
    """What is wrong with an expression."""


class Node:
    """A state: an expression, and by each character what is left of it."""

    __slots__ = ("kind", "one", "two", "low", "high", "nullable", "size", "next")

    def __init__(self, kind: str, nullable: bool, one: object = None, two: object = None, low: int = 0, high: int | None = None) -> None:
        self.kind, self.nullable, self.one, self.two, self.low, self.high = kind, nullable, one, two, low, high
        self.next: dict[str, Node] = {}
        # How many characters the expression has, its repetitions written out.
        self.size = 1
        if kind == "cat":
            self.size = one.size + two.size
        elif kind == "alt":
            self.size = sum(part.size for part in one)
        elif kind == "repeat":
            self.size = one.size * max(high or low, 1)


_DEAD = Node("dead", False)
_EMPTY = Node("empty", True)


class Regex:
    """A compiled expression; raises RegexError where it is not one."""

    def __init__(self, pattern: str) -> None:
        self._nodes: dict[tuple, Node] = {}
        self._steps = 0
        try:
            self._start = _Reader(pattern, self).read()
        except RecursionError:
            raise RegexError("nested too deeply") from None

    def matches(self, value: str) -> bool:
        """Tell whether the whole of ``value`` matches."""
        node = self._start
        for char in value:
            found = node.next.get(char)
            node = self._learn(node, char) if found is None else found
            if node is _DEAD:
                return False
        return node.nullable

    def _learn(self, node: Node, char: str) -> Node:
        self._steps += 1
        if self._steps > _LIMIT:
            for known in (self._start, *self._nodes.values()):
                known.next.clear()
            self._nodes.clear()
            self._steps = 0
        found = node.next[char] = self._derive(node, char)
        return found

    def _derive(self, node: Node, char: str) -> Node:
        match node.kind:
            case "set":
                return _EMPTY if node.one(char) else _DEAD
            case "cat":
                rest = self.cat(self._derive(node.one, char), node.two)
                return self.alt((rest, self._derive(node.two, char))) if node.one.nullable else rest
            case "alt":
                return self.alt(self._derive(part, char) for part in node.one)
            case "repeat":
                fewer = self.repeat(node.one, max(node.low - 1, 0), None if node.high is None else node.high - 1)
                return self.cat(self._derive(node.one, char), fewer)
        return _DEAD

    def _node(self, key: tuple, nullable: bool, *parts: object) -> Node:
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = Node(key[0], nullable, *parts)
        return found

    def cat(self, one: Node, two: Node) -> Node:
        """One expression after the other."""
        if _DEAD in (one, two):
            return _DEAD
        if _EMPTY in (one, two):
            return two if one is _EMPTY else one
        return self._node(("cat", one, two), one.nullable and two.nullable, one, two)

    def sequence(self, parts: list[Node]) -> Node:
        """Many in a row, as a balanced tree, so that a long one does not nest deeply."""
        if len(parts) < 2:
            return parts[0] if parts else _EMPTY
        half = len(parts) // 2
        return self.cat(self.sequence(parts[:half]), self.sequence(parts[half:]))

    def alt(self, parts: object) -> Node:
        """One of several."""
        flat: set[Node] = set()
        for part in parts:
            flat |= part.one if part.kind == "alt" else {part}
        flat.discard(_DEAD)
        if len(flat) < 2:
            return next(iter(flat), _DEAD)
        return self._node(("alt", frozenset(flat)), any(part.nullable for part in flat), frozenset(flat))

    def repeat(self, part: Node, low: int, high: int | None) -> Node:
        """From ``low`` to ``high`` times; without end for None."""
        if high == 0 or part is _EMPTY:
            return _EMPTY
        if low == high == 1:
            return part
        low = 0 if part.nullable else low
        return self._node(("repeat", part, low, high), low == 0, part, None, low, high)


_SINGLE = {"n": "\n", "r": "\r", "t": "\t"} | {char: char for char in "\\|.?*+(){}-[]^"}


def _in_name(before: str, char: str) -> bool:
    """Whether a name can go on with this character: the parser knows the tables (XML 1.0, Second Edition, appendix B)."""
    if char.isascii():
        return char.isalpha() or char in "_:" or (bool(before) and (char.isdigit() or char in "-."))
    try:
        return bool(expat.ParserCreate().Parse(f"<{before}{char}/>", True))
    except (expat.ExpatError, ValueError):
        return False


def _between(*ranges: tuple[int, int]) -> Test:
    return lambda char: any(low <= ord(char) <= high for low, high in ranges)


def _not(test: Test) -> Test:
    return lambda char: not test(char)


def _category(name: str) -> Test:
    """Characters of a general category, such as ``L`` or ``Lu``."""
    from unicodedata import category  # not before it is needed

    return lambda char: category(char).startswith(name)


_CATEGORIES = frozenset("L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split())


def _property(name: str) -> Test:
    """``\\p{…}``: a general category or a block."""
    if name in _CATEGORIES:
        return _category(name)
    from .blocks import BLOCKS

    if not name.startswith("Is") or name[2:] not in BLOCKS:
        raise RegexError(f"\\p{{{name}}} is neither a category nor a block")
    return _between(*BLOCKS[name[2:]])


def _word(char: str) -> bool:
    return not any(_category(part)(char) for part in "PZC")


_CLASSES: dict[str, Test] = {"s": " \t\n\r".__contains__, "w": _word, "i": lambda char: _in_name("", char), "c": lambda char: _in_name("a", char)}


def _escape(letter: str) -> Test | None:
    """The classes that one letter stands for."""
    test = _category("Nd") if letter in "dD" else _CLASSES.get(letter.lower())
    return _not(test) if test and letter.isupper() else test


class _Reader:
    """Reads an expression by the grammar of appendix F."""

    def __init__(self, pattern: str, regex: Regex) -> None:
        self.text, self.at, self.regex = pattern, 0, regex

    def read(self) -> Node:
        node = self.branches()
        if self.at < len(self.text):
            raise RegexError(f"unmatched {self.peek()!r} at {self.at + 1}")
        return node

    def peek(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead: self.at + ahead + 1]

    def take(self, wanted: str = "") -> str:
        char = self.peek()
        if not char or (wanted and char != wanted):
            raise RegexError(f"{wanted or 'more'!r} expected at {self.at + 1}")
        self.at += 1
        return char

    def branches(self) -> Node:
        parts = [self.branch()]
        while self.peek() == "|":
            self.take()
            parts.append(self.branch())
        return self.regex.alt(parts)

    def branch(self) -> Node:
        pieces = []
        while self.peek() not in ("", "|", ")"):
            pieces.append(self.quantified(self.atom()))
        return self.regex.sequence(pieces)

    def quantified(self, node: Node) -> Node:
        match self.peek():
            case "?":
                bounds: tuple[int, int | None] = (0, 1)
            case "*":
                bounds = (0, None)
            case "+":
                bounds = (1, None)
            case "{":
                bounds = self.bounds()
            case _:
                return node
        self.take()
        repeated = self.regex.repeat(node, *bounds)
        if node.size > 1 and repeated.size > max(node.size, _PLACES):
            raise RegexError("its repetitions are too many to be matched")
        return repeated

    def bounds(self) -> tuple[int, int | None]:
        start, self.at = self.at + 1, self.text.find("}", self.at)
        if self.at < 0:
            raise RegexError("'{' is not closed")
        low, comma, high = self.text[start: self.at].partition(",")
        if not low.isdecimal() or not (high.isdecimal() or not high) or len(low + high) > 12:
            raise RegexError(f"{{{self.text[start: self.at]}}} is not a quantity")
        least, most = int(low), int(high) if high else None if comma else int(low)
        if most is not None and least > most:
            raise RegexError(f"{{{self.text[start: self.at]}}} is not a quantity")
        return least, most

    def atom(self) -> Node:
        char = self.take()
        if char == "(":
            node = self.branches()
            self.take(")")
            return node
        if char in "?*+{}]":
            raise RegexError(f"{char!r} out of place at {self.at}")
        if char == "[":
            return self.set(self.char_class())
        if char == "\\":
            return self.set(self.escaped())
        return self.set(_not("\n\r".__contains__) if char == "." else char.__eq__)

    def set(self, test: Test) -> Node:
        return Node("set", False, test)

    def escaped(self) -> Test:
        letter = self.take()
        if letter in "pP":
            self.take("{")
            end = self.text.find("}", self.at)
            test = _property(self.text[self.at: end])
            self.at = end + 1
            return test if letter == "p" else _not(test)
        if letter in _SINGLE:
            return _SINGLE[letter].__eq__
        test = _escape(letter)
        if test is None:
            raise RegexError(f"\\{letter} stands for nothing")
        return test

    def char_class(self) -> Test:
        """What stands in brackets, after the opening one."""
        negative = self.peek() == "^" and bool(self.take())
        tests: list[Test] = []
        subtracted: Test | None = None
        while self.peek() != "]" or not tests:
            if self.peek() == "-" and self.peek(1) == "[" and tests:
                self.at += 2
                subtracted = self.char_class()
                break
            tests.append(self.class_part())
        self.take("]")
        return _members(tests, negative, subtracted)

    def class_part(self) -> Test:
        if self.peek() == "\\" and self.peek(1) not in _SINGLE:
            self.take()
            return self.escaped()
        low = self.class_char()
        if self.peek() != "-" or self.peek(1) in ("]", "["):
            return low.__eq__
        self.take()
        high = self.class_char()
        if high < low:
            raise RegexError(f"{low}-{high} runs backwards")
        return _between((ord(low), ord(high)))

    def class_char(self) -> str:
        char = self.take()
        if char in "[]":
            raise RegexError(f"{char!r} out of place at {self.at}")
        if char != "\\":
            return char
        letter = self.take()
        if letter not in _SINGLE:
            raise RegexError(f"\\{letter} cannot end a range")
        return _SINGLE[letter]


def _members(tests: list[Test], negative: bool, subtracted: Test | None) -> Test:
    return lambda char: any(test(char) for test in tests) != negative and not (subtracted and subtracted(char))


_COMPILED: dict[str, Regex] = {}


def compiled(pattern: str) -> Regex:
    """Compile an expression, once; raises RegexError where it is not one."""
    found = _COMPILED.get(pattern)
    if found is None:
        if len(_COMPILED) > 500:
            _COMPILED.clear()
        found = _COMPILED[pattern] = Regex(pattern)
    return found
