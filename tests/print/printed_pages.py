"""What a finished PDF says of itself: its structure, where its lines stand, its words, its named destinations."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, NamedTuple

import pypdf
import pypdfium2
from pypdf.generic import DictionaryObject
from pypdfium2 import raw

BLOCKS = frozenset({"/P", "/Note", "/LBody", "/H1", "/H2", "/H3", "/Title", "/TD", "/TH", "/TOCI", "/Div"})


class Place(NamedTuple):
    """A run of marked content: the number of its page, from 0, and its mark there."""

    page: int
    mark: int


@lru_cache(maxsize=None)
def reader(path: Path) -> pypdf.PdfReader:
    return pypdf.PdfReader(path)


@lru_cache(maxsize=None)
def document(path: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(path)


@lru_cache(maxsize=16)
def words(path: Path) -> list[str]:
    """The text of each page, as a reader copies it."""
    return [page.get_textpage().get_text_range() for page in document(path)]


def squeezed(text: str) -> str:
    """Text without blanks, hyphens and what has no shape: these may differ where lines break."""
    return re.sub(r"[\s\u00ad\u2010\u2011\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff\ufffe\x02-]+", "", text)


def baselines(path: Path) -> dict[Place, list[float]]:
    """The heights at which the text of each run stands."""
    found: dict[Place, list[float]] = defaultdict(list)
    for number, page in enumerate(document(path)):
        for index in range(raw.FPDFPage_CountObjects(page.raw)):
            thing = raw.FPDFPage_GetObject(page.raw, index)
            if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
                matrix = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(thing, matrix)
                found[Place(number, raw.FPDFPageObj_GetMarkedContentID(thing))].append(matrix.f)
    return found


def lines(heights: list[float]) -> int:
    """How many lines of print stand at these heights: raised figures belong to theirs."""
    count, last = 0, float("inf")
    for height in sorted(heights, reverse=True):
        if last - height > 6.5:
            count, last = count + 1, height
    return count


def paragraphs(path: Path) -> Iterator[list[Place]]:
    """The runs of each paragraph of the structure tree, in reading order; a paragraph within another counts by itself."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader(path).pages) if page.indirect_reference}
    yield from _paragraphs(reader(path).root_object["/StructTreeRoot"], pages, None)


def _paragraphs(element: Any, pages: dict[int, int], page: int | None) -> Iterator[list[Place]]:
    own: list[Place] = []
    inner: list[list[Place]] = []
    _gather(element, pages, page, own, inner)
    if element.get("/S") in ("/P", "/Note") and own:
        yield own
    yield from inner


def _gather(element: Any, pages: dict[int, int], page: int | None, own: list[Place], inner: list[list[Place]]) -> None:
    page = pages[element.raw_get("/Pg").idnum] if "/Pg" in element else page
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if not isinstance(kid, DictionaryObject):
            assert page is not None
            own.append(Place(page, int(kid)))
        elif kid.get("/Type") == "/MCR":
            own.append(Place(pages[kid.raw_get("/Pg").idnum] if "/Pg" in kid else page or 0, int(kid["/MCID"])))
        elif kid.get("/S") in BLOCKS:
            inner.extend(_paragraphs(kid, pages, page))
        elif "/S" in kid:
            _gather(kid, pages, page, own, inner)
