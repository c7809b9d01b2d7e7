"""What an archivist asks of a package, on one screen: what is in it, in which formats, how it was checked and what could not be, whose it is, what it wants."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Mapping

from edition.package import checks, crate, formats, signature
from edition.package.verify import Package


def of_package(folder: Path) -> dict[str, Any]:
    """Tell of the package in a folder, from itself alone. Raises InputError for what is no package, ValueError for a crate that cannot be read."""
    package = Package(folder)
    entities = {entity["@id"]: entity for entity in json.loads(package.payload[crate.METADATA])["@graph"]}
    root = entities["./"]
    state = dict(package.fields).get("Internal-Sender-Description", "")
    return {
        "title": root["name"],
        "description": root.get("description", ""),
        "publisher": entities[root["publisher"]["@id"]]["name"],
        "date": root.get("datePublished", ""),
        "status": root.get("creativeWorkStatus", ""),
        "missing": state.removeprefix("Draft: ").split("; ") if state.startswith("Draft: ") else [],
        "identifiers": [value for name, value in package.fields if name == "External-Identifier"],
        "files": len(package.payload),
        "bytes": sum(map(len, package.payload.values())),
        "signed": (folder / signature.NAME).is_file(),
        "contents": [_folder(entity, entities, package.payload) for name, entity in entities.items() if entity["@type"] == "Dataset" and name != "./"],
        "formats": _formats(package.payload),
        "licences": [{"id": entity["@id"], "name": entity["name"], "about": entity.get("description", "")} for entity in _licences(entities)],
        "checks": json.loads(package.payload[checks.PATH]),
    }


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _folder(entity: Mapping[str, Any], entities: Mapping[str, Any], payload: Mapping[str, bytes]) -> dict[str, Any]:
    inside = [data for path, data in payload.items() if path.startswith(entity["@id"])]
    licences = [entities[found["@id"]]["@id"] for found in _many(entity.get("license"))]
    return {"path": entity["@id"], "name": entity["name"], "about": entity.get("description", ""), "files": len(inside), "bytes": sum(map(len, inside)), "licences": licences}


def _formats(payload: Mapping[str, bytes]) -> list[dict[str, Any]]:
    counted = Counter(map(formats.of, payload))
    return [{"name": found.name, "media": found.media, "pronom": found.puid, "files": count} for found, count in counted.most_common()]


def _licences(entities: Mapping[str, Any]) -> list[Any]:
    named = dict.fromkeys(found["@id"] for entity in entities.values() for found in _many(entity.get("license")))
    return [entities[name] for name in named]


def as_text(told: Mapping[str, Any]) -> str:
    """The same for people."""
    short = {licence["id"]: f"[{number}]" for number, licence in enumerate(told["licences"], start=1)}
    status = f"{told['status']}{', signed' if told['signed'] else ', not signed'}"
    rows = [
        told["title"],
        f"  {told['publisher']}, {told['date']}; {status}; {told['files']} files, {told['bytes'] / 1e6:.1f} MB",
        *(f"  {identifier}" for identifier in told["identifiers"]),
        "contents",
        *(f"  {one['path']:24} {one['files']:5} files {one['bytes'] / 1e6:6.1f} MB  {' '.join(short[name] for name in one['licences']):7} {one['name']}" for one in told["contents"]),
        "licences",
        *(f"  {short[licence['id']]} {licence['name']} <{licence['id']}>" for licence in told["licences"]),
        "formats",
        *_columns([f"{one['files']:5} {one['name']}, {one['media']}{', ' + one['pronom'] if one['pronom'] else ''}" for one in told["formats"]]),
        "checked before packing",
        *(f"  {one['what']}: {one['result']}" for one in told["checks"]["done"]),
        "checked by the tests of the toolchain",
        *(f"  {name}: {what}" for name, what in told["checks"]["tested"].items()),
        "not checked",
        *(f"  {name}: {why}" for name, why in told["checks"]["unchecked"].items()),
    ]
    return "\n".join([*rows, *(["wanting, so this is a draft", *(f"  {line}" for line in told["missing"])] if told["missing"] else [])])


def _columns(cells: list[str]) -> list[str]:
    half = (len(cells) + 1) // 2
    right = [*cells[half:], ""]
    return [f"  {left:64} {other}".rstrip() for left, other in zip(cells[:half], right, strict=False)]
