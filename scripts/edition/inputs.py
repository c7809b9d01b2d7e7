"""Read files that strangers name: only what is a regular file, and none beyond measure."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from edition.wording import words

_MOST = 1 << 27


def read(path: Path) -> bytes:
    """Give the bytes of a file. Raises OSError also for a pipe or device, which may never end, and for more than 128 MiB."""
    with open(path, "rb", opener=_without_waiting) as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, words("it is no regular file"))
        if found.st_size > _MOST:
            raise OSError(errno.EFBIG, words("it is larger than 128 MiB"))
        return stream.read(_MOST)


def _without_waiting(name: str, flags: int) -> int:
    """Open a pipe without waiting for somebody to write into it."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
