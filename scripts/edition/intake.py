"""Take in any XML that may be TEI: what an absent DTD would have told, what a file includes, parts of documents, the forms of P4; then one
form for all formats.

Whatever is done to a file so that it can be read is a finding.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html.entities import html5
from pathlib import Path
from typing import Iterator, NamedTuple, Sequence
from xml.sax.saxutils import quoteattr

from lxml import etree

from edition import characters, documents, saxon, xinclude
from edition.documents import TEI, Document, tei
from edition.errors import ContentError
from edition.findings import Finding
from edition.resources import resource
from edition.wording import words

# Roots of whole documents; the names of P4 have no namespace.
_WHOLE = frozenset((tei("TEI"), tei("teiCorpus"), "TEI", "teiCorpus", "TEI.2", "teiCorpus.2"))


class Taken(NamedTuple):
    """A document as it is rendered, and what had to be done to read it."""

    document: Document
    findings: tuple[Finding, ...]


def take(path: Path) -> Taken:
    """Read a file. Raises InputError and ContentError as documents.parse does, and ContentError (E301) for what is not TEI."""
    read, findings = _read(path)
    document = xinclude.put_together(_without_doctype(read), _OF_OTHERS) if xinclude.includes(read) else read
    root = document.root
    findings += _named_as_tei(document)
    if root.tag not in _WHOLE and not _is_part(root):
        mend = words("Give a TEI or teiCorpus document in the namespace http://www.tei-c.org/ns/1.0.")
        raise ContentError([document.finding("E301", words("the root element is {name}, not TEI", name=str(root.tag)), mend, root)])
    findings += _about_root(document)
    characters.fill(root)
    return Taken(replace(document, data=read.data), (*findings, *_first(document.faults)))


# So many files that are not there are told of; the last finding says how many more there are.
_MOST = 10


def _first(faults: Sequence[Finding]) -> Iterator[Finding]:
    yield from faults[: _MOST - 1]
    more = words(" (and {count} more)", count=len(faults) - _MOST) if len(faults) > _MOST else ""
    for finding in faults[_MOST - 1 : _MOST]:
        yield replace(finding, message=words("{said}{more}", said=finding.message, more=more))


def _read(path: Path) -> tuple[Document, list[Finding]]:
    """Read a file, and say what had to be done for that. Raises what documents.parse raises."""
    try:
        return documents.parse(path), []
    except ContentError as error:
        return _without_dtd(path, error)


def _included(path: Path) -> Document:
    """Read a file that is included. Raises what documents.parse raises."""
    return _without_doctype(_read(path)[0])


def _without_doctype(document: Document) -> Document:
    """Give a document with what its DOCTYPE declares put in, as files that include others must be; tags stay on their lines, if not always in their columns."""
    if not xinclude.has_dtd(document):
        return document
    above = document.data[: document.data.find(b"<" + document.root.xpath("name()").encode("utf-8"))].count(b"\n")
    return documents.parse_bytes(document.path, b"\n" * above + documents.text_of(document.root).encode("utf-8"))


def _absent(include: etree._Element) -> str:
    """What stands for a file that is not there."""
    return f"<gap xmlns={quoteattr(TEI)} reason={quoteattr('not-included ' + include.get('href', ''))}/>"


# No other files than those in the folder above that of the document, or below it.
_OF_OTHERS = xinclude.Manner(_included, lambda document: document.real.parent.parent, "W304", "warning", _absent)


_NEARLY = re.compile(r"https?://(www\.)?tei-c\.org/ns/(1\.0/?|Examples)\Z", re.IGNORECASE)


def _named_as_tei(document: Document) -> Iterator[Finding]:
    """Where the root is called TEI in a namespace that is that of TEI but for a slip, or that of its examples, put all elements of it there."""
    name = etree.QName(document.root)
    if name.namespace == TEI or name.localname not in ("TEI", "teiCorpus") or not _NEARLY.match(name.namespace or ""):
        return
    for element in document.root.iter(f"{{{name.namespace}}}*"):
        element.tag = tei(etree.QName(element).localname)
    mend = words("Write the namespace http://www.tei-c.org/ns/1.0; until then it is read as if it were there.")
    yield document.finding("W301", words("{name} in the namespace {namespace}, which is not that of TEI", name=name.localname, namespace=name.namespace), mend, document.root, "warning")


def _is_part(root: etree._Element) -> bool:
    return etree.QName(root).namespace == TEI


def _about_root(document: Document) -> Iterator[Finding]:
    root = document.root
    if etree.QName(root).namespace is None:
        mend = words("Convert it to TEI P5; until then it is read as if it were.")
        yield document.finding("W301", words("{name} without the TEI namespace: TEI P4, or markup that was never P5", name=str(root.tag)), mend, root, "warning")
    elif root.tag not in _WHOLE:
        mend = words("Render the document that includes it, if there is one.")
        yield document.finding("W302", words("a part of a document: the root element is {name}", name=etree.QName(root).localname), mend, root, "warning")


def resolve(document: Document) -> str:
    """Bring a document into the form that the stylesheets of every format take, through xslt/intake and xslt/passes; give XML. Raises ToolError."""
    stages = [*sorted(resource("xslt/intake").glob("*.xsl")), *sorted(resource("xslt/passes").glob("*.xsl"))]
    return saxon.pipeline(stages, documents.text_of(document.root)).text


# ---- What an absent DTD would have told

_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)
_DECLARED = re.compile(rb"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')\s*>")
_REFERENCE = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|&([A-Za-z_][\w.-]*);", re.DOTALL)
_BUILT_IN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
# What a reference that nobody defines is shown as.
_ABSENT = "\u27e8&{name};\u27e9"


def _without_dtd(path: Path, error: ContentError) -> tuple[Document, list[Finding]]:
    """Read a file whose entities are declared in a DTD that is not there: by the names that HTML shares with the ISO sets, else by name.

    Raises the error given where something else is wrong.
    """
    data = documents.decoded(path)
    if not any("entity" in finding.message for finding in error.findings):
        raise error
    doctype = _DOCTYPE.search(data)
    own = {name: first or second for name, first, second in _DECLARED.findall(doctype[1] or b"")} if doctype else {}
    if doctype:
        data = data[: doctype.start()] + b"\n" * doctype[0].count(b"\n") + data[doctype.end() :]
    unknown: dict[str, None] = {}
    try:
        document = documents.parse_bytes(path, _REFERENCE.sub(lambda found: _character(found, own, unknown), data))
    except ContentError:
        raise error from None
    return document, [_about_entities(document, unknown)]


def _character(found: re.Match[bytes], own: dict[bytes, bytes], unknown: dict[str, None]) -> bytes:
    name = found[1]
    if name is None or name in _BUILT_IN:
        return found[0]
    if name in own and b"<" not in own[name] and b"&" not in own[name]:
        return own[name]
    character = html5.get(name.decode("ascii", "replace") + ";")
    if character is None:
        unknown[name.decode("ascii", "replace")] = None
        character = _ABSENT.format(name=name.decode("ascii", "replace")).replace("&", "&amp;")
    return character.encode("ascii", "xmlcharrefreplace").replace(b"&amp;amp;", b"&amp;")


def _about_entities(document: Document, unknown: dict[str, None]) -> Finding:
    mend = words("Write the characters themselves, or declare the entities in the file.")
    if unknown:
        shown = ", ".join(f"&{name};" for name in unknown)
        return document.finding("W303", words("entities are declared in a DTD that is not read; nobody knows {names}", names=shown), mend, document.root, "warning")
    return document.finding("W303", words("entities are declared in a DTD that is not read; they are taken by their usual names"), mend, document.root, "warning")
