"""Put finished work where people find it: whole or not at all, and only where something has changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Iterable, Mapping

from edition.errors import InputError, UsageError


# How the folders of unfinished work begin; short, for a file's own name may be as long as the file system allows.
_UNFINISHED = ".edition-"


def write_file(path: Path, data: bytes) -> None:
    """Write a file under a temporary name beside it, then rename. Raises InputError where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=_UNFINISHED) as workplace:
            fresh = Path(workplace) / path.name
            fresh.write_bytes(data)
            fresh.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder with all its files beside its place, then swap it for the old one.

    ``files`` maps relative names to contents; a name that would leave the folder raises InputError before anything is written.
    """
    for name in files:
        _inside(path, name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=_UNFINISHED) as workplace:
            fresh = Path(workplace) / "fresh"
            for name, data in files.items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_bytes(data)
            if path.exists():
                path.rename(Path(workplace) / "old")
            fresh.rename(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def _inside(folder: Path, name: str) -> None:
    if not (folder / name).resolve().is_relative_to(folder.resolve()) or Path(name).is_absolute():
        raise InputError(f"{name}: leads out of {folder}")


def timestamp(date: str = "") -> datetime:
    """The moment that products state: SOURCE_DATE_EPOCH, else the first moment of ``date`` (ISO 8601, if only a year), else the start of 1970.

    Raises UsageError when SOURCE_DATE_EPOCH is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if epoch:
            return datetime.fromtimestamp(int(epoch), timezone.utc)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch} is no time. Give seconds since the start of 1970, or unset it.") from error
    year, month, day = (re.findall(r"\d+", date) + ["01", "01"])[:3] if re.match(r"\d{4}", date) else ("1970", "01", "01")
    return datetime(int(year), int(month), int(day), tzinfo=timezone.utc)


def today() -> str:
    """The day on which somebody cites, an ISO date: that of SOURCE_DATE_EPOCH, else the clock's. No product is made of it. Raises UsageError."""
    return (timestamp() if os.environ.get("SOURCE_DATE_EPOCH") else datetime.now()).date().isoformat()


def digest(parts: Iterable[bytes]) -> str:
    """Give one SHA-256 over several pieces, each with its length, as hexadecimal digits."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def digest_of(paths: Iterable[Path]) -> str:
    """Give one SHA-256 over the names and contents of files, in order of their names."""
    return digest(piece for path in sorted(paths) for piece in (path.name.encode(), path.read_bytes()))


class Memory:
    """What a build folder was last made from: for each product a fingerprint of its inputs, and its files with their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / ".made.json"
        try:
            self._made: dict[str, dict[str, Any]] = {name: {"inputs": str(made["inputs"]), "files": dict(made["files"])} for name, made in json.loads(self._file.read_bytes()).items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._made = {}  # absent, or not what we wrote

    def claim(self, products: Mapping[str, Path]) -> None:
        """Take the places of products (relative to the folder) before anything is written.

        Raises UsageError where something lies in one and this command has never built here: it is not overwritten.
        """
        for place in products.values():
            there = self._folder / place
            if not self._file.exists() and there.exists() and not (there.is_dir() and not any(there.iterdir())):
                raise UsageError(f"{there} is there, but was not made by this command. Move it away, or build elsewhere with --output.")
        self._made = {product: {"inputs": "", "files": {}} for product in products} | self._made
        self._save()

    def knows(self, product: str) -> bool:
        """Tell whether a product has been made here, from whatever inputs."""
        return product in self._made

    def is_current(self, product: str, fingerprint: str) -> bool:
        """Tell whether a product was made from just these inputs and lies there unchanged."""
        made = self._made.get(product)
        return made is not None and made["inputs"] == fingerprint and all(self._unchanged(name, sha) for name, sha in made["files"].items())

    def _unchanged(self, name: str, sha256: str) -> bool:
        path = self._folder / name
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256

    def remember(self, product: str, fingerprint: str, names: Iterable[str]) -> None:
        """Record that a product has been made, with the files it consists of (names relative to the build folder)."""
        files = {name: hashlib.sha256((self._folder / name).read_bytes()).hexdigest() for name in sorted(names)}
        self._made[product] = {"inputs": fingerprint, "files": files}
        self._save()

    def forget_all_but(self, products: Iterable[str]) -> None:
        """Remove the files of products that the edition no longer has."""
        kept = set(products)
        for product in [name for name in self._made if name not in kept]:
            for name in self._made.pop(product)["files"]:
                _inside(self._folder, name)
                (self._folder / name).unlink(missing_ok=True)
            self._save()

    def _save(self) -> None:
        write_file(self._file, json.dumps(self._made, indent=1, sort_keys=True).encode())
