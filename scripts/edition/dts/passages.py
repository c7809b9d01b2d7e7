"""Parts of a TEI document as well-formed XML: from any citable unit to any other, at any depth, without copying a tree."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Iterator

from edition import documents
from edition.citestructure import Tree, Unit
from edition.documents import TEI, Document

WRAPPER = "https://w3id.org/api/dts#"

# What libxml2 writes: it escapes < and > in attributes, and knows no CDATA once it has read it.
_TOKEN = re.compile(r"<!--.*?-->|<\?.*?\?>|<[^>]*>|[^<]+", re.DOTALL)
# The elements that mark where something begins and hold nothing of it (TEI model.milestoneLike, those that are empty).
_MILESTONES = frozenset(map(documents.tei, ("anchor", "cb", "gb", "lb", "milestone", "pb")))
# What holds for all that stands within an element that has it (Namespaces in XML 1.0, section 6; XML 1.0, 2.10 and 2.12; XML Base).
_INHERITED = re.compile(r'\s(xmlns(?::[^\s=]+)?|xml:(?:lang|space|base))="([^"]*)"')


class Passages:
    """A document cut at its tags: ``tokens`` are its start tags, end tags, texts, comments and instructions, in order."""

    def __init__(self, document: Document, trees: list[Tree]) -> None:
        self._whole = document.data
        self._tokens: list[str] = _TOKEN.findall(documents.text_of(document.root))
        self._partner = [-1] * len(self._tokens)  # of a start tag its end tag and the reverse; of an empty element's tag itself
        self._within = [-1] * len(self._tokens)  # the start tag of the element that a token stands in
        starts = list(self._paired())
        self._start = dict(zip(document.elements, starts, strict=True))
        self._reach = {unit: reach for tree in trees for unit, reach in self._reaches(tree)}

    def whole(self) -> bytes:
        """The document as it is published."""
        return self._whole

    def precedes(self, start: Unit, end: Unit) -> bool:
        """Tell whether a range from one unit to another has anything in it."""
        return self._reach[start][0] <= self._reach[end][1]

    def between(self, start: Unit, end: Unit) -> bytes:
        """What stands from one unit to another, both included, in a ``dts:wrapper`` (Document Endpoint, “XML/TEI encoding and sub-tree representation”).

        Elements that a border cuts are closed or opened there. What the document's own element is a unit of is the document.
        """
        first, last = self._reach[start][0], self._reach[end][1]
        if first == 0:
            return self._whole
        inside, outside = self._well_formed(first, last)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}"><dts:wrapper xmlns:dts="{WRAPPER}"{self._inherited(outside)}>{inside}</dts:wrapper></TEI>\n'.encode()

    def ids(self, start: Unit, end: Unit) -> list[str]:
        """The ``xml:id`` of all elements that begin between two units, both included."""
        first, last = self._reach[start][0], self._reach[end][1]
        return [element.get(documents.XML_ID, "") for element, place in self._start.items() if first <= place <= last]

    def _paired(self) -> Iterator[int]:
        """Find for each tag its other; give the places of all start tags."""
        opened: list[int] = []
        for place, token in enumerate(self._tokens):
            if token.startswith("</"):
                start = opened.pop()
                self._partner[start], self._partner[place] = place, start
            self._within[place] = opened[-1] if opened else -1
            if token.startswith("<") and token[1] not in "/!?":
                if token.endswith("/>"):
                    self._partner[place] = place
                else:
                    opened.append(place)
                yield place

    def _reaches(self, tree: Tree) -> Iterator[tuple[Unit, tuple[int, int]]]:
        """Give for each unit its first and last token. A milestone reaches to the next unit, the last to the end of what holds all milestones."""
        units = sorted(tree.units, key=lambda unit: self._start[unit.element])
        for unit, following in zip_longest(units, units[1:]):
            first = self._start[unit.element]
            if unit.element.tag not in _MILESTONES:
                yield unit, (first, self._partner[first])
            elif following:
                yield unit, (first, self._without_beginnings(first, self._start[following.element] - 1))
            else:
                yield unit, (first, self._without_beginnings(first, self._partner[self._common(units)] - 1))

    def _common(self, units: list[Unit]) -> int:
        """The start tag of the innermost element that holds a tree's first and last unit."""
        first, holder = self._start[units[0].element], self._within[self._start[units[-1].element]]
        while not holder <= first <= self._partner[holder]:
            holder = self._within[holder]
        return holder

    def _without_beginnings(self, first: int, last: int) -> int:
        """Leave out at the end of a passage white space, and the beginnings of elements of which it has no more than that."""
        while last > first and (not self._tokens[last].strip() or self._partner[last] > last):
            last -= 1
        return last

    def _well_formed(self, first: int, last: int) -> tuple[str, int]:
        """Give the tokens from first to last with the tags that they lack, and the start tag of the element around all this."""
        opened: list[int] = []
        lacking: list[int] = []
        for place in range(first, last + 1):
            partner = self._partner[place]
            if partner > place:
                opened.append(place)
            elif 0 <= partner < place:
                lacking.append(partner) if partner < first else opened.pop()
        before = [self._tokens[place] for place in reversed(lacking)]
        after = [self._tokens[self._partner[place]] for place in reversed(opened)]
        return "".join([*before, *self._tokens[first : last + 1], *after]), self._within[lacking[-1] if lacking else first]

    def _inherited(self, holder: int) -> str:
        """The namespaces, language … that hold within an element, as attributes."""
        found: dict[str, str] = {}
        while holder >= 0:
            for name, value in _INHERITED.findall(self._tokens[holder]):
                found.setdefault(name, value)
            holder = self._within[holder]
        if found.get("xmlns") == TEI:
            del found["xmlns"]
        else:
            found.setdefault("xmlns", "")
        return "".join(f' {name}="{value}"' for name, value in found.items() if name != "xmlns:dts")
