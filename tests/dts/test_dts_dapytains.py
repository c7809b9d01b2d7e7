"""The reference implementation of DTS, dapytains, reads the same units out of our declarations: identifiers, order, levels, parents, and the words of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from edition import corpus
from edition.dts import catalogue
from edition.dts.catalogue import Catalogue, CitationTree, Resource

# It runs in an environment of its own: it wants another version of the XSLT engine.
PYTHON = Path(os.environ.get("DAPYTAINS_PYTHON", Path(sys.prefix) / "dapytains" / "bin" / "python"))

THEIRS = """
import json, sys
from dapytains.tei.document import Document

def within(units):
    for unit in units:
        yield unit
        yield from within(unit.children)

def read(path):
    text = Document(path)
    words = lambda tree, unit: " ".join("".join(text.get_passage(unit.ref, tree=tree).itertext()).split())
    return {tree: [[unit.ref, unit.citeType, unit.level, unit.parent, words(tree, unit)] for unit in within(text.get_reffs(tree))] for tree in text.citeStructure}

print(json.dumps({path: read(path) for path in sys.argv[1:]}))
"""


def ours(text: Resource, tree: CitationTree) -> list[list[object]]:
    def words(data: bytes) -> str:
        return " ".join("".join(etree.fromstring(data).itertext()).split())

    return [[unit.identifier, unit.name, unit.level, unit.parent and unit.parent.identifier, words(text.passages.between(unit, unit))] for unit in tree.units]


def test_the_reference_implementation_reads_the_same_units(stock: Catalogue, edition: corpus.Edition) -> None:
    """Out of the small edition, and out of that of this repository."""
    if not PYTHON.exists():
        pytest.skip("needs dapytains in an environment of its own: make .venv/installed-dapytains")
    texts = [*stock.resources, *catalogue.catalogue("", [catalogue.state(edition)]).resources]
    read = subprocess.run([PYTHON, "-c", THEIRS, *(text.document.path for text in texts)], check=True, capture_output=True, timeout=300)
    theirs = json.loads(read.stdout)
    for text in texts:
        assert {tree.name or "default": ours(text, tree) for tree in text.trees} == theirs[str(text.document.path)]
