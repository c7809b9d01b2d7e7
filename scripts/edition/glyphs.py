"""Which characters of a book no font can show. Typst knows it when it sets a page for PDF/UA, and says so of every one; so a page of all
characters beyond the commonest is set first, which takes some milliseconds.

Fonts are those within Typst; where these lack something, those of the folders given and of the system.
"""

from __future__ import annotations

import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Iterator, NamedTuple, Sequence

import typst

# Words in the markup of a book (xslt/print/typst.xsl).
_LITERAL = re.compile(r'#"((?:[^"\\]|\\.)*)";')
_COMMON = frozenset(map(chr, (*range(0x00, 0x180), *range(0x400, 0x460), *range(0x2010, 0x2027)))) | frozenset("\u200b\u2060\ufeff\u00ad")
_REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class Settled(NamedTuple):
    """A book that can be set: its markup, with a sign in the place of what no font has; whether fonts beyond Typst's own are needed; what no font has."""

    markup: str
    more_fonts: bool
    absent: frozenset[str]


def settle(markup: str, folders: Sequence[Path] = ()) -> Settled:
    """Find what no font can show, and put a box with its code point there."""
    characters = frozenset("".join(_LITERAL.findall(markup))) - _COMMON
    if not _absent(characters, None):
        return Settled(markup, False, frozenset())
    absent = _absent(characters, tuple(folders))
    return Settled(_LITERAL.sub(lambda literal: _boxed(literal, absent), markup) if absent else markup, True, absent)


@lru_cache(maxsize=4)
def fonts(folders: tuple[Path, ...] | None) -> typst.Fonts:
    """Typst's own fonts for None; with them those of the system and of some folders."""
    return typst.Fonts(include_system_fonts=folders is not None, font_paths=[str(folder) for folder in folders or ()])


def _absent(characters: frozenset[str], folders: tuple[Path, ...] | None) -> frozenset[str]:
    """What cannot be shown; asked again without it, for of a great many not all may be named at once."""
    found: frozenset[str] = frozenset()
    while True:
        more = frozenset(_refused(sorted(characters - found), folders)) & characters
        if not more:
            return found
        found |= more


def _refused(characters: Sequence[str], folders: tuple[Path, ...] | None) -> Iterator[str]:
    if not characters:
        return
    page = "\n\n".join(f'#"{character}"' for character in characters)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "probe.typ"
        # Of Typst's own faces the last one is made for code: where only that one has a character, others are asked.
        faces = 'font: "Libertinus Serif"' if folders is not None else 'font: ("Libertinus Serif", "New Computer Modern"), fallback: false'
        source.write_text(f'#set document(title: "probe")\n#set text({faces})\n{page}\n', "utf-8")
        try:
            typst.compile(source, format="pdf", pdf_standards=["ua-1"], font_paths=fonts(folders))
        except typst.TypstError as error:
            for text in _REFUSED.findall(getattr(error, "diagnostic", "") or error.message):
                yield from _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)


def _boxed(literal: re.Match[str], absent: frozenset[str]) -> str:
    """A literal with calls in the places of some characters."""
    if absent.isdisjoint(literal[1]):
        return literal[0]
    parts = re.split(f"([{re.escape(''.join(sorted(absent)))}])", literal[1])
    return "".join(f'#control(code: "{ord(part)}")[];' if part in absent else f'#"{part}";' for part in parts if part)
