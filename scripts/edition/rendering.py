"""Render any TEI document, without configuration: HTML, PDF, plain text."""

from __future__ import annotations

import os
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Callable, Iterable, NamedTuple, Sequence

from edition import intake, pdf, publish, transform
from edition.corpus import xml_files
from edition.documents import Document
from edition.errors import INTERNAL, OK, ContentError, EditionError, UsageError
from edition.report import line

_STYLESHEETS = {"html": "html/standalone.xsl", "pdf": "print/standalone.xsl", "text": "text/plain.xsl"}
_ENDINGS = {"html": ".html", "pdf": ".pdf", "text": ".txt"}
FORMATS = tuple(_STYLESHEETS)

# From this many files on, starting processes pays.
_MANY = 12


class Job(NamedTuple):
    """One document to render: the file, where it goes without its ending, and the formats."""

    source: Path
    target: Path
    formats: tuple[str, ...]


class Outcome(NamedTuple):
    """What became of a job: an exit status (0 is well), errors and warnings as lines, the files written."""

    source: Path
    status: int
    messages: tuple[str, ...]
    written: tuple[Path, ...]


def plan(paths: Sequence[Path], out: Path, formats: Sequence[str]) -> list[Job]:
    """Decide what goes where: ``out/<stem>``, with the subfolders of a folder argument.

    Raises UsageError when nothing is selected or two inputs would make one output.
    """
    jobs = [
        Job(file, out / (file.relative_to(path).parent if os.path.isdir(path) else Path()) / file.stem, tuple(formats))
        for path in paths
        for file in xml_files([path])
    ]
    if not jobs:
        raise UsageError(f"No XML file in {', '.join(map(str, paths))}. Name files, or a folder that holds some.")
    taken: dict[str, Path] = {}
    for job in jobs:
        other = taken.setdefault(str(job.target).casefold(), job.source)
        if other != job.source:
            raise UsageError(f"{other} and {job.source} would both be written to {job.target}.*. Render them into two folders.")
    return list(dict.fromkeys(jobs))


def render(jobs: Sequence[Job], done: Callable[[Outcome], None]) -> None:
    """Carry out jobs, each on its own: one that fails does not stop the others. ``done`` gets each outcome in order."""
    if len(jobs) < _MANY:
        _each(map(_render, jobs), done)
    else:
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("forkserver")) as executor:
            render_with(executor, jobs, done)


def render_with(executor: Executor, jobs: Sequence[Job], done: Callable[[Outcome], None]) -> None:
    """Carry out jobs on an executor, such as a cluster's."""
    _each(executor.map(_render, jobs, chunksize=8), done)


def _each(outcomes: Iterable[Outcome], done: Callable[[Outcome], None]) -> None:
    for outcome in outcomes:
        done(outcome)


def _render(job: Job) -> Outcome:
    try:
        products, warnings = _products(job)
        for path, data in products.items():
            publish.write_file(path, data)
    except ContentError as error:
        return Outcome(job.source, error.exit_status, tuple(map(line, error.findings)), ())
    except EditionError as error:
        message = str(error) if str(job.source) in str(error) else f"{job.source}: {error}"
        return Outcome(job.source, error.exit_status, (message,), ())
    except Exception as error:  # a fault of ours in one document must not stop the others
        return Outcome(job.source, INTERNAL, (f"{job.source}: internal error: {type(error).__name__}: {error}. Please report it with this file.",), ())
    return Outcome(job.source, OK, tuple(warning if ": warning " in warning else f"{job.source}: warning: {warning}" for warning in warnings), tuple(products))


def _products(job: Job) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    document, findings = intake.take(job.source)
    resolved = intake.resolve(document)
    products: dict[Path, bytes] = {}
    warnings: dict[str, None] = {}
    for name in job.formats:
        files, said = transform.render(resolved, _STYLESHEETS[name])
        content = next(iter(files.values()))
        products[job.target.with_name(job.target.name + _ENDINGS[name])] = _finish(name, content, document)
        warnings |= dict.fromkeys(said)
    return products, (*map(line, findings), *warnings)


def _finish(name: str, content: str, document: Document) -> bytes:
    """The bytes of a product. A stranger's file has no release date, so its PDF states the start of 1970."""
    return pdf.compile_pdf(pdf.Book(content, (pdf.Source(document.path.name, "TEI", document.data),)), publish.timestamp()) if name == "pdf" else content.encode()
