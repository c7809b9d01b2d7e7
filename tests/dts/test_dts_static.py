"""DTS as plain files: the templates lead to them, they say what the server says, and all that one needs is there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import uritemplate
from lxml import etree

from dts_objects import described_well, units_of
from edition import corpus
from edition.documents import parse
from edition.dts import catalogue, static
from edition.dts.catalogue import Catalogue
from edition.validate import Report
from edition.workshop import Workshop

SITE = "https://edition.example/"
CASE = Path(__file__).resolve().parents[1] / "case" / "dts"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(stock: Catalogue) -> Files:
    return static.files(stock, SITE)


def get(files: Files, template: str, **values: Any) -> bytes:
    """What a host of files gives at an address: no query strings, names decoded."""
    address = uritemplate.expand(template, {name: str(value) for name, value in values.items()})
    assert address.startswith(SITE) and not re.search("[?#{}]", address)
    return files[unquote(address.removeprefix(SITE))]


def read(files: Files, template: str, **values: Any) -> Any:
    return json.loads(get(files, template, **values))


def test_one_can_walk_from_the_entry_to_every_passage(files: Files, stock: Catalogue) -> None:
    entry = json.loads(files[static.ENTRY])
    assert entry["@id"] == SITE + static.ENTRY
    root = read(files, entry["collection"])
    described_well(root)
    (state,) = root["member"]
    for text in read(files, entry["collection"], id=state["@id"])["member"]:
        described_well(text)
        assert [one["@id"] for one in read(files, text["collection"], nav="parents")["member"]] == [state["@id"]]
        assert get(files, text["document"]) == get(files, entry["document"], resource=text["@id"])
        for tree in text["citationTrees"]:
            walk(files, text, {"tree": tree["identifier"]} if "identifier" in tree else {})


def walk(files: Files, text: Any, tree: dict[str, str]) -> None:
    units = units_of(read(files, text["navigation"], down=-1, **tree))
    for unit in units:
        alone = read(files, text["navigation"], ref=unit, **tree)
        assert alone["ref"]["identifier"] == unit and "member" not in alone and alone["@id"].startswith(SITE)
        assert unit in units_of(read(files, text["navigation"], ref=unit, down=0, **tree))
        assert units_of(read(files, text["navigation"], ref=unit, down=1, **tree))[0] == unit
        assert etree.fromstring(get(files, text["document"], ref=unit, **tree)) is not None
    first = units_of(read(files, text["navigation"], down=1, **tree))
    ends = [(start, end) for place, start in enumerate(first) for end in first[place:]] if not tree else [(first[0], first[-1])]
    for start, end in ends:
        assert read(files, text["navigation"], start=start, end=end, **tree)["end"]["identifier"] == end
        assert units_of(read(files, text["navigation"], start=start, end=end, down=1, **tree))[0] == start
        assert get(files, text["document"], start=start, end=end, **tree)


def test_files_say_what_the_server_says(files: Files, ask: Any) -> None:
    """Every file of one text is the answer to the query that its name stands for; only addresses differ."""
    names = [name for name in files if re.match(r"dts/(navigation|document)/one", name)]
    assert len(names) > 100
    for name in names[::3]:
        kind, tree, references, down = re.fullmatch(r"dts/(\w+)/one(?:;tree=(\w+))?((?:/[^/;]+){0,2}?)(?:;down=(-?\d+))?\.(?:jsonld|xml)", name).groups()
        parts = references.split("/")[1:]
        asked = {"tree": tree, "down": down, "ref": parts[0] if len(parts) == 1 else None, "start": parts[0] if len(parts) == 2 else None, "end": parts[1] if len(parts) == 2 else None}
        answer = ask(kind, resource="one", **{name: value for name, value in asked.items() if value})
        assert answer.status_code == 200
        assert (answer.content == files[name]) if kind == "document" else (without_addresses(answer.json()) == without_addresses(json.loads(files[name]))), name


def without_addresses(said: Any) -> Any:
    resource = {name: value for name, value in said["resource"].items() if name not in ("collection", "navigation", "document")}
    return said | {"resource": resource, "@id": None}


def test_addresses_are_absolute_and_of_the_site(files: Files) -> None:
    for name, data in files.items():
        if name.endswith(".jsonld"):
            for address in re.findall(r'"(?:@id|collection|navigation|document|download)":"([^"]*/[^"]*)"', data.decode()):
                assert address.startswith(SITE), (name, address)


def test_without_an_address_there_are_no_files(edition: corpus.Edition, published: corpus.Edition, tmp_path: Path) -> None:
    if not edition.address:
        assert Workshop(edition, Report([], [], []), tmp_path).passages == {}
    assert static.ENTRY in Workshop(published, Report([], [], []), tmp_path).passages


@pytest.mark.parametrize(
    ("stated", "address"),
    [("https://edition.example", SITE), (" https://edition.example/a b/ ", ""), ("https://edition.example/a//", f"{SITE}a/"), ("https://edition.example/?a", ""), ("javascript:alert(1)", ""), ("http://x:8000/[a]", "http://x:8000/%5Ba%5D/"), ("", "")],
)
def test_what_is_an_address(stated: str, address: str, tmp_path: Path) -> None:
    head = tmp_path / "edition.xml"
    text = (CASE / "edition.xml").read_text("utf-8")
    head.write_text(text.replace("</publisher>", f'</publisher><idno type="URI">{stated}</idno>', 1), "utf-8")
    assert corpus.Edition(parse(head), (), ()).address == address


def test_names_that_no_file_can_have_are_left_out(tmp_path: Path) -> None:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" n="t"><teiHeader><encodingDesc><refsDecl><citeStructure unit="p" match="/TEI/text/body/p" use="@n"/></refsDecl></encodingDesc></teiHeader>'
        '<text><body><p n="1"/><p n="../../x"/><p n=".."/><p n="a/b"/><p n="' + "x" * 300 + '"/><p n="5"/></body></text></TEI>'
    )
    (tmp_path / "t.xml").write_text(text, "utf-8")
    document = parse(tmp_path / "t.xml")
    found = catalogue.catalogue("T", [catalogue.state(corpus.Edition(document, (document,), ()), release="1.0.0")])
    names = list(static.files(found, SITE))
    assert [name for name in names if re.search(r"\.\.|//|x{50}|/a/", name)] == []
    assert "dts/document/t-v1.0.0/1/5.xml" in names and "dts/document/t-v1.0.0/5.xml" in names


def test_of_many_units_only_the_range_of_all(stock: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "MOST", 3)  # one has four
    names = [name for name in static.files(stock, SITE) if re.match(r"dts/document/one/\d+/\d+\.xml", name)]
    assert names == ["dts/document/one/0/3.xml"]
