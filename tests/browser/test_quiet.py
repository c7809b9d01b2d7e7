"""Every kind of page opens without an error and without asking anyone else for anything, from a host and from a folder on disk."""

from __future__ import annotations

from typing import Callable

import pytest
from playwright.sync_api import Page

from browser.pages import KINDS, LANGUAGES, Site


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", ["served", "local"])
def test_a_page_opens_quietly(kind: str, place: str, lang: str, site: Site, visit: Callable[..., Page]) -> None:
    for name in site.of(kind, lang):
        page = visit(name, home=getattr(site, place))
        assert page.locator("h1").count() == 1
        page.wait_for_load_state("load")


@pytest.mark.parametrize("place", ["served", "local"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_read_without_scripts(kind: str, place: str, site: Site, visit: Callable[..., Page]) -> None:
    with_scripts = visit(site.of(kind)[0], home=getattr(site, place))
    without = visit(site.of(kind)[0], home=getattr(site, place), java_script_enabled=False)
    title = with_scripts.get_by_role("heading", level=1).inner_text()
    assert without.get_by_role("heading", level=1).inner_text() == title
    assert without.get_by_role("main").is_visible()


def test_a_lost_page_says_so_and_leads_home(site: Site, visit: Callable[..., Page], browser: object) -> None:
    page = visit("index.html")
    answer = page.request.get(site.served + "no-such-page.html")
    assert answer.status == 404 and "<main" in answer.text()
