"""Nothing hangs, raises or differs: random schemas with documents drawn from them, and mutants of schemas and documents.

By default a sample with fixed seeds; with EDITION_LONG=1 many more.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from mutants import Mutator, harmed
from rngpeers import LONG, ROOT, jing, jing_refuses

from edition import relaxng

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
WORDS = ["x", "y", "1", "22", "1922-04-16", "a b", ""]


class Grammar:
    """A random grammar of a few definitions, each an element; draws documents that are mostly valid."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.names = [f"d{number}" for number in range(self.random.randint(1, 4))]
        self.elements = {name: self.random.choice("abc") for name in self.names}
        self.bodies = {name: ("group", [*(self.attribute() for _ in range(self.random.randint(0, 2))), self.content(3)]) for name in self.names}

    def attribute(self) -> tuple:
        pattern = ("attribute", self.random.choice("xyz"), self.random.choice([("text",), self.data(), ("list", [self.data(), ("oneOrMore", [self.data()])])]))
        return ("optional", [pattern]) if self.random.random() < 0.6 else pattern

    def data(self) -> tuple:
        return self.random.choice([("value", "x"), ("value", "y"), ("data", "integer"), ("data", "date"), ("data", "NCName"), ("choice", [("value", "x"), ("data", "integer")])])

    def content(self, depth: int) -> tuple:
        kinds = ["ref", "ref", "ref", "text", "empty"] + (["group", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore", "mixed"] * 2 if depth else [])
        kind = self.random.choice(kinds + (["data", "notAllowed"] if self.random.random() < 0.3 else []))
        if kind == "ref":
            return ("ref", self.random.choice(self.names))
        if kind == "data":
            return self.data()
        if kind in ("text", "empty", "notAllowed"):
            return (kind,)
        return (kind, [self.content(depth - 1) for _ in range(1 if kind in ("optional", "zeroOrMore", "oneOrMore") else self.random.randint(1, 3))])

    def schema(self) -> str:
        """The grammar in XML syntax."""
        defines = "\n".join(f'<define name="{name}"><element name="{self.elements[name]}">{self.xml(body)}</element></define>' for name, body in self.bodies.items())
        return f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{XSD}"><start><ref name="d0"/></start>\n{defines}\n</grammar>'

    def xml(self, pattern: tuple) -> str:
        kind = pattern[0]
        match kind:
            case "ref":
                return f'<ref name="{pattern[1]}"/>'
            case "value":
                return f"<value>{pattern[1]}</value>"
            case "data":
                return f'<data type="{pattern[1]}"/>'
            case "attribute":
                return f'<attribute name="{pattern[1]}">{self.xml(pattern[2])}</attribute>'
        return f"<{kind}>{''.join(map(self.xml, pattern[1]))}</{kind}>" if len(pattern) > 1 else f"<{kind}/>"

    def document(self) -> str:
        """A document that may well be valid."""
        return self.element("d0", 8)

    def element(self, name: str, depth: int) -> str:
        attributes: dict[str, str] = {}
        content = self.drawn(self.bodies[name], depth, attributes) if depth else ""
        written = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return f"<{self.elements[name]}{written}>{content}</{self.elements[name]}>"

    def drawn(self, pattern: tuple, depth: int, attributes: dict[str, str]) -> str:
        match pattern[0]:
            case "ref":
                return self.element(pattern[1], depth - 1)
            case "attribute":
                attributes[pattern[1]] = self.drawn(pattern[2], depth, {})
                return ""
            case "value":
                return pattern[1]
            case "data" | "text":
                return self.random.choice(WORDS)
            case "empty" | "notAllowed":
                return ""
        return self.composed(pattern[0], pattern[1], depth, attributes)

    def composed(self, kind: str, parts: list[tuple], depth: int, attributes: dict[str, str]) -> str:
        if kind == "choice":
            return self.drawn(self.random.choice(parts), depth, attributes)
        if kind in ("optional", "zeroOrMore", "oneOrMore"):
            times = self.random.randint(kind == "oneOrMore", 1 if kind == "optional" or depth < 6 else 3)
            return " ".join(self.drawn(parts[0], depth, attributes) for _ in range(times))
        drawn = [self.drawn(part, depth, attributes) for part in parts]
        if kind in ("interleave", "mixed"):
            self.random.shuffle(drawn)
        return (" " if kind == "list" else "").join(drawn)


def verdicts(schema: relaxng.Schema, document: bytes) -> bool:
    """The verdict, after seeing that it is the same whichever way it is come by."""
    valid = schema.valid(document)
    faults = schema.validate(document)
    assert valid == (faults == [])
    assert all(fault.message and fault.line >= 1 and fault.column >= 1 for fault in faults)
    return valid


@pytest.mark.parametrize("seed", range(300 if LONG else 8))
def test_random_schemas_and_documents_are_judged_as_by_jing(seed: int, tmp_path: Path) -> None:
    grammar = Grammar(seed)
    file = tmp_path / "schema.rng"
    file.write_text(grammar.schema(), encoding="utf-8")
    try:
        schema = relaxng.load(file)
    except relaxng.SchemaFault:
        assert jing_refuses(file)
        return
    documents = []
    for number in range(60):
        text = grammar.document()
        documents.append(tmp_path / f"{number}.xml")
        documents[-1].write_text(text if number % 3 else Mutator(number).mutant(text), encoding="utf-8")
    ours = {file: verdicts(schema, file.read_bytes()) for file in documents}
    theirs = jing(file, documents)
    assert [str(file) for file in documents if ours[file] != (theirs[file] == [])] == []
    with relaxng.load(file, cache=tmp_path) as cached:
        assert {file: cached.valid(file) for file in documents} == ours
    with relaxng.load(file, cache=tmp_path) as cached:
        assert {file: cached.valid(file) for file in documents} == ours


@pytest.mark.parametrize("seed", range(200 if LONG else 10))
def test_broken_documents_end_in_faults(seed: int, edition_schema: relaxng.Schema) -> None:
    chance = random.Random(seed)
    files = sorted((ROOT / "tei").rglob("*.xml"))
    for _ in range(5):
        verdicts(edition_schema, harmed(chance.choice(files).read_bytes(), chance))


@pytest.fixture(scope="module")
def edition_schema() -> relaxng.Schema:
    return relaxng.load(ROOT / "schema" / "edition.rng")


@pytest.mark.parametrize("seed", range(200 if LONG else 20))
def test_broken_schemas_end_in_faults(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    source = (ROOT / "schema" / "edition.rng").read_bytes() if seed % 4 == 0 else Grammar(seed).schema().encode()
    file = tmp_path / "schema.rng"
    if seed % 2:
        file.write_bytes(harmed(source, chance))
    else:
        file.write_text(Mutator(seed).mutant(source.decode(), 2), encoding="utf-8")
    try:
        schema = relaxng.load(file)
    except relaxng.SchemaFault as fault:
        assert fault.problems and all(problem.message and "\n" not in problem.message and problem.line >= 1 for problem in fault.problems)
        assert not LONG or jing_refuses(file), fault
        return
    assert not LONG or not jing_refuses(file)
    verdicts(schema, b"<a/>")
