"""Batches: many documents rendered as one by one, whatever dies, stops or was done before."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Sequence

import pytest

from edition import batch, disk, engines, rendering, rendering_batch, validate
from edition.errors import UsageError
from edition.manifest import NAME, Manifest
from edition.memory import Memory
from edition.rendering import Made, Outcome
from edition.rendering_batch import Task

ROOT = Path(__file__).resolve().parents[1]
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt></fileDesc></teiHeader><text><body><p>Text {0}, <hi>раз</hi>.</p>{1}</body></text></TEI>'
COUNT = 20
# So many more that a batch is not done before it can be interrupted, however busy the machine.
MANY = 400


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of documents, one of them ill-formed, one with markup that TEI does not know, one that includes another, in folders with odd names."""
    home = tmp_path / "тексты и всё"
    for number in range(COUNT):
        file = home / f"part {number % 3}" / f"№ {number:02}.xml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEI.format(number, ""), "utf-8")
    (home / "part 0" / "№ 03.xml").write_text("<TEI>", "utf-8")
    (home / "part 1" / "№ 04.xml").write_text(TEI.format(4, "<p>a <unheardOf>b</unheardOf></p>"), "utf-8")
    (home / "included.txt").write_text("<p xmlns='http://www.tei-c.org/ns/1.0'>From beside.</p>", "utf-8")
    (home / "part 2" / "№ 05.xml").write_text(TEI.format(5, '<xi:include href="../included.txt"/><xi:include href="absent.xml"/>'), "utf-8")
    return home


def folder(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def go(texts: Path, out: Path, crew: batch.Crew | None = None, fresh: bool = False, formats: Sequence[str] = ("html", "text")) -> tuple[list[Outcome], int]:
    """Render a folder; give the outcomes, and how many documents were rendered rather than found done."""
    outcomes: list[Outcome] = []
    rendered = 0
    before = rendering_batch._written

    def counting(*arguments: object) -> Outcome:
        nonlocal rendered
        rendered += 1
        return before(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering_batch, "_written", counting)
        rendering_batch.render(rendering.plan([texts], out, formats), out, outcomes.append, crew or batch.Processes(2), fresh)
    return outcomes, rendered


def command(*arguments: object, **options: object) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "scripts", ROOT / "tests")))}
    return subprocess.Popen([sys.executable, "-m", "edition", *map(str, arguments)], env=env, stderr=subprocess.PIPE, text=True, start_new_session=True, **options)


@pytest.fixture
def alone(texts: Path, tmp_path: Path) -> tuple[list[Outcome], dict[str, bytes]]:
    """What the documents give one by one, in this process."""
    outcomes: list[Outcome] = []
    out = tmp_path / "alone"
    rendering.render(rendering.plan([texts], out, ("html", "text")), outcomes.append)
    return outcomes, folder(out)


def same(outcomes: list[Outcome], expected: list[Outcome]) -> None:
    assert [(one.source, one.status, one.messages) for one in outcomes] == [(one.source, one.status, one.messages) for one in expected]


def test_a_batch_gives_what_each_file_gives(texts: Path, tmp_path: Path, alone: tuple[list[Outcome], dict[str, bytes]]) -> None:
    out = tmp_path / "вывод"
    outcomes, rendered = go(texts, out)
    made = folder(out)
    manifest = made.pop(NAME)
    assert made == alone[1] and rendered == COUNT
    same(outcomes, alone[0])
    assert b"From beside." in made["part 2/№ 05.html"], "what a document includes goes with it"

    names = [json.loads(line)["name"] for line in manifest.splitlines()[1:]]
    assert names == sorted(names) and len(names) == COUNT and str(tmp_path).encode() not in manifest
    go(texts, tmp_path / "one", batch.Processes(1))
    assert (tmp_path / "one" / NAME).read_bytes() == manifest, "whoever did what when"


def test_what_is_done_is_not_done_again(texts: Path, tmp_path: Path, alone: tuple[list[Outcome], dict[str, bytes]]) -> None:
    out = tmp_path / "out"
    go(texts, out)
    before = folder(out)
    outcomes, rendered = go(texts, out)
    same(outcomes, alone[0])
    assert rendered == 1, "the one that cannot be rendered is tried again"
    (out / "part 0" / "№ 00.html").write_text("spoilt")
    (out / "part 1" / "№ 01.txt").unlink()
    assert go(texts, out)[1] == 3 and folder(out) == before
    (texts / "included.txt").write_text("<p xmlns='http://www.tei-c.org/ns/1.0'>Another.</p>", "utf-8")
    assert go(texts, out)[1] == 2 and b"Another." in (out / "part 2" / "№ 05.html").read_bytes()
    assert go(texts, out, fresh=True)[1] == COUNT
    assert go(texts, out, formats=("html",))[1] == COUNT, "other settings"


@pytest.mark.parametrize("end", [signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM)])
def test_after_an_interruption_the_same_command_goes_on(end: signal.Signals, texts: Path, tmp_path: Path, alone: tuple[list[Outcome], dict[str, bytes]]) -> None:
    out = tmp_path / "out"
    journal = out / ".edition-batch" / NAME
    for number in range(MANY):
        (texts / f"z {number}.xml").write_text(TEI.format(number, "<p>word</p>" * 400), "utf-8")
    running = command("render", texts, "-o", out, "--to", "html,text", "--jobs", 2)
    while not journal.is_file() or journal.read_bytes().count(b"\n") < 10:
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(end)
    said = running.communicate(timeout=60)[1]
    done = journal.read_bytes().count(b"\n") - 1
    assert 9 <= done < COUNT + MANY
    if end == signal.SIGINT:
        assert running.returncode == 130 and "goes on from there" in said and "Traceback" not in said
    with journal.open("ab") as stream:
        stream.write(b'{"name":"cut sho')
    for number in range(MANY):
        (texts / f"z {number}.xml").unlink()
    rendered = go(texts, out)[1]
    assert rendered < COUNT, "some was done before"
    made = folder(out)
    assert made.pop(NAME) and {name: made[name] for name in alone[1]} == alone[1] and not journal.parent.exists()


def deadly(tasks: Sequence[Task]) -> list[Made]:
    """Rendering, but one file ends the process always, and another the first time."""
    for task in tasks:
        once = Path(task.folder) / "died once"
        if task.job.source.name == "№ 07.xml":
            os._exit(9)
        if task.job.source.name == "№ 11.xml" and not once.exists():
            once.touch()
            os._exit(9)
    return rendering_batch.work(tasks)


def test_the_death_of_a_process_costs_nothing(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: tuple[list[Outcome], dict[str, bytes]]) -> None:
    monkeypatch.setattr(rendering_batch, "work", deadly)
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "out"
    outcomes, rendered = go(texts, out)
    made = folder(out)
    made.pop(NAME)
    assert rendered == COUNT and [one.source for one in outcomes] == [one.source for one in alone[0]], "none lost, none twice"
    assert made == {name: data for name, data in alone[1].items() if "№ 07" not in name} and (tmp_path / "died once").exists()
    (dead,) = [one for one in outcomes if one.source.name == "№ 07.xml"]
    assert dead.status == 1 and "error E006: reading it ended the process twice" in dead.messages[0]
    same([one for one in outcomes if one != dead], [one for one in alone[0] if one.source != dead.source])


def deadly_to_check(files: Sequence[Path], **options: object) -> list[tuple[engines.Checked, list[disk.Look]]]:
    """Checking, but one file ends the process always."""
    if any(file.name == "№ 07.xml" for file in files):
        os._exit(9)
    return engines.each_noted(files, **options)


def test_a_file_that_cannot_be_checked_is_told_of_and_not_remembered(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = validate.select([texts])
    memory = Memory(tmp_path / "cache")
    whole = validate.validate(files)
    with monkeypatch.context() as patch:
        patch.setattr(engines, "each_noted", deadly_to_check)
        report = validate.validate(files, memory=memory, crew=batch.Processes(2))
    assert [(finding.code, Path(finding.path).name) for finding in report.findings if finding.code == "E006"] == [("E006", "№ 07.xml")]
    left = [finding for finding in whole.findings if "№ 07" not in finding.path]
    assert [finding for finding in report.findings if "№ 07" not in finding.path] == left and left
    assert validate.validate(files, memory=memory) == whole


def squares(items: Sequence[int]) -> list[int]:
    return [item * item for item in items]


def test_no_more_is_taken_than_can_be_worked_on() -> None:
    taken = given = most = 0

    def items() -> Sequence[int]:
        nonlocal taken
        for number in range(2000):
            taken += 1
            yield number

    for number, square in batch.done(batch.Processes(1), squares, items()):
        given += 1
        most = max(most, taken - given)
        assert square == number * number
    assert given == 2000 and most <= 40


@pytest.mark.parametrize("size", [0, 500_000, 5_000_000, 100_000_000])
def test_what_is_on_its_way_is_bounded_by_bytes(size: int) -> None:
    run = batch._Run.__new__(batch._Run)
    run._crew, run._weight, run._running = batch.Processes(4), lambda _: size, {}
    (chunk, *_) = run._chunks(iter(range(100)))
    assert len(chunk) == {0: 8, 500_000: 2}.get(size, 1)
    while run._has_room(chunk):
        run._running[object()] = chunk
    assert len(run._running) == {100_000_000: 1}.get(size, 8)


def test_results_come_in_order() -> None:
    assert list(batch.in_order([(3, "c"), (1, "a"), (2, None)], [1, 2, 3])) == [(1, "a"), (2, None), (3, "c")]


def test_processes_begin_anew_where_there_is_no_fork(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: tuple[list[Outcome], dict[str, bytes]]) -> None:
    monkeypatch.setattr(batch.multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert batch.start_method() == "spawn"
    outcomes, _ = go(texts, tmp_path / "out")
    same(outcomes, alone[0])


def test_messages_about_what_is_included_move_with_the_documents(tmp_path: Path) -> None:
    said = ("in/a/x.xml:1:1: warning W305: a", "in/parts/y.xml:2:1: warning W305: b: c", "in/a/x.xml: internal error: d")
    moved = rendering_batch._moved(said, "in/a/x.xml", "a/x.xml")
    assert moved == ("a/x.xml:1:1: warning W305: a", "parts/y.xml:2:1: warning W305: b: c", "a/x.xml: internal error: d")
    assert rendering_batch._moved(moved, "a/x.xml", "in/a/x.xml") == said
    absolute = tuple(f"{tmp_path}/{one}" for one in said)
    assert rendering_batch._moved(rendering_batch._moved(absolute, f"{tmp_path}/in/a/x.xml", "x.xml"), "x.xml", f"{tmp_path}/in/a/x.xml") == absolute


def test_two_batches_do_not_write_into_one_folder(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = Manifest(out, {})
    with pytest.raises(UsageError, match="another batch writes there"):
        go(texts, out)
    assert not list(out.glob("part*")), "nothing is written"
    first.close()
    assert go(texts, out)[1] == COUNT and not (out / ".edition-batch").exists()
