"""The proof that nothing is lost, on the page as it stands after its scripts have run: in every view, wide and narrow."""

from __future__ import annotations

from typing import Any, Callable

import pytest
from playwright.sync_api import Page

from browser.pages import LANGUAGES, LONG, Site
from edition import corpus
from edition.fidelity import compare, markup, products
from edition.fidelity.said import Said

Visit = Callable[..., Page]

# The short tests take each size in one language.
SIZES: dict[str, dict[str, Any]] = {"wide": {"viewport": {"width": 1400, "height": 900}}, "phone": {"viewport": {"width": 390, "height": 800}}}


@pytest.mark.parametrize(("size", "lang"), [(size, lang) for size in SIZES for lang in LANGUAGES if LONG or (size == "phone") == (lang == "ru")])
def test_the_page_says_the_same_after_its_scripts(size: str, lang: str, site: Site, edition: corpus.Edition, visit: Visit) -> None:
    for said in map(Said, edition.texts):
        page = visit(f"{LANGUAGES[lang]}{said.name}.html", **SIZES[size])
        compared = list(products.text_page(said.name, markup.parse(page.content().encode()), said, lang))
        assert sum(found.count for found in compared) > len(said.units)
        assert [difference for found in compared for difference in found.differences] == []


@pytest.mark.parametrize("view", ["source", "parallel"])
def test_the_other_views_have_every_line_of_the_witness(view: str, site: Site, edition: corpus.Edition, visit: Visit) -> None:
    for said in map(Said, edition.texts):
        page = visit(f"{said.name}.html?view={view}", **SIZES["wide"])
        page.wait_for_selector(".transmitted")
        shown = "".join(map(markup.words, markup.of_class(markup.parse(page.content().encode()), "transmitted")))
        assert compare.parting("".join(words for _, words in said.lines).replace(" ", ""), shown.replace(" ", "")) == ("", "")
