"""A schema that validates documents."""

from __future__ import annotations

import os

from .automaton import Automaton
from .patterns import Element
from .simplify import Compiler
from .validate import valid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .faults import Fault


class Schema:
    """A loaded schema; made by ``load``. Not for use by several threads at once."""

    def __init__(self, path: str, root: str, check: bool) -> None:
        self._compiler = Compiler(path, root)
        self._automaton = Automaton(self._compiler.start(), self._compiler.patterns)
        self._elements: dict[str, tuple[Element, ...]] | None = None
        if check:
            self._compiler.check()

    def valid(self, document: bytes | str | os.PathLike[str], *, ids: bool = True) -> bool:
        """Tell whether a document (its bytes, or the file that holds it) is valid; raises OSError where it cannot be read."""
        return valid(self._automaton, _bytes(document), ids)

    def validate(self, document: bytes | str | os.PathLike[str], *, ids: bool = True) -> list[Fault]:
        """Give all faults of a document, in its order; with ``ids`` also IDs that stand twice and IDREFs that point nowhere.

        Raises OSError where a file cannot be read.
        """
        data = _bytes(document)
        if valid(self._automaton, data, ids):
            return []
        from .explain import explain

        return explain(self._automaton, self._by_name, data, ids)

    def _by_name(self) -> dict[str, tuple[Element, ...]]:
        """All elements of the schema by name; those with infinitely many names by the empty one."""
        if self._elements is None:
            found: dict[str, dict[Element, None]] = {}
            for element in self._compiler.elements():
                for name in element.names.names or ("",):
                    found.setdefault(name, {})[element] = None
            self._elements = {name: tuple(elements) for name, elements in found.items()}
        return self._elements


def _bytes(document: bytes | str | os.PathLike[str]) -> bytes:
    if isinstance(document, bytes):
        return document
    with open(document, "rb") as stream:
        return stream.read()
