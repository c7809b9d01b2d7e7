"""What goes into a package, by its path in the payload: the sources from which all else can be made again, and what was made of them."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Iterator, Mapping

from edition import corpus, documents, downloads, ledger, releases, saxon
from edition.corpus import Edition
from edition.errors import InputError
from edition.resources import own_files, resource

Files = Mapping[str, bytes]

SOURCE = "source"
TEI = f"{SOURCE}/tei"
WHOLE = "resolved/edition.xml"

# What `edition build` makes, by its folder in the build folder.
PRODUCTS = ("epub", "pdf", "report", "site", "text")

# What an edition may have beside its folder, and what makes of the sources a thing that can be installed; the edition's own come first.
BESIDE = ("CHANGELOG.md", "CITATION.cff", "LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock", "requirements-test.lock")
# The toolchain: what it runs, reads, and shows in its guidelines.
_TOOLCHAIN = ("xslt", "schema", "tests/schema/bad", "tests/schema/good")
# Names that every archive takes.
NAME = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")


def of_edition(edition: Edition, out: Path) -> dict[str, bytes]:
    """Give all files but those that describe the package. ``out`` is where the edition has been built. Raises InputError."""
    found = {
        **{f"{SOURCE}/{path}": data for path, data in {**toolchain(), **_own(edition)}.items()},
        WHOLE: whole(edition),
        **dict(_products(out)),
        **_licences(),
    }
    for path in found:
        if not NAME.fullmatch(path):
            raise InputError(f"{path}: archives take names of letters, figures, “_”, “-” and “.” only. Rename the file.")
    return dict(sorted(found.items()))


def toolchain() -> dict[str, bytes]:
    """The sources of this toolchain by their path in its repository, with the pinned requirements."""
    home = Path(documents.__file__).parent
    modules = {f"scripts/edition/{path.relative_to(home).as_posix()}": path for path in home.rglob("*") if path.suffix in (".py", ".toml") and "data" not in path.relative_to(home).parts}
    data = {f"{folder}/{path.relative_to(resource(folder)).as_posix()}": path for folder in _TOOLCHAIN for path in resource(folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    return {**{path: file.read_bytes() for path, file in {**modules, **data}.items()}, **{name: resource(name).read_bytes() for name in BESIDE if _exists(name)}}


def _exists(name: str) -> bool:
    try:
        return resource(name).is_file()
    except FileNotFoundError:
        return False


def _own(edition: Edition) -> dict[str, bytes]:
    """The files of the edition: its TEI and witnesses, ledger and releases, its own stylesheets, and what stands beside its folder."""
    home = edition.head.path.parent
    book = ledger.of_edition(edition)
    kept = [path for version in (release.version for release in book.releases) for path in releases.folder(edition.head.path, version).rglob("*") if path.is_file()]
    beside = [home.parent / name for name in BESIDE if home.name == "tei" and (home.parent / name).is_file()]
    return {
        **{f"tei/{path}": data for path, data in downloads.tei(edition).items()},
        **{f"tei/{path.relative_to(home).as_posix()}": path.read_bytes() for path in [*kept, *([book.path] if book.path.is_file() else [])]},
        **{path.name: path.read_bytes() for path in beside},
        **{f"xslt/{name}": path.read_bytes() for name, path in own_files().items()},
    }


def whole(edition: Edition) -> bytes:
    """The edition as one TEI document, all pointers resolved."""
    sheets = [resource("xslt/passes/10-resolve-pointers.xsl"), resource("xslt/archive/whole.xsl")]
    return saxon.pipeline(sheets, documents.text_of(corpus.gather(edition))).text.encode()


def _products(out: Path) -> Iterator[tuple[str, bytes]]:
    for product in PRODUCTS:
        yield from ((path.relative_to(out).as_posix(), path.read_bytes()) for path in (out / product).rglob("*") if path.is_file())


def _licences() -> dict[str, bytes]:
    """The licences of what was taken into the products from others, as their packages carry them."""
    found = {}
    for package in ("fontpkg-source-serif-4", "pagefind-bin", "pyworldatlas-mapdata-overview"):
        for file in metadata.files(package) or ():
            if re.match(r"(LICEN[CS]E|COPYING|OFL|NOTICE)", file.name):
                found[f"licences/{package}-{file.name}"] = Path(str(file.locate())).read_bytes()
    return found
