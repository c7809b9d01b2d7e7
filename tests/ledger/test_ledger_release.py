"""Making a release: what it refuses, what it writes, and that it writes all or nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition import changes, corpus, ledger, release, releases, swhid
from edition.cli import main
from edition.errors import ContentError, EditionError, UsageError
from ledger.releasing import change, findings, told


def snapshot(home: Path) -> dict[str, bytes]:
    return {path.relative_to(home.parent).as_posix(): path.read_bytes() for path in home.parent.rglob("*") if path.is_file()}


@pytest.mark.parametrize("version", ["1", "1.0", "v1.0.0", "1.0.0-beta", "01.0.0", "1.0.0.0", "../1.0.0", "1.0.0\n", ""])
def test_what_is_no_version(unreleased: Path, version: str) -> None:
    with pytest.raises(UsageError, match="is no version"):
        release.make(unreleased, version, "2026-01-31")


@pytest.mark.parametrize("version, date", [("1.0.0", "2026-03-01"), ("0.9.9", "2026-03-01"), ("1.0.1", "2026-01-30"), ("1.0.1", "2026-02-30")])
def test_what_does_not_follow(released: Path, version: str, date: str) -> None:
    before = snapshot(released)
    with pytest.raises(UsageError):
        release.make(released, version, date)
    assert snapshot(released) == before


def test_anything_that_validation_finds(released: Path) -> None:
    change(released.parent / "texts/one.xml", ("Evident errors are emended.", "Evident errors are always emended."))
    before = snapshot(released)
    with pytest.raises(ContentError) as caught:
        release.make(released, "1.0.1", "2026-03-01")
    assert [finding.code for finding in caught.value.findings] == ["W606"]
    assert snapshot(released) == before


def test_what_is_not_committed(unreleased: Path) -> None:
    git = ["git", "-C", str(unreleased.parent), "-c", "user.name=t", "-c", "user.email=t@edition.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        subprocess.run([*git, *words], check=True)
    change(unreleased, ("A draft", "A better draft"))
    with pytest.raises(UsageError, match="Not everything is committed: .*edition.xml"):
        release.make(unreleased, "1.0.0", "2026-01-31")


def test_a_header_without_a_place_for_the_version(unreleased: Path) -> None:
    change(unreleased, ('<editionStmt>\n        <edition n="0.1.0">A draft</edition>\n      </editionStmt>\n', ""))
    with pytest.raises(UsageError, match="editionStmt"):
        release.make(unreleased, "1.0.0", "2026-01-31")


def test_a_failing_build_leaves_no_trace(unreleased: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise EditionError("no")

    monkeypatch.setattr(release, "_products", fail)
    before = snapshot(unreleased)
    with pytest.raises(EditionError):
        release.make(unreleased, "1.0.0", "2026-01-31")
    assert snapshot(unreleased) == before


def test_version_and_day_stand_in_one_place(released: Path) -> None:
    head = corpus.load(released)
    assert head.date == "2026-01-31" and '<edition n="1.0.0">Version 1.0.0</edition>' in released.read_text("utf-8")
    assert '<date when="2026-01-31">31 January 2026</date>' in released.read_text("utf-8")


def test_what_is_kept(released: Path) -> None:
    edition, book = corpus.load(released), ledger.of_edition(corpus.load(released))
    (made,) = book.releases
    assert (made.version, made.date) == ("1.0.0", "2026-01-31")
    assert made.swhid == swhid.of_edition(edition) == releases.identifier(released, "1.0.0") == swhid.of_edition(releases.load(released, "1.0.0"))
    assert {unit.unit for unit in book.units.values()} == {"text", "paragraph", "sentence", "line"}
    assert all(unit.minted == "1.0.0" for unit in book.units.values())
    assert (releases.folder(released, "1.0.0") / "schema/edition.rng").is_file()


def test_the_next_release_and_what_changed(released: Path) -> None:
    first = snapshot(released)
    change(released.parent / "texts/one.xml", (">letter<", ">Letter<"))
    done = CliRunner().invoke(main, ["ledger", "--edition", str(released), "update"])
    assert (done.exit_code, "changed   one.p1.s1" in done.output) == (0, True)
    told(released, "#one.p1.s1")
    release.make(released, "1.1.0", "2026-02-02")
    assert findings(released) == []
    for name, data in first.items():
        if name.startswith("releases/"):
            assert (released.parent / name).read_bytes() == data
    assert (released.parent / "citations.jsonl").read_bytes().startswith(first["citations.jsonl"])
    found = changes.between(releases.load(released, "1.0.0"), releases.load(released, "1.1.0"), "1.0.0", "1.1.0")
    assert found.counted() == {"text": 1, "apparatus": 1}
    (part,) = found.files["one"]
    assert [(change.kind, change.of, [piece.became for piece in change.pieces]) for change in part.changes] == [
        ("text", "critical", ["same", "deleted", "added", "same"]),
        ("apparatus", "choice", ["same", "deleted", "added", "same"]),
    ]


def test_changes_of_all_kinds_are_told_apart(released: Path) -> None:
    text, persons = released.parent / "texts/one.xml", released.parent / "authorities/persons.xml"
    change(text, ("Three lines.", "Three short lines."), ('<persName ref="ed:pe.anna">Anna</persName> answers.', "Anna answers at once."))
    change(persons, ("<persName", "<note>A friend.</note><persName"))
    found = changes.between(releases.load(released, "1.0.0"), corpus.load(released), "1.0.0", "now")
    assert found.counted() == {"text": 1, "markup": 1, "metadata": 2}
    done = CliRunner().invoke(main, ["changes", "1.0.0", "--edition", str(released)])
    assert done.exit_code == 0 and "[+at once.]" in done.output.replace("[-answers.] [+answers at once.]", "[+at once.]") and "[+short]" in done.output


def test_commands_refuse_what_they_cannot_do(released: Path) -> None:
    for words, said in (
        (["ledger", "--edition", str(released), "withdraw", "one.p9", "--why", "gone"], "has no unit one.p9"),
        (["ledger", "--edition", str(released), "withdraw", "one.p1.s1", "--why", "gone"], "still stands in its text"),
        (["changes", "3.0.0", "--edition", str(released)], "There is no release 3.0.0"),
        (["release", "1", "--edition", str(released)], "is no version"),
    ):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 2 and said in done.output, words
