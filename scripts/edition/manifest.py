"""What a batch has made: while it works a journal, to which each document adds a line; at its end the manifest, in the order of names.

Both are JSON, one object a line. The first line holds the settings and the hash of the toolchain, by which it is known whether the rest
still holds; each other a document: its name, the SHA-256 of what was read, how it went, what was said of it, its files with their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping

from filelock import FileLock, Timeout

from edition import publish
from edition.errors import InputError, UsageError

NAME = "manifest.jsonl"
# The folder of unfinished work.
_WORK = ".edition-batch"

Entry = dict[str, Any]


class Manifest:
    """The manifest of a folder of output, and its journal while a batch works; one process writes both."""

    def __init__(self, out: Path, settings: Mapping[str, object], fresh: bool = False) -> None:
        """Read what earlier batches of the same settings have made, nothing if ``fresh``.

        Raises InputError where the folder cannot be written, UsageError while another batch writes there.
        """
        self._out = out
        self._work = out / _WORK
        self._lock = self._locked()
        self._head = _line(settings)
        self._made: dict[str, bytes] = {}
        for file in () if fresh else (out / NAME, self._work / NAME):
            self._made.update(self._read(file))
        try:
            publish.write_file(self._work / NAME, b"".join([self._head, *self._made.values()]))
            self._journal = open(self._work / NAME, "ab")
        except OSError as error:
            raise InputError(f"{out}: cannot be written: {error.strerror}") from error

    def _locked(self) -> FileLock:
        """A lock that the system takes away from a process that has died."""
        lock = FileLock(self._work / "lock", timeout=0)
        try:
            self._work.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise UsageError(f"{self._out}: another batch writes there. Wait until it has ended, or name another folder.") from error
        except OSError as error:
            raise InputError(f"{self._out}: cannot be written: {error.strerror}") from error
        return lock

    def _read(self, file: Path) -> Iterator[tuple[str, bytes]]:
        """The lines of a manifest of the same settings by name; the last one may have been cut short."""
        try:
            lines = file.read_bytes().splitlines(keepends=True)
        except OSError:
            return
        for line in lines[1:] if lines[:1] == [self._head] else ():
            if line.endswith(b"\n") and (entry := _entry(line)):
                yield entry["name"], line

    def recall(self, name: str, digest: str) -> Entry | None:
        """What was made of a document, if it was read as it is now and all its files are there as they were made."""
        entry = _entry(self._made.get(name, b""))
        if entry is None or entry["sha256"] != digest or not entry["files"]:
            return None
        return entry if all(_sha256_of(self._out / file) == sha for file, sha in entry["files"].items()) else None

    def add(self, name: str, digest: str, status: int, messages: Iterable[str], files: Mapping[str, bytes]) -> None:
        """Write the files of a document, each whole or not at all, then its line. Raises InputError."""
        for file, data in files.items():
            self._write(self._out / file, data)
        sums = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()}
        self._made[name] = _line({"name": name, "sha256": digest, "status": status, "messages": list(messages), "files": sums})
        self._journal.write(self._made[name])
        self._journal.flush()

    def _write(self, path: Path, data: bytes) -> None:
        fresh = self._work / "fresh"
        try:
            fresh.write_bytes(data)
            try:
                fresh.replace(path)
            except FileNotFoundError:
                path.parent.mkdir(parents=True, exist_ok=True)
                fresh.replace(path)
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}") from error

    def finish(self, names: Iterable[str]) -> None:
        """Put the manifest of these documents in its place, and take the journal away."""
        self._journal.close()
        publish.write_file(self._out / NAME, b"".join([self._head, *(self._made[name] for name in sorted(names) if name in self._made)]))
        self._lock.release()
        shutil.rmtree(self._work, ignore_errors=True)

    def close(self) -> None:
        """Leave the journal where it is, for the next time."""
        self._journal.close()
        self._lock.release()


def _line(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


def _entry(line: bytes) -> Entry | None:
    """An entry as it was written; None for what we have not written."""
    try:
        entry = json.loads(line)
        sound = isinstance(entry["name"], str) and isinstance(entry["sha256"], str) and isinstance(entry["status"], int)
        return entry if sound and all(isinstance(message, str) for message in entry["messages"]) and all(map(_is_inside, entry["files"])) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _is_inside(name: str) -> bool:
    return not os.path.isabs(name) and ".." not in Path(name).parts


def _sha256_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
