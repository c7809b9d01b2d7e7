"""What the commands do: pack, keep, open what was packed."""

from __future__ import annotations

import stat
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator, NamedTuple

from edition import corpus, ledger, publish
from edition.errors import InputError, UsageError
from edition.package import deposit, ocfl, states
from edition.package.deposit import Deposit
from edition.package.description import Description
from edition.package.ocfl import Kept

# Where a package lies in the build folder.
FOLDER = "package"
# A package is a few megabytes; what unpacks to more than this is not one of ours.
MOST = 2 * 1024**3


class Packed(NamedTuple):
    """A package that was made: where it lies, how many files it has, what it holds, and the versions it was kept as, by release."""

    folder: Path
    files: int
    description: Description
    kept: dict[str, str]


def pack(home: Path, out: Path, target: Path, released: str, key: Path | None = None, previous: Path | None = None, step: Callable[[str], None] = lambda _: None) -> Packed:
    """Write the package of a release, or with no version of the edition as it stands, into the folder ``target``; ``out`` is where the edition is built.

    ``previous`` is an OCFL object that gets every release up to this one that it does not have. Raises UsageError where what lies in ``target`` is
    no package, or a draft is to be kept; ContentError where the edition has errors.
    """
    if previous and not released:
        raise UsageError("Only releases are kept, and this is a draft. Leave out --previous, or make a release.")
    if target.exists() and any(target.iterdir()) and not (target / "bagit.txt").is_file():
        raise UsageError(f"{target} is there, but is no package. Move it away, or pack elsewhere with --output.")
    if previous:
        ocfl.read(previous)
    made = _deposit(home, out, released, key, step)
    kept = _keep(home, out, previous, released, made, step) if previous else {}
    step("write")
    publish.write_folder(target, made.files)
    return Packed(target, len(made.files), made.description, kept)


def _deposit(home: Path, out: Path, released: str, key: Path | None, step: Callable[[str], None]) -> Deposit:
    state = states.built(home, out, released, step)
    step(f"pack {released}".rstrip())
    return deposit.of_edition(state.edition, state.out, state.released, key)


def _keep(home: Path, out: Path, previous: Path, released: str, newest: Deposit, step: Callable[[str], None]) -> dict[str, str]:
    """Put into an object this release, and before it those that it lacks."""
    known = ledger.of_edition(corpus.load(home)).releases
    first = known[0].swhid
    wanted = [release.version for release in known[: [release.version for release in known].index(released) + 1]]
    there = ocfl.versions(ocfl.read(previous))
    kept = {}
    for version in [*(version for version in wanted if version not in there and version != released), released]:
        made = newest if version == released else _deposit(home, out, version, None, step)
        kept[version] = ocfl.add(previous, _identifier(made.description, first), _kept(made, version))
    return kept


def _identifier(description: Description, first: str) -> str:
    """What an object is called for all time: by what the publisher has registered, else by its first release."""
    item = description.edition
    return f"https://doi.org/{item.one('doi')}" if item.one("doi") else item.one("ark") or description.base or first


def _kept(made: Deposit, version: str) -> Kept:
    """The address of a publisher without one is that of the header which names it, by its SWHID."""
    item = made.description.edition
    header = next(row.partition("\t")[0] for row in made.files[deposit.SWHIDS].decode().splitlines() if row.endswith("\tdata/source/tei/edition.xml"))
    address = f"mailto:{item.one('contact')}" if item.one("contact") else made.description.base or header
    return Kept(made.files, version, item.one("date"), item.one("publisher"), address)


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Give the folder of a package, which may be in a ZIP file. Raises InputError."""
    if not path.exists():
        raise InputError(f"{path}: there is no such package. Check the name.")
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="edition-package-") as folder:
        _unzip(path, Path(folder))
        tops = list(Path(folder).iterdir())
        yield tops[0] if len(tops) == 1 else Path(folder)


def _unzip(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST or any(stat.S_ISLNK(entry.external_attr >> 16) for entry in archive.infolist()):
                raise InputError(f"{path}: is no package of ours: it unpacks to more than {MOST} bytes, or has links in it.")
            archive.extractall(folder)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"{path}: is no package: neither the folder of a bag nor a ZIP file that can be read ({error}).") from error
