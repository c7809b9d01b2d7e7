"""Rules on the registers: an entry stands in the list it belongs to, and its attested forms are those of the texts."""

from __future__ import annotations

from functools import lru_cache
from typing import Iterator

from lxml import etree

from edition import corpus, marks
from edition.corpus import Edition
from edition.documents import NS, XML, XML_ID, Document
from edition.findings import Finding
from edition.pointers import pointers
from edition.scope import Scope, named
from edition.wording import words

# A form of a name and the language of the text that has it.
Form = tuple[str, str]


def entries_used(scope: Scope) -> Iterator[Finding]:
    """E204, E205: an entry of an authority file is listed as mentioned exactly if a text points to it."""
    if scope.edition is None or not _texts_are_known(scope):
        return
    values = {value for text in scope.edition.texts for _, _, value in pointers(text)}
    used = {entry for value in values if (entry := _entry(scope.edition, value))}
    for authority in map(scope.member, scope.edition.authorities):
        for entry in authority.root.iterfind("tei:standOff/*[@type]/*", NS):
            yield from _listed_rightly(authority, entry, entry.get(XML_ID) in used)


def _texts_are_known(scope: Scope) -> bool:
    """Whether all that texts mention is seen: what a missing text mentions is not known."""
    return scope.whole and scope.edition is not None and scope.edition.complete and not corpus.strays(scope.edition)


@lru_cache(maxsize=4096)
def _entry(edition: Edition, pointer: str) -> str | None:
    """The id that a pointer in a text leads to."""
    found = corpus.target(pointer, edition.head.path, edition.prefixes)
    return found.fragment if found else None


def _listed_rightly(authority: Document, entry: etree._Element, used: bool) -> Iterator[Finding]:
    listed = entry.getparent().get("type")
    name = named(entry)
    if listed == "mentioned" and not used:
        yield authority.finding("E204", words("no text points to {entry}", entry=name), words('Move it to the list of type="context", or tag its mention.'), entry)
    if listed == "context" and used:
        yield authority.finding("E205", words("a text points to {entry}", entry=name), words('Move it to the list of type="mentioned".'), entry)


def forms_are_attested(scope: Scope) -> Iterator[Finding]:
    """E214, E215: in a register that lists attested forms, those of an entry are the forms the texts have, each once."""
    if scope.edition is None or not _texts_are_known(scope):
        return
    attested = attested_forms(scope.edition)
    for authority in map(scope.member, scope.edition.authorities):
        if authority.root.find("tei:standOff/*/*/*[@type='attested']", NS) is not None:
            for entry in authority.root.iterfind("tei:standOff/*/*[@xml:id]", NS):
                yield from _forms(authority, entry, attested.get(entry.get(XML_ID, ""), []))


def attested_forms(edition: Edition) -> dict[str, list[Form]]:
    """List for each entry, by its id, the forms its name has in the texts, as the source reads, in the order of the texts."""
    forms: dict[str, dict[Form, None]] = {}
    for text in edition.texts:
        for mark, element in marks.marked(text):
            if mark.kind in marks.NAMES and (entry := _entry(edition, element.get("ref", ""))):
                language = element.xpath("string(ancestor-or-self::*[@xml:lang][1]/@xml:lang)", namespaces=NS)
                forms.setdefault(entry, {})[mark.words, language] = None
    return {entry: list(found) for entry, found in forms.items()}


def _forms(authority: Document, entry: etree._Element, attested: list[Form]) -> Iterator[Finding]:
    listed: list[Form] = []
    for form in entry.iterfind("*[@type='attested']"):
        found = (" ".join("".join(form.itertext()).split()), form.get(f"{{{XML}}}lang", ""))
        if found not in attested or found in listed:
            why = words("which stands there already") if found in listed else words("which no text has")
            message = words("{entry} lists the form “{form}” ({language}), {why}", entry=named(entry), form=found[0], language=found[1], why=why)
            yield authority.finding("E215", message, words("Take it out, or correct it to a form of the texts."), form)
        listed.append(found)
    for form, language in attested:
        if (form, language) not in listed:
            kind = etree.QName(entry[0]).localname
            mend = words('Add <{kind} type="attested" xml:lang="{language}">{form}</{kind}> to the entry.', kind=kind, language=language, form=form)
            yield authority.finding("E214", words("{entry} lacks the form “{form}”, which a text has", entry=named(entry), form=form), mend, entry)
