"""Rules on citations: what could be cited once stays where it was, with the words it had, or readers are told."""

from __future__ import annotations

import os
from functools import cached_property
from typing import Iterator

from lxml import etree

from edition import disk, ledger, releases
from edition.corpus import Edition
from edition.documents import NS, XML_ID, Document, parse
from edition.errors import EditionError
from edition.findings import Finding
from edition.ledger.entries import NAME
from edition.ledger.units import Words, words_of
from edition.scope import Scope
from edition.wording import words


def citations_stand(scope: Scope) -> Iterator[Finding]:
    """E601 to E606, W606: the ledger is whole, each unit in it is where it was, and what changed is recorded."""
    if scope.edition is None or not disk.is_file(scope.edition.head.path.parent / NAME):
        return
    book = ledger.of_edition(scope.edition)
    head = next((one for one in scope.selected if one is scope.member(scope.edition.head)), None)
    if book.faults:
        yield from _as_named(book.faults, head or scope.edition.head)
        return
    if head:
        yield from _releases_stand(book, head)
        yield from _texts_stand(book, scope.edition, head)
    for text in scope.edition.texts:
        if (selected := scope.member(text)) in scope.selected:
            yield from _text_stands(_Text(book, selected, scope.edition))


def _as_named(faults: list[Finding], head: Document) -> Iterator[Finding]:
    """Findings in the ledger with its path as the caller named the edition."""
    for fault in faults:
        yield Finding(str(head.path.with_name(NAME)), fault.line, fault.column, fault.code, fault.message, fault.mend)


def _releases_stand(book: ledger.Ledger, head: Document) -> Iterator[Finding]:
    """E605: the folder of each release is there as it was made, and no other."""
    path = str(head.path.with_name(NAME))
    mend = words("Restore tei/releases from version control: a release is never changed. What is to be mended goes into the next one.")
    for release in book.releases:
        if releases.identifier(head.path, release.version) != release.swhid:
            message = words("the files of release {version} are not those that it was made of", version=release.version)
            yield Finding(path, release.line, 1, "E605", message, mend)
    known = {release.version for release in book.releases}
    for version in releases.frozen(head.path):
        if version not in known:
            message = words("there is a folder for release {version}, of which the ledger knows nothing", version=version)
            yield Finding(path, max(len(book.entries), 1), 1, "E605", message, mend)


def _texts_stand(book: ledger.Ledger, edition: Edition, head: Document) -> Iterator[Finding]:
    """E602 for whole texts."""
    present = {text.name for text in edition.texts}
    for name in dict.fromkeys(unit.text for unit in book.units.values() if not unit.withdrawn):
        if name not in present and edition.complete:
            yield head.finding("E602", words("the text {name}, which can be cited, is no longer in the edition", name=f"“{name}”"), _withdraw(name), head.root.find("tei:standOff", NS))


def _withdraw(name: str) -> str:
    return words("Put it back. Only if it is really gone, record where its readers should go: `edition ledger withdraw {name} --instead ID --why REASON`.", name=name)


class _Text:
    """A text, and what the ledger knows of its units."""

    def __init__(self, book: ledger.Ledger, document: Document, edition: Edition) -> None:
        self.document = document
        self.home = edition.head.path
        name = document.name
        self.units = {unit.identifier: unit for unit in book.units.values() if unit.text == name}
        self.now = words_of(document, self.units)
        self.elements = {element.get(XML_ID): element for element in document.elements if element.get(XML_ID) in self.units}
        self.last = book.releases[-1].version if book.releases else None

    @cached_property
    def before(self) -> Document | None:
        """The same file in the last release; None where that has none, or it cannot be read."""
        if self.last is None:
            return None
        place = os.path.relpath(self.document.real, disk.resolved(self.home).parent)
        try:
            return parse(releases.folder(self.home, self.last) / "tei" / place)
        except EditionError:
            return None


def _text_stands(text: _Text) -> Iterator[Finding]:
    """E602 to E604 for the units of a text, then E606 and W606 for its history."""
    for name, unit in text.units.items():
        found = text.now.get(name)
        if found is None and not unit.withdrawn:
            yield text.document.finding("E602", words("{name} ({reference}) can be cited, but is no longer there", name=f"“{name}”", reference=unit.reference), _withdraw(name), _near(text, name))
        elif found is not None:
            yield from _unit_stands(text, unit, found)
    yield from _history_agrees(text)


def _near(text: _Text, name: str) -> etree._Element | None:
    """The last unit before one that is gone, as the ledger has them in order."""
    before = list(text.units)[: list(text.units).index(name)]
    return next((text.elements[each] for each in reversed(before) if each in text.elements), text.document.root.find("tei:text", NS))


def _unit_stands(text: _Text, unit: ledger.Unit, now: Words) -> Iterator[Finding]:
    element, name = text.elements[unit.identifier], f"“{unit.identifier}”"
    if now.within is not None:
        return  # an old border, which `edition ledger update` records
    if unit.withdrawn:
        yield text.document.finding("E603", words("{name} was withdrawn; an id is never used again", name=name), words("Give the element a new id."), element)
    elif now.element != unit.element or not unit.reference.endswith(now.number):
        message = words("{name} was {reference}, a {element}; now it is a {now} with the number {number}", name=name, reference=unit.reference, element=unit.element, now=now.element, number=now.number)
        yield text.document.finding("E603", message, words("Give the new element an id of its own, and the old one its place again: old references must not lead elsewhere."), element)
    elif not ledger.same(unit, now) and not _holds_another(text, unit.identifier):
        message = words("{name} does not have the words that the ledger records{difference}", name=name, difference=_difference(text, unit, now))
        mend = words("If the change is meant, run `edition ledger update` and name the passage in @target of a change in revisionDesc; else restore the words.")
        yield text.document.finding("E604", message, mend, element)


def _holds_another(text: _Text, name: str) -> bool:
    """Whether a unit within this one tells already that words have changed."""
    inner = (each.get(XML_ID) for each in text.elements[name].iterdescendants() if each.get(XML_ID) in text.now)
    return any(not text.units[each].withdrawn and not ledger.same(text.units[each], text.now[each]) for each in inner)


def _difference(text: _Text, unit: ledger.Unit, now: Words) -> str:
    """Where the words part from those of the last release, if it has those that the ledger records."""
    before = text.before
    then = words_of(before, [unit.identifier]).get(unit.identifier) if before else None
    if then is None or not ledger.same(unit, then):
        return ""
    from edition.fidelity.compare import parting  # with all that reads products, which a check without faults does not need

    was, is_ = parting(then.critical or "", now.critical or "") if then.critical != now.critical else parting(then.source, now.source)
    return words(": “{was}” is now “{now}”", was=was, now=is_)


def _history_agrees(text: _Text) -> Iterator[Finding]:
    """E606, W606: since the last release, revisionDesc tells of every change of words, and of no other."""
    before = text.before
    if before is None or before.data == text.document.data:
        return
    told = {_told(change) for change in before.root.iterfind(".//tei:revisionDesc/tei:change", NS)}
    changes = [change for change in text.document.root.iterfind(".//tei:revisionDesc/tei:change", NS) if _told(change) not in told]
    if not changes:
        mend = words("Add a change, with the day, the step, and what was done.")
        message = words("the file is not that of version {version}, but revisionDesc has no new change", version=text.last)
        yield text.document.finding("W606", message, mend, text.document.root.find(".//tei:revisionDesc", NS), "warning")
    altered = {name for name, then in words_of(before, text.units).items() if name in text.now and (then.critical, then.source) != (text.now[name].critical, text.now[name].source)}
    yield from _changes_named(text, changes, altered)


def _told(change: etree._Element) -> bytes:
    return etree.tostring(change, method="c14n", with_tail=False)


def _changes_named(text: _Text, changes: list[etree._Element], altered: set[str]) -> Iterator[Finding]:
    """E606: each altered unit is named, or one around it; each that is named was altered."""
    named: set[str] = set()
    for change in changes:
        for name in (pointer.rpartition("#")[2] for pointer in change.get("target", "").split()):
            named.add(name)
            if name in text.now and name not in altered:
                mend = words("Take it out of @target, which names the passages whose words changed.")
                message = words("this change names {name}, whose words are those of version {version}", name=f"“{name}”", version=text.last)
                yield text.document.finding("E606", message, mend, change)
    for name in sorted(altered, key=list(text.units).index):
        around = {name, *(outer.get(XML_ID) for outer in text.elements[name].iterancestors())}
        if text.now[name].critical is not None and not around & named and not _holds(text, name, altered):
            mend = words('Name it in revisionDesc: <change when="…" who="…" target="#{name}">, with the reason.', name=name)
            message = words("{name} has other words than in version {version}, and revisionDesc does not say so", name=f"“{name}”", version=text.last)
            yield text.document.finding("E606", message, mend, text.elements[name])


def _holds(text: _Text, name: str, altered: set[str]) -> bool:
    return any(inner.get(XML_ID) in altered for inner in text.elements[name].iterdescendants())
