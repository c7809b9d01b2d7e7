"""The register of codes: what each means, why its rule is there, what of the TEI it rests on, and an example that breaks it and one that keeps it.

E0 reading, E1 grammar (RELAX NG), E2 rules across files, E3 rendering, E4 products, E5 the baseline, W warnings: ``codes.toml`` beside this
file. S, Schematron: the constraintSpecs of schema/edition.odd, whose examples are the cases that test them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Mapping

from lxml import etree

from edition import documents
from edition.errors import UsageError
from edition.resources import resource
from edition.wording import Words, in_language, words

GUIDELINES = "https://tei-c.org/release/doc/tei-p5-doc/en/html/"
_TEI = {"tei": "http://www.tei-c.org/ns/1.0", "sch": "http://purl.oclc.org/dsdl/schematron"}


@dataclass(frozen=True)
class Example:
    """What a rule forbids and what it wants, and the file that this stands in."""

    file: str
    bad: str
    good: str


@dataclass(frozen=True)
class Code:
    """One code: its title, the reason of the rule, an address in the TEI Guidelines, and examples.

    ``message`` is what a rule of the ODD says in Russian, with the number of a value in braces where the English has that value, and ``english``
    the form of what it says in English; None for codes that word each finding.
    """

    code: str
    title: Words
    why: Words
    guidelines: str
    examples: tuple[Example, ...]
    message: str | None = None
    english: re.Pattern[str] | None = None

    def in_russian(self, said: str) -> str:
        """What a rule of the ODD has said in English, in Russian with the same values; what is not its message stays as it is."""
        found = self.english.fullmatch(said) if self.english else None
        if found is None or self.message is None:
            return said
        return re.sub(r"\{(\d)\}", lambda number: found[int(number[1])], self.message)

    def as_dict(self, language: str) -> dict[str, object]:
        """The code for programs."""
        examples = [{"file": example.file, "bad": example.bad, "good": example.good} for example in self.examples]
        return {"code": self.code, "title": in_language(self.title, language), "why": in_language(self.why, language), "guidelines": self.guidelines, "examples": examples}


@lru_cache(maxsize=1)
def codes() -> Mapping[str, Code]:
    """Every code there is, in order."""
    return dict(sorted((_own() | _of_the_odd()).items()))


def own() -> dict[str, str]:
    """The titles of the codes that this package gives out itself, in English."""
    return {code: str(entry.title) for code, entry in sorted(_own().items())}


def find(name: str) -> Code:
    """Give a code by its name, in capitals or not. Raises UsageError, which names those most like it."""
    known = codes()
    if found := known.get(name.upper()):
        return found
    close = sorted(known, key=lambda code: sum(one != other for one, other in zip_longest(code, name.upper())))[:3]
    raise UsageError(f"There is no code {name}. The nearest are {', '.join(close)}; `edition explain` lists all.")


def listing(language: str) -> str:
    """All codes with their titles, a line each."""
    return "\n".join(f"{code.code}  {in_language(code.title, language)}" for code in codes().values())


def page(code: Code, language: str) -> str:
    """What there is to say of a code, for people."""
    rows = [f"{code.code}: {in_language(code.title, language)}", "", in_language(code.why, language), "", f"TEI: {code.guidelines}"]
    for example in code.examples:
        rows += ["", in_language(words("Bad ({file}):", file=example.file), language), *_indented(example.bad, language)]
        rows += ["", in_language(words("Good:"), language), *_indented(example.good, language)]
    return "\n".join(rows)


def _indented(text: str, language: str) -> list[str]:
    return [f"    {line.strip()}" for line in text.strip().splitlines()] or [f"    {in_language(words('(nothing)'), language)}"]


def _own() -> dict[str, Code]:
    entries = tomllib.loads(Path(__file__).with_name("codes.toml").read_text("utf-8"))
    return {
        code: Code(
            code,
            *(Words(entry["en"][part], entry["ru"][part]) for part in ("title", "why")),
            GUIDELINES + entry["guidelines"],
            (Example(entry["example"]["file"], entry["example"]["bad"], entry["example"]["good"]),),
        )
        for code, entry in entries.items()
    }


def _of_the_odd() -> dict[str, Code]:
    root = documents.parse(resource("schema/edition.odd")).root
    specs = root.iterfind(".//tei:constraintSpec", _TEI)
    return {test.get("id"): _rule(test.get("id"), spec, test) for spec in specs for test in spec.xpath(".//sch:assert | .//sch:report", namespaces=_TEI)}


def _rule(code: str, spec: etree._Element, test: etree._Element) -> Code:
    """Read a code off the descriptions of its constraintSpec (TEI P5, section TDTAGCONS)."""

    def said(condition: str) -> str:
        found = spec.xpath(f"tei:desc[{condition}]", namespaces=_TEI)
        return " ".join("".join(found[0].xpath("text()")).split()) if found else ""

    title, russian_title = (_capital(re.sub(r"^(S\d+(, )?)+: ", "", said(f"not(@type) and {language}")).rstrip(".")) for language in ("not(@xml:lang)", "@xml:lang = 'ru'"))
    why = Words(said("@type = 'reason' and not(@xml:lang)"), said("@type = 'reason' and @xml:lang = 'ru'"))
    message = said(f"@type = 'message' and @xml:lang = 'ru' and starts-with(., '{code}: ')").removeprefix(f"{code}: ")
    return Code(code, Words(title, russian_title), why, spec.xpath("string(tei:desc/tei:ref/@target)", namespaces=_TEI), _cases(code), message or None, _form(test))


def _form(test: etree._Element) -> re.Pattern[str]:
    """The form of a rule's message: each value that it names is a group. White space around a value that is empty is folded."""
    pieces = [re.sub(r"\s+", " ", piece or "") for piece in (test.text, *(child.tail for child in test))]
    pieces = [re.sub(r"^ | $", lambda _: r"\s*", re.escape(piece).replace(r"\ ", " ")) for piece in pieces]
    return re.compile("(.*?)".join(pieces), re.DOTALL)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cases(code: str) -> tuple[Example, ...]:
    """The examples of a rule: what differs between each case that breaks it and the one of the same name that keeps it."""
    pairs = [(bad, bad.parents[1] / "good" / bad.name) for bad in sorted(resource("tests/schema/bad").glob(f"{code}-*.xml"))]
    return tuple(Example(bad.name, *_differing(bad, good)) for bad, good in pairs if good.exists())


def _differing(*paths: Path) -> tuple[str, str]:
    """The lines of two files from the first in which they differ to the last."""
    first, second = (path.read_text("utf-8").splitlines() for path in paths)
    changes = [change for change in SequenceMatcher(None, first, second, autojunk=False).get_opcodes() if change[0] != "equal"]
    (_, begin, _, other_begin, _), (_, _, end, _, other_end) = changes[0], changes[-1]
    return "\n".join(map(str.strip, first[begin:end])), "\n".join(map(str.strip, second[other_begin:other_end]))
