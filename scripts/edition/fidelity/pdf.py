"""Read a PDF back into words, in the order of its structure tree (ISO 32000-1, 14.8): what a screen reader says of it, without its notes' keys."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from typing import Any, Callable, Iterator, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from edition.reading import folded

# What stands beside the words: a footnote is read where it belongs, but is no part of its sentence; a link of a number leads to a note.
_BESIDE = frozenset({"Note", "FENote"})
_NUMBER = re.compile(r"\u202f?\d+[a-z]?\u202f\s*")
_SIGN = re.compile(r"°\s*")
# A hyphen at the end of a line is not to be told from hyphenation, so hyphens are not compared; nor is a blank where a line may end within a
# word or range, after a dash or stroke that no blank precedes.
_HYPHEN = re.compile(r"[\x02\xad\ufffe]\s*|[-\u2010\u2011]|(?<=\w[–—/])\s+(?=\w)")


class Piece(NamedTuple):
    """A run of words, and the types of the structure elements around it, from the outermost."""

    inside: tuple[str, ...]
    words: str


def unhyphened(text: str) -> str:
    """Give a text as it is compared with the words of a PDF: without hyphens, white space folded."""
    return folded(_HYPHEN.sub("", text))


def words(data: bytes) -> str:
    """Give the running words of a PDF: paragraphs, headings and lists in their order, without footnotes, numbers of sentences and keys of notes."""
    document = pypdfium2.PdfDocument(data)
    try:
        return unhyphened("".join(_said(piece) for page in document for piece in _pieces(page)))
    finally:
        document.close()


def _said(piece: Piece) -> str:
    if _BESIDE & set(piece.inside):
        return ""
    if _NUMBER.fullmatch(piece.words) or ("Link" in piece.inside and _SIGN.fullmatch(piece.words)):
        return " " if piece.words.endswith(" ") or "Link" not in piece.inside else ""
    return piece.words


def _pieces(page: Any) -> Iterator[Piece]:
    """Go through the marked content of a page in the order of its structure; between blocks stands a blank."""
    marked = _marked(page)
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), (), marked)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


_INLINE = frozenset({"Span", "Link", "Quote", "Em", "Strong", "Note", "FENote", "Reference", "Lbl"})


def _element(element: Any, around: tuple[str, ...], marked: dict[int, str]) -> Iterator[Piece]:
    inside = (*around, _text(pdfium.FPDF_StructElement_GetType, element))
    edge = Piece(inside, "" if inside[-1] in _INLINE else " ")
    yield edge
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _element(child, inside, marked)
        else:
            yield Piece(inside, marked.get(pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number), ""))
    yield edge


def _marked(page: Any) -> dict[int, str]:
    """Give the words of a page by the number of their marked content; artifacts have none."""
    text = page.get_textpage()
    found: dict[int, list[str]] = defaultdict(list)
    for item in _objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        number = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if number >= 0:
            found[number].append(_text(pdfium.FPDFTextObj_GetText, item, text))
    # A blank alone at the end of a line has no words for PDFium.
    return {number: "".join(pieces) or " " for number, pieces in found.items()}


def _objects(parent: Any, count: Callable[[Any], int], get: Callable[[Any, int], Any]) -> Iterator[Any]:
    for number in range(count(parent)):
        item = get(parent, number)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)


def _text(function: Any, *arguments: Any) -> str:
    """Call a function of PDFium that writes UTF-16 into a buffer."""
    length = function(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    function(*arguments, ctypes.cast(buffer, function.argtypes[-2]), length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
