"""The examples of the codes on citations: the bad one gives just its code, the good one nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest

from edition import codes, corpus, ledger
from edition.ledger.entries import MINTED, Entry
from edition.ledger.units import citable
from ledger.releasing import change, findings, told

ONE = "texts/one.xml"


def capital(home: Path) -> None:
    """A change of words that is recorded and told."""
    change(home.parent / ONE, (">letter<", ">Letter<"))
    edition = corpus.load(home)
    ledger.append(edition, ledger.news(ledger.of_edition(edition), edition))
    told(home, "#one.p1.s1", "A capital.")


def header(home: Path) -> None:
    """A change that is told, and not of words."""
    change(home.parent / ONE, ("Three lines.", "Three short lines."))
    change(home.parent / ONE, ("</revisionDesc>", '<change when="2026-02-01" who="ed:pass-a">The header says more.</change></revisionDesc>'))


def withdrawn(home: Path) -> None:
    """A sentence that was there and went, one.p2.s2, and another that nobody has recorded yet."""
    change(home.parent / ONE, ("answers.</s>", 'answers.</s>\n<s xml:id="one.p2.s3" n="3">Yes.</s>'))
    change(home.parent / "witnesses/one.txt", ("answers.", "answers. Yes."))
    edition = corpus.load(home)
    book = ledger.of_edition(edition)
    new = next(unit for unit in citable(edition) if unit.identifier == "one.p2.s3")
    gone = Entry(MINTED, {**ledger.minting(new).what, "id": "one.p2.s2", "reference": "one 2.2"})
    ledger.append(edition, [gone, ledger.withdrawal("one.p2.s2", ["one.p2.s1"], "gone"), *(entry for entry in ledger.news(book, edition) if entry.says != MINTED)])
    told(home, "#one.p2")


@pytest.mark.parametrize("code, prepare", [("E601", capital), ("E602", capital), ("E603", withdrawn), ("E604", capital), ("E605", capital), ("E606", capital), ("W606", header)])
def test_the_examples_are_what_they_say(released: Path, code: str, prepare: Callable[[Path], None]) -> None:
    prepare(released)
    said = {finding.code for finding in findings(released)}
    assert said <= {"E207"}, "the witness of one case was made longer, and its header still has the old sum"
    (example,) = codes.codes()[code].examples
    change(released.parent / example.file, (example.good, example.bad))
    assert {finding.code for finding in findings(released)} - said == {code}
