"""Simplification: from the nodes of the full syntax to patterns (RELAX NG, section 4, clauses 4.4 to 4.21).

A definition is compiled when it is first referred to, the content of an element when a document first opens one, or when the whole
schema is checked.
"""

from __future__ import annotations

import os

from . import restrict
from .datatypes import Context, Datatype, DatatypeError, datatype
from .problems import SchemaFault, SchemaProblem
from .names import XMLNS, NameClass, Names, Wildcard, either, qname
from .patterns import EMPTY, NOT_ALLOWED, TEXT, Attribute, Data, Element, List, Pattern, Patterns, Value
from .reader import Node, Reader, is_ncname

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Patterns that nest deeper than this would let derivatives exhaust the stack.
_DEEPEST = 80


class Files:
    """The files of a schema: local ones, below ``root``."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        self.read: dict[str, bytes] = {}

    def load(self, path: str) -> bytes:
        """Read a file, and remember that it was read; raises OSError."""
        if not os.path.isfile(path):
            raise OSError("no such file")
        with open(path, "rb") as stream:
            self.read[path] = data = stream.read()
        return data

    def resolve(self, node: Node) -> str:
        """Give the file that the ``href`` of a node names; raises OSError where it names none that may be read (section 4.5)."""
        from urllib.parse import unquote, urljoin, urlsplit

        href = node.attributes["href"]
        if "#" in href:
            raise OSError("it has a fragment")
        parts = urlsplit(urljoin(node.inherited.base, href))
        if parts.scheme not in ("", "file") or parts.netloc:
            raise OSError("only local files are read")
        path = os.path.realpath(unquote(parts.path))
        if os.path.commonpath((path, self.root)) != self.root:
            raise OSError(f"it lies outside {self.root}")
        return path


class Scope:
    """The definitions of one grammar: the nodes by name, those of ``start`` by None."""

    def __init__(self, parent: Scope | None) -> None:
        self.parent = parent
        self.nodes: dict[str | None, list[Node]] = {}
        self.patterns: dict[str | None, Pattern] = {}
        self.open: set[str | None] = set()


class Compiler:
    """Compiles one schema; ``patterns`` makes what it is made of."""

    def __init__(self, path: str, root: str) -> None:
        self.files = Files(root)
        self.patterns = Patterns()
        self._judge = restrict.Judge()
        self.problems: list[SchemaProblem] = []
        self._gathering = False
        self._scopes: list[Scope] = []
        self._elements: list[Element] = []
        self._start: Pattern | None = None
        try:
            data = self.files.load(path)
        except OSError as error:
            raise SchemaFault([SchemaProblem(path, 1, 1, "3", f"cannot be read: {error.strerror or error}")]) from None
        self._root = Reader(path, None, (os.path.realpath(path),)).read(data)

    def start(self) -> Pattern:
        """Give the pattern of the whole document; raises SchemaFault."""
        if self._start is None:
            self._start = self._guarded(self._begin)
        return self._start

    def _begin(self) -> Pattern:
        pattern = self._compile(self._root, None)
        self.problems += restrict.start(pattern, self._root.place)
        return pattern

    def elements(self) -> list[Element]:
        """Give all elements that a document may hold, from the root down; raises SchemaFault."""
        seen = dict.fromkeys(leaf for leaf in self.start().leaves if isinstance(leaf, Element))
        queue = list(seen)
        for element in queue:
            new = [leaf for leaf in element.content.leaves if isinstance(leaf, Element) and leaf not in seen]
            seen.update(dict.fromkeys(new))
            queue += new
        return queue

    def check(self) -> None:
        """See that the whole schema is one, the parts too that no document has touched; raises SchemaFault with all its problems."""
        self._gathering = True
        self._unreachable(set(self.elements()))
        self._gathering = False
        if self.problems:
            raise SchemaFault(self.problems)

    def _unreachable(self, reached: set[Element]) -> None:
        """Compile the rest too: it must be well-formed, but may recur and break restrictions (section 4.19)."""
        before = len(self.problems)
        for scope in self._scopes:
            for name in scope.nodes:
                if name not in scope.patterns:
                    self._definition(scope, name)
        for element in self._elements:
            if element not in reached:
                element.content  # noqa: B018
        self.problems[before:] = [problem for problem in self.problems[before:] if problem.clause in ("4.16", "4.17", "4.18", "4.5", "4.6", "4.7", "3")]

    def _guarded(self, compile_: Callable[[], Pattern]) -> Pattern:
        """Compile; what is compiled belongs to the schema, and a problem is raised unless all of them are being gathered."""
        try:
            pattern = self.patterns.compiling(compile_)
        except RecursionError:
            raise SchemaFault([SchemaProblem(*self._root.place, "3", "the patterns of the schema nest too deeply")]) from None
        if self.problems and not self._gathering:
            raise SchemaFault(self.problems)
        return pattern

    def _complain(self, node: Node, clause: str, message: str) -> None:
        self.problems.append(SchemaProblem(*node.place, clause, message))

    def _compile(self, node: Node, scope: Scope | None) -> Pattern:
        return _COMPILE[node.tag](self, node, scope)

    def _all(self, nodes: list[Node], scope: Scope | None) -> list[Pattern]:
        return [self._compile(node, scope) for node in nodes]

    def _grouped(self, nodes: list[Node], scope: Scope | None) -> Pattern:
        """Many children stand for a group (section 4.12)."""
        return self.patterns.sequence(self._all(nodes, scope))

    def _group(self, node: Node, scope: Scope | None) -> Pattern:
        return self._grouped(node.children, scope)

    def _interleave(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.interleave(self._all(node.children, scope))

    def _choice(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.choice(self._all(node.children, scope))

    def _optional(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.choice((self._group(node, scope), EMPTY))

    def _one_or_more(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.one_or_more(self._group(node, scope))

    def _zero_or_more(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.choice((self._one_or_more(node, scope), EMPTY))

    def _mixed(self, node: Node, scope: Scope | None) -> Pattern:
        return self.patterns.interleave((TEXT, self._group(node, scope)))

    def _list(self, node: Node, scope: Scope | None) -> Pattern:
        content = self._group(node, scope)
        return NOT_ALLOWED if content is NOT_ALLOWED else self.patterns.intern(("list", content), List, content, self.patterns, node.place)

    def _element(self, node: Node, scope: Scope | None) -> Pattern:
        names, content = self._named(node)
        element = Element(names, lambda: self._guarded(lambda: self._content(element, content, scope)), node.place)
        self._elements.append(element)
        return element

    def _content(self, element: Element, nodes: list[Node], scope: Scope | None) -> Pattern:
        pattern = self._grouped(nodes, scope)
        if pattern.depth > _DEEPEST:
            self.problems.append(SchemaProblem(*element.place, "3", f"patterns nested deeper than {_DEEPEST}"))
            return NOT_ALLOWED
        self.problems += self._judge.element(element, pattern)
        return pattern

    def _attribute(self, node: Node, scope: Scope | None) -> Pattern:
        names, content = self._named(node)
        pattern = self._grouped(content, scope) if content else TEXT
        if pattern is NOT_ALLOWED:
            return NOT_ALLOWED
        # Equal attributes are one, but one in place of which another would be blamed.
        key = ("attribute", names.key, pattern, node.default)
        return self.patterns.intern(key, Attribute, names, pattern, node.place, node.default)

    def _named(self, node: Node) -> tuple[NameClass, list[Node]]:
        """Part a node into its name class and its content (sections 4.8 to 4.10)."""
        attribute = node.tag == "attribute"
        name = node.attributes.get("name")
        if name is None:
            return self._name_class(node.children[0], attribute), node.children[1:]
        namespace = node.attributes.get("ns", "") if attribute else node.inherited.namespace or ""
        return self._name(node, name, namespace, attribute), node.children

    def _name(self, node: Node, name: str, namespace: str, attribute: bool) -> NameClass:
        prefix, colon, local = name.rpartition(":")
        if colon:
            namespace = node.inherited.prefixes.get(prefix, "")
        if attribute and (namespace == XMLNS or (not namespace and local == "xmlns")):
            self._complain(node, "4.16", "no attribute can be a namespace declaration")
        return Names(qname(namespace, local))

    def _name_class(self, node: Node, attribute: bool, without: str = "") -> NameClass:
        """Compile a name class; ``without`` tells in whose except it stands (section 4.16)."""
        namespace = node.inherited.namespace or ""
        if node.tag == "name":
            return self._text_name(node, namespace, attribute)
        if node.tag == "choice":
            return either([self._name_class(child, attribute, without) for child in node.children])
        if without == "nsName" or (without and node.tag == "anyName"):
            self._complain(node, "4.16", f"{node.tag} may not stand in the except of {without}")
        if attribute and node.tag == "nsName" and namespace == XMLNS:
            self._complain(node, "4.16", "no attribute can be a namespace declaration")
        inner = "nsName" if "nsName" in (without, node.tag) else "anyName"
        excepted = [self._name_class(child, attribute, inner) for part in node.children for child in part.children]
        return Wildcard(namespace if node.tag == "nsName" else None, either(excepted) if excepted else None)

    def _text_name(self, node: Node, namespace: str, attribute: bool) -> NameClass:
        name = node.text.strip(" \t\r\n")
        prefix, colon, local = name.rpartition(":")
        if (colon and not is_ncname(prefix)) or not is_ncname(local):
            self._complain(node, "3", f"{name!r} is not a name")
        elif colon and prefix not in node.inherited.prefixes:
            self._complain(node, "4.10", f"the prefix {prefix!r} is not declared")
        return self._name(node, name, namespace, attribute)

    def _type(self, node: Node, library: str, name: str, params: tuple[tuple[str, str], ...]) -> Datatype:
        key = (library, name, params)
        found = self._types.get(key)
        if found is None:
            try:
                found = datatype(library, name, params, self._context(node))
            except DatatypeError as error:
                self._complain(node, "4.16", str(error))
                found = datatype("", "string", (), Context())
            self._types[key] = found
        return found

    @property
    def _types(self) -> dict[tuple, Datatype]:
        return self.__dict__.setdefault("_known_types", {})

    @staticmethod
    def _context(node: Node) -> Context:
        return Context({**node.inherited.prefixes, None: node.inherited.namespace or ""})

    def _data(self, node: Node, scope: Scope | None) -> Pattern:
        params = tuple((child.attributes["name"], child.text) for child in node.children if child.tag == "param")
        made = self._type(node, node.inherited.datatypes, node.attributes["type"], params)
        excepted = self.patterns.choice(pattern for child in node.children if child.tag == "except" for pattern in self._all(child.children, scope))
        key = ("data", made, excepted)
        return self.patterns.intern(key, Data, made, None if excepted is NOT_ALLOWED else excepted, node.place)

    def _value(self, node: Node, scope: Scope | None) -> Pattern:
        library, name = (node.inherited.datatypes, node.attributes["type"]) if "type" in node.attributes else ("", "token")
        made = self._type(node, library, name, ())
        try:
            value = made.value(node.text, self._context(node))
        except ValueError:
            self._complain(node, "4.16", f"{node.text!r} is not a value of the datatype {name!r}")
            return NOT_ALLOWED
        return self.patterns.intern(("value", made, node.text, value if made.contextual else None), Value, made, node.text, value)

    def _grammar(self, node: Node, scope: Scope | None) -> Pattern:
        inner, before = Scope(scope), len(self.problems)
        self._scopes.append(inner)
        for name, part in self._parts(node):
            inner.nodes.setdefault(name, []).append(part)
        if None not in inner.nodes:
            # What could not be included may have it.
            if len(self.problems) == before:
                self._complain(node, "4.18", "the grammar has no start")
            return NOT_ALLOWED
        return self._definition(inner, None)

    def _parts(self, node: Node) -> Iterator[tuple[str | None, Node]]:
        """Give the definitions of a grammar, with those that it includes (sections 4.7 and 4.11)."""
        for child in node.children:
            if child.tag == "include":
                yield from self._included(child)
            elif child.tag == "div":
                yield from self._parts(child)
            else:
                yield child.attributes.get("name") if child.tag == "define" else None, child

    def _included(self, node: Node) -> list[tuple[str | None, Node]]:
        root = self._loaded(node, "4.7")
        if root is None:
            return []
        if root.tag != "grammar":
            self._complain(node, "4.7", f"{node.attributes['href']} is not a grammar")
            return []
        own, theirs = list(self._parts(node)), list(self._parts(root))
        known = {name for name, _ in theirs}
        for name, part in own:
            if name not in known:
                self._complain(part, "4.7", f"{'start' if name is None else repr(name)} overrides nothing in {node.attributes['href']}")
        return [part for part in theirs if part[0] not in dict(own)] + own

    def _loaded(self, node: Node, clause: str) -> Node | None:
        try:
            path = self.files.resolve(node)
            if path in node.inherited.chain:
                self._complain(node, clause, f"{node.attributes['href']} includes itself")
                return None
            return Reader(path, node.inherited.namespace, (*node.inherited.chain, path)).read(self.files.load(path))
        except (OSError, ValueError) as error:
            self._complain(node, "4.5", f"{node.attributes['href']} cannot be read: {getattr(error, 'strerror', None) or error}")
        except SchemaFault as fault:
            self.problems += fault.problems
        return None

    def _external(self, node: Node, scope: Scope | None) -> Pattern:
        root = self._loaded(node, "4.6")
        return NOT_ALLOWED if root is None else self._compile(root, scope)

    def _ref(self, node: Node, scope: Scope | None) -> Pattern:
        name = node.attributes["name"]
        within = scope.parent if scope and node.tag == "parentRef" else scope
        if within is None:
            self._complain(node, "4.18", f"{node.tag} {name!r} stands in no grammar")
        elif name not in within.nodes:
            self._complain(node, "4.18", f"{name!r} is not defined")
        elif name in within.open:
            self._complain(node, "4.19", f"the definition of {name!r} refers to itself outside of an element")
        else:
            return self._definition(within, name)
        return NOT_ALLOWED

    def _definition(self, scope: Scope, name: str | None) -> Pattern:
        """Compile a definition, once; combine what stands several times (section 4.17)."""
        if name not in scope.patterns:
            nodes = scope.nodes[name]
            scope.open.add(name)
            combine = self._combine(nodes, name)
            bodies = [self._grouped(node.children, scope) for node in nodes]
            scope.patterns[name] = self.patterns.interleave(bodies) if combine == "interleave" else self.patterns.choice(bodies)
            scope.open.discard(name)
        return scope.patterns[name]

    def _combine(self, nodes: list[Node], name: str | None) -> str:
        ways = [node.attributes.get("combine") for node in nodes]
        what = "start" if name is None else repr(name)
        if len(nodes) > 1 and ways.count(None) > 1:
            self._complain(nodes[-1], "4.17", f"{what} is defined more than once without combine")
        if len({way for way in ways if way}) > 1:
            self._complain(nodes[-1], "4.17", f"the definitions of {what} combine in different ways")
        return next(filter(None, ways), "choice")


_COMPILE: dict[str, Callable[[Compiler, Node, Scope | None], Pattern]] = {
    "element": Compiler._element, "attribute": Compiler._attribute, "group": Compiler._group, "interleave": Compiler._interleave, "choice": Compiler._choice,
    "optional": Compiler._optional, "zeroOrMore": Compiler._zero_or_more, "oneOrMore": Compiler._one_or_more, "list": Compiler._list, "mixed": Compiler._mixed,
    "ref": Compiler._ref, "parentRef": Compiler._ref, "value": Compiler._value, "data": Compiler._data, "externalRef": Compiler._external, "grammar": Compiler._grammar,
    "empty": lambda self, node, scope: EMPTY, "notAllowed": lambda self, node, scope: NOT_ALLOWED, "text": lambda self, node, scope: TEXT,
}
