"""Plain text: the critical text by sentences and the witness by lines, each with a table from line to id; ``README.txt`` explains them."""

from __future__ import annotations

from edition import transform, witness
from edition.corpus import Edition
from edition.documents import Document
from edition.resources import resource

README = "README.txt"
ENDINGS = ("critical.txt", "critical.tsv", "source.txt", "source.tsv")


def files(edition: Edition, resolved: str) -> dict[str, bytes]:
    """Give all files by name. A text that does not encode the lines of a witness has no source. Raises ToolError when a stylesheet fails."""
    made = {README: resource("xslt/text/readme.txt").read_bytes()}
    made |= {name: text.encode() for name, text in transform.render(resolved, "text/edition.xsl").files.items()}
    for text in edition.texts:
        made |= _source(text)
    return made


def _source(text: Document) -> dict[str, bytes]:
    """The witness as ``edition witness`` proves it, and its lines."""
    rebuilt = witness.rebuild(text)
    if not rebuilt:
        return {}
    name = text.name
    rows = [f"{number}\t{line.identifier}\t{' '.join(line.sentences)}\n" for number, line in enumerate(witness.lines(text), 1)]
    return {f"{name}.source.txt": rebuilt, f"{name}.source.tsv": "".join(["line\tid\tsentences\n", *rows]).encode()}
