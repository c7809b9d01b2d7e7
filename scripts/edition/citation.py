"""Citations of the edition, of a text or of a passage, in the styles and formats of xslt/cite: the same that the site's dialog gives."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Iterable, Mapping, NamedTuple, Sequence

from lxml import etree

from edition import catalogue, corpus, documents, ledger, reading, saxon
from edition.corpus import Edition
from edition.documents import NS
from edition.reference import Catalogue, Reference, Unit, Work
from edition.resources import resource

# The styles, and the formats by their names on the command line, each with the name of its form in xslt/cite.
STYLES = ("gost", "chicago", "mla")
FORMATS = {"bibtex": "bib", "ris": "ris", "csl-json": "csl.json", "cff": "cff"}
RECORDS = ("bib", "ris", "csl.json")

_CITE = "urn:edition:cite"


class Request(NamedTuple):
    """A citation asked for: what is cited, in which form, in which language of the interface, read on which day, and whether as HTML."""

    reference: Reference
    form: str
    lang: str = "en"
    accessed: str = ""
    html: bool = False


def permalink(base: str, page: str, unit: Unit | None, words: str, version: str | None) -> str:
    """Give the address of a page or a unit below ``base``, as it should be cited.

    With ``version``, a released one, it leads to the page as it was then, and knows the passage: the first ten hexadecimal digits of the
    SHA-256 of its critical reading, ``words``, so that it can be said whether that has changed. Without, it leads to the page as it is now.
    A passage of several units has the address of its first.
    """
    folder, query = (f"v/{version}/", f"?h={digest(words)}") if version else ("", "")
    return f"{base}{folder}{page}{query}#{unit.identifier}" if unit else f"{base}{folder}{page}"


def digest(words: str) -> str:
    """Give the short hash of a passage, by its critical reading."""
    return hashlib.sha256(words.encode()).hexdigest()[:10]


@dataclass(frozen=True, eq=False)
class Citations:
    """Makes the citations of an edition; ``released`` tells that its version has been released, so that permalinks can lead to it."""

    edition: Edition
    released: bool = False

    @cached_property
    def catalogue(self) -> Catalogue:
        """All that can be cited."""
        return catalogue.of_edition(self.edition)

    @cached_property
    def base(self) -> str:
        """The address that the edition's header states, with a stroke at its end; empty where it states none."""
        return self._made([self._element(Request(Reference(self.catalogue.edition), "base"))])[0]

    @cached_property
    def version(self) -> str | None:
        """The version to which permalinks lead."""
        stated = self.edition.head.root.xpath("string(tei:teiHeader/tei:fileDesc/tei:editionStmt/tei:edition/@n)", namespaces=NS)
        return stated if self.released and stated else None

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The critical reading of every unit by its id; of a line of the witness, which has no other, its words."""
        lines = {name: words for text in self.edition.texts for name, words in reading.lines(text)}
        units = {unit.identifier for text in self.catalogue.texts for tree in text.trees for unit in tree.units}
        found = {name: element for text in self.edition.texts for name, element in documents.ids(text) if name in units}
        return {name: reading.critical(element) for name, element in found.items()} | {name: words for name, words in lines.items() if name in units}

    def address(self, cited: Reference, lang: str = "en") -> str:
        """The permalink of what is cited; empty where the edition states no address."""
        if not self.base:
            return ""
        page = "" if cited.work is self.catalogue.edition else f"{cited.work.identifier}.html"
        return permalink(self.base, f"{self.folder(lang)}{page}", cited.first, self.words[cited.first.identifier] if cited.first else "", self.version)

    def folder(self, lang: str) -> str:
        """The folder of a language in the site: none for English, or for the first of the languages that the edition has a title in."""
        titles = self.edition.head.root.xpath("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[@type = 'main']/@xml:lang", namespaces=NS)
        others = [one for one in titles if one != ("en" if "en" in titles else titles[0])]
        return f"{lang}/" if lang in others else ""

    def cite(self, requests: Sequence[Request]) -> list[str]:
        """Make citations, in the order in which they are asked for. Raises ToolError."""
        return self._made([self._element(request) for request in requests])

    def described(self, cited: Reference, lang: str = "en") -> dict[str, str]:
        """Say for programs what is cited: the text, the canonical reference, the ids of its first and last unit, the address."""
        units = {"first": cited.first.identifier, "last": cited.last.identifier} if cited.first and cited.last else {}
        address = {"address": found} if (found := self.address(cited, lang)) else {}
        return {"text": cited.work.identifier, "reference": cited.canonical, **units, **address}

    def _element(self, request: Request) -> etree._Element:
        cited, base = request.reference, request.form == "base"
        told = {
            "page": "" if cited.work is self.catalogue.edition else cited.work.identifier,
            "form": request.form,
            "lang": request.lang,
            "locator": cited.canonical if cited.first else "",
            "key": "".join(letter if letter.isascii() and (letter.isalnum() or letter == ".") else "-" for letter in cited.passage),
            "url": "" if base else self.address(cited, request.lang),
            "accessed": request.accessed,
            "html": "html" if request.html else "",
        }
        return etree.Element(f"{{{_CITE}}}request", {name: value for name, value in told.items() if value})

    def _made(self, requests: Iterable[etree._Element]) -> list[str]:
        root = etree.fromstring(self._headers)
        root.extend(requests)
        return [file.text or "" for file in documents.own(saxon.run(resource("xslt/cite/request.xsl"), documents.text_of(root)).text)]

    @cached_property
    def _headers(self) -> bytes:
        """The edition without the words of its texts."""
        root = corpus.gather(self.edition)
        for text in root.iterfind("tei:TEI/tei:text", NS):
            del text[:]
        return etree.tostring(root)


def of_edition(edition: Edition) -> Citations:
    """Make citations of an edition, of its newest release if it is still what was released. Raises InputError."""
    book = ledger.of_edition(edition)
    stated = edition.head.root.xpath("string(tei:teiHeader/tei:fileDesc/tei:editionStmt/tei:edition/@n)", namespaces=NS)
    return Citations(edition, bool(book.releases) and book.releases[-1].version == stated and not ledger.news(book, edition))


def records(citations: Citations, lang: str) -> dict[str, str]:
    """Give the records of all paragraphs of each text in a language, one file for each format, by its path in the site."""
    made: dict[str, str] = {}
    for text in citations.catalogue.texts:
        wanted = [Reference(text, unit, unit, unit.reference) for unit in _outermost(text)]
        for form in RECORDS if wanted else ():
            name = f"{citations.folder(lang)}{text.identifier}.paragraphs.{form}"
            made[name] = joined(form, citations.cite([Request(cited, form, lang) for cited in wanted]))
    return made


def _outermost(text: Work) -> list[Unit]:
    """The units of a text that are in no other, by its default way of citing."""
    units = text.trees[0].units if text.trees else ()
    return [unit for unit in units if len(unit.key) == 1]


def joined(form: str, made: Sequence[str]) -> str:
    """Put records of one format into one file."""
    if form == "csl.json":
        return "[\n" + ",\n".join(one.removeprefix("[\n").removesuffix("\n]\n") for one in made) + "\n]\n"
    return "".join(one.replace("\n", "\r\n") if form == "ris" else one for one in made)


def cff(edition: Edition) -> str:
    """Give the CITATION.cff of an edition, as its header says what it is."""
    citations = Citations(edition)
    return citations.cite([Request(Reference(citations.catalogue.edition), "cff")])[0]
