"""XInclude 1.1 as far as editions use it: whole files, or an element of one by its id.

Never from the network, and no file that lies elsewhere: one must lie in the folder above that of the document, or below that.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition import disk, documents
from edition.documents import TEI, XML_ID, Document
from edition.errors import EditionError
from edition.findings import Finding
from edition.wording import words

XI = "{http://www.w3.org/2001/XInclude}"

# How deep files may include files, and how many in all.
_DEPTH, _FILES = 8, 2000
# So many that are absent are told of.
_MOST = 10


def include(document: Document) -> list[Finding]:
    """Put what a document includes in its place; an inclusion that cannot be had stays, with its fallback, and is a finding (W304)."""
    findings: list[Finding] = []
    here = document.real
    if document.root.find(f".//{XI}include") is not None:
        document.elements  # noqa: B018 - the places of elements, before any come from elsewhere
        _within(document, document.root, here, (here,), findings, [0])
    return [*findings[: _MOST - 1], *_last(findings[_MOST - 1 :])]


def _last(findings: list[Finding]) -> list[Finding]:
    """Of more findings than anyone reads the first, which says how many more there are."""
    more = words(" (and {count} more)", count=len(findings) - 1)
    return [replace(finding, message=words("{said}{more}", said=finding.message, more=more)) for finding in findings[:1]] if len(findings) > 1 else findings


def _within(document: Document, root: etree._Element, path: Path, above: tuple[Path, ...], findings: list[Finding], count: list[int]) -> None:
    for call in list(root.iter(f"{XI}include")):
        count[0] += 1
        found = _target(call, path, above) if count[0] <= _FILES else None
        if isinstance(found, tuple):
            element, source = found
            _within(document, element, source, (*above, source), findings, count)
            _replace(call, [element])
        else:
            mend = words("Put the file there, or render the one that holds the text.")
            findings.append(document.finding("W304", words("{name} is included, but {why}", name=call.get("href", "?"), why=found or words("there are too many")), mend, call, "warning"))
            _replace(call, [*(call.find(f"{XI}fallback") if call.find(f"{XI}fallback") is not None else ())] or [_absent(call)])


def _target(call: etree._Element, path: Path, above: tuple[Path, ...]) -> tuple[etree._Element, Path] | str:
    """The element to include and the file it is from, or why not."""
    address = urlsplit(call.get("href", ""))
    if address.scheme or address.netloc:
        return words("nothing is fetched from elsewhere")
    source = disk.resolved(path.parent / unquote(address.path)) if address.path else path
    if Path(address.path).is_absolute() or not source.is_relative_to(above[0].parent.parent):
        return words("nothing is fetched from elsewhere")
    if len(above) > _DEPTH or (source in above and not call.get("xpointer")):
        return words("it includes itself")
    if call.get("parse") == "text":
        return _text(source)
    try:
        root = documents.parse(source).root
    except EditionError:
        return words("no file that can be read is there")
    name = call.get("xpointer", "").removeprefix("id(").strip("'\")") or address.fragment
    found = root if not name else next((element for element in root.iter(etree.Element) if element.get(XML_ID) == name), None)
    return (found, source) if found is not None else words("nothing in it has that id")


def _text(source: Path) -> tuple[etree._Element, Path] | str:
    try:
        text = disk.data(source).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return words("no file that can be read is there")
    element = etree.Element(f"{{{TEI}}}seg")
    element.text = "".join(c for c in text if c.isprintable() or c in "\n\t")
    return element, source


def _absent(call: etree._Element) -> etree._Element:
    """What stands for a file that is not there."""
    element = etree.Element(f"{{{TEI}}}gap", reason="not-included")
    element.set("n", call.get("href", ""))
    return element


def _replace(call: etree._Element, by: list[etree._Element]) -> None:
    parent = call.getparent()
    if parent is None:
        return
    for element in by:
        element.tail = None
        call.addprevious(element)
    by[-1].tail = call.tail
    call.tail = None
    parent.remove(call)

