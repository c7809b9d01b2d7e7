"""Passages as plain text: lines of the files that the edition gives away as such, found by their tables of ids (README.txt beside them explains both)."""

from __future__ import annotations

from pathlib import Path
from typing import Iterable, Mapping, NamedTuple

from edition import documents
from edition.citestructure import Unit


class Lines(NamedTuple):
    """A file of plain text by its lines, and the number of the line that has an id."""

    lines: tuple[str, ...]
    numbers: Mapping[str, int]

    def whole(self) -> str:
        """All lines."""
        return "".join(f"{line}\n" for line in self.lines)

    def of(self, ids: Iterable[str]) -> str:
        """The lines from the first to the last that have one of some ids; none where none has."""
        numbers = sorted(self.numbers[identifier] for identifier in ids if identifier in self.numbers)
        return "".join(f"{line}\n" for line in self.lines[numbers[0] - 1 : numbers[-1]]) if numbers else ""


class Plain(NamedTuple):
    """A text as it should be read, and as it reached us."""

    critical: Lines
    source: Lines

    def between(self, start: Unit, ids: Iterable[str]) -> str:
        """The lines in which some ids are: of the source where ``start`` is a line of it, else of the critical text."""
        return (self.source if start.element.get(documents.XML_ID) in self.source.numbers else self.critical).of(ids)


def read(folder: Path, name: str) -> Plain | None:
    """Read the files of a text in a folder; None where it has none."""
    critical, source = (_lines(folder / f"{name}.{kind}") for kind in ("critical", "source"))
    return Plain(critical, source or Lines((), {})) if critical else None


def _lines(path: Path) -> Lines | None:
    try:
        text, table = (path.with_name(f"{path.name}.{ending}").read_text("utf-8") for ending in ("txt", "tsv"))
    except OSError:
        return None
    rows = (row.split("\t") for row in table.splitlines()[1:])
    return Lines(tuple(text.removesuffix("\n").split("\n")), {row[1]: int(row[0]) for row in rows})
