"""Reading a schema: XML into nodes, annotations left out, each node where the full syntax allows it (RELAX NG, sections 3 and 4.1 to 4.5)."""

from __future__ import annotations

from xml.parsers import expat

from .problems import SchemaFault, SchemaProblem
from .names import SEP, XML

RNG = "http://relaxng.org/ns/structure/1.0"
_DEFAULT_VALUE = f"http://relaxng.org/ns/compatibility/annotations/1.0{SEP}defaultValue"
_BASE = f"{XML}{SEP}base"
# Deeper than this no schema nests that is not meant to do harm.
DEEPEST = 150


class Inherited:
    """What nodes have from around them: ``ns``, ``datatypeLibrary``, prefixes in scope, base, and the files that lead here, one including the next."""

    __slots__ = ("namespace", "datatypes", "prefixes", "base", "chain")

    def __init__(self, namespace: str | None, datatypes: str, prefixes: dict[str | None, str], base: str, chain: tuple[str, ...]) -> None:
        self.namespace, self.datatypes, self.prefixes, self.base, self.chain = namespace, datatypes, prefixes, base, chain

    def changed(self, **parts: object) -> Inherited:
        """Give a copy in which some parts differ."""
        return Inherited(**{**{name: getattr(self, name) for name in self.__slots__}, **parts})


class Node:
    """One element of a schema: its name, attributes and children, what it inherits, and where it stands.

    ``naming`` tells that it stands for a name, not for a pattern: choice and except can do either. ``default`` is an a:defaultValue.
    """

    __slots__ = ("tag", "attributes", "children", "text", "place", "inherited", "default", "naming")

    def __init__(self, tag: str, place: tuple[str, int, int], inherited: Inherited) -> None:
        self.tag, self.place, self.inherited = tag, place, inherited
        self.attributes: dict[str, str] = _NONE
        self.children: list[Node] = []
        self.text = ""
        self.default: str | None = None
        self.naming = False


_NONE: dict[str, str] = {}
_PATTERNS = frozenset("element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty value data notAllowed externalRef grammar text".split())
_NAMES = frozenset("name anyName nsName choice".split())
_PARTS = frozenset("start define div include".split())
_COMMON = frozenset(("ns", "datatypeLibrary"))

# tag: further attributes, those it must have, what may stand in it, how many patterns, names or parts at least and at most.
_MANY = 1 << 30
_Rule = tuple[frozenset[str], frozenset[str], frozenset[str], int, int]


def _rule(attributes: str = "", required: str = "", children: frozenset[str] = frozenset(), least: int = 0, most: int = _MANY) -> _Rule:
    return _COMMON | set(attributes.split()) | set(required.split()), frozenset(required.split()), children, least, most


_SYNTAX: dict[str, _Rule] = {tag: _rule(children=_PATTERNS, least=1) for tag in ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed")}
_SYNTAX |= {tag: _rule() for tag in ("empty", "notAllowed", "text")}
_SYNTAX |= {
    "element": _rule("name", children=_PATTERNS | _NAMES, least=1), "attribute": _rule("name", children=_PATTERNS | _NAMES, most=1),
    "ref": _rule(required="name"), "parentRef": _rule(required="name"), "value": _rule("type"), "externalRef": _rule(required="href"),
    "data": _rule(required="type", children=frozenset(("param", "except"))), "param": _rule(required="name"),
    "except": _rule(children=_PATTERNS | _NAMES, least=1), "grammar": _rule(children=_PARTS), "div": _rule(children=_PARTS),
    "include": _rule(required="href", children=frozenset(("start", "define", "div"))), "start": _rule("combine", children=_PATTERNS, least=1, most=1),
    "define": _rule("combine", "name", _PATTERNS, 1), "name": _rule(), "anyName": _rule(children=frozenset(("except",)), most=1),
    "nsName": _rule(children=frozenset(("except",)), most=1),
}
_PLAIN = frozenset(tag for tag, rule in _SYNTAX.items() if rule[2] == _PATTERNS)
_UNCOUNTED = frozenset(tag for tag, rule in _SYNTAX.items() if not rule[3] and rule[4] == _MANY)
_TAGS = {f"{RNG}{SEP}{tag}": tag for tag in _SYNTAX}
_WITH_TEXT = frozenset(("name", "param", "value"))


class Reader:
    """Reads one schema document; what is wrong with it gathers in ``problems``."""

    def __init__(self, path: str, namespace: str | None = None, chain: tuple[str, ...] = ()) -> None:
        self.path = path
        self.problems: list[SchemaProblem] = []
        self._root: Node | None = None
        self._open: list[Node] = []
        self._skipping = 0
        # Names without a colon that were met, for speed.
        self._good: set[str] = set()
        self._prefixes: dict[str | None, str] = {"xml": XML}
        self._inherited = Inherited(namespace, "", self._prefixes, path, chain)
        self._hidden: list[dict[str | None, str]] = []
        self._parser = expat.ParserCreate(namespace_separator=SEP)

    def read(self, data: bytes) -> Node:
        """Give the root; raises SchemaFault where it is not XML, or not RELAX NG."""
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartNamespaceDeclHandler, parser.EndNamespaceDeclHandler = self._declare, self._withdraw
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise SchemaFault([SchemaProblem(self.path, error.lineno, error.offset + 1, "3", f"not well-formed XML: {expat.ErrorString(error.code)}")]) from None
        except (LookupError, ValueError) as error:
            raise SchemaFault([SchemaProblem(self.path, 1, 1, "3", f"cannot be read: {error}")]) from None
        if self._root is None or self.problems:
            raise SchemaFault(self.problems or [SchemaProblem(self.path, 1, 1, "3", "the root is not an element of RELAX NG")])
        return self._root

    def complain(self, clause: str, message: str, place: tuple[str, int, int] | None = None) -> None:
        """Note a problem here, or at ``place``."""
        path, line, column = place or (self.path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        self.problems.append(SchemaProblem(path, line, column, clause, message))

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._hidden.append(self._prefixes)
        self._prefixes = {**self._prefixes, prefix: uri or ""}

    def _withdraw(self, prefix: str | None) -> None:
        self._prefixes = self._hidden.pop()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _TAGS.get(name)
        if tag is None or self._skipping:
            self._foreign(name)
            return
        parser, above = self._parser, self._open
        inherited = above[-1].inherited if above else self._inherited
        if inherited.prefixes is not self._prefixes:
            inherited = inherited.changed(prefixes=self._prefixes)
        node = Node(tag, (self.path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1), inherited)
        if above:
            parent = above[-1]
            # Most nodes are patterns in patterns, of which there is no more to say.
            if parent.naming or tag not in _PATTERNS or parent.tag not in _PLAIN or len(above) == DEEPEST:
                self._place(node, parent)
            parent.children.append(node)
        else:
            self._begin(node)
        if len(attributes) == 1 and attributes.get("name") in self._good and "name" in _SYNTAX[tag][0]:
            node.attributes = attributes
        elif attributes:
            self._attributes(node, attributes)
        required = _SYNTAX[tag][1]
        if required and not required <= node.attributes.keys():
            self.complain("3", f"{tag!r} lacks the attribute {min(required - node.attributes.keys())!r}")
        above.append(node)

    def _begin(self, node: Node) -> None:
        self._root = node
        if node.tag not in _PATTERNS:
            self.complain("3", f"a schema cannot begin with {node.tag!r}")

    def _foreign(self, name: str) -> None:
        """Pass over an annotation, or complain of what is none."""
        self._skipping += 1
        if self._skipping > 1:
            return
        if name.startswith(RNG + SEP):
            self.complain("3", f"RELAX NG has no element {name.rpartition(SEP)[2]!r}")
        elif not self._open:
            self.complain("3", "the root is not an element of RELAX NG")
        elif self._open[-1].tag in _WITH_TEXT:
            self.complain("3", f"no element may stand in {self._open[-1].tag!r}")

    def _place(self, node: Node, parent: Node) -> None:
        """See that a node may stand in its parent, after what came before."""
        tag = node.tag
        if len(self._open) == DEEPEST:
            raise SchemaFault([SchemaProblem(*node.place, "3", f"nested deeper than {DEEPEST} elements")])
        allowed = self._allowed(node, parent)
        if tag in ("except", "param") and parent.children and parent.children[-1].tag == "except":
            allowed = frozenset()
        if tag == "include" and next((above.tag for above in reversed(self._open) if above.tag != "div"), "") == "include":
            allowed = frozenset()
        if tag not in allowed:
            self.complain("3", f"{tag!r} may not stand here in {parent.tag!r}")

    @staticmethod
    def _allowed(node: Node, parent: Node) -> frozenset[str]:
        """What may stand in a parent where the node stands; tells also whether that is a name."""
        if parent.naming:
            node.naming = True
            return _NAMES if parent.tag in ("choice", "except") else _SYNTAX[parent.tag][2]
        if parent.tag in ("element", "attribute"):
            node.naming = "name" not in parent.attributes and not parent.children
            return _NAMES if node.naming else _PATTERNS
        return _PATTERNS if parent.tag == "except" else _SYNTAX[parent.tag][2]

    def _attributes(self, node: Node, attributes: dict[str, str]) -> None:
        known = _SYNTAX[node.tag][0]
        node.attributes = {}
        for name, value in attributes.items():
            if name in known:
                node.attributes[name] = value if name in _COMMON else value.strip(" \t\r\n")
            else:
                self._unknown(node, name, value)
        if "ns" in node.attributes:
            node.inherited = node.inherited.changed(namespace=node.attributes["ns"])
        if "datatypeLibrary" in node.attributes:
            node.inherited = node.inherited.changed(datatypes=self._library(node.attributes["datatypeLibrary"]))
        if node.attributes.get("combine", "choice") not in ("choice", "interleave"):
            self.complain("3", f"combine must be choice or interleave, not {node.attributes['combine']!r}")
        self._names(node)

    def _unknown(self, node: Node, name: str, value: str) -> None:
        """An attribute that is not of RELAX NG's own."""
        if name == _DEFAULT_VALUE and node.tag == "attribute":
            node.default = value
        elif name == _BASE:
            node.inherited = node.inherited.changed(base=_joined(node.inherited.base, value))
        elif SEP not in name or name.startswith(RNG + SEP):
            self.complain("3", f"{node.tag!r} has no attribute {name.rpartition(SEP)[2]!r}")

    def _library(self, uri: str) -> str:
        """Section 4.3: an absolute URI without a fragment, or nothing."""
        scheme, colon, rest = uri.partition(":")
        broken = uri and ("#" in uri or not colon or not rest or not scheme[:1].isalpha() or not scheme.replace("+", "").replace("-", "").replace(".", "").isalnum() or not scheme.isascii())
        if broken or not _escapes(uri):
            self.complain("4.3", f"datatypeLibrary {uri!r} is not an absolute URI")
        return uri

    def _names(self, node: Node) -> None:
        name = node.attributes.get("type" if node.tag in ("data", "value") else "name")
        if name is None or name in self._good:
            return
        prefix, colon, local = name.rpartition(":")
        if node.tag in ("element", "attribute"):
            if (colon and not is_ncname(prefix)) or not is_ncname(local):
                self.complain("3", f"{name!r} is not a name")
            elif colon and prefix not in node.inherited.prefixes:
                self.complain("4.10", f"the prefix {prefix!r} is not declared")
        elif not is_ncname(name):
            self.complain("3", f"{name!r} is not a name")
        else:
            self._good.add(name)

    def _characters(self, text: str) -> None:
        if self._skipping or not self._open:
            return
        node = self._open[-1]
        if node.tag in _WITH_TEXT:
            node.text += text
        elif text.strip(" \t\r\n"):
            self.complain("3", f"text may not stand in {node.tag!r}")

    def _end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        node = self._open.pop()
        if node.tag in _UNCOUNTED:
            return
        _, _, _, least, most = _SYNTAX[node.tag]
        count = len(node.children)
        if node.tag in ("element", "attribute") and "name" not in node.attributes:
            count -= 1
        blamed = bool(self.problems) and self.problems[-1][1:3] >= node.place[1:]
        if (count < least or (node.tag == "attribute" and count < 0)) and not blamed:
            self.complain("3", f"{node.tag!r} lacks its content", node.place)
        if count > most:
            self.complain("3", f"{node.tag!r} holds more than one", node.place)


def _escapes(uri: str) -> bool:
    """Whether each % of a URI begins an escape."""
    return all(len(part) > 1 and all(char in "0123456789abcdefABCDEF" for char in part[:2]) for part in uri.split("%")[1:])


def _joined(base: str, reference: str) -> str:
    from urllib.parse import urljoin

    return urljoin(base, reference)


def is_ncname(name: str) -> bool:
    """Tell whether a string is a name without a colon (Namespaces in XML, production 7)."""
    if name.isascii():
        return name.replace("-", "_").replace(".", "_").isidentifier() and name[0] not in "-."
    from .regex import compiled

    return compiled("[\\i-[:]][\\c-[:]]*").matches(name)
