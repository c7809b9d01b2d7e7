"""What a text's markup says of its words: each name, date, quotation, quantity and emendation as a span of the source reading.

Places are counted in characters that are not white space, from the beginning of the sentence, so that layout does not count.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Iterator, NamedTuple, Sequence

from lxml import etree

from edition.documents import NS, XML_ID, Document, tei
from edition.witness import EDITORIAL

NAMES = ("persName", "placeName", "orgName", "eventName", "title")
QUOTATIONS = ("said", "quote", "soCalled", "q")
EMENDATIONS = ("sic", "orig", "abbr", "surplus", "gap", "supplied")
KINDS = (*NAMES, "rs", "roleName", "date", *QUOTATIONS, "measure", "num", "ref", *EMENDATIONS)

_MARKING = frozenset(KINDS)

# What of an element says the same as its place: where these differ, two encoders meant different things.
_MEANT = ("ref", "when", "from", "to", "notBefore", "notAfter", "who", "quantity", "unit", "value", "ana", "reason")


class Mark(NamedTuple):
    """One statement of the markup: on which sentence, over which characters, of what kind, in which words, meaning what."""

    sentence: str
    start: int
    end: int
    kind: str
    words: str
    meaning: str


def marks(document: Document) -> list[Mark]:
    """List the marks of a text's body in document order, sentences named without the id of the file (``p3.s2``)."""
    return [mark for mark, _ in marked(document)]


@lru_cache(maxsize=64)
def marked(document: Document) -> Sequence[tuple[Mark, etree._Element]]:
    """List the marks of a text's body with the element that makes each."""
    own = document.root.get(XML_ID, "") + "."
    sentences = document.root.iterfind("tei:text/tei:body//tei:s", NS)
    return [found for sentence in sentences for found in _in_sentence(sentence, sentence.get(XML_ID, "").removeprefix(own))]


def statement(element: etree._Element) -> etree._Element:
    """Give the element of an emendation that says who, how sure and why: itself, or the reading set in its place."""
    beside = [other for other in element.itersiblings() if other.tag in EDITORIAL] if element.getparent().tag == tei("choice") else []
    return beside[0] if beside else element


def words(document: Document) -> Iterator[tuple[str, int, int]]:
    """Go through the words of the source reading: the sentence, and where the word begins and ends in it."""
    own = document.root.get(XML_ID, "") + "."
    for sentence in document.root.iterfind("tei:text/tei:body//tei:s", NS):
        place = 0
        for word in source(sentence).split():
            yield sentence.get(XML_ID, "").removeprefix(own), place, place + len(word)
            place += len(word)


def source(element: etree._Element) -> str:
    """Give the source reading of an element, white space folded; a line break is a blank."""
    return " ".join("".join(_texts(element, EDITORIAL)).split())


def critical(element: etree._Element) -> str:
    """Give the critical reading of an element, white space folded: what editors set in the place of the source."""
    return " ".join("".join(_texts(element, _NOT_READ)).split())


_NOT_READ = frozenset(map(tei, ("sic", "orig", "expan", "surplus", "note", "noteGrp", "desc")))
_LINE = tei("lb")


def _texts(element: etree._Element, left_out: frozenset[str]) -> Iterator[str]:
    if element.tag == tei("choice"):
        pieces = [child for child in element if isinstance(child.tag, str)]
        yield from (text for child in pieces if child.tag not in left_out for text in _texts(child, left_out))
        return
    yield " " if element.tag == _LINE else element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in left_out:
            yield from _texts(child, left_out)
        yield child.tail or ""


def _in_sentence(sentence: etree._Element, name: str) -> Iterator[tuple[Mark, etree._Element]]:
    """The marks of a sentence, in document order: one walk that counts the characters of the source reading."""
    found: list[tuple[int, int, etree._Element]] = []

    def walk(element: etree._Element, place: int) -> int:
        number = len(found)
        kind = _kind(element)
        if kind in _MARKING:
            found.append((place, place, element))
        end = place
        if element.tag not in EDITORIAL:
            end += _length(element.text) if kind != "choice" else 0
            for child in element:
                end = walk(child, end) if isinstance(child.tag, str) else end
                end += _length(child.tail) if kind != "choice" else 0
        if kind in _MARKING:
            found[number] = (place, end, element)
        return end

    walk(sentence, 0)
    for start, end, element in found:
        yield Mark(name, start, end, _kind(element), _words(element), _meaning(element)), element


def _kind(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _words(element: etree._Element) -> str:
    """The words a mark is on: the source's; for what an editor adds, the words added."""
    return critical(element) if element.tag in EDITORIAL else source(element) or ("[blank]" if element.text else f"[{_kind(element)}]")


def _meaning(element: etree._Element) -> str:
    """What a mark says beyond its place: attributes that identify, and the reading that an emendation gives."""
    said = [f"{name}={element.get(name)}" for name in _MEANT if element.get(name)]
    beside = [other for other in element.itersiblings(tei("corr"), tei("reg"), tei("expan"))]
    return " ".join(said + [text for other in beside for text in (other.get("ana", ""), f"“{critical(other)}”") if text])
