"""What an object of DTS 1.0 must have, by the tables of the specification."""

from __future__ import annotations

from typing import Any

_TREE_KEYS = {"@type", "identifier", "citeStructure", "description"}


def described_well(said: dict[str, Any]) -> None:
    """Check a Collection or Resource: the keys that are required, their types, absolute templates with all variables, no name on the default tree."""
    assert said["@id"] and said["dtsVersion"] == "1.0" and isinstance(said["title"], str)
    assert all(isinstance(said[count], int) for count in ("totalParents", "totalChildren"))
    assert said["collection"].startswith("http") and "nav" in said["collection"] and f"{said['@id']}" in said["collection"]
    if said["@type"] == "Resource":
        for endpoint, variables in (("navigation", ("ref", "start", "end", "down", "tree")), ("document", ("ref", "start", "end", "tree"))):
            assert said[endpoint].startswith("http") and all(name in said[endpoint].partition("{")[2] for name in variables)
        trees = said["citationTrees"]
        assert all(set(tree) <= _TREE_KEYS and tree["@type"] == "CitationTree" for tree in trees)
        assert [bool(tree.get("identifier")) for tree in trees] == [place > 0 for place in range(len(trees))]
        assert all(part["citeType"] for tree in trees for part in tree["citeStructure"])
    else:
        assert said["@type"] == "Collection"
    for term, values in said.get("dublinCore", {}).items():
        assert term.isalpha() and values and all(isinstance(value, str) or set(value) == {"lang", "value"} for value in values)


def units_of(said: dict[str, Any]) -> list[str]:
    """The identifiers of an answer's members, each once, each after its parent if that is there."""
    seen: list[str] = []
    for unit in said["member"]:
        assert set(unit) - {"dublinCore"} == {"identifier", "@type", "level", "parent", "citeType"} and unit["@type"] == "CitableUnit"
        assert unit["identifier"] not in seen and (unit["parent"] is None) == (unit["level"] == 1)
        seen.append(unit["identifier"])
    return seen
