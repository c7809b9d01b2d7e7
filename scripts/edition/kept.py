"""What is kept for the next run: files in the cache folder, each under the hash of itself, so that one that is spoilt or half written is not used."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path


def read(path: Path) -> bytes | None:
    """Give what was kept; None where there is nothing, or it is not what was written."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(content) else None


def write(path: Path, content: bytes) -> None:
    """Keep something, whole or not at all; where that cannot be done, nothing is kept.

    Several processes may write at once: each writes a file of its own, and the last to be done stays.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}~")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(_digest(content) + b"\n" + content)
        os.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode("ascii")
