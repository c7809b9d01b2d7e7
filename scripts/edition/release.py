"""Make a release: everything clean, the texts frozen, version and date set in the one place where they stand, the ledger closed."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path
from typing import Callable

from edition import build, citation, corpus, downloads, ledger, publish, releases, swhid, validate
from edition.documents import NS, Document
from edition.errors import ContentError, UsageError
from edition.ledger import entries as log

# The products of which a release records checksums, by their folders in the build; the site is rendered again by every build.
PRODUCTS = ("pdf", "epub", "text", "v")

# The file that says how to cite, beside the edition's folder.
CITATION = "CITATION.cff"


@dataclass(frozen=True)
class Made:
    """A release that was made: its version, its folder, the ledger's new entries, and how many products have checksums."""

    version: str
    folder: Path
    entries: int
    products: int


def make(home: Path, version: str, date: str, step: Callable[[str], None] = lambda _: None) -> Made:
    """Release the edition whose ``edition.xml`` is at ``home`` as ``version`` of the day ``date`` (ISO 8601).

    ``step`` is told what is being done. Nothing is written before everything has been made and checked. Raises UsageError where something is
    not clean, ContentError with the findings where the edition has any.
    """
    step("check")
    _check_version(home, version, date)
    _check_repository(home)
    _check_findings(home)
    edition = corpus.load(home)
    book = ledger.of_edition(edition)
    with tempfile.TemporaryDirectory(prefix="edition-release-") as workplace:
        step("freeze")
        top = Path(workplace) / "tei"
        _write(top, {**downloads.tei(edition), home.name: numbered(edition.head, version, date)})
        frozen = corpus.load(top / home.name)
        tei = downloads.tei(frozen)
        added = [*ledger.news(book, frozen), ledger.released(version, date, swhid.directory(tei))]
        written = log.appended(book.entries, added)
        _write(top, _earlier(home) | {f"{releases.FOLDER}/{version}/{name}": data for name, data in _folder(frozen, tei).items()} | {log.NAME: written})
        step("build")
        sums = _products(frozen.head.path, Path(workplace) / "build", version)
        step("write")
        publish.write_folder(releases.folder(home, version), _folder(frozen, tei) | {releases.PRODUCTS: sums})
        publish.write_file(home, frozen.head.data)
        publish.write_file(book.path, written)
        _write_citation_file(home)
    return Made(version, releases.folder(home, version), len(added), sums.count(b"\n"))


def _check_version(home: Path, version: str, date: str) -> None:
    """Refuse a version that does not follow on the last, and a day that is none or lies before the last release."""
    book = ledger.of_edition(corpus.load(home))
    if not releases.VERSION.fullmatch(version):
        raise UsageError(f"{version} is no version. Write three numbers with dots, such as 1.0.0.")
    try:
        Date.fromisoformat(date)
    except ValueError as error:
        raise UsageError(f"{date} is no day. Write it as 2026-11-22.") from error
    for earlier in book.releases:
        if releases.order(earlier.version) >= releases.order(version):
            raise UsageError(f"Release {earlier.version} has been made; {version} does not come after it. Choose a higher number.")
        if earlier.date > date:
            raise UsageError(f"Release {earlier.version} is of {earlier.date}; {date} is before that. Give the day with --date.")


def _check_repository(home: Path) -> None:
    """Refuse where files under version control have been changed and not committed; nothing to ask where there is no git."""
    try:
        done = subprocess.run(["git", "-C", str(home.parent), "status", "--porcelain"], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return
    if done.returncode == 0 and done.stdout.strip():
        changed = ", ".join(row[3:] for row in done.stdout.splitlines()[:3])
        raise UsageError(f"Not everything is committed: {changed}. Commit it first, so that the release can be found again.")


def _check_findings(home: Path) -> None:
    """Refuse where validation finds anything at all."""
    checked = validate.validate(validate.members(home))
    if checked.unreadable:
        raise UsageError(checked.unreadable[0])
    if checked.findings:
        raise ContentError(list(checked.findings))


def numbered(head: Document, version: str, date: str) -> bytes:
    """Give an ``edition.xml`` with another version and day, and all else as it is.

    Both stand there only: ``editionStmt/edition`` and ``publicationStmt/date``. Raises UsageError where the header has no place for them.
    """
    day = Date.fromisoformat(date)
    text = _replaced(head, head.data.decode("utf-8"), "editionStmt/tei:edition", "edition", f'<edition n="{version}">Version {version}</edition>')
    written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return _replaced(head, text, "publicationStmt/tei:date", "date", f'<date when="{date}">{written}</date>').encode()


_MONTHS = "January February March April May June July August September October November December".split()


def _replaced(head: Document, text: str, path: str, name: str, element: str) -> str:
    """Put an element in the place of that at a path of the header, which is the first of its name in its parent."""
    if head.root.find(f"tei:teiHeader/tei:fileDesc/tei:{path}", NS) is None:
        raise UsageError(f"{head.path}: there is no fileDesc/{path.replace('tei:', '')}. Add one: the release writes it.")
    parent = path.partition("/")[0]
    whole = re.compile(rf"(<{parent}\b[^>]*>(?:(?!</{parent}>).)*?)<{name}\b[^>]*?(?:/>|>.*?</{name}>)", re.DOTALL)
    return whole.sub(lambda found: found[1] + element, text, count=1)


def _write_citation_file(home: Path) -> None:
    """Write the CITATION.cff beside the edition's folder anew, where there is one."""
    path = home.resolve().parents[1] / CITATION
    if path.is_file():
        publish.write_file(path, citation.cff(corpus.load(home)).encode())


def cited(data: bytes, version: str, date: str) -> bytes:
    """Give a CITATION.cff with another version and day, and all else as it is."""
    text = re.sub(r"(?m)^version: .*$", f"version: {version}", data.decode("utf-8"))
    return re.sub(r"(?m)^date-released: .*$", f"date-released: {date}", text).encode()


def _folder(edition: corpus.Edition, tei: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a release's folder: the TEI, and the schema that its files name."""
    schema = {file.path.removeprefix(f"{downloads.FOLDER}/"): file.data for file in downloads.sources(edition) if file.kind == "schema"}
    return {**{f"tei/{name}": data for name, data in tei.items()}, **schema}


def _earlier(home: Path) -> dict[str, bytes]:
    """The releases that have been made, by their path in the edition's folder."""
    top = home.parent
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in (top / releases.FOLDER).rglob("*") if path.is_file()}


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _products(home: Path, out: Path, version: str) -> bytes:
    """Build the release, and list what was made of it as ``sha256sum --check`` reads it. Raises ContentError where a product is unfaithful."""
    checked = validate.validate(validate.members(home))
    if checked.findings:
        raise ContentError(list(checked.findings))
    build.build(corpus.load(home), checked, out)
    places = [out / "v" / version if name == "v" else out / name for name in PRODUCTS]
    files = sorted(path for place in places for path in place.rglob("*") if path.is_file())
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(out).as_posix()}\n" for path in files).encode()
