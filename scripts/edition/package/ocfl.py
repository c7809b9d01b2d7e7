"""An OCFL object (Oxford Common File Layout 1.1) of the packages of all releases: a version a release, what did not change stored once.

A version that was written is never touched again; each gives its release back byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Mapping, NamedTuple

from edition import publish
from edition.errors import InputError, UsageError

_DECLARATION, _DECLARED = "0=ocfl_object_1.1", b"ocfl_object_1.1\n"
_INVENTORY = "inventory.json"
_TYPE = "https://ocfl.io/1.1/spec/#inventory"

Inventory = dict[str, Any]


class Kept(NamedTuple):
    """A package as it goes into an object: its files, the release, its day, who publishes it and where they can be reached."""

    files: Mapping[str, bytes]
    version: str
    date: str
    publisher: str
    address: str


def read(folder: Path) -> Inventory | None:
    """Read the inventory of an object; None where there is nothing yet. Raises InputError for what is no such object, or is damaged."""
    if not folder.exists() or not any(folder.iterdir()):
        return None
    try:
        data = (folder / _INVENTORY).read_bytes()
        sound = (folder / _DECLARATION).read_bytes() == _DECLARED and (folder / f"{_INVENTORY}.sha512").read_text().split()[0] == _digest(data)
    except (OSError, IndexError) as error:
        raise InputError(f"{folder}: is no OCFL 1.1 object. Name one, or a folder that is not there yet.") from error
    if not sound:
        raise InputError(f"{folder}: is damaged: its inventory is not what its checksum says.")
    return dict(json.loads(data))


def versions(inventory: Inventory | None) -> list[str]:
    """The releases that an object has, in order."""
    return [version["message"].removeprefix(_MESSAGE) for version in inventory["versions"].values()] if inventory else []


_MESSAGE = "Release "


def add(folder: Path, identifier: str, kept: Kept) -> str:
    """Add a release to an object, which is begun where there is none; give the name of its version (``v2``).

    ``identifier`` is that of a new object. A release that is there already is left as it is, if it is the same; else raises UsageError. Raises InputError.
    """
    inventory = read(folder)
    if kept.version in versions(inventory):
        return _unchanged(folder, inventory or {}, kept)
    number = f"v{len(versions(inventory)) + 1}"
    old = inventory or {"id": identifier, "type": _TYPE, "digestAlgorithm": "sha512", "head": number, "manifest": {}, "versions": {}}
    new, content = _extended(old, number, kept)
    written = json.dumps(new, ensure_ascii=False, indent=1).encode() + b"\n"
    sidecar = f"{_digest(written)} {_INVENTORY}\n".encode()
    publish.write_folder(folder / number, {_INVENTORY: written, f"{_INVENTORY}.sha512": sidecar, **content})
    publish.write_file(folder / _DECLARATION, _DECLARED)
    publish.write_file(folder / f"{_INVENTORY}.sha512", sidecar)
    publish.write_file(folder / _INVENTORY, written)
    return number


def _extended(old: Inventory, number: str, kept: Kept) -> tuple[Inventory, dict[str, bytes]]:
    """The inventory with one more version, and the files that no version before it has."""
    state: dict[str, list[str]] = {}
    content: dict[str, bytes] = {}
    manifest = {digest: list(paths) for digest, paths in old["manifest"].items()}
    for path, data in sorted(kept.files.items()):
        digest = _digest(data)
        state.setdefault(digest, []).append(path)
        if digest not in manifest:
            manifest[digest] = [f"{number}/content/{path}"]
            content[f"content/{path}"] = data
    version = {"created": f"{kept.date}T00:00:00Z", "message": f"{_MESSAGE}{kept.version}", "state": dict(sorted(state.items())), "user": {"address": kept.address, "name": kept.publisher}}
    return {**old, "head": number, "manifest": dict(sorted(manifest.items())), "versions": {**old["versions"], number: version}}, content


def _unchanged(folder: Path, inventory: Inventory, kept: Kept) -> str:
    number = f"v{versions(inventory).index(kept.version) + 1}"
    if {path: _digest(data) for path, data in kept.files.items()} != _state(inventory, number):
        raise UsageError(f"{folder}: has release {kept.version} already, with other bytes (made by another version of the tools?). What is kept is never changed.")
    return number


def _state(inventory: Inventory, number: str) -> dict[str, str]:
    return {path: digest for digest, paths in inventory["versions"][number]["state"].items() for path in paths}


def give_back(folder: Path, version: str) -> dict[str, bytes]:
    """Give the files of a release as they were put in. Raises UsageError where the object has no such release, InputError."""
    inventory = read(folder)
    if inventory is None or version not in versions(inventory):
        raise UsageError(f"{folder}: has no release {version}. It has: {', '.join(versions(inventory)) or 'none'}.")
    number = f"v{versions(inventory).index(version) + 1}"
    return {path: (folder / inventory["manifest"][digest][0]).read_bytes() for path, digest in sorted(_state(inventory, number).items())}


def _digest(data: bytes) -> str:
    return hashlib.sha512(data).hexdigest()
