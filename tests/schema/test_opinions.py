"""Several opinions on one document: our RELAX NG engine and jing by the grammar, libxml2 and xmlschema by the XML Schema made of it.

They give the same verdict on mutants of all files of the edition, cut down to be fast. Where they cannot agree, DIFFERENCES says so, with the
reason and the clause: each of these occurs just so, and no other among the mutants. With EDITION_LONG=1 there are many more mutants.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Callable, NamedTuple

import pytest
import xmlschema
from edition import relaxng
from lxml import etree
from mutants import Mutator
from relaxng.rngpeers import jing

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schema"
FILES = [path for path in sorted((ROOT / "tei").rglob("*.xml")) if "releases" not in path.parts]
ROUNDS, MUTANTS = (100, 100) if os.environ.get("EDITION_LONG") else (4, 76)

# What an engine complains of; nothing where a document is valid.
Opinion = list[str]


@cache
def grammar() -> relaxng.Schema:
    return relaxng.load(SCHEMA / "edition.rng")


@cache
def of_libxml() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA / "edition.xsd")))


@cache
def of_xmlschema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMA / "edition.xsd"))


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), etree.XMLParser(collect_ids=False))


def ours(text: str) -> Opinion:
    return [f"{fault.line}:{fault.column}: {fault.message}" for fault in grammar().validate(text.encode())]


def by_libxml(text: str) -> Opinion:
    return [] if of_libxml().validate(parsed(text)) else [f"{error.line}: {error.message}" for error in of_libxml().error_log]


def by_xmlschema(text: str) -> Opinion:
    try:
        error = next(of_xmlschema().iter_errors(parsed(text)), None)
    except (xmlschema.XMLSchemaException, OverflowError) as raised:  # it refuses some values in this way
        return [f"{type(raised).__name__}: {raised}"]
    return [f"{error.path}: {error.reason}"] if error else []


ENGINES: dict[str, Callable[[str], Opinion]] = {"ours": ours, "libxml2": by_libxml, "xmlschema": by_xmlschema}


def opinions(texts: dict[str, str], folder: Path) -> dict[str, dict[str, Opinion]]:
    """What each engine says of each text."""
    files = {name: folder / f"{number:05}.xml" for number, name in enumerate(texts)}
    for name, file in files.items():
        file.write_text(texts[name], "utf-8")
    third = jing(SCHEMA / "edition.rng", list(files.values()))
    return {name: {engine: judge(text) for engine, judge in ENGINES.items()} | {"jing": [f"{line}: {said}" for line, _, said in third[files[name]]]} for name, text in texts.items()}


def verdicts(said: dict[str, Opinion]) -> dict[str, bool]:
    return {engine: not complaints for engine, complaints in said.items()}


@cache
def cut(file: Path, most: int = 3) -> str:
    """A file of the edition where elements without text of their own hold at most so many children of one name."""
    root = parsed(file.read_text("utf-8"))
    for parent in root.iter(etree.Element):
        if not "".join((parent.text or "", *(child.tail or "" for child in parent))).strip():
            seen: Counter[str] = Counter()
            for child in list(parent.iterchildren(etree.Element)):
                seen[child.tag] += 1
                if seen[child.tag] > most:
                    parent.remove(child)
    return etree.tostring(root.getroottree(), encoding="unicode")


def test_all_engines_accept_the_files(tmp_path: Path) -> None:
    said = opinions({file.relative_to(ROOT).as_posix(): cut(file) for file in FILES}, tmp_path)
    assert {name: found for name, found in said.items() if any(found.values())} == {}


@pytest.mark.parametrize("number", range(ROUNDS))
def test_mutants_get_one_verdict(number: int, tmp_path: Path) -> None:
    texts = {}
    for seed in range(number * MUTANTS, (number + 1) * MUTANTS):
        mutator, file = Mutator(seed), FILES[seed % len(FILES)]
        text = mutator.mutant(cut(file), 1 + seed % 2)
        texts[f"{file.relative_to(ROOT)}, cut down, seed {seed}: {', '.join(mutator.steps)}"] = text
    said = opinions(texts, tmp_path)
    valid = sum(not found["ours"] for found in said.values())
    assert 0 < valid < len(said) * 0.7
    disagreed = [f"{name}\n{_told(found)}" for name, found in said.items() if len(set(verdicts(found).values())) > 1]
    assert not disagreed, "\n".join(disagreed)


def _told(found: dict[str, Opinion]) -> str:
    return "\n".join(f"    {engine}: {complaints[0] if complaints else 'valid'}" for engine, complaints in found.items())


# One document, changed in one place


BASE = (ROOT / "tests" / "case" / "rules" / "good" / "texts" / "one.xml").read_text("utf-8")
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
LB = '<lb n="1" xml:id="one.l1"/>'
ID, LICENCE = 'xml:id="one.l2"', 'target="https://creativecommons.org/licenses/by/4.0/"'


def changed(old: str, new: str) -> str:
    assert BASE.count(old) == 1 or old == "<TEI ", old
    return BASE.replace(old, new, 1)


def root(name: str) -> str:
    """A part of the document as a document of its own."""
    inner = BASE[BASE.index(f"<{name}") : BASE.index(f"</{name}>") + len(f"</{name}>")]
    return inner.replace(f"<{name}", f'<{name} xmlns="http://www.tei-c.org/ns/1.0"', 1)


class Difference(NamedTuple):
    """A document on which the engines cannot agree: why, by which clause, and who accepts it."""

    document: str
    reason: str
    accept: frozenset[str]


def by_grammar(document: str, reason: str) -> Difference:
    return Difference(document, reason, frozenset(("ours", "jing")))


def by_schema(document: str, reason: str) -> Difference:
    return Difference(document, reason, frozenset(("libxml2", "xmlschema")))


def by_one(engine: str, document: str, reason: str) -> Difference:
    return Difference(document, reason, frozenset((engine,)))


def by_all_but(engine: str, document: str, reason: str) -> Difference:
    return Difference(document, reason, frozenset((*ENGINES, "jing")) - {engine})


ALWAYS = "XML Schema Part 1, 2nd ed., 3.4.4, cvc-complex-type 3: attributes of the instance namespace stand everywhere; to RELAX NG they are attributes like others"
URI = "XML Schema Part 2, 2nd ed., 3.2.17: of an anyURI a processor need not check more than it likes; libxml2 checks some, xmlschema less"
NAMES = "XML Schema Part 2, 2nd ed., 3.3.7: the names of XML 1.0 as it was then; xmlschema takes those of the fifth edition"
BLANKS = "XML Schema Part 2, 2nd ed., F.1.1 and Part 1, 3.4.4, cvc-complex-type 2.3: white space is four characters; xmlschema takes what Python takes for it"

DIFFERENCES = {
    "schema-location": by_schema(changed("<TEI ", f'<TEI {XSI} xsi:schemaLocation="http://www.tei-c.org/ns/1.0 x.xsd" '), ALWAYS),
    "schema-location-without-namespace": by_schema(changed("<TEI ", f'<TEI {XSI} xsi:noNamespaceSchemaLocation="x.xsd" '), ALWAYS),
    **{f"uri {value}": by_schema(changed(LICENCE, f'target="{value}"'), URI) for value in ("//", "http://", "mailto:", "http://[::zz]/")},
    **{f"uri {value}": by_one("xmlschema", changed(LICENCE, f'target="{value}"'), URI) for value in ("%zz", "http://[x", ":", "1:2", "##", "a#b#c")},
    **{f"uri {value}": by_all_but("libxml2", changed(LICENCE, f'target="{value}"'), URI) for value in ("http://a:b/", "http://a@b@c/")},
    **{f"name {ord(value):x}": by_one("xmlschema", changed(ID, f'xml:id="{value}"'), NAMES) for value in "ⁿⰀ\ua7f1"},
    **{f"blank {ord(value):x} in a value": by_all_but("xmlschema", changed(LICENCE, f'target="a{value}b"'), BLANKS) for value in "\xa0\u2028\u3000"},
    "blank a0 between elements": by_one("xmlschema", changed("<body>", "<body>\xa0"), BLANKS),
    "blank a0 in what is empty": by_one("xmlschema", changed(LB, LB.replace("/>", ">\xa0</lb>")), BLANKS),
}

# On these all agree, though a schema language or an engine could well think otherwise.
AGREED = {
    "as it is": (BASE, True),
    "another root": (root("text"), False),
    "another root that holds text": (root("persName"), False),
    **{f"in what is empty: {content!r}": (changed(LB, LB.replace("/>", f">{content}</lb>")), content != "x") for content in (" ", "\n", "<!-- -->", " <!-- --> <?x?> ", "x")},
    "type of the instance": (changed("<TEI ", f'<TEI {XSI} xsi:type="element.TEI" '), False),
    "nil": (changed("<TEI ", f'<TEI {XSI} xsi:nil="false" '), False),
    "foreign attribute": (changed("<TEI ", '<TEI xmlns:f="urn:f" f:x="" '), False),
    "foreign element": (changed(LB, f'{LB}<x xmlns="urn:f"/>'), False),
    "element without namespace": (changed(LB, f'{LB}<lb xmlns="" n="9" xml:id="l9"/>'), False),
    "other prefix": (changed('<choice><sic>lettcr</sic>', '<t:choice xmlns:t="http://www.tei-c.org/ns/1.0"><sic>lettcr</sic>').replace("</choice>", "</t:choice>"), True),
    "id twice": (changed(ID, 'xml:id="one.l1"'), False),
    "id twice, with blanks": (changed(ID, 'xml:id=" one.l1 "'), False),
    "id with blanks": (changed(ID, 'xml:id=" one.l2\n"'), True),
    "id with a colon": (changed(ID, 'xml:id="a:b"'), False),
    "id that begins with a number": (changed(ID, 'xml:id="1"'), False),
    "id with a middle dot": (changed(ID, 'xml:id="a\xb7"'), True),
    **{f"language {value!r}": (changed('<text xml:lang="en">', f'<text xml:lang="{value}">'), valid) for value, valid in (("ru", True), (" ru ", True), ("", False), ("r_u", False), ("ru-Cyrl", True))},
    **{f"uri {value!r}": (changed(LICENCE, f'target="{value}"'), valid) for value, valid in (("", False), ("a b", False), ("ж", True), (" #a ", True), ("\U0001f600", True))},
    **{f"number {value!r}": (changed(LB, LB.replace('n="1"', f'n="{value}"')), valid) for value, valid in (("01", False), (" 1 ", True), ("٣", False), ("", False))},
}


@pytest.fixture(scope="module")
def differing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Opinion]]:
    return opinions({name: difference.document for name, difference in DIFFERENCES.items()}, tmp_path_factory.mktemp("differing"))


@pytest.mark.parametrize("name", DIFFERENCES)
def test_the_engines_differ_just_so(name: str, differing: dict[str, dict[str, Opinion]]) -> None:
    found = verdicts(differing[name])
    assert {engine for engine, valid in found.items() if valid} == DIFFERENCES[name].accept, DIFFERENCES[name].reason


def test_the_engines_agree(tmp_path: Path) -> None:
    said = opinions({name: document for name, (document, _) in AGREED.items()}, tmp_path)
    others = [f"{name}, {'valid' if valid else 'not valid'}\n{_told(said[name])}" for name, (_, valid) in AGREED.items() if set(verdicts(said[name]).values()) != {valid}]
    assert not others, "\n".join(others)
