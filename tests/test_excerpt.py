"""The line below a finding: the caret stands under the column, whatever stands before it."""

from __future__ import annotations

import pickle
import re
import shutil
from copy import deepcopy
from pathlib import Path

import pytest

from edition import validate, wording
from edition.excerpt import excerpt
from edition.relaxng import phrases
from edition.relaxng.faults import KINDS, Fault
from test_cli import run

GOOD = Path(__file__).parent / "case" / "rules" / "good"


def under(rows: list[str]) -> str:
    """What the caret points at, in a line of characters that are all one cell wide."""
    return rows[0][rows[1].index("^") :]


def test_the_caret_stands_under_the_column() -> None:
    assert under(excerpt(7, "<p>Текст <b/></p>", 10)) == "<b/></p>"
    assert excerpt(7, "<p>Текст <b/></p>", None) == ["     7 | <p>Текст <b/></p>"]


@pytest.mark.parametrize(
    ("before", "cells"),
    [("абв", 3), ("\t", 4), ("a\t", 4), ("中文", 4), ("e\u0301", 1), ("\U0001d11e", 1), ("\U0001f600", 2), ("\u200b", 0), ("\x85", 1)],
)
def test_characters_take_the_cells_that_a_terminal_gives_them(before: str, cells: int) -> None:
    rows = excerpt(1, f"{before}<x/>", len(before) + 1)
    assert rows[1].index("^") - rows[1].index("|") - 2 == cells
    assert rows[0].endswith("<x/>")


@pytest.mark.parametrize("column", [1, 40, 500, 990, 1001, 2000])
def test_a_long_line_is_cut_around_the_column(column: int) -> None:
    line = "".join(f"{number:04}" for number in range(250))
    rows = excerpt(1, line, column, width=60)
    assert len(rows[0]) <= 9 + 62
    assert under(rows).rstrip("…") in line
    assert under(rows).startswith(line[column - 1 : column + 5]) or column > 990


def test_nothing_of_a_line_can_steer_a_terminal() -> None:
    assert "\x1b" not in "".join(excerpt(1, "\x1b[31m\u202e<x/>", 7)) and "\u202e" not in "".join(excerpt(1, "\u202e<x/>", 2))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(GOOD, tmp_path / "tei")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tei"


def spoil(home: Path, old: str, new: str) -> None:
    path = home / "texts" / "one.xml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_finding_is_one_line_for_programs_and_two_to_look_at(home: Path) -> None:
    spoil(home, "ed:pe.anna\">Anna</persName> answers", "ed:pe.ana\">Anna</persName> answers")
    first, line, caret, last = run("validate")[1].splitlines()
    assert re.fullmatch(r'tei/texts/one\.xml:34:29: error E201: persName/@ref "ed:pe\.ana" names no entry in persons\.xml\. Did you mean "ed:pe\.anna"\?', first)
    assert under([line, caret]).startswith('<persName ref="ed:pe.ana">') and last == "3 files validated: 1 error, 0 warnings"


def test_what_is_not_well_formed_names_what_is_open_and_where(home: Path) -> None:
    spoil(home, "Anna</persName> answers", "Анна</placeName> answers")
    first, line, caret, _ = run("validate")[1].splitlines()
    assert "the end tag </placeName> does not close what is open; `persName` is open here, opened in line 34, column 29" in first
    assert under([line, caret]).startswith("</placeName>")


def test_a_file_that_ends_too_soon_names_what_is_open(tmp_path: Path) -> None:
    path = tmp_path / "half.xml"
    path.write_text("<a>\n <b>\n", "utf-8")
    finding, = validate.validate([path]).findings
    assert "`b` is open here, opened in line 2, column 2" in finding.message and finding.code == "E001"


def test_messages_are_russian_on_demand_and_never_by_the_locale(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(home, "<persName ref=\"ed:pe.anna\">Anna</persName> answers", "<persname>Anna</persname> answers")
    spoil(home, " n=\"1\"><lb", " n=\"7\"><lb")
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    assert "may be" not in run("validate")[1] and "is not known here; did you mean `persName`?" in run("validate")[1]
    said = run("validate", "--lang", "ru")[1]
    assert "элемент `persname` здесь неизвестен; может быть, имелось в виду `persName`?" in said and "проверено файлов: 3" in said
    assert "error S122: у абзаца one.p1 номер «7», и с идентификатором он не согласуется. N — число" in said
    for form in ("json", "sarif", "junit", "github"):
        assert "здесь неизвестен" in run("validate", "--lang", "ru", "--format", form)[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_fault_has_russian_words(kind: str) -> None:
    assert set(phrases.RUSSIAN) == set(phrases.ENGLISH) == set(KINDS)
    for fault in (Fault(kind, 1, 1, "p", "", "n", "x", ("a", "b"), "", 3), Fault(kind, 1, 1, "p", "body", "n", "x", ("a",), "s", 3)):
        said = phrases.russian(fault)
        assert re.search("[а-я]", said) and "None" not in said and said != phrases.english(fault)


def test_words_keep_their_russian_through_copies_and_processes() -> None:
    said = wording.words("Write {suggestion}.", suggestion="desc")
    for copied in (deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert (str(copied), wording.in_language(copied, "ru"), wording.in_language(copied, "en")) == ("Write desc.", "Напишите desc.", "Write desc.")
