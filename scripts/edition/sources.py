"""The files that findings are about, read once more to show the place and to know it again after the file has changed."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Iterable, Sequence

from edition import inputs
from edition.errors import EditionError
from edition.findings import Finding

if TYPE_CHECKING:
    from edition.documents import Document
    from lxml import etree

# What reads XML is imported only where it is needed: where there is no finding, it is not.


# A line of so many characters is a whole document.
LONG = 10_000


def lines(path: str) -> Sequence[str]:
    """The lines of a file as parsers count them (XML 1.0, section 2.11); none where it cannot be read."""
    return _lines(*_state(path))


def _state(path: str) -> tuple[str, int, int]:
    """What changes when a file does: so much as to know whether it must be read anew."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return os.path.realpath(path), 0, 0
    return os.path.realpath(path), found.st_mtime_ns, found.st_size


@lru_cache(maxsize=64)
def _lines(path: str, *_: int) -> Sequence[str]:
    try:
        text = inputs.read(Path(path)).decode("utf-8-sig", "replace")
    except OSError:
        return ()
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def line(finding: Finding) -> str | None:
    """The line that a finding is about; None where there is none."""
    found = lines(finding.path)
    return found[finding.line - 1] if 0 < finding.line <= len(found) else None


@lru_cache(maxsize=64)
def _document(path: str, *_: int) -> Document | None:
    from edition.documents import parse

    try:
        return parse(Path(path))
    except EditionError:
        return None


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """A name for each finding that stays when lines are inserted above it: of its code, its element by the nearest id, the words of its line.

    Findings of a file that are alike in all of that are numbered in their order.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for finding in findings:
        name = "\n".join((finding.code, _element(finding), _words(line(finding) or "")))
        seen[finding.path, name] += 1
        found.append(hashlib.sha256(f"{name}\n{seen[finding.path, name]}".encode("utf-8", "surrogateescape")).hexdigest()[:32])
    return found


@lru_cache(maxsize=1024)
def _words(text: str) -> str:
    """The words of a line, or a digest of very many."""
    words = " ".join(text.split())
    return words if len(words) < LONG else hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()


@lru_cache(maxsize=64)
def _begins(document: Document) -> list[tuple[int, int]]:
    """Where each element begins, in document order."""
    return [(place.line, place.column or 1) for place in map(document.place, document.elements)]


def _element(finding: Finding) -> str:
    """The element whose start tag is the last that begins at the place or before it, as a path from the nearest id upward."""
    document = _document(*_state(finding.path))
    if document is None:
        return ""
    number = bisect_right(_begins(document), (finding.line, finding.column or 1))
    return _path(document.elements[number - 1] if number else None)


def _path(element: etree._Element | None) -> str:
    from edition.documents import XML_ID

    steps = []
    while element is not None:
        identifier = element.get(XML_ID)
        steps.append(identifier or element.tag.rpartition("}")[2])
        element = None if identifier else element.getparent()
    return "/".join(reversed(steps))
