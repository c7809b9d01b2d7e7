"""A catalogue as plain files for hosts that answer no queries: DTS Level 0, and ranges from unit to unit of the first level.

The number of ranges grows with the square of that of units, and their bytes with the cube. So all are written for the default
citation tree only, unless it has more than MOST units at its first level; of other trees, the range from the first to the last.
"""

from __future__ import annotations

import re
from typing import Iterator

from edition.citestructure import Unit
from edition.dts import addresses, answers, objects
from edition.dts.addresses import Addresses
from edition.dts.catalogue import Catalogue, CitationTree, Resource

MOST = 40

# The file that programs begin with.
ENTRY = addresses.path("index", {})

# What can be the name of a file on any host: anything but what parts names or is hidden, and not too long.
_NAME = re.compile(r"[^./\\;?#%:*\"<>|\x00-\x1f\x7f][^/\\;?#%:*\"<>|\x00-\x1f\x7f]{0,79}")


def files(catalogue: Catalogue, site: str) -> dict[str, bytes]:
    """Write everything, by path below the address of the site (which ends in a slash). What cannot be the name of a file has none."""
    return dict(_Writer(catalogue, addresses.files(site)).written())


class _Writer:
    def __init__(self, catalogue: Catalogue, where: Addresses) -> None:
        self._catalogue = catalogue
        self._where = where

    def written(self) -> Iterator[tuple[str, bytes]]:
        yield ENTRY, objects.encoded(objects.entry(self._where))
        yield from self._collections({})
        for one in self._catalogue.everything.values():
            if _NAME.fullmatch(one.identifier):
                yield from self._collections({"id": one.identifier})
                if isinstance(one, Resource):
                    yield from self._resource(one)

    def _collections(self, asked: dict[str, str]) -> Iterator[tuple[str, bytes]]:
        for one in (asked, asked | {"nav": "children"}, asked | {"nav": "parents"}):
            yield addresses.path("collection", one), objects.encoded(answers.collection(self._catalogue, one, self._where, most=None))

    def _resource(self, resource: Resource) -> Iterator[tuple[str, bytes]]:
        asked = {"resource": resource.identifier}
        yield self._document(asked)
        for tree in resource.trees:
            named = asked | ({"tree": tree.name} if tree.name else {})
            if all(map(_NAME.fullmatch, named.values())):
                yield from self._tree(tree, named, tree.name is None and not resource.of_release)

    def _tree(self, tree: CitationTree, asked: dict[str, str], every: bool) -> Iterator[tuple[str, bytes]]:
        levels = ["-1", *(str(level) for level in range(1, max(tree.depth, 2) + 1))]
        yield from (self._navigation(asked | {"down": down}) for down in levels)
        for unit in filter(_can_be_named, tree.units):
            part = asked | {"ref": unit.identifier}
            yield self._document(part)
            yield self._navigation(part)
            yield from (self._navigation(part | {"down": down}) for down in ("0", *levels))
        for start, end in _ranges([unit for unit in tree.units if unit.level == 1 and _can_be_named(unit)], every):
            part = asked | {"start": start.identifier, "end": end.identifier}
            yield self._document(part)
            yield self._navigation(part)
            yield from (self._navigation(part | {"down": down}) for down in levels)

    def _navigation(self, asked: dict[str, str]) -> tuple[str, bytes]:
        return addresses.path("navigation", asked), objects.encoded(answers.navigation(self._catalogue, asked, self._where, most=None))

    def _document(self, asked: dict[str, str]) -> tuple[str, bytes]:
        return addresses.path("document", asked), answers.document(self._catalogue, asked).data()


def _ranges(units: list[Unit], every: bool) -> Iterator[tuple[Unit, Unit]]:
    if every and len(units) <= MOST:
        yield from ((start, end) for place, start in enumerate(units) for end in units[place:])
    elif units:
        yield units[0], units[-1]


def _can_be_named(unit: Unit) -> bool:
    return _NAME.fullmatch(unit.identifier) is not None
