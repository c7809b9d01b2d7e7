"""The reading of the source, case by case: tests/case/witness/NAME.xml holds bodies and the lines they must give.

A case is an XML file with one `body` and, in `expected`, the lines, each in an element of its own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition import documents, witness

CASES = sorted((Path(__file__).parent / "case" / "witness").glob("*.xml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_the_lines_are_those_of_the_case(case: Path) -> None:
    document = documents.parse(case)
    expected = [line.text or "" for line in document.root.iterfind("expected/line")]
    text = etree.fromstring(documents.text_of(document.root.find("tei:text", documents.NS)))
    root = etree.Element(documents.tei("TEI"))
    root.append(text)
    assert (witness.rebuild(documents.Document(case, b"", root)) or b"").decode() == "\n".join(expected)


def test_characters_before_the_first_line_are_no_witness() -> None:
    root = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>x<lb n="1"/>y</p></body></text></TEI>')
    assert witness.rebuild(documents.Document(Path("x"), b"", root)) is None


def test_the_first_difference_is_found() -> None:
    root = etree.fromstring(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><lb n="1"/><s>один</s></p><p><lb n="2"/><s>два <hi>три</hi></s></p></body></text></TEI>'
    )
    document = documents.Document(Path("x"), b"", root)
    rebuilt = witness.rebuild(document) or b""
    found = witness.first_difference(document, "один\nдва тpи".encode(), rebuilt)
    assert (found.line, found.wanted, found.got) == (2, "“pи” (U+0070)", "“ри” (U+0440)")
    assert found.element is not None and found.element.tag == documents.tei("hi")
    assert witness.first_difference(document, rebuilt + b"!", rebuilt)[:3] == (2, "“!” (U+0021)", "nothing more")
