"""What the site says of citations and releases: told to its stylesheets as elements, and to its scripts as data.

``site:ledger`` (@version the newest release, @kept where the pages are those of a release, @draft where the edition has gone on since) holds
``site:release`` (@version, @date, @swhid), the newest last, with ``site:changes``; and ``site:unit`` (@id, @text, @unit, @reference, @hash, @gone,
@why) with its ``site:state`` (@release, @critical, @source, shortened hashes) and ``site:instead`` (@id).
"""

from __future__ import annotations

import json
from typing import Iterable

from lxml import etree

from edition import documents
from edition.changes import Changes
from edition.corpus import Edition
from edition.ledger import SHORT, Ledger, Unit
from edition.ledger.units import citable

_SITE = "urn:edition:site"


def told(resolved: str, book: Ledger, changes: Iterable[Changes] = (), kept: str = "", draft: bool = False) -> str:
    """Add to a resolved edition what its pages say of the ledger; nothing where there has been no release.

    ``changes`` are those from each release to the next. ``kept`` is the version of the release that these pages are of; ``draft`` says that the
    edition is no longer that of its newest release.
    """
    if not book.releases:
        return resolved
    root = documents.own(resolved)
    ledger = etree.SubElement(root, f"{{{_SITE}}}ledger", {"version": book.releases[-1].version, "head": book.head}, {"site": _SITE})
    if kept:
        ledger.set("kept", kept)
    if draft:
        ledger.set("draft", "true")
    since = {found.after: found for found in changes}
    for release in book.releases:
        element = _add(ledger, "release", version=release.version, date=release.date, swhid=release.swhid)
        if release.version in since:
            _tell_changes(element, since[release.version])
    for unit in book.units.values():
        _tell_unit(ledger, unit)
    return documents.text_of(root)


def _tell_unit(ledger: etree._Element, unit: Unit) -> None:
    states = [state for state in unit.states if state.release]
    if not states:
        return  # not yet released: nobody can have cited it
    element = _add(ledger, "unit", id=unit.identifier, text=unit.text, unit=unit.unit, reference=unit.reference, hash=(states[-1].critical or states[-1].source)[:SHORT])
    if unit.gone:
        element.attrib.update(gone=unit.gone, why=unit.why)
    for state in states:
        _add(element, "state", release=state.release or "", critical=(state.critical or "")[:SHORT], source=state.source[:SHORT])
    for name in unit.instead if unit.gone else ():
        _add(element, "instead", id=name)


def _tell_changes(release: etree._Element, changes: Changes) -> None:
    """``site:changes`` (@from, @to) / ``site:file`` (@id) / ``site:part`` (@id, @reference) / ``site:change`` (@kind, @of, @unit) / ``site:piece`` (@became)."""
    told = _add(release, "changes", **{"from": changes.before, "to": changes.after})
    for name, parts in changes.files.items():
        file = _add(told, "changed", id=name)
        for part in parts:
            element = _add(file, "part", id=part.identifier, reference=part.reference)
            for change in part.changes:
                found = _add(element, "change", kind=change.kind, of=change.of, unit=change.unit)
                for piece in change.pieces:
                    _add(found, "piece", became=piece.became).text = piece.words


def _add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_SITE}}}{name}", attributes)


def words(edition: Edition) -> dict[str, bytes]:
    """For each text of a release both readings of its units, as a script: ``<text>.words.js``."""
    texts: dict[str, dict[str, list[str | None]]] = {}
    for unit in citable(edition):
        if unit.words.element != "TEI":
            texts.setdefault(unit.text, {})[unit.identifier] = [unit.words.critical, unit.words.source]
    return {f"{name}.words.js": _script("editionWords", units) for name, units in texts.items()}


def _script(name: str, data: object) -> bytes:
    """Hand data to the page by an event on the element that loads the script, so that several can be told apart."""
    return f"document.currentScript.{name} = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()
