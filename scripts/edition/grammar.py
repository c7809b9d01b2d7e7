"""RELAX NG: the verdict is libxml2's; where the XSD of the same ODD explains a fault better, its words are used."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.documents import Document
from edition.errors import ToolError
from edition.findings import Finding
from edition.resources import resource


@lru_cache(maxsize=4)
def _relaxng(schema: Path) -> etree.RelaxNG:
    try:
        return etree.RelaxNG(etree.parse(str(schema)))
    except (OSError, etree.LxmlError) as error:
        raise ToolError(f"{schema}: not a RELAX NG schema: {error}") from error


@lru_cache(maxsize=1)
def _xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(resource("schema/edition.xsd"))))


def check(document: Document) -> list[Finding]:
    """Validate against schema/edition.rng (code E101): what libxml2 finds, which is the first fault and its consequences."""
    engine = _relaxng(resource("schema/edition.rng"))
    if engine.validate(document.root):
        return []
    explained = _explanations(document)
    return [_finding(document, entry, explained) for entry in engine.error_log]


def _explanations(document: Document) -> dict[int, str]:
    """What the XSD says, by line."""
    engine = _xsd()
    engine.validate(document.root)
    return {entry.line: _plain(entry.message) for entry in reversed(list(engine.error_log))}


def _finding(document: Document, entry: etree._LogEntry, explained: dict[int, str]) -> Finding:
    element = _element(document, entry)
    place = document.place(element) if element is not None else None
    line = place.line if place else entry.line or 1
    message = explained.get(line) or _plain(entry.message)
    return Finding(str(document.path), line, place.column if place else None, "E101", message, _mend(message))


def _mend(message: str) -> str:
    """Say what to do: the nearest known name where an element looks like a slip, else where the rule is written."""
    slip = re.search(r"Element '([\w.-]+)': This element is not expected|Did not expect element ([\w.-]+)", message)
    name = (slip.group(1) or slip.group(2)) if slip else ""
    close = get_close_matches(name, _element_names(), n=1)
    if close and close[0] != name:
        return f'Did you mean "{close[0]}"?'
    return "schema/edition.odd says what may stand here: correct the markup, or the rule there if it is the rule that is wrong."


@lru_cache(maxsize=1)
def _element_names() -> list[str]:
    grammar = etree.parse(str(resource("schema/edition.rng")))
    return sorted({found.get("name") for found in grammar.iter("{http://relaxng.org/ns/structure/1.0}element") if found.get("name")})


def _element(document: Document, entry: etree._LogEntry) -> etree._Element | None:
    """The element of a fault: by its path where libxml2 gives one, else the only one on its line."""
    if entry.path:
        found = document.root.getroottree().xpath(entry.path, namespaces=document.namespaces)
        return found[0] if found else None
    on_line = [element for element in document.elements if element.sourceline == entry.line]
    return on_line[0] if len(on_line) == 1 else None


def _plain(message: str) -> str:
    """Take namespaces and the names of abstract groups out of a message of libxml2."""
    message = re.sub(r"\{http[^}]*\}|\[facet '\w+'\] ", "", message)
    message = re.sub(r"\b(?:model|att|macro)\.[\w.]+,?\s*", "", message)
    return re.sub(r"\s+", " ", message).strip().rstrip(".").replace("( ", "(").replace(", )", " )")
