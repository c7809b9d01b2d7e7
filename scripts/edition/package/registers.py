"""The registers as RDF: persons, places, organizations, events and works with their names, dates, places and identifiers, in Turtle and JSON-LD.

The vocabulary is schema.org. A thing is named by the address of its page with its id; where the edition has no address, relative to the package.
"""

from __future__ import annotations

import json
from typing import Any, Iterator, Mapping, NamedTuple

from lxml import etree

from edition import documents, saxon
from edition.package.records import XML_LANG, written
from edition.resources import resource

_NS = {"archive": "urn:edition:archive"}
_PREFIXES = {"schema": "https://schema.org/", "owl": "http://www.w3.org/2002/07/owl#", "xsd": "http://www.w3.org/2001/XMLSchema#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
# Where an entry says when: the property, by the class of the thing and the name of the field.
_TIMES = {
    ("Person", "birth"): "birthDate",
    ("Person", "death"): "deathDate",
    ("Organization", "from"): "foundingDate",
    ("Organization", "to"): "dissolutionDate",
    ("Event", "when"): "startDate",
    ("Event", "from"): "startDate",
    ("Event", "to"): "endDate",
    ("CreativeWork", "date"): "dateCreated",
}
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}


class Term(NamedTuple):
    """An object of a statement: a thing (``kind`` "iri"), words in a language ("words"), or a value with its datatype ("value")."""

    kind: str
    text: str
    qualifier: str = ""


Statements = Mapping[str, list[tuple[str, Term]]]


def of_edition(resolved: str, base: str) -> dict[str, bytes]:
    """Give both files for an edition after the passes; ``base`` is its address, or empty."""
    entries = documents.own(saxon.run(resource("xslt/archive/registers.xsl"), resolved).text)
    site = base or "../site/"
    found = {f"{site}{entry.get('id')}.html#{entry.get('id')}": list(_statements(entry, site)) for entry in entries.iterfind("archive:entry", _NS)}
    return {"metadata/registers.ttl": turtle(found).encode(), "metadata/registers.jsonld": written(json_ld(found))}


def _statements(entry: etree._Element, site: str) -> Iterator[tuple[str, Term]]:
    kind = entry.get("class", "Thing")
    yield "rdf:type", Term("iri", f"schema:{kind}")
    for name in entry.iterfind("archive:name", _NS):
        yield "schema:name" if name.get("kind") == "preferred" else "schema:alternateName", Term("words", name.text or "", name.get(XML_LANG, ""))
    for about in entry.iterfind("archive:about", _NS):
        yield "schema:description", Term("words", about.text or "", about.get(XML_LANG, ""))
    yield from _times(entry, kind)
    for geo in entry.iterfind("archive:geo", _NS):
        for axis in ("latitude", "longitude"):
            yield f"schema:{axis}", Term("value", geo.get(axis, ""), "decimal")
    for same in entry.iterfind("archive:same", _NS):
        yield "owl:sameAs" if kind != "CreativeWork" else "schema:sameAs", Term("iri", same.get("as", ""))
    for text in entry.iterfind("archive:named-in", _NS):
        yield "schema:subjectOf", Term("iri", f"{site}{text.text}.html")


def _times(entry: etree._Element, kind: str) -> Iterator[tuple[str, Term]]:
    existence = entry.find("archive:existence", _NS)
    said = {**{name: (entry.findtext(f"archive:{name}", None, _NS)) for name in ("birth", "death", "date")}, **dict(entry.attrib), **(dict(existence.attrib) if existence is not None else {})}
    for (wanted, field), name in _TIMES.items():
        if kind == wanted and said.get(field):
            yield f"schema:{name}", Term("value", said[field], _DATES.get(len(said[field]), "string"))


def turtle(found: Statements) -> str:
    """Write statements in Turtle (RDF 1.1)."""
    heads = [f"@prefix {prefix}: <{address}> ." for prefix, address in _PREFIXES.items() if prefix != "rdf"]
    return "\n".join([*heads, "", *(f"<{thing}>\n    " + " ;\n    ".join(f"{'a' if name == 'rdf:type' else name} {_turtle(term)}" for name, term in said) + " .\n" for thing, said in found.items())])


def _turtle(term: Term) -> str:
    if term.kind == "iri":
        return term.text if term.text.startswith("schema:") else f"<{term.text}>"
    quoted = json.dumps(term.text, ensure_ascii=False)
    return f"{quoted}@{term.qualifier}" if term.kind == "words" and term.qualifier else f"{quoted}^^xsd:{term.qualifier or 'string'}"


def json_ld(found: Statements) -> dict[str, Any]:
    """Write the same statements in JSON-LD 1.1."""
    graph = []
    for thing, said in found.items():
        node: dict[str, Any] = {"@id": thing, "@type": next(term.text for name, term in said if name == "rdf:type")}
        for name, term in said:
            if name != "rdf:type":
                node.setdefault(name, []).append(_json(term))
        graph.append(node)
    return {"@context": {prefix: address for prefix, address in _PREFIXES.items() if prefix != "rdf"}, "@graph": graph}


def _json(term: Term) -> dict[str, str]:
    if term.kind == "iri":
        return {"@id": term.text}
    return {"@value": term.text, **({"@language": term.qualifier} if term.kind == "words" and term.qualifier else {"@type": f"xsd:{term.qualifier or 'string'}"})}
