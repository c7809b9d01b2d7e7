"""What any TEI document says in its running text, computed without a stylesheet, so that what is made of it can be measured by it.

Of several readings of one place one is running text (TEI Guidelines, 3.5, 12.1.4 and 13.3); the others stand beside it. A word is a run of letters, marks and
figures; of scripts that do not part words, each character counts as one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Iterator, Mapping, NamedTuple

from lxml import etree

from edition.documents import TEI
from edition.resources import resource


class Word(NamedTuple):
    """A word, the element in which it begins, and whether it is running text: else it is another reading, or beside the text."""

    text: str
    element: etree._Element
    running: bool


# Letters and figures with the marks on them, and the signs within words that are no letters.
_WORD = re.compile(r"[\w\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0730-\u074a\u0900-\u0dff\u0f00-\u0fff\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe20-\ufe2f]+")
_BY_CHARACTER = re.compile(r"[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT_WORDS = re.compile(r"[_\u200c\u200d\u200b\u2060\ufeff\u00ad]")


def split(text: str) -> list[str]:
    """Split text into words, in one normal form."""
    plain = _NOT_WORDS.sub("", unicodedata.normalize("NFC", text))
    return [word for run in _WORD.findall(_BY_CHARACTER.sub(r" \g<0> ", plain)) for word in (run,) if any(c.isalnum() for c in word)]


@cache
def kinds() -> Mapping[str, str]:
    """How each element of TEI stands in a text (xslt/common/elements.xml)."""
    root = etree.parse(resource("xslt/common/elements.xml")).getroot()
    return {name: kind.tag for kind in root.iterchildren(etree.Element) for name in (kind.text or "").split()}


# Beside the text, or instead of it: not read in the line.
_BESIDE = frozenset(("note", "noteGrp", "fw", "index", "surplus", "standOff", "facsimile", "listApp", "am"))
# Not of the text at all.
_OUT = frozenset(("teiHeader", "xenoData", "binaryObject", "fsdDecl"))
# Markup that is spoken of: shown with its tags.
_EXAMPLES = "http://www.tei-c.org/ns/Examples"
# Of what a choice may hold, what is read first.
_CHOSEN = ("corr", "reg", "norm", "dipl")


def words(root: etree._Element) -> list[Word]:
    """List the words of a document outside its headers, in order."""
    return list(_counted(_pieces(root, True)))


class _Piece(NamedTuple):
    text: str
    element: etree._Element
    running: bool


def _counted(pieces: Iterator[_Piece]) -> Iterator[Word]:
    """Words may be made of several pieces; what is not running text does not part them, two units that touch do."""
    held: dict[bool, list[_Piece]] = {True: [], False: []}
    ended = False
    for piece in _joined(pieces):
        if piece.text == BLANK or (piece.text == BEGIN and ended):
            for running in (True, False):
                yield from _flushed(held[running])
        elif piece.text not in (BEGIN, END):
            held[piece.running].append(piece)
        ended = piece.text == END or (ended and piece.text == BLANK)
    for running in (True, False):
        yield from _flushed(held[running])


def _joined(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """White space beside a break that divides no word (``break="no"``) is layout."""
    blanks: list[_Piece] = []
    joins = False
    for piece in pieces:
        if piece.running and piece.text in (BLANK, JOIN):
            blanks.append(piece)
            joins = joins or piece.text == JOIN
        elif piece.running and piece.text not in (BEGIN, END) or not blanks:
            if not joins:
                yield from blanks
            blanks, joins = [], False
            yield piece
        else:
            yield piece
    yield from (piece for piece in blanks if piece.text == BLANK)


# What parts words, what does not although white space is beside it, and the edges of units, which part words where two of them touch.
BLANK, JOIN, BEGIN, END = " ", "\u2060", "\ufff9", "\ufffb"


def _flushed(pieces: list[_Piece]) -> Iterator[Word]:
    """The words of some pieces, each with the element in which it begins."""
    text = "".join(piece.text for piece in pieces)
    found = split(text)
    element = pieces[0].element if pieces else None
    for word in found:
        yield Word(word, element, pieces[0].running)
    pieces.clear()


def _pieces(element: etree._Element, running: bool) -> Iterator[_Piece]:
    name = etree.QName(element).localname
    if name in _OUT:
        return
    running = running and name not in _BESIDE
    before, after = _edges(element, name)
    if before:
        yield _Piece(before, element, running)
    yield from _own(element, element.text, running)
    read = _read(element, name)
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child, running and read(child))
        yield from _own(element, child.tail, running)
    if after:
        yield _Piece(after, element, running)


def _own(element: etree._Element, text: str | None, running: bool) -> Iterator[_Piece]:
    """Text piece by piece, white space apart."""
    for part in re.findall(r"\s+|\S+", text or ""):
        yield _Piece(BLANK if part.isspace() else part, element, running)


def _edges(element: etree._Element, name: str) -> tuple[str, str]:
    """What stands for the start and the end of an element."""
    if name in ("lb", "pb", "cb", "gb"):
        return (JOIN if element.get("break") == "no" else BLANK), ""
    kind = kinds().get(name) if etree.QName(element).namespace in (TEI, None) else None
    if kind == "unit" and name != "w" or kind == "either" and name not in ("note", "noteGrp"):
        return BEGIN, END
    return (BLANK, BLANK) if kind in ("division", "block") or name == "note" or etree.QName(element).namespace == _EXAMPLES else ("", "")


def _read(element: etree._Element, name: str):  # type: ignore[no-untyped-def]
    """Tell which children of an element are running text."""
    if name == "choice":
        chosen = _chosen(element)
        return lambda child: child is chosen
    if name == "app":
        lemma = None if set(element.attrib) & {"from", "to", "loc"} else _lemma(element)
        return lambda child: child is lemma or (lemma is not None and lemma in list(child.iterdescendants()))
    if name == "rdgGrp":
        first = _lemma(element)
        return lambda child: child is first
    if name == "subst":
        return lambda child: etree.QName(child).localname != "del"
    if name == "gap":
        return lambda child: False
    return lambda child: True


def _chosen(choice: etree._Element) -> etree._Element | None:
    members = list(choice.iterchildren(etree.Element))
    for wanted in (*_CHOSEN, "expan", "abbr"):
        for member in members:
            if etree.QName(member).localname == wanted and (wanted != "expan" or next(member.iter("{*}ex"), None) is not None):
                return member
    return members[0] if members else None


def _lemma(app: etree._Element) -> etree._Element | None:
    return next((found for found in (app.find("{*}lem"), app.find("{*}rdg"), next(app.iter("{*}lem", "{*}rdg"), None)) if found is not None), None)
