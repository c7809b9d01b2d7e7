"""The rules on citations: what was citable stays what it was, or the ledger and revisionDesc tell. Each code has its test here."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import corpus, ledger, releases
from edition.ledger import entries
from ledger.releasing import change, findings, told

ONE = "texts/one.xml"
ANSWERS = '<persName ref="ed:pe.anna">Anna</persName> answers.'


def codes(home: Path) -> list[str]:
    return sorted({finding.code for finding in findings(home)})


def record(home: Path) -> None:
    edition = corpus.load(home)
    ledger.append(edition, ledger.news(ledger.of_edition(edition), edition))


def test_before_the_first_release_nothing_is_asked(unreleased: Path) -> None:
    change(unreleased.parent / ONE, ("answers.", "replies."), ("one.p2.s1", "one.p2.s9"))
    assert "E60" not in str(codes(unreleased))


def test_other_words_without_a_record(released: Path) -> None:
    change(released.parent / ONE, (ANSWERS, f"<choice><sic>{ANSWERS}</sic><corr resp=\"ed:pass-a\" cert=\"high\" ana=\"ed:err.recognition\">{ANSWERS.replace('answers', 'replies')}</corr></choice>"))
    found = [finding for finding in findings(released) if finding.code == "E604"]
    assert len(found) == 1 and "one.p2.s1" in found[0].message and "“answers.” is now “replies.”" in found[0].message.replace("Anna ", "")
    assert "edition ledger update" in found[0].mend and found[0].line == 1 + (released.parent / ONE).read_text("utf-8").partition('<s xml:id="one.p2.s1"')[0].count("\n") and found[0].column == 1
    assert codes(released) == ["E604", "E606", "W606"]


def test_the_way_to_change_words(released: Path) -> None:
    change(released.parent / ONE, (">letter<", ">Letter<"))
    assert codes(released) == ["E604", "E606", "W606"]
    record(released)
    assert codes(released) == ["E606", "W606"]
    told(released, "#one.p1.s1", "A capital.")
    assert codes(released) == []


def test_a_paragraph_or_the_text_may_be_named_instead(released: Path) -> None:
    change(released.parent / ONE, (">letter<", ">Letter<"))
    record(released)
    told(released, "#one.p1")
    assert codes(released) == []


def test_naming_what_did_not_change(released: Path) -> None:
    told(released, "#one.p2.s1")
    found = findings(released)
    assert [finding.code for finding in found] == ["E606"] and "one.p2.s1" in found[0].message


def test_a_file_changed_without_a_word_in_its_history(released: Path) -> None:
    change(released.parent / ONE, ("Evident errors are emended.", "Evident errors are always emended."))
    found = findings(released)
    assert [(finding.code, finding.severity) for finding in found] == [("W606", "warning")]


@pytest.mark.parametrize("unit, old", [("one.p2.s1", 'xml:id="one.p2.s1"'), ("one.p2", 'xml:id="one.p2"'), ("one.l2", 'xml:id="one.l2"')])
def test_an_id_that_vanished(released: Path, unit: str, old: str) -> None:
    change(released.parent / ONE, (old, old.replace("one.", "one.x.")))
    found = [finding for finding in findings(released) if finding.code == "E602"]
    assert len(found) == 1 and f"“{unit}”" in found[0].message and "edition ledger withdraw" in found[0].mend


def test_a_text_that_vanished(released: Path) -> None:
    change(released, ('<bibl><ptr target="texts/one.xml"/></bibl>', '<bibl><ptr target="texts/two.xml"/></bibl>'))
    text = released.parent / ONE
    text.with_name("two.xml").write_text(text.read_text("utf-8").replace('"one', '"two').replace("#one", "#two"), "utf-8")
    text.unlink()
    assert "E602" in codes(released)


def test_an_id_given_to_something_else(released: Path) -> None:
    change(released.parent / ONE, ('xml:id="one.p2.s1" n="1"', 'xml:id="one.p2.s1" n="2"'))
    assert "E603" in codes(released)


def test_an_id_used_again(released: Path) -> None:
    edition = corpus.load(released)
    ledger.append(edition, [ledger.withdrawal("one.p2.s1", ["one.p1.s1"], "moved")])
    assert codes(released) == ["E603"]


def test_sentences_joined_keep_the_old_border(released: Path) -> None:
    change(released.parent / ONE, ("</s>\n</p>\n<lb", '</s>\n<s xml:id="one.p1.s2" n="2">So it is.</s>\n</p>\n<lb'))
    edition = corpus.load(released)
    assert [(entry.says, entry.what["id"]) for entry in ledger.news(ledger.of_edition(edition), edition)] == [("minted", "one.p1.s2"), ("changed", "one"), ("changed", "one.p1"), ("changed", "one.l1")]
    record(released)
    change(released.parent / ONE, ('</s>\n<s xml:id="one.p1.s2" n="2">', ' <anchor xml:id="one.p1.s2"/>'))
    edition = corpus.load(released)
    assert ("withdrawn", "one.p1.s2", ["one.p1.s1"]) in [(entry.says, entry.what["id"], entry.what.get("instead")) for entry in ledger.news(ledger.of_edition(edition), edition)]
    record(released)
    assert not {"E602", "E603", "E604"} & set(codes(released))


def test_a_release_that_was_touched(released: Path) -> None:
    kept = releases.folder(released, "1.0.0") / "tei" / ONE
    kept.write_text(kept.read_text("utf-8").replace("answers", "replies"), "utf-8")
    found = findings(released)
    assert found[0].code == "E605" and found[0].path.endswith(entries.NAME) and "1.0.0" in found[0].message


def test_a_release_that_is_gone_and_one_that_was_never_made(released: Path) -> None:
    folder = releases.folder(released, "1.0.0")
    folder.rename(folder.with_name("2.0.0"))
    assert [finding.code for finding in findings(released)] == ["E605", "E605"]


def test_a_ledger_that_was_tampered_with(released: Path) -> None:
    change(released.parent / entries.NAME, ('"one 1.1"', '"one 1.2"'))
    found = findings(released)
    assert found[0].code == "E601" and found[0].line > 1 and "version control" in found[0].mend


def test_a_release_can_be_validated_as_an_edition_of_its_own(released: Path) -> None:
    assert findings(releases.folder(released, "1.0.0") / "tei" / "edition.xml") == []
