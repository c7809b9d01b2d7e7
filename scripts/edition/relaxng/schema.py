"""A schema that validates documents."""

from __future__ import annotations

import gc
import os

from .automaton import Automaton
from .patterns import Element
from .validate import valid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cache import Store
    from .compatibility import Compatibility
    from .faults import Fault
    from .simplify import Compiler


class Schema:
    """A loaded schema; made by ``load``. Not for use by several threads at once."""

    def __init__(self, path: str, root: str, check: bool, cache: str | None) -> None:
        self._path, self._root, self._check, self._cache = path, root, check, cache
        self._store = self._stored() if cache else None
        self._compiler: Compiler | None = None
        self._elements: dict[str, tuple[Element, ...]] | None = None
        self._saved = 0
        if self._store is None:
            self._read()

    def _stored(self) -> Store | None:
        from .cache import read

        store = read(self._cache, self._path)
        return store if store and (store.checked or not self._check) else None

    def _read(self) -> None:
        from .simplify import Compiler

        # Many small objects that all stay: looking for garbage among them takes a third of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._compiler = Compiler(self._path, self._root)
            self._automaton = Automaton(self._compiler.start(), self._compiler.patterns)
            self._prepare()
        finally:
            if collecting:
                gc.enable()

    def _prepare(self) -> None:
        """Learn what the cache knew, or check the schema."""
        if self._store is not None:
            from .cache import learn

            self._check = self._store.checked
            learn(self._automaton, self._store)
            self._store, self._saved = None, self._automaton.size
        elif self._check:
            self._compiler.check()

    def valid(self, document: bytes | str | os.PathLike[str], *, ids: bool = True) -> bool:
        """Tell whether a document (its bytes, or the file that holds it) is valid; raises OSError where it cannot be read."""
        data = _bytes(document)
        if self._store is not None:
            from .cache import Missed

            try:
                return valid(self._store, data, ids)
            except Missed:
                self._read()
        return valid(self._automaton, data, ids)

    def validate(self, document: bytes | str | os.PathLike[str], *, ids: bool = True) -> list[Fault]:
        """Give all faults of a document, in its order; with ``ids`` also IDs that stand twice and IDREFs that point nowhere.

        Raises OSError where a file cannot be read.
        """
        data = _bytes(document)
        if self.valid(data, ids=ids):
            return []
        from .explain import explain

        if self._store is not None:
            self._read()
        return explain(self._automaton, self._by_name, data, ids)

    def compatibility(self) -> Compatibility:
        """Judge the schema by RELAX NG DTD Compatibility: its ``problems``, and the ``defaults`` of its attributes."""
        from .compatibility import Compatibility

        if self._store is not None:
            self._read()
        return Compatibility(self._compiler.elements())

    def save(self) -> None:
        """Save in the cache what was learnt since, if there is a cache and that much is worth it; raises OSError."""
        if self._cache and self._store is None and self._automaton.size > self._saved:
            from .cache import write

            write(self._cache, self._path, self._compiler.files.read, self._automaton, self._check)
            self._saved = self._automaton.size

    def __enter__(self) -> Schema:
        return self

    def __exit__(self, *_: object) -> None:
        self.save()

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
