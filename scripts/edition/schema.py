"""Compile the ODD: RELAX NG and Schematron by our stylesheets, W3C XML Schema by trang (which needs Java)."""

from __future__ import annotations

import subprocess
from pathlib import Path

from edition import saxon
from edition.errors import ToolError
from edition.resources import resource

NOTICE = "<!-- Generated from edition.odd by `make schema`; do not edit. -->"
_STYLESHEETS = {"edition.rng": "odd2rng.xsl", "edition.sch": "odd2sch.xsl"}


def compile_odd(odd: Path) -> dict[str, str]:
    """Give the text of each schema file that our stylesheets make of the ODD, by file name. Raises ToolError."""
    compiler = resource("schema/compiler")
    return {name: _ended(saxon.transform(compiler / stylesheet, odd)) for name, stylesheet in _STYLESHEETS.items()}


def write_xsd(rng: Path, target: Path, java: str, trang_jar: Path) -> None:
    """Write the grammar as ``target`` (and ``xml.xsd`` beside it, for the attributes ``xml:``). Raises ToolError."""
    command = [java, "-jar", str(trang_jar), "-I", "rng", "-O", "xsd", str(rng), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolError(f"trang failed: {(done.stdout + done.stderr).strip()}")
    for written in (target, target.with_name("xml.xsd")):
        written.write_text(_noticed(written.read_text("utf-8")), "utf-8")


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _noticed(xsd: str) -> str:
    declaration, _, rest = xsd.replace(NOTICE + "\n", "").partition("\n")
    return f"{declaration}\n{NOTICE}\n{rest}"
