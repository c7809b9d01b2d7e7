"""The queries of the three endpoints, answered or refused as the specification says for each combination of parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Sequence, TypeVar
from urllib.parse import parse_qsl

from edition.citestructure import Unit
from edition.dts import objects
from edition.dts.addresses import Addresses
from edition.dts.catalogue import Catalogue, CitationTree, Collection, Resource
from edition.dts.objects import Object

# The longest query that is read.
LONGEST = 2048

Parameters = Mapping[str, str]
_Member = TypeVar("_Member")

_KNOWN = {
    "collection": ("id", "page", "nav"),
    "navigation": ("resource", "ref", "start", "end", "down", "tree", "page"),
    "document": ("resource", "ref", "start", "end", "tree", "mediaType"),
}


class Refused(Exception):
    """A query that is not answered: the HTTP status (RFC 9110, section 15), and what is wrong with it in a sentence that repeats nothing of it."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


@dataclass(frozen=True)
class Passage:
    """A part of a text, or all of it, in a form: the units it reaches from and to, or none."""

    resource: Resource
    media_type: str
    start: Unit | None = None
    end: Unit | None = None

    def data(self) -> bytes:
        """What it consists of."""
        passages, plain = self.resource.passages, self.resource.plain
        if self.start is None or self.end is None:
            return plain.critical.whole().encode() if plain and self.media_type == objects.PLAIN_TYPE else passages.whole()
        if plain and self.media_type == objects.PLAIN_TYPE:
            return plain.between(self.start, passages.ids(self.start, self.end)).encode()
        return passages.between(self.start, self.end)


def parameters(endpoint: str, query: bytes) -> dict[str, str]:
    """Read the parameters of an endpoint from the query of a URI; others are left alone. Raises Refused."""
    if len(query) > LONGEST:
        raise Refused(414, f"The query has more than {LONGEST} characters.")
    try:
        text = query.decode("ascii")
        if re.search(r"%(?![0-9A-Fa-f]{2})", text):
            raise ValueError(text)
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError as error:
        raise Refused(400, "The query is not well-formed: percent-encode UTF-8.") from error
    known = [(name, value) for name, value in pairs if name in _KNOWN[endpoint]]
    if len(dict(known)) < len(known):
        raise Refused(400, "A parameter stands twice.")
    if any(ord(character) < 32 or ord(character) == 127 for _, value in known for character in value):
        raise Refused(400, "A parameter has a control character.")
    return dict(known)


def collection(catalogue: Catalogue, asked: Parameters, addresses: Addresses, most: int | None) -> Object:
    """Answer at the collection endpoint, by pages of at most ``most`` members. Raises Refused."""
    one = catalogue.everything.get(asked.get("id", catalogue.root.identifier))
    if one is None:
        raise Refused(404, "There is no collection or resource of this id.")
    direction = asked.get("nav", "children")
    if direction not in ("children", "parents"):
        raise Refused(400, "nav is children or parents.")
    children = one.members if isinstance(one, Collection) else ()
    members, view = _page(catalogue.parents[one.identifier] if direction == "parents" else children, "collection", asked, addresses, most)
    return objects.collection(catalogue, one, members, addresses, view)


def navigation(catalogue: Catalogue, asked: Parameters, addresses: Addresses, most: int | None) -> Object:
    """Answer at the navigation endpoint, likewise. Raises Refused for what the tables of “Query Parameters” call an error."""
    resource = _resource(catalogue, asked)
    address = addresses.query("navigation", asked)
    down = _number(asked, "down", -1)
    if not resource.trees:
        return objects.navigation(address, resource, {}, [], addresses, {})
    _check_combination(asked)
    if not {"ref", "start"} & asked.keys() and not down:
        raise Refused(400, "Say ref, or start and end, or how far down.")
    if "start" in asked and down == 0:
        raise Refused(400, "A range has no siblings: down is not 0.")
    tree = _tree(resource, asked)
    units = _units(tree, asked)
    members = _members(resource, tree, units, down)
    shown, view = (None, {}) if members is None else _page(members, "navigation", asked, addresses, most)
    return objects.navigation(address, resource, units, shown, addresses, view)


def document(catalogue: Catalogue, asked: Parameters) -> Passage:
    """Find what is asked for at the document endpoint. Raises Refused."""
    resource = _resource(catalogue, asked)
    _check_combination(asked)
    # A + that was not percent-encoded has been read as a blank.
    media_type = asked.get("mediaType", objects.TEI_TYPE).replace(" ", "+")
    if media_type not in objects.media_types(resource):
        raise Refused(404, f"This resource is available as {' and '.join(objects.media_types(resource))} only.")
    if not {"ref", "start"} & asked.keys():
        return Passage(resource, media_type)
    units = _units(_tree(resource, asked), asked)
    start, end = (units.get("start") or units["ref"], units.get("end") or units["ref"])
    _check_order(resource, start, end)
    return Passage(resource, media_type, start, end)


def _resource(catalogue: Catalogue, asked: Parameters) -> Resource:
    if not asked.get("resource"):
        raise Refused(400, "Say which resource.")
    found = catalogue.everything.get(asked["resource"])
    if not isinstance(found, Resource):
        raise Refused(404, "There is no resource of this id.")
    return found


def _check_combination(asked: Parameters) -> None:
    if "ref" in asked and ("start" in asked or "end" in asked):
        raise Refused(400, "Say either ref, or start and end.")
    if ("start" in asked) != ("end" in asked):
        raise Refused(400, "start and end go together.")


def _check_order(resource: Resource, start: Unit, end: Unit) -> None:
    if not resource.passages.precedes(start, end):
        raise Refused(404, "end comes before start.")


def _tree(resource: Resource, asked: Parameters) -> CitationTree:
    tree = resource.tree(asked.get("tree"))
    if tree is None:
        raise Refused(404, "This resource has no citation tree of this name; the default one is had by leaving tree out.")
    return tree


def _units(tree: CitationTree, asked: Parameters) -> dict[str, Unit]:
    """Find the units that are asked for."""
    found = {}
    for name in ("ref", "start", "end"):
        if name in asked:
            unit = tree.unit(asked[name])
            if unit is None:
                raise Refused(404, f"There is no citable unit of this {name} in the citation tree.")
            found[name] = unit
    return found


def _members(resource: Resource, tree: CitationTree, units: Mapping[str, Unit], down: int | None) -> list[Unit] | None:
    """The members of an answer (“Usage of down, ref, start and end”); None where it has none."""
    if "start" in units:
        _check_order(resource, units["start"], units["end"])
    if down is None:
        return None
    if not units:
        return tree.from_root(down)
    if down == 0:
        return tree.siblings(units["ref"])
    return tree.from_range(units.get("start") or units["ref"], units.get("end") or units["ref"], down)


def _number(asked: Parameters, name: str, least: int) -> int | None:
    """Read a parameter that is a number; None where it is not there."""
    if name not in asked:
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}", asked[name]) or int(asked[name]) < least:
        raise Refused(400, f"{name} is a whole number, at least {least}.")
    return int(asked[name])


def _page(members: Sequence[_Member], endpoint: str, asked: Parameters, addresses: Addresses, most: int | None) -> tuple[Sequence[_Member], Object]:
    """Give one page of members, and the ``view`` that leads to the others; all and no view where they fit on one that was not asked for, or ``most`` is None and sets no bound."""
    size = most or len(members) or 1
    page, last = _number(asked, "page", 1), max(1, -(-len(members) // size))
    if page is None and last == 1:
        return members, {}
    here = page or 1
    if here > last:
        raise Refused(404, "There is no such page.")

    def address(number: int) -> str | None:
        return addresses.query(endpoint, {**asked, "page": str(number)}) if 1 <= number <= last else None

    view = {"@id": address(here), "@type": "Pagination", "first": address(1), "previous": address(here - 1), "next": address(here + 1), "last": address(last)}
    return members[(here - 1) * size : here * size], {"view": view}
