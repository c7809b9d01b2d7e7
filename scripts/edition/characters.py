"""Characters without a code (`g`): what the file's own description has for them is put in their place, so that every format has the whole word.

TEI Guidelines, 5.2 and 5.3: `g/@ref` points to a `char` or `glyph`, whose `mapping` holds what may stand for it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Iterator

from lxml import etree

from edition.documents import XML_ID

# What editors call a mapping that can be read, the plainest names first; others come after, those written as a code point never.
_READABLE = ("unicode", "standard", "diplomatic", "simplified", "modern", "normalized", "normal_unicode")
_CODE_POINT = re.compile(r"U\+", re.IGNORECASE)
# A hyphen at the end of a line is no letter.
_HYPHEN = re.compile(r"(EOL(un)?|soft-?)hyphen", re.IGNORECASE)


def fill(root: etree._Element) -> None:
    """Write into each empty `g` the character that the description it points to maps it to, if there is one."""
    described = {name: shown for found in root.iter("{*}char", "{*}glyph") if (name := found.get(XML_ID)) and (shown := _shown(found))}
    for element in root.iter("{*}g") if described else ():
        pointer = element.get("ref", "")
        if not len(element) and not (element.text or "").strip() and pointer[:1] == "#" and not _HYPHEN.search(pointer):
            element.text = described.get(pointer[1:])


def _shown(description: etree._Element) -> str:
    """The best mapping of a description: one that every font may have before one of the private use area; empty where there is none."""
    found = sorted(_mappings(description), key=lambda pair: (_private(pair[1]), pair[0]))
    return found[0][1] if found else ""


def _mappings(description: etree._Element) -> Iterator[tuple[int, str]]:
    for mapping in description.iterfind("{*}mapping"):
        text, kind = " ".join("".join(mapping.itertext()).split()), mapping.get("type", "").lower()
        if text and not _CODE_POINT.match(text):
            yield _READABLE.index(kind) if kind in _READABLE else len(_READABLE), text


def _private(text: str) -> bool:
    return any(unicodedata.category(character) == "Co" for character in text)
