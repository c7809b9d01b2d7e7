"""The file of the ledger: appended to and never changed; whoever tampers with it is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.ledger import Ledger, entries
from edition.ledger.entries import CHANGED, MINTED, RELEASED, WITHDRAWN, Entry

UNIT = {"text": "one", "unit": "sentence", "element": "s", "reference": "one 1.1"}
WRITTEN = [
    Entry(MINTED, {"id": "one.p1.s1", **UNIT, "critical": "aa", "source": "bb"}),
    Entry(MINTED, {"id": "one.p1.s2", **UNIT, "critical": "cc", "source": "dd"}),
    Entry(RELEASED, {"version": "1.0.0", "date": "2026-01-01", "swhid": "swh:1:dir:0"}),
    Entry(CHANGED, {"id": "one.p1.s1", "critical": "ee", "source": "bb"}),
    Entry(CHANGED, {"id": "one.p1.s1", "critical": "ff", "source": "bb"}),
    Entry(WITHDRAWN, {"id": "one.p1.s2", "instead": ["one.p1.s1"], "why": "joined"}),
    Entry(RELEASED, {"version": "1.1.0", "date": "2026-02-01", "swhid": "swh:1:dir:1"}),
    Entry(CHANGED, {"id": "one.p1.s1", "critical": "aa", "source": "bb"}),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger on disk."""
    file = tmp_path / entries.NAME
    file.write_bytes(entries.appended([], WRITTEN))
    return file


def test_what_was_written_is_read(path: Path) -> None:
    found, faults = entries.read(path)
    assert [(entry.says, entry.what) for entry in found] == [(entry.says, dict(entry.what)) for entry in WRITTEN]
    assert faults == []


def test_adding_leaves_every_byte_before_it(path: Path) -> None:
    found, _ = entries.read(path)
    more = entries.appended(found, [Entry(CHANGED, {"id": "one.p1.s1", "source": "zz"})])
    assert more.startswith(path.read_bytes()) and more.count(b"\n") == len(WRITTEN) + 1


@pytest.mark.parametrize("number", range(len(WRITTEN) - 1))
@pytest.mark.parametrize("tamper", ["change", "remove", "double", "exchange"])
def test_tampering_shows_at_the_line_after_it(path: Path, number: int, tamper: str) -> None:
    rows = path.read_bytes().splitlines(keepends=True)
    row = rows[number]
    changed = {"change": [row.replace(b'"', b'"', 1).replace(b"e", b"o", 3)], "remove": [], "double": [row, row], "exchange": [rows[number + 1], row]}[tamper]
    rest = rows[number + 2 :] if tamper == "exchange" else rows[number + 1 :]
    path.write_bytes(b"".join([*rows[:number], *changed, *rest]))
    found, faults = entries.read(path)
    assert [fault.code for fault in faults] == ["E601"]
    assert number < faults[0].line <= number + 2 and len(found) < len(WRITTEN)


@pytest.mark.parametrize("row", [b"", b"[]", b"null", b"{}", b'{"says": "minted"}', b'{"says": "nothing", "previous": ""}', b"\xff", b"[" * 100_000])
def test_a_line_that_is_no_entry(path: Path, row: bytes) -> None:
    path.write_bytes(path.read_bytes() + row + b"\n")
    found, faults = entries.read(path)
    assert len(found) == len(WRITTEN) and [(fault.code, fault.line) for fault in faults] == [("E601", len(WRITTEN) + 1)]


def test_a_file_cut_off_in_its_last_line(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])
    assert [fault.code for fault in entries.read(path)[1]] == ["E601"]


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    assert entries.read(tmp_path / entries.NAME) == ([], [])


def test_what_the_entries_come_to(path: Path) -> None:
    book = Ledger(path, *entries.read(path))
    first, second = book.units["one.p1.s1"], book.units["one.p1.s2"]
    assert [(state.release, state.critical) for state in first.states] == [("1.0.0", "aa"), ("1.1.0", "ff"), (None, "aa")]
    assert (second.gone, second.instead, second.withdrawn, second.minted) == ("1.1.0", ("one.p1.s1",), True, "1.0.0")
    assert [release.version for release in book.releases] == ["1.0.0", "1.1.0"]
    assert book.until("1.0.0").units["one.p1.s1"].latest.critical == "aa"
    assert set(book.states("1.0.0")) == {"one.p1.s1", "one.p1.s2"} and set(book.states("1.1.0")) == {"one.p1.s1"}
