"""What can be taken away from the site, and what the site was made with: the files of the build and its tools, told to the stylesheets.

The stylesheets read both as elements beside the texts: ``site:file`` (path in the site, size, SHA-256, kind) and ``site:tool``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Iterable, Mapping

from lxml import etree

from edition import documents, witness
from edition.corpus import Edition
from edition.documents import Document
from edition.resources import resource

# Where in the site the copies lie that are not made by a stylesheet.
FOLDER = "files"
TEI = f"{FOLDER}/tei/"
SUMS = f"{FOLDER}/SHA256SUMS"

_SITE = "urn:edition:site"
_SCHEMA = ("edition.odd", "edition.rng", "edition.sch", "edition.xsd", "xml.xsd", "registers.shacl.ttl", "bagit-profile.json")
# The kinds of what stylesheets write beside the pages, by the end of the name; the first end that fits decides.
_WRITTEN = {".bib": "citation", ".ris": "citation", ".csl.json": "citation", ".csv": "data", ".json": "data"}


@dataclass(frozen=True)
class File:
    """A file to be taken away: its path in the site, its bytes, its kind; the id of the document that it is of, and of the step of work it records."""

    path: str
    data: bytes
    kind: str
    of: str = ""
    step: str = ""

    @property
    def sha256(self) -> str:
        """Its SHA-256, as hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Tool:
    """Something that the site was made with; ``package`` is where its version stands."""

    name: str
    package: str
    licence: str

    @property
    def version(self) -> str:
        """The version installed, which the requirements pin."""
        return metadata.version(self.package)


TOOLS = (
    Tool("SaxonC-HE", "saxonche", "MPL-2.0"),
    Tool("lxml", "lxml", "BSD-3-Clause"),
    Tool("Typst", "typst", "Apache-2.0"),
    Tool("fontTools", "fonttools", "MIT"),
    Tool("Brotli", "brotli", "MIT"),
    Tool("Pagefind", "pagefind-bin", "MIT"),
    Tool("rCSSmin", "rcssmin", "Apache-2.0"),
    Tool("rJSmin", "rjsmin", "Apache-2.0"),
    Tool("Natural Earth", "pyworldatlas-mapdata-overview", "CC0-1.0"),
)


def sources(edition: Edition) -> list[File]:
    """List what the edition is made from, as it is: TEI, witnesses, schema. The pointers between the files hold in the copies, too."""
    home = edition.head.path.parent
    records = [(record.document, record.document.root.get("type", "record"), record.step) for record in edition.records]
    members = [(edition.head, "edition", ""), *((text, "text", "") for text in edition.texts), *((register, "authority", "") for register in edition.authorities), *records]
    found = [File(_place(document.path, home), document.data, kind, _subject(document), step) for document, kind, step in members]
    found += [File(_place(one.path, home), one.path.read_bytes(), "witness", _subject(text)) for text in edition.texts for one in witness.declared(text) if one.is_inside(home) and one.path.is_file()]
    found += [File(f"{FOLDER}/schema/{name}", resource(f"schema/{name}").read_bytes(), "schema", name) for name in _SCHEMA]
    return list({file.path: file for file in found}.values())


def _place(path: Path, home: Path) -> str:
    within = path.resolve().relative_to(home.resolve()).as_posix() if path.resolve().is_relative_to(home.resolve()) else path.name
    return f"{TEI}{within}"


def _subject(document: Document) -> str:
    """The text that a record is of, else the document itself."""
    return Path(document.root.get("corresp", "")).stem or document.name


def tei(edition: Edition) -> dict[str, bytes]:
    """Give the files that an edition consists of, by their path in its folder: TEI and witnesses, without its ledger and its releases, which speak of it."""
    return {file.path.removeprefix(TEI): file.data for file in sources(edition) if file.path.startswith(TEI)}


def products(folder: Path, names: Iterable[str], kind: str) -> list[File]:
    """List files that other parts of the build have put into a folder of it."""
    return [File(f"{FOLDER}/{folder.name}/{name}", (folder / name).read_bytes(), kind, Path(name).stem) for name in names if (folder / name).is_file()]


def written(files: Mapping[str, bytes]) -> list[File]:
    """List those of the site's own files that are data or references and not pages."""
    kinds = {name: kind for name in sorted(files) for end, kind in reversed(_WRITTEN.items()) if name.endswith(end)}
    return [File(name, files[name], kind, Path(name).name.partition(".")[0]) for name, kind in kinds.items()]


def sums(files: Iterable[File]) -> bytes:
    """List files with their SHA-256 as ``sha256sum --check`` reads it, from the top of the site."""
    return "".join(f"{file.sha256}  {file.path}\n" for file in files).encode()


def told(resolved: str, files: Iterable[File]) -> str:
    """Add to a resolved edition what its pages say of files and tools."""
    root = documents.own(resolved)
    for file in files:
        _add(root, "file", path=file.path, size=str(len(file.data)), sha256=file.sha256, kind=file.kind, of=file.of, step=file.step)
    for tool in TOOLS:
        _add(root, "tool", name=tool.name, version=tool.version, package=tool.package, licence=tool.licence)
    return documents.text_of(root)


def _add(root: etree._Element, name: str, /, **attributes: str) -> None:
    etree.SubElement(root, f"{{{_SITE}}}{name}", {key: value for key, value in attributes.items() if value}, {"site": _SITE})
