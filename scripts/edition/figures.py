"""The figures of an edition: what its markup holds, and how far its passes agree. Headers state them; they are derived here.

A header states a figure as ``<num type="figure" n="NAME" value="VALUE">…</num>``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Iterable, Iterator, Mapping

from lxml import etree

from edition import agreement, marks, witness
from edition.corpus import Edition
from edition.documents import NS, Document

# A tree of counts: objects by name, whose leaves are numbers.
Tree = Mapping[str, "Tree | float"]


def coverage(text: Document) -> Tree:
    """Count what a text holds: units, words of the witness, marks by kind, emendations by class and certainty, notes."""
    body = text.root.find("tei:text/tei:body", NS)
    found = marks.marked(text)
    stated = [marks.statement(element) for mark, element in found if mark.kind in marks.EMENDATIONS]
    return {
        "units": {name: len(list(body.iter(f"{{{NS['tei']}}}{name}"))) if body is not None else 0 for name in ("p", "s", "lb")},
        "words": len((witness.rebuild(text) or b"").split()),
        "marks": _counts(mark.kind for mark, _ in found),
        "unsure": _counts(mark.kind for mark, element in found if mark.kind in (*marks.NAMES, "date") and element.get("cert") in ("medium", "low")),
        "classes": _counts(statement.get("ana", "").rpartition(":")[2] for statement in stated if statement.get("ana")),
        "certainty": _counts(statement.get("cert", "unknown") for statement in stated),
        "notes": _counts(note.get("type", "note") for note in text.root.xpath("tei:text//tei:noteGrp | tei:text//tei:note[not(parent::tei:noteGrp)]", namespaces=NS)),
    }


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def agreed(edition: Edition) -> Tree:
    """Measure how far the passes agree: for each text and for all, by kind counts and F1, and Cohen's kappa on words."""
    every = agreement.of_edition(edition)
    tables = {passes.name: _compared(passes) for passes in every}
    rated = {passes.name: agreement.rated(passes) for passes in every}
    if not every:
        return {}
    whole = {kind: agreement.Agreement(*map(sum, zip(*(table[kind] for table in tables.values() if kind in table), strict=True))) for kind in _kinds(tables)}
    texts = {name: _agreement(tables[name], agreement.kappa(rated[name])) for name in tables}
    differ = {passes.name: agreement.differences(passes) for passes in every}
    return {
        "all": _agreement(whole, agreement.kappa(pair for pairs in rated.values() for pair in pairs)),
        **texts,
        "differences": {name: len(found) for name, found in differ.items()} | {"all": sum(map(len, differ.values()))},
        "decisions": {"all": len(agreement.decisions(edition))},
    }


def _kinds(tables: Mapping[str, Mapping[str, agreement.Agreement]]) -> list[str]:
    return [kind for kind in marks.KINDS if any(kind in table for table in tables.values())]


def _compared(passes: agreement.Passes) -> dict[str, agreement.Agreement]:
    first, second = list(passes.by_step.values())[:2]
    return agreement.compare(marks.marks(first), marks.marks(second))


def _agreement(table: Mapping[str, agreement.Agreement], kappa: float) -> Tree:
    kinds = {kind: {**counts._asdict(), "f1": round(counts.f1, 3)} for kind, counts in table.items()}
    total = agreement.Agreement(*map(sum, zip(*table.values(), strict=True))) if table else agreement.Agreement(0, 0, 0, 0)
    return {"kappa": round(kappa, 3), "f1": round(total.f1, 3), "total": total._asdict(), **kinds}


def derive(edition: Edition) -> dict[str, float]:
    """Give every figure of an edition by its name, parts parted by dots: ``rapallo.marks.persName``, ``agreement.all.kappa``."""
    tree: Tree = {text.name: coverage(text) for text in edition.texts}
    return dict(_flat({**tree, "agreement": agreed(edition)}, ""))


def _flat(tree: Tree, before: str) -> Iterator[tuple[str, float]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def stated(document: Document) -> Iterator[tuple[etree._Element, str]]:
    """Go through the figures that a header states: the element, and the name of the figure."""
    for number in document.root.iterfind("tei:teiHeader//tei:num[@type='figure']", NS):
        yield number, number.get("n", "")


def shown(value: float) -> str:
    """Write a figure as headers do: a whole number, or three decimals."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def rewritten(document: Document, derived: Mapping[str, float]) -> bytes:
    """Give the file with every figure that it states as derived; all else stays as it is, byte for byte."""

    def with_value(found: re.Match[str]) -> str:
        value = derived.get(found["name"])
        return found[0] if value is None else f'<num type="figure" n="{found["name"]}" value="{shown(value)}">{shown(value)}</num>'

    return _FIGURE.sub(with_value, document.data.decode("utf-8")).encode("utf-8")


_FIGURE = re.compile(r'<num type="figure" n="(?P<name>[^"<]*)"(?: value="[^"<]*")?\s*(?:/>|>[^<]*</num>)')
