"""The verdict as a page that a person can read: what was compared, what differs, and the ledger of what becomes of each piece of markup."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Iterable, Sequence

from lxml import etree, html
from lxml.html.builder import BODY, CAPTION, E, H1, H2, HEAD, LI, META, P, STYLE, TABLE, TBODY, TD, TH, THEAD, TITLE, TR, UL

if TYPE_CHECKING:
    from edition.fidelity import Verdict

_STYLE = """
:root { color-scheme: light dark; font: 1.05rem/1.5 Georgia, serif }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: 1rem 0 2.5rem; width: 100% }
caption { text-align: left; font-style: italic; padding-bottom: .4rem }
th, td { text-align: left; vertical-align: top; padding: .25rem 1.2rem .25rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
.n { text-align: right; font-variant-numeric: tabular-nums }
"""


def page(verdict: Verdict, title: str) -> bytes:
    """Write a verdict as HTML; ``title`` is that of the edition."""
    name = f"Fidelity: {title}"
    body = BODY(
        E.main(
            H1(name),
            P(summary(verdict)),
            *_differences(verdict),
            H2("What was compared"),
            P("Each product was read back into words, which were compared with the critical and the source reading of the TEI: unit by unit, in their order."),
            _table("Comparisons", ("Product", "What", "Number"), [(product, what, str(count)) for product, what, count in verdict.checks]),
            H2("What becomes of the markup"),
            P("Every element and attribute in the files of the edition, by where it stands. Shown and carried as data: looked for on the pages, and found so often."),
            *_ledger(verdict),
        )
    )
    root = E.html(HEAD(META(charset="utf-8"), META(name="viewport", content="width=device-width"), TITLE(name), STYLE(_STYLE)), body, lang="en")
    text = html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")
    assert isinstance(text, bytes)
    return text + b"\n"


def summary(verdict: Verdict) -> str:
    """Say in a sentence what was compared and found."""
    compared = sum(check.count for check in verdict.checks)
    products = len({check.product for check in verdict.checks})
    return f"{compared} comparisons in {products} files, {len(verdict.ledger)} kinds of markup: {len(verdict.differences) or 'no'} difference{'' if len(verdict.differences) == 1 else 's'}."


def _differences(verdict: Verdict) -> Iterable[etree._Element]:
    if verdict.differences:
        yield H2("What differs")
        yield UL(*(LI(f"{difference.product}: {difference.message}") for difference in verdict.differences))


def _ledger(verdict: Verdict) -> Iterable[etree._Element]:
    for context, rows in groupby(verdict.ledger, key=lambda row: row.what.partition(" ")[0]):
        shown = [(row.what.partition(" ")[2], str(row.count), row.becomes, f"{row.found} of {row.sought}" if row.proof else "", row.proof, row.why) for row in rows]
        yield _table(f"In: {context}", ("Markup", "Number", "Becomes", "Found", "By", "Why, or how"), shown)


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> etree._Element:
    numeric = {number for number, name in enumerate(head) if name in ("Number", "Found")}
    style = [{"class": "n"} if number in numeric else {} for number in range(len(head))]
    return E.div(
        TABLE(
            CAPTION(caption),
            THEAD(TR(*(TH(name, scope="col", **style[number]) for number, name in enumerate(head)))),
            TBODY(*(TR(*(TD(cell, **style[number]) for number, cell in enumerate(row))) for row in rows)),
        ),
        {"class": "wide", "tabindex": "0", "role": "region", "aria-label": caption},
    )
