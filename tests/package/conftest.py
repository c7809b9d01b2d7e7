"""What the tests of the archive package share: the package of the edition as it stands, and one of a copy whose header says all that an archive wants."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Mapping

import pytest

from edition import corpus, downloads, ledger, swhid
from edition.ledger import entries as log
from edition.package import deposit
from edition.package.deposit import Deposit

ROOT = Path(__file__).resolve().parents[2]
LONG = bool(os.environ.get("EDITION_LONG"))

# What only a publisher can give. None of it is anybody's: RFC 2606 keeps the name, no registry gives out the number or the key.
GIVEN = {"doi": "10.99999/edition", "ark": "ark:99999/edition", "contact": "archive@edition.example", "base": "https://edition.example/", "ror": "https://ror.org/000000000"}


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def told(home: Path) -> None:
    """Let a header say all that an archive wants."""
    text = re.sub(r'\s*<idno type="(DOI|ARK|URI)">.*?</idno>|\s*<distributor>.*?</distributor>', "", home.read_text("utf-8"))
    publisher = re.search(r"<publisher>([^<]*)</publisher>", text)
    assert publisher
    given = (
        f'<publisher><orgName ref="{GIVEN["ror"]}">{publisher[1]}</orgName></publisher>'
        f'<distributor>{publisher[1]} <email>{GIVEN["contact"]}</email></distributor>'
        f'<idno type="DOI">{GIVEN["doi"]}</idno><idno type="ARK">{GIVEN["ark"]}</idno><idno type="URI">{GIVEN["base"]}</idno>'
    )
    home.write_text(text.replace(publisher[0], given, 1), "utf-8")


@pytest.fixture(scope="session")
def draft(edition: corpus.Edition, built: Path) -> Deposit:
    """The package of the edition as it stands."""
    return deposit.of_edition(edition, built, "")


@pytest.fixture(scope="session")
def package(draft: Deposit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in a folder. Not to be changed."""
    return write(tmp_path_factory.mktemp("draft") / "package", draft.files)


@pytest.fixture(scope="session")
def released(edition: corpus.Edition, tmp_path_factory: pytest.TempPathFactory) -> corpus.Edition:
    """A copy of the edition whose header says all, of which a release has been made."""
    tei = tmp_path_factory.mktemp("released") / "tei"
    shutil.copytree(edition.head.path.parent, tei, ignore=shutil.ignore_patterns("releases", log.NAME))
    told(tei / "edition.xml")
    found = corpus.load(tei / "edition.xml")
    files = downloads.tei(found)
    write(tei / "releases" / "1.0.0" / "tei", files)
    write(tei, {log.NAME: log.appended([], [ledger.released("1.0.0", found.date, swhid.directory(files))])})
    return found


@pytest.fixture(scope="session")
def published(released: corpus.Edition, tmp_path_factory: pytest.TempPathFactory) -> Deposit:
    """The package of that release, with a product or two in place of all."""
    out = write(tmp_path_factory.mktemp("out"), {"pdf/edition.pdf": b"%PDF-1.7\n", "site/index.html": b"<!DOCTYPE html>\n", "text/README.txt": b"Text\n", "site/guidelines/index.html": b"<!DOCTYPE html>\n"})
    return deposit.of_edition(released, out, "1.0.0")
