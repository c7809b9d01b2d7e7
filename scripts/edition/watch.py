"""See when the files that an edition is made from change."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

from watchfiles import Change, DefaultFilter, watch

from edition.resources import resource


class _Sources(DefaultFilter):
    """Passes over what is built, and what editors leave behind while they save."""

    def __init__(self, out: Path) -> None:
        super().__init__(ignore_paths=[str(out.resolve())])


def changes(home: Path, out: Path) -> Iterator[list[Path]]:
    """Give the files changed since the last time, whenever some have: those beside and below ``edition.xml``, the stylesheets, the schema.

    Runs until interrupted; ``out`` is not looked at.
    """
    watched = [home.parent, resource("xslt"), resource("schema")]
    for found in watch(*watched, watch_filter=_Sources(out)):
        yield sorted({Path(path) for change, path in found if change in Change})
