"""The record of how differences between passes were decided, told to the stylesheets of the site.

They read it as elements beside the texts: ``site:decision`` (@target the sentence, @rule), which holds the note that gives the reason and a
``site:difference`` (@kind, @words) for each mark in question, with what each step said: ``site:said`` (@step, @meaning; without one: nothing).
"""

from __future__ import annotations

from copy import deepcopy
from typing import Iterable, Iterator

from lxml import etree

from edition import agreement, documents
from edition.agreement import Difference
from edition.corpus import Edition

_SITE = "urn:edition:site"


def told(resolved: str, edition: Edition) -> str:
    """Add to a resolved edition every decision on a difference between its passes, in the order of the adjudication."""
    root = documents.own(resolved)
    root.extend(_decisions(edition))
    return documents.text_of(root)


def _decisions(edition: Edition) -> Iterator[etree._Element]:
    differing: dict[tuple[str, str], list[Difference]] = {}
    for passes in agreement.of_edition(edition):
        for found in agreement.differences(passes):
            differing.setdefault((f"{found.text}.{found.sentence}", found.words), []).append(found)
    phrases: dict[etree._Element, list[tuple[str, str]]] = {}
    for decision in agreement.decisions(edition):
        phrases.setdefault(decision.note, []).append((decision.sentence, decision.words))
    for note, decided in phrases.items():
        yield _decision(note, (found for key in dict.fromkeys(decided) for found in differing.get(key, ())))


def _decision(note: etree._Element, differences: Iterable[Difference]) -> etree._Element:
    element = etree.Element(f"{{{_SITE}}}decision", {"target": _local(note.get("target", "")), "rule": _local(note.get("ana", ""))}, {"site": _SITE})
    for found in differences:
        difference = etree.SubElement(element, f"{{{_SITE}}}difference", kind=found.kind, words=found.words)
        for step, meaning in found.said:
            etree.SubElement(difference, f"{{{_SITE}}}said", {"step": step} | ({} if meaning is None else {"meaning": meaning}))
    reason = deepcopy(note)
    reason.tail = None
    for pointing in reason.iter(documents.tei("ref"), documents.tei("ptr")):
        pointing.set("target", _local(pointing.get("target", "")))
    element.append(reason)
    return element


def _local(pointers: str) -> str:
    """Pointers as they are within the gathered edition: ``../texts/a.xml#a.p1`` and ``ed:rule.n1`` are ``#a.p1`` and ``#rule.n1``; addresses stay."""
    return " ".join(pointer if "://" in pointer else "#" + pointer.rpartition("#")[2].rpartition(":")[2] for pointer in pointers.split())
