"""Rendering, feature by feature: tests/case/render/FEATURE/in.xml and what each format makes of it.

Adding a case needs no code: make a folder with in.xml, run with --renew, and read what was written.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree, html

from edition import documents, intake, transform

CASES = sorted(path.parent for path in (Path(__file__).parent / "case" / "render").glob("*/in.xml"))
ROOT = Path(__file__).resolve().parents[1]


def resolved(case: Path) -> str:
    return intake.resolve(intake.take(case / "in.xml").document)


def as_html(case: Path) -> str:
    """The main part of the page, an element a line."""
    page = next(iter(transform.render(resolved(case), "html/standalone.xsl").files.values()))
    main = html.document_fromstring(page).get_element_by_id("main")
    return re.sub(r"(?<=>)(?=<(?:p|div|section|article|ul|ol|li|h\d|header|span|a|table|tr|td)\b)", "\n", html.tostring(main, encoding="unicode")) + "\n"


def as_text(case: Path) -> str:
    return next(iter(transform.render(resolved(case), "text/plain.xsl").files.values()))


def as_typst(case: Path) -> str:
    return next(iter(transform.render(resolved(case), "print/standalone.xsl").files.values()))


FORMS = {"html": as_html, "txt": as_text, "typ": as_typst}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_product_is_that_of_the_case(case: Path, form: str, renew: bool) -> None:
    golden = case / f"out.{form}"
    product = FORMS[form](case)
    if renew:
        golden.write_text(product, "utf-8")
    assert product == golden.read_text("utf-8")


def test_every_element_of_the_texts_has_a_case() -> None:
    def used(paths: list[Path]) -> set[str]:
        roots = (intake.take(path).document.root for path in paths)
        return {etree.QName(found).localname for root in roots for found in root.iterfind(".//tei:body//*", documents.NS)}

    lacking = used(sorted((ROOT / "tei").rglob("*.xml"))) - used([case / "in.xml" for case in CASES])
    assert not lacking, f"elements that no case under tests/case/render shows: {sorted(lacking)}"
