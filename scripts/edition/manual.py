"""The ODD and what shows it at work, told to the stylesheets of the site, which make the guidelines of it.

They read beside the texts: ``odd:TEI``, the ODD itself, in a namespace and with ids of its own, so that nothing of it is taken for a part of
the edition; ``site:live`` for each element and each attribute that it specifies, with the number of times it is used and passages of the
edition's files (``site:example``); ``site:code`` for each code of a finding, with ``site:title`` and ``site:why`` in each language, and for
those that are not of the ODD ``site:bad`` and ``site:good``. Markup that is shown and not processed is ``site:markup`` with ``site:tag``,
``site:attribute`` and text; ``site:more`` stands for what is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass
from typing import Iterable, Iterator

from lxml import etree

from edition import codes, documents
from edition.corpus import Edition
from edition.documents import NS, XML, XML_ID, Document
from edition.downloads import TEI
from edition.resources import resource
from edition.wording import LANGUAGES, in_language

ODD = "schema/edition.odd"

_SITE = "urn:edition:site"
_ODD = "urn:edition:odd"
_EG = "{http://www.tei-c.org/ns/Examples}egXML"

# In characters of markup: how long a passage may be, and how many words of a longer one are shown.
LONGEST, WORDS = 320, 10


def told(resolved: str, edition: Edition) -> str:
    """Add to a resolved edition the ODD, its elements and attributes as the edition uses them, and the codes. Raises ContentError."""
    root = documents.own(resolved)
    odd = documents.parse(resource(ODD)).root
    root.extend(_live(odd, edition))
    root.extend(map(_code, codes.codes().values()))
    root.append(_specified(odd))
    return documents.text_of(root)


def _site(name: str) -> str:
    return f"{{{_SITE}}}{name}"


def _code(code: codes.Code) -> etree._Element:
    """What `edition explain` says of a code; of a rule of the ODD, whose page has its test, without the examples."""
    found = etree.Element(_site("code"), {"name": code.code, "guidelines": code.guidelines}, {"site": _SITE})
    for name, said in (("title", code.title), ("why", code.why)):
        for language in LANGUAGES:
            etree.SubElement(found, _site(name), lang=language).text = in_language(said, language)
    for example in code.examples if code.code in codes.own() else ():
        for name, text in (("bad", example.bad), ("good", example.good)):
            etree.SubElement(found, _site(name), file=example.file).text = text.strip()
    return found


def _specified(odd: etree._Element) -> etree._Element:
    """The ODD in a namespace of its own, its examples as markup to be shown."""
    copy = deepcopy(odd)
    for element in list(copy.iter(etree.Element)):
        if element.tag == _EG:
            shown = _markup(element, list(element))
            shown.tail = element.tail
            element.getparent().replace(element, shown)
        elif element.tag.startswith(f"{{{documents.TEI}}}"):
            element.tag = f"{{{_ODD}}}{etree.QName(element).localname}"
            if identifier := element.attrib.pop(XML_ID, None):
                element.set("id", identifier)
    etree.cleanup_namespaces(copy, {"odd": _ODD, "site": _SITE}, keep_ns_prefixes=["odd", "site"])
    return copy


# Passages


@dataclass(frozen=True)
class Use:
    """A place where an element is used: the element, its document, and where the copy of that lies in the site."""

    element: etree._Element
    document: Document
    path: str

    @property
    def passage(self) -> etree._Element:
        """The largest element around it that is short enough and within one sentence or entry; itself, if none is."""
        found = self.element
        for above in self.element.iterancestors():
            if etree.QName(found).localname == "s" or _length(above) > LONGEST:
                break
            found = above
        return found

    @property
    def is_short(self) -> bool:
        """Whether it can be shown whole."""
        return _length(self.element) <= LONGEST

    @property
    def is_read(self) -> bool:
        """Whether it stands in the words of a text."""
        return next(self.element.iterancestors(documents.tei("text")), None) is not None

    @property
    def names(self) -> list[str]:
        """The ids around it, the nearest first."""
        return [name for above in (self.element, *self.element.iterancestors()) if (name := above.get(XML_ID))]


def _length(element: etree._Element) -> int:
    """The characters of its markup and words; one that is far too long is not counted to its end."""
    total = 0
    for node in element.iter(etree.Element):
        total += 2 * len(node.tag) - 2 * len(documents.tei("")) + 5 + sum(len(name) + len(value) + 4 for name, value in node.attrib.items())
        total += len(node.text or "") + (len(node.tail or "") if node is not element else 0)
        if total > LONGEST:
            break
    return total


def _uses(edition: Edition) -> dict[str, list[Use]]:
    """All elements of the edition's files by name: those of the texts first, then those of headers and registers; of records, what is nowhere else."""
    uses: dict[str, list[Use]] = defaultdict(list)
    for element, document, path in _elements(edition, (*edition.texts, edition.head, *edition.authorities)):
        uses[etree.QName(element).localname].append(Use(element, document, path))
    known = set(uses)
    for element, document, path in _elements(edition, (record.document for record in edition.records)):
        if (name := etree.QName(element).localname) not in known:
            uses[name].append(Use(element, document, path))
    return {name: sorted(found, key=lambda use: not use.is_read) for name, found in uses.items()}


def _elements(edition: Edition, of: Iterable[Document]) -> Iterator[tuple[etree._Element, Document, str]]:
    home = edition.head.path.parent.resolve()
    for document in of:
        full = document.path.resolve()
        path = TEI + (full.relative_to(home).as_posix() if full.is_relative_to(home) else full.name)
        yield from ((element, document, path) for element in document.elements)


def _live(odd: etree._Element, edition: Edition) -> Iterator[etree._Element]:
    """Each element with a passage, and each attribute of an element or class with one, unless the element's has it already."""
    uses = defaultdict(list, _uses(edition))
    for spec in odd.iterfind(".//tei:elementSpec", NS):
        name = spec.get("ident", "")
        chosen = _chosen(uses[name])
        yield _use(chosen, uses[name], of=name)
        for attribute in _attributes(spec):
            having = [use for use in uses[name] if _written(attribute) in use.element.attrib]
            yield _use(None if chosen and _written(attribute) in chosen.element.attrib else _chosen(having), having, of=name, attribute=attribute)
    for spec in odd.iterfind(".//tei:classSpec[@type='atts']", NS):
        users = [use for name in _bearers(odd, spec.get("ident", "")) for use in uses[name]]
        for attribute in _attributes(spec):
            having = [use for use in users if _written(attribute) in use.element.attrib]
            yield _use(_chosen(having), having, of=spec.get("ident", ""), attribute=attribute)


def _attributes(spec: etree._Element) -> list[str]:
    """The attributes that a specification describes itself."""
    return spec.xpath("tei:attList/tei:attDef[tei:desc]/@ident", namespaces=NS)


def _written(attribute: str) -> str:
    """An attribute's name as lxml has it."""
    return attribute.replace("xml:", f"{{{XML}}}")


def _bearers(odd: etree._Element, name: str) -> Iterator[str]:
    """The elements that have the attributes of a class, also through classes that belong to it."""
    for member in odd.xpath("//tei:*[tei:classes/tei:memberOf/@key = $name]", name=name, namespaces=NS):
        yield from [member.get("ident", "")] if member.tag == documents.tei("elementSpec") else _bearers(odd, member.get("ident", ""))


def _chosen(uses: list[Use]) -> Use | None:
    """Of those in the words of texts, or of all where none is: the first that is short and has something around it, else the first short one, else the first."""
    uses = [use for use in uses if use.is_read] or uses
    short = [use for use in uses if use.is_short] or uses[:1]
    return next((use for use in short if use.passage is not use.element), short[0] if short else None)


def _use(chosen: Use | None, uses: list[Use], **of: str) -> etree._Element:
    live = etree.Element(_site("live"), of | {"count": str(len(uses))}, {"site": _SITE})
    if chosen:
        example = etree.SubElement(live, _site("example"), path=chosen.path, names=" ".join(chosen.names))
        example.append(_markup(chosen.passage, [chosen.passage]))
    return live


# Markup to be shown


def _markup(around: etree._Element, elements: list[etree._Element]) -> etree._Element:
    """Markup as it stands in a file, without the indentation that all of its lines share; ``around`` is where its language is looked for."""
    languages = (above.get(f"{{{XML}}}lang") for above in (around, *around.iterancestors()))
    markup = etree.Element(_site("markup"), {"lang": next(filter(None, languages), "en")}, {"site": _SITE})
    before = around.xpath("string(preceding-sibling::text()[1])")
    markup.text = around.text if around not in elements else None
    for element in elements:
        tag = _tag(element, LONGEST)
        tag.tail = element.tail if around not in elements else None
        markup.append(tag)
    indentation = re.search(r"\n([ \t]*)$", before or "")
    _dedent(markup, len(indentation[1]) if indentation else 0)
    return markup


def _tag(element: etree._Element, room: int) -> etree._Element:
    """An element to be shown: whole if it is no longer than ``room``, else the beginning of its words and its children without theirs."""
    tag = etree.Element(_site("tag"), {"name": etree.QName(element).localname})
    for name, value in element.attrib.items():
        etree.SubElement(tag, _site("attribute"), name=name.replace(f"{{{XML}}}", "xml:"), value=value)
    whole = _length(element) <= room
    _say(tag, element.text, whole)
    for child in element:
        if room <= 0:
            _leave_out(tag)
            break
        if isinstance(child.tag, str):  # else a comment, which is no part of the markup
            tag.append(_tag(child, room if whole else min(room // 2, 120)))
            room -= 0 if whole else min(_length(child), 90)
        _say(tag, child.tail, whole)
    return tag


def _say(tag: etree._Element, text: str | None, whole: bool) -> None:
    """Add words to what is shown: all, or the first."""
    words = (text or "").split()
    said = text if whole or len(words) <= WORDS else " " * (text or "")[:1].isspace() + " ".join(words[:WORDS]) + " "
    if len(tag) and tag[-1].tag != _site("attribute"):
        tag[-1].tail = (tag[-1].tail or "") + (said or "")
    else:
        tag.text = (tag.text or "") + (said or "")
    if not whole and len(words) > WORDS:
        _leave_out(tag)


def _leave_out(tag: etree._Element) -> None:
    if not len(tag) or tag[-1].tag != _site("more"):
        etree.SubElement(tag, _site("more"))


def _dedent(markup: etree._Element, width: int) -> None:
    for node in markup.iter(etree.Element):
        for part in ("text", "tail"):
            if said := getattr(node, part):
                setattr(node, part, re.sub(rf"\n[ \t]{{0,{width}}}", "\n", said))
