"""What is wrong with a document, for machines; ``phrases`` puts it into words."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "malformed", "entity", "unknown-element", "misplaced-element", "missing-element", "incomplete", "stray-text", "bad-text",
    "unknown-attribute", "missing-attribute", "bad-value", "duplicate-id", "missing-id",
)


@dataclass(frozen=True)
class Fault:
    """One fault.

    ``line`` and ``column`` (both from 1, in characters) are those of the tag, of the attribute, or of the text; ``element`` is the
    element that is at fault, ``parent`` the one it stands in, ``attribute`` the attribute, ``value`` the text that was found. What
    would have been allowed stands in ``expected``: names of elements or attributes, or for a value the values and datatypes.
    ``suggestion`` is the name that was probably meant. ``other`` is the line of what else has to do with it: where an element that is
    not complete begins, where an ID stood first. Names are written with the prefixes of the document.
    """

    kind: str
    line: int
    column: int
    element: str = ""
    parent: str = ""
    attribute: str = ""
    value: str = ""
    expected: tuple[str, ...] = ()
    suggestion: str = ""
    other: int | None = None

    @property
    def message(self) -> str:
        """The fault in English."""
        from .phrases import english

        return english(self)
