"""The electronic book of this edition, unpacked."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from browser.conftest import violations  # noqa: F401  a fixture

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
NS = {"h": XHTML, "opf": OPF, "dc": "http://purl.org/dc/elements/1.1/"}
TYPE = f"{{{OPS}}}type"


@dataclass(frozen=True)
class Book:
    """A book in its container, and in a folder."""

    path: Path
    folder: Path
    chapters: dict[str, etree._Element]
    package: etree._Element

    def words(self, name: str, identifier: str) -> str:
        """What an element says to a reader, without the keys of notes and emendations."""
        element = self.chapters[name].xpath("//*[@id = $id]", id=identifier)[0]
        return " ".join("".join(element.xpath(".//text()[not(ancestor::h:a[@role = 'doc-noteref'])]", namespaces=NS)).split())


@pytest.fixture(scope="session")
def book(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The book that a build makes."""
    path, folder = built / "epub" / "edition.epub", tmp_path_factory.mktemp("book")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    home = folder / "EPUB"
    return Book(path, folder, {found.name: etree.parse(found).getroot() for found in sorted(home.glob("*.xhtml"))}, etree.parse(home / "package.opf").getroot())
