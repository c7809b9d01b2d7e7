"""RELAX NG DTD Compatibility (OASIS Committee Specification, 3 December 2001): is a schema fit for ID checks and for default values?

A schema that is not is a correct schema still; so this is judged apart. Clauses are those of that specification.
"""

from __future__ import annotations

from .datatypes import Context
from .names import NameClass, split
from .patterns import EMPTY, Attribute, Choice, Data, Element, Group, List, OneOrMore, Pattern, Value, matches
from .problems import SchemaProblem


def _ident(pattern: Pattern) -> str | None:
    return pattern.type.ident if isinstance(pattern, (Data, Value)) else None


def _strings(pattern: Pattern) -> list[Pattern]:
    """The data and values in a pattern, those in lists too."""
    return [inner for leaf in pattern.leaves for inner in (_strings(leaf.content) if isinstance(leaf, List) else [leaf])]


def _attributes(element: Element) -> list[Attribute]:
    found = [leaf for leaf in element.content.leaves if isinstance(leaf, Attribute)]
    return sorted(found, key=lambda attribute: attribute.place)


class Compatibility:
    """What a schema means to DTDs: ``problems``, and ``defaults``, by the name of an element those of its attributes."""

    def __init__(self, elements: list[Element]) -> None:
        self.problems: list[SchemaProblem] = []
        self.defaults: dict[str, dict[str, str]] = {}
        self._types: dict[tuple[str, str], str] = {}
        self._without: list[tuple[NameClass, Attribute]] = []
        for element in elements:
            self._element(element)
        self._conflicts()
        self.problems = sorted(set(self.problems))

    def _complain(self, attribute: Attribute | Element, clause: str, message: str) -> None:
        self.problems.append(SchemaProblem(*attribute.place, clause, message))

    def _element(self, element: Element) -> None:
        if any(_ident(leaf) for leaf in _strings(element.content)):
            self._complain(element, "DTD 3", "a value of type ID, IDREF or IDREFS must stand in an attribute")
        for attribute in _attributes(element):
            self._typed(element, attribute)
            if attribute.default is not None:
                self._default(element, attribute, attribute.default)

    def _typed(self, element: Element, attribute: Attribute) -> None:
        kind = _ident(attribute.content)
        if kind is None:
            if any(_ident(leaf) for leaf in _strings(attribute.content)):
                self._complain(attribute, "DTD 3", "a value of type ID, IDREF or IDREFS must be the whole of an attribute")
            self._without.append((element.names, attribute))
            return
        if element.names.names is None or attribute.names.names is None or len(attribute.names.names) > 1:
            self._complain(attribute, "DTD 3", f"an attribute of type {kind} must have one name, and its element finitely many")
            return
        for name in element.names.names:
            known = self._types.setdefault((name, attribute.names.names[0]), kind)
            if known != kind:
                self._complain(attribute, "DTD 3", f"@{split(attribute.names.names[0])[1]} of {split(name)[1]!r} is {known} elsewhere, {kind} here")

    def _conflicts(self) -> None:
        for names, attribute in self._without:
            for (element, name), kind in self._types.items():
                if element in names and name in attribute.names:
                    self._complain(attribute, "DTD 3", f"@{split(name)[1]} of {split(element)[1]!r} is {kind} elsewhere, not here")
                    break

    def _default(self, element: Element, attribute: Attribute, default: str) -> None:
        names = attribute.names.names
        if names is None or len(names) > 1 or element.names.names is None:
            self._complain(attribute, "DTD 2", "an attribute with a default must have one name, and its element finitely many")
            return
        if not _optional(element.content, attribute):
            self._complain(attribute, "DTD 2", "an attribute with a default must be optional")
        if any(isinstance(leaf, (Data, Value)) and leaf.type.contextual for leaf in _strings(attribute.content)):
            self._complain(attribute, "DTD 2", "a default may not depend on the context")
        elif not matches(attribute.content, default, Context()):
            self._complain(attribute, "DTD 2", f"the default {default!r} is not a value of its attribute")
        for name in element.names.names:
            known = self.defaults.setdefault(name, {}).setdefault(names[0], default)
            if known != default:
                self._complain(attribute, "DTD 2", f"the default is {known!r} elsewhere, {default!r} here")


def _optional(pattern: Pattern, attribute: Attribute) -> bool:
    """Whether the attribute stands, wherever it does, in a choice with ``empty``, and in no other choice and no repetition."""
    if attribute not in pattern.leaves:
        return True
    if type(pattern) is Choice:
        return set(pattern.parts) == {attribute, EMPTY}
    if pattern is attribute or isinstance(pattern, OneOrMore):
        return False
    parts = (pattern.one, pattern.two) if isinstance(pattern, Group) else pattern.parts
    return all(_optional(part, attribute) for part in parts)
