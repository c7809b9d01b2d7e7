"""A RELAX NG validator (OASIS Committee Specification, 3 December 2001; XML syntax) that finds every fault, in its place.

Standard library alone, nothing of the rest of this package; no network.

>>> import pathlib, tempfile
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> schema_file = folder / "letter.rng"
>>> _ = schema_file.write_text('''<element name="letter" xmlns="http://relaxng.org/ns/structure/1.0"
...          datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
...   <attribute name="date"><data type="date"/></attribute>
...   <oneOrMore><element name="para"><text/></element></oneOrMore>
... </element>''')

A schema is loaded once, and validates as many documents as there are, from bytes or from files:

>>> from edition import relaxng
>>> schema = relaxng.load(schema_file)
>>> schema.validate(b'<letter date="1922-04-16"><para>Rapallo.</para></letter>')
[]

Each fault has its place, its parts for machines, and a message:

>>> faults = schema.validate(b'''<letter date="1922-04-31">
... <par>Rapallo.</par> Genoa.
... </letter>''')
>>> for fault in faults:
...     print(f"{fault.line}:{fault.column}: {fault.message}")
1:9: @date of `letter` cannot be "1922-04-31"; expected is date
2:1: `par` is not known here; did you mean `para`?
2:21: text is not allowed directly in `letter`; it belongs in `para`
>>> faults[1].kind, faults[1].element, faults[1].expected, faults[1].suggestion
('unknown-element', 'par', ('para',), 'para')

A schema that is none raises SchemaFault, which tells all that is wrong with it and the section of the specification that it breaks:

>>> _ = schema_file.write_text('''<grammar xmlns="http://relaxng.org/ns/structure/1.0">
...   <start><ref name="letter"/></start>
... </grammar>''')
>>> try:
...     relaxng.load(schema_file)
... except relaxng.SchemaFault as fault:
...     problem, = fault.problems
...     print(f"{problem.line}:{problem.column}: {problem.message} ({problem.clause})")
2:10: 'letter' is not defined (4.18)
"""

from __future__ import annotations

import os

from .problems import SchemaFault, SchemaProblem
from .schema import Schema

__all__ = ["Schema", "SchemaFault", "SchemaProblem", "load"]


def load(path: str | os.PathLike[str], *, root: str | os.PathLike[str] | None = None, check: bool = True, cache: str | os.PathLike[str] | None = None) -> Schema:
    """Load a schema.

    ``root``: the folder below which included files may lie (that of the schema, where it is not given). With ``check`` the whole schema
    is judged; without, only those parts of it that documents touch, when they do. ``cache``: a folder of your own, in which the next
    run finds what this one has learnt, once ``Schema.save`` is called or a ``with`` block ends. Raises SchemaFault.
    """
    path = os.fspath(path)
    return Schema(path, os.fspath(root) if root is not None else os.path.dirname(os.path.abspath(path)), check, None if cache is None else os.fspath(cache))
