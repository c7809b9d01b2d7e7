"""Schematron (ISO/IEC 19757-3): a schema compiled to XSLT 3.0 and run; its report (SVRL) turned into findings with places."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Iterator

from lxml import etree

from edition import documents, kept, saxon, schematron_source
from edition.documents import Document
from edition.errors import ContentError, ToolError
from edition.findings import Finding
from edition.resources import cache_folder, resource
from edition.schematron_source import PLACE
from edition.wording import Words

_COMPILER = "schema/compiler/sch2xsl.xsl"
_VERDICT = "schema/compiler/sch-verdict.xsl"
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_TEXT = _SVRL + "text"

_CONTEXTS = (_SVRL + "active-pattern", _SVRL + "fired-rule")
_FAULTS = (_SVRL + "failed-assert", _SVRL + "successful-report", _SVRL + "error")

# What editors write in role or flag, and what it is here.
_WARNING = ("warn", "warning", "nonfatal", "caution", "info", "information", "informational", "hint")
_SEVERITIES = dict.fromkeys(("error", "fatal"), "error") | dict.fromkeys(_WARNING, "warning")


@dataclass(frozen=True)
class Note:
    """A diagnostic or a property of what was said: its id, the words, its role, and the scheme of a property."""

    identifier: str
    text: str
    role: str | None = None
    scheme: str | None = None


@dataclass(frozen=True)
class Breach:
    """An assertion that failed, or a report that succeeded, at the ``number``-th element (from 1) of the document."""

    number: int
    code: str
    message: str
    severity: str
    flag: str | None
    diagnostics: tuple[Note, ...]
    properties: tuple[Note, ...]

    def finding(self, document: Document) -> Finding:
        """Say it as a finding: the mend is what the message says after ``Mend:``, and the diagnostics."""
        message, _, mend = self.message.partition(" Mend: ")
        said = " ".join([mend[:1].upper() + mend[1:], *(note.text for note in self.diagnostics)]).strip()
        return document.finding(self.code, *_worded(self.code, self.message, message, said), document.elements[self.number - 1], self.severity)


def _worded(code: str, whole: str, message: str, mend: str) -> tuple[Words, Words]:
    """A message and its mend; in Russian they are those of the ODD, or English where the rule is not of the ODD."""
    from edition import codes  # whose register is read where something is broken only

    known = codes.codes().get(code)
    russian, found, mended = known.in_russian(whole).partition(" Исправить: ") if known else (message, "", "")
    return Words(message, russian if found else message), Words(mend, mended[:1].upper() + mended[1:] if found else mend)


@lru_cache(maxsize=8)
def compiled(schema: Path | None = None, phase: str = "#DEFAULT", root: Path | None = None) -> str:
    """The stylesheet that a schema compiles to: schema/edition.sch for None, in the phase of that name, or ``#ALL``.

    Raises ContentError with the places of what is faulty or not supported (E110), InputError.
    """
    stylesheet = _compile(schema, phase, root)
    try:
        saxon.check_generated(stylesheet)
    except saxon.StylesheetError as error:
        raise ContentError(_traced(error, _compile(schema, phase, root, "careful"), schema or resource("schema/edition.sch"))) from error
    return stylesheet


@lru_cache(maxsize=8)
def _compile(schema: Path | None, phase: str, root: Path | None, form: str = "plain") -> str:
    """The stylesheet, in one of three forms.

    A plain one reports; a careful one says of each instruction where it comes from, and of what fails where it fails; that of a
    verdict gives nothing for a document in which a plain one finds nothing, in half the time.
    """
    path = schema or resource("schema/edition.sch")
    params = {"phase": phase, "base": path.resolve().as_uri(), "careful": "yes" if form == "careful" else "no"}
    source = documents.text_of(schematron_source.read(path, root))
    name = _kept(source, form, params)
    if name and (content := kept.read(name)):
        return content.decode("utf-8")
    made = saxon.run(resource(_VERDICT), _compile(schema, phase, root)).text if form == "verdict" else _made(source, params)
    if name:
        kept.write(name, made.encode("utf-8"))
    return made


def _made(source: str, params: dict[str, str]) -> str:
    made = saxon.run(resource(_COMPILER), source, params).text
    if "<at:refused" in made[:200]:
        faults = etree.fromstring(made.encode("utf-8"))
        raise ContentError([schematron_source.fault(one.get("place", ""), one.get("message", ""), one.get("mend", "")) for one in faults])
    return made


def _kept(source: str, form: str, params: dict[str, str]) -> Path | None:
    """Where the stylesheet is kept for the next run: under a name made of all that it is made of."""
    folder = cache_folder()
    parts = [source, form, *params.values(), *(path.read_text("utf-8") for path in sorted(resource(_COMPILER).parent.glob("sch*.xsl")))]
    return folder / f"schematron-{hashlib.sha256(chr(0).join(parts).encode('utf-8')).hexdigest()}" if folder else None


def _traced(error: saxon.StylesheetError, careful: str, schema: Path) -> list[Finding]:
    """The engine's complaints about a stylesheet, at the places in the schema that they come from."""
    try:
        saxon.check_generated(careful)
    except saxon.StylesheetError as again:
        error = again
    marked = [one for one in etree.fromstring(careful.encode("utf-8")).iter(etree.Element) if one.get(PLACE)]
    lines = [one.sourceline or 0 for one in marked]
    mend = "Correct the expression; a prefix in it needs an ns, a variable a let."
    found = [schematron_source.fault(marked[max(bisect_right(lines, line) - 1, 0)].get(PLACE, ""), message, mend) for line, message in error.faults]
    return found or [schematron_source.fault(f"{schema}:1:1", " ".join(str(error).split()), mend)]


def check(document: Document, schema: Path | None = None, phase: str = "#DEFAULT", root: Path | None = None) -> list[Finding]:
    """Apply a schema, ours by default: a finding for each assertion that fails, with the code that is its id.

    Raises what ``compiled`` raises.
    """
    if schema is None and keeps(document):
        return []
    return [breach.finding(document) for breach in breaches(document, schema, phase, root)]


def keeps(document: Document, schema: Path | None = None, phase: str = "#DEFAULT", root: Path | None = None) -> bool:
    """Tell whether ``breaches`` would give nothing, ours by default. Raises what ``compiled`` raises, except where the fault is in a message."""
    stylesheet = _compile(schema, phase, root, "verdict")
    try:
        return not saxon.run_generated(stylesheet, _text(document.root), document.real.as_uri()).text
    except ToolError:
        return False


def breaches(document: Document, schema: Path | None = None, phase: str = "#DEFAULT", root: Path | None = None) -> Iterator[Breach]:
    """Apply a schema and give what failed, in order, with the id and role of its rule or pattern where it has none.

    Raises what ``compiled`` raises.
    """
    report = _report(document, compiled(schema, phase, root))
    if report.tag == _SVRL + "error":
        report = _report(document, _compile(schema, phase, root, "careful"))
    if next(report.iter(*_FAULTS), None) is None:  # as a rule; of rules that have fired there are thousands
        return
    pattern = rule = report
    for said in report.iter(*_CONTEXTS, *_FAULTS):
        if said.tag == _SVRL + "active-pattern":
            pattern = rule = said
        elif said.tag == _SVRL + "fired-rule":
            rule = said
        elif said.tag == _SVRL + "error":
            yield _error(said)
        else:
            yield _breach(said, rule, pattern)


def _report(document: Document, stylesheet: str) -> etree._Element:
    """The report of a stylesheet; an error instead where it could not be finished."""
    try:
        svrl = saxon.run_generated(stylesheet, _text(document.root), document.real.as_uri()).text
    except ToolError as error:
        failed = etree.Element(_SVRL + "error", location="/")
        failed.text = str(error).removeprefix("transformation failed: ")
        return failed
    return etree.fromstring(svrl.encode("utf-8"), etree.XMLParser(huge_tree=True))  # ours, and as long as a document has faults


def _text(root: etree._Element) -> str:
    """A document for the engine, with the comments and processing instructions around the root: rules may look at them."""
    around = ["".join(map(documents.text_of, siblings)) for siblings in ([*root.itersiblings(preceding=True)][::-1], root.itersiblings())]
    return around[0] + documents.text_of(root) + around[1]


def _breach(said: etree._Element, rule: etree._Element, pattern: etree._Element) -> Breach:
    code = said.get("id") or rule.get("id") or pattern.get("id") or "S000"
    flag = said.get("flag") or rule.get("flag")
    words = " ".join(one.get(name, "") for one in (said, rule) for name in ("severity", "role", "flag"))
    severity = next((_SEVERITIES[word] for word in words.lower().split() if word in _SEVERITIES), "error")
    notes = tuple(Note(one.get("diagnostic") or one.get("property", ""), _words(one), one.get("role"), one.get("scheme")) for one in said if one.tag != _TEXT)
    count = len(said.findall(_SVRL + "diagnostic-reference"))
    message = _words(said.find(_TEXT)) or f"{said.get('test')} is {'false' if said.tag == _SVRL + 'failed-assert' else 'true'}"
    return Breach(_number(said), code, message, severity, flag, notes[:count], notes[count:])


def _error(said: etree._Element) -> Breach:
    """E111: an expression failed while it was evaluated (ISO/IEC 19757-3 leaves to the implementation what then happens)."""
    where = f"the rule at {said.get(PLACE)} cannot be evaluated here: " if said.get(PLACE) else ""  # a variable says it by itself
    return Breach(_number(said), "E111", f"{where}{_words(said)} Mend: mend this element, or make the schema ready for it.", "error", None, (), ())


def _words(element: etree._Element | None) -> str:
    return "" if element is None else re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _number(said: etree._Element) -> int:
    """The number of an element in document order, from 1, out of the location ``(//*)[7]`` that our compiler writes; the root's for ``/``."""
    location = said.get("location", "/")
    return 1 if location == "/" else int(location.removeprefix("(//*)[").removesuffix("]"))
