"""The RO-Crate before the validator of its community, offline. It takes a quarter of a minute a crate, so only the long run asks it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from package.conftest import LONG, ROOT, write

from edition.package.deposit import Deposit

CONTEXT = ROOT / ".venv" / "npm" / "node_modules" / "ro-crate" / "dist" / "lib" / "context.json"
# What the validator recommends and only a publisher can give: an identifier in ROR, a contact, an address.
GIVEN_BY_PUBLISHERS = {"ro-crate-1.2_86.2", "ro-crate-1.2_89.0", "ro-crate-1.2_90.1", "ro-crate-1.2_93.0"}

# Puts the context of RO-Crate 1.2 into the validator's cache as if it had been fetched.
WARM = """
import io, sys
from pathlib import Path
import requests
from urllib3.response import HTTPResponse
from rocrate_validator.utils.http import HttpRequester

class FromFile(requests.adapters.HTTPAdapter):
    def send(self, request, **_):
        return self.build_response(request, HTTPResponse(body=io.BytesIO(Path(sys.argv[1]).read_bytes()), status=200, headers={"Content-Type": "application/ld+json"}, preload_content=False))

HttpRequester.initialize_cache(cache_path=sys.argv[2], cache_max_age=-1)
client = HttpRequester()
client.session.mount("https://", FromFile())
client.get("https://w3id.org/ro/crate/1.2/context", headers={"Accept": "application/ld+json, application/json"})
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CONTEXT.is_file():
        pytest.skip("needs the npm package ro-crate, which has the context: `make test` installs it where the npm registry can be had")
    folder = tmp_path_factory.mktemp("cache") / "http"
    subprocess.run([sys.executable, "-c", WARM, str(CONTEXT), str(folder)], check=True)
    return folder


def issues(crate: Path, cache: Path, tmp_path: Path) -> set[str]:
    """The checks that a crate does not pass, required and recommended."""
    report = tmp_path / "report.json"
    command = [sys.executable, "-c", "from rocrate_validator.cli import cli; cli()", "-y", "validate", "-p", "ro-crate-1.2", "-l", "recommended", "--offline", "--cache-path", str(cache), "-f", "json", "-o", str(report), str(crate)]
    subprocess.run(command, capture_output=True, check=False)
    return {issue["check"]["identifier"] for issue in json.loads(report.read_bytes())["issues"]}


if LONG:

    def test_a_crate_whose_header_says_all_passes_required_and_recommended(published: Deposit, cache: Path, tmp_path: Path) -> None:
        folder = write(tmp_path / "crate", {path.removeprefix("data/"): data for path, data in published.files.items() if path.startswith("data/")})
        assert issues(folder, cache, tmp_path) == set()

    def test_the_draft_lacks_only_what_nobody_has_given(package: Path, cache: Path, tmp_path: Path) -> None:
        assert issues(package / "data", cache, tmp_path) <= GIVEN_BY_PUBLISHERS
