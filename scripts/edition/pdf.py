"""PDF: Typst markup, as the print stylesheets write it, set with the design in ``xslt/print/layout``."""

from __future__ import annotations

import json
import re
import shutil
from bisect import bisect_left
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Iterable, NamedTuple

import typst

from edition.errors import ToolError
from edition.resources import resource

# Archival and accessible first. What no font can show is refused there, and some nestings cannot be tagged: a stranger's text still prints.
_WAYS: tuple[dict[str, Any], ...] = ({"pdf_standards": ["a-3a", "ua-1"]}, {}, {"pdf_tags": False})


class Source(NamedTuple):
    """A TEI file that a PDF is made from and carries within it (ISO 32000-2, 7.11.4; ISO 19005-3): its name there, what it is, its bytes."""

    name: str
    description: str
    data: bytes


class Book(NamedTuple):
    """What a PDF is made from: the markup, what it carries, the identifier of the edition's source, where it has one (SWHID), the fonts
    where Typst's own are not enough, and whether they have every character: if not, no standard is claimed."""

    markup: str
    sources: tuple[Source, ...] = ()
    swhid: str = ""
    fonts: typst.Fonts | None = None
    complete: bool = True


def compile_pdf(book: Book, timestamp: datetime) -> bytes:
    """Typeset one book: the same book and time give the same bytes. The PDF says itself which standards it keeps.

    ``timestamp`` needs a time zone. Raises ToolError with Typst's message.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(resource("xslt/print/layout"), folder / "layout")
        (folder / "book.typ").write_text(book.markup, encoding="utf-8")
        inputs = {"swhid": book.swhid, "faces": "more" if book.fonts else "", "sources": json.dumps(list(_laid_out(folder, book.sources)))}
        faults: list[str] = []
        for way in _WAYS if book.complete else _WAYS[1:]:
            try:
                return _typeset(folder, timestamp, {"sys_inputs": inputs} | ({"font_paths": book.fonts} if book.fonts else {}) | way)
            except ToolError as error:
                faults.append(str(error))
        raise ToolError(faults[-1])


def _laid_out(folder: Path, sources: Iterable[Source]) -> Iterable[dict[str, str]]:
    """Put sources where the typesetter finds them; give what the design reads of each. A name that no PDF can have is mended."""
    for number, source in enumerate(sources):
        (folder / f"{number}.xml").write_bytes(source.data)
        yield {"name": source.name.encode("utf-8", "replace").decode().replace("\\", "_"), "description": source.description, "file": f"/{number}.xml"}


def _typeset(folder: Path, timestamp: datetime, way: dict[str, Any]) -> bytes:
    return _with_clear_ends(_compiled(folder / "book.typ", root=folder, format="pdf", timestamp=timestamp, **way))


def picture(design: Path, words: str, timestamp: datetime) -> bytes:
    """Set one page as a PNG, a point a pixel. ``words`` reaches the design as ``sys.inputs.words``, where nothing in it is code. Raises ToolError."""
    return _compiled(design, root=design.parent, format="png", ppi=72.0, sys_inputs={"words": words}, timestamp=timestamp)


def _compiled(source: Path, **how: Any) -> bytes:
    try:
        made = typst.compile(source, **({"ignore_system_fonts": True} | how))
    except typst.TypstError as error:
        raise ToolError(f"Typst: {'; '.join([error.message, *error.hints])}") from error
    except BaseException as error:
        # A panic of the engine reaches Python as an exception that is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise ToolError(f"Typst: {error}") from error
    assert isinstance(made, bytes)
    return made


# Where the data of a stream end in CR and the line end after them is LF, some readers take both for one line end and miss a byte.
_DOUBTFUL_END = re.compile(rb"\r(?=\nendstream\nendobj\n)")
_ENTRY = re.compile(rb"(\d{10}) (\d{5} n)")


def _with_clear_ends(pdf: bytes) -> bytes:
    """Put CR and LF after such data, and move the entries of the cross-reference table, as Typst writes it, by as much (ISO 32000-1, 7.3.8.1 and 7.5.4)."""
    ends = [found.end() for found in _DOUBTFUL_END.finditer(pdf)]
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])

    def moved(offset: int) -> int:
        return offset + bisect_left(ends, offset)

    table = _ENTRY.sub(lambda entry: b"%010d %s" % (moved(int(entry[1])), entry[2]), pdf[start:])
    return _DOUBTFUL_END.sub(rb"\r\r", pdf[:start]) + table.replace(b"startxref\n%d\n" % start, b"startxref\n%d\n" % moved(start))
