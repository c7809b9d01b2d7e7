"""Schematron: the rules of the ODD, compiled to XSLT 3.0 and run; its report (SVRL) turned into findings with places."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from edition import documents, saxon
from edition.documents import Document
from edition.findings import Finding
from edition.resources import resource

_SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}
_STEP = re.compile(r"/(?:Q\{(?P<uri>[^}]*)\})?(?P<name>[\w.-]+)\[(?P<index>\d+)\]")


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
    return document.finding(failed.get("id", "S000"), message, mend[:1].upper() + mend[1:], element_at(document, failed.get("location", "")), failed.get("role", "error"))


def element_at(document: Document, location: str) -> etree._Element | None:
    """Find the element that a path of ``fn:path()`` names, such as ``/Q{…}TEI[1]/Q{…}text[1]/@n``."""
    steps = [(f"{{{step['uri']}}}{step['name']}" if step["uri"] else step["name"], int(step["index"])) for step in _STEP.finditer(location)]
    element: etree._Element | None = document.root if steps and steps[0][0] == document.root.tag else None
    for name, index in steps[1:]:
        element = document.child(element, name, index) if element is not None else None
    return element
