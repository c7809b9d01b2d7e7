"""Typeset Typst sources as PDF."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import typst

from edition.errors import ToolError
from edition.resources import resource


def compile_pdf(source: str, timestamp: datetime) -> bytes:
    """Typeset a Typst source."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "layout.typ").write_bytes(resource("xslt/print/layout.typ").read_bytes())
        main = Path(folder) / "main.typ"
        main.write_text(source, "utf-8")
        try:
            return typst.compile(str(main), root=folder, ignore_system_fonts=True, timestamp=timestamp)
        except typst.TypstError as error:
            raise ToolError(f"Typst: {error}") from error
