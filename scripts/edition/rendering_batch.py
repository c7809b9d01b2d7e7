"""Render many documents (batch.py): what was made before is not made again, and one process writes.

The bytes of a document, with those that it includes, go to whoever renders it, and the products come back. So a worker needs no file system
in common with us, and reads what we have read; and nothing is half written or written twice, whatever becomes of the worker.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from typing import Callable, Iterator, Mapping, NamedTuple, Sequence

from edition import batch, disk, inputs, intake, publish, rendering
from edition.errors import FAULTY, InputError, ToolError
from edition.manifest import Manifest
from edition.rendering import Job, Made, Outcome
from edition.report import line
from edition.resources import OWN, own_state, own_stylesheets


class Task(NamedTuple):
    """A job with all that it reads: the folder in which we are, the files by absolute path, and what of the environment decides the products: the moment they state, stylesheets of one's own."""

    job: Job
    folder: str
    files: Mapping[str, bytes]
    environment: Mapping[str, str | None]
    digest: str


def render(jobs: Sequence[Job], out: Path, done: Callable[[Outcome], None], crew: batch.Crew, fresh: bool = False, tick: Callable[[], None] = lambda: None) -> None:
    """Carry out jobs that write into ``out``; ``done`` gets each outcome in order, ``tick`` is called as each is there.

    When it is interrupted, the journal stays, and the next call with the same settings goes on from there. Raises InputError where ``out``
    cannot be written, UsageError while another batch writes there, ToolError when a worker has another toolchain.
    """
    manifest = Manifest(out, _settings(jobs[0]), fresh)
    kept: list[tuple[Job, Outcome]] = []

    def outcomes() -> Iterator[tuple[Job, Outcome]]:
        for task, made in batch.done(crew, work, _unknown(jobs, out, manifest, kept, tick), _weight):
            tick()
            yield task.job, _written(task, made or _dead(task.job), out, manifest)
            while kept:
                yield kept.pop()
        yield from kept

    try:
        for _, outcome in batch.in_order(outcomes(), jobs):
            if outcome is not None:
                done(outcome)
        manifest.finish(_name(job, out) for job in jobs)
    finally:
        manifest.close()


def _settings(job: Job) -> dict[str, object]:
    """What decides what comes out, beside the documents."""
    fonts = sorted(f"{file.relative_to(folder).as_posix()} {file.stat().st_size}" for folder in job.fonts for file in folder.rglob("*") if file.is_file())
    return {
        "manifest": 1,
        "to": sorted(job.formats),
        "check": job.check,
        "fonts": publish.digest(font.encode("utf-8", "surrogateescape") for font in fonts),
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
        "tool": batch.tool(),
        "xslt": own_state(),
    }


def _unknown(jobs: Sequence[Job], out: Path, manifest: Manifest, kept: list[tuple[Job, Outcome]], tick: Callable[[], None]) -> Iterator[Task]:
    """The jobs that are still to be done, each read just before; the others are put into ``kept``."""
    for job in jobs:
        task = _task(job)
        name = _name(job, out)
        entry = manifest.recall(name, task.digest)
        if entry is None:
            yield task
        else:
            tick()
            messages = _moved(entry["messages"], name, str(job.source))
            kept.append((job, Outcome(job.source, entry["status"], messages, tuple(out / file for file in entry["files"]))))


def _name(job: Job, out: Path) -> str:
    """What a document is called in the manifest, wherever it lies: its place below ``out``."""
    return Path(os.path.relpath(job.target, out)).as_posix() + job.source.suffix


def _task(job: Job) -> Task:
    try:
        files = _needed(job.source)
    except OSError:
        files = {}  # why it cannot be read is said when it is read
    here = os.getcwd()
    digest = publish.digest(piece for path in sorted(files) for piece in (os.path.relpath(path, job.source.parent).encode("utf-8", "surrogateescape"), files[path]))
    own = own_stylesheets()
    return Task(job, here, files, {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH"), OWN: str(own) if own else None}, digest)


def _needed(source: Path) -> Mapping[str, bytes]:
    """A file and those that it includes. Raises OSError."""
    data = inputs.read(source)
    if b"XInclude" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return {os.path.abspath(source): data}
    with disk.gathering() as files:
        with contextlib.suppress(Exception):  # whatever is wrong with it will be said when it is rendered
            intake.take(source)
    return files


# A message begins with a file, then a line or what is said of it.
_FILE = re.compile(r".+?(?=:\d|: )")


def _moved(messages: Sequence[str], document: str, to: str) -> tuple[str, ...]:
    """Messages about a document and files beside it as they are where the document is called something else."""

    def named(found: re.Match[str]) -> str:
        if found[0] == document:
            return to
        return Path(os.path.normpath(os.path.join(os.path.dirname(to), os.path.relpath(found[0], os.path.dirname(document) or ".")))).as_posix()

    return tuple(_FILE.sub(named, message, count=1) for message in messages)


def _weight(task: Task) -> int:
    return sum(map(len, task.files.values()))


def work(tasks: Sequence[Task]) -> list[Made]:
    """Render some documents of which nothing need be on this machine. Raises ToolError where it lacks the fonts that were named."""
    return [_made(task) for task in tasks]


def _made(task: Task) -> Made:
    for name, value in task.environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    job = task.job._replace(fonts=tuple(Path(task.folder, folder) for folder in task.job.fonts))
    if absent := [folder for folder in job.fonts if not folder.is_dir()]:
        raise ToolError(f"{absent[0]}: a worker of the cluster does not see this folder. Fonts must lie where all machines find them under the same name.")
    if not task.files:
        return rendering.make(job)
    with disk.given(task.folder, task.files):
        return rendering.make(job)


def _dead(job: Job) -> Made:
    """What is said of a document that has killed two processes."""
    return Made(FAULTY, (line(batch.deadly(job.source)),), ())


def _written(task: Task, made: Made, out: Path, manifest: Manifest) -> Outcome:
    job, name = task.job, _name(task.job, out)
    files = {Path(os.path.relpath(path, out)).as_posix(): data for path, data in made.files}
    try:
        manifest.add(name, task.digest, made.status, _moved(made.messages, str(job.source), name), files)
    except InputError as error:
        return Outcome(job.source, error.exit_status, (str(error),), ())
    return Outcome(job.source, made.status, made.messages, tuple(path for path, _ in made.files))
