"""PDF: Typst markup, as the print stylesheets write it, set with the design in ``xslt/print/layout.typ``."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from edition.errors import ToolError
from edition.resources import resource

# Archival and accessible first. What no font can show is refused there, and some nestings cannot be tagged: a stranger's text still prints.
_WAYS: tuple[dict[str, Any], ...] = ({"pdf_standards": ["a-3a", "ua-1"]}, {}, {"pdf_tags": False})


def compile_pdf(source: str, timestamp: datetime) -> bytes:
    """Typeset one book: the same source and time give the same bytes. The PDF says itself which standards it keeps.

    ``timestamp`` needs a time zone. Raises ToolError with Typst's message.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(resource("xslt/print/layout.typ"), folder / "layout.typ")
        (folder / "book.typ").write_text(source, encoding="utf-8")
        faults: list[str] = []
        for way in _WAYS:
            try:
                return _typeset(folder, timestamp, way)
            except ToolError as error:
                faults.append(str(error))
        raise ToolError(faults[-1])


def _typeset(folder: Path, timestamp: datetime, way: dict[str, Any]) -> bytes:
    return _compiled(folder / "book.typ", root=folder, format="pdf", timestamp=timestamp, **way)


def picture(design: Path, words: str, timestamp: datetime) -> bytes:
    """Set one page as a PNG, a point a pixel. ``words`` reaches the design as ``sys.inputs.words``, where nothing in it is code. Raises ToolError."""
    return _compiled(design, root=design.parent, format="png", ppi=72.0, sys_inputs={"words": words}, timestamp=timestamp)


def _compiled(source: Path, **how: Any) -> bytes:
    try:
        made = typst.compile(source, ignore_system_fonts=True, **how)
    except typst.TypstError as error:
        raise ToolError(f"Typst: {'; '.join([error.message, *error.hints])}") from error
    except BaseException as error:
        # A panic of the engine reaches Python as an exception that is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise ToolError(f"Typst: {error}") from error
    assert isinstance(made, bytes)
    return made
