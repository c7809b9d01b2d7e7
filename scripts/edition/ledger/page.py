"""The ledger in words, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Sequence

from edition.ledger import entries as log
from edition.ledger.entries import Entry

if TYPE_CHECKING:
    from edition.ledger import Ledger


def line(entry: Entry) -> str:
    """Say an entry in one line."""
    what = entry.what
    more = {
        log.MINTED: lambda: f"{what['reference']} ({what['unit']})",
        log.CHANGED: lambda: "has other words",
        log.WITHDRAWN: lambda: f"gone: {what['why']}; instead: {', '.join(what['instead']) or 'nothing'}",
        log.RELEASED: lambda: f"of {what['date']}, {what['swhid']}",
    }
    return f"{entry.says:9} {what.get('id') or what['version']}  {more[entry.says]()}"


def as_text(book: Ledger, pending: Sequence[Entry]) -> str:
    """Tell of a ledger: its faults or its releases, how many units of which kind, and what is not yet recorded."""
    if book.faults:
        return "\n".join(f"{fault.where}: {fault.severity} {fault.code}: {fault.message}. {fault.mend}" for fault in book.faults)
    living = Counter(unit.unit for unit in book.units.values() if not unit.withdrawn)
    gone = sum(unit.withdrawn for unit in book.units.values())
    rows = [f"{release.version}  {release.date}  {release.swhid}" for release in book.releases] or ["no release yet"]
    rows.append(f"units: {', '.join(f'{number} {unit}' for unit, number in living.items()) or 'none'}; withdrawn: {gone}")
    rows += [f"not yet recorded ({len(pending)}; `edition ledger update` records it):", *(f"  {line(entry)}" for entry in pending)] if pending else ["everything is recorded"]
    return "\n".join([*rows, f"last entry: {book.head}"])


def as_json(book: Ledger, pending: Sequence[Entry]) -> str:
    """The same as JSON, with every unit and its states."""
    units = {
        name: {"unit": unit.unit, "reference": unit.reference, "states": [state._asdict() for state in unit.states]}
        | ({"gone": unit.gone, "instead": unit.instead, "why": unit.why} if unit.withdrawn else {})
        for name, unit in book.units.items()
    }
    content = {
        "head": book.head,
        "faults": [{"line": fault.line, "code": fault.code, "message": str(fault.message)} for fault in book.faults],
        "releases": [release._asdict() for release in book.releases],
        "units": units,
        "pending": [{"says": entry.says, **entry.what} for entry in pending],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
