"""Findings in the forms that people and machines read: text, JSON, JUnit XML, GitHub annotations, SARIF (sarif.py)."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import Callable, Sequence

from edition import sources
from edition.excerpt import excerpt
from edition.findings import Finding, Report

FORMATS: dict[str, Callable[[Report, str], str]]


def plural(count: int, noun: str) -> str:
    """Write a count with its noun: ``1 error``, ``2 errors``."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def summary(report: Report, language: str = "en") -> str:
    """Say in one line what was read and found."""
    if language == "ru":
        return _summary_in_russian(report)
    counts = [plural(sum(f.severity == severity for f in report.findings), severity) for severity in ("error", "warning")]
    unreadable = f", {plural(len(report.unreadable), 'file')} unreadable" if report.unreadable else ""
    return f"{plural(len(report.files), 'file')} validated: {', '.join(counts)}{unreadable}"


def _summary_in_russian(report: Report) -> str:
    errors, warnings = (sum(f.severity == severity for f in report.findings) for severity in ("error", "warning"))
    unreadable = f", не прочитано: {len(report.unreadable)}" if report.unreadable else ""
    return f"проверено файлов: {len(report.files)}; ошибок: {errors}, предупреждений: {warnings}{unreadable}"


def line(finding: Finding) -> str:
    """Write one finding as one line: where, what, and how to mend it."""
    sentence = finding.message if finding.message.endswith((".", "?", "!")) else finding.message + "."
    return one_line(f"{finding.where}: {finding.severity} {finding.code}: {sentence} {finding.mend}")


def one_line(text: str) -> str:
    """What a file's name or content says cannot begin a line of its own, nor steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text).rstrip()


def as_text(report: Report, language: str = "en") -> str:
    """For each finding one line, as :func:`line` gives it, and below it the line it is about; then the summary."""
    found = [row for finding in report.findings for row in (line(finding), *_shown(finding))]
    return "\n".join([*map(one_line, report.unreadable), *found, summary(report, language)])


def _shown(finding: Finding) -> list[str]:
    text = sources.line(finding)
    return excerpt(finding.line, text, finding.column) if text else []


def as_json(report: Report, language: str = "en") -> str:
    """An object with ``files``, ``findings`` (the fields of Finding) and ``unreadable``."""
    content = {
        "files": [path.as_posix() for path in report.files],
        "findings": [asdict(finding) for finding in report.findings],
        "unreadable": list(report.unreadable),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _junit_case(path: str, findings: Sequence[Finding]) -> str:
    from xml.sax.saxutils import escape, quoteattr

    failures = "".join(f"<failure type={quoteattr(f.code)} message={quoteattr(one_line(f.message))}>{escape(line(f))}</failure>" for f in findings)
    return f"  <testcase classname=\"edition.validate\" name={quoteattr(one_line(path))}>{failures}</testcase>"


def as_junit(report: Report, language: str = "en") -> str:
    """JUnit XML: a test case a file, a failure an error or warning."""
    from xml.sax.saxutils import quoteattr

    by_path = {path: list(group) for path, group in groupby(report.findings, key=lambda finding: finding.path)}
    paths = dict.fromkeys([str(path) for path in report.files] + list(by_path))
    cases = [_junit_case(path, by_path.get(path, [])) for path in paths]
    cases += [f"  <testcase classname=\"edition.validate\" name={quoteattr(one_line(text))}><error message={quoteattr(one_line(text))}/></testcase>" for text in report.unreadable]
    head = f'<testsuite name="edition validate" tests="{len(cases)}" failures="{sum(map(bool, by_path.values()))}" errors="{len(report.unreadable)}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *cases, "</testsuite>"])


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _annotation(finding: Finding) -> str:
    column = f",col={finding.column}" if finding.column else ""
    place = f"file={_escaped(finding.path, ':,')},line={finding.line}{column},title={finding.code}"
    return f"::{finding.severity} {place}::{_escaped(f'{finding.message}. {finding.mend}')}"


def as_github(report: Report, language: str = "en") -> str:
    """Workflow commands that GitHub shows beside the lines of a change."""
    return "\n".join([*(f"::error::{_escaped(text)}" for text in report.unreadable), *map(_annotation, report.findings), summary(report, language)])


def written(report: Report, form: str, language: str) -> str:
    """Write a report in one of the formats, in one of the languages."""
    text = FORMATS[form](report.in_language(language), language)
    # Names of files may hold bytes that are no characters.
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def as_sarif(report: Report, language: str = "en") -> str:
    """SARIF 2.1.0."""
    from edition import sarif

    return sarif.as_sarif(report, language)


FORMATS = {"text": as_text, "json": as_json, "sarif": as_sarif, "junit": as_junit, "github": as_github}
