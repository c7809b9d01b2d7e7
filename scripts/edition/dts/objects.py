"""What DTS says of collections, texts and their units: JSON-LD objects, the same for files and for a server but for the addresses."""

from __future__ import annotations

import json
from typing import Any, Iterable, Mapping, Sequence

from edition.citestructure import Structure, Unit
from edition.dts import dublincore
from edition.dts.addresses import Addresses
from edition.dts.catalogue import Catalogue, CitationTree, Collection, Resource

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
TEI_TYPE, PLAIN_TYPE = "application/tei+xml", "text/plain"

Object = dict[str, Any]

_TOP: Object = {"@context": CONTEXT, "dtsVersion": VERSION}


def entry(addresses: Addresses) -> Object:
    """The answer of the entry endpoint."""
    return _TOP | {"@id": addresses.entry, "@type": "EntryPoint"} | addresses.endpoints


def collection(catalogue: Catalogue, one: Collection | Resource, members: Iterable[Collection | Resource], addresses: Addresses, view: Object) -> Object:
    """The answer of the collection endpoint: something with its members, or with its parents for ``nav=parents``."""
    return _TOP | _described(catalogue, one, addresses) | {"member": [_described(catalogue, member, addresses) for member in members]} | view


def navigation(address: str, resource: Resource, asked: Mapping[str, Unit], members: Sequence[Unit] | None, addresses: Addresses, view: Object) -> Object:
    """The answer of the navigation endpoint: the units asked for (``ref`` or ``start`` and ``end``), and those that belong to the answer, if any are wanted."""
    answer = _TOP | {"@id": address, "@type": "Navigation", "resource": _cited(resource, addresses)}
    answer |= {name: _unit(unit) for name, unit in asked.items()}
    return answer | ({} if members is None else {"member": [_unit(unit) for unit in members]}) | view


def _described(catalogue: Catalogue, one: Collection | Resource, addresses: Addresses) -> Object:
    """Everything that is said of a collection or text, but for its members."""
    parents = len(catalogue.parents[one.identifier])
    if isinstance(one, Collection):
        counts: Object = {"totalParents": parents, "totalChildren": len(one.members)}
        said: Object = {"@id": one.identifier, "@type": "Collection", "dtsVersion": VERSION, "title": one.title} | counts | addresses.of_collection(one.identifier)
    else:
        counts = {"totalParents": parents, "totalChildren": 0}
        said = {"dtsVersion": VERSION, "title": _first(one.metadata.get("title")) or one.identifier} | counts | _cited(one, addresses)
        said |= {"download": addresses.site + one.download}
    description = _first(one.metadata.get("alternative"))
    return said | ({"description": description} if description else {}) | ({"dublinCore": dict(one.metadata)} if one.metadata else {})


def _cited(resource: Resource, addresses: Addresses) -> Object:
    """What the navigation endpoint has to say of a text: where to find it, and how it can be cited."""
    return {"@id": resource.identifier, "@type": "Resource", **addresses.of_resource(resource.identifier), "mediaTypes": media_types(resource), "citationTrees": [_tree(tree) for tree in resource.trees]}


def media_types(resource: Resource) -> list[str]:
    """In what forms the passages of a text can be had, the usual one first."""
    return [TEI_TYPE] + [PLAIN_TYPE] * (resource.plain is not None)


def _tree(tree: CitationTree) -> Object:
    """A way to cite; the default one has no identifier."""
    return {"@type": "CitationTree", **({"identifier": tree.name} if tree.name is not None else {}), "citeStructure": [_structure(part) for part in tree.structure]}


def _structure(structure: Structure) -> Object:
    parts = [_structure(part) for part in structure.parts]
    return {"@type": "CiteStructure", "citeType": structure.unit, **({"citeStructure": parts} if parts else {})}


def _unit(unit: Unit) -> Object:
    """A citable unit, with the Dublin Core terms that its ``citeData`` states."""
    terms = {name.removeprefix(dublincore.TERMS): dublincore.in_language(values, unit.element) for name, values in unit.data.items() if name.startswith(dublincore.TERMS) and values}
    said = {"identifier": unit.identifier, "@type": "CitableUnit", "level": unit.level, "parent": unit.parent.identifier if unit.parent else None, "citeType": unit.name}
    return said | ({"dublinCore": terms} if terms else {})


def _first(values: dublincore.Values | None) -> str:
    first = values[0] if values else ""
    return first if isinstance(first, str) else first["value"]


def encoded(answer: Object) -> bytes:
    """An answer as JSON."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
