"""The descriptions: each valid by the schema of its format, none with anything made up."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Callable

import fastjsonschema
import pyshacl
import pytest
import rdflib
import rdflib.compare
from lxml import etree
from package.conftest import GIVEN, ROOT

from edition import corpus
from edition.package.deposit import Deposit

Others = Callable[[str], Path]
WEB = "https://edition.example/package/data/metadata/"
DATACITE = "{http://datacite.org/schema/kernel-4}"


def records(made: Deposit, beginning: str) -> dict[str, bytes]:
    found = {path: data for path, data in made.files.items() if path.startswith(f"data/metadata/{beginning}")}
    assert found
    return found


@pytest.fixture(scope="module")
def datacite(others: Others, tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """DataCite 4.6, as a package of the registry has it, with the identifier that 4.7 added to its list: SWHID."""
    import shutil

    folder = tmp_path_factory.mktemp("datacite") / "schema"
    shutil.copytree(others("validator/schema"), folder)
    kinds = folder / "include" / "datacite-relatedIdentifierType-v4.xsd"
    text = kinds.read_text("utf-8")
    assert "SWHID" not in text
    kinds.write_text(re.sub(r'(<xs:enumeration value="URL" ?/>)', r'\1<xs:enumeration value="SWHID"/>', text), "utf-8")
    return etree.XMLSchema(etree.parse(folder / "metadata.xsd"))


def test_datacite_is_valid_once_there_is_a_doi(datacite: etree.XMLSchema, published: Deposit) -> None:
    found = records(published, "datacite-")
    assert len(found) == 1 + len(published.description.texts)
    for path, data in found.items():
        root = etree.fromstring(data)
        if not path.endswith("-edition.xml"):  # no DOI was given for the texts: they take part in that of the edition
            assert root.find(f"{DATACITE}identifier") is None
            root.insert(0, root.makeelement(f"{DATACITE}identifier", {"identifierType": "DOI"}))
            root[0].text = GIVEN["doi"]
        datacite.assertValid(root)


def test_datacite_of_a_draft_wants_its_identifier_and_nothing_else(datacite: etree.XMLSchema, draft: Deposit) -> None:
    for data in records(draft, "datacite-").values():
        root = etree.fromstring(data)
        assert not datacite.validate(root) and "identifier" in str(datacite.error_log)
        root.insert(0, root.makeelement(f"{DATACITE}identifier", {"identifierType": "DOI"}))
        root[0].text = GIVEN["doi"]
        datacite.assertValid(root)


def test_relations_tie_the_records_together(published: Deposit) -> None:
    whole = etree.fromstring(published.files["data/metadata/datacite-edition.xml"])
    relations = {(found.get("relationType"), found.get("relatedIdentifierType"), found.text) for found in whole.iter(f"{DATACITE}relatedIdentifier")}
    assert ("HasPart", "SWHID", published.description.edition.one("swhid")) in relations
    for item in published.description.texts:
        assert ("HasPart", "URL", f"{GIVEN['base']}v/1.0.0/{item.page}") in relations
        part = etree.fromstring(published.files[f"data/metadata/datacite-{item.name}.xml"])
        assert ("IsPartOf", GIVEN["doi"]) in {(found.get("relationType"), found.text) for found in part.iter(f"{DATACITE}relatedIdentifier")}
    rights = whole.find(f"{DATACITE}rightsList/{DATACITE}rights")
    assert rights is not None and rights.get("rightsIdentifier") == "CC-BY-4.0"


@pytest.mark.parametrize("name", ["draft", "published"])
def test_inveniordm_is_valid(name: str, request: pytest.FixtureRequest, others: Others) -> None:
    tree = json.loads(others("commonmeta/resources/inveniordm-v0.1.json").read_bytes())
    for data in records(request.getfixturevalue(name), "inveniordm-").values():
        fastjsonschema.validate(tree, json.loads(data))


@pytest.mark.parametrize("name", ["draft", "published"])
def test_schema_org_is_valid_and_parses(name: str, request: pytest.FixtureRequest, others: Others) -> None:
    tree = json.loads(others("commonmeta/resources/schema_org-v0.1.json").read_bytes())
    fastjsonschema.validate(tree, json.loads(request.getfixturevalue(name).files["data/metadata/schema-org.jsonld"]), use_formats=name == "published")  # a draft has no address: its ids are relative


@pytest.mark.parametrize("name", ["draft", "published"])
def test_dublin_core_has_its_elements_only(name: str, request: pytest.FixtureRequest) -> None:
    """As oai_dc.xsd has it: the fifteen elements, with words in them and at most a language."""
    fifteen = "title creator subject description publisher contributor date type format identifier source language relation coverage rights".split()
    for data in records(request.getfixturevalue(name), "dublincore-").values():
        root = etree.fromstring(data)
        assert root.tag == "{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"
        for child in root:
            assert child.tag in {f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in fifteen}
            assert (child.text or "").strip() and not len(child) and set(child.attrib) <= {"{http://www.w3.org/XML/1998/namespace}lang"}


def test_cmdi_has_the_shape_of_its_envelope(published: Deposit) -> None:
    """CMDI 1.2: header, resources, components, in that order, with what CLARIN's best practice asks for. The profile's own schema is not to be had here."""
    ns = "{http://www.clarin.eu/cmd/1}"
    for path, data in records(published, "cmdi-").items():
        root = etree.fromstring(data)
        assert root.tag == f"{ns}CMD" and root.get("CMDVersion") == "1.2"
        assert [child.tag.removeprefix(ns) for child in root] == ["Header", "Resources", "Components"]
        header = [child.tag.removeprefix(ns) for child in root[0]]
        assert header == ["MdCreator", "MdCreationDate", "MdSelfLink", "MdProfile", "MdCollectionDisplayName"], path
        assert [child.tag.removeprefix(ns) for child in root[1]] == ["ResourceProxyList", "JournalFileProxyList", "ResourceRelationList"]
        assert len(root[1][0]) and len(root[2]) == 1 and root[0][3].text in root[2][0].tag


def graph(made: Deposit, name: str, form: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=made.files[f"data/metadata/{name}"], format=form, publicID=WEB)


@pytest.fixture(scope="module")
def registers(draft: Deposit) -> rdflib.Graph:
    return graph(draft, "registers.ttl", "turtle")


def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "schema" / "registers.shacl.ttl", publicID="https://edition.example/shapes")


def test_both_forms_of_the_registers_say_the_same(draft: Deposit, registers: rdflib.Graph) -> None:
    assert rdflib.compare.isomorphic(registers, graph(draft, "registers.jsonld", "json-ld"))


def test_the_registers_keep_our_shapes(registers: rdflib.Graph) -> None:
    conforms, _, said = pyshacl.validate(registers, shacl_graph=shapes())
    assert conforms, said


@pytest.mark.parametrize(
    "said",
    [
        "<#x> a schema:Person .",
        '<#x> a schema:Person ; schema:name "A"@en, "B"@en .',
        '<#x> a schema:Person ; schema:name "A"@en ; schema:birthDate "1900"^^xsd:gYear, "1901"^^xsd:gYear .',
        '<#x> a schema:Person ; schema:name "A"@en ; schema:birthDate "about 1900" .',
        '<#x> a schema:Place ; schema:name "A"@en ; schema:latitude "91.0"^^xsd:decimal .',
        '<#x> a schema:Event ; schema:name "A"@en ; owl:sameAs <http://www.wikidata.org/entity/P31> .',
    ],
)
def test_the_shapes_find_what_is_wrong(said: str) -> None:
    heads = "@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    assert not pyshacl.validate(rdflib.Graph().parse(data=heads + said, format="turtle", publicID=WEB), shacl_graph=shapes())[0]


def test_every_entry_is_there_with_all_its_identifiers(edition: corpus.Edition, registers: rdflib.Graph) -> None:
    ns = {"tei": "http://www.tei-c.org/ns/1.0"}
    entries = [entry for register in edition.authorities for entry in register.root.xpath("tei:standOff/*/*[@xml:id]", namespaces=ns)]
    identifiers = [found for entry in entries for found in entry.xpath("tei:idno", namespaces=ns)]
    assert len(set(registers.subjects(rdflib.RDF.type))) == len(entries)
    same = [str(found) for name in (rdflib.OWL.sameAs, rdflib.SDO.sameAs) for found in registers.objects(None, name)]
    assert len(same) == len(identifiers)
    assert all(any((found.text or "").strip() in address for address in same) for found in identifiers)


# What people write where they have nothing to write, and identifiers that registries keep for trying things out.
PLACEHOLDER = re.compile(r"10\.5072/|10\.1234/|10\.12345/|\bTODO\b|\bFIXME\b|\bTBD\b|lorem ipsum|placeholder|\bxxxx+\b|0000-000[0-9]-|example\.(?:org|com|net)|\.example\b|your-|urn:uuid:|doi:tba|unknown@|foo@|changeme", re.IGNORECASE)
DESCRIBING = re.compile(r"data/metadata/|data/ro-crate-metadata\.json|[^/]+$")


def test_nothing_is_made_up(draft: Deposit) -> None:
    """No description of the draft has a placeholder, nor any identifier or address of a kind that nobody has given."""
    kinds = {"doi": r"doi\.org/10", "contact": "mailto:", "ark": r"\bark:/?\d", "ror": r"ror\.org/0", "orcid": r"orcid\.org/\d", "handle": r"hdl\.handle\.net/\d"}
    absent = "|".join(pattern for field, pattern in kinds.items() if not draft.description.edition.one(field))
    for path, data in draft.files.items():
        if DESCRIBING.match(path) and path not in ("README.txt", "data/metadata/checks.json"):
            text = data.decode()
            assert not PLACEHOLDER.search(text), (path, PLACEHOLDER.search(text))
            assert not re.search(absent, text), path


def test_every_identifier_in_the_descriptions_stands_in_the_tei(edition: corpus.Edition, draft: Deposit) -> None:
    tei = "".join(document.data.decode() for document in edition.members)
    known = set(re.findall(r"Q[1-9]\d*", tei))
    for path, data in draft.files.items():
        if path.startswith("data/metadata/") and not path.endswith("provenance.jsonl"):
            assert set(re.findall(r"wikidata\.org/entity/(Q\d+)", data.decode())) <= known, path


def test_what_is_wanting_is_told(draft: Deposit, published: Deposit) -> None:
    names = {"doi": "no DOI", "contact": "no contact", "url": "no address"}
    told = [line.partition(":")[0] for line in draft.description.missing]
    assert told == ["no release", *(name for field, name in names.items() if not draft.description.edition.one(field))]
    assert published.description.missing == [] and not published.description.is_draft


def crate(made: Deposit) -> dict[str, Any]:
    return {entity["@id"]: entity for entity in json.loads(made.files["data/ro-crate-metadata.json"])["@graph"]}


def test_the_crate_says_what_the_header_says(published: Deposit) -> None:
    entities = crate(published)
    root = entities["./"]
    assert root["creativeWorkStatus"] == "Published" and root["cite-as"] == f"https://doi.org/{GIVEN['doi']}"
    assert root["publisher"]["@id"] == GIVEN["ror"] and entities[GIVEN["ror"]]["contactPoint"] == {"@id": f"mailto:{GIVEN['contact']}"}
    assert {found["@id"] for found in root["identifier"]} == {"#doi", "#ark", "#swhid"}
    licences = {entity["@id"]: entity.get("license") for entity in entities.values()}
    assert licences["source/tei/witnesses/"] == {"@id": "http://rightsstatements.org/vocab/InC/1.0/"}
    assert licences["source/scripts/"] == {"@id": "https://spdx.org/licenses/MIT"}
