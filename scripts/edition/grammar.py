"""RELAX NG: the verdict is libxml2's; the XSD of the same ODD explains it, and names the faults after the first."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.documents import Document, Place
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
    """Validate against schema/edition.rng (code E101).

    The verdict is the grammar's, whose engine stops soon after the first fault; of a document that it refuses, the XSD names the others.
    """
    engine = _relaxng(resource("schema/edition.rng"))
    if engine.validate(document.root):
        return []
    explained = [_finding(document, entry) for entry in _refused_by_xsd(document)]
    places = {(finding.line, finding.column) for finding in explained}
    # "failed to validate" says only that a fault lies within: a consequence, where the XSD has named the fault itself.
    verdicts = [entry for entry in engine.error_log if not (explained and "failed to validate" in entry.message)]
    return explained + [found for entry in verdicts if ((found := _finding(document, entry)).line, found.column) not in places]


def _refused_by_xsd(document: Document) -> list[etree._LogEntry]:
    engine = _xsd()
    engine.validate(document.root)
    return list(engine.error_log)


def _finding(document: Document, entry: etree._LogEntry) -> Finding:
    element = _element(document, entry)
    place = document.place(element) if element is not None else Place(entry.line or 1, None)
    message = _plain(entry.message)
    return Finding(str(document.path), place.line, place.column, "E101", message, _mend(message))


_SLIPS = (
    ("element", re.compile(r"Element '([\w.-]+)': This element is not expected|Did not expect element ([\w.-]+)")),
    ("attribute", re.compile(r"The attribute '([\w.-]+)' is not allowed")),
)

_ELSEWHERE = "schema/edition.odd says what may stand here, and why."

# What to do, by what the message says; the first that fits.
_MENDS = (
    (re.compile(r"type 'ed\.date'"), "Write a date as 1922-04-16, 1922-04 or 1922, and one that the calendar has."),
    (re.compile(r"not an element of the set"), "Choose one of these values."),
    (re.compile(r"not accepted by the pattern|not a valid value"), f"Write a value of that form. {_ELSEWHERE}"),
    (re.compile(r"The attribute '[\w:.-]+' is required"), "Add the attribute."),
    (re.compile(r"The attribute '[\w:.-]+' is not allowed"), f"Take the attribute away. {_ELSEWHERE}"),
    (re.compile(r"Missing child element.*Expected is"), "Add what is expected."),
    (re.compile(r"This element is not expected\. Expected is"), "Put what is expected before it, or take the element away."),
    (re.compile(r"[Cc]haracter content"), "Put the text into an element that may hold text, such as s in p."),
    (re.compile(r"This element is not expected"), f"Take the element away, or put it where it may stand. {_ELSEWHERE}"),
)


def _mend(message: str) -> str:
    """Say what to do: the nearest known name where a name looks like a slip, else what fits the kind of fault."""
    for kind, pattern in _SLIPS:
        found = pattern.search(message)
        name = next(filter(None, found.groups()), "") if found else ""
        close = get_close_matches(name, _names(kind), n=1, cutoff=0.75)
        if close and close[0] != name:
            return f'Did you mean "{close[0]}"?'
    return next((mend for pattern, mend in _MENDS if pattern.search(message)), _ELSEWHERE)


@lru_cache(maxsize=2)
def _names(kind: str) -> list[str]:
    """The names of all elements or attributes of the grammar."""
    grammar = etree.parse(str(resource("schema/edition.rng")))
    return sorted({found.get("name") for found in grammar.iter(f"{{http://relaxng.org/ns/structure/1.0}}{kind}") if found.get("name")})


def _element(document: Document, entry: etree._LogEntry) -> etree._Element | None:
    """The element of a fault: by its path, such as ``/*/*[2]/*``, where libxml2 gives one, else the only one on its line."""
    if entry.path and re.fullmatch(r"(?:/[^/]+)+", entry.path):
        element = document.root
        for step in entry.path.split("/")[2:]:
            same = _steps(document, element, step.partition("[")[0])
            number = int(step.partition("[")[2].rstrip("]") or 1)
            if number > len(same):
                return None
            element = same[number - 1]
        return element
    on_line = [element for element in document.elements if element.sourceline == entry.line]
    return on_line[0] if len(on_line) == 1 else None


def _steps(document: Document, element: etree._Element, name: str) -> list[etree._Element]:
    """The children that a step speaks of: all for ``*``, else those written with that prefix and name."""
    children = document.children.get(element, [])
    return children if name == "*" else [child for child in children if _written(child) == name]


def _written(element: etree._Element) -> str:
    return (element.prefix + ":" if element.prefix else "") + etree.QName(element).localname


def _plain(message: str) -> str:
    """Take namespaces and the names of abstract groups out of a message of libxml2."""
    message = re.sub(r"\{http[^}]*\}|\[facet '\w+'\] ", "", message)
    message = re.sub(r"(?<=attribute )'(id|lang)'", r"'xml:\1'", message)
    message = re.sub(r"\b(?:model|att|macro)\.[\w.]+,?\s*", "", message)
    return re.sub(r"\s+", " ", message).strip().rstrip(".").replace("( ", "(").replace(", )", " )")
