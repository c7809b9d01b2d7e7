"""Every kind of page opens without an error and without asking anyone else for anything, from a host and from a folder on disk."""

from __future__ import annotations

from typing import Callable

import pytest
from playwright.sync_api import Page

from browser.contexts import Contexts
from browser.pages import ALIKE, KINDS, LANGUAGES, LONG, Site


# The short tests of what is in a reader's way open the served pages of each kind in both languages, and notice as much.
ways = [(place, lang) for place in ("served", "local") for lang in LANGUAGES]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("place", "lang"), ways if LONG else [("served", "en"), ("local", "ru")])
def test_a_page_opens_quietly(kind: str, place: str, lang: str, site: Site, visit: Callable[..., Page]) -> None:
    for name in site.of(kind, lang):
        page = visit(name, home=getattr(site, place))
        assert page.locator("h1").count() == 1
        page.wait_for_load_state("load")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if LONG or kind not in ALIKE])
def test_a_page_can_be_read_without_scripts(kind: str, site: Site, visit: Callable[..., Page]) -> None:
    with_scripts = visit(site.of(kind)[0])
    without = visit(site.of(kind)[0], java_script_enabled=False)
    title = with_scripts.get_by_role("heading", level=1).inner_text()
    assert without.get_by_role("heading", level=1).inner_text() == title
    assert without.get_by_role("main").is_visible()


def test_a_lost_page_leads_home_from_wherever_it_is_shown(site: Site, contexts: Contexts) -> None:
    """Not as the other tests visit pages: that a page is not there, is a fault to them."""
    page = contexts.take({})
    answer = page.goto(site.served + "no/such/page.html")
    assert answer is not None and answer.status == 404
    page.get_by_role("main").get_by_role("link").first.click()
    assert page.url.startswith(site.served) and page.locator("h1").count() == 1
    contexts.give({}, page)
