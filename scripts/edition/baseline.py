"""A baseline: findings that are accepted for now, each with its reason. What is accepted is not reported; what no longer occurs is (E501).

The file is TOML: an ``[[accepted]]`` for each finding, with ``code``, ``path`` (from the folder of the file), ``fingerprint``
(``sources.fingerprints``), ``line`` (its words, for people) and ``reason``.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Iterable, Sequence

from edition import sources
from edition.errors import InputError, UsageError
from edition.findings import Finding, Report, in_order
from edition.wording import words

_FIELDS = ("code", "path", "fingerprint", "reason")


@dataclass(frozen=True)
class Accepted:
    """One accepted finding, and where its entry begins in the file."""

    code: str
    path: str
    fingerprint: str
    reason: str
    place: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        return self.code, self.path, self.fingerprint


def read(path: Path) -> list[Accepted]:
    """Read a baseline. Raises InputError when it cannot be read, UsageError when it is none or an entry has no reason."""
    try:
        text = path.read_text("utf-8")
        entries = tomllib.loads(text).get("accepted", [])
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no baseline: {error}") from error
    places = [number for number, line in enumerate(text.split("\n"), 1) if line.strip() == "[[accepted]]"]
    return [_accepted(path, entry, place) for entry, place in zip(entries, places, strict=False)]


def _accepted(path: Path, entry: dict[str, object], place: int) -> Accepted:
    values = [str(entry.get(field, "")).strip() for field in _FIELDS]
    for field, value in zip(_FIELDS, values, strict=True):
        if not value:
            raise UsageError(f"{path}:{place}: this entry has no {field}. Write one, or take the entry out.")
    return Accepted(*values, place)


def apply(report: Report, accepted: Sequence[Accepted], path: Path, whole: bool) -> Report:
    """Take accepted findings out of a report; where the ``whole`` edition was checked, add E501 for each entry that none answers to."""
    open_entries = Counter(entry.key for entry in accepted)
    left = []
    for finding, key in zip(report.findings, _keys(report.findings, path), strict=True):
        if open_entries[key]:
            open_entries[key] -= 1
        else:
            left.append(finding)
    stale = [_stale(entry, path) for entry in accepted if whole and open_entries[entry.key]]
    return replace(report, findings=tuple(in_order([*left, *stale])))


def _stale(entry: Accepted, path: Path) -> Finding:
    message = words("the accepted finding {code} in {file} does not occur any more", code=entry.code, file=entry.path)
    return Finding(str(path), entry.place, 1, "E501", message, words("Take the entry out, or write the baseline anew with --write-baseline."))


def _keys(findings: Sequence[Finding], baseline: Path) -> list[tuple[str, str, str]]:
    folder = baseline.resolve().parent
    paths = [Path(os.path.relpath(Path(finding.path).resolve(), folder)).as_posix() for finding in findings]
    return [(finding.code, path, name) for finding, path, name in zip(findings, paths, sources.fingerprints(findings), strict=True)]


def written(report: Report, accepted: Iterable[Accepted], path: Path, reason: str) -> str:
    """Write a baseline that accepts all findings of a report: what was accepted before keeps its reason. Raises UsageError where one is missing."""
    reasons = {entry.key: entry.reason for entry in accepted}
    entries = []
    for finding, key in zip(report.findings, _keys(report.findings, path), strict=True):
        why = reasons.get(key, reason.strip())
        if not why:
            raise UsageError(f"{finding.where}: {finding.code} needs a reason to be accepted. Give one with --reason.")
        fields = {"code": key[0], "path": key[1], "fingerprint": key[2], "line": " ".join((sources.line(finding) or "").split()), "reason": why}
        entries.append("\n".join(["[[accepted]]", *(f"{name} = {_quoted(value)}" for name, value in fields.items())]))
    return "\n\n".join(["# Findings that are accepted, each with its reason (edition validate --baseline).", *entries]) + "\n"


def _quoted(value: str) -> str:
    """A basic string of TOML: that of JSON, with the one character more that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
