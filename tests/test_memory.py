"""Nothing is validated twice, and no result is taken that a change has made stale: each kind of change is seen, and nothing kept is trusted that is not what was written."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from edition import disk, engines, kept, memory, validate
from edition.cli import main
from edition.findings import Finding
from edition.memory import Memory
from test_rules import BAD, CASES, laid_over

ROOT = Path(__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The good edition, in a folder of its own."""
    return laid_over(CASES / "good", tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where results are kept."""
    return tmp_path / "cache"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the engines judge, as they do it."""
    names: list[str] = []
    check = engines.check

    def counted(file: Path, *more: Any) -> engines.Checked:
        names.append(file.name)
        return check(file, *more)

    monkeypatch.setattr(engines, "check", counted)
    return names


def found(home: Path, store: Memory) -> tuple[Finding, ...]:
    return validate.validate(validate.members(home, store), memory=store).findings


def codes(home: Path, folder: Path) -> set[str]:
    return {finding.code for finding in found(home, Memory(folder))}


def test_what_has_not_changed_is_not_judged_again(home: Path, folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(home, folder) == set() and judged == ["edition.xml", "persons.xml", "one.xml"]
    monkeypatch.setattr(engines, "across", None)  # would fail
    assert codes(home, folder) == set() and len(judged) == 3


def test_of_what_has_changed_only_that_is_judged_again(home: Path, folder: Path, judged: list[str]) -> None:
    codes(home, folder)
    change(home.parent / "texts" / "one.xml", 'cert="high"', 'cert="sure"')
    assert "E101" in codes(home, folder)
    assert judged[3:] == ["one.xml"]
    change(home.parent / "texts" / "one.xml", 'cert="sure"', 'cert="high"')
    assert codes(home, folder) == set()
    assert judged[4:] == [], "what it was before is known still"


def test_a_finding_is_kept_in_both_languages(home: Path, folder: Path) -> None:
    change(home.parent / "texts" / "one.xml", 'cert="high"', 'cert="sure"')
    first, again = (found(home, Memory(folder)) for _ in range(2))
    assert again == first == found(home, Memory())
    for language in ("en", "ru"):
        assert [one.in_language(language) for one in again] == [one.in_language(language) for one in first] != []
    assert any(one.in_language("ru") != one.in_language("en") for one in again)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file itself": lambda tei: change(tei / "texts" / "one.xml", 'cert="high"', 'cert="sure"'),
    "what it points to": lambda tei: change(tei / "authorities" / "persons.xml", 'xml:id="', 'xml:id="x'),
    "a file pointed to goes": lambda tei: (tei / "authorities" / "persons.xml").unlink(),
    "the witness": lambda tei: (tei / "witnesses" / "one.txt").write_bytes(b"Another.\n"),
    "the witness goes": lambda tei: (tei / "witnesses" / "one.txt").unlink(),
    "the header of the edition": lambda tei: change(tei / "edition.xml", "persons.xml", "people.xml"),
    "a file beside them": lambda tei: (tei / "texts" / "two.xml").write_text("<TEI/>"),
    "what a link leads to": lambda tei: linked(tei / "texts" / "one.xml"),
    "not well-formed": lambda tei: change(tei / "texts" / "one.xml", "</TEI>", ""),
}


def linked(path: Path) -> None:
    path.with_suffix(".other").write_text(path.read_text("utf-8").replace('cert="high"', 'cert="sure"'), "utf-8")
    path.unlink()
    path.symlink_to(path.with_suffix(".other").name)


@pytest.mark.parametrize("name", CHANGES)
def test_each_kind_of_change_is_seen(name: str, home: Path, folder: Path) -> None:
    before = found(home, Memory(folder))
    CHANGES[name](home.parent)
    after = found(home, Memory(folder))
    assert after == found(home, Memory()) != before
    assert found(home, Memory(folder)) == after


def test_a_change_is_seen_where_one_file_is_checked(home: Path, folder: Path) -> None:
    text = home.parent / "texts" / "one.xml"

    def said() -> set[str]:
        return {finding.code for finding in validate.validate([text], memory=Memory(folder)).findings}

    assert said() == set()
    change(home.parent / "authorities" / "persons.xml", 'xml:id="', 'xml:id="x')
    assert said() == {"E201"}
    home.rename(home.with_suffix(".away"))
    assert "W210" in said(), "no edition is found above it now"
    home.with_suffix(".away").rename(home)
    assert said() == {"E201"}
    (text.parent / "edition.xml").write_bytes(home.read_bytes())
    assert said() == {finding.code for finding in validate.validate([text]).findings} != {"E201"}, "another edition is nearer"


def test_every_case_in_turn_gives_what_it_gives_anew(tmp_path: Path, folder: Path) -> None:
    for case in [CASES / "good", *BAD, CASES / "good", *reversed(BAD)]:
        shutil.rmtree(tmp_path / "edition", ignore_errors=True)
        home = laid_over(case, tmp_path)
        anew = found(home, Memory())
        assert found(home, Memory(folder)) == found(home, Memory(folder)) == anew, case.name


def test_another_judge_judges_anew(home: Path, folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    codes(home, folder)
    monkeypatch.setattr(memory, "tool", lambda: "another")
    codes(home, folder)
    assert len(judged) == 6


@pytest.mark.parametrize("file", ["rules.py", "russian.toml", "relaxng/automaton.py", "edition.rng", "edition.sch", "edition.odd", "compiler/sch2xsl.xsl"])
def test_the_code_and_the_schema_are_part_of_the_judge(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, schema = shutil.copytree(Path(memory.__file__).parent, tmp_path / "package"), shutil.copytree(ROOT / "schema", tmp_path / "schema")
    monkeypatch.setattr(memory, "__file__", str(package / "memory.py"))
    monkeypatch.setattr(memory, "resource", lambda _: schema)
    before = memory.tool.__wrapped__()
    assert before == memory.tool.__wrapped__()
    with next(path for path in (package / file, schema / file) if path.exists()).open("ab") as stream:
        stream.write(b" ")
    assert memory.tool.__wrapped__() != before


def test_what_is_installed_is_part_of_the_judge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    before = memory.tool.__wrapped__()
    (tmp_path / "lxml-0.0.dist-info").mkdir()
    assert memory.tool.__wrapped__() != before


class Harm:
    """What runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (os.mkdir, ("harm",))


def signed(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


SPOILT = {
    "nothing": b"",
    "half": signed(b'[[],[["x"]]]')[:-4],
    "no JSON": signed(b"\xff"),
    "another thing": signed(b"7"),
    "no such look": signed(b'[[["run", "rm", "x"]], []]'),
    "no look": signed(b'[[1], []]'),
    "nested without end": signed(b"[" * 100_000),
    "code": pickle.dumps(Harm()),
    "code, signed": signed(pickle.dumps(Harm())),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_entry_counts_as_none(name: str, home: Path, folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    codes(home, folder)
    for entry in (folder / "validation").iterdir():
        entry.write_bytes(SPOILT[name])
    assert codes(home, folder) == set() and len(judged) == 6
    assert not Path("harm").exists()
    assert codes(home, folder) == set() and len(judged) == 6, "and is written anew"


def test_a_result_of_another_shape_counts_as_none(home: Path, folder: Path, judged: list[str]) -> None:
    codes(home, folder)
    for entry in (folder / "validation").iterdir():
        looks, _ = json.loads(kept.read(entry) or b"")
        entry.write_bytes(signed(json.dumps([looks, {"a": 1}]).encode()))
    assert codes(home, folder) == set() and len(judged) == 6


def work(home: Path, folder: Path, times: int) -> None:
    for _ in range(times):
        assert codes(home, folder) == set()
        shutil.rmtree(folder / "validation", ignore_errors=True)


def test_processes_that_write_at_once_do_no_harm(home: Path, folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=work, args=(home, folder, 8)) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0]
    assert codes(home, folder) == set()


def test_what_is_kept_is_bounded(home: Path, folder: Path) -> None:
    entries = folder / "validation"
    for number in range(20):
        change(home.parent / "texts" / "one.xml", "</TEI>", f"<!--{number}--></TEI>")
        store = Memory(folder, most=4_000)
        found(home, store)
        assert sum(entry.stat().st_size for entry in entries.iterdir()) <= 4_000
    assert any(entries.iterdir())


def test_a_folder_that_cannot_be_written_is_none(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert codes(home, tmp_path / "file") == set()


def test_the_command_keeps_and_is_told_not_to(home: Path, folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(folder))
    monkeypatch.chdir(home.parent)
    for arguments, expected in ((["--no-cache"], 3), ([], 6), ([], 6), (["--lang", "ru", "--format", "json"], 6), (["--no-cache"], 9)):
        done = CliRunner().invoke(main, ["validate", *arguments])
        assert (done.exit_code, len(judged)) == (0, expected), done.output
        if expected == 3:
            assert not (folder / "validation").exists()


# What a process of this package opens, as long as somebody listens; an audit hook cannot be taken away again.
_opened: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _opened is not None and event in ("open", "os.listdir", "os.scandir", "glob.glob") and isinstance(arguments[0], (str, Path)):
        _opened.append(os.path.realpath(arguments[0]))


@pytest.fixture
def opened() -> Iterator[list[str]]:
    global _opened
    sys.addaudithook(_listen)
    _opened = []
    yield _opened
    _opened = None


def test_every_file_that_is_opened_is_noted(opened: list[str]) -> None:
    """Of the edition of this repository: a rule that reads past disk.py would be given a stale result."""
    home = ROOT / "tei" / "edition.xml"
    with disk.recording() as noted:
        report = validate.validate(validate.members(home))
    assert report.findings == ()
    noted_paths = {os.path.realpath(path) for _, path in noted}
    inside = {path for path in opened if path.startswith(f"{ROOT / 'tei'}{os.sep}")}
    trees = [path for question, path in noted if question == "tree"]  # whoever noted one has noted every folder below it
    assert {path for path in inside - noted_paths if not (os.path.isdir(path) and path.startswith(tuple(f"{os.path.realpath(tree)}{os.sep}" for tree in trees)))} == set()
    assert {os.path.realpath(path) for path in report.files} <= inside


def test_our_rules_read_no_other_document() -> None:
    """What the XSLT engine reads is not noted."""
    rules = (ROOT / "schema" / "edition.sch").read_text("utf-8")
    assert [name for name in ("doc(", "document(", "doc-available(", "unparsed-text", "collection(", "json-doc(", "environment-variable", "current-date", "base-uri", "document-uri") if name in rules] == []
