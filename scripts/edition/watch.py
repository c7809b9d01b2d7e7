"""See when the files that an edition is made from change."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, Sequence

from watchfiles import DefaultFilter, watch

from edition import corpus
from edition.errors import EditionError
from edition.resources import own_stylesheets, resource


_LOOK = 200  # milliseconds


class _Sources(DefaultFilter):
    """Passes over what is built, and what editors leave behind while they save."""

    def __init__(self, out: Path) -> None:
        super().__init__(ignore_paths=[str(out.resolve())])


def changes(home: Path, out: Path) -> Iterator[list[Path]]:
    """Give the files changed since the last time, whenever some have: those beside and below ``edition.xml``, the stylesheets, the schema.

    First of all it gives none, once it watches, so that nothing is missed between a first build and the next. ``out`` is not looked at.
    Runs until interrupted.
    """
    own = own_stylesheets()
    watched = [home.parent, resource("xslt"), resource("schema"), *([own] if own else [])]
    begun = False
    for found in watch(*watched, watch_filter=_Sources(out), yield_on_timeout=True, rust_timeout=_LOOK):
        if found or not begun:
            yield sorted({Path(path) for _, path in found})
        begun = True


def to_check(home: Path, changed: Sequence[Path]) -> list[Path]:
    """The texts to check again after a change; none where it may concern every file: of a register, the header, the schema, a file that is gone."""
    try:
        texts = {text.path.resolve() for text in corpus.load_what_is_there(home).texts}
    except EditionError:
        return []
    return sorted({path.resolve() for path in changed}) if all(path.resolve() in texts for path in changed) else []
