"""Schematron: the rules of the ODD, compiled to XSLT 3.0 and run; its report (SVRL) turned into findings with places."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from edition import codes, documents, saxon
from edition.documents import Document
from edition.findings import Finding
from edition.resources import resource
from edition.wording import Words

_SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


@lru_cache(maxsize=1)
def _validator() -> str:
    """The stylesheet that the schema compiles to (ISO/IEC 19757-3)."""
    return saxon.transform(resource("schema/compiler/sch2xsl.xsl"), resource("schema/edition.sch"))


def check(document: Document) -> list[Finding]:
    """Apply schema/edition.sch: a finding for each assertion that fails, with the code that is its id."""
    svrl = saxon.run_generated(_validator(), documents.text_of(document.root)).text
    report = etree.fromstring(svrl.encode("utf-8"), etree.XMLParser(huge_tree=True))  # ours, and as long as a document has faults
    return [_finding(document, failed) for failed in report.xpath("svrl:failed-assert | svrl:successful-report", namespaces=_SVRL)]


def _finding(document: Document, failed: etree._Element) -> Finding:
    message, _, mend = re.sub(r"\s+", " ", failed.findtext("svrl:text", "", _SVRL)).strip().partition(" Mend: ")
    place = document.elements[_number(failed.get("location", "")) - 1]
    code = failed.get("id", "S000")
    return document.finding(code, *_worded(code, message, mend), place, failed.get("role", "error"))


def _worded(code: str, message: str, mend: str) -> tuple[Words, Words]:
    """A message and its mend; in Russian they are those of the ODD, which name no values."""
    known = codes.codes().get(code)
    russian, _, mended = (known.message if known and known.message else f"{message} Исправить: {mend}").partition(" Исправить: ")
    return Words(message, russian), Words(_capital(mend), _capital(mended))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(location: str) -> int:
    """The number of an element in document order, from 1, out of the location ``(//*)[7]`` that our compiler writes."""
    return int(location.removeprefix("(//*)[").removesuffix("]"))
