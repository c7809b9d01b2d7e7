"""What holds for any text and any query: passages against a walk through the tree, members against the words of the specification, and no query that is a fault of the server."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from lxml import etree

from edition.citestructure import Unit
from edition.documents import parse
from edition.dts.catalogue import Resource

# In the long run twenty times as many, and others each time.
LONG = "EDITION_LONG" in os.environ
ROUNDS = settings(max_examples=1200 if LONG else 60, derandomize=not LONG, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

REFS = (
    '<refsDecl><citeStructure unit="div" match="/TEI/text/body/div" use="@n"><citeStructure unit="p" match=".//p" use="@n" delim=".">'
    '<citeStructure unit="s" match="s" use="@n" delim="."/></citeStructure></citeStructure></refsDecl>'
    '<refsDecl n="lines"><citeStructure unit="line" match="/TEI/text/body//lb" use="@n"/></refsDecl>'
)

# Words with a line break somewhere, or a comment; then elements of them, some beyond what is cited.
_pieces = some.lists(some.sampled_from(["one", "два", " ", "&amp;", "&lt;", "<lb/>", "<!-- <p> -->", "<?x <s>?>", '<hi rend="a &gt; b">hi</hi>', "<hi>up<lb/>on</hi>"]), max_size=4).map("".join)
_sentences = some.lists(_pieces.map(lambda words: f"<s>{words}</s>") | _pieces, max_size=3).map("".join)
_paragraphs = some.lists(_sentences.map(lambda words: f"<p>{words}</p>") | some.sampled_from(["\n", "<lb/>", "<head>h</head>"]), max_size=4).map("".join)
_divisions = some.lists(_paragraphs.map(lambda words: f'<div xml:lang="x">{words}</div>') | some.sampled_from(["\n ", "<lb/>", "<pb/>"]), min_size=1, max_size=4).map("".join)


def numbered(body: str) -> etree._Element:
    """A text whose units are numbered in their parents, lines throughout."""
    root = etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0" n="t"><teiHeader><encodingDesc>{REFS}</encodingDesc></teiHeader><text xml:lang="en"><body>{body}</body></text></TEI>')
    for name in ("div", "p", "s"):
        for parent in root.iter("{*}body", "{*}div", "{*}p"):
            for number, child in enumerate(parent.iterchildren(f"{{*}}{name}"), 1):
                child.set("n", str(number))
    for number, line in enumerate(root.iter("{*}lb"), 1):
        line.set("n", str(number))
    return root


def resource(body: str, folder: Path) -> Resource:
    (folder / "t.xml").write_bytes(etree.tostring(numbered(body)))
    return Resource("t", {}, "", "t.html", parse(folder / "t.xml"))


def events(root: etree._Element) -> list[tuple[str, Any]]:
    """The beginnings, ends and characters of a tree in order."""
    found: list[tuple[str, Any]] = []

    def visit(node: etree._Element) -> None:
        found.append(("start", node))
        found.extend(("char", character) for character in node.text or "" if isinstance(node.tag, str))
        for child in node:
            visit(child) if isinstance(child.tag, str) else None
            found.extend(("char", character) for character in child.tail or "")
        found.append(("end", node))

    visit(root)
    return found


def between(text: Resource, units: tuple[Unit, ...], start: Unit, end: Unit) -> str:
    """The characters from one unit to the end of another, by walking through the whole tree."""
    walk = events(text.document.root)
    begin = next(place for place, (kind, what) in enumerate(walk) if kind == "start" and what is start.element)
    if end.name != "line":
        stop = next(place for place, (kind, what) in enumerate(walk) if kind == "end" and what is end.element)
    else:
        following = units[units.index(end) + 1 :]
        holder = None if following else common(units[0].element, units[-1].element)
        stop = next(place for place, (kind, what) in enumerate(walk) if (kind, what) == ("end", holder) or (following and kind == "start" and what is following[0].element))
    return "".join(what for kind, what in walk[begin:stop] if kind == "char")


def common(first: etree._Element, last: etree._Element) -> etree._Element:
    above = list(first.iterancestors())
    return next(one for one in last.iterancestors() if one in above)


@ROUNDS
@given(_divisions, some.data())
def test_any_range_of_any_text_is_well_formed_and_has_its_words(tmp_path: Path, body: str, data: some.DataObject) -> None:
    text = resource(body, tmp_path)
    for tree in text.trees:
        if tree.units:
            ends = some.integers(0, len(tree.units) - 1)
            start, end = (tree.units[place] for place in (data.draw(ends), data.draw(ends)))
            if text.passages.precedes(start, end):
                (wrapper,) = etree.fromstring(text.passages.between(start, end))
                assert "".join("".join(wrapper.itertext(etree.Element)).split()) == "".join(between(text, tree.units, start, end).split())
                assert wrapper.get("{http://www.w3.org/XML/1998/namespace}lang") in ("en", "x")


@ROUNDS
@given(_divisions, some.data())
def test_members_are_those_that_the_specification_names(tmp_path: Path, body: str, data: some.DataObject) -> None:
    text = resource(body, tmp_path)
    tree = text.trees[0]
    if not tree.units:
        return
    unit, other = (data.draw(some.sampled_from(tree.units)) for _ in range(2))
    down = data.draw(some.integers(-1, 4))

    def above(one: Unit | None) -> list[Unit]:
        return [] if one is None else [one, *above(one.parent)]

    assert tree.siblings(unit) == [one for one in tree.units if one.parent is unit.parent]
    assert tree.from_root(down) == [one for one in tree.units if down < 0 or one.level <= down]
    assert tree.from_range(unit, unit, down) == [one for one in tree.units if unit in above(one) and (down < 0 or one.level <= unit.level + down)]
    first, last = sorted((unit, other), key=tree.units.index)
    inside = [one for one in tree.units if tree.units.index(one) >= tree.units.index(first) and (tree.units.index(one) <= tree.units.index(last) or last in above(one))]
    assert tree.from_range(first, last, down) == [one for one in inside if down < 0 or one.level <= max(first.level, last.level) + down]


# Queries

_values = some.sampled_from(["", "1", "1.1", "3.1", "0", "-1", "2", "99", "root", "edition", "one", "two", "lines", "canonical", "one 2.2", "children", "parents", "application/tei+xml", "../..", "\0", "ö\n", "9" * 30]) | some.text(max_size=12)
_names = some.sampled_from(["id", "nav", "page", "resource", "ref", "start", "end", "down", "tree", "mediaType", "x"])
_endpoints = some.sampled_from(["", "collection", "navigation", "document"])


@settings(ROUNDS, max_examples=4 * ROUNDS.max_examples)
@given(_endpoints, some.dictionaries(_names, _values, max_size=5), some.booleans())
def test_every_combination_of_parameters_has_an_answer(ask: Any, endpoint: str, asked: dict[str, str], text: bool) -> None:
    answer = ask(endpoint, **(asked | ({"resource": "one"} if text else {})))
    check(answer)


@settings(ROUNDS, max_examples=2 * ROUNDS.max_examples)
@given(_endpoints, some.text(alphabet=some.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#"), max_size=60))
def test_every_query_that_can_be_written_has_an_answer(ask: Any, endpoint: str, query: str) -> None:
    check(ask.raw(f"/dts/{endpoint}?{query}"))


@settings(ROUNDS, max_examples=2 * ROUNDS.max_examples)
@given(some.lists(some.sampled_from(["..", "%2e%2e", "%2f", "/", "//", ".made.json", "files", "tei", "edition.xml", "%00", "%5c", "dts", "~", "%ff", ";", "C:", "a" * 300]) | some.text(max_size=5), max_size=8))
def test_no_path_leads_out_of_the_site(ask: Any, out: Path, pieces: list[str]) -> None:
    answer = ask.raw("/" + "".join(piece if piece.isascii() and piece.isprintable() else quote(piece) for piece in pieces).replace("?", "%3F").replace("#", "%23"))
    assert answer.status_code in (200, 400, 404, 405), answer.text
    assert answer.content != (out / ".made.json").read_bytes() and "Traceback" not in answer.text


@settings(ROUNDS, max_examples=2 * ROUNDS.max_examples)
@given(some.dictionaries(some.sampled_from(["ref", "start", "end", "down", "tree"]), some.sampled_from(["1", "2.1", "77", "0", "-1", "1.1", "lines", "4"]), max_size=4))
def test_the_status_is_the_one_of_the_table(ask: Any, asked: dict[str, str]) -> None:
    """“Usage of down, ref, start and end” and “Errors”, said once more in other words."""
    has = asked.keys().__contains__
    pair = has("start"), has("end")
    wrong = (has("down") and not asked["down"].lstrip("-").isdigit()) or pair[0] != pair[1] or (has("ref") and any(pair))
    wrong = wrong or (not has("ref") and not any(pair) and asked.get("down", "0") == "0") or (all(pair) and asked.get("down") == "0")
    status = ask("navigation", resource="one", **asked).status_code
    if wrong:
        assert status == 400
    else:
        known = {"1", "2.1", "0", "1.1"} if not has("tree") else {"1", "4"}
        missing = asked.get("tree", "lines") != "lines" or any(has(name) and asked[name] not in known for name in ("ref", "start", "end"))
        assert status == 404 if missing else status in (200, 404)
        if not missing and not all(pair):
            assert status == 200


def check(answer: Any) -> None:
    assert answer.status_code in (200, 400, 404, 414), answer.text
    if answer.headers["content-type"] == "application/tei+xml":
        assert etree.fromstring(answer.content).tag == "{http://www.tei-c.org/ns/1.0}TEI"
    else:
        said = json.loads(answer.content)
        assert ("@context" in said) == (answer.status_code == 200)
        assert "Traceback" not in answer.text and "/site/" not in answer.text
