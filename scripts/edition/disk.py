"""Every look at the files of an edition that a validation takes, so that its result can be kept with all that it depends on.

While a recording runs, each question is noted with its answer: the bytes of a file as their SHA-256, whether a file is there, what a
folder holds, where a link leads. Whoever asks the same questions again and gets the same answers may take the same result.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Callable, Iterable, Iterator, Mapping

from edition import inputs

# A question, its path, and the answer.
Look = tuple[str, str, str]

# The answer of what has changed while it was looked at: nothing ever answers so again.
_CHANGING = "?"

_recordings: list[dict[tuple[str, str], str]] = []


class _Given:
    """Files that are all there is, by absolute path, as somebody in ``folder`` sees them."""

    def __init__(self, folder: str, files: Mapping[str, bytes]) -> None:
        self._folder, self._files = folder, files

    def path(self, path: Path) -> str:
        return os.path.normpath(os.path.join(self._folder, path))

    def data(self, path: Path) -> bytes:
        found = self._files.get(self.path(path))
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        return found


_given: list[_Given] = []
_gathered: list[dict[str, bytes]] = []


@contextlib.contextmanager
def given(folder: str, files: Mapping[str, bytes]) -> Iterator[None]:
    """Until the block ends, let files (by absolute path) be all that can be read: the work is the same on any machine."""
    _given.append(_Given(folder, files))
    try:
        yield
    finally:
        _given.pop()


@contextlib.contextmanager
def gathering() -> Iterator[dict[str, bytes]]:
    """Keep the bytes of every file that is read until the block ends, by absolute path."""
    kept: dict[str, bytes] = {}
    _gathered.append(kept)
    try:
        yield kept
    finally:
        _gathered.pop()


@contextlib.contextmanager
def recording() -> Iterator[dict[tuple[str, str], str]]:
    """Note every question and its answer until the block ends; recordings may lie within each other."""
    noted: dict[tuple[str, str], str] = {}
    _resolved.cache_clear()
    _recordings.append(noted)
    try:
        yield noted
    finally:
        _recordings[:] = [one for one in _recordings if one is not noted]


def looks(noted: Mapping[tuple[str, str], str]) -> list[Look]:
    """What was noted, in order."""
    return sorted((question, path, answer) for (question, path), answer in noted.items())


def note(looks: Iterable[Look]) -> None:
    """Note what another process has asked for us."""
    for question, path, answer in looks:
        _note(question, path, answer)


def never(path: Path) -> Look:
    """A look at a file that nothing answers to again: what rests on it is not kept."""
    return "data", os.path.abspath(path), _CHANGING


def holds(look: Look) -> bool:
    """Whether a question has the same answer now; it is noted like any other."""
    question, path, answer = look
    _resolved.cache_clear()
    return _ANSWERS[question](Path(path)) == answer


def data(path: Path) -> bytes:
    """The bytes of a file. Raises OSError, also for what is no file, or one without end (inputs.py)."""
    try:
        found = _given[-1].data(path) if _given else inputs.read(path)
    except OSError as error:
        _note("data", path, _why(error))
        raise
    if _gathered:
        _gathered[-1][os.path.abspath(path)] = found
    if _recordings:
        _note("data", path, hashlib.sha256(found).hexdigest())
    return found


def state(path: Path) -> str:
    """The SHA-256 of what a file holds, or why it cannot be read."""
    try:
        return hashlib.sha256(data(path)).hexdigest()
    except OSError as error:
        return _why(error)


def is_file(path: Path) -> bool:
    """Tell whether a file is there; False also for a name that no file system can hold or that may not be asked for."""
    try:
        found = path.is_file()
    except (OSError, ValueError):
        found = False
    _note("file", path, str(found))
    return found


def resolved(path: Path) -> Path:
    """An absolute path without links and dots; one that no file system can hold is left as it is."""
    if _given or _gathered:  # by names alone, which are the same where the files are not
        return Path(_given[-1].path(path) if _given else os.path.abspath(path))
    found, is_link = _resolved(os.fspath(path), os.getcwd())
    if is_link:
        _note("link", path, str(found))
    return found


@lru_cache(maxsize=4096)
def _resolved(path: str, _: str) -> tuple[Path, bool]:
    try:
        found = os.path.realpath(path)
    except (OSError, ValueError):
        return Path(path), False
    return Path(found), found != os.path.abspath(path)


def names(folder: Path) -> list[str]:
    """The names of the XML files in a folder, in order."""
    found = sorted(path.name for path in folder.glob("*.xml"))
    _note("names", folder, "\n".join(found))
    return found


def tree(folder: Path) -> list[str]:
    """The paths of all files below a folder, relative to it and parted by ``/``, in order; none where there is no such folder."""
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    _note("tree", folder, "\n".join(found))
    return found


def xml_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Go through the files that paths name: a file itself (also one that is not there), a folder's ``*.xml`` in order."""
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(found for found in path.rglob("*.xml") if is_file(found))
        else:
            yield path


def find(start: Path) -> Path | None:
    """Look for ``edition.xml`` or ``tei/edition.xml`` in a folder (or a file's folder) and those above it."""
    start = resolved(start)
    for folder in (start, *start.parents):
        for candidate in (folder / "edition.xml", folder / "tei" / "edition.xml"):
            if is_file(candidate):
                return candidate
    return None


def _note(question: str, path: Path | str, answer: str) -> None:
    for noted in _recordings:
        key = question, os.path.abspath(path)
        if noted.setdefault(key, answer) != answer:
            noted[key] = _CHANGING


def _why(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "unreadable")


_ANSWERS: Mapping[str, Callable[[Path], str]] = {
    "data": state,
    "file": lambda path: str(is_file(path)),
    "link": lambda path: str(resolved(path)),
    "tree": lambda path: "\n".join(tree(path)),
    "names": lambda path: "\n".join(names(path)),
}
