"""The description of an edition in the formats of archives and catalogues: DataCite, Dublin Core and CMDI (xslt/archive), InvenioRDM, schema.org, OAI-PMH."""

from __future__ import annotations

import json
from typing import Any, Iterator

from lxml import etree

from edition import documents, transform
from edition.package.description import Description, Item
from edition.package.datestamps import Stamp

FOLDER = "metadata"
XML_LANG = f"{{{documents.XML}}}lang"

# ISO 639-3 for the languages that have a name of two letters here (ISO 639-2, RFC 5646); InvenioRDM and CLARIN want three.
_LONG = {"en": "eng", "ru": "rus", "de": "deu", "fr": "fra", "la": "lat", "el": "ell", "uk": "ukr", "pl": "pol", "it": "ita", "es": "spa", "cs": "ces", "he": "heb", "ar": "ara", "zh": "zho"}


def of_description(description: Description, stamps: list[Stamp]) -> dict[str, bytes]:
    """Give all records by their path in the payload. ``stamps`` tell when each record last changed, and which are gone."""
    xml = {name: text.encode() for name, text in transform.render(description.text(), "archive/records.xsl").files.items()}
    data = {f"inveniordm-{item.name}.json": written(inveniordm(item, description)) for item in description.items}
    files = {**xml, **data, "schema-org.jsonld": written(schema_org(description)), "oai.xml": oai(xml, stamps, description)}
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def written(tree: Any) -> bytes:
    """JSON as it stands in a package: members in the order given."""
    return json.dumps(tree, ensure_ascii=False, indent=2).encode() + b"\n"


def language(tag: str) -> str:
    """A language in ISO 639-3; the tag as it is where it has three letters or is not known here."""
    return _LONG.get(tag.partition("-")[0], tag.partition("-")[0])


def spdx(licence: str) -> str:
    """The SPDX identifier of a Creative Commons licence by its address (``CC-BY-4.0``), else empty."""
    parts = licence.partition("://creativecommons.org/licenses/")[2].strip("/").split("/")
    return f"CC-{parts[0].upper()}-{parts[1]}" if len(parts) > 1 else ""


def inveniordm(item: Item, description: Description) -> dict[str, Any]:
    """The record as InvenioRDM and Zenodo take it in (InvenioRDM records, metadata reference)."""
    abstracts = [found.text or "" for found in item.elements("abstract")]
    rights = [{"id": spdx(item.licence), "title": {"en": item.one("licence")}, "link": item.licence}] if spdx(item.licence) else []
    metadata = {
        "resource_type": {"id": "dataset" if not item.is_text else "publication-section"},
        "title": item.title,
        "additional_titles": [{"title": found.text, "type": {"id": "subtitle" if found.get("kind") == "sub" else "translated-title"}, "lang": {"id": language(found.get(XML_LANG, ""))}} for found in item.elements("title")[1:]],
        "creators": [{"person_or_org": {"type": "organizational", "name": name}} for name in item.all("creator")],
        "publisher": item.one("publisher"),
        "publication_date": item.one("date"),
        "version": description.version,
        "languages": [{"id": language(tag)} for tag in item.all("language")],
        "description": "\n\n".join(abstracts[:1]),
        "additional_descriptions": [{"description": text, "type": {"id": "abstract"}} for text in abstracts[1:]],
        "subjects": [{"subject": name.text} for name in item.elements("subject/archive:name[@xml:lang='en']".replace("@xml:lang", f"@{XML_LANG}"))],
        "rights": rights,
        "formats": ["application/tei+xml"],
        "identifiers": [{"identifier": item.one("url"), "scheme": "url"}] if item.one("url") else [],
        "related_identifiers": list(_related(item, description)),
    }
    pids = {"pids": {"doi": {"identifier": item.one("doi"), "provider": "external"}}} if item.one("doi") else {}
    return {**pids, "access": {"record": "public", "files": "public"}, "files": {"enabled": not item.is_text}, "metadata": {name: value for name, value in metadata.items() if value}}


def _related(item: Item, description: Description) -> Iterator[dict[str, Any]]:
    def relation(kind: str, other: Item) -> Iterator[dict[str, Any]]:
        if other.one("doi"):
            yield {"identifier": other.one("doi"), "scheme": "doi", "relation_type": {"id": kind}}
        elif other.one("url"):
            yield {"identifier": other.one("url"), "scheme": "url", "relation_type": {"id": kind}}

    for other in [description.edition] if item.is_text else description.texts:
        yield from relation("ispartof" if item.is_text else "haspart", other)
    yield from ({"identifier": found, "scheme": "swh", "relation_type": {"id": "haspart"}} for found in item.all("swhid"))
    for before in item.elements("earlier"):
        for address in before.iterfind("{*}url"):
            yield {"identifier": address.text, "scheme": "url", "relation_type": {"id": "isnewversionof"}}


def schema_org(description: Description) -> dict[str, Any]:
    """The edition and its texts for search engines (schema.org, JSON-LD 1.1); addresses are those of the package where nobody has given others."""
    parts = [_work(item, description) for item in description.texts]
    return {"@context": "https://schema.org", **_work(description.edition, description), "hasPart": parts}


def _work(item: Item, description: Description) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": item.one("publisher")}
    contact = {"contactPoint": {"@type": "ContactPoint", "email": item.one("contact")}} if item.one("contact") else {}
    named = [f"https://doi.org/{item.one('doi')}"] * bool(item.one("doi")) + item.all("swhid")
    work = {
        "@type": "CreativeWork" if item.is_text else "Dataset",
        "@id": item.one("url") or f"../site/{item.page}",
        "identifier": named,
        "name": item.title,
        "alternateName": next((found.text for found in item.elements("title[@kind='main']")[1:]), ""),
        "alternativeHeadline": [_said(found) for found in item.elements("title[@kind='sub']")],
        "description": item.one("abstract"),
        "creator": [{"@type": "Organization", "name": name} for name in item.all("creator")],
        "publisher": {**publisher, **contact},
        "datePublished": item.one("date"),
        "version": description.version,
        "inLanguage": item.one("main-language"),
        "license": item.licence,
        "about": [_subject(found) for found in item.elements("subject")],
        "creativeWorkStatus": "" if item.is_text else "Draft" if description.is_draft else "Published",
    }
    return {name: value for name, value in work.items() if value}


def _subject(subject: etree._Element) -> dict[str, Any]:
    return {"@type": "Event", "@id": f"http://www.wikidata.org/entity/{subject.get('wikidata')}", "name": [_said(name) for name in subject]}


def _said(element: etree._Element) -> dict[str, str]:
    return {"@value": element.text or "", "@language": element.get(XML_LANG, "en")}


_DATACITE = "http://schema.datacite.org/oai/oai-1.1/"


def oai(xml: dict[str, bytes], stamps: list[Stamp], description: Description) -> bytes:
    """All records that OAI-PMH hands out, in both formats, as the server reads them: ``records/record`` with name, datestamp, sets, and whether it is gone."""
    root = etree.Element("records", {"title": description.edition.title, "contact": description.edition.one("contact"), "base": description.base, "missing": "; ".join(description.missing)})
    for stamp in stamps:
        record = etree.SubElement(root, "record", {"name": stamp.name, "datestamp": stamp.date, "sets": " ".join(stamp.sets), "deleted": str(stamp.deleted).lower()})
        if not stamp.deleted:
            etree.SubElement(record, "metadata", prefix="oai_dc").append(_parsed(xml[f"dublincore-{stamp.name}.xml"]))
            etree.SubElement(record, "metadata", prefix="oai_datacite").append(_wrapped(_parsed(xml[f"datacite-{stamp.name}.xml"])))
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _parsed(data: bytes) -> etree._Element:
    return documents.own(data.decode())


def _wrapped(resource: etree._Element) -> etree._Element:
    """A DataCite record as OAI-PMH carries it (schema oai-1.1). The symbol of the data centre is empty: nobody has registered the edition."""
    root = etree.Element(f"{{{_DATACITE}}}oai_datacite", nsmap={None: _DATACITE})
    etree.SubElement(root, f"{{{_DATACITE}}}schemaVersion").text = "4.7"
    etree.SubElement(root, f"{{{_DATACITE}}}datacentreSymbol")
    etree.SubElement(root, f"{{{_DATACITE}}}payload").append(resource)
    return root
