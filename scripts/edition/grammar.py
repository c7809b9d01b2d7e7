"""The grammar: RELAX NG by our own engine, which finds every fault and tells its place."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from edition import relaxng
from edition.documents import Document, Place
from edition.errors import ToolError, UsageError
from edition.findings import Finding
from edition.relaxng.faults import Fault
from edition.relaxng.phrases import english, russian
from edition.resources import cache_folder, resource
from edition.wording import Words, words

OURS = "schema/edition.rng"


_loaded: dict[Path, relaxng.Schema] = {}


def _schema(path: Path) -> relaxng.Schema:
    """Load a schema once; one of ours that has faults is a fault of the tool. Raises ToolError, UsageError."""
    if path not in _loaded:
        try:
            _loaded[path] = relaxng.load(path, root=Path.cwd() if path.is_relative_to(Path.cwd()) else None, cache=cache_folder())
        except relaxng.SchemaFault as fault:
            raise (ToolError if path == resource(OURS) else UsageError)(str(fault)) from fault
    return _loaded[path]


def keep() -> None:
    """Keep what was learnt of the schemas for the next run."""
    for schema in _loaded.values():
        with contextlib.suppress(OSError):
            schema.save()


def check(document: Document, schema: Path | None = None) -> list[Finding]:
    """Validate against a RELAX NG schema, by default schema/edition.rng (code E101). Raises UsageError when it is not one."""
    ours = schema is None
    found = _schema(Path(os.path.abspath(schema)) if schema else resource(OURS)).validate(document.whole)
    placed = ((fault, document.origin(Place(fault.line, fault.column))) for fault in found)
    return [Finding(str(place.path or document.path), place.line, place.column, "E101", Words(english(fault), russian(fault)), mend(fault, ours)) for fault, place in placed]


_PROSE = "schema/edition.odd says what may stand here, and why."

# What to do, by the kind of fault.
_MENDS = {
    "unknown-element": "Take the element away, or put it where it may stand.",
    "misplaced-element": "Take the element away, or put it where it may stand.",
    "missing-element": "Add what is missing.",
    "incomplete": "Add what is missing.",
    "stray-text": "Put the text into an element that may hold it, or take it away.",
    "bad-text": "Write a value of that form.",
    "unknown-attribute": "Take the attribute away.",
    "missing-attribute": "Add the attribute.",
    "bad-value": "Write a value of that form.",
    "duplicate-id": "Give one of the two another ID.",
    "missing-id": "Name an ID that there is.",
}
_FIRST = "Mend this place first."
_DATES = "Write a date as 1922-04-16, 1922-04 or 1922, and one that the calendar has."


def mend(fault: Fault, ours: bool = True) -> Words:
    """Say what to do about a fault; ``ours``: whether it is our own schema that finds it."""
    if fault.suggestion and not fault.suggestion.startswith("{"):
        return words("Write {suggestion}.", suggestion=fault.suggestion)
    if fault.kind in ("bad-text", "bad-value") and any("date" in name.lower() or name.startswith("gYear") for name in fault.expected):
        return words(_DATES)
    what = words(_MENDS.get(fault.kind, _FIRST))
    return words("{what} {prose}", what=what, prose=words(_PROSE)) if ours else what
