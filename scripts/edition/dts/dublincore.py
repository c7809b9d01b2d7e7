"""A TEI header as Dublin Core terms (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/), in the form that DTS wants."""

from __future__ import annotations

from typing import Iterable

from lxml import etree

from edition.documents import NS, XML, Document

TERMS = "http://purl.org/dc/terms/"

Values = list[str | dict[str, str]]


def of_document(document: Document, issued: str) -> dict[str, Values]:
    """Read what a text's header, or that of the edition, says of it. ``issued`` is the date of the edition, which stands there only."""
    description = document.root.find("tei:teiHeader/tei:fileDesc", NS)
    profile = document.root.find("tei:teiHeader/tei:profileDesc", NS)
    found: dict[str, Values] = {
        "title": said(_at(description, "tei:titleStmt/tei:title[not(@type = 'sub')]")),
        "alternative": said(_at(description, "tei:titleStmt/tei:title[@type = 'sub']")),
        "creator": names(_at(description, "tei:titleStmt/tei:author | tei:titleStmt/tei:editor")),
        "publisher": names(_at(description, "tei:publicationStmt/tei:publisher")),
        "issued": [issued] if issued else [],
        "license": [licence.get("target", "") for licence in _at(description, "tei:publicationStmt//tei:licence[@target]")],
        "language": languages(document),
        "source": names(_at(description, "tei:sourceDesc//tei:bibl[@type = 'source']")),
        "abstract": said(_at(profile, "tei:abstract")),
    }
    return {term: values for term, values in found.items() if values}


def languages(document: Document) -> Values:
    """The languages of a text, or, of what has no text, those that its header names."""
    tags = document.root.xpath("tei:text/descendant-or-self::*[self::tei:text or self::tei:body or self::tei:div]/@xml:lang", namespaces=NS)
    return list(dict.fromkeys(map(str, tags or document.root.xpath("tei:teiHeader/tei:profileDesc/tei:langUsage/tei:language/@ident", namespaces=NS))))


def said(elements: Iterable[etree._Element]) -> Values:
    """The words of elements, each with its language if that is known."""
    return [({"lang": language, "value": text} if (language := _language(element)) else text) for element in elements if (text := words(element))]


def in_language(texts: Iterable[str], element: etree._Element) -> Values:
    """Texts that are taken from an element, each with its language if that is known."""
    language = _language(element)
    return [{"lang": language, "value": text} if language else text for text in texts]


def names(elements: Iterable[etree._Element]) -> Values:
    """The words of elements that name somebody or something, once each."""
    return list(dict.fromkeys(text for element in elements if (text := words(element))))


def words(element: etree._Element) -> str:
    """The words of an element of a header, without its notes; white space and the border of a paragraph count as one blank."""
    parts = element.findall("tei:p", NS) or [element]
    return " ".join(" ".join("".join(part.xpath(".//text()[not(ancestor::tei:note)]", namespaces=NS)) for part in parts).split())


def _at(element: etree._Element | None, path: str) -> list[etree._Element]:
    return [] if element is None else element.xpath(path, namespaces=NS)


def _language(element: etree._Element) -> str:
    return next((tag for one in (element, *element.iterancestors()) if (tag := one.get(f"{{{XML}}}lang"))), "")
