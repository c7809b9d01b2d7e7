"""When a record that is harvested last changed: told from the releases, never from a clock."""

from __future__ import annotations

from typing import NamedTuple

from edition import ledger
from edition.corpus import Edition
from edition.package.description import Description, Item


class Stamp(NamedTuple):
    """A record: the name of its item, the day it last changed, the sets it is in, and whether it is gone for good."""

    name: str
    date: str
    sets: tuple[str, ...]
    deleted: bool = False


def of_edition(edition: Edition, description: Description) -> list[Stamp]:
    """Stamp the edition, its texts, and the texts that were withdrawn. A record names the version, so it changes with each release, on its day."""
    book = ledger.of_edition(edition)
    days = {release.version: release.date for release in book.releases}
    gone = [unit for unit in book.units.values() if unit.unit == "text" and unit.withdrawn and unit.gone]
    return [Stamp(item.name, edition.date, _sets(item)) for item in description.items] + [Stamp(unit.identifier, days[str(unit.gone)], ("text",), deleted=True) for unit in gone]


def _sets(item: Item) -> tuple[str, ...]:
    return ("text", f"text:{item.one('main-language')}") if item.is_text else ("edition",)
