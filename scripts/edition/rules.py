"""Rules across the files of an edition: what no grammar of one file can see."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Iterator, Sequence

from edition import citestructure, corpus, disk, witness, xinclude
from edition.corpus import Edition
from edition.documents import NS, Document, ids
from edition.errors import ContentError, EditionError, InputError
from edition.findings import Finding
from edition.ledger.rules import citations_stand
from edition.pointers import declarations_agree, patterns_are_sound, pointers_resolve
from edition.records import differences_are_decided, figures_are_derived, steps_are_true
from edition.registers import entries_used, forms_are_attested
from edition.scope import Scope
from edition.wording import words

Rule = Callable[[Scope], Iterator[Finding]]


def check(selected: Sequence[Document], edition: Edition | None) -> list[Finding]:
    """Apply every rule to the selected documents; give all findings."""
    scope = Scope(selected, edition)
    return [finding for rule in RULES for finding in rule(scope)]


def unique_ids(scope: Scope) -> Iterator[Finding]:
    """E202: an ``xml:id`` is unique in its file and among all files of the edition."""
    members = {member.real: member for member in scope.edition.members} if scope.edition else {}
    chosen = {document.real for document in scope.selected}
    seen: dict[str, Document] = {
        identifier: member for path, member in members.items() if path not in chosen for identifier, _ in ids(member)
    }
    for document in scope.selected:
        own = seen if document.real in members else {}
        for identifier, element in ids(document):
            if document.origins and disk.resolved(document.file(element)) in chosen - {document.real}:
                continue  # it is judged where it stands
            if identifier in own:
                message = words('xml:id "{id}" stands twice (also in {file})', id=identifier, file=own[identifier].path.name)
                yield document.finding("E202", message, words("Give the later element an id of its own; never change one that has been published."), element)
            own.setdefault(identifier, document)


def witness_recovered(scope: Scope) -> Iterator[Finding]:
    """E203, E207: what the TEI rebuilds is the witness file, and that file is the one the header vouches for."""
    for document in scope.selected:
        home = scope.edition.head.path.parent if scope.edition else document.real.parent.parent
        for found in witness.declared(document):
            if not found.is_inside(home):
                mend = words("Put the witness file among the files of the edition: no other is read.")
                yield document.finding("E206", words("the pointer to the witness leads out of the edition's folder"), mend, found.element)
            elif disk.is_file(found.path):  # else pointers_resolve has said so
                try:
                    yield from _same_bytes(document, found, witness.read(found))
                except InputError as error:
                    yield document.finding("E203", words("the witness file {what}", what=error.args[0]), words("Let the file be read by whoever checks."), found.element)


def _same_bytes(document: Document, found: witness.Witness, expected: bytes) -> Iterator[Finding]:
    if witness.sha256(expected) != found.sha256:
        message = words("{file} has the SHA-256 {sum}, the header says {stated}", file=found.path.name, sum=witness.sha256(expected), stated=found.sha256 or words("nothing"))
        yield document.finding("E207", message, words("Restore the witness file; only if the header is wrong, correct witness/idno."), found.element)
    rebuilt = witness.rebuild(document)
    if rebuilt is None:
        yield document.finding("E203", words("characters stand in the body before the first lb"), words("Begin the body with an lb."), document.root.find(".//tei:body", NS))
    elif rebuilt != expected:
        differs = witness.first_difference(document, expected, rebuilt)
        message = words("line {line} of {file} is not recovered: the witness has {wanted}, the text {got}", line=differs.line, file=found.path.name, wanted=differs.wanted, got=differs.got)
        yield document.finding("E203", message, words("Restore the characters of the witness in sic, orig or the running text."), differs.element)


def witness_declared(scope: Scope) -> Iterator[Finding]:
    """E211: where any text of an edition declares its witness, all do: else nothing would prove their words."""
    texts = scope.edition.texts if scope.edition else ()
    if not any(witness.declared(text) for text in texts):
        return
    for text in map(scope.member, texts):
        if text in scope.selected and not witness.declared(text):
            mend = words('Add a witness to sourceDesc/listWit, with ptr type="file" and idno type="SHA-256".')
            yield text.finding("E211", words("this text declares no witness file"), mend, text.root.find(".//tei:sourceDesc", NS))


def every_file_is_named(scope: Scope) -> Iterator[Finding]:
    """E212: beside the texts and authority files lies no other, which nobody would check or publish."""
    if not scope.whole or scope.edition is None:
        return
    head = scope.member(scope.edition.head)
    for stray in corpus.strays(scope.edition):
        mend = words("Name it in standOff/listBibl, declare a prefix for it, or move it away.")
        yield head.finding("E212", words("{file} lies among the files of the edition, but edition.xml does not name it", file=stray.name), mend, head.root.find("tei:standOff", NS))


def texts_named_well(scope: Scope) -> Iterator[Finding]:
    """E213: edition.xml names each text once, and what it names is a text."""
    if scope.edition is None or (head := scope.member(scope.edition.head)) not in scope.selected:
        return
    texts = {text.real for text in scope.edition.texts}
    seen: set[Path] = set()
    for pointer, path in corpus.named_texts(head):
        real = disk.resolved(path)
        if real in seen:
            yield head.finding("E213", words("{file} is named a second time", file=path.name), words("Name each text once, in the order of the edition."), pointer)
        elif real not in texts and _is_read(path):
            yield head.finding("E213", words("{file} is named as a text, but is none", file=path.name), words("Name files with text/body; registers are found through prefixDef."), pointer)
        seen.add(real)


def references_are_sound(scope: Scope) -> Iterator[Finding]:
    """E219: every declaration of references can be read, and each reference names one unit."""
    for document in scope.selected:
        try:
            citestructure.trees(document)
        except ContentError as error:
            yield from error.findings


def _is_read(path: Path) -> bool:
    """Whether a file is there and can be read: where it cannot, that has been said."""
    try:
        return disk.is_file(path) and xinclude.read(path) is not None
    except EditionError:
        return False


RULES: tuple[Rule, ...] = (
    unique_ids,
    pointers_resolve,
    witness_recovered,
    witness_declared,
    every_file_is_named,
    texts_named_well,
    entries_used,
    forms_are_attested,
    figures_are_derived,
    differences_are_decided,
    steps_are_true,
    declarations_agree,
    patterns_are_sound,
    citations_stand,
    references_are_sound,
)
