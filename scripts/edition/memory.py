"""What was found out in earlier runs: results under a key, each with every look at the disk that it rests on (disk.py).

A result is taken again only if each of these looks sees the same now, and only by the same code: the key holds the hash of this
package, its schema and the versions of all that is installed beside it. An entry is JSON, which is read and never run; one that is
spoilt counts as none. The folder is bounded: the entries not used for longest are dropped.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Iterable, Sequence, TypeVar

from edition import disk, kept
from edition.resources import resource

# To be raised whenever the meaning of an entry changes without the code.
_FORMAT = 1
_BYTES = 32_000_000

Result = TypeVar("Result")


class Memory:
    """The results in a folder; with none, nothing is remembered."""

    def __init__(self, folder: Path | None = None, most: int = _BYTES) -> None:
        self._folder = folder / "validation" if folder else None
        self._most = most
        self._changed = False

    def recall(self, key: Sequence[str], read: Callable[[list[Any]], Result]) -> Result | None:
        """Give the result kept under a key, as ``read`` from JSON, if all that it rests on is as it was; None otherwise."""
        path = self._path(key)
        if path is None or (entry := kept.read(path)) is None:
            return None
        try:
            looks, result = json.loads(entry)
            found = read(result) if isinstance(result, list) and all(disk.holds(tuple(look)) for look in looks) else None
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        if found is not None:
            with contextlib.suppress(OSError):
                os.utime(path)
        return found

    def keep(self, key: Sequence[str], looks: Iterable[disk.Look], result: list[Any]) -> None:
        """Keep a result, a list that JSON can hold, with the looks at the disk that it rests on."""
        if path := self._path(key):
            kept.write(path, json.dumps([sorted(looks), result], ensure_ascii=True, separators=(",", ":")).encode("ascii"))
            self._changed = True

    def prune(self) -> None:
        """Drop the entries not used for longest where there is too much, if this run has added any."""
        if self._folder is None or not self._changed:
            return
        with contextlib.suppress(OSError), os.scandir(self._folder) as found:
            states = sorted(((state.st_mtime_ns, state.st_size, entry.path) for entry in found for state in [entry.stat()]), reverse=True)
            total = 0
            for _, size, path in states:
                total += size
                if total > self._most:
                    with contextlib.suppress(OSError):
                        os.unlink(path)

    def _path(self, key: Sequence[str]) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / hashlib.sha256(json.dumps([_FORMAT, tool(), *key]).encode("ascii")).hexdigest()


# What remembers nothing.
NONE = Memory()


@lru_cache(maxsize=1)
def tool() -> str:
    """The hash of all that judges: the code of this package and its words, the schema, the interpreter, what is installed beside it."""
    found = hashlib.sha256(sys.version.encode())
    _add_files(found, Path(__file__).parent, resource("schema"))
    installed = {name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))}
    found.update("\n".join(sorted(installed)).encode("utf-8", "surrogateescape"))
    return found.hexdigest()


@lru_cache(maxsize=1)
def maker() -> str:
    """The hash of all that renders, the same on every machine that has the same: package, stylesheets, and the engines' versions."""
    from importlib import metadata

    found = hashlib.sha256("\n".join(f"{name} {metadata.version(name)}" for name in _ENGINES).encode())
    _add_files(found, Path(__file__).parent, resource("schema"), resource("xslt"))
    return found.hexdigest()


# What else decides the bytes that come out.
_ENGINES = ("lxml", "saxonche", "typst")


def _add_files(found: hashlib._Hash, *homes: Path) -> None:
    for home in homes:
        for path in sorted(_below(os.fspath(home))):
            with open(path, "rb") as stream:
                content = stream.read()
            found.update(f"\n{os.path.relpath(path, home)} {len(content)}\n".encode("utf-8", "surrogateescape") + content)


def _below(folder: str) -> Iterable[str]:
    """The files below a folder, without byte code and what a wheel holds besides."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir():
                if entry.name not in ("__pycache__", "data"):
                    yield from _below(entry.path)
            else:
                yield entry.path
