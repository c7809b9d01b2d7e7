"""The styles of references and the formats of records, as commands name them; xslt/cite makes them."""

from __future__ import annotations

STYLES = ("gost", "chicago", "mla")

# Each format with the name of its form in xslt/cite, by which its files end.
FORMATS = {"bibtex": "bib", "ris": "ris", "csl-json": "csl.json", "cff": "cff"}

# The forms of which the site has files.
RECORDS = ("bib", "ris", "csl.json")
