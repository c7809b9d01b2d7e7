"""What is wrong with a schema."""

from __future__ import annotations


class SchemaProblem(tuple):
    """One problem of a schema: ``path``, ``line``, ``column``, ``clause`` of the specification that it breaks, ``message``."""

    __slots__ = ()

    def __new__(cls, path: str, line: int, column: int, clause: str, message: str) -> SchemaProblem:
        return super().__new__(cls, (path, line, column, clause, message))

    path = property(lambda self: self[0])
    line = property(lambda self: self[1])
    column = property(lambda self: self[2])
    clause = property(lambda self: self[3])
    message = property(lambda self: self[4])

    def __str__(self) -> str:
        path, line, column, clause, message = self
        return f"{path}:{line}:{column}: {message} (RELAX NG, section {clause})"


class SchemaFault(Exception):
    """A schema that is none; ``problems`` tells why, in the order of the files."""

    def __init__(self, problems: list[SchemaProblem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))
