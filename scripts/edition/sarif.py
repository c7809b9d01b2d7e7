"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), section 3, as code hosts and editors read it."""

from __future__ import annotations

import json
from typing import Mapping
from urllib.parse import quote

from edition import codes, sources
from edition.findings import Finding, Report
from edition.resources import tool_version
from edition.wording import in_language

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(report: Report, language: str = "en") -> str:
    """Write a report as one run. Columns are in Unicode code points, as all our engines count."""
    names = sorted({finding.code for finding in report.findings})
    rules = [_rule(name, language) for name in names]
    driver = {"name": "edition", "version": tool_version(), "semanticVersion": tool_version(), "informationUri": codes.GUIDELINES, "rules": rules}
    unread = [{"level": "error", "message": {"text": text}} for text in report.unreadable]
    prints = sources.fingerprints(report.findings)
    run = {
        "tool": {"driver": driver},
        "language": language,
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
        "artifacts": [{"location": {"uri": _uri(path)}} for path in dict.fromkeys(finding.path for finding in report.findings)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, names.index(finding.code), name) for finding, name in zip(report.findings, prints, strict=True)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/").encode("utf-8", "surrogateescape"))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _rule(name: str, language: str) -> dict[str, object]:
    known = codes.codes().get(name)
    if known is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": _sentence(in_language(known.title, language))},
        "fullDescription": {"text": in_language(known.why, language)},
        "helpUri": known.guidelines,
        "help": {"text": codes.page(known, language)},
        "defaultConfiguration": {"level": "warning" if name.startswith("W") else "error"},
    }


def _result(finding: Finding, index: int, fingerprint: str) -> Mapping[str, object]:
    region: dict[str, object] = {"startLine": finding.line} | ({"startColumn": finding.column} if finding.column else {})
    location = {"artifactLocation": {"uri": _uri(finding.path)}, "region": region} | _context(finding)
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": f"{_sentence(finding.message)} {finding.mend}".strip()},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"editionFinding/v1": fingerprint},
    }


def _context(finding: Finding) -> dict[str, object]:
    """The lines around a finding: more than its region, or nothing (section 3.29.5); nor a whole book in one line."""
    lines = sources.lines(finding.path)
    first, last = max(1, finding.line - 1), min(finding.line + 1, len(lines))
    snippet = "\n".join(lines[first - 1 : last])
    return {"contextRegion": {"startLine": first, "endLine": last, "snippet": {"text": snippet}}} if first < last and len(snippet) < sources.LONG else {}
