"""What a check found: a code (codes.py tells what each means), a place, what is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Iterable, Sequence

from edition.wording import Words, in_language

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

    def in_language(self, language: str) -> Finding:
        """The same finding, worded in another language as far as it knows itself in it."""
        return replace(self, message=in_language(self.message, language), mend=in_language(self.mend, language))

    @property
    def where(self) -> str:
        """``path:line[:column]`` as editors and terminals make a link of it."""
        return f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")


def rows(findings: Iterable[Finding]) -> list[list[object]]:
    """Findings in plain lists, with their words in every language, to be kept."""
    return [
        [one.path, one.line, one.column, one.code, str(one.message), in_language(one.message, "ru"), str(one.mend), in_language(one.mend, "ru"), one.severity]
        for one in findings
    ]


def of_rows(kept: Sequence[Sequence[Any]]) -> tuple[Finding, ...]:
    """Findings as they were before :func:`rows`. Raises ValueError, TypeError where they were none."""
    return tuple(
        Finding(path, line, column, code, Words(message, message_in_russian), Words(mend, mend_in_russian), severity)
        for path, line, column, code, message, message_in_russian, mend, mend_in_russian, severity in kept
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by place and drop repeated ones."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.path, f.line, f.column or 0, f.code, f.message))


def has_errors(findings: Iterable[Finding], strict: bool = False) -> bool:
    """Tell whether any finding is an error; with ``strict``, a warning counts as one."""
    return any(strict or finding.severity == "error" for finding in findings)


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
