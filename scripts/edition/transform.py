"""From TEI to the texts of the products: the passes that every format shares, then the stylesheet of one format."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from edition import documents, saxon
from edition.errors import ToolError, UsageError
from edition.resources import own_files, own_state, resource


class Rendered(NamedTuple):
    """What a format's stylesheet gave: contents by file name, and its warnings."""

    files: dict[str, str]
    warnings: tuple[str, ...]


def resolve(root: etree._Element) -> str:
    """Take a gathered edition or any TEI document through xslt/passes, in the order of their numbers; give XML."""
    return saxon.pipeline(sorted(resource("xslt/passes").glob("*.xsl")), documents.text_of(root)).text


def render(resolved: str, stylesheet: str) -> Rendered:
    """Apply the stylesheet of a format, such as ``html/site.xsl``, to a resolved document, below that which the edition has for it (``html.xsl``).

    Raises ToolError, or UsageError where the edition's own stylesheet fails.
    """
    over = own_files().get(stylesheet.partition("/")[0] + ".xsl")
    try:
        text, messages = saxon.run(resource("xslt") / stylesheet, resolved, over=over, state=own_state() if over else "")
    except ToolError as error:
        raise UsageError(f"{over}: {error}. Correct this stylesheet, or build without it.") if over else error from error
    files = documents.own(text)
    return Rendered({file.get("name"): file.text or "" for file in files}, tuple(dict.fromkeys(messages)))
