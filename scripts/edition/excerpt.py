"""The line that a finding is about, and a caret under its column: in character cells, as terminals count (Unicode Standard Annex 11)."""

from __future__ import annotations

import unicodedata
from typing import Iterator

_TAB = 4
_GAP = "…"


def excerpt(number: int, line: str, column: int | None, width: int = 100) -> list[str]:
    """Give a line with its number, cut to ``width`` cells around the column (from 1, in characters), and a line with the caret below it."""
    # Of a line that is a whole book, only what can be shown is looked at.
    begin = max(0, (column or 1) - 2 * width)
    end = begin + 4 * width
    cells = list(_cells(line[begin:end]))
    at = min(column - 1 - begin, len(cells)) if column else 0
    first, last = _cut([len(shown) and wide for shown, wide in cells], at, width)
    left, right = _GAP if begin or first else "", _GAP if last < len(cells) or end < len(line) else ""
    shown = left + "".join(text for text, _ in cells[first:last]).rstrip() + right
    gutter = f"{number:>6} | "
    rows = [gutter + shown]
    if column:
        rows.append(" " * (len(gutter) - 2) + "| " + " " * (len(left) + sum(wide for _, wide in cells[first:at])) + "^")
    return rows


def _cells(line: str) -> Iterator[tuple[str, int]]:
    """Each character as it is shown, and how many cells it takes."""
    if line.isascii() and line.isprintable():
        yield from ((character, 1) for character in line)
        return
    column = 0
    for character in line:
        shown, wide = _cell(character, column)
        column += wide
        yield shown, wide


def _cell(character: str, column: int) -> tuple[str, int]:
    if character == "\t":
        wide = _TAB - column % _TAB
        return " " * wide, wide
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return (character, 0) if character.isprintable() else ("", 0)
    if not character.isprintable():
        return " ", 1
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(wides: list[int], at: int, width: int) -> tuple[int, int]:
    """The first character to show and the one after the last: all of a line that fits, else what surrounds ``at``, more of what follows."""
    if sum(wides) <= width:
        return 0, len(wides)
    first, room = at, width // 3
    while first and room >= wides[first - 1]:
        first -= 1
        room -= wides[first]
    last, room = at, width - sum(wides[first:at])
    while last < len(wides) and room >= wides[last]:
        room -= wides[last]
        last += 1
    return first, last
