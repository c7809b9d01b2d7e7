"""The endpoints of DTS 1.0, each rule of the specification once: what is answered, what is refused and how, and what the headers say."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from starlette.testclient import TestClient

from dts_objects import described_well, units_of
from edition import corpus, plain, serve, transform
from edition.dts import application

DTS = "{https://w3id.org/api/dts#}"
LD, TEI = "application/ld+json", "application/tei+xml"


def members(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [unit["identifier"] for unit in answer.json()["member"]]


# Entry and collections


def test_the_entry_leads_to_the_endpoints(ask: Any) -> None:
    for path in ("", "?utm_source=x"):
        answer = ask.raw(f"/dts/{path}")
        assert answer.headers["content-type"] == LD
        said = answer.json()
        assert (said["@type"], said["dtsVersion"], said["@id"]) == ("EntryPoint", "1.0", "http://localhost:8000/dts/")
        assert said["@context"] == "https://dtsapi.org/context/v1.0.json"
        assert said["collection"] == "http://localhost:8000/dts/collection{?id,page,nav}"
        assert said["navigation"] == "http://localhost:8000/dts/navigation{?resource,ref,start,end,down,tree,page}"
        assert said["document"] == "http://localhost:8000/dts/document{?resource,ref,start,end,tree,mediaType}"


def test_collections_lead_from_the_root_to_the_texts_and_back(ask: Any) -> None:
    root = ask("collection").json()
    assert root == ask("collection", id="root").json() == ask("collection", nav="children").json()
    (edition,) = root["member"]
    assert root["@type"] == edition["@type"] == "Collection" and root["totalParents"] == 0 and edition["totalParents"] == 1
    inside = ask("collection", id=edition["@id"]).json()
    assert [text["@id"] for text in inside["member"]] == ["one", "two"]
    for text in inside["member"]:
        whole = ask("collection", id=text["@id"]).json()
        assert whole["member"] == [] and whole["totalChildren"] == 0 and whole["@type"] == "Resource"
        assert {name: whole[name] for name in text} == text, "members are told whole"
        assert [above["@id"] for above in ask("collection", id=text["@id"], nav="parents").json()["member"]] == [edition["@id"]]
    assert ask("collection", nav="parents").json()["member"] == []
    for said in (root, edition, inside, *inside["member"]):
        described_well(said)


def test_what_is_said_of_a_text_comes_from_its_header(ask: Any) -> None:
    said = ask("collection", id="one").json()
    assert said["title"] == "One" and said["description"] == "One, at length"
    assert said["dublinCore"] == {
        "title": [{"lang": "en", "value": "One"}, {"lang": "ru", "value": "Один"}],
        "alternative": [{"lang": "en", "value": "One, at length"}],
        "creator": ["The Edition"],
        "publisher": ["The Edition"],
        "issued": ["2026-01-31"],
        "license": ["https://creativecommons.org/licenses/by/4.0/"],
        "language": ["en"],
        "source": ["Anna Letters"],
        "abstract": [{"lang": "en", "value": "What it is. What it says."}, {"lang": "ru", "value": "Что это."}],
    }
    assert said["mediaTypes"] == [TEI] and said["download"] == "http://localhost:8000/files/tei/texts/one.xml"
    assert [(tree.get("identifier"), [part["citeType"] for part in tree["citeStructure"]]) for tree in said["citationTrees"]] == [(None, ["paragraph"]), ("canonical", ["text"]), ("lines", ["line"])]
    assert ask("collection", id="edition").json()["title"] == "A Small Edition 1.2.0"


@pytest.mark.parametrize(("asked", "status"), [({"id": "nothing"}, 404), ({"nav": "up"}, 400), ({"page": "0"}, 400), ({"page": "x"}, 400), ({"page": "2"}, 404), ({"page": "1" * 10}, 400), ({"id": ""}, 404)])
def test_collections_that_are_refused(ask: Any, asked: dict[str, str], status: int) -> None:
    refused(ask("collection", **asked), status)


# Navigation


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"down": 1}, ["0", "1", "2", "3"]),
        ({"ref": "1", "down": 0}, ["0", "1", "2", "3"]),
        ({"ref": "1.2", "down": 0}, ["1.1", "1.2"]),
        ({"ref": "1", "down": 1}, ["1", "1.1", "1.2"]),
        ({"ref": "1", "down": -1}, ["1", "1.1", "1.2"]),
        ({"ref": "1", "down": 9}, ["1", "1.1", "1.2"]),
        ({"ref": "1.2", "down": 3}, ["1.2"]),
        ({"start": "0", "end": "1", "down": -1}, ["0", "0.1", "1", "1.1", "1.2"]),
        ({"start": "0", "end": "1", "down": 1}, ["0", "0.1", "1", "1.1", "1.2"]),
        ({"start": "0.1", "end": "2", "down": 1}, ["0.1", "1", "1.1", "1.2", "2", "2.1", "2.2", "2.3"]),
        ({"start": "1.2", "end": "2.1", "down": 1}, ["1.2", "2", "2.1"]),
        ({"start": "1", "end": "1.1", "down": 1}, ["1", "1.1"]),
        ({"start": "1.2", "end": "1", "down": 1}, ["1.2"]),
        ({"tree": "lines", "down": 5}, ["1", "2", "3", "4", "5", "6", "7"]),
        ({"tree": "lines", "start": "2", "end": "4", "down": -1}, ["2", "3", "4"]),
        ({"tree": "canonical", "down": 1}, ["one"]),
        ({"tree": "canonical", "ref": "one 1", "down": 1}, ["one 1", "one 1.1", "one 1.2"]),
    ],
)
def test_units_in_document_order(ask: Any, asked: dict[str, Any], expected: list[str]) -> None:
    answer = ask("navigation", resource="one", **asked)
    assert members(answer) == expected
    said = answer.json()
    assert said["@type"] == "Navigation" and answer.headers["content-type"] == LD and "view" not in said
    assert {name: said[name]["identifier"] for name in ("ref", "start", "end") if name in said} == {name: asked[name] for name in ("ref", "start", "end") if name in asked}
    described_well(said["resource"] | {"totalParents": 1, "totalChildren": 0, "title": "", "dtsVersion": "1.0"})


def test_all_units_say_where_they_stand(ask: Any) -> None:
    units = ask("navigation", resource="one", down=-1).json()["member"]
    assert units[:3] == [
        {"identifier": "0", "@type": "CitableUnit", "level": 1, "parent": None, "citeType": "paragraph"},
        {"identifier": "0.1", "@type": "CitableUnit", "level": 2, "parent": "0", "citeType": "sentence"},
        {"identifier": "1", "@type": "CitableUnit", "level": 1, "parent": None, "citeType": "paragraph"},
    ]


@pytest.mark.parametrize("asked", [{"ref": "2.2"}, {"start": "1", "end": "2"}])
def test_without_down_there_are_no_members(ask: Any, asked: dict[str, str]) -> None:
    said = ask("navigation", resource="one", **asked).json()
    assert "member" not in said and all(said[name]["identifier"] == value for name, value in asked.items())
    assert said["@id"].startswith("http://localhost:8000/dts/navigation?resource=one&")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"down": 1}, 400),
        ({"resource": "", "down": 1}, 400),
        ({"resource": "nothing", "down": 1}, 404),
        ({"resource": "root", "down": 1}, 404),
        ({"resource": "one"}, 400),
        ({"resource": "one", "down": 0}, 400),
        ({"resource": "one", "tree": "lines"}, 400),
        ({"resource": "one", "down": 0, "start": "1", "end": "2"}, 400),
        ({"resource": "one", "ref": "1", "start": "1"}, 400),
        ({"resource": "one", "ref": "1", "end": "1"}, 400),
        ({"resource": "one", "ref": "1", "start": "1", "end": "2"}, 400),
        ({"resource": "one", "start": "1"}, 400),
        ({"resource": "one", "end": "1", "down": 1}, 400),
        ({"resource": "one", "down": "-2"}, 400),
        ({"resource": "one", "down": "1.5"}, 400),
        ({"resource": "one", "down": ""}, 400),
        ({"resource": "one", "down": "9" * 40}, 400),
        ({"resource": "one", "down": "١"}, 400),
        ({"resource": "one", "ref": "99"}, 404),
        ({"resource": "one", "ref": ""}, 404),
        ({"resource": "one", "start": "1", "end": "99"}, 404),
        ({"resource": "one", "start": "99", "end": "1"}, 404),
        ({"resource": "one", "start": "2", "end": "1", "down": 1}, 404),
        ({"resource": "one", "tree": "nothing", "down": 1}, 404),
        ({"resource": "one", "tree": "", "down": 1}, 404),
        ({"resource": "one", "tree": "lines", "ref": "1.1"}, 404),
        ({"resource": "one", "ref": "../../edition.xml"}, 404),
        ({"resource": "../edition", "down": 1}, 404),
        ({"resource": "one", "ref": "a" * 1500}, 404),
        ({"resource": "one", "down": 1, "page": 2}, 404),
    ],
)
def test_navigation_that_is_refused(ask: Any, asked: dict[str, str], status: int) -> None:
    refused(ask("navigation", **asked), status)


def test_many_units_come_by_pages(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = members(ask("navigation", resource="one", down=-1))
    monkeypatch.setattr(application, "PAGE", 4)
    answer = ask("navigation", resource="one", down=-1)
    found, view = members(answer), answer.json()["view"]
    assert view["@type"] == "Pagination" and view["previous"] is None and view["@id"] == view["first"]
    while view["next"]:
        answer = ask.raw(view["next"].removeprefix("http://localhost:8000"))
        found, view = found + members(answer), answer.json()["view"]
    assert found == whole and view["@id"] == view["last"] and view["next"] is None
    monkeypatch.setattr(application, "PAGE", 1)
    assert [text["@id"] for text in ask("collection", id="edition", page=2).json()["member"]] == ["two"]


# Documents


def test_the_whole_text_is_the_file(ask: Any, out: Path) -> None:
    for asked in ({}, {"tree": "lines"}, {"tree": "nothing"}, {"mediaType": TEI}, {"tree": "canonical", "ref": "one"}):
        answer = ask("document", resource="one", **asked)
        assert answer.headers["content-type"] == TEI and answer.content == (out / "site/files/tei/texts/one.xml").read_bytes()
    assert ask.raw("/dts/document?resource=one&mediaType=application/tei+xml").status_code == 200


def test_a_part_stands_in_a_wrapper(ask: Any) -> None:
    root = etree.fromstring(ask("document", resource="one", ref="2.2").content)
    assert root.tag == "{http://www.tei-c.org/ns/1.0}TEI"
    (wrapper,) = root
    assert wrapper.tag == f"{DTS}wrapper" and wrapper.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [child.get("{http://www.w3.org/XML/1998/namespace}id") for child in wrapper] == ["one.p2.s2"]


def test_a_range_of_mixed_depth(ask: Any) -> None:
    (wrapper,) = etree.fromstring(ask("document", resource="one", start="1.2", end="3").content)
    assert [child.get("n") for child in wrapper] == ["1", "2", "3"]
    assert [child.get("n") for child in wrapper[0]] == ["2"] and [child.get("n") for child in wrapper[2]] == ["6", "1"]


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        ("1", '<p xml:id="one.p0" n="0"><lb n="1" xml:id="one.l1"/>\n<s xml:id="one.p0.s1" n="1">A stray mark</s>\n</p>'),
        ("2", '<lb n="2" xml:id="one.l2"/>'),
        ("3", '<lb n="3" xml:id="one.l3"/>\n<s xml:id="one.p1.s1" n="1">Anna wrote to <hi>Boris &amp; Clara</hi>.</s>\n<s xml:id="one.p1.s2" n="2">They ans</s>'),
        ("4", '<p xml:id="one.p1" n="1"><s xml:id="one.p1.s2" n="2"><lb n="4" xml:id="one.l4" break="no"/>wered <choice><sic>agian</sic><corr>again</corr></choice>.</s>\n</p>'),
        ("7", '<lb n="7" xml:id="one.l7"/>'),
    ],
)
def test_lines_are_cut_where_the_witness_cuts_them(ask: Any, line: str, inside: str) -> None:
    answer = ask("document", resource="one", tree="lines", ref=line)
    assert answer.text == f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><dts:wrapper xmlns:dts="https://w3id.org/api/dts#" xml:lang="en">{inside}</dts:wrapper></TEI>\n'


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"ref": "1"}, 400),
        ({"resource": "nothing"}, 404),
        ({"resource": "edition"}, 404),
        ({"resource": "one", "start": "1"}, 400),
        ({"resource": "one", "end": "1"}, 400),
        ({"resource": "one", "ref": "1", "end": "1"}, 400),
        ({"resource": "one", "ref": "77"}, 404),
        ({"resource": "one", "start": "2", "end": "1"}, 404),
        ({"resource": "one", "tree": "nothing", "ref": "1"}, 404),
        ({"resource": "one", "mediaType": "text/html"}, 404),
        ({"resource": "one", "mediaType": ""}, 404),
    ],
)
def test_documents_that_are_refused(ask: Any, asked: dict[str, str], status: int) -> None:
    refused(ask("document", **asked), status)


# Requests that are odd


def refused(answer: Any, status: int) -> None:
    """An error is told as RFC 9457 has it, and gives nothing away."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json" and answer.headers["cache-control"] == "no-store"
    said = answer.json()
    assert said["status"] == status and said["detail"] and set(said) == {"type", "title", "status", "detail"}
    assert not re.search(r"Traceback|/tmp|/home|\.py|File ", answer.text) and "etag" not in answer.headers


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/dts/document?resource=one&ref=%zz", 400),
        ("/dts/document?resource=one&ref=%", 400),
        ("/dts/document?resource=one&ref=%ff%fe", 400),
        ("/dts/document?resource=one&ref=%00", 400),
        ("/dts/document?resource=one&ref=1%0d%0aX-Injected:%201", 400),
        ("/dts/document?resource=one&ref=1&ref=2", 400),
        ("/dts/document?resource=one&" + "a=1&" * 60, 400),
        ("/dts/document?resource=one&ref=" + "9" * 4000, 414),
        ("/dts/collection?id=" + "%d1%8f" * 1000, 414),
        ("/dts/document?resource=..%2f..%2fedition", 404),
        ("/dts/document?resource=one&ref=..%2f..%2f", 404),
    ],
)
def test_odd_queries(ask: Any, target: str, status: int) -> None:
    refused(ask.raw(target), status)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_there_is_only_reading(ask: Any, method: str) -> None:
    for endpoint in ("", "collection", "navigation", "document"):
        answer = ask(endpoint, method=method)
        refused(answer, 405)
        assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", 'localhost"><script>', "edition.example.evil", "203.0.113.7", "[::2]", ""])
def test_a_foreign_name_is_refused(ask: Any, host: str) -> None:
    answer = ask("", headers={"Host": host})
    assert answer.status_code == 421 and "evil" not in answer.text and "script" not in answer.text


@pytest.mark.parametrize(("host", "site"), [("127.0.0.1:9", "http://127.0.0.1:9/"), ("[::1]:9", "http://[::1]:9/"), ("LOCALHOST", "http://LOCALHOST/"), ("edition.example", "https://edition.example/")])
def test_its_own_names_are_in_the_answers(ask: Any, host: str, site: str) -> None:
    answer = ask("", headers={"Host": host, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"})
    assert answer.json()["@id"] == f"{site}dts/"


def test_a_server_for_all_interfaces_has_every_number_for_a_name(out: Path) -> None:
    client = TestClient(serve.application(out, live=False, host="0.0.0.0"), base_url="http://203.0.113.7")
    assert client.get("/dts/").status_code == 200 and client.get("/dts/", headers={"Host": "evil.example"}).status_code == 421


# Headers


def test_links_lead_to_collection_page_and_licence(ask: Any) -> None:
    link = ask("document", resource="one", ref="2.2").headers["link"]
    assert link.split(", ") == [
        '<http://localhost:8000/dts/collection?id=one>; rel="collection"',
        '<http://localhost:8000/one.html#one.p2.s2>; rel="alternate"; type="text/html"',
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    ]


def test_caches_ask_whether_an_answer_still_holds(ask: Any) -> None:
    for endpoint, asked in (("", {}), ("collection", {}), ("navigation", {"resource": "one", "down": 1}), ("document", {"resource": "one", "ref": "1"})):
        answer = ask(endpoint, **asked)
        assert answer.headers["cache-control"] == "no-cache" and answer.headers["access-control-allow-origin"] == "*" and answer.headers["x-content-type-options"] == "nosniff"
        tag = answer.headers["etag"]
        assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
        head = ask(endpoint, method="HEAD", **asked)
        assert head.content == b"" and {name: head.headers[name] for name in ("etag", "content-length", "content-type")} == {name: answer.headers[name] for name in ("etag", "content-length", "content-type")}
        for condition in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            same = ask(endpoint, headers={"If-None-Match": condition, "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, **asked)
            assert same.status_code == 304 and same.content == b"" and same.headers["etag"] == tag and "content-type" not in same.headers
        assert ask(endpoint, headers={"If-None-Match": '"x"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, **asked).status_code == 200
        if endpoint:
            assert ask(endpoint, headers={"If-Modified-Since": answer.headers["last-modified"]}, **asked).status_code == 304
            for since in ("Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "Fri, 99 Jan 2100 00:00:00 GMT"):
                assert ask(endpoint, headers={"If-Modified-Since": since}, **asked).status_code == 200


def test_a_new_build_is_seen(out: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(out, tmp_path / "build"))
    text, record = folder / "site/files/tei/texts/one.xml", folder / ".made.json"
    client = TestClient(serve.application(folder, live=False), base_url="http://localhost")
    before = client.get("/dts/document?resource=one&ref=1.1")
    text.write_text("<TEI", "utf-8")
    os.utime(record, (1_900_000_000, 1_900_000_000))
    assert client.get("/dts/document?resource=one&ref=1.1").content == before.content, "while it is written anew, what was read before is given"
    text.write_text(before_text(out).replace("Anna wrote", "Anna  wrote", 1), "utf-8")
    after = client.get("/dts/document?resource=one&ref=1.1", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200 and after.headers["last-modified"] == "Sun, 17 Mar 2030 17:46:40 GMT"


def before_text(out: Path) -> str:
    return (out / "site/files/tei/texts/one.xml").read_text("utf-8")


def test_releases_are_collections_beside_the_newest_state(out: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(out, tmp_path / "build"))
    for number in ("0.9.0", "0.10.0", "draft"):
        shutil.copytree(out / "site" / "files", folder / "site" / "v" / number / "files")
    client = TestClient(serve.application(folder, live=False), base_url="http://localhost")
    assert [one["@id"] for one in client.get("/dts/collection").json()["member"]] == ["edition", "edition-v0.10.0", "edition-v0.9.0"]
    text = client.get("/dts/collection?id=one-v0.9.0").json()
    described_well(text)
    assert text["download"] == "http://localhost/v/0.9.0/files/tei/texts/one.xml"
    answer = client.get("/dts/document?resource=one-v0.9.0&ref=1.1")
    assert answer.content == client.get("/dts/document?resource=one&ref=1.1").content and "<http://localhost/v/0.9.0/one.html#one.p1.s1>" in answer.headers["link"]


def test_passages_are_had_as_plain_text_where_the_site_has_it(out: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(out, tmp_path / "build"))
    edition = corpus.load(folder / "site/files/tei/edition.xml")
    made = plain.files(edition, transform.resolve(corpus.gather(edition)))
    (folder / "site/files/text").mkdir()
    for name, data in made.items():
        (folder / "site/files/text" / name).write_bytes(data)
    client = TestClient(serve.application(folder, live=False), base_url="http://localhost")
    assert client.get("/dts/collection?id=one").json()["mediaTypes"] == [TEI, "text/plain"]

    def text(query: str) -> str:
        answer = client.get(f"/dts/document?resource=one&mediaType=text/plain{query}")
        assert answer.status_code == 200 and answer.headers["content-type"] == "text/plain; charset=utf-8" and 'rel="collection"' in answer.headers["link"]
        return answer.text

    assert text("").encode() == made["one.critical.txt"]
    assert text("&ref=1.2") == text("&tree=canonical&ref=one+1.2") == "They answered again.\n"
    assert text("&start=1.2&end=2.2") == "They answered again.\n\nOne.\nTwo < three.\n"
    assert text("&tree=lines&start=3&end=4") == "Anna wrote to Boris & Clara. They ans\nwered agian.\n"
    assert client.get("/dts/document?resource=one&mediaType=text/html").status_code == 404
    assert client.get("/dts/document?resource=one&ref=1.2").headers["content-type"] == TEI


def test_where_nothing_is_built_yet(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    client = TestClient(serve.application(tmp_path, live=False), base_url="http://localhost")
    answer = client.get("/dts/collection")
    refused(answer, 503)
    assert answer.headers["retry-after"] == "5" and client.get("/dts/").status_code == 200


def test_a_text_without_a_way_to_cite(out: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(out, tmp_path / "build"))
    text = folder / "site/files/tei/texts/one.xml"
    text.write_text(re.sub(r"<refsDecl.*</refsDecl>", "", text.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    client = TestClient(serve.application(folder, live=False), base_url="http://localhost")
    for query in ("", "&down=1", "&ref=1", "&down=0"):
        said = client.get(f"/dts/navigation?resource=one{query}").json()
        assert said["member"] == [] and said["resource"]["citationTrees"] == []
    assert client.get("/dts/document?resource=one").status_code == 200 and client.get("/dts/document?resource=one&ref=1").status_code == 404


def test_answers_are_json_and_units_are_known(ask: Any) -> None:
    answer = ask("navigation", resource="one", down=-1)
    assert json.loads(answer.content) and units_of(answer.json()) == members(answer)
