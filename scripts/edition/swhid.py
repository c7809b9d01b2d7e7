"""Software Hash identifiers (SWHID 1.2, ISO/IEC 18670:2025): names of contents and folders that anybody can compute again, from git's hashes."""

from __future__ import annotations

import hashlib
import os
from typing import Mapping, NamedTuple, Union

from edition.corpus import Edition

Tree = Mapping[str, Union[bytes, "Tree"]]

_FILE, _FOLDER = b"100644", b"40000"


class _Entry(NamedTuple):
    """One line of a folder's manifest."""

    mode: bytes
    name: bytes
    digest: bytes

    @property
    def rank(self) -> bytes:
        """What git sorts by: a folder's name counts as ending in a stroke."""
        return self.name + b"/" * (self.mode == _FOLDER)


def content(data: bytes) -> str:
    """Give the identifier of a file's content: ``swh:1:cnt:…`` (SWHID 1.2, section 5.2)."""
    return f"swh:1:cnt:{_hash(b'blob', data).hex()}"


def directory(files: Mapping[str, bytes]) -> str:
    """Give the identifier of a folder, ``swh:1:dir:…`` (section 5.3), from its files by their path in it, parted by ``/``.

    All files count as plain ones that nobody executes, and empty folders do not count: what a folder is called or when and by whom it was
    written makes no difference. Raises ValueError where one path is both a file and a folder.
    """
    return f"swh:1:dir:{_digest(_tree(files)).hex()}"


def of_edition(edition: Edition) -> str:
    """Name the source of an edition: the folder of the files it consists of. Of a release, git gives the same: ``git rev-parse HEAD:tei/releases/X.Y.Z/tei``."""
    from edition import downloads  # with all that tells of tools, which whoever names a folder does not need

    return directory(downloads.tei(edition))


def _tree(files: Mapping[str, bytes]) -> Tree:
    root: dict[str, bytes | Tree] = {}
    for path, data in files.items():
        *folders, name = path.split("/")
        folder = root
        for step in folders:
            inner = folder.setdefault(step, {})
            if not isinstance(inner, dict):
                raise ValueError(f"{path}: {step} is a file")
            folder = inner
        if isinstance(folder.setdefault(name, data), dict):
            raise ValueError(f"{path} is a folder")
    return root


def _digest(tree: Tree) -> bytes:
    entries = [
        _Entry(_FILE, os.fsencode(name), _hash(b"blob", node)) if isinstance(node, bytes) else _Entry(_FOLDER, os.fsencode(name), _digest(node))
        for name, node in tree.items()
    ]
    return _hash(b"tree", b"".join(entry.mode + b" " + entry.name + b"\0" + entry.digest for entry in sorted(entries, key=lambda entry: entry.rank)))


def _hash(kind: bytes, data: bytes) -> bytes:
    """Git's hash of an object; here a name, not a seal."""
    return hashlib.sha1(kind + b" " + str(len(data)).encode() + b"\0" + data, usedforsecurity=False).digest()
