"""The engines of a validation: parser, RELAX NG and Schematron on one file, and the rules across files."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple, Sequence, TypeGuard

from edition import corpus, disk, grammar, rules, schematron, xinclude
from edition.documents import Document
from edition.errors import ContentError, InputError, ToolError
from edition.findings import Finding
from edition.wording import words


class Checked(NamedTuple):
    """What the engines say of one file; ``unreadable`` is the message where it could not be read at all."""

    well_formed: bool
    findings: list[Finding]
    unreadable: list[str]


# What has been read already.
Documents = dict[Path, Document]


def check(file: Path, schema: Path | None = None, phase: str = "#DEFAULT", documents: Documents | None = None) -> Checked:
    """Check one file by itself, and put what was read into ``documents``. Raises what schematron.check and grammar.check raise."""
    try:
        document = xinclude.read(file)
    except ContentError as error:
        return Checked(False, error.findings, [])
    except InputError as error:
        return Checked(False, [], [error.args[0]])
    if documents is not None:
        documents[file] = document
    if schema:
        found = schematron.check(document, schema, phase, _root(schema)) if is_schematron(schema) else grammar.check(document, schema)
        return Checked(True, [*document.faults, *found], [])
    return Checked(True, [*document.faults, *_doctype(document)] + grammar.check(document) + schematron.check(document), [])


def noted(file: Path, schema: Path | None = None, phase: str = "#DEFAULT", documents: Documents | None = None) -> tuple[Checked, list[disk.Look]]:
    """Check one file, and tell what of the disk that rests on."""
    with disk.recording() as seen:
        checked = check(file, schema, phase, documents)
    return checked, disk.looks(seen)


def each_noted(files: Sequence[Path], folder: str, schema: Path | None = None, phase: str = "#DEFAULT") -> list[tuple[Checked, list[disk.Look]]]:
    """Check some files, each by itself, in a process that is elsewhere. Raises ToolError where it does not see the folder that they are named from."""
    try:
        os.chdir(folder)
    except OSError as error:
        raise ToolError(f"{folder}: a worker of the cluster does not see this folder. Files to validate must lie where all machines find them under the same name.") from error
    return [noted(file, schema, phase) for file in files]


def compile_schematron(schema: Path, phase: str) -> None:
    """Raises ContentError with the places of what is wrong in a Schematron schema, InputError."""
    schematron.compiled(schema, phase, _root(schema))


def across(files: Sequence[Path], reported: set[Path], documents: Documents) -> list[Finding]:
    """Apply the rules across files to well-formed files, to each edition's files together; what is ``reported`` (real paths) is not said again.

    What is among ``documents`` is not read again.
    """
    homes: dict[Path | None, list[Document]] = {}
    for document in (documents.get(file) or xinclude.read(file) for file in files):
        homes.setdefault(disk.find(document.path.parent), []).append(document)
    return [finding for home, selected in homes.items() for finding in _of_edition(home, selected, reported)]


def keep() -> None:
    """Keep what was learnt of the schemas for the next run."""
    grammar.keep()


def is_schematron(schema: Path | None) -> TypeGuard[Path]:
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


def _of_edition(home: Path | None, selected: list[Document], reported: set[Path]) -> list[Finding]:
    """Apply the rules within one edition; where a file of it is not well-formed, say that instead."""
    try:
        return rules.check(selected, corpus.load_what_is_there(home, {document.real: document for document in selected}) if home else None)
    except ContentError as error:
        return [finding for finding in error.findings if disk.resolved(Path(finding.path)) not in reported]
