"""Take in any XML that may be TEI: what stands in for entities that are not there, inclusions, the forms of P4; then one form for all formats."""

from __future__ import annotations

from edition import documents, saxon
from edition.documents import Document
from edition.resources import resource


def resolve(document: Document) -> str:
    """Bring a document into the form that the stylesheets of every format take, through xslt/intake and xslt/passes; give XML. Raises ToolError."""
    stages = [*sorted(resource("xslt/intake").glob("*.xsl")), *sorted(resource("xslt/passes").glob("*.xsl"))]
    return saxon.pipeline(stages, documents.text_of(document.root)).text
