"""What a DTS server has: a root collection, in it collections, one for each state of the edition, in each of these its texts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Iterable, Mapping

from edition import citestructure, documents
from edition.citestructure import Tree, Unit
from edition.corpus import Edition
from edition.documents import Document
from edition.dts import dublincore, plain
from edition.dts.dublincore import Values
from edition.dts.passages import Passages
from edition.dts.plain import Plain

# The identifier of the collection above all others.
ROOT = "root"


@dataclass(frozen=True, eq=False)
class Resource:
    """A text: its identifier, what is said of it, where in the site its file lies and its page, how it can be cited, its passages, and these as plain text."""

    identifier: str
    metadata: Mapping[str, Values]
    download: str
    page: str
    document: Document
    plain: Plain | None = None

    @cached_property
    def trees(self) -> tuple[CitationTree, ...]:
        """The ways to cite it, the default one first. Raises ContentError where one is broken."""
        return tuple(map(CitationTree, self._declared))

    @cached_property
    def passages(self) -> Passages:
        """Its parts."""
        return Passages(self.document, self._declared)

    @cached_property
    def _declared(self) -> list[Tree]:
        return citestructure.trees(self.document)

    @property
    def of_release(self) -> bool:
        """Whether this is a text of a release, which lies in a folder of it."""
        return self.page.startswith("v/")

    def tree(self, name: str | None) -> CitationTree | None:
        """The way to cite that has a name, or the default one for None."""
        return next((tree for tree in self.trees if tree.name == name), None)


class CitationTree:
    """A way to cite a text; its units are numbered in document order, each before those within it."""

    def __init__(self, tree: Tree) -> None:
        self.name = tree.name
        self.structure = tree.structure
        self.units = tree.units
        self.depth = tree.depth
        self._place = {unit.identifier: place for place, unit in enumerate(tree.units)}
        self._last = list(range(len(tree.units)))  # the last unit within each, by number
        for place, unit in reversed(list(enumerate(tree.units))):
            if unit.parent:
                parent = self._place[unit.parent.identifier]
                self._last[parent] = max(self._last[parent], self._last[place])

    def unit(self, identifier: str) -> Unit | None:
        """The unit that has a reference."""
        place = self._place.get(identifier)
        return None if place is None else self.units[place]

    def from_root(self, down: int) -> list[Unit]:
        """All units down to a level, or to the deepest for -1."""
        return _down_to(self.units, down)

    def siblings(self, unit: Unit) -> list[Unit]:
        """The units that have the parent of one, itself included."""
        around = self._within(unit.parent) if unit.parent else self.units
        return [one for one in around if one.parent is unit.parent]

    def from_range(self, start: Unit, end: Unit, down: int) -> list[Unit]:
        """The units from one to another and those within them, ``down`` levels below the deeper of the two, or all for -1."""
        units = self.units[self._place[start.identifier] : self._last[self._place[end.identifier]] + 1]
        return _down_to(units, down if down < 0 else max(start.level, end.level) + down)

    def _within(self, unit: Unit) -> tuple[Unit, ...]:
        place = self._place[unit.identifier]
        return self.units[place : self._last[place] + 1]


def _down_to(units: Iterable[Unit], level: int) -> list[Unit]:
    return [unit for unit in units if level < 0 or unit.level <= level]


@dataclass(frozen=True, eq=False)
class Collection:
    """A collection: its identifier, its title, what is said of it, and what is in it."""

    identifier: str
    title: str
    metadata: Mapping[str, Values]
    members: tuple[Collection | Resource, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything there is, found by identifier."""

    root: Collection

    @cached_property
    def everything(self) -> Mapping[str, Collection | Resource]:
        """Collections and texts by their identifiers, the root first."""
        found: dict[str, Collection | Resource] = {}
        waiting: list[Collection | Resource] = [self.root]
        for one in waiting:
            found.setdefault(one.identifier, one)
            waiting += one.members if isinstance(one, Collection) else ()
        return found

    @cached_property
    def parents(self) -> Mapping[str, tuple[Collection, ...]]:
        """The collections that something is in, by its identifier."""
        collections = [one for one in self.everything.values() if isinstance(one, Collection)]
        return {identifier: tuple(one for one in collections if any(member.identifier == identifier for member in one.members)) for identifier in self.everything}

    @property
    def resources(self) -> list[Resource]:
        """All texts."""
        return [one for one in self.everything.values() if isinstance(one, Resource)]


def catalogue(title: str, states: Iterable[Collection]) -> Catalogue:
    """Put states of an edition, the newest first, into a root collection of a title. A collection that has the name of a text gets another."""
    found = list(states)
    taken = {text.identifier for one in found for text in one.members}
    named = [replace(one, identifier=_free(one.identifier, taken)) for one in found]
    return Catalogue(Collection(_free(ROOT, taken), title, {}, tuple(named)))


def _free(identifier: str, taken: set[str]) -> str:
    """Give an identifier that nothing has yet, and take it."""
    while identifier in taken:
        identifier += "_"
    taken.add(identifier)
    return identifier


def state(edition: Edition, folder: str = "", release: str = "", site: Path | None = None) -> Collection:
    """Make the collection of the texts of an edition as its site has them below ``folder`` (such as ``v/1.0.0/``), with their plain text if the site is at hand.

    Identifiers of a ``release`` end in ``-v`` and its number; those of the newest state are those of the files.
    """
    ending = f"-v{release}" if release else ""
    home = edition.head.path.parent
    texts = (
        Resource(
            text.name + ending,
            dublincore.of_document(text, edition.date),
            f"{folder}files/tei/{_place(text, home)}",
            f"{folder}{text.name}.html",
            text,
            plain.read(site / folder / "files" / "text", text.name) if site else None,
        )
        for text in edition.texts
    )
    version = edition.head.root.xpath("string(tei:teiHeader/tei:fileDesc/tei:editionStmt/tei:edition/@n)", namespaces=documents.NS)
    return Collection(edition.head.name + ending, " ".join(filter(None, (edition.title, version))), dublincore.of_document(edition.head, edition.date), tuple(texts))


def _place(text: Document, home: Path) -> str:
    path = text.path.resolve()
    return path.relative_to(home.resolve()).as_posix() if path.is_relative_to(home.resolve()) else text.path.name
