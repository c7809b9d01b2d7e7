"""The critical reading of a text, computed from the TEI as it stands and without the toolchain: the laws' own oracle."""

from __future__ import annotations

from typing import Iterator

from lxml import etree

from edition.documents import NS, XML_ID, tei

NOT_READ = {tei(name) for name in ("sic", "orig", "expan", "surplus", "note", "noteGrp", "desc", "ex")}
OPENING = "([«“„‘"


def sentences(root: etree._Element) -> dict[str, str]:
    """Give the critical text of every sentence by its id."""
    return {sentence.get(XML_ID): critical(sentence) for sentence in root.iterfind(".//tei:s", NS)}


def critical(element: etree._Element) -> str:
    """Give the critical reading of an element, white space folded."""
    text = " ".join("".join(_pieces(element)).split())
    # A gap has a blank before it unless an opening mark precedes or it begins the sentence.
    for before in sorted({text[i - 1] for i in range(1, len(text)) if text.startswith("[…]", i)} - set(OPENING + " ")):
        text = text.replace(before + "[…]", before + " […]")
    return text


def _pieces(element: etree._Element) -> Iterator[str]:
    in_choice = element.tag == tei("choice")
    if not in_choice:
        yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NOT_READ:
            yield "[…]" if child.tag == tei("gap") else "".join(_pieces(child))
        if not in_choice:
            yield child.tail or ""
