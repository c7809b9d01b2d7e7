"""The formats that a package holds: what each is called, its media type, and its number in PRONOM where there is one."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple

# Where PRONOM describes a format.
PRONOM = "https://www.nationalarchives.gov.uk/PRONOM/"


class Format(NamedTuple):
    """A format: its name, its media type, its PUID (or empty: PRONOM has none, or none that fits), and whether it is text in UTF-8."""

    name: str
    media: str
    puid: str = ""
    text: bool = True


# By the end of the name; the first that fits decides. The PUIDs are those of the signature file of PRONOM, version 109.
_FORMATS = {
    ".pdf": Format("PDF/A-3a and PDF/UA-1", "application/pdf", "fmt/479", text=False),
    ".epub": Format("EPUB 3.3", "application/epub+zip", "fmt/483", text=False),
    ".html": Format("HTML", "text/html", "fmt/471"),
    ".odd": Format("TEI ODD", "application/tei+xml", "fmt/101"),
    ".rng": Format("RELAX NG", "application/xml", "fmt/101"),
    ".sch": Format("Schematron", "application/xml", "fmt/101"),
    ".xsd": Format("XML Schema", "application/xml", "x-fmt/280"),
    ".xsl": Format("XSLT 3.0", "application/xslt+xml", "fmt/101"),
    ".xml": Format("XML", "application/xml", "fmt/101"),
    ".jsonld": Format("JSON-LD", "application/ld+json", "fmt/880"),
    ".jsonl": Format("JSON Lines", "application/jsonl"),
    ".json": Format("JSON", "application/json", "fmt/817"),
    ".ttl": Format("Turtle", "text/turtle", "fmt/874"),
    ".csv": Format("comma-separated values", "text/csv", "x-fmt/18"),
    ".tsv": Format("tab-separated values", "text/tab-separated-values", "x-fmt/13"),
    ".css": Format("CSS", "text/css", "x-fmt/224"),
    ".js": Format("JavaScript", "text/javascript", "x-fmt/423"),
    ".svg": Format("SVG", "image/svg+xml"),
    ".bib": Format("BibTeX", "application/x-bibtex", "fmt/1616"),
    ".ris": Format("RIS", "application/x-research-info-systems"),
    ".woff2": Format("WOFF 2.0", "font/woff2", "fmt/1172", text=False),
    ".py": Format("Python", "text/x-python"),
    ".toml": Format("TOML", "application/toml"),
    ".md": Format("Markdown", "text/markdown"),
    ".typ": Format("Typst", "text/plain"),
    ".txt": Format("plain text", "text/plain", "x-fmt/111"),
    ".sha256": Format("checksums", "text/plain", "x-fmt/111"),
    ".lock": Format("pinned requirements", "text/plain", "x-fmt/111"),
    ".cff": Format("Citation File Format", "application/yaml"),
    ".pagefind": Format("index of the search (Pagefind)", "application/octet-stream", text=False),
    ".pf_index": Format("index of the search (Pagefind)", "application/octet-stream", text=False),
    ".pf_meta": Format("index of the search (Pagefind)", "application/octet-stream", text=False),
}
_TEI = Format("TEI P5", "application/tei+xml", "fmt/101")
_PLAIN = Format("plain text", "text/plain", "x-fmt/111")
_OTHER = Format("other", "application/octet-stream", text=False)


def of(path: str) -> Format:
    """Tell the format of a file by its path in the payload; a name without an end is that of a plain text."""
    if path.endswith(".xml") and ("/tei/" in path or path.startswith("tei/")):
        return _TEI
    return _FORMATS.get(PurePosixPath(path).suffix, _OTHER if PurePosixPath(path).suffix else _PLAIN)
