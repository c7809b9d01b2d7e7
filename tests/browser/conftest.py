"""The site on localhost and as a folder on disk, opened in a browser, and what axe-core has to say of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable, Iterator, Sequence

import pytest
from playwright.sync_api import Page

from browser.contexts import Visits
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


@pytest.fixture
def visit(visits: Visits, site: Site) -> Callable[..., Page]:
    """Open a page of the site; whatever the test is about, at its end nothing must have gone wrong on any page it opened."""

    def opened(address: str, home: str = "", fresh: bool = False, **options: Any) -> Page:
        page = visits.open(home or site.served, fresh=fresh, **options)
        page.goto((home or site.served) + address)
        return page

    return opened


Violations = Callable[..., list[str]]

EXAMINE = """(options) => axe.run({...options, resultTypes: ['violations']}).then((report) =>
  report.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 160)}`)))"""


@pytest.fixture(scope="session")
def violations() -> Violations:
    """What axe-core finds on a page as it stands: by all rules, by all but some, or by some alone. Colours cost more than all the rest."""
    axe = package("axe-core/axe.min.js").read_text("utf-8")

    def found(page: Page, only: Sequence[str] = (), but: Sequence[str] = ()) -> list[str]:
        page.evaluate(f"() => {{ if (!window.axe) {{{axe}}} }}")
        options = {"runOnly": {"type": "rule", "values": list(only)}} if only else {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in but}}
        said: list[str] = page.evaluate(EXAMINE, options)
        return said

    return found
