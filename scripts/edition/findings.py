"""What a check found, and the register of the codes that this package gives out itself.

Codes: E0 reading, E1 grammar (RELAX NG), E2 rules across files, E4 products; S codes stand in the schema (Schematron).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

SEVERITIES = ("error", "warning")


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in one place: ``line`` from 1, ``column`` from 1 or None where the engine does not tell."""

    path: str
    line: int
    column: int | None
    code: str
    message: str
    mend: str
    severity: str = "error"

    @property
    def where(self) -> str:
        """``path:line[:column]`` as editors and terminals make a link of it."""
        return f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")


CODES: dict[str, str] = {
    "E001": "The file is not well-formed XML",
    "E003": "A DOCTYPE stands before the root",
    "E101": "The markup is not what the grammar (schema/edition.rng) allows",
    "E110": "A Schematron schema cannot be used",
    "E111": "A Schematron rule cannot be evaluated",
    "E201": "A pointer names no entry",
    "E202": "An xml:id stands twice",
    "E203": "The witness cannot be recovered from the text",
    "E204": "An authority entry is listed as mentioned, but no text points to it",
    "E205": "An authority entry is listed as context, but a text points to it",
    "E206": "A file that is pointed to does not exist",
    "E207": "The witness file is not the one whose SHA-256 stands in the header",
    "E208": "A text's declarations differ from those of the edition",
    "E209": "The pattern of a prefix cannot be used",
    "E211": "A text declares no witness, though others of the edition do",
    "E212": "A file lies among those of the edition, but is not one of them",
    "E213": "edition.xml names a text twice, or what is no text",
    "E214": "A register lacks a form that the texts have",
    "E215": "A register lists an attested form that no text has",
    "E216": "A header states a figure that is not the one derived",
    "E221": "A difference between passes is not decided",
    "E222": "A decision is on what is no difference",
    "E223": "An emendation names a pass that did not make it, or not one that did",
    "E301": "The document to render is not TEI",
    "E401": "A product does not say what the edition says",
    "W210": "Pointers into other files were not checked",
}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by place and drop repeated ones."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.path, f.line, f.column or 0, f.code, f.message))


def has_errors(findings: Iterable[Finding], strict: bool = False) -> bool:
    """Tell whether any finding is an error; with ``strict``, a warning counts as one."""
    return any(strict or finding.severity == "error" for finding in findings)
