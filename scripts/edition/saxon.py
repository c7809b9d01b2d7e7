"""The one module that knows the XSLT engine (saxonche). It hands in and takes out text only.

The engine is not safe in threads and keeps the interpreter's lock: one processor a process, work spread over processes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Mapping, NamedTuple, Sequence
from xml.sax.saxutils import quoteattr

from saxonche import PySaxonApiError, PySaxonProcessor, PyXdmNode, PyXslt30Processor, PyXsltExecutable

from edition import documents
from edition.errors import ToolError


class Result(NamedTuple):
    """What a transformation gave: its text, and what its ``xsl:message`` instructions said."""

    text: str
    messages: tuple[str, ...]


class StylesheetError(ToolError):
    """A generated stylesheet does not compile: ``faults`` are its lines, each with what the engine says of it."""

    def __init__(self, said: str) -> None:
        super().__init__(f"a generated stylesheet does not compile: {said.strip()}")
        found = re.findall(r"^ ?(?!Warning)\S[^\n]* on line (\d+) column \d+[^\n]*\n\s+\w+\s+(.*?)(?=\n\S|\Z)", said, re.DOTALL | re.MULTILINE)
        self.faults = [(int(line), re.sub(r"\s+", " ", message).strip()) for line, message in found]


# Set by the engine's parser, but not here: what it reads is measured when it is first read (documents.py), and has no entities left.
_LIMITS = ("maxElementDepth", "elementAttributeLimit", "maxXMLNameLimit", "totalEntitySizeLimit", "maxGeneralEntitySizeLimit")


@lru_cache(maxsize=1)
def _processor() -> PySaxonProcessor:
    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")  # nothing is fetched
    for limit in _LIMITS:
        processor.set_configuration_property(f"http://saxon.sf.net/feature/parserProperty?uri=jdk.xml.{limit}", "0")
    return processor


@lru_cache(maxsize=1)
def _compiler() -> PyXslt30Processor:
    return _processor().new_xslt30_processor()


@lru_cache(maxsize=64)
def _compiled(stylesheet: Path, over: Path | None = None, state: str = "") -> PyXsltExecutable:
    """A stylesheet with another laid over it, whose templates come first (XSLT 3.0, 3.11.3: import precedence); anew for each state of that."""
    try:
        if over is None:
            return _compiler().compile_stylesheet(stylesheet_file=str(stylesheet.resolve()))
        imports = "".join(f"<xsl:import href={quoteattr(sheet.resolve().as_uri())}/>" for sheet in (stylesheet, over))
        return _compiler().compile_stylesheet(stylesheet_text=f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{imports}</xsl:stylesheet>')
    except PySaxonApiError as error:
        raise ToolError(f"{(over or stylesheet).name} does not compile: {str(error).strip()}") from error


@lru_cache(maxsize=8)
def _compiled_text(stylesheet: str) -> PyXsltExecutable:
    try:
        return _compiler().compile_stylesheet(stylesheet_text=stylesheet)
    except PySaxonApiError as error:
        raise StylesheetError(str(error)) from error


def _parsed(xml: str, base: str) -> PyXdmNode:
    try:
        if not base:
            return _processor().parse_xml(xml_text=xml)
        builder = _processor().new_document_builder()
        builder.set_base_uri(base)
        return builder.parse_xml(xml_text=xml)
    except PySaxonApiError as error:
        raise ToolError(f"the XSLT engine does not read it: {str(error).strip()}") from error


def _run(executable: PyXsltExecutable, xml: str, params: Mapping[str, str], base: str = "") -> Result:
    return _transformed(executable, _parsed(xml, base), params)


def _transformed(executable: PyXsltExecutable, node: PyXdmNode, params: Mapping[str, str]) -> Result:
    _prepare(executable, params)
    try:
        text = executable.transform_to_string(xdm_node=node)
    except PySaxonApiError as error:
        raise ToolError(f"transformation failed: {str(error).strip()}") from error
    return Result(text or "", _said(executable))


def _prepare(executable: PyXsltExecutable, params: Mapping[str, str]) -> None:
    executable.clear_parameters()
    executable.clear_xsl_messages()
    executable.set_save_xsl_message(True)
    for name, value in params.items():
        executable.set_parameter(name, _processor().make_string_value(value))


def _said(executable: PyXsltExecutable) -> tuple[str, ...]:
    messages = executable.get_xsl_messages()
    return tuple(str(message) for message in messages) if messages else ()


def run(stylesheet: Path, xml: str, params: Mapping[str, str] | None = None, over: Path | None = None, state: str = "") -> Result:
    """Transform ``xml`` with the stylesheet in a file, or with another laid over that, which is in some state: compiled once for each. Raises ToolError."""
    return _run(_compiled(stylesheet, over, state), xml, params or {})


def check_generated(stylesheet: str) -> None:
    """Compile a stylesheet that is itself the result of one. Raises StylesheetError."""
    _compiled_text(stylesheet)


def run_generated(stylesheet: str, xml: str, base: str = "") -> Result:
    """Transform ``xml``, whose URI is ``base``, with a stylesheet that is itself the result of one. Raises ToolError."""
    return _run(_compiled_text(stylesheet), xml, {}, base)


def transform(stylesheet: Path, source: Path, params: Mapping[str, str] | None = None) -> str:
    """Transform the XML file ``source``. Raises InputError, ContentError, ToolError."""
    return run(stylesheet, documents.text_of(documents.parse(source).root), params).text


def pipeline(stylesheets: Sequence[Path], xml: str) -> Result:
    """Pass ``xml`` through stylesheets in order, each reading what the one before it gave. Raises ToolError."""
    messages: tuple[str, ...] = ()
    node = _parsed(xml, "")
    *before, last = (_compiled(stylesheet) for stylesheet in stylesheets)
    for executable in before:
        _prepare(executable, {})
        try:
            node = executable.transform_to_value(xdm_node=node).head
        except PySaxonApiError as error:
            raise ToolError(f"transformation failed: {str(error).strip()}") from error
        messages += _said(executable)
    text, said = _transformed(last, node, {})
    return Result(text, messages + said)
