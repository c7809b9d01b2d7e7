"""What can go wrong, each with the exit status the command line gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edition.findings import Finding

OK, FAULTY, USAGE, UNREADABLE, INTERNAL = range(5)


class EditionError(Exception):
    """Base of all errors that end in a message and not in a traceback."""

    exit_status = INTERNAL


class ContentError(EditionError):
    """What was read has errors; ``findings`` lists them."""

    exit_status = FAULTY

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


class UsageError(EditionError):
    """The command was called in a way that cannot be carried out."""

    exit_status = USAGE


class InputError(EditionError):
    """An input is absent, unreadable or not decodable."""

    exit_status = UNREADABLE


class ToolError(EditionError):
    """A stylesheet or an engine of ours failed: a fault of the toolchain, not of the input."""
