"""The record of how texts were made: passes compared, differences decided, figures and attested forms derived.

The small edition in tests/case/passes has two passes over one text that differ twice; each fault is that edition with one string changed.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Callable

import pytest

from edition import agreement, corpus, figures, marks, registers, validate
from edition.documents import parse
from edition.marks import Mark
from test_cli import run

CASE = Path(__file__).parent / "case" / "passes"

# The file, what stands there, what is set instead, the code of the rule that must speak, and a word of what it says.
FAULTS = [
    ("passes/adjudication.xml", "<mentioned>Boris</mentioned>", "<mentioned>Boriss</mentioned>", {"E221", "E222"}, "Boris"),
    ("passes/b.xml", ' when="1920"', ' when="1921"', {"E222"}, "1921"),
    ("texts/one.xml", "in Moscow", "in <roleName>Moscow</roleName>", {"E221"}, "text says roleName"),
    ("texts/one.xml", 'resp="ed:pass-a ed:pass-b"', 'resp="ed:pass-a"', {"E223"}, 'resp="ed:pass-a ed:pass-b"'),
    ("passes/b.xml", ">again<", ">against<", {"E221", "E223"}, "agian"),
    ("texts/one.xml", 'value="13">13<', 'value="12">12<', {"E216"}, "is 13"),
    ("texts/one.xml", 'value="13">13<', 'value="13">14<', {"E216"}, "is 13"),
    ("texts/one.xml", 'n="one.words"', 'n="one.worlds"', {"E216"}, "one.worlds"),
    ("authorities/persons.xml", '        <persName type="attested" xml:lang="en">Boris</persName>\n', "", {"E214"}, "Boris"),
    ("authorities/persons.xml", '"attested" xml:lang="en">Boris<', '"attested" xml:lang="en">Borys<', {"E214", "E215"}, "Borys"),
    ("authorities/persons.xml", '"attested" xml:lang="en">Boris<', '"attested" xml:lang="ru">Boris<', {"E214", "E215"}, "(ru)"),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASE, tmp_path / "edition")) / "edition.xml"


def codes(home: Path) -> dict[str, str]:
    return {found.code: f"{found.message} {found.mend}" for found in validate.validate(validate.members(home)).findings}


def test_the_case_has_no_fault(home: Path) -> None:
    assert codes(home) == {}


@pytest.mark.parametrize(("name", "old", "new", "expected", "word"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_each_fault_is_found(home: Path, name: str, old: str, new: str, expected: set[str], word: str) -> None:
    path = home.parent / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    found = codes(home)
    assert set(found) == expected
    assert word in " ".join(found.values())


def test_agreement_is_what_a_hand_reckons() -> None:
    """13 words, 12 with the same label; by chance (9·10 + 2·1 + 1 + 1) / 13². Of 4 and 3 marks 3 are the same."""
    tree = figures.agreed(corpus.load(CASE / "edition.xml"))
    chance = (9 * 10 + 2 * 1 + 1 + 1) / 13**2
    assert tree["all"]["kappa"] == round((12 / 13 - chance) / (1 - chance), 3)
    assert tree["all"]["f1"] == round(2 * 3 / (4 + 3), 3)
    assert tree["all"]["persName"]["f1"] == round(2 * 1 / (2 + 1), 3)
    assert tree["all"]["date"] == {"first": 1, "second": 1, "same_span": 1, "same_meaning": 0, "f1": 1.0}
    assert tree["differences"] == {"one": 2, "all": 2}


def test_kappa_at_its_ends() -> None:
    assert agreement.kappa([("a", "a"), ("b", "b")]) == 1
    assert agreement.kappa([("a", "b"), ("b", "a")]) == -1
    assert agreement.kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0
    assert agreement.kappa([]) == agreement.kappa([("a", "a")]) == 1


BODY = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t"><teiHeader/><text><body><p><lb/>\n<s xml:id="t.p1.s1">{}</s></p></body></text></TEI>'


@pytest.fixture
def sentence(tmp_path: Path) -> Callable[[str], list[Mark]]:
    def read(markup: str) -> list[Mark]:
        path = tmp_path / "t.xml"
        path.write_text(BODY.format(markup), "utf-8")
        return marks.marks(parse(path))

    return read


def test_marks_are_counted_in_characters_of_the_source(sentence: Callable[[str], list[Mark]]) -> None:
    found = sentence('In <choice><sic>ol d <persName ref="ed:pe.x">Bart</persName></sic><corr ana="ed:err.x">new <persName ref="ed:pe.x">Barth</persName></corr></choice>,<note>no</note> so.')
    assert found == [
        Mark("p1.s1", 2, 9, "sic", "ol d Bart", "ed:err.x “new Barth”"),
        Mark("p1.s1", 5, 9, "persName", "Bart", "ref=ed:pe.x"),
    ]


def test_white_space_of_the_file_is_no_character(sentence: Callable[[str], list[Mark]]) -> None:
    assert sentence('A <date when="1921">the\n year  1921</date>.')[0] == Mark("p1.s1", 1, 12, "date", "the year 1921", "when=1921")


def test_what_an_editor_adds_has_a_place_and_no_extent(sentence: Callable[[str], list[Mark]]) -> None:
    found = sentence('He said<gap reason="extraction"/><supplied ana="ed:err.x">».</supplied>')
    assert [(mark.start, mark.end, mark.kind, mark.words) for mark in found] == [(6, 6, "gap", "[gap]"), (6, 6, "supplied", "».")]


def test_the_figures_of_a_header_are_written_and_nothing_else(home: Path) -> None:
    path = home.parent / "texts" / "one.xml"
    right = path.read_bytes()
    path.write_bytes(right.replace(b' value="13">13</num>', b"/>"))
    edition = corpus.load(home)
    assert figures.rewritten(edition.texts[0], figures.derive(edition)) == right


def test_forms_are_those_of_the_source_in_order() -> None:
    assert registers.attested_forms(corpus.load(CASE / "edition.xml")) == {"pe.anna": [("Anna", "en")], "pe.boris": [("Boris", "en")]}


def test_commands_say_it_for_people_and_programs() -> None:
    status, table = run("agreement", "--edition", CASE)
    assert status == 0 and "Cohen's kappa on words 0.827" in table
    assert "one.p1.s1: date “1921”: pass-a: when=1921; pass-b: when=1920; text: when=1921" in run("agreement", "--edition", CASE, "--differences")[1]
    assert len(json.loads(run("agreement", "--edition", CASE, "--json")[1])["list"]) == 2
    assert json.loads(run("figures", "--edition", CASE, "--json")[1])["one.words"] == 13
    status, said = run("agreement", "--edition", CASE.parent / "rules" / "good")
    assert status == 2 and "two passes" in said
