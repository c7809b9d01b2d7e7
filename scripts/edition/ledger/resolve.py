"""Resolve a citation: is the passage that was cited still what it was, what has changed, or where to go instead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Callable

from edition import changes
from edition.changes import Piece
from edition.ledger import SHORT, Ledger, State, Unit
from edition.ledger.units import Words

UNCHANGED, CHANGED, WITHDRAWN, UNKNOWN = "unchanged", "changed", "withdrawn", "unknown"


@dataclass(frozen=True)
class Answer:
    """What became of a cited passage.

    ``verdict`` is one of UNCHANGED, CHANGED, WITHDRAWN, UNKNOWN; ``cited`` the version it was cited from, ``newest`` that compared with, ``since``
    the version that has its present words or has it no longer; ``fits`` whether the hash in the link is that of the words cited; ``critical``
    and ``source`` what changed in each reading, word by word; ``near`` what may have been meant by an unknown name.
    """

    verdict: str
    name: str
    identifier: str = ""
    text: str = ""
    reference: str = ""
    cited: str = ""
    newest: str = ""
    since: str = ""
    fits: bool = True
    critical: tuple[Piece, ...] = ()
    source: tuple[Piece, ...] = ()
    instead: tuple[str, ...] = ()
    why: str = ""
    near: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The same for JSON."""
        return asdict(self) | {side: [list(piece) for piece in getattr(self, side)] for side in ("critical", "source")}

    def as_text(self) -> str:
        """Say it in words."""
        said = {
            UNCHANGED: f"{self.reference}, cited from version {self.cited}, is unchanged in version {self.newest}.",
            CHANGED: f"{self.reference}, cited from version {self.cited}, has changed; its present words are those of version {self.since}.",
            WITHDRAWN: f"{self.reference}, cited from version {self.cited}, is no longer there since version {self.since}: {self.why}. Go instead to {', '.join(self.instead) or 'nothing'}.",
            UNKNOWN: f"No passage is called “{self.name}”." + (f" Did you mean {', '.join(self.near)}?" if self.near else ""),
        }
        misfit = [] if self.fits else [f"The hash fits no words that {self.reference} had in version {self.cited}."]
        return "\n".join([*misfit, said[self.verdict], *(f"{side}: {changes.marked(found)}" for side, found in (("critical", self.critical), ("source", self.source)) if found)])


def resolve(book: Ledger, words: Callable[[str, str], Words | None], name: str, version: str = "", digest: str = "") -> Answer:
    """Answer for the passage called ``name`` (an id or a reference as the ledger has it), cited from ``version`` with the short hash ``digest``.

    Where the version is not known, the hash tells it; else the last is taken that had the passage. ``words`` gives the readings of a unit (by
    id) in a release, and is asked only where words have changed.
    """
    unit = find(book, name)
    order = [release.version for release in book.releases]
    states = [state for state in unit.states if state.release] if unit else []
    if unit is None or not states:
        return Answer(UNKNOWN, name, near=tuple(_near(book, name)))
    last = order[order.index(unit.gone) - 1] if unit.gone else order[-1]
    cited = _cited(states, order, version, digest) or last
    then, now = _at(states, order, cited), states[-1]
    given = {"identifier": unit.identifier, "text": unit.text, "reference": unit.reference, "cited": cited, "newest": order[-1], "fits": not digest or _hash(then).startswith(digest)}
    if unit.gone and order.index(cited) < order.index(unit.gone):
        return Answer(WITHDRAWN, name, since=unit.gone, instead=unit.instead, why=unit.why, **given)
    if (then.critical, then.source) == (now.critical, now.source):
        return Answer(UNCHANGED, name, since=then.release or "", **given)
    before, after = words(cited, unit.identifier), words(order[-1], unit.identifier)
    critical, source = (_pieces(getattr(before, side, None), getattr(after, side, None)) for side in ("critical", "source"))
    return Answer(CHANGED, name, since=now.release or "", critical=critical, source=source, **given)


def _pieces(before: str | None, after: str | None) -> tuple[Piece, ...]:
    """What changed in a reading; nothing where nothing did."""
    return changes.pieces(before or "", after or "") if before != after else ()


def find(book: Ledger, name: str) -> Unit | None:
    """Find a unit by its id, or by its reference as people write it: capitals, blanks and dashes do not matter."""
    return book.units.get(name) or next((unit for unit in book.units.values() if _plain(unit.reference) == _plain(name)), None)


def _plain(words: str) -> str:
    return " ".join(re.sub("[‐-―−]", "-", unicodedata.normalize("NFKC", words)).lower().split())


def _cited(states: list[State], order: list[str], version: str, digest: str) -> str | None:
    """The version that a link means: the one it names, if the unit stood in it; else the newest whose words have its hash."""
    if version in order and order.index(version) >= order.index(states[0].release or ""):
        return version
    return next((state.release for state in reversed(states) if digest and _hash(state).startswith(digest)), None)


def _at(states: list[State], order: list[str], version: str) -> State:
    """The state in force in a version."""
    return [state for state in states if order.index(state.release or "") <= order.index(version)][-1]


def _hash(state: State) -> str:
    return (state.critical or state.source)[:SHORT]


def _near(book: Ledger, name: str) -> list[str]:
    """References like a name that is none."""
    known = {_plain(unit.reference): unit.reference for unit in book.units.values() if not unit.withdrawn}
    return [known[found] for found in get_close_matches(_plain(name)[:100], known, n=5)]
