"""The records that can be harvested, as the package has them, and the choice among them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from edition import documents
from edition.errors import InputError

# Where the records lie in the build folder.
RECORDS = Path("package", "data", "metadata", "oai.xml")


class Format(NamedTuple):
    """A format of metadata: where its schema is, and its namespace."""

    schema: str
    namespace: str


FORMATS = {
    "oai_dc": Format("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    "oai_datacite": Format("http://schema.datacite.org/oai/oai-1.1/oai.xsd", "http://schema.datacite.org/oai/oai-1.1/"),
}
SETS = {"edition": "The edition as a whole", "text": "Texts of the edition"}


@dataclass(frozen=True, eq=False)
class Record:
    """A record: its name, the day it last changed, its sets, whether it is gone, its metadata by format."""

    name: str
    date: str
    sets: tuple[str, ...]
    deleted: bool
    metadata: dict[str, etree._Element]

    def is_in(self, wanted: str) -> bool:
        """Whether it is in a set, or in one below that (section 2.6)."""
        return any(own == wanted or own.startswith(f"{wanted}:") for own in self.sets)


@dataclass(frozen=True, eq=False)
class Repository:
    """All records of one edition, with its name, the contact and the address that its header gives (or empty), what makes them a draft (or empty),
    and the digest of them all."""

    title: str
    contact: str
    base: str
    missing: str
    records: tuple[Record, ...]
    digest: str

    @cached_property
    def by_name(self) -> dict[str, Record]:
        """Each record by its name."""
        return {record.name: record for record in self.records}

    @property
    def earliest(self) -> str:
        """The first day of all."""
        return min((record.date for record in self.records), default="1970-01-01")

    @cached_property
    def sets(self) -> dict[str, str]:
        """The sets that there are, with their names."""
        found = dict.fromkeys(name for record in self.records for own in record.sets for name in (own.partition(":")[0], own))
        return {name: SETS.get(name) or f"{SETS.get(name.partition(':')[0], name)}: {name.partition(':')[2]}" for name in found}

    def select(self, wanted: str, start: str, end: str) -> list[Record]:
        """The records of a set and of a time, both of which may be empty; days are included."""
        return [record for record in self.records if (not wanted or record.is_in(wanted)) and start <= record.date <= (end or record.date)]

    def prefix(self, site: str) -> str:
        """What the identifiers of records begin with (oai-identifier): the host of the edition's address, else of the site as it was called."""
        return f"oai:{urlsplit(self.base or site).hostname}:"


def read(path: Path) -> Repository:
    """Read the records that a package has. Raises InputError."""
    try:
        data = path.read_bytes()
        root = documents.own(data)
    except (OSError, etree.XMLSyntaxError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    records = tuple(
        Record(one.get("name", ""), one.get("datestamp", ""), tuple(one.get("sets", "").split()), one.get("deleted") == "true", {found.get("prefix", ""): found[0] for found in one.iterfind("metadata")})
        for one in root.iterfind("record")
    )
    return Repository(root.get("title", ""), root.get("contact", ""), root.get("base", ""), root.get("missing", ""), records, hashlib.sha256(data).hexdigest()[:16])
