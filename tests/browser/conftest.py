"""A reader's browser: Debian's Chromium, found on the system; the site on localhost and as a folder on disk; and a record of what goes wrong on a page."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Callable, Iterator, Sequence

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.pages import Site
from browser.server import serving
from edition import corpus
from edition.documents import XML_ID

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / ".venv" / "npm" / "node_modules"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def package(path: str) -> Path:
    """A file of an npm package; skips where the packages are not installed."""
    found = Path(os.environ.get("NPM_PACKAGES") or PACKAGES) / path
    if not found.exists():
        pytest.skip(f"needs the npm package {path.split('/')[0]}: `make test` installs it where the npm registry can be had")
    return found


@pytest.fixture(scope="session")
def site(built: Path, edition: corpus.Edition) -> Iterator[Site]:
    """The built site, served on this machine only."""
    folder = built / "site"
    with serving(folder) as address:
        yield Site(folder, [text.root.get(XML_ID, "") for text in edition.texts], address)


class Watched:
    """A page, and all that went wrong on it."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(f"{message.type}: {message.text} {message.location['url']}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("request", lambda request: None if request.url.startswith((home, "data:", "blob:")) else self.faults.append(f"asked elsewhere: {request.url}"))


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser contexts by their options, each made once; only for tests that leave nothing behind in them."""
    made: dict[str, BrowserContext] = {}

    def context(**options: Any) -> BrowserContext:
        key = json.dumps(options, sort_keys=True)
        if key not in made:
            made[key] = browser.new_context(reduced_motion="reduce", **options)
        return made[key]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def visit(browser: Browser, contexts: Callable[..., BrowserContext], site: Site) -> Iterator[Callable[..., Page]]:
    """Open a page of the site; whatever the test is about, at its end nothing must have gone wrong on any page it opened."""
    watched: list[Watched] = []
    own: list[BrowserContext] = []

    def opened(address: str, home: str = "", fresh: bool = False, **options: Any) -> Page:
        if fresh:
            own.append(browser.new_context(reduced_motion="reduce", **options))
        page = (own[-1] if fresh else contexts(**options)).new_page()
        page.set_default_timeout(5000)
        watched.append(Watched(page, home or site.served))
        page.goto((home or site.served) + address)
        return page

    yield opened
    for one in watched:
        one.page.close()
    for context in own:
        context.close()
    assert [fault for one in watched for fault in one.faults] == []


Violations = Callable[..., list[str]]

EXAMINE = """(options) => axe.run({...options, resultTypes: ['violations']}).then((report) =>
  report.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 160)}`)))"""


@pytest.fixture(scope="session")
def violations() -> Violations:
    """What axe-core finds on a page as it stands: by all rules, by all but some, or by some alone. Colours cost more than all the rest."""
    axe = package("axe-core/axe.min.js").read_text("utf-8")

    def found(page: Page, only: Sequence[str] = (), but: Sequence[str] = ()) -> list[str]:
        page.evaluate(f"window.axe || (() => {{{axe}}})()")
        options = {"runOnly": {"type": "rule", "values": list(only)}} if only else {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in but}}
        said: list[str] = page.evaluate(EXAMINE, options)
        return said

    return found
