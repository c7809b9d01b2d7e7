"""Render any TEI document, without configuration: HTML, PDF, plain text."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Callable, Iterator, NamedTuple, Sequence

from lxml import etree

from edition import glyphs, intake, pdf, publish, transform, xinclude
from edition.disk import xml_files
from edition.documents import TEI, Document
from edition.errors import FAULTY, INTERNAL, OK, ContentError, EditionError, UsageError
from edition.fidelity import losses, running
from edition.findings import Finding, has_errors, in_order
from edition.report import line
from edition.wording import words

STYLESHEETS = {"html": "html/standalone.xsl", "pdf": "print/standalone.xsl", "text": "text/plain.xsl"}
_ENDINGS = {"html": ".html", "pdf": ".pdf", "text": ".txt"}
FORMATS = tuple(STYLESHEETS)

# From this many files on, it is a batch: starting processes pays.
MANY = 12


class Job(NamedTuple):
    """One document to render: the file, where it goes without its ending, the formats; whether words are compared, and folders of fonts."""

    source: Path
    target: Path
    formats: tuple[str, ...]
    check: bool = True
    fonts: tuple[Path, ...] = ()


class Outcome(NamedTuple):
    """What became of a job: an exit status (0 is well, 1 where something is lost), errors and warnings as lines, the files written."""

    source: Path
    status: int
    messages: tuple[str, ...]
    written: tuple[Path, ...]


class Made(NamedTuple):
    """What a job gives: as an outcome has it, but with the bytes of the files by their paths, not yet written."""

    status: int
    messages: tuple[str, ...]
    files: tuple[tuple[Path, bytes], ...]


def plan(paths: Sequence[Path], out: Path, formats: Sequence[str], check: bool = True, fonts: Sequence[Path] = ()) -> list[Job]:
    """Decide what goes where: ``out/<stem>``, with the subfolders of a folder argument.

    Raises UsageError when nothing is selected or two inputs would make one output.
    """
    jobs = [
        Job(file, out / (file.relative_to(path).parent if os.path.isdir(path) else Path()) / file.stem, tuple(formats), check, tuple(fonts))
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
    """Carry out jobs here, each on its own: one that fails does not stop the others. ``done`` gets each outcome in order."""
    for job in jobs:
        done(_written(job.source, make(job)))


def _written(source: Path, made: Made) -> Outcome:
    try:
        for path, data in made.files:
            publish.write_file(path, data)
    except EditionError as error:
        return Outcome(source, error.exit_status, (str(error),), ())
    return Outcome(source, made.status, made.messages, tuple(path for path, _ in made.files))


def make(job: Job) -> Made:
    """Make the products of a job, and write nothing; never raises."""
    try:
        products, findings = _products(job)
    except ContentError as error:
        return Made(error.exit_status, tuple(map(line, error.findings)), ())
    except EditionError as error:
        message = str(error) if str(job.source) in str(error) else f"{job.source}: {error}"
        return Made(error.exit_status, (message,), ())
    except Exception as error:  # a fault of ours in one document must not stop the others
        return Made(INTERNAL, (f"{job.source}: internal error: {type(error).__name__}: {error}. Please report it with this file.",), ())
    return Made(FAULTY if has_errors(findings) else OK, tuple(map(line, findings)), tuple(products.items()))


def _products(job: Job) -> tuple[dict[Path, bytes], tuple[Finding, ...]]:
    """The files of a job by path, and what is to be said of them."""
    document, findings = intake.take(job.source)
    resolved = intake.resolve(document)
    contents: dict[str, str] = {}
    for name in job.formats:
        contents[name] = next(iter(transform.render(resolved, STYLESHEETS[name]).files.values()))
    found = [*findings, *unknown_markup(document), *(losses.findings(document, contents) if job.check else ())]
    products = {name: content.encode() for name, content in contents.items() if name != "pdf"}
    if "pdf" in contents:
        products["pdf"], more = _pdf(job, contents["pdf"], document)
        found += more
    return {job.target.with_name(job.target.name + _ENDINGS[name]): products[name] for name in job.formats}, tuple(in_order(found))


# Markup of others that has a form of its own, or is shown as it is typed.
_KNOWN = frozenset((TEI, None, "http://www.w3.org/1998/Math/MathML", "http://www.tei-c.org/ns/Examples", xinclude.XI))


def unknown_markup(document: Document) -> Iterator[Finding]:
    """Markup without a form of its own: shown, marked, and told of, each name once with its first place."""
    told: set[str] = set()
    for element in document.elements:
        name = etree.QName(element)
        if str(element.tag) in told or _foreign(element) or (name.namespace in _KNOWN and (name.namespace not in (TEI, None) or name.localname in running.kinds() or name.localname in _OF_P4)):
            continue
        told.add(str(element.tag))
        shown = f"{element.prefix}:{name.localname}" if element.prefix else name.localname
        yield document.finding("W305", words("{name} is not an element of TEI P5; its words are shown, and marked", name=shown), words("Use an element of TEI, or let it be."), element, "warning")


def _foreign(element: etree._Element) -> bool:
    """Tell whether an element is data of another kind, which a header carries and nobody reads."""
    return next(element.iterancestors("{*}xenoData"), None) is not None


# What P5 has under other names (xslt/intake/10-modernize.xsl).
_OF_P4 = frozenset(("TEI.2", "teiCorpus.2", "div0", "xref", "xptr", "tr"))


def _pdf(job: Job, markup: str, document: Document) -> tuple[bytes, Iterator[Finding]]:
    """Set a PDF. A stranger's file has no release date, so its PDF states the start of 1970."""
    settled = glyphs.settle(markup, job.fonts)
    fonts = glyphs.fonts(job.fonts) if settled.more_fonts else None
    book = pdf.Book(settled.markup, (pdf.Source(document.path.name, "TEI", document.data),), "", fonts, not settled.absent)
    return pdf.compile_pdf(book, publish.timestamp()), _absent(document, settled.absent)


def _absent(document: Document, characters: frozenset[str]) -> Iterator[Finding]:
    """Characters without a glyph, each once with its first place; of many of one script the first, and how many more there are."""
    of_script: dict[str, list[tuple[str, etree._Element]]] = {}
    for character, element in _places(document, characters):
        of_script.setdefault(unicodedata.name(character, "").partition(" ")[0], []).append((character, element))
    for script, found in of_script.items():
        shown, rest = (found, 0) if len(found) <= _FEW else (found[:1], len(found) - 1)
        for character, element in shown:
            code = f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
            more = words(" (and {count} more of {script})", count=rest, script=script) if rest else ""
            mend = words("Name a folder with a font that has it: --font-path.")
            yield document.finding("W307", words("no font has the character {code}{more}; the PDF shows its code point instead", code=code, more=more), mend, element, "warning")


# So many characters of one script are told of one by one.
_FEW = 4


def _places(document: Document, characters: frozenset[str]) -> Iterator[tuple[str, etree._Element]]:
    """Each character with the first element that has it."""
    left = set(characters)
    for element in document.elements if left else ():
        for character in sorted(left.intersection((element.text or "") + "".join(child.tail or "" for child in element))):
            left.discard(character)
            yield character, element
