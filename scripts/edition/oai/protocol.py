"""Requests and answers of OAI-PMH 2.0: six verbs, their arguments, and the errors that the protocol has (section 3.6)."""

from __future__ import annotations

import copy
import re
from datetime import date as Date
from typing import Callable, NamedTuple, Sequence

from lxml import etree

from edition.oai.repository import FORMATS, Record, Repository

_OAI, _XSI = "http://www.openarchives.org/OAI/2.0/", "http://www.w3.org/2001/XMLSchema-instance"
_OAI_DC, _DC = FORMATS["oai_dc"].namespace, "http://purl.org/dc/elements/1.1/"
_SCHEMA = f"{_OAI} {_OAI}OAI-PMH.xsd"

# How many records one answer has.
BATCH = 100

Arguments = dict[str, str]


class Refused(Exception):
    """A request that has no answer but an error."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Request(NamedTuple):
    """A request: where it was sent, the address of the site, and the moment."""

    address: str
    site: str
    moment: str


class _Verb(NamedTuple):
    """What a verb takes, and what answers it."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    resumable: bool
    answer: Callable[[Provider, etree._Element, Arguments, Request], None]


class Provider:
    """Answers requests from a repository."""

    def __init__(self, repository: Repository, batch: int = BATCH) -> None:
        self.repository = repository
        self.batch = batch

    def answer(self, pairs: Sequence[tuple[str, str]], request: Request) -> bytes:
        """Answer a request with these arguments, in their order: always with a document of the protocol, also where it is refused."""
        root = etree.Element(_name("OAI-PMH"), nsmap={None: _OAI, "xsi": _XSI})
        root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
        _child(root, "responseDate", request.moment)
        asked = _child(root, "request", request.address)
        try:
            verb, arguments = _understood(pairs)
            asked.attrib.update({"verb": verb, **arguments})
            content = etree.SubElement(root, _name(verb))
            _VERBS[verb].answer(self, content, arguments, request)
        except Refused as error:
            if error.code in ("badVerb", "badArgument"):
                asked.attrib.clear()
            for part in root[2:]:
                root.remove(part)
            _child(root, "error", str(error)).set("code", error.code)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    def identify(self, content: etree._Element, arguments: Arguments, request: Request) -> None:
        """Say who this is. The protocol wants an address of an administrator: where the header gives none, none is made up."""
        _child(content, "repositoryName", self.repository.title)
        _child(content, "baseURL", request.address)
        _child(content, "protocolVersion", "2.0")
        if self.repository.contact:
            _child(content, "adminEmail", self.repository.contact)
        _child(content, "earliestDatestamp", self.repository.earliest)
        _child(content, "deletedRecord", "persistent")
        _child(content, "granularity", "YYYY-MM-DD")
        if self.repository.missing:
            about = etree.SubElement(etree.SubElement(content, _name("description")), f"{{{_OAI_DC}}}dc", nsmap={"oai_dc": _OAI_DC, "dc": _DC})
            etree.SubElement(about, f"{{{_DC}}}description").text = f"Draft: {self.repository.missing}"

    def list_formats(self, content: etree._Element, arguments: Arguments, request: Request) -> None:
        """List the formats, of all or of one record."""
        known = FORMATS if "identifier" not in arguments else self._record(arguments["identifier"], request).metadata
        if not known:
            raise Refused("noMetadataFormats", "This record is gone for good; it has no metadata any more.")
        for prefix in known:
            found = etree.SubElement(content, _name("metadataFormat"))
            _child(found, "metadataPrefix", prefix)
            _child(found, "schema", FORMATS[prefix].schema)
            _child(found, "metadataNamespace", FORMATS[prefix].namespace)

    def list_sets(self, content: etree._Element, arguments: Arguments, request: Request) -> None:
        """List the sets, which are never so many as to be divided."""
        if "resumptionToken" in arguments:
            raise Refused("badResumptionToken", "Sets are listed whole; there is no token for more.")
        for spec, name in self.repository.sets.items():
            found = etree.SubElement(content, _name("set"))
            _child(found, "setSpec", spec)
            _child(found, "setName", name)

    def get_record(self, content: etree._Element, arguments: Arguments, request: Request) -> None:
        """Give one record."""
        _check_format(arguments["metadataPrefix"])
        self._write(content, self._record(arguments["identifier"], request), arguments["metadataPrefix"], request)

    def list_records(self, content: etree._Element, arguments: Arguments, request: Request) -> None:
        """Give records, a batch at a time."""
        wanted, batch = self._batch(content, arguments)
        for record in batch:
            self._write(content, record, wanted["metadataPrefix"], request)
        _token_last(content)

    def list_identifiers(self, content: etree._Element, arguments: Arguments, request: Request) -> None:
        """Give the headers of records, a batch at a time."""
        _, batch = self._batch(content, arguments)
        for record in batch:
            self._header(content, record, request)
        _token_last(content)

    def _record(self, identifier: str, request: Request) -> Record:
        prefix = self.repository.prefix(request.site)
        record = self.repository.by_name.get(identifier.removeprefix(prefix)) if identifier.startswith(prefix) else None
        if record is None:
            raise Refused("idDoesNotExist", "There is no record of that name here.")
        return record

    def _batch(self, content: etree._Element, arguments: Arguments) -> tuple[Arguments, list[Record]]:
        """The records to give now, and the arguments that they answer; where the list is divided, the token for the rest is put into the answer."""
        wanted, cursor = self._resumed(arguments["resumptionToken"]) if "resumptionToken" in arguments else (arguments, 0)
        _check_format(wanted["metadataPrefix"])
        _check_days(wanted.get("from", ""), wanted.get("until", ""))
        found = self.repository.select(wanted.get("set", ""), wanted.get("from", ""), wanted.get("until", ""))
        if not found:
            raise Refused("noRecordsMatch", "No record is in that set and of that time.")
        if not 0 <= cursor < len(found):
            raise Refused("badResumptionToken", "This token leads beyond the end of the list.")
        after = cursor + self.batch
        if cursor or after < len(found):
            token = _child(content, "resumptionToken", self._token(wanted, after) if after < len(found) else "")
            token.attrib.update({"completeListSize": str(len(found)), "cursor": str(cursor)})
        return wanted, found[cursor:after]

    def _token(self, wanted: Arguments, cursor: int) -> str:
        """A token says all that is needed to go on; it holds as long as the records are the same."""
        return "!".join([*(wanted.get(name, "") for name in _SELECTIVE), str(cursor), self.repository.digest])

    def _resumed(self, token: str) -> tuple[Arguments, int]:
        match = re.fullmatch(r"(\w+)!([\w:.-]*)!([\d-]*)!([\d-]*)!(\d{1,9})!([0-9a-f]{16})", token, re.ASCII)
        if not match or match[6] != self.repository.digest or match[1] not in FORMATS:
            raise Refused("badResumptionToken", "This token was not given here, or the records have changed since. Begin again.")
        return {name: value for name, value in zip(_SELECTIVE, match.groups(), strict=False) if value}, int(match[5])

    def _header(self, content: etree._Element, record: Record, request: Request) -> None:
        header = etree.SubElement(content, _name("header"), {"status": "deleted"} if record.deleted else {})
        _child(header, "identifier", self.repository.prefix(request.site) + record.name)
        _child(header, "datestamp", record.date)
        for name in record.sets:
            _child(header, "setSpec", name)

    def _write(self, content: etree._Element, record: Record, prefix: str, request: Request) -> None:
        whole = etree.SubElement(content, _name("record"))
        self._header(whole, record, request)
        if not record.deleted:
            etree.SubElement(whole, _name("metadata")).append(copy.deepcopy(record.metadata[prefix]))


_SELECTIVE = ("metadataPrefix", "set", "from", "until")
_VERBS = {
    "Identify": _Verb((), (), False, Provider.identify),
    "ListMetadataFormats": _Verb((), ("identifier",), False, Provider.list_formats),
    "ListSets": _Verb((), (), True, Provider.list_sets),
    "GetRecord": _Verb(("identifier", "metadataPrefix"), (), False, Provider.get_record),
    "ListIdentifiers": _Verb(("metadataPrefix",), ("from", "until", "set"), True, Provider.list_identifiers),
    "ListRecords": _Verb(("metadataPrefix",), ("from", "until", "set"), True, Provider.list_records),
}


def _understood(pairs: Sequence[tuple[str, str]]) -> tuple[str, Arguments]:
    """The verb of a request and its arguments, if they go together. Raises Refused."""
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        raise Refused("badVerb", f"Give one verb of these: {', '.join(_VERBS)}.")
    arguments = {name: value for name, value in pairs if name != "verb"}
    if len(arguments) != len(pairs) - 1:
        raise Refused("badArgument", "An argument is given twice.")
    if any(not _is_xml(name + value) for name, value in arguments.items()):
        raise Refused("badArgument", "An argument has characters that XML does not have.")
    _check_arguments(verbs[0], arguments)
    return verbs[0], arguments


def _check_arguments(name: str, arguments: Arguments) -> None:
    verb = _VERBS[name]
    if verb.resumable and set(arguments) == {"resumptionToken"}:
        return
    missing = [argument for argument in verb.required if argument not in arguments]
    unknown = set(arguments) - {*verb.required, *verb.optional}
    if missing or unknown:
        raise Refused("badArgument", f"{name} takes {', '.join((*verb.required, *verb.optional)) or 'no argument'}" + (", or resumptionToken alone." if verb.resumable else "."))


def _is_xml(text: str) -> bool:
    """Whether all characters can stand in XML (XML 1.0, production Char)."""
    return not re.search(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]", text)


def _check_format(prefix: str) -> None:
    if prefix not in FORMATS:
        raise Refused("cannotDisseminateFormat", f"There are these formats: {', '.join(FORMATS)}.")


def _check_days(*days: str) -> None:
    """Days as the repository has them: YYYY-MM-DD, and in order."""
    try:
        given = [Date.fromisoformat(day) for day in days if re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII)]
    except ValueError:
        given = []
    if len(given) != sum(map(bool, days)) or given != sorted(given):
        raise Refused("badArgument", "from and until are days such as 2026-11-22, the first not after the second.")


def _token_last(content: etree._Element) -> None:
    """The token stands after the records."""
    for token in content.findall(_name("resumptionToken")):
        content.append(token)


def _name(name: str) -> str:
    return f"{{{_OAI}}}{name}"


def _child(parent: etree._Element, name: str, text: str) -> etree._Element:
    found = etree.SubElement(parent, _name(name))
    found.text = text
    return found
