"""What is said of the edition and of each text in all formats, read once from the TEI headers (xslt/archive/description.xsl), with their SWHIDs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from edition import documents, downloads, ledger, saxon, swhid
from edition.corpus import Edition
from edition.ledger import Ledger
from edition.resources import resource

ARCHIVE = "urn:edition:archive"
_NS = {"archive": ARCHIVE}

# What a record cannot do without, and nobody but the publisher can give: a field, and where it goes.
_WANTED = {
    "doi": "no DOI: edition.xml, publicationStmt/idno[@type='DOI']",
    "contact": "no contact: edition.xml, publicationStmt/distributor/email",
    "url": "no address: edition.xml, publicationStmt/idno[@type='URI']",
    "date": "no date: edition.xml, publicationStmt/date/@when",
    "licence": "no licence: edition.xml, publicationStmt/availability/licence",
}


class Item:
    """The edition or one of its texts: its fields as they were derived from the headers."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element

    @property
    def name(self) -> str:
        """The ``xml:id`` of its document."""
        return self.element.get("name", "")

    @property
    def is_text(self) -> bool:
        """Whether it is a text, and not the edition."""
        return self.element.get("kind") == "text"

    @property
    def file(self) -> str:
        """The path of its document in the edition's folder."""
        return self.element.get("file", "")

    @property
    def page(self) -> str:
        """The page of the site that shows it."""
        return self.element.get("page", "")

    def all(self, field: str) -> list[str]:
        """All values of a field, each once, in order."""
        return list(dict.fromkeys(found.text or "" for found in self.element.iterfind(f"archive:{field}", _NS)))

    def one(self, field: str) -> str:
        """The first value of a field, or empty."""
        return next(iter(self.all(field)), "")

    def elements(self, path: str) -> list[etree._Element]:
        """The elements of a field, such as ``title[@kind='main']``."""
        return self.element.findall(f"archive:{path}", _NS)

    @property
    def title(self) -> str:
        """The first main title."""
        return next((found.text or "" for found in self.elements("title[@kind='main']")), self.name)

    @property
    def licence(self) -> str:
        """The address of the licence, or empty."""
        return next((found.get("target", "") for found in self.elements("licence")), "")


@dataclass(frozen=True)
class Description:
    """All items of one edition: that of the edition first, then the texts; ``released`` is the version of the release described, or empty."""

    root: etree._Element
    released: str

    @cached_property
    def items(self) -> list[Item]:
        """The edition, then its texts."""
        return [Item(element) for element in self.root.iterfind("archive:item", _NS)]

    @property
    def edition(self) -> Item:
        """The item of the edition."""
        return self.items[0]

    @property
    def texts(self) -> list[Item]:
        """The items of the texts."""
        return self.items[1:]

    @property
    def base(self) -> str:
        """The address below which the edition is published, or empty."""
        return next((found.get("base", "") for found in self.edition.elements("url")), "")

    @property
    def is_draft(self) -> bool:
        """Whether something is wanting without which no archive registers a deposit."""
        return bool(self.missing)

    @property
    def missing(self) -> list[str]:
        """What is wanting, and where it goes."""
        released = [] if self.released else ["no release: edition release X.Y.Z makes one"]
        return released + [why for field, why in _WANTED.items() if not self.edition.one(field)]

    @property
    def version(self) -> str:
        """The version; of what is no release it says so."""
        return " ".join(filter(None, (self.edition.one("version"), "" if self.released else "(draft)")))

    def text(self) -> str:
        """The description as XML, as the stylesheets of the formats read it."""
        return etree.tostring(self.root, encoding="unicode")


def of_edition(edition: Edition, resolved: str, released: str) -> Description:
    """Describe an edition, given also after the passes; ``released`` is its version if it is as it was released, else empty."""
    root = documents.own(saxon.run(resource("xslt/archive/description.xsl"), resolved, {"released": released}).text)
    found = Description(root, released)
    _identify(found, edition, ledger.of_edition(edition))
    return found


def _identify(description: Description, edition: Edition, book: Ledger) -> None:
    """Add what hashes and ledger know: the SWHIDs of the folder and of each text's file, and the release before this one."""
    files = downloads.tei(edition)
    _add(description.edition.element, "swhid", swhid.directory(files))
    for item in description.texts:
        _add(item.element, "swhid", swhid.content(files[item.file]))
    earlier = [release for release in book.releases if release.version != description.released]
    if earlier:
        before = etree.SubElement(description.edition.element, f"{{{ARCHIVE}}}earlier", {"version": earlier[-1].version})
        if description.base:
            _add(before, "url", f"{description.base}v/{earlier[-1].version}/")
        _add(before, "swhid", earlier[-1].swhid)


def _add(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, f"{{{ARCHIVE}}}{name}").text = value
