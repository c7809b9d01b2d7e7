"""Rules on pointers: each leads somewhere, and the prefixes they are written with are declared alike and soundly."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Iterator

from lxml import etree

from edition import corpus
from edition.corpus import Prefix
from edition.documents import NS, Document
from edition.findings import Finding
from edition.scope import Scope, named
from edition.wording import words

# Attributes whose values are pointers (datatype teidata.pointer) in TEI P5 4.12.0 and that this edition may use.
POINTERS = frozenset(("ana", "copyOf", "corresp", "decls", "exclude", "facs", "next", "prev", "ref", "resp", "sameAs", "source", "synch", "target", "who", "wit"))


def pointers(document: Document) -> Iterator[tuple[etree._Element, str, str]]:
    """Go through all pointers of a document: the element, the attribute's name, one value."""
    for element in document.elements:
        for name, values in element.items():
            if name in POINTERS:
                for value in values.split():
                    yield element, name, value


def pointers_resolve(scope: Scope) -> Iterator[Finding]:
    """E201, E206, W210: every pointer leads to a file that is there and to an id in it."""
    unchecked: dict[Document, int] = defaultdict(int)
    for document in scope.selected:
        declared = scope.prefixes(document)[1]
        targets: dict[tuple[Path, str], corpus.Target | None] = {}
        for element, name, value in pointers(document):
            key = document.file(element), value
            if key not in targets:
                targets[key] = _target(scope, document, *key)
            found = targets[key]
            if found is None:
                yield from _unknown_prefix(document, element, name, value, declared)
            elif scope.edition is None and found.path != document.real:
                unchecked[document] += 1
            else:
                yield from _target_exists(scope, document, element, name, value, found)
    for document, count in unchecked.items():
        mend = words("Run the check from within the edition, or put edition.xml above the file.")
        yield document.finding("W210", words("{count} pointers into other files were not checked: no edition.xml was found above this file", count=count), mend, severity="warning")


def _target(scope: Scope, document: Document, file: Path, value: str) -> corpus.Target | None:
    """Where a pointer in a file of a document leads: into the document; by a prefix, relative to the file that declares it; else relative to its own."""
    base, declared = scope.prefixes(document)
    if value.startswith("#"):
        return corpus.target(value, document.path, declared)
    return corpus.target(value, base if corpus.expand(value, declared) != value else file, declared)


def _unknown_prefix(document: Document, element: etree._Element, name: str, value: str, declared: list[Prefix]) -> Iterator[Finding]:
    """A value such as ``ed:xx.seeckt`` looks like a URI, but its prefix is ours and no pattern of it fits."""
    idents = {prefix.ident for prefix in declared}
    scheme = value.partition(":")[0]
    if scheme in idents:
        patterns = ", ".join(prefix.pattern for prefix in declared if prefix.ident == scheme)
        message = words('{element}/@{name} "{value}" fits no pattern of the prefix {prefix}: ({patterns})', element=named(element), name=name, value=value, prefix=scheme, patterns=patterns)
        yield document.finding("E201", message, words("Correct the pointer, or declare the pattern in listPrefixDef."), element)


def _target_exists(
    scope: Scope, document: Document, element: etree._Element, name: str, value: str, found: corpus.Target
) -> Iterator[Finding]:
    if not scope.is_file(found.path):
        message = words('{element}/@{name} "{value}" points to {file}, which does not exist', element=named(element), name=name, value=value, file=found.path.name)
        yield document.finding("E206", message, words("Correct the path; it is relative to the file it stands in."), element)
    elif found.fragment is not None and found.fragment not in (known := scope.ids(found.path)):
        close = scope.close(found.fragment, known)
        meant = words('Did you mean "{value}"?', value=value.replace(found.fragment, close[0])) if close else None
        message = words('{element}/@{name} "{value}" names no entry in {file}', element=named(element), name=name, value=value, file=found.path.name)
        yield document.finding("E201", message, meant or words("Add the entry to {file}, or correct the pointer.", file=found.path.name), element)


def declarations_agree(scope: Scope) -> Iterator[Finding]:
    """E208: each file's prefixes, seen from where it stands, are those of the edition's own header."""
    if scope.edition is None:
        return
    wanted = _resolved_prefixes(scope.edition.head)
    members = {member.real for member in scope.edition.members}
    for document in scope.selected:
        if document.real in members and _resolved_prefixes(document) != wanted:
            place = document.root.find("tei:teiHeader//tei:listPrefixDef", NS)
            yield document.finding("E208", words("the prefixes declared here are not those of edition.xml"), words("Copy its listPrefixDef; only the relative paths differ."), place)


def _resolved_prefixes(document: Document) -> list[tuple[str, str, str, str]]:
    """The prefixes of a document with the file they lead to instead of the way there."""
    return [
        (prefix.ident, prefix.pattern, _absolute(path, document.path), fragment)
        for prefix in corpus.prefixes(document)
        for path, _, fragment in [prefix.replacement.partition("#")]
    ]


def _absolute(path: str, base: Path) -> str:
    found = corpus.target(path, base, [])
    return str(found.path) if found else path


def patterns_are_sound(scope: Scope) -> Iterator[Finding]:
    """E209: the pattern of each prefix is a regular expression without repeated groups, and has the groups its replacement uses."""
    for document in scope.selected:
        for found, prefix in zip(document.root.iterfind("tei:teiHeader//tei:prefixDef", NS), corpus.prefixes(document), strict=True):
            if not prefix.is_sound:
                message = words('prefixDef “{prefix}” has the pattern "{pattern}", which cannot be used with "{replacement}"', prefix=prefix.ident, pattern=prefix.pattern, replacement=prefix.replacement)
                yield document.finding("E209", message, words("Write a regular expression whose groups are not repeated, one for each $ of the replacement."), found)
