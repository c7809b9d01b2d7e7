"""Citations of the edition, of a text or of a passage, in the styles and formats of xslt/cite: the same that the site's dialog gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Iterable, Mapping, NamedTuple, Sequence
from urllib.parse import quote

from lxml import etree

from edition import corpus, documents, ledger, reference_catalogue, releases, saxon, swhid, wording
from edition.corpus import Edition
from edition.documents import NS
from edition.forms import RECORDS
from edition.ledger.units import words_of
from edition.reference import Catalogue, Reference, Unit, Work
from edition.resources import resource

_CITE = "urn:edition:cite"


class Request(NamedTuple):
    """A citation asked for: what is cited, in which form, in which language of the interface, read on which day, and whether as HTML."""

    reference: Reference
    form: str
    lang: str = "en"
    accessed: str = ""
    html: bool = False


def permalink(base: str, page: str, identifier: str = "", words: str | None = None, version: str | None = None) -> str:
    """Give the address of a page below ``base``, or of the unit ``identifier`` on it, as it should be cited.

    With ``version``, a released one, it leads to the page as it was then. With the words of the passage as well, its critical reading, it
    knows them by the first digits of their SHA-256, so that it can be said whether they have changed.
    """
    folder = f"v/{version}/" if version else ""
    query = f"?h={ledger.hashed(words)[: ledger.SHORT]}" if version and words is not None else ""
    return f"{base}{folder}{page}{query}{f'#{quote(identifier)}' if identifier else ''}"


@dataclass(frozen=True, eq=False)
class Citations:
    """Makes the citations of an edition: one that is ``released`` has permalinks to the release, a ``draft`` says that it is one.

    ``at`` is the address of the site, where it is not that which this edition states.
    """

    edition: Edition
    released: bool = False
    draft: bool = False
    at: str = ""

    @cached_property
    def catalogue(self) -> Catalogue:
        """All that can be cited."""
        return reference_catalogue.of_edition(self.edition)

    @property
    def base(self) -> str:
        """The address of the site, with a slash at its end; empty where there is none."""
        return self.at or self.edition.address

    @cached_property
    def version(self) -> str | None:
        """The version to which permalinks lead."""
        stated = self.edition.head.root.xpath("string(tei:teiHeader/tei:fileDesc/tei:editionStmt/tei:edition/@n)", namespaces=NS)
        return stated if self.released and stated else None

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The words of every text and unit by its id: its critical reading, or of a line of the witness, which has none, the source's."""
        wanted = {unit.identifier for text in self.catalogue.texts for tree in text.trees for unit in tree.units} | {text.identifier for text in self.catalogue.texts}
        return {name: found.critical or found.source for text in self.edition.texts for name, found in words_of(text, wanted).items()}

    def address(self, cited: Reference, lang: str = "en", knowing: bool = True) -> str:
        """The permalink of what is cited, of a passage that of its first unit; ``knowing`` its words or, to be printed, without.

        Empty where the edition states no address.
        """
        if not self.base:
            return ""
        page = "" if cited.work is self.catalogue.edition else f"{cited.work.identifier}.html"
        identifier = cited.first.identifier if cited.first else ""
        words = self.words.get(identifier or cited.work.identifier) if knowing and self.version else None
        return permalink(self.base, f"{self.folder(lang)}{page}", identifier, words, self.version)

    def folder(self, lang: str) -> str:
        """The folder of a language in the site: none for English, or for the first of the languages that the edition has a title in."""
        return f"{lang}/" if lang in self.languages[1:] else ""

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the site, English or the first one at its top: those of the interface in which the edition has a title."""
        titles = self.edition.head.root.xpath("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[@type = 'main']/@xml:lang", namespaces=NS)
        return sorted(dict.fromkeys(one for one in titles if one in wording.LANGUAGES), key="en".__ne__) or ["en"]

    def cite(self, requests: Sequence[Request]) -> list[str]:
        """Make citations, in the order in which they are asked for. Raises ToolError."""
        return self._made([self._element(request) for request in requests])

    def described(self, cited: Reference, lang: str = "en") -> dict[str, str]:
        """Say for programs what is cited: the text, the canonical reference, the ids of its first and last unit, the address."""
        units = {"first": cited.first.identifier, "last": cited.last.identifier} if cited.first and cited.last else {}
        address = {"address": found} if (found := self.address(cited, lang)) else {}
        return {"text": cited.work.identifier, "reference": cited.canonical, **units, **address}

    def _element(self, request: Request) -> etree._Element:
        cited = request.reference
        told = {
            "page": "" if cited.work is self.catalogue.edition else cited.work.identifier,
            "form": request.form,
            "lang": request.lang,
            "locator": cited.canonical if cited.first else "",
            "key": "".join(letter if letter.isascii() and (letter.isalnum() or letter == ".") else "-" for letter in cited.passage),
            "url": self.address(cited, request.lang),
            "place": self.address(cited, request.lang, knowing=False),
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
        root = releases.gathered(self.edition, self.draft)
        corpus.move(root, self.base)
        for text in root.iterfind("tei:TEI/tei:text", NS):
            del text[:]
        return etree.tostring(root)


def of_edition(edition: Edition) -> Citations:
    """Make citations of an edition, of its newest release if it is still what was released. Raises InputError."""
    book = ledger.of_edition(edition)
    draft = releases.is_draft(book, swhid.of_edition(edition))
    return Citations(edition, released=bool(book.releases) and not draft, draft=draft)


def records(citations: Citations) -> dict[str, bytes]:
    """Give the records of all paragraphs of each text, one file for each format and language of the site, by its path there.

    Of sentences there are none: they would be five times as many, and the dialog and ``edition cite`` make those that are wanted.
    """
    plan = [(lang, form, text) for lang in citations.languages for form in RECORDS for text in citations.catalogue.texts if _outermost(text)]
    requests = [[Request(Reference(text, unit, unit, unit.reference), form, lang) for unit in _outermost(text)] for lang, form, text in plan]
    made = iter(citations.cite([request for one in requests for request in one]))
    return {f"{citations.folder(lang)}{text.identifier}.paragraphs.{form}": joined(form, [next(made) for _ in wanted]).encode() for (lang, form, text), wanted in zip(plan, requests, strict=True)}


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
