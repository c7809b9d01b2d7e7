"""The releases of an edition: for each, its TEI and schema as they were, in ``tei/releases/X.Y.Z/``, with the checksums of what was made of them.

A release's folder is a small edition of its own, ``tei/edition.xml`` and what it names, so every command works on it. It is never changed.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from edition import corpus, disk, swhid
from edition.corpus import Edition
from edition.documents import NS
from edition.ledger import Ledger

# The folder of all releases in that of the edition.
FOLDER = "releases"
# What was made of a release when it was made, with its SHA-256.
PRODUCTS = "products.sha256"

# Semantic Versioning 2.0.0, section 2, without what stands for versions that are no releases.
VERSION = re.compile(r"(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})")

# What is added to the version of an edition that has gone on since its newest release (Semantic Versioning 2.0.0, section 10).
DRAFT = "+draft"


def order(version: str) -> tuple[int, ...]:
    """Give the numbers of a version, by which versions stand in order; those of none come first."""
    return tuple(map(int, version.split("."))) if VERSION.fullmatch(version) else ()


def folder(home: Path, version: str) -> Path:
    """Where the release of an edition lies; ``home`` is the edition's ``edition.xml``."""
    return home.parent / FOLDER / version


def load(home: Path, version: str) -> Edition:
    """Read a release as the edition that it was. Raises InputError, ContentError."""
    return corpus.load(folder(home, version) / "tei" / "edition.xml")


def frozen(home: Path) -> list[str]:
    """List the versions that have a folder, in order."""
    names = {name.partition("/")[0] for name in disk.tree(home.parent / FOLDER) if "/" in name}
    return sorted(names, key=lambda name: (order(name), name))


def identifier(home: Path, version: str) -> str:
    """Give the SWHID of the folder ``tei`` of a release, with whatever lies in it."""
    top = folder(home, version) / "tei"
    return swhid.directory({name: disk.data(top / name) for name in disk.tree(top)})


def is_draft(book: Ledger, identifier: str) -> bool:
    """Tell whether an edition with an SWHID has gone on since its newest release."""
    return bool(book.releases) and book.releases[-1].swhid != identifier


def gathered(edition: Edition, draft: bool) -> etree._Element:
    """Put an edition into one document. A draft says so wherever the version is named: nobody is to cite it as the release it follows."""
    root = corpus.gather(edition)
    for stated in root.iterfind("tei:teiHeader/tei:fileDesc/tei:editionStmt/tei:edition[@n]", NS):
        stated.set("n", stated.get("n", "") + DRAFT * draft)
    return root
