"""OAI-PMH: every verb and error of the protocol, a harvest by a client of others, and strangers who mean no good."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from typing import Iterator
from urllib.parse import quote

import pytest
import sickle
import uvicorn
from lxml import etree
from package.conftest import GIVEN, write
from sickle.oaiexceptions import BadArgument, IdDoesNotExist, NoRecordsMatch
from starlette.applications import Starlette
from starlette.testclient import TestClient

from edition import serve
from edition.oai import application, repository
from edition.package import records
from edition.package.datestamps import Stamp
from edition.package.deposit import Deposit

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DAY = "2026-11-22"


@pytest.fixture(scope="module")
def out(published: Deposit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder with the records of the release, and of a text that was withdrawn in a later one."""
    xml = {path.removeprefix("data/metadata/"): data for path, data in published.files.items() if path.startswith("data/metadata/")}
    items = published.description.items
    stamps = [Stamp(item.name, DAY, ("text", f"text:{item.one('main-language')}") if item.is_text else ("edition",)) for item in items]
    folder = tmp_path_factory.mktemp("oai")
    (folder / "site").mkdir()
    return write(folder, {str(repository.RECORDS): records.oai(xml, [*stamps, Stamp("gone", "2027-01-01", ("text",), deleted=True)], published.description)})


@pytest.fixture(scope="module")
def client(out: Path) -> TestClient:
    routes = application.routes(out, lambda request: f"http://{request.headers['host']}/", batch=2)
    return TestClient(Starlette(routes=routes), base_url="http://localhost")


def asked(client: TestClient, query: str) -> etree._Element:
    answer = client.get(f"/oai?{query}")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/xml")
    return etree.fromstring(answer.content)


def errors(root: etree._Element) -> list[str]:
    return [found.get("code") for found in root.iterfind(f"{OAI}error")]


def test_identify_says_what_the_header_says(client: TestClient, published: Deposit) -> None:
    told = {child.tag.removeprefix(OAI): child.text for child in asked(client, "verb=Identify").find(f"{OAI}Identify")}
    assert told == {
        "repositoryName": published.description.edition.title,
        "baseURL": "http://localhost/oai",
        "protocolVersion": "2.0",
        "adminEmail": GIVEN["contact"],
        "earliestDatestamp": DAY,
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DD",
    }


def test_a_draft_says_that_it_is_one(draft: Deposit, tmp_path: Path) -> None:
    """Without an address the identifiers are of the host that was asked, and without a contact none is named."""
    write(tmp_path, {str(repository.RECORDS): draft.files["data/metadata/oai.xml"]})
    found = TestClient(Starlette(routes=application.routes(tmp_path, lambda request: "http://localhost/")), base_url="http://localhost")
    told = asked(found, "verb=Identify")
    assert "Draft: " in "".join(told.itertext()) and "no contact" in "".join(told.itertext()) and told.find(f".//{OAI}adminEmail") is None
    assert asked(found, "verb=ListIdentifiers&metadataPrefix=oai_dc").findtext(f".//{OAI}identifier") == "oai:localhost:edition"


def test_formats_and_sets(client: TestClient, published: Deposit) -> None:
    root = asked(client, "verb=ListMetadataFormats")
    assert [found.text for found in root.iter(f"{OAI}metadataPrefix")] == ["oai_dc", "oai_datacite"]
    assert {found.text for found in asked(client, "verb=ListSets").iter(f"{OAI}setSpec")} == {"edition", "text", *(f"text:{item.one('main-language')}" for item in published.description.texts)}
    assert errors(asked(client, "verb=ListMetadataFormats&identifier=oai:edition.example:gone")) == ["noMetadataFormats"]


def test_a_record_in_both_formats(client: TestClient, published: Deposit) -> None:
    name = published.description.texts[0].name
    for prefix, file in (("oai_dc", "dublincore"), ("oai_datacite", "datacite")):
        record = asked(client, f"verb=GetRecord&metadataPrefix={prefix}&identifier=oai:edition.example:{name}").find(f".//{OAI}metadata")[0]
        whole = etree.fromstring(published.files[f"data/metadata/{file}-{name}.xml"])
        found = record if prefix == "oai_dc" else record.find("{*}payload")[0]
        assert [child.text for child in found.iter()] and found.tag == whole.tag and len(found) == len(whole)


def test_a_record_that_is_gone_has_a_header_only(client: TestClient) -> None:
    root = asked(client, "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:edition.example:gone")
    assert root.find(f".//{OAI}header").get("status") == "deleted" and root.find(f".//{OAI}metadata") is None


def test_lists_are_given_in_parts(client: TestClient, published: Deposit) -> None:
    total = len(published.description.items) + 1
    names, query, parts = [], "verb=ListIdentifiers&metadataPrefix=oai_dc", 0
    while query:
        root = asked(client, query)
        names += [found.text for found in root.iter(f"{OAI}identifier")]
        token = root.find(f".//{OAI}resumptionToken")
        assert token.get("completeListSize") == str(total) and token.get("cursor") == str(parts * 2)
        parts, query = parts + 1, f"verb=ListIdentifiers&resumptionToken={quote(token.text)}" if token.text else ""
    assert parts == -(-total // 2) and len(names) == len(set(names)) == total


def test_records_are_chosen_by_set_and_day(out: Path, published: Deposit) -> None:
    """A set has those of the sets below it; the day of a text that was withdrawn is that of the release without it."""
    client = TestClient(Starlette(routes=application.routes(out, lambda request: "http://localhost/")), base_url="http://localhost")
    texts = published.description.texts
    language = texts[0].one("main-language")
    alike = sum(item.one("main-language") == language for item in texts)
    for query, count in (("set=text", len(texts) + 1), (f"set=text:{language}", alike), ("set=edition", 1), (f"until={DAY}", len(texts) + 1), ("from=2026-11-23", 1), (f"from={DAY}&until={DAY}&set=text:{language}", alike)):
        root = asked(client, f"verb=ListRecords&metadataPrefix=oai_dc&{query}")
        assert len(root.findall(f".//{OAI}record")) == count and root.find(f".//{OAI}resumptionToken") is None, query


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=GetMetadata", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&x=1", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2027-01-01&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=%00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=marc21&identifier=oai:edition.example:edition", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:edition", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=none", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=nothing", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2100-01-01", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=made-up", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=cursor%3D-5%26__class__%3Dx", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=oai_dc!!!!99!0123456789abcdef", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
    ],
)
def test_every_error_of_the_protocol(query: str, code: str, client: TestClient) -> None:
    root = asked(client, query)
    assert errors(root) == [code]
    assert bool(root.find(f"{OAI}request").attrib) == (code not in ("badVerb", "badArgument"))


def test_a_token_ends_with_the_records_it_was_given_for(client: TestClient, out: Path, published: Deposit, tmp_path: Path) -> None:
    token = asked(client, "verb=ListRecords&metadataPrefix=oai_dc").find(f".//{OAI}resumptionToken").text
    changed = write(tmp_path, {str(repository.RECORDS): (out / repository.RECORDS).read_bytes().replace(b"2027-01-01", b"2027-01-02")})
    other = TestClient(Starlette(routes=application.routes(changed, lambda request: "http://localhost/", batch=2)), base_url="http://localhost")
    assert errors(asked(other, f"verb=ListRecords&resumptionToken={quote(token)}")) == ["badResumptionToken"]


def test_post_is_the_same_as_get(client: TestClient) -> None:
    posted = etree.fromstring(client.post("/oai", data={"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:edition.example:edition"}).content)
    assert posted.find(f".//{OAI}metadata") is not None


def test_too_much_is_refused_and_nothing_leaks(client: TestClient, out: Path) -> None:
    assert client.get("/oai?verb=" + "x" * 9000).status_code == 413
    assert client.post("/oai", content=b"verb=Identify&" + b"a" * 100_000).status_code == 413
    assert client.get("/oai?" + "&".join(f"a{number}=1" for number in range(40))).status_code == 413
    assert client.delete("/oai").status_code == 405
    assert client.get("/oai?verb=Identify", headers={"host": 'x"><script>'}).status_code == 400
    for query in ("verb=%FF%FE", "verb=<script>", "verb=GetRecord&identifier=../../../etc/passwd&metadataPrefix=oai_dc", "verb=ListRecords&metadataPrefix=oai_dc&set=%F0%9F"):
        answer = client.get(f"/oai?{query}")
        assert answer.status_code == 200 and errors(etree.fromstring(answer.content)) and str(out) not in answer.text


def test_before_anything_is_packed_the_answer_says_so(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    answer = TestClient(serve.application(tmp_path), base_url="http://localhost").get("/oai?verb=Identify")
    assert answer.status_code == 503 and "edition package" in answer.text


@pytest.fixture(scope="module")
def address(out: Path) -> Iterator[str]:
    """The server as it runs for others, on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    app = Starlette(routes=application.routes(out, lambda request: f"http://{request.headers['host']}/", batch=2))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/oai"
    server.should_exit = True
    thread.join()


def test_sickle_harvests_everything(address: str, published: Deposit) -> None:
    harvester = sickle.Sickle(address)
    assert harvester.Identify().repositoryName == published.description.edition.title
    for prefix in ("oai_dc", "oai_datacite"):
        found = {record.header.identifier: record for record in harvester.ListRecords(metadataPrefix=prefix)}
        assert set(found) == {f"oai:edition.example:{name}" for name in [*(item.name for item in published.description.items), "gone"]}
        assert [name for name, record in found.items() if record.deleted] == ["oai:edition.example:gone"]
    assert found["oai:edition.example:edition"].header.datestamp == DAY
    assert harvester.GetRecord(metadataPrefix="oai_dc", identifier="oai:edition.example:edition").metadata["title"][0] == published.description.edition.title
    assert len(list(harvester.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True))) == len(published.description.items)
    assert {found.setSpec for found in harvester.ListSets()} >= {"edition", "text"}
    with pytest.raises(NoRecordsMatch):
        harvester.ListRecords(metadataPrefix="oai_dc", set="nothing")
    with pytest.raises(IdDoesNotExist):
        harvester.GetRecord(metadataPrefix="oai_dc", identifier="none")
    with pytest.raises(BadArgument):
        harvester.ListRecords(metadataPrefix="oai_dc", **{"from": "yesterday"})
