"""No silent loss: what becomes of each element and attribute of an edition's files in its site, by rule and by evidence.

``xslt/html/fates.xml`` says it: shown (with the class that shows it, counted sentence by sentence), carried as data, or hidden, with the reason.
What no rule speaks of is a loss, and so is a rule that the pages do not bear out.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Callable, Iterator, Mapping, Sequence

from lxml import etree

from edition.corpus import Edition
from edition.documents import XML_ID, Document, tei
from edition.fidelity import markup
from edition.fidelity.compare import Difference
from edition.reading import folded
from edition.resources import resource

# What a difference says where a product would be named.
LEDGER = "site, markup"

# What the critical reading leaves out.
_NOT_READ = frozenset(map(tei, ("sic", "orig", "expan", "surplus", "note", "noteGrp")))


@dataclass(frozen=True)
class Fate:
    """A rule: ``of`` is ``context element`` or ``context element/@attribute`` (``*`` for any); ``proof`` how the pages bear it out."""

    of: str
    becomes: str
    proof: str
    why: str


@dataclass(frozen=True)
class Row:
    """A row of the ledger: what it is, how often it stands in the files, what becomes of it, how, and how many were looked for and found."""

    what: str
    count: int
    becomes: str
    why: str
    proof: str
    sought: int
    found: int


@cache
def fates() -> Mapping[str, Fate]:
    """Read the rules."""
    root = etree.parse(resource("xslt/html/fates.xml")).getroot()
    return {name: Fate(name, fate.tag, fate.get("proof", ""), fate.get("why", "")) for fate in root.iterchildren(etree.Element) for name in fate.get("of", "").split(", ")}


def fate(what: str) -> Fate | None:
    """Find the rule for something: its own, else that of its context for any element or for any attribute of that name."""
    context, _, name = what.partition(" ")
    element, _, attribute = name.partition("/")
    general = [f"{context} {element}/@*", f"{context} */{attribute}", f"* */{attribute}"] if attribute else [f"* {element}", f"{context} *"]
    return next((fates()[key] for key in (what, *general) if key in fates()), None)


def context(element: etree._Element) -> str:
    """Tell where an element stands: in a note, a text, the header, or among the data outside both."""
    for above in (element, *element.iterancestors()):
        if above.tag in (tei("note"), tei("noteGrp")) and above.getparent().tag != tei("bibl") and next(above.iterancestors(tei("text")), None) is not None:
            return "note"
        if above.tag in (tei("text"), tei("teiHeader"), tei("standOff")):
            return {tei("text"): "text", tei("teiHeader"): "header"}.get(above.tag, "data")
    return "root"


def parts(document: Document) -> Iterator[tuple[str, etree._Element, str | None]]:
    """Go through all elements and attributes of a document: what each is, its element, and the value of the attribute."""
    for element in document.elements:
        what = f"{context(element)} {etree.QName(element).localname}"
        yield what, element, None
        for name, value in element.attrib.items():
            yield f"{what}/@{etree.QName(name).localname}", element, value


class Site:
    """The pages of a built site as evidence: all their words, all values of their attributes, and the classes in each sentence."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        roots = [markup.parse(data) for name, data in sorted(pages.items()) if name.endswith(".html")]
        self.words = "\n".join(folded(" ".join(root.itertext())) for root in roots)
        self.values = "\n".join(sorted({value for root in roots for value in root.xpath("//@*")}))
        self.classes: dict[str, Counter[str]] = defaultdict(Counter)
        links: dict[str, list[str]] = defaultdict(list)
        for root in roots:
            for sentence in markup.of_class(root, "s"):
                if not any("transmitted" in markup.classes(above) for above in sentence.iterancestors()):
                    name = sentence.get("id", "")
                    self.classes[name] |= Counter(kind for element in sentence.iter(etree.Element) for kind in markup.classes(element))
                    links[name] = links[name] or sentence.xpath(".//a/@href | .//@data-leads")
        self.links = {name: Counter(filter(None, (_entry(link) for link in found))) for name, found in links.items()}
        self.unknown = sorted({name for root in roots for element in markup.of_class(root, "unknown") for name in [element.get("data-element", "")]})
        self.data = "\n".join(data.decode("utf-8", "replace") for name, data in sorted(pages.items()) if name.endswith((".csv", ".js", ".json")))

    def has(self, kind: str, value: str) -> bool:
        """Tell whether words or a value stand somewhere."""
        sought = folded(value)
        return not sought or sought in {"words": self.words, "value": self.values, "data": self.data}[kind]


@dataclass(frozen=True)
class Sought:
    """Something to look for: what it is, its element, the value of the attribute if it is one, and the id of its sentence if it is read in one."""

    what: str
    element: etree._Element
    value: str | None
    sentence: str | None


def _sought(document: Document) -> Iterator[Sought]:
    for what, element, value in parts(document):
        yield Sought(what, element, value, _sentence(element) if what.startswith("text ") else None)


def _sentence(element: etree._Element) -> str | None:
    """The sentence in whose critical reading an element stands."""
    for above in (element, *element.iterancestors()):
        if above.tag in _NOT_READ:
            return None
        if above.tag == tei("s"):
            return above.get(XML_ID)
    return None


def _by_words(found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those whose own words are not on any page."""
    return [one for one in found if not all(site.has("words", text) for text in ([one.value] if one.value is not None else one.element.xpath("text()")))]


def _by_value(found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those whose value, or that to which it points, stands in no attribute of any page."""
    return [one for one in found if not all(site.has("value", part.rpartition("#")[2].rpartition(":")[2]) for part in (one.value or "").split())]


def _by_data(found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those whose value stands in no file of data beside the pages."""
    return [one for one in found if not all(site.has("data", part.rpartition(":")[2].removeprefix("#")) for part in (one.value or "").split())]


def _by_token(found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those of whose words one is on no page, whatever stands between them."""
    return [one for one in found if not all(site.has("words", token) for text in one.element.xpath("text()") for token in re.findall(r"\w+(?:[.-]\w+)*", text))]


def _by_date(found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those whose date (ISO 8601) no page writes out in English, as “22 April 1866”, or as the beginning of “10–13 October 1921”."""
    pages = site.words.split("\n")
    told = {date: any(re.search(_written(date), page) for page in pages if all(part in page for part in _year_and_month(date))) for date in {one.value or "" for one in found}}
    return [one for one in found if not told[one.value or ""]]


def _year_and_month(date: str) -> list[str]:
    year, *rest = date.split("-")
    return [year, *(calendar.month_name[int(month)] for month in rest[:1])]


def _written(date: str) -> str:
    _, *rest = date.split("-")
    year, *names = _year_and_month(date)
    days = [rf"\b{int(day)}(–\d+)?" for day in rest[1:]]
    begins = " ".join([*(str(int(day)) for day in rest[1:]), *names])
    return rf"\b{' '.join([*days, *names, year])}\b" + (rf"|\b{begins} – [^–\n]*{year}" if names else "")


def _by_label(prefix: str, found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those for whose value no page has the word."""
    known = {label.get("key"): label.findtext("en") or "" for label in etree.parse(resource("xslt/common/labels.xml")).getroot().iterchildren("label")}
    return [one for one in found if not site.has("words", known.get(f"{prefix}.{one.value}", "\0"))]


def _by_class(name: str, found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those missing where a sentence of the page has fewer elements of the class than the sentence of the text has of this kind."""
    return [one for sentence, group in _by_sentence(found).items() for one in group[site.classes[sentence][name] :]]


def _by_link(found: Sequence[Sought], site: Site) -> list[Sought]:
    """Those missing where a sentence of the page has fewer links to an entry than the sentence of the text has names of it."""
    missing = []
    for sentence, group in _by_sentence(found).items():
        names: dict[str, list[Sought]] = defaultdict(list)
        for one in group:
            for pointer in one.element.get("ref", "").split()[:1]:
                names[pointer.rpartition("#")[2].rpartition(":")[2]].append(one)
        missing += [one for name, named in names.items() for one in named[site.links.get(sentence, {}).get(name, 0) :]]
    return missing


def _entry(link: str) -> str:
    """The entry of a register that a link leads to: ``pe.lenin`` of ``../pe.lenin.html`` or of ``persons.html#pe.lenin``."""
    address, _, fragment = link.partition("#")
    if not address.endswith("html"):
        return link
    return fragment or address.rpartition("/")[2].removesuffix(".html")


def _by_sentence(found: Sequence[Sought]) -> dict[str, list[Sought]]:
    """Those that are read in a sentence, by its id."""
    read: dict[str, list[Sought]] = defaultdict(list)
    for one in found:
        if one.sentence:
            read[one.sentence].append(one)
    return read


def unproven(proof: str, found: Sequence[Sought], site: Site) -> list[Sought]:
    """Give those for which the pages do not bear out what a rule says."""
    kind, _, name = proof.partition(":")
    if kind in _NAMED:
        return _NAMED[kind](name, found, site)
    return _PLAIN[kind](found, site)


_PLAIN: dict[str, Callable[[Sequence[Sought], Site], list[Sought]]] = {"words": _by_words, "value": _by_value, "data": _by_data, "tokens": _by_token, "date": _by_date, "link": _by_link, "": lambda found, site: []}
_NAMED: dict[str, Callable[[str, Sequence[Sought], Site], list[Sought]]] = {"class": _by_class, "label": _by_label}


def ledger(edition: Edition, site: Site) -> tuple[list[Row], list[Difference]]:
    """Draw up the ledger over all files of an edition, and name what is lost: the first place of each kind."""
    kinds: dict[str, list[Sought]] = defaultdict(list)
    places: dict[etree._Element, Document] = {}
    for document in (edition.head, *edition.texts, *edition.authorities):
        for one in _sought(document):
            kinds[one.what].append(one)
            places.setdefault(one.element.getroottree().getroot(), document)
    rows, lost = [], [Difference(LEDGER, f"element {name}", "lost", "a template of its own", "") for name in site.unknown]
    for what, found in sorted(kinds.items()):
        rule = fate(what)
        missing = unproven(rule.proof, found, site) if rule else found
        rows.append(Row(what, len(found), rule.becomes if rule else "lost", rule.why if rule else "", rule.proof if rule else "", len(found), len(found) - len(missing)))
        lost += [_loss(places, one, rule) for one in missing[:1]]
    return rows, lost


def _loss(places: Mapping[etree._Element, Document], one: Sought, rule: Fate | None) -> Difference:
    document = places[one.element.getroottree().getroot()]
    place = document.place(one.element)
    says = f"{rule.becomes} by {rule.proof}" if rule else "a rule in xslt/html/fates.xml"
    return Difference(LEDGER, f"{one.what} ({document.path.name}:{place.line})", "lost", says, one.value or "")
