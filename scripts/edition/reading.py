"""What a text says: its two readings, computed from the TEI as it stands and without a stylesheet, so that every product can be measured by them.

The critical reading is the editors' text, the source reading what reached us (TEI Guidelines, 3.5 and 12.3). White space is folded; what stands
in different blocks, sentences or lines is parted by a blank.
"""

from __future__ import annotations

from typing import Iterable, Iterator, NamedTuple

from lxml import etree

from edition import witness
from edition.documents import NS, XML_ID, Document, tei

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_CRITICAL = frozenset(map(tei, ("sic", "orig", "expan", "ex", "surplus", "note", "noteGrp", "desc", "fw", "teiHeader")))
_NOT_SOURCE = witness.EDITORIAL | {tei("fw"), tei("teiHeader")}
_PARTED = frozenset(map(tei, ("s", "p", "ab", "head", "l", "lg", "item", "label", "cell", "row", "div", "body", "opener", "closer", "dateline", "trailer", "speaker")))
_OPENING = "([«“„‘"

LOST = "[…]"


class Unit(NamedTuple):
    """A citable unit: its id, what it is (``p``, ``s`` …), and its two readings."""

    identifier: str
    kind: str
    critical: str
    source: str


class Emendation(NamedTuple):
    """A place where editors stepped in: its critical reading, and beside it the source's or, of an abbreviation, what it means."""

    lemma: str
    reading: str


def folded(text: str) -> str:
    """Give a text with every run of white space as one blank, and none at its edges."""
    return " ".join(text.split())


def critical(element: etree._Element) -> str:
    """Give the critical reading of an element; a loss has a blank before it unless an opening mark precedes."""
    text = folded("".join(_pieces(element, _NOT_CRITICAL, LOST, " ")))
    for before in sorted({text[i - 1] for i in range(1, len(text)) if text.startswith(LOST, i)} - set(_OPENING + " ")):
        text = text.replace(before + LOST, f"{before} {LOST}")
    return text


def source(element: etree._Element, line: str = " ") -> str:
    """Give the source reading of an element; ``line`` stands for the beginning of a line."""
    return folded("".join(_pieces(element, _NOT_SOURCE, "", line)))


def units(document: Document) -> list[Unit]:
    """List the paragraphs and sentences of a text in order; of a text without sentences, its paragraphs."""
    found = document.root.xpath("tei:text//*[self::tei:p or self::tei:s][@xml:id][not(ancestor::tei:note)]", namespaces=NS)
    return [Unit(element.get(XML_ID), etree.QName(element).localname, critical(element), source(element)) for element in found]


def sentences(root: etree._Element) -> dict[str, str]:
    """Give the critical reading of every sentence by its id."""
    return {sentence.get(XML_ID): critical(sentence) for sentence in root.iterfind(".//tei:s", NS)}


def lines(document: Document) -> list[tuple[str, str]]:
    """List the lines of the witness by the id of their ``lb``, white space folded."""
    marks = [lb.get(XML_ID) for lb in document.root.iterfind("tei:text/tei:body//tei:lb", NS)]
    data = witness.rebuild(document)
    return [(mark, folded(line)) for mark, line in zip(marks, data.decode("utf-8").split("\n"), strict=True)] if data is not None else []


def notes(document: Document, lang: str) -> list[tuple[str, str]]:
    """List the notes of a text by id, each in the language asked for or, where it has no words in that, in its first."""
    found = document.root.xpath("tei:text//*[self::tei:noteGrp or self::tei:note[not(parent::tei:noteGrp)]][@xml:id]", namespaces=NS)
    return [(note.get(XML_ID), " ".join(critical(words) for words in _spoken(note, lang))) for note in found]


def _spoken(note: etree._Element, lang: str) -> list[etree._Element]:
    """The notes of a group in one language, or the note itself."""
    members = note.findall("tei:note", NS) or [note]
    spoken = {lang: [m for m in members if m.get(_XML_LANG) == lang], None: members[:1]}
    return spoken[lang] or spoken[None]


def emendations(document: Document) -> list[Emendation]:
    """List the places where editors stepped in, in order; one within another counts with it."""
    found = document.root.xpath("tei:text//*[self::tei:choice or self::tei:surplus or self::tei:gap or self::tei:supplied][not(ancestor::tei:choice)]", namespaces=NS)
    return [Emendation(_alone(element), _beside(element)) for element in found]


def _alone(element: etree._Element) -> str:
    if element.tag == tei("surplus"):
        return ""
    return LOST if element.tag == tei("gap") else critical(element)


def _beside(element: etree._Element) -> str:
    expansion = element.find("tei:expan", NS)
    if element.tag == tei("supplied"):
        return ""
    return critical(expansion) if expansion is not None else source(element, " | ")


def _pieces(element: etree._Element, left_out: frozenset[str], loss: str, line: str) -> Iterator[str]:
    """The characters of a reading; those directly in a choice are the editor's indentation."""
    edge = " " if element.tag in _PARTED else ""
    yield edge
    yield from _own(element, element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in left_out:
            yield from _child(child, left_out, loss, line)
        yield from _own(element, child.tail)
    yield edge


def _own(element: etree._Element, text: str | None) -> Iterable[str]:
    return () if element.tag == tei("choice") or not text else (text,)


def _child(child: etree._Element, left_out: frozenset[str], loss: str, line: str) -> Iterator[str]:
    if child.tag == tei("gap"):
        yield loss
    elif child.tag in (tei("lb"), tei("pb"), tei("cb")):
        yield "" if child.get("break") == "no" else line
    else:
        yield from _pieces(child, left_out, loss, line)
