"""What the tests of DTS share: a small edition (tests/case/dts) with an address, its texts as a built site has them, and clients."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from edition import corpus, serve
from edition.dts import catalogue
from edition.dts.catalogue import Catalogue

CASE = Path(__file__).resolve().parents[1] / "case" / "dts"
SITE = "https://edition.example/"


def with_address(tei: Path, address: str) -> Path:
    """Let an edition on disk state where it is published; give its ``edition.xml``."""
    head = tei / "edition.xml"
    text = head.read_text("utf-8")
    assert text.count("</publisher>") == 1
    head.write_text(text.replace("</publisher>", f'</publisher><idno type="URI">{address}</idno>'), "utf-8")
    return head


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder with no more in it than what the server reads: the TEI of a site."""
    folder = tmp_path_factory.mktemp("dts") / "build"
    shutil.copytree(CASE, folder / "site" / "files" / "tei")
    with_address(folder / "site" / "files" / "tei", SITE)
    (folder / ".made.json").write_text("{}", "utf-8")
    return folder


@pytest.fixture(scope="session")
def published(out: Path) -> corpus.Edition:
    """The small edition, with an address."""
    return corpus.load(out / "site" / "files" / "tei" / "edition.xml")


@pytest.fixture(scope="session")
def stock(published: corpus.Edition) -> Catalogue:
    """All there is."""
    return catalogue.catalogue(published.title, [catalogue.state(published)])


@dataclass
class Answers:
    """Asks the endpoints."""

    client: TestClient

    def __call__(self, endpoint: str, method: str = "GET", headers: dict[str, str] | None = None, **asked: str | int) -> Any:
        return self.client.request(method, f"/dts/{endpoint}" + (f"?{urlencode(asked)}" if asked else ""), headers=headers)

    def raw(self, target: str) -> Any:
        return self.client.get(target)


@pytest.fixture(scope="session")
def ask(out: Path) -> Iterator[Answers]:
    """A client of the server, in this process."""
    with TestClient(serve.application(out, live=False), base_url="http://localhost:8000", raise_server_exceptions=True) as client:
        yield Answers(client)
