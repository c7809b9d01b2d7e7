"""Say where one grammar accepts what another does not (content models, attribute sets, datatypes), and what rules it embeds."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Iterator

from inclusion import RNG, Grammar, counterexample
from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"

# A datatype is a set of alternatives: ("text",), ("value", v), ("data", type, pattern) or ("list", alternatives).
Type = tuple

WORD, ADDRESS = r"[^\p{C}\p{Z}]+", r"\S+"
WIDER = {("token", "string")}
PLAIN = re.compile(r"(\\[.+-]|\[(\\[.+-]|[A-Za-z0-9_.-])+\]|[A-Za-z0-9#:|(){}*+?,_-])+")
# Of these, whatever is one word without blanks belongs to the second.
WIDER_FOR_WORDS = {("token", "anyURI"), ("token", "token")}


def violations(ours: Grammar, theirs: Grammar) -> Iterator[str]:
    """List what our grammar accepts and theirs does not, element by element."""
    for name in sorted(ours.elements):
        if name not in theirs.elements:
            yield f"{name}: no such element"
            continue
        content = counterexample(ours.model(name), theirs.model(name))
        if content:
            yield f"{name}: content {content}"
        yield from _attributes(name, ours, theirs)


def _attributes(name: str, ours: Grammar, theirs: Grammar) -> Iterator[str]:
    mine, known = _by_name(ours, name), _by_name(theirs, name)
    yield from (f"{name}: no attribute {attribute}" for attribute in sorted(mine.keys() - known.keys()))
    refused = theirs.refused(name, ours.required(name) & known.keys(), frozenset(mine) & known.keys())
    if refused is not None:
        yield f"{name}: with the attributes {', '.join(sorted(refused)) or 'none'}"
    for attribute in sorted(mine.keys() & known.keys()):
        given, wanted = datatype(ours, mine[attribute]), datatype(theirs, known[attribute])
        yield from (f"{name}/@{attribute}: {one} is not in {sorted(wanted)}" for one in sorted(given) if not fits(one, wanted))


def _by_name(grammar: Grammar, name: str) -> dict[str, etree._Element]:
    return {k: v for element in grammar.elements[name] for k, v in grammar.attributes(element).items()}


def datatype(grammar: Grammar, node: etree._Element) -> frozenset[Type]:
    """Give the alternatives of what stands in an attribute, choice or list."""
    parts = list(grammar.children(node))
    return frozenset(one for part in parts for one in _alternatives(grammar, part)) or frozenset([("text",)])


def _alternatives(grammar: Grammar, part: etree._Element) -> frozenset[Type]:
    match part.tag[len(RNG) :]:
        case "choice" | "oneOrMore":
            return datatype(grammar, part)
        case "list":
            return frozenset([("list", datatype(grammar, part))])
        case "value":
            return frozenset([("value", part.text or "")])
        case "data":
            return frozenset([("data", part.get("type"), "|".join(p.text for p in part))])
    return frozenset([(part.tag[len(RNG) :],)])


def fits(one: Type, wanted: frozenset[Type]) -> bool:
    """Tell whether one alternative of ours lies wholly in one of theirs."""
    return any(_fits(one, other) for other in wanted)


def _fits(one: Type, other: Type) -> bool:
    match one, other:
        case _, ("text",):
            return True
        case ("list", items), ("list", wanted):
            return all(fits(item, wanted) for item in items)
        case ("value" | "data", *_), ("list", wanted):
            return _is_word(one) and fits(one, wanted)
        case ("value", value), ("data", kind, pattern):
            return _accepts(kind, pattern, value)
        case ("data", mine, _), ("data", kind, pattern) if pattern in ("", WORD, ADDRESS):
            return one == other or ((mine == kind or (mine, kind) in WIDER) and not pattern) or ((mine, kind) in WIDER_FOR_WORDS and _is_word(one))
    return one == other


def _is_word(one: Type) -> bool:
    """Tell whether every value is one word: a literal without blanks, or a pattern of plain characters and ranges."""
    if one[0] == "value":
        return re.fullmatch(r"\S+", one[1]) is not None
    return one[2] in (WORD, ADDRESS) or bool(PLAIN.fullmatch(one[2]) and not re.fullmatch(one[2], ""))


@lru_cache(maxsize=None)
def _literal(kind: str, pattern: str) -> etree.RelaxNG:
    library = "http://www.w3.org/2001/XMLSchema-datatypes"
    element = etree.Element(RNG + "element", name="v", datatypeLibrary=library, nsmap={None: RNG[1:-1]})
    data = etree.SubElement(element, RNG + "data", type=kind)
    if pattern:
        etree.SubElement(data, RNG + "param", name="pattern").text = pattern
    return etree.RelaxNG(element)


def _accepts(kind: str, pattern: str, value: str) -> bool:
    instance = etree.Element("v")
    instance.text = value
    return _literal(kind, pattern).validate(instance)


def embedded_rules(grammar: Path) -> etree._Element:
    """Give the Schematron that stands in a grammar as a schema of its own; the role of a rule is dropped."""
    root = etree.parse(str(grammar)).getroot()
    rules = etree.Element(SCH + "schema", queryBinding="xslt3", nsmap={"sch": SCH[1:-1]})
    prefixes = {ns.get("prefix"): ns.get("uri") for ns in root.iter(SCH + "ns")}
    for prefix, uri in prefixes.items():
        etree.SubElement(rules, SCH + "ns", prefix=prefix, uri=uri)
    rules.extend(deepcopy(pattern) for pattern in root.iter(SCH + "pattern"))
    for rule in rules.iter(SCH + "rule"):
        rule.attrib.pop("role", None)
    return rules
