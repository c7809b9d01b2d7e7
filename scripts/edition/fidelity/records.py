"""Read the records of the search back into words."""

from __future__ import annotations

import json
from typing import Iterator, Mapping

from edition.search import FORM, SOURCE


def rows(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, str, str]]:
    """Go through all records in the site's ``search-data``: kind, language of the interface, id, and the words it is found by."""
    for name, data in sorted(files.items()):
        if name.startswith("search-data/"):
            for line in data.decode("utf-8").splitlines():
                if line.startswith("["):
                    _, kind, _, interface, _, address, *_, words = json.loads(line.removesuffix(","))
                    yield kind, interface, address.partition("#")[2], words


def passage(words: str) -> str:
    """Give the passage of a record without the reading of the source and the forms of names."""
    return words.partition(f" {SOURCE} ")[0].partition(f" {FORM} ")[0]


def source(words: str) -> str:
    """Give the reading of the source, which a record states where it differs."""
    stated = words.partition(f" {SOURCE} ")[2].partition(f" {FORM} ")[0]
    return stated or passage(words)
