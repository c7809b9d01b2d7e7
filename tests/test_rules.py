"""Each rule of the package: a small edition that is good, and for each code one that breaks just that rule.

A case is a folder tests/case/rules/CODE-name whose files are laid over the good edition; adding one needs no code.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition import codes, validate
from test_records import FAULTS

CASES = Path(__file__).parent / "case" / "rules"
BAD = sorted(path for path in CASES.iterdir() if path.name != "good")
# E301, E402 and W3 belong to rendering, E006 to batches, E110 and E111 to any Schematron: tests/schematron; W210, E002 and E004 are about files outside any edition: test_cli has them. The rest needs passes: test_records; E6 and W606 need a release: tests/ledger; test_codes has all others.
PROSE = "schema/edition.odd says what may stand here, and why."
ELSEWHERE = {"E002", "E004", "E301", "W210", "E401", "E501", "E110", "E111", "E006", "E402", "W301", "W302", "W303", "W304", "W305", "W306", "W307", "E601", "E602", "E603", "E604", "E605", "E606", "W606"}.union(*(codes for _, _, _, codes, _ in FAULTS))


def laid_over(case: Path, folder: Path) -> Path:
    """The good edition with the files of a case over it."""
    shutil.copytree(CASES / "good", folder / "edition")
    return Path(shutil.copytree(case, folder / "edition", dirs_exist_ok=True)) / "edition.xml"


def test_the_good_edition_has_no_finding(tmp_path: Path) -> None:
    report = validate.validate(validate.members(laid_over(CASES / "good", tmp_path)))
    assert [path.name for path in report.files] == ["edition.xml", "persons.xml", "one.xml"]
    assert report.findings == ()


@pytest.mark.parametrize("case", BAD, ids=lambda path: path.name)
def test_a_bad_edition_gives_its_code_and_no_other(case: Path, tmp_path: Path) -> None:
    report = validate.validate(validate.members(laid_over(case, tmp_path)))
    assert {finding.code for finding in report.findings} == {case.name.partition("-")[0]}
    for finding in report.findings:
        assert finding.line > 1 and (finding.column or finding.code == "E003"), "every rule knows its place"
        assert finding.mend, "every finding says how to mend it"


def test_every_code_has_a_case() -> None:
    assert {code for code in codes.codes() if code[0] != "S"} - ELSEWHERE == {path.name.partition("-")[0] for path in BAD}


def test_faults_of_all_engines_come_in_one_run(tmp_path: Path) -> None:
    home = laid_over(CASES / "E201-pointer-to-nothing", tmp_path)
    text = home.parent / "texts" / "one.xml"
    broken = text.read_text("utf-8").replace('cert="high"', 'cert="sure"').replace('n="1"><lb', 'n="7"><lb')
    text.write_text(broken, "utf-8")
    codes = {finding.code for finding in validate.validate(validate.members(home)).findings}
    assert {"E101", "E201"} < codes
    assert any(code.startswith("S") for code in codes)


def test_all_faults_of_the_grammar_are_found_each_in_its_place(tmp_path: Path) -> None:
    home = laid_over(CASES / "E101-unknown-element", tmp_path)
    text = home.parent / "texts" / "one.xml"
    text.write_text(text.read_text("utf-8").replace('cert="high"', 'cert="sure"').replace("<desc>", "<desk>").replace("</desc>", "</desk>"), "utf-8")
    lines = text.read_text("utf-8").splitlines()
    found = [finding for finding in validate.validate(validate.members(home)).findings if finding.code == "E101"]
    assert [lines[finding.line - 1][finding.column - 1 :].partition(" ")[0].partition(">")[0] for finding in found] == ["<desk", 'cert="sure"', "<persname"]
    assert [finding.mend for finding in found if finding.mend.startswith("Write ")] == ["Write desc.", "Write a value of that form. " + PROSE, "Write persName."]


def test_an_ill_formed_file_does_not_hide_the_faults_of_others(tmp_path: Path) -> None:
    home = laid_over(CASES / "E001-not-well-formed", tmp_path)
    persons = home.parent / "authorities" / "persons.xml"
    persons.write_text(persons.read_text("utf-8").replace("<standOff>", "<standoff>").replace("</standOff>", "</standoff>"), "utf-8")
    report = validate.validate(validate.members(home))
    assert {finding.code for finding in report.findings} == {"E001", "E101"}
