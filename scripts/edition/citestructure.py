"""How a text is cited: its ``refsDecl`` with ``citeStructure`` (TEI Guidelines, section SACRCS, “Citation Structures”) read as trees of citable units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterator, Mapping, NamedTuple

from lxml import etree

from edition.documents import NS, TEI, Document
from edition.errors import ContentError
from edition.findings import Finding, in_order
from edition.wording import words

if TYPE_CHECKING:
    from elementpath import XPath2Parser, XPathNode, XPathToken

# More units than any book has, and a longer expression than anybody writes by hand.
MOST_UNITS = 200_000
LONGEST = 500

# What an expression may consist of: steps, conditions and functions whose work is bounded. Ranges, loops and regular expressions are not.
_STEPS = "/ // (name) : * @ . .. ( [ | union child descendant descendant-or-self self parent ancestor ancestor-or-self attribute following-sibling preceding-sibling element text node"
_CONDITIONS = "(string) (integer) (decimal) = != < <= > >= eq ne lt le gt ge and or + - mod"
_FUNCTIONS = "position last count not true false string concat normalize-space starts-with ends-with contains substring substring-before substring-after translate lower-case upper-case name local-name number exists empty"
_KNOWN = frozenset(f"{_STEPS} {_CONDITIONS} {_FUNCTIONS}".split())
# Steps that search far; more than two within each other could take for ever.
_FAR = ("//", "descendant", "descendant-or-self", "following-sibling", "preceding-sibling")


class Structure(NamedTuple):
    """A ``citeStructure``: a kind of unit, how its elements are found and named, the ``citeData`` of each, and the kinds within it."""

    unit: str
    match: str
    use: str
    delim: str
    data: tuple[tuple[str, str], ...]
    parts: tuple[Structure, ...]
    declared: etree._Element


@dataclass(frozen=True, eq=False)
class Unit:
    """A citable unit: its canonical reference, the name of its kind, how deep it lies (from 1), its element, what ``citeData`` says of it."""

    identifier: str
    name: str
    level: int
    parent: Unit | None
    element: etree._Element
    data: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Tree:
    """One way to cite a text: its name (None for the default one), its kinds of units, and all units in document order, each before those within it."""

    name: str | None
    structure: tuple[Structure, ...]
    units: tuple[Unit, ...]

    @cached_property
    def by_identifier(self) -> Mapping[str, Unit]:
        """The units by their canonical references."""
        return {unit.identifier: unit for unit in self.units}

    @cached_property
    def depth(self) -> int:
        """How many levels of units there are."""
        return max((unit.level for unit in self.units), default=0)


def trees(document: Document) -> list[Tree]:
    """Read all ways to cite a document, the default one first: that with ``default="true"``, else the first.

    Raises ContentError (code E219) with a finding for each declaration that is broken, and for each reference that two units have.
    """
    declared = [found for found in document.root.iterfind("tei:teiHeader/tei:encodingDesc/tei:refsDecl", NS) if found.find("tei:citeStructure", NS) is not None]
    if not declared:
        return []
    declared.sort(key=lambda found: found.get("default") != "true")
    reader = _Reader(document)
    found = [reader.tree(refs, None if refs is declared[0] else refs.get("n", "")) for refs in declared]
    reader.check_names(declared[1:])
    if reader.findings:
        raise ContentError(in_order(reader.findings))
    return found


class _Broken(Exception):
    """An expression that cannot be used."""


class _Reader:
    """Reads the declarations of one document, and gathers what is wrong with them."""

    def __init__(self, document: Document) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._xpath: _Plain | _XPath = _Plain(document) if all(map(_is_plain, _expressions(document))) else _XPath(document)

    def check_names(self, named: list[etree._Element]) -> None:
        """Every way but the default one needs a name of its own."""
        seen: set[str] = set()
        for refs in named:
            name = refs.get("n", "")
            if not name or name in seen:
                self._complain(words("this refsDecl has no name of its own"), words("Give it an n that no other refsDecl has."), refs)
            seen.add(name)

    def tree(self, refs: etree._Element, name: str | None) -> Tree:
        """Read one ``refsDecl``."""
        structure = tuple(self._structures(refs))
        units: dict[str, Unit] = {}
        for unit in self._units(structure, None):
            if unit.identifier in units:
                message = words("two units have the reference {reference}", reference=f"“{unit.identifier}”")
                self._complain(message, words("Number them so that each reference of a refsDecl names one unit."), unit.element)
            units.setdefault(unit.identifier, unit)
            if len(units) > MOST_UNITS:
                self._complain(words("this refsDecl declares more than {most} units", most=MOST_UNITS), words("Cite by larger units."), refs)
                break
        return Tree(name, structure, tuple(units.values()))

    def _structures(self, parent: etree._Element) -> Iterator[Structure]:
        """Read the ``citeStructure`` within an element; those that cannot be used are complained of and left out."""
        outermost = parent.tag == f"{{{TEI}}}refsDecl"
        for found in parent.iterfind("tei:citeStructure", NS):
            match, use = found.get("match", ""), found.get("use", "")
            data = tuple((each.get("property", ""), each.get("use", "")) for each in found.iterfind("tei:citeData", NS))
            try:
                for expression in (match, use, *(path for _, path in data)):
                    self._xpath.read(expression)
                if match.startswith("/") != outermost:
                    raise _Broken(words("{match} begins with / where it must not, or does not where it must", match=match))
            except _Broken as error:
                self._complain(error.args[0], words("Write an XPath of steps, conditions and plain functions; match begins with / in the outermost citeStructure only."), found)
            else:
                yield Structure(found.get("unit", "unit"), match, use, found.get("delim", ""), data, tuple(self._structures(found)), found)

    def _units(self, structures: tuple[Structure, ...], parent: Unit | None) -> Iterator[Unit]:
        """Go through the units of several kinds in document order, each before those within it."""
        within = parent.element if parent else None
        found = [(element, place, len(all_), structure) for structure in structures for all_ in [self._elements(structure, within)] for place, element in enumerate(all_, 1)]
        for element, place, size, structure in sorted(found, key=lambda one: self._order[one[0]]):
            if name := next(iter(self._values(structure, structure.use, element, place, size)), ""):
                identifier = f"{parent.identifier if parent else ''}{structure.delim}{name}"
                data: dict[str, tuple[str, ...]] = {}
                for stated, path in structure.data:
                    data[stated] = data.get(stated, ()) + self._values(structure, path, element)
                unit = Unit(identifier, structure.unit, parent.level + 1 if parent else 1, parent, element, data)
                yield unit
                yield from self._units(structure.parts, unit)

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return {element: place for place, element in enumerate(self._document.elements)}

    def _elements(self, structure: Structure, within: etree._Element | None) -> list[etree._Element]:
        """The elements that a ``match`` selects, within one or, for None, in the document."""
        try:
            return self._xpath.elements(structure.match, within)
        except _Broken as error:
            return self._cannot(error, structure)

    def _values(self, structure: Structure, expression: str, element: etree._Element, place: int = 1, size: int = 1) -> tuple[str, ...]:
        """What an expression gives, as texts with white space normalised; empty ones left out."""
        try:
            texts = self._xpath.values(expression, element, place, size)
        except _Broken as error:
            texts = self._cannot(error, structure)
        return tuple(filter(None, (re.sub(r"\s+", " ", text).strip() for text in texts)))

    def _cannot(self, error: _Broken, structure: Structure) -> list[Any]:
        self._complain(error.args[0], words("Compare only values of one type."), structure.declared)
        return []

    def _complain(self, message: str, mend: str, element: etree._Element) -> None:
        self.findings.append(self._document.finding("E219", message, mend, element))


def _expressions(document: Document) -> Iterator[str]:
    for refs in document.root.iterfind("tei:teiHeader/tei:encodingDesc/tei:refsDecl", NS):
        for element in refs.iter(f"{{{TEI}}}citeStructure", f"{{{TEI}}}citeData"):
            yield from (element.get(name, "") for name in ("match", "use") if name == "use" or element.tag.endswith("citeStructure"))


# A path of names alone, which searches far at most twice, or an attribute: what nearly all declarations consist of.
_NAME = r"[A-Za-z][\w-]*"
_PATH = re.compile(rf"/{{0,2}}{_NAME}(/{{1,2}}{_NAME})*|@(xml:)?{_NAME}", re.ASCII)


def _is_plain(expression: str) -> bool:
    return len(expression) <= LONGEST and expression.count("//") <= 2 and _PATH.fullmatch(expression) is not None


class _Plain:
    """Reads plain paths with lxml, which is there at once; everything else is for _XPath, whose engine is slow to start."""

    def __init__(self, document: Document) -> None:
        self._top = document.root.getroottree()

    def read(self, expression: str) -> None:
        """Nothing can be wrong with a plain path."""

    def elements(self, path: str, within: etree._Element | None) -> list[etree._Element]:
        """The elements that a path selects."""
        return (self._top if within is None else within).xpath(re.sub(_NAME, r"tei:\g<0>", path), namespaces=NS) if not path.startswith("@") else []

    def values(self, path: str, element: etree._Element, place: int, size: int) -> list[str]:
        """The values of an attribute, or the words of elements."""
        if path.startswith("@"):
            return [str(value) for value in element.xpath(path, namespaces=NS)]
        return ["".join(found.itertext("*")) for found in self.elements(path, element)]


class _XPath:
    """Reads any XPath 2.0 that is bounded, with elementpath."""

    def __init__(self, document: Document) -> None:
        import elementpath  # takes a tenth of a second

        self._engine = elementpath
        self._parser: XPath2Parser = elementpath.XPath2Parser(namespaces={"": TEI, "tei": TEI})
        self._tokens: dict[str, XPathToken] = {}
        self._top = elementpath.get_node_tree(document.root.getroottree())
        self._nodes = {node.elem: node for node in self._top.iter() if isinstance(node, elementpath.xpath_nodes.EtreeElementNode)}

    def read(self, expression: str) -> None:
        """Parse an expression. Raises _Broken for one that is none, or could work without bounds."""
        if len(expression) > LONGEST:
            raise _Broken(words("an XPath of more than {most} characters", most=LONGEST))
        try:
            token = self._parser.parse(expression)
        except (self._engine.ElementPathError, RecursionError) as error:
            raise _Broken(words("{expression} is no XPath", expression=f"“{expression}”")) from error
        symbols = [part.symbol for part in token.iter()]
        if sum(symbol in _FAR for symbol in symbols) > 2:
            raise _Broken(words("{expression} searches far more than twice", expression=f"“{expression}”"))
        if strange := set(symbols) - _KNOWN:
            raise _Broken(words("{expression} uses {what}, which is not read here", expression=f"“{expression}”", what=min(strange)))
        self._tokens[expression] = token

    def elements(self, expression: str, within: etree._Element | None) -> list[etree._Element]:
        """The elements that an expression selects. Raises _Broken where it cannot be evaluated."""
        found = self._selected(expression, self._top if within is None else self._nodes[within], 1, 1)
        return [item.elem for item in found if isinstance(item, self._engine.xpath_nodes.EtreeElementNode)]

    def values(self, expression: str, element: etree._Element, place: int, size: int) -> list[str]:
        """What an expression gives for an element that is one of several, as texts. Raises _Broken where it cannot be evaluated."""
        found = self._selected(expression, self._nodes[element], place, size)
        return [str(getattr(item, "string_value", None) or getattr(item, "value", item)) for item in found]

    def _selected(self, expression: str, item: XPathNode, place: int, size: int) -> list[Any]:
        try:
            return list(self._tokens[expression].select(self._engine.XPathContext(self._top, item=item, position=place, size=size)))
        except self._engine.ElementPathError as error:
            raise _Broken(words("{expression} cannot be evaluated here", expression=f"“{expression}”")) from error
