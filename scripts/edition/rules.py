"""Rules across the files of an edition: what no grammar of one file can see."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from pathlib import Path
from typing import Callable, Collection, Iterator, Sequence

from lxml import etree

from edition import corpus, witness
from edition.corpus import Edition, Prefix
from edition.documents import NS, Document, ids, parse
from edition.errors import EditionError
from edition.findings import Finding

# Attributes whose values are pointers (datatype teidata.pointer) in TEI P5 4.12.0 and that this edition may use.
POINTERS = ("ana", "copyOf", "corresp", "decls", "exclude", "facs", "next", "prev", "ref", "resp", "sameAs", "source", "synch", "target", "who", "wit")

# How many ids may be compared in looking for the nearest: some seconds' worth.
_COMPARISONS = 200_000

Rule = Callable[["Scope"], Iterator[Finding]]


class Scope:
    """What the rules are to look at: the documents selected, and the edition around them, if any."""

    def __init__(self, selected: Sequence[Document], edition: Edition | None) -> None:
        self.selected = selected
        self.edition = edition
        self._by_path = {document.path.resolve(): document for document in selected}
        self._ids: dict[Path, dict[str, etree._Element]] = {}
        self._comparisons = 0

    def member(self, document: Document) -> Document:
        """A document of the edition as it was selected, so that findings name it as the caller did."""
        return self._by_path.get(document.path.resolve(), document)

    @property
    def whole(self) -> bool:
        """Whether every file of the edition is selected."""
        return self.edition is not None and all(member.path.resolve() in self._by_path for member in self.edition.members)

    def ids(self, path: Path) -> dict[str, etree._Element]:
        """The ids of a file that something points to; none where it cannot be read as XML."""
        if path not in self._ids:
            try:
                self._ids[path] = dict(ids(self._by_path.get(path) or parse(path)))
            except EditionError:
                self._ids[path] = {}
        return self._ids[path]

    def close(self, fragment: str, known: Collection[str]) -> list[str]:
        """The id most like ``fragment``, as long as looking for it does not take longer than all other checks."""
        self._comparisons += len(known)
        return get_close_matches(fragment, known, n=1) if self._comparisons <= _COMPARISONS else []

    def prefixes(self, document: Document) -> tuple[Path, list[Prefix]]:
        """The prefixes in force in a document, and the file they are relative to: the edition's, else its own."""
        return (self.edition.head.path, self.edition.prefixes) if self.edition else (document.path, corpus.prefixes(document))


def check(selected: Sequence[Document], edition: Edition | None) -> list[Finding]:
    """Apply every rule to the selected documents; give all findings."""
    scope = Scope(selected, edition)
    return [finding for rule in RULES for finding in rule(scope)]


def pointers(document: Document) -> Iterator[tuple[etree._Element, str, str]]:
    """Go through all pointers of a document: the element, the attribute's name, one value."""
    for element in document.elements:
        for name in POINTERS:
            for value in (element.get(name) or "").split():
                yield element, name, value


def unique_ids(scope: Scope) -> Iterator[Finding]:
    """E202: an ``xml:id`` is unique in its file and among all files of the edition."""
    members = {member.path.resolve(): member for member in scope.edition.members} if scope.edition else {}
    chosen = {document.path.resolve() for document in scope.selected}
    seen: dict[str, Document] = {
        identifier: member for path, member in members.items() if path not in chosen for identifier, _ in ids(member)
    }
    for document in scope.selected:
        own = seen if document.path.resolve() in members else {}
        for identifier, element in ids(document):
            if identifier in own:
                message = f'xml:id "{identifier}" stands twice (also in {own[identifier].path.name})'
                yield document.finding("E202", message, "Give the later element an id of its own; never change one that has been published.", element)
            own.setdefault(identifier, document)


def pointers_resolve(scope: Scope) -> Iterator[Finding]:
    """E201, E206, W210: every pointer leads to a file that is there and to an id in it."""
    unchecked: dict[Document, int] = defaultdict(int)
    for document in scope.selected:
        base, declared = scope.prefixes(document)
        for element, name, value in pointers(document):
            prefixed = corpus.expand(value, declared) != value
            found = corpus.target(value, base if prefixed else document.path, declared)
            if found is None:
                yield from _unknown_prefix(document, element, name, value, declared)
            elif scope.edition is None and found.path != document.path.resolve():
                unchecked[document] += 1
            else:
                yield from _target_exists(scope, document, element, name, value, found)
    for document, count in unchecked.items():
        mend = "Run the check from within the edition, or put edition.xml above the file."
        yield document.finding("W210", f"{count} pointers into other files were not checked: no edition.xml was found above this file", mend, severity="warning")


def _unknown_prefix(document: Document, element: etree._Element, name: str, value: str, declared: list[Prefix]) -> Iterator[Finding]:
    """A value such as ``ed:xx.seeckt`` looks like a URI, but its prefix is ours and no pattern of it fits."""
    idents = {prefix.ident for prefix in declared}
    scheme = value.partition(":")[0]
    if scheme in idents:
        patterns = ", ".join(prefix.pattern for prefix in declared if prefix.ident == scheme)
        message = f'{_named(element)}/@{name} "{value}" fits no pattern of the prefix {scheme}: ({patterns})'
        yield document.finding("E201", message, "Correct the pointer, or declare the pattern in listPrefixDef.", element)


def _target_exists(
    scope: Scope, document: Document, element: etree._Element, name: str, value: str, found: corpus.Target
) -> Iterator[Finding]:
    if not corpus.is_file(found.path):
        message = f'{_named(element)}/@{name} "{value}" points to {found.path.name}, which does not exist'
        yield document.finding("E206", message, "Correct the path; it is relative to the file it stands in.", element)
    elif found.fragment is not None and found.fragment not in (known := scope.ids(found.path)):
        close = scope.close(found.fragment, known)
        mend = f'Did you mean "{value.replace(found.fragment, close[0])}"?' if close else f"Add the entry to {found.path.name}, or correct the pointer."
        yield document.finding("E201", f'{_named(element)}/@{name} "{value}" names no entry in {found.path.name}', mend, element)


def witness_recovered(scope: Scope) -> Iterator[Finding]:
    """E203, E207: what the TEI rebuilds is the witness file, and that file is the one the header vouches for."""
    for document in scope.selected:
        for found in witness.declared(document):
            if not corpus.is_file(found.path):
                continue  # pointers_resolve has said so
            yield from _same_bytes(document, found, witness.read(found))


def _same_bytes(document: Document, found: witness.Witness, expected: bytes) -> Iterator[Finding]:
    if witness.sha256(expected) != found.sha256:
        message = f"{found.path.name} has the SHA-256 {witness.sha256(expected)}, the header says {found.sha256 or 'nothing'}"
        yield document.finding("E207", message, "Restore the witness file; only if the header is wrong, correct witness/idno.", found.element)
    rebuilt = witness.rebuild(document)
    if rebuilt is None:
        yield document.finding("E203", "characters stand in the body before the first lb", "Begin the body with an lb.", document.root.find(".//tei:body", NS))
    elif rebuilt != expected:
        line, wanted, got = witness.first_difference(expected, rebuilt)
        message = f"line {line} of {found.path.name} is not recovered: the witness has “{wanted}”, the text “{got}”"
        yield document.finding("E203", message, "Restore the characters of the witness in sic, orig or the running text.", _line(document, line))


def _line(document: Document, number: int) -> etree._Element | None:
    return document.root.find(f"tei:text/tei:body//tei:lb[@n='{number}']", NS)


def entries_used(scope: Scope) -> Iterator[Finding]:
    """E204, E205: an entry of an authority file is listed as mentioned exactly if a text points to it."""
    if not scope.whole or scope.edition is None:
        return
    used = {
        found.fragment
        for text in scope.edition.texts
        for _, _, value in pointers(text)
        if (found := corpus.target(value, scope.edition.head.path, scope.edition.prefixes)) and found.fragment
    }
    for authority in map(scope.member, scope.edition.authorities):
        for entry in authority.root.iterfind("tei:standOff/*[@type]/*", NS):
            yield from _listed_rightly(authority, entry, entry.get("{http://www.w3.org/XML/1998/namespace}id") in used)


def _listed_rightly(authority: Document, entry: etree._Element, used: bool) -> Iterator[Finding]:
    listed = entry.getparent().get("type")
    name = _named(entry)
    if listed == "mentioned" and not used:
        yield authority.finding("E204", f"no text points to {name}", 'Move it to the list of type="context", or tag its mention.', entry)
    if listed == "context" and used:
        yield authority.finding("E205", f"a text points to {name}", 'Move it to the list of type="mentioned".', entry)


def declarations_agree(scope: Scope) -> Iterator[Finding]:
    """E208: each file's prefixes, seen from where it stands, are those of the edition's own header."""
    if scope.edition is None:
        return
    wanted = _resolved_prefixes(scope.edition.head)
    members = {member.path.resolve() for member in scope.edition.members}
    for document in scope.selected:
        if document.path.resolve() in members and _resolved_prefixes(document) != wanted:
            place = document.root.find("tei:teiHeader//tei:listPrefixDef", NS)
            yield document.finding("E208", "the prefixes declared here are not those of edition.xml", "Copy its listPrefixDef; only the relative paths differ.", place)


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
                message = f'prefixDef “{prefix.ident}” has the pattern "{prefix.pattern}", which cannot be used with "{prefix.replacement}"'
                yield document.finding("E209", message, "Write a regular expression whose groups are not repeated, one for each $ of the replacement.", found)


def _named(element: etree._Element) -> str:
    identifier = element.get("{http://www.w3.org/XML/1998/namespace}id")
    return etree.QName(element).localname + (f" “{identifier}”" if identifier else "")


RULES: tuple[Rule, ...] = (unique_ids, pointers_resolve, witness_recovered, entries_used, declarations_agree, patterns_are_sound)
