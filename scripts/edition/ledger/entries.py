"""The file of the ledger: one entry a line, as JSON, each naming the SHA-256 of the line before it.

An entry says what became of one citable unit, or that a release was made; it is never changed afterwards. The chain makes tampering show: who
changes, removes or inserts a line must change every line after it, and the last is named by each release that was published.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Iterable, Mapping

from edition import disk
from edition.errors import InputError
from edition.findings import Finding
from edition.wording import words

NAME = "citations.jsonl"

# What an entry can say: a unit begins to be citable, has other words, is no longer there; a release is made of all entries before.
MINTED, CHANGED, WITHDRAWN, RELEASED = "minted", "changed", "withdrawn", "released"

# What each has to say besides.
_FIELDS = {
    MINTED: ("id", "text", "unit", "element", "reference", "source"),
    CHANGED: ("id", "source"),
    WITHDRAWN: ("id", "instead", "why"),
    RELEASED: ("version", "date", "swhid"),
}
# What comes before the first line.
_BEGINNING = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One entry: ``says`` is one of MINTED, CHANGED, WITHDRAWN, RELEASED; ``what`` has the rest, ``previous`` the SHA-256 of the line before, ``line`` its number."""

    says: str
    what: Mapping[str, Any]
    previous: str = ""
    line: int = 0

    def written(self) -> bytes:
        """The entry as a line of the file, without its end."""
        return json.dumps({"says": self.says, **self.what, "previous": self.previous}, ensure_ascii=False).encode()


def read(path: Path) -> tuple[list[Entry], list[Finding]]:
    """Read a ledger: its entries up to the first faulty line, and the finding (E601) that tells of it. No file is an empty ledger.

    Raises InputError where the file is there and cannot be read.
    """
    try:
        data = disk.data(path) if disk.is_file(path) else b""
    except OSError as error:
        raise InputError(words("{path}: cannot be read: {why}", path=str(path), why=error.strerror)) from error
    entries: list[Entry] = []
    previous = _BEGINNING
    for number, row in enumerate(data.splitlines(), start=1):
        entry = _parsed(row, number)
        if entry is None:
            return entries, [_broken(path, number, words("this is no entry of a ledger"))]
        if entry.previous != previous:
            return entries, [_broken(path, number, words("this entry does not follow from the one before it: something was changed, removed or put in"))]
        entries.append(entry)
        previous = _sha256(row)
    return entries, [] if not data or data.endswith(b"\n") else [_broken(path, len(entries), words("the last line is cut off"))]


def _broken(path: Path, number: int, message: str) -> Finding:
    mend = words("Restore the file from version control; only `edition ledger update` and `edition release` write it, and only at its end.")
    return Finding(str(path), number, 1, "E601", message, mend)


def _parsed(row: bytes, number: int) -> Entry | None:
    try:
        content = json.loads(row)
        entry = Entry(content.pop("says"), content, content.pop("previous"), number)
        sound = row == entry.written() and all(field in content for field in _FIELDS[entry.says])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return entry if sound else None


def appended(entries: Iterable[Entry], added: Iterable[Entry]) -> bytes:
    """Give the bytes of a ledger with entries added to those it has."""
    rows = [entry.written() for entry in entries]
    for entry in added:
        rows.append(replace(entry, previous=_sha256(rows[-1]) if rows else _BEGINNING).written())
    return b"".join(row + b"\n" for row in rows)


def head(entries: list[Entry]) -> str:
    """Give the SHA-256 of the last entry, by which a ledger is known; that of nothing is all zeros."""
    return _sha256(entries[-1].written()) if entries else _BEGINNING


def _sha256(row: bytes) -> str:
    return hashlib.sha256(row).hexdigest()
