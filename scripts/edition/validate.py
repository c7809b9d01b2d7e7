"""Validation: every engine on every file, then the rules across files; all findings of one run together."""

from __future__ import annotations

import os
import re
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Callable, Iterator, NamedTuple, Sequence, TypeGuard

from edition import corpus, grammar, rules, schematron
from edition.documents import Document, parse
from edition.errors import ContentError, InputError, UsageError
from edition.findings import Finding, in_order
from edition.wording import in_language, words

# From this many files on, starting processes pays.
MANY = 40


@dataclass(frozen=True)
class Report:
    """What a validation read and found; ``unreadable`` are messages on files that could not be read at all."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    unreadable: tuple[str, ...] = ()

    def in_language(self, language: str) -> Report:
        """The same report, worded in another language."""
        return Report(self.files, tuple(finding.in_language(language) for finding in self.findings), tuple(in_language(text, language) for text in self.unreadable))

    def seen_from(self, folder: Path) -> Report:
        """The same report with paths relative to ``folder``, so that it says the same on every machine."""

        def relative(path: Path) -> Path:
            full = path.resolve()
            return full.relative_to(folder.resolve()) if full.is_relative_to(folder.resolve()) else Path(path.name)

        findings = (replace(finding, path=relative(Path(finding.path)).as_posix()) for finding in self.findings)
        return Report(tuple(map(relative, self.files)), tuple(findings), self.unreadable)


def select(paths: Sequence[Path]) -> list[Path]:
    """Give the XML files that ``paths`` name, each once. Raises UsageError when nothing is selected."""
    files = list({os.path.realpath(file): file for file in corpus.xml_files(list(paths))}.values())
    if not files:
        raise UsageError(f"No XML file in {', '.join(map(str, paths))}. Name files, or a folder that holds some.")
    return files


def members(home: Path) -> list[Path]:
    """Give the files of a whole edition, as one names them from the current folder."""
    here = Path.cwd()
    return [file.relative_to(here) if file.is_relative_to(here) else file for file in corpus.member_paths(home)]


def validate(files: Sequence[Path], progress: Callable[[Path], None] = lambda _: None, schema: Path | None = None, phase: str = "#DEFAULT") -> Report:
    """Check files: well-formedness, RELAX NG, Schematron, rules across files. Faults never stop the run.

    ``progress`` is called with each file once the engines are done with it. With a ``schema`` of somebody else's (RELAX NG, or
    Schematron as ``*.sch``, in that ``phase``), the files are checked against that alone. Raises UsageError when it is none, ContentError with
    the places of what is wrong in Schematron.
    """
    if _is_schematron(schema):
        schematron.compiled(schema, phase, _root(schema))
    findings: list[Finding] = []
    unreadable: list[str] = []
    sound: list[Path] = []
    for file, checked in zip(files, _checked(files, schema, phase), strict=True):
        progress(file)
        findings += checked.findings
        unreadable += checked.unreadable
        sound += [file] if checked.well_formed else []
    if schema is None:
        findings += _across([parse(file) for file in sound], {Path(os.path.realpath(file)) for file in files})
    grammar.keep()
    return Report(tuple(files), tuple(in_order(findings)), tuple(unreadable))


class _Checked(NamedTuple):
    """What the engines say of one file."""

    well_formed: bool
    findings: list[Finding]
    unreadable: list[str]


def _checked(files: Sequence[Path], schema: Path | None, phase: str) -> Iterator[_Checked]:
    """Check each file by itself, in several processes where there are many."""
    check = partial(_check, schema=schema, phase=phase)
    if len(files) < MANY:
        yield from map(check, files)
    else:
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("forkserver")) as executor:
            yield from executor.map(check, files, chunksize=8)


def _check(file: Path, schema: Path | None, phase: str) -> _Checked:
    try:
        document = parse(file)
    except ContentError as error:
        return _Checked(False, error.findings, [])
    except InputError as error:
        return _Checked(False, [], [error.args[0]])
    if schema:
        found = schematron.check(document, schema, phase, _root(schema)) if _is_schematron(schema) else grammar.check(document, schema)
        return _Checked(True, found, [])
    return _Checked(True, _doctype(document) + grammar.check(document) + schematron.check(document), [])


def _is_schematron(schema: Path | None) -> TypeGuard[Path]:
    return schema is not None and schema.suffix == ".sch"


def _root(schema: Path) -> Path | None:
    """Where what a schema includes must lie: in the current folder, or in its own if it lies elsewhere."""
    return Path.cwd() if schema.resolve().is_relative_to(Path.cwd()) else None


def _doctype(document: Document) -> list[Finding]:
    """E003: no DTD stands before the root, for what an entity means depends on who reads the file."""
    found = re.search(rb"<!DOCTYPE\b", document.data) if document.root.getroottree().docinfo.doctype else None
    if found is None:
        return []
    line = document.data.count(b"\n", 0, found.start()) + 1
    mend = words("Take it out, and write the characters themselves instead of entities.")
    return [Finding(str(document.path), line, None, "E003", words("a DOCTYPE stands before the root"), mend)]


def _across(documents: list[Document], reported: set[Path]) -> list[Finding]:
    """Apply the rules across files, to each edition's files together."""
    homes: dict[Path | None, list[Document]] = {}
    for document in documents:
        homes.setdefault(corpus.find(document.path.parent), []).append(document)
    return [finding for home, selected in homes.items() for finding in _of_edition(home, selected, reported)]


def _of_edition(home: Path | None, selected: list[Document], reported: set[Path]) -> list[Finding]:
    """Apply the rules within one edition; where a file of it is not well-formed, say that instead."""
    try:
        return rules.check(selected, corpus.load_what_is_there(home) if home else None)
    except ContentError as error:
        return [finding for finding in error.findings if Path(finding.path).resolve() not in reported]
