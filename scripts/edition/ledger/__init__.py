"""The ledger of citable units: what could ever be cited, in which release it had which words, and where to go for what is gone.

``tei/citations.jsonl`` is its file (entries.py); what has been said of each unit is gathered here. A unit is a text, a paragraph, a sentence
or a line of the witness, as the ``citeStructure``s of a text declare them (TEI Guidelines, 2.3.6.4), with an ``xml:id`` that is never used for
anything else.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Iterable, Iterator, NamedTuple, Sequence

from edition import publish
from edition.corpus import Edition
from edition.errors import ContentError
from edition.findings import Finding
from edition.ledger import entries as log
from edition.ledger import page as page
from edition.ledger.entries import CHANGED, MINTED, RELEASED, WITHDRAWN, Entry
from edition.ledger.units import Citable, Words, citable, words_of

# As many digits of a hash as a link carries: a wrong one is as good as impossible, and a person can compare them.
SHORT = 10


def hashed(reading: str) -> str:
    """Give the SHA-256 of a reading (UTF-8, white space folded), as hexadecimal digits."""
    return hashlib.sha256(reading.encode()).hexdigest()


class State(NamedTuple):
    """The words of a unit since a release (None: not yet released): the hashes of its critical reading (None for a line) and of its source reading."""

    release: str | None
    critical: str | None
    source: str


@dataclass
class Unit:
    """What the ledger knows of one unit; ``states`` from the first on, ``gone`` the release without it, once there is one."""

    identifier: str
    text: str
    unit: str
    element: str
    reference: str
    states: list[State] = field(default_factory=list)
    withdrawn: bool = False
    gone: str | None = None
    instead: tuple[str, ...] = ()
    why: str = ""

    @property
    def latest(self) -> State:
        """Its words as last recorded."""
        return self.states[-1]

    @property
    def minted(self) -> str | None:
        """The release that it first stood in; None before that."""
        return self.states[0].release


class Release(NamedTuple):
    """A release as the ledger has it: its version and date, the SWHID of its frozen TEI, and the line of its entry."""

    version: str
    date: str
    swhid: str
    line: int


class Ledger:
    """A ledger as read: its entries, what they come to, and what is wrong with the file (E601)."""

    def __init__(self, path: Path, entries: Sequence[Entry] = (), faults: Sequence[Finding] = ()) -> None:
        self.path = path
        self.entries = list(entries)
        self.faults = list(faults)

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every unit there ever was, by id, in the order in which they were minted."""
        units: dict[str, Unit] = {}
        for entry, release in self._released():
            _tell(units, entry, release)
        return units

    @cached_property
    def releases(self) -> list[Release]:
        """The releases, in the order in which they were made."""
        return [Release(entry.what["version"], entry.what["date"], entry.what["swhid"], entry.line) for entry in self.entries if entry.says == RELEASED]

    @property
    def head(self) -> str:
        """The SHA-256 of the last entry."""
        return log.head(self.entries)

    def until(self, version: str) -> Ledger:
        """The ledger as it was when a release was made."""
        return Ledger(self.path, self.entries[: next(release.line for release in self.releases if release.version == version)])

    def states(self, version: str) -> dict[str, State]:
        """The state of every unit that stood in a release, by id."""
        return {name: unit.latest for name, unit in self.until(version).units.items() if not unit.withdrawn}

    def _released(self) -> Iterator[tuple[Entry, str | None]]:
        """Go through the entries with the release that each became part of."""
        versions = iter([*(release.version for release in self.releases), None])
        current = next(versions)
        for entry in self.entries:
            yield entry, current
            if entry.says == RELEASED:
                current = next(versions)


def _tell(units: dict[str, Unit], entry: Entry, release: str | None) -> None:
    """Let an entry change what is known of its unit; a second record before a release takes the place of the first."""
    what = entry.what
    if entry.says == MINTED:
        units[what["id"]] = Unit(what["id"], what["text"], what["unit"], what["element"], what["reference"], [State(release, what.get("critical"), what["source"])])
    elif entry.says == CHANGED and what["id"] in units:
        states = units[what["id"]].states
        if states[-1].release == release:
            states.pop()
        states.append(State(release, what.get("critical"), what["source"]))
    elif entry.says == WITHDRAWN and what["id"] in units:
        unit = units[what["id"]]
        unit.withdrawn, unit.gone, unit.instead, unit.why = True, release, tuple(what["instead"]), str(what["why"])


def of_edition(edition: Edition) -> Ledger:
    """Read the ledger of an edition; an edition without one has an empty ledger. Raises InputError."""
    path = edition.head.path.parent / log.NAME
    return Ledger(path, *log.read(path))


def hashes(now: Words) -> tuple[str | None, str]:
    """The hashes of a unit's critical reading (None for a line) and of its source reading."""
    return None if now.critical is None else hashed(now.critical), hashed(now.source)


def state_of(now: Words) -> dict[str, str]:
    """The hashes of a unit's words as entries have them."""
    critical, source = hashes(now)
    return {**({"critical": critical} if critical else {}), "source": source}


def same(unit: Unit, now: Words) -> bool:
    """Tell whether a unit has the words that the ledger last recorded."""
    return (unit.latest.critical, unit.latest.source) == hashes(now)


def present(ledger: Ledger, edition: Edition) -> dict[str, Words]:
    """Find the units that the ledger knows in the texts as they stand."""
    return {name: found for text in edition.texts for name, found in words_of(text, ledger.units).items()}


def news(ledger: Ledger, edition: Edition) -> list[Entry]:
    """List the entries that the edition as it stands calls for: new units, changed words, ids of joined sentences that stay as an ``anchor``.

    What has vanished altogether is not among them: where its readers should go is for an editor to say (``withdrawal``).
    """
    now = present(ledger, edition)
    living = [(unit, now[name]) for name, unit in ledger.units.items() if name in now and not unit.withdrawn]
    return [
        *(minting(unit) for unit in citable(edition) if unit.identifier not in ledger.units),
        *(Entry(CHANGED, {"id": unit.identifier, **state_of(found)}) for unit, found in living if not found.within and not same(unit, found)),
        *(withdrawal(unit.identifier, [found.within], "joined with what stood before it") for unit, found in living if found.within),
    ]


def minting(unit: Citable) -> Entry:
    """The entry with which a unit begins to be citable."""
    named = {"id": unit.identifier, "text": unit.text, "unit": unit.unit, "element": unit.words.element, "reference": unit.reference}
    return Entry(MINTED, {**named, **state_of(unit.words)})


def withdrawal(identifier: str, instead: Iterable[str], why: str) -> Entry:
    """The entry that a unit is gone: where its readers should go, and why."""
    return Entry(WITHDRAWN, {"id": identifier, "instead": list(instead), "why": why})


def released(version: str, date: str, swhid: str) -> Entry:
    """The entry that a release has been made, of all entries before it."""
    return Entry(RELEASED, {"version": version, "date": date, "swhid": swhid})


def append(edition: Edition, added: Sequence[Entry]) -> None:
    """Add entries at the end of an edition's ledger. Raises ContentError where the ledger has been tampered with, InputError."""
    book = of_edition(edition)
    if book.faults:
        raise ContentError(book.faults)
    if added:
        publish.write_file(book.path, log.appended(book.entries, added))


def words_in(edition: Edition, identifier: str) -> Words | None:
    """Give both readings of a unit in some state of an edition; None where it has none."""
    return next((found[identifier] for text in edition.texts if identifier in (found := words_of(text, [identifier]))), None)
