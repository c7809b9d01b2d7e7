"""Which state of an edition is packed: a release as it was made, or the edition as it stands, which is a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, NamedTuple

from edition import build, corpus, ledger, publish, release, releases, swhid, validate
from edition.corpus import Edition
from edition.errors import ContentError, UsageError
from edition.findings import has_errors
from edition.ledger import Ledger
from edition.ledger import entries as log
from edition.package import contents

# Where in the build folder releases are made anew that the edition has gone on from.
EARLIER = ".releases"


class State(NamedTuple):
    """An edition to pack: read, built in ``out``; ``released`` is the version of a release, empty for a draft."""

    edition: Edition
    out: Path
    released: str


def version(home: Path, asked: str | None) -> str:
    """The release that is meant: that asked for, else the newest; empty where there is none. Raises UsageError."""
    known = [found.version for found in ledger.of_edition(corpus.load(home)).releases]
    if asked and asked not in known:
        raise UsageError(f"There is no release {asked}. There are: {', '.join(known) or 'none'}.")
    return asked or (known[-1] if known else "")


def built(home: Path, out: Path, released: str, step: Callable[[str], None] = lambda _: None) -> State:
    """Give a release, or with no version the edition as it stands; what has been built is not built again.

    Raises ContentError with the findings where the edition has errors, and what building raises.
    """
    edition = corpus.load(home)
    if released and swhid.of_edition(edition) != releases.identifier(home, released):
        home, out = _restored(home, out, released), out / EARLIER / released / "build"
        edition = corpus.load(home)
    checked = validate.validate(validate.members(home))
    if checked.unreadable or has_errors(checked.findings):
        raise ContentError(list(checked.findings))
    step("build")
    build.build(edition, checked, out)
    return State(edition, out, released)


def _restored(home: Path, out: Path, released: str) -> Path:
    """Put a release’s sources, the releases before it and the ledger of its day together as they were; give its ``edition.xml``.

    What stands beside the edition’s folder is not frozen by a release: it is taken as it is, the CITATION.cff with the version and day of the release.
    """
    book = ledger.of_edition(corpus.load(home)).until(released)
    top = out / EARLIER / released / "tei"
    for beside in [home.parent.parent / name for name in contents.BESIDE if home.parent.name == "tei" and (home.parent.parent / name).is_file()]:
        data = beside.read_bytes()
        publish.write_file(top.parent / beside.name, release.cited(data, released, book.releases[-1].date) if beside.name == release.CITATION else data)
    publish.write_folder(top, {**_frozen(home, released), **_kept(home, book), log.NAME: log.appended(book.entries, [])})
    return top / home.name


def _frozen(home: Path, released: str) -> dict[str, bytes]:
    folder = releases.folder(home, released) / "tei"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _kept(home: Path, book: Ledger) -> dict[str, bytes]:
    folders = [releases.folder(home, found.version) for found in book.releases]
    return {path.relative_to(home.parent).as_posix(): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


