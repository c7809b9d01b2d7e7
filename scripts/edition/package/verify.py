"""Check a package from itself alone: every byte, what it says of itself, and what the edition in it promises."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path
from typing import Callable, Iterator, NamedTuple

from edition import corpus, ledger, releases, swhid, validate, witness
from edition.corpus import Edition
from edition.errors import ContentError, EditionError, InputError
from edition.package import bag, contents, crate, deposit, provenance, signature

GOOD, BAD, NOTE = "good", "BAD", "note"


class Result(NamedTuple):
    """What one check found: its name, GOOD, BAD or NOTE (nothing to check, or nothing that counts against the package), and the reasons."""

    name: str
    outcome: str
    reasons: tuple[str, ...] = ()


class Package:
    """A package as it lies in a folder, each part read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "bagit.txt").is_file():
            raise InputError(f"{folder}: is no package: there is no bagit.txt in it. Name the folder of the bag.")
        self.payload = {path.relative_to(folder / "data").as_posix(): path.read_bytes() for path in sorted((folder / "data").rglob("*")) if path.is_file()}
        self.fields = bag.fields(folder) if (folder / "bag-info.txt").is_file() else []

    @property
    def home(self) -> Path:
        """The ``edition.xml`` of the edition in it."""
        return self.folder / "data" / contents.TEI / "edition.xml"

    def edition(self) -> Edition:
        """The edition in it. Raises InputError, ContentError."""
        return corpus.load(self.home)


def package(folder: Path, allowed: Path | None = None) -> list[Result]:
    """Check the package in a folder; ``allowed`` are the signers that are trusted. Raises InputError for what is no package."""
    found = Package(folder)
    checks: dict[str, Callable[[Package], Iterator[str]]] = {
        "every file is what it was (manifests)": lambda package: bag.faults(package.folder),
        "the bag keeps its profile": _profile,
        "every archive takes the names": _names,
        "the RO-Crate describes what is there": _crate,
        "SHA512SUMS": _sums,
        "SWHIDs of all files": _swhids,
        "what was made of what (provenance)": _provenance,
        "the witnesses are rebuilt from the TEI": _witnesses,
        "the TEI is valid": _valid,
        "the ledger is whole, the releases as it says": _ledger,
    }
    return [*(_result(name, partial(check, found)) for name, check in checks.items()), _products(found), _signature(found, allowed)]


def _result(name: str, check: Callable[[], Iterator[str]]) -> Result:
    try:
        reasons = tuple(check())
    except ContentError as error:
        reasons = tuple(finding.message for finding in error.findings)
    except (InputError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        reasons = (f"cannot be read: {error}",)
    return Result(name, BAD if reasons else GOOD, reasons)


def _profile(package: Package) -> Iterator[str]:
    profile = json.loads((package.folder / deposit.PROFILE).read_bytes())
    given = [name for name, _ in package.fields]
    for name, rule in profile["Bag-Info"].items():
        if rule.get("required") and name not in given:
            yield f"bag-info.txt: {name} is missing"
        if rule.get("repeatable") is False and given.count(name) > 1:
            yield f"bag-info.txt: {name} stands there more than once"
    yield from (f"{name}: is missing" for name in profile["Tag-Files-Required"] if not (package.folder / name).is_file())
    if dict(package.fields).get("BagIt-Profile-Identifier") != profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]:
        yield "bag-info.txt: names another profile than the one in the bag"


def _names(package: Package) -> Iterator[str]:
    return (f"{path}: has other characters than letters, figures, “_”, “-” and “.”" for path in package.payload if not contents.NAME.fullmatch(path))


def _crate(package: Package) -> Iterator[str]:
    graph = json.loads(package.payload[crate.METADATA])["@graph"]
    ids = {entity["@id"] for entity in graph}
    for entity in graph:
        name = entity["@id"]
        if entity["@type"] == "File" and len(package.payload.get(name, b"")) != int(entity["contentSize"]):
            yield f"{name}: is not there, or of another size than the crate says"
        if entity["@type"] == "Dataset" and name != "./" and not any(path.startswith(name) for path in package.payload):
            yield f"{name}: is described, and not there"
        parts = entity.get("hasPart", [])
        yield from (f"{part['@id']}: is named in {name}, and not described" for part in (parts if isinstance(parts, list) else [parts]) if part["@id"] not in ids)
    told = [name for name in ids if not name.startswith("#")]
    yield from (f"{path}: no entity of the crate is or holds it" for path in package.payload if path != crate.METADATA and not any(path == name or (name.endswith("/") and path.startswith(name)) for name in told))


def _sums(package: Package) -> Iterator[str]:
    listed = {path: digest for digest, path in (row.split("  ", 1) for row in package.payload[deposit.SUMS].decode().splitlines())}
    for path, data in package.payload.items():
        if path != deposit.SUMS and listed.pop(path, "") != hashlib.sha512(data).hexdigest():
            yield f"{path}: has another SHA-512, or none there"
    yield from (f"{path}: is listed, and not there" for path in listed if path != deposit.SUMS)


def _swhids(package: Package) -> Iterator[str]:
    said = (package.folder / deposit.SWHIDS).read_bytes()
    if said != deposit.swhids(package.payload):
        differing = set(said.decode().splitlines()) ^ set(deposit.swhids(package.payload).decode().splitlines())
        yield from sorted({f"{row.partition(chr(9))[2]}: its SWHID is another" for row in differing})


def _provenance(package: Package) -> Iterator[str]:
    return iter(provenance.faults(package.payload[provenance.PATH], package.payload))


def _witnesses(package: Package) -> Iterator[str]:
    edition = package.edition()
    for text in edition.texts:
        for declared in witness.declared(text):
            status, said = witness.compare(text, declared, package.home.parent)
            if status:
                yield said


def _valid(package: Package) -> Iterator[str]:
    checked = validate.validate(validate.members(package.home))
    yield from checked.unreadable
    yield from (f"{finding.code}: {finding.message}" for finding in checked.findings if finding.severity == "error")


def _ledger(package: Package) -> Iterator[str]:
    book = ledger.of_edition(package.edition())
    yield from (fault.message for fault in book.faults)
    for release in book.releases:
        if releases.identifier(package.home, release.version) != release.swhid:
            yield f"release {release.version}: its folder is not what the ledger has"


def _products(package: Package) -> Result:
    """Compare the products with the checksums taken when the release was made; tools of another version may make other bytes."""
    try:
        reasons = tuple(_made_anew(package))
    except (EditionError, OSError, ValueError):
        reasons = ("the edition cannot be read",)
    return Result("the products are those of the release", NOTE if reasons else GOOD, reasons[:5])


def _made_anew(package: Package) -> Iterator[str]:
    edition = package.edition()
    last = next(reversed(ledger.of_edition(edition).releases), None)
    if last is None or swhid.of_edition(edition) != last.swhid:
        yield "this is no release"
        return
    for row in (releases.folder(package.home, last.version) / releases.PRODUCTS).read_text().splitlines():
        digest, path = row.split("  ", 1)
        data = package.payload.get(f"site/{path}" if path.startswith("v/") else path, b"")
        if hashlib.sha256(data).hexdigest() != digest:
            yield f"{path}: was made anew with other bytes"


def _signature(package: Package, allowed: Path | None) -> Result:
    file = package.folder / signature.NAME
    if not file.is_file():
        return Result("signature", BAD if allowed else NOTE, ("the package is not signed",))
    said = signature.verify((package.folder / bag.TAGS).read_bytes(), file, allowed)
    return Result("signature", GOOD if said.good else BAD, (said.said,) if said.said else ())


def as_text(results: list[Result]) -> str:
    """For each check a line, and below it why, where something is to be said."""
    rows = [row for result in results for row in (f"{result.outcome:4}  {result.name}", *(f"      {reason}" for reason in result.reasons[:20]), *([f"      … {len(result.reasons) - 20} more"] if len(result.reasons) > 20 else []))]
    bad = sum(result.outcome == BAD for result in results)
    return "\n".join([*rows, f"{len(results)} checks: " + (f"{bad} failed; do not take this package in" if bad else "the package is sound")])
