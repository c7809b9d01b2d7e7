"""An edition on disk: its own header, the texts it names in order, and the authority files its prefixes point into."""

from __future__ import annotations

import copy
import os
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Mapping, NamedTuple
from urllib.parse import quote, unquote

from lxml import etree

from edition import xinclude
from edition.disk import names, resolved
from edition.documents import NS, XML, Document, tei
from edition.errors import ContentError, InputError
from edition.findings import Finding

# Documents by their real paths.
Known = Mapping[Path, Document]

# The folder an edition's files are resolved in while they are transformed: no path of this machine gets into a product.
BASE = "tei:/edition/"


class Target(NamedTuple):
    """Where a pointer leads: a file, and an ``xml:id`` in it or None for the whole of it."""

    path: Path
    fragment: str | None


class Prefix(NamedTuple):
    """A ``prefixDef`` (TEI Guidelines, 17.2.3): ``ident:`` and what the rest must match is rewritten to a URI."""

    ident: str
    pattern: str
    replacement: str

    @property
    def is_sound(self) -> bool:
        """Whether the pattern is a regular expression that cannot run away: none of its groups is repeated."""
        return _is_sound(self.pattern, self.replacement)

    def expand(self, pointer: str) -> str | None:
        """Rewrite ``pointer``, or give None where this prefix does not speak of it."""
        scheme, colon, rest = pointer.partition(":")
        match = re.fullmatch(self.pattern, rest) if colon and scheme == self.ident and self.is_sound else None
        return re.sub(r"\$(\d)", lambda group: match[int(group[1])] or "", self.replacement) if match else None


@lru_cache(maxsize=256)
def _is_sound(pattern: str, replacement: str) -> bool:
    try:
        return not re.search(r"\)[*+?{]", pattern) and re.compile(pattern).groups >= max(map(int, re.findall(r"\$(\d)", replacement)), default=0)
    except (re.error, OverflowError):
        return False


def prefixes(document: Document) -> list[Prefix]:
    """List the prefixes that a document's header declares."""
    return [
        Prefix(found.get("ident", ""), found.get("matchPattern", ""), found.get("replacementPattern", ""))
        for found in document.root.iterfind("tei:teiHeader//tei:prefixDef", NS)
    ]


def expand(pointer: str, declared: list[Prefix]) -> str:
    """Rewrite a pointer by the first prefix that speaks of it; otherwise give it back as it is."""
    return next((uri for prefix in declared if (uri := prefix.expand(pointer)) is not None), pointer)


def target(pointer: str, base: Path, declared: list[Prefix]) -> Target | None:
    """Resolve a pointer that stands in the file ``base``; None for one that leads out of the edition (``https:`` …)."""
    address, _, fragment = expand(pointer, declared).partition("#")
    if _OUTWARD.match(address):
        return None
    path = base.parent / unquote(address) if address else base
    return Target(resolved(path), unquote(fragment) or None)


# An address with a scheme or a host (RFC 3986, section 4.2).
_OUTWARD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class Record(NamedTuple):
    """A file that records how the texts were made: a pass over one of them, or the adjudication; ``step`` is the id of that step."""

    step: str
    document: Document


@dataclass(frozen=True, eq=False)
class Edition:
    """All files of one edition, read; ``head`` is its ``edition.xml``."""

    head: Document
    texts: tuple[Document, ...]
    authorities: tuple[Document, ...]
    records: tuple[Record, ...] = ()
    complete: bool = True

    @property
    def members(self) -> tuple[Document, ...]:
        """Every TEI file of the edition: its header, the authorities, the texts in order, the records of their making."""
        return (self.head, *self.authorities, *self.texts, *(record.document for record in self.records))

    @cached_property
    def prefixes(self) -> list[Prefix]:
        """The prefixes of the edition's own header."""
        return prefixes(self.head)

    @cached_property
    def title(self) -> str:
        """The first main title of the edition, or empty."""
        return self.head.root.xpath("normalize-space(tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[1])", namespaces=NS)

    @cached_property
    def date(self) -> str:
        """The date of the edition (``publicationStmt/date/@when``), an ISO date or empty."""
        return self.head.root.xpath("string(tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:date/@when)", namespaces=NS)

    @cached_property
    def address(self) -> str:
        """The address below which the edition is published (``publicationStmt/idno[@type='URI']``), ending in a slash; empty where none is stated that can be linked."""
        stated = self.head.root.xpath("tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:idno[@type = 'URI']", namespaces=NS)
        linked = (text.rstrip("/") for element in stated if _ADDRESS.fullmatch(text := " ".join("".join(element.itertext()).split())))
        return next((quote(text, safe=_AS_IT_IS) + "/" for text in linked), "")


# What can be linked as it stands: the same as in xslt/common/link.xsl, without query and fragment.
_ADDRESS = re.compile(r"https?://[\w.-]+(:\d{1,5})?(/([^\s<>\"%?#]|%[0-9A-Fa-f]{2})*)?", re.IGNORECASE)
_AS_IT_IS = ":/%!$&'()*+,;=@~"


def member_paths(path: Path) -> list[Path]:
    """Give the paths of all files of the edition whose ``edition.xml`` is at ``path``; only that one where it is not well-formed."""
    try:
        head = xinclude.read(path)
    except ContentError:
        return [path]
    return list(dict.fromkeys([path, *_authorities(head), *(text for _, text in named_texts(head)), *(record for _, record in _records(head))]))


def strays(edition: Edition) -> list[Path]:
    """List the XML files that lie beside those of an edition without being one of them."""
    members = {resolved(path) for path in member_paths(edition.head.path)}.union(*(member.origins.files for member in edition.members if member.origins))
    folders = {path.parent for path in members if path != edition.head.real}
    return sorted(path for folder in folders for name in names(folder) if resolved(path := folder / name) not in members)


def load(path: Path) -> Edition:
    """Read a whole edition from its ``edition.xml``.

    Raises InputError where a file it names cannot be read, ContentError with the findings of all files that are not well-formed.
    """
    head = xinclude.read(path)
    return Edition(head, _parse_all([text for _, text in named_texts(head)]), _parse_all(_authorities(head)), _load_records(head))


def load_what_is_there(path: Path, known: Known = MappingProxyType({})) -> Edition:
    """Read an edition for checking: files that are absent or unreadable, named twice or no texts are left out, and it is not ``complete``.

    What is ``known``, documents by their real paths, is not read again. Raises ContentError with the findings of all files that are not well-formed.
    """
    head = known.get(resolved(path)) or xinclude.read(path)
    named = [text for _, text in named_texts(head)]
    authorities = _parse_all(_authorities(head), True, known)
    texts = tuple(text for text in _parse_all(list(dict.fromkeys(named)), True, known) if text.root.find("tei:text/tei:body", NS) is not None)
    records = _load_records(head, True, known)
    complete = len(texts) == len(named) and len(authorities) == len(_authorities(head)) and len(records) == len(_records(head))
    return Edition(head, texts, authorities, records, complete)


def named_texts(head: Document) -> list[tuple[etree._Element, Path]]:
    """List the texts that an ``edition.xml`` names, in order: the pointer and the path."""
    pointers = head.root.xpath("tei:standOff/tei:listBibl[not(@type = 'pass' or @type = 'adjudication')]/tei:bibl/tei:ptr", namespaces=NS)
    return [(pointer, head.path.parent / pointer.get("target", "")) for pointer in pointers]


def _records(head: Document) -> list[tuple[str, Path]]:
    """List the records of passes and adjudication that an ``edition.xml`` names: the id of the step, and the path."""
    lists = head.root.xpath("tei:standOff/tei:listBibl[@type = 'pass' or @type = 'adjudication']", namespaces=NS)
    return [
        (named.get("ana", "").rpartition("#")[2].rpartition(":")[2], head.path.parent / pointer.get("target", ""))
        for named in lists
        for pointer in named.iterfind("tei:bibl/tei:ptr", NS)
    ]


def _load_records(head: Document, skip_unreadable: bool = False, known: Known = MappingProxyType({})) -> tuple[Record, ...]:
    steps = {resolved(path): step for step, path in _records(head)}
    documents = _parse_all([path for _, path in _records(head)], skip_unreadable, known)
    return tuple(Record(steps[document.real], document) for document in documents)


def _authorities(head: Document) -> list[Path]:
    """The files that the edition's prefixes point into, in order of declaration, its own header left out."""
    files = dict.fromkeys(prefix.replacement.partition("#")[0] for prefix in prefixes(head))
    return [head.path.parent / name for name in files if name and not _OUTWARD.match(name)]


def _parse_all(paths: list[Path], skip_unreadable: bool = False, known: Known = MappingProxyType({})) -> tuple[Document, ...]:
    documents: list[Document] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            documents.append(known.get(resolved(path)) or xinclude.read(path))
        except ContentError as error:
            findings += error.findings
        except InputError:
            if not skip_unreadable:
                raise
    if findings:
        raise ContentError(findings)
    return tuple(documents)


def gather(edition: Edition) -> etree._Element:
    """Put an edition into one ``teiCorpus``: its header, its correspondences, then the authorities, then the texts.

    Each member carries its place below BASE as ``xml:base``, so that pointers between the files can be resolved.
    """
    root = etree.Element(tei("teiCorpus"), nsmap={None: edition.head.root.nsmap.get(None)})
    root.attrib.update(edition.head.root.attrib)
    root.set(f"{{{XML}}}base", BASE + edition.head.path.name)
    header = edition.head.root.find("tei:teiHeader", NS)
    root.append(copy.deepcopy(header))
    if (found := edition.head.root.find("tei:standOff/tei:listAnnotation", NS)) is not None:
        etree.SubElement(root, tei("standOff")).append(copy.deepcopy(found))
    for kind, documents in (("authority", edition.authorities), ("text", edition.texts)):
        root.extend(_member(document, kind, edition.head.path.parent) for document in documents)
    return root


def move(root: etree._Element, address: str) -> None:
    """Let a gathered edition state another address below which it is published, or none for an empty one."""
    publication = root.find("tei:teiHeader/tei:fileDesc/tei:publicationStmt", NS)
    if publication is None:
        return
    for stated in publication.findall("tei:idno[@type='URI']", NS):
        publication.remove(stated)
    if address:
        etree.SubElement(publication, tei("idno"), type="URI").text = address


def _member(document: Document, kind: str, home: Path) -> etree._Element:
    root = copy.deepcopy(document.root)
    root.set(f"{{{XML}}}base", BASE + Path(os.path.relpath(document.path, home)).as_posix())
    root.set("type", kind)
    return root
