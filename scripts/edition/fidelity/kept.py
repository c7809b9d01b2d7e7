"""The releases beside the ledger: their TEI has the words that it records for each unit, and their pages say them."""

from __future__ import annotations

from typing import Iterator, Mapping

from edition import ledger
from edition import releases as frozen
from edition.corpus import Edition
from edition.fidelity import products
from edition.fidelity.compare import Difference
from edition.fidelity.products import Compared
from edition.fidelity.said import Said
from edition.ledger import Ledger, Release
from edition.ledger.units import citable

# Where in the site the releases lie.
FOLDER = "v"


def releases(files: Mapping[str, bytes], edition: Edition) -> Iterator[Compared]:
    """Compare each release that the ledger knows: units with the ledger, then its pages with its TEI."""
    book = ledger.of_edition(edition)
    for release in book.releases:
        top = f"{FOLDER}/{release.version}"
        kept = frozen.load(edition.head.path, release.version)
        yield _units(f"site/{top}", book, release, kept)
        pages = {name.removeprefix(f"{top}/"): data for name, data in files.items() if name.startswith(f"{top}/")}
        yield from products.site(pages, [Said(text) for text in kept.texts], f"site/{top}")


def _units(path: str, book: Ledger, release: Release, kept: Edition) -> Compared:
    """Compare the ids, references and hashes of a release with what the ledger says of it."""
    states, now = book.states(release.version), {unit.identifier: unit for unit in citable(kept)}
    found: list[Difference] = []
    for name in dict.fromkeys([*states, *now]):
        if name not in now or name not in states:
            found.append(Difference(path, name, "added" if name in now else "lost", "", ""))
        elif book.units[name].reference != now[name].reference:
            found.append(Difference(path, name, "changed", book.units[name].reference, now[name].reference))
        elif (states[name].critical, states[name].source) != ledger.hashes(now[name].words):
            found.append(Difference(path, name, "changed", states[name].critical or states[name].source, str(ledger.hashes(now[name].words)[0])))
    return Compared(path, "units of the ledger", len(states), tuple(found))
