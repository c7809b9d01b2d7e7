"""Validation: every engine on every file, then the rules across files; all findings of one run together, and none found twice.

What is found is kept (memory.py): the whole of a run, and what the engines say of each file. So a run over files that have not changed
reads them and no more, and starts no engine; one over files of which some have changed checks these, and the rules across files.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator, Sequence

from edition import disk
from edition.errors import UsageError
from edition.findings import Finding, Report, in_order, of_rows, rows
from edition.memory import NONE, Memory

if TYPE_CHECKING:
    from edition import batch
    from edition.documents import Document
    from edition.engines import Checked

# From this many files on, starting processes pays.
MANY = 40


def select(paths: Sequence[Path]) -> list[Path]:
    """Give the XML files that ``paths`` name, each once. Raises UsageError when nothing is selected."""
    files = list({os.path.realpath(file): file for file in disk.xml_files(paths)}.values())
    if not files:
        raise UsageError(f"No XML file in {', '.join(map(str, paths))}. Name files, or a folder that holds some.")
    return files


def members(home: Path, memory: Memory = NONE) -> list[Path]:
    """Give the files of a whole edition, as one names them from the current folder."""
    key = "members", os.fspath(home)
    files = memory.recall(key, lambda names: [Path(name) for name, in names])
    if files is None:
        from edition import corpus

        with disk.recording() as noted:
            files = corpus.member_paths(home)
        memory.keep(key, disk.looks(noted), [[os.fspath(file)] for file in files])
    here = Path.cwd()
    return [file.relative_to(here) if file.is_relative_to(here) else file for file in files]


def validate(
    files: Sequence[Path], progress: Callable[[Path], None] = lambda _: None, schema: Path | None = None, phase: str = "#DEFAULT", memory: Memory = NONE, crew: batch.Crew | None = None
) -> Report:
    """Check files: well-formedness, RELAX NG, Schematron, rules across files. Faults never stop the run.

    ``progress`` is called with each file once the engines are done with it. With a ``schema`` of somebody else's (RELAX NG, or
    Schematron as ``*.sch``, in that ``phase``), the files are checked against that alone, and nothing is taken from ``memory``. A ``crew``
    checks the files in its processes, however few they are; without one, many are spread over those of this machine. Raises
    UsageError when it is none, ContentError with the places of what is wrong in Schematron.
    """
    if schema is not None:
        return _by_schema(files, progress, schema, phase, crew)
    key = ("run", os.getcwd(), *map(os.fspath, files))
    known = memory.recall(key, of_rows)
    if known is not None:
        for file in files:
            progress(file)
        return Report(tuple(files), known)
    with disk.recording() as noted:
        report = _by_all(files, progress, memory, crew)
    if not report.unreadable:
        memory.keep(key, disk.looks(noted), rows(report.findings))
    memory.prune()
    return report


def _by_schema(files: Sequence[Path], progress: Callable[[Path], None], schema: Path, phase: str, crew: batch.Crew | None) -> Report:
    from edition import engines

    if engines.is_schematron(schema):
        engines.compile_schematron(schema, phase)
    checked = []
    for file, (said, _) in zip(files, _run(files, schema, phase, crew=crew), strict=True):
        progress(file)
        checked.append(said)
    engines.keep()
    return _report(files, checked, [])


def _by_all(files: Sequence[Path], progress: Callable[[Path], None], memory: Memory, crew: batch.Crew | None) -> Report:
    """Check by our own schema and rules."""
    from edition import engines

    documents: dict[Path, Document] = {}
    checked = list(_each(files, progress, memory, documents, crew))
    sound = [file for file, said in zip(files, checked, strict=True) if said.well_formed]
    found = engines.across(sound, {disk.resolved(file) for file in files}, documents)
    engines.keep()
    return _report(files, checked, found)


def _report(files: Sequence[Path], checked: Sequence[Checked], across: Sequence[Finding]) -> Report:
    findings = [finding for said in checked for finding in said.findings]
    return Report(tuple(files), tuple(in_order([*findings, *across])), tuple(text for said in checked for text in said.unreadable))


def _each(files: Sequence[Path], progress: Callable[[Path], None], memory: Memory, documents: dict[Path, Document], crew: batch.Crew | None) -> Iterator[Checked]:
    """What the engines say of each file, as far as that is known from earlier."""
    from edition.engines import Checked

    def read(kept: list[Any]) -> Checked:
        well_formed, findings = kept
        return Checked(bool(well_formed), list(of_rows(findings)), [])

    keys = [("file", os.getcwd(), os.fspath(file), disk.state(file)) for file in files]
    known = [memory.recall(key, read) for key in keys]
    fresh = _run([file for file, found in zip(files, known, strict=True) if found is None], documents=documents, crew=crew)
    for file, key, said in zip(files, keys, known, strict=True):
        if said is None:
            said, looks = next(fresh)
            disk.note(looks)
            if not said.unreadable:
                memory.keep(key, looks, [said.well_formed, rows(said.findings)])
        progress(file)
        yield said


def _run(files: Sequence[Path], schema: Path | None = None, phase: str = "#DEFAULT", documents: dict[Path, Document] | None = None, crew: batch.Crew | None = None) -> Iterator[tuple[Checked, list[disk.Look]]]:
    """Check each file by itself, in several processes where there are many; else what was read is put into ``documents``."""
    from edition import engines

    if len(files) < MANY and crew is None:
        yield from (engines.noted(file, schema, phase, documents) for file in files)
        return
    from edition import batch

    work = partial(engines.each_noted, folder=os.getcwd(), schema=schema, phase=phase)
    for file, said in batch.in_order(batch.done(crew or batch.Processes(), work, files), files):
        yield said or (engines.Checked(False, [batch.deadly(file)], []), [disk.never(file)])
