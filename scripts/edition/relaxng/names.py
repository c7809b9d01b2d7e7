"""Names and name classes (RELAX NG, section 6.1).

A name is one string as expat gives it: ``namespace SEP local``, or ``local`` alone where there is no namespace.
"""

from __future__ import annotations

# No XML document can hold this character, so no namespace name can hold it either.
SEP = "\x01"
XML = "http://www.w3.org/XML/1998/namespace"
XMLNS = "http://www.w3.org/2000/xmlns"


def qname(namespace: str, local: str) -> str:
    """Join a namespace name and a local name."""
    return f"{namespace}{SEP}{local}" if namespace else local


def split(name: str) -> tuple[str, str]:
    """Part a name into namespace name (empty where there is none) and local name."""
    namespace, _, local = name.rpartition(SEP)
    return namespace, local


class NameClass:
    """A set of names; ``names`` are those of a finite one, None of an infinite one."""

    names: tuple[str, ...] | None = None

    def __contains__(self, name: str) -> bool:
        raise NotImplementedError

    def samples(self) -> list[str]:
        """Names such that two classes overlap just when both hold one of their samples (section 7.3)."""
        raise NotImplementedError


class Names(NameClass):
    """``name``, or a choice of such."""

    def __init__(self, *names: str) -> None:
        self.names = tuple(dict.fromkeys(names))
        self.key = ("name", frozenset(names))

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def samples(self) -> list[str]:
        return list(self.names)


# A local name and a namespace name that nothing can have.
_NOTHING = "\0"


class Wildcard(NameClass):
    """``anyName`` (``namespace`` None) or ``nsName``, less ``excepted``."""

    def __init__(self, namespace: str | None, excepted: NameClass | None = None) -> None:
        self.namespace = namespace
        self.excepted = excepted
        self.key = ("wildcard", namespace, excepted and excepted.key)

    def __contains__(self, name: str) -> bool:
        if self.namespace is not None and split(name)[0] != self.namespace:
            return False
        return self.excepted is None or name not in self.excepted

    def samples(self) -> list[str]:
        own = [qname(_NOTHING if self.namespace is None else self.namespace, _NOTHING)]
        return own + (self.excepted.samples() if self.excepted else [])


class NameChoice(NameClass):
    """``choice`` of name classes that are not all plain names."""

    def __init__(self, *parts: NameClass) -> None:
        self.parts = parts
        self.key = ("choice", tuple(part.key for part in parts))

    def __contains__(self, name: str) -> bool:
        return any(name in part for part in self.parts)

    def samples(self) -> list[str]:
        return [name for part in self.parts for name in part.samples()]


def either(parts: list[NameClass]) -> NameClass:
    """Give the union of name classes, in its plainest form."""
    if all(part.names is not None for part in parts):
        return Names(*(name for part in parts for name in part.names or ()))
    return parts[0] if len(parts) == 1 else NameChoice(*parts)


def overlap(one: NameClass, other: NameClass) -> str | None:
    """Give a name that both classes hold, or None."""
    return next((name for name in one.samples() + other.samples() if name in one and name in other), None)
