"""What all tests share: the edition of this repository, a build of it, and the rule on skipped tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from filelock import FileLock

from browser.contexts import Contexts, Visits
from edition import build as building
from edition import corpus, validate

ROOT = Path(__file__).resolve().parents[1]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--font-render-hinting=none"]

# What the tests leave for the next run is no part of the user's; it is one for all their processes.
if "EDITION_CACHE" not in os.environ:
    os.environ["EDITION_CACHE"] = tempfile.mkdtemp(prefix="edition-tests-")
    atexit.register(shutil.rmtree, os.environ["EDITION_CACHE"], ignore_errors=True)

# For the Java that tests call: in another locale it cannot run from a folder with letters beyond ASCII.
os.environ["LC_ALL"] = "C.UTF-8"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write what the cases give now as what they should give; read the diff")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With EDITION_NO_SKIPS=1 a skipped test fails, except for want of ../shared."""
    report = yield
    if report.skipped and os.environ.get("EDITION_NO_SKIPS") and "../shared" not in str(report.longrepr):
        report.outcome = "failed"
    return report


def schema_of_others(path: str) -> Path:
    """A file of one of the packages that are installed for the schemas in them; skips where they are not."""
    found = Path(os.environ.get("SCHEMA_PACKAGES") or ROOT / ".venv" / "schemas") / path
    if not found.exists():
        pytest.skip("needs the schemas that `make test` installs into .venv/schemas")
    return found


@pytest.fixture(scope="session")
def others() -> Callable[[str], Path]:
    """Gives files of the packages that carry schemas of others."""
    return schema_of_others


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written anew."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def edition() -> corpus.Edition:
    """The edition of this repository."""
    return corpus.load(ROOT / "tei" / "edition.xml")


@pytest.fixture(scope="session")
def built(edition: corpus.Edition, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A build of the edition in an empty folder, one for all processes that test."""
    home = tmp_path_factory.getbasetemp()
    out = (home if worker_id == "master" else home.parent) / "built"
    with FileLock(f"{out}.lock"):
        if not (out / building.PROOF).with_suffix(".json").is_file():
            building.build(edition, validate.validate(validate.members(edition.head.path)), out)
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests: the system's own, never a downloaded one."""
    if not CHROMIUM:
        pytest.skip("needs Chromium on the system: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES + sandbox)
        yield started
        started.close()


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Iterator[Contexts]:
    """The contexts of that browser, and their pages."""
    made = Contexts(browser)
    yield made
    made.close()


@pytest.fixture
def visits(contexts: Contexts) -> Iterator[Visits]:
    """Opens pages for one test, at whose end nothing must have gone wrong on any."""
    made = Visits(contexts)
    yield made
    assert made.end() == []
