"""What the rules across files look at: the documents selected, and the edition around them."""

from __future__ import annotations

from pathlib import Path
from typing import Collection, Sequence

from lxml import etree

from edition import corpus, disk, xinclude
from edition.corpus import Edition, Prefix
from edition.documents import XML_ID, Document, ids
from edition.errors import EditionError

# How many ids may be compared in looking for the nearest: some seconds' worth.
_COMPARISONS = 200_000


class Scope:
    """What the rules are to look at: the documents selected, and the edition around them, if any."""

    def __init__(self, selected: Sequence[Document], edition: Edition | None) -> None:
        self.selected = selected
        self.edition = edition
        self._by_path = {document.real: document for document in selected}
        self._ids: dict[Path, dict[str, etree._Element]] = {}
        self._comparisons = 0
        self._files: dict[Path, bool] = {}

    def member(self, document: Document) -> Document:
        """A document of the edition as it was selected, so that findings name it as the caller did."""
        return self._by_path.get(document.real, document)

    @property
    def whole(self) -> bool:
        """Whether every file of the edition is selected."""
        return self.edition is not None and all(member.real in self._by_path for member in self.edition.members)

    def ids(self, path: Path) -> dict[str, etree._Element]:
        """The ids of a file that something points to; none where it cannot be read as XML."""
        if path not in self._ids:
            try:
                self._ids[path] = dict(ids(self._by_path.get(path) or xinclude.read(path)))
            except EditionError:
                self._ids[path] = {}
        return self._ids[path]

    def is_file(self, path: Path) -> bool:
        """Whether a file is there; each is looked for once."""
        if path not in self._files:
            self._files[path] = disk.is_file(path)
        return self._files[path]

    def close(self, fragment: str, known: Collection[str]) -> list[str]:
        """The id most like ``fragment``, as long as looking for it does not take longer than all other checks."""
        from difflib import get_close_matches  # which most runs need not

        self._comparisons += len(known)
        return get_close_matches(fragment, known, n=1, cutoff=0.8) if self._comparisons <= _COMPARISONS else []

    def prefixes(self, document: Document) -> tuple[Path, list[Prefix]]:
        """The prefixes in force in a document, and the file they are relative to: the edition's, else its own."""
        return (self.edition.head.path, self.edition.prefixes) if self.edition else (document.path, corpus.prefixes(document))


def named(element: etree._Element) -> str:
    """Name an element in a message: ``person “pe.seeckt”``."""
    identifier = element.get(XML_ID)
    return etree.QName(element).localname + (f" “{identifier}”" if identifier else "")
