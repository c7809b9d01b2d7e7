"""What a stranger's file is: its kind, the modules of TEI it uses, what is invalid, what would be lost or is unusual, how it would read, what to do next."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Iterator, Mapping, Sequence

from lxml import etree

from edition import documents, grammar, intake, transform
from edition.documents import TEI, XML_ID, Document
from edition.fidelity import losses, running
from edition.findings import Finding, in_order
from edition.rendering import STYLESHEETS, unknown_markup
from edition.report import line, plural

_LINES = 8  # of the preview
_SHOWN = 8  # of what is listed
# What a document is, by the elements that are there for it; the first that fits names it.
_KINDS: tuple[tuple[str, str], ...] = (
    ("a dictionary", "entry entryFree superEntry"),
    ("a play", "sp castList"),
    ("speech, transcribed", "u"),
    ("a transcription by pages", "sourceDoc"),
    ("an inscription or papyrus", "textpart"),
    ("a letter", "salute opener"),
    ("verse", "lg l"),
    ("a description of a manuscript", "msDesc"),
    ("a specification (ODD)", "schemaSpec elementSpec"),
    ("a register of persons, places or books", "listPerson listPlace listOrg listBibl listEvent"),
    ("prose", "p ab"),
)


@dataclass(frozen=True)
class Profile:
    """What was found out about one file; ``findings`` are in the order of their places."""

    path: str
    what: str
    title: str
    languages: Mapping[str, int]
    documents: int
    elements: int
    words: int
    beside: int
    modules: Mapping[str, Sequence[str]]
    notable: Sequence[str]
    findings: Sequence[Finding]
    preview: Sequence[str]
    advice: Sequence[str]

    def as_dict(self) -> dict[str, object]:
        """All of it, for programs."""
        return asdict(self)


def examine(path: Path, schema: Path | None = None) -> Profile:
    """Look at a file without changing anything. Raises InputError and ContentError where it cannot be read at all, or is not TEI."""
    document, taken = intake.take(path)
    resolved = intake.resolve(document)
    contents = {form: next(iter(transform.render(resolved, STYLESHEETS[form]).files.values())) for form in ("html", "text")}
    invalid = grammar.check(documents.parse(path), schema) if schema else []
    findings = in_order([*taken, *invalid, *unknown_markup(document), *losses.findings(document, contents)])
    names = Counter(etree.QName(element).localname for element in document.elements if etree.QName(element).namespace in (TEI, None))
    words = running.words(document.root)
    return Profile(
        str(path), _what(document, names, words), _title(document), _languages(document), max(names["TEI"] + names["TEI.2"], 1), len(document.elements), sum(word.running for word in words),
        sum(not word.running for word in words), _modules(names), tuple(_notable(document, names, words)), tuple(findings), _preview(contents["text"], document), tuple(_advice(document, findings, schema)),
    )  # fmt: skip


def _what(document: Document, names: Counter[str], words: Sequence[running.Word]) -> str:
    root = etree.QName(document.root)
    form = "TEI P5" if root.namespace == TEI else "TEI P4" if root.localname.endswith(".2") else "TEI without its namespace"
    whole = "a corpus of " + plural(names["TEI"] + names["TEI.2"], "document") if root.localname.startswith("teiCorpus") else "a document" if root.localname.startswith("TEI") else f"a part of a document ({root.localname})"
    within = Counter(etree.QName(element).localname for top in document.root.iter("{*}text", "{*}sourceDoc", "{*}standOff") for element in top.iter(etree.Element))
    within["textpart"] = len(document.root.xpath("//*[local-name() = 'div'][@type = 'edition']"))
    counted = within if any(word.running for word in words) else names
    kind = next((kind for kind, signs in _KINDS if any(counted[sign] for sign in signs.split())), "without text")
    return f"{form}, {whole}: {kind}"


def _title(document: Document) -> str:
    return " ".join(document.root.xpath("string(.//*[local-name() = 'titleStmt']/*[local-name() = 'title'][1])").split())


def _languages(document: Document) -> dict[str, int]:
    """Declared languages with the number of elements that declare them."""
    found = Counter(element.get(f"{{{documents.XML}}}lang") or element.get("lang", "") for element in document.elements)
    return {name: count for name, count in found.most_common() if name}


@cache
def _module_of() -> Mapping[str, str]:
    table = tomllib.loads((Path(__file__).parent / "modules.toml").read_text("utf-8"))
    return {name: module for module, names in table.items() for name in names.split()}


def _modules(names: Counter[str]) -> dict[str, list[str]]:
    """The modules of TEI that a file uses, with the elements it takes from each, the commonest first."""
    found: dict[str, list[str]] = {}
    for name, _ in names.most_common():
        if name in _module_of():
            found.setdefault(_module_of()[name], []).append(name)
    return dict(sorted(found.items()))


def _notable(document: Document, names: Counter[str], words: Sequence[running.Word]) -> Iterator[str]:
    """What is unusual, though perhaps no fault."""
    ids = Counter(element.get(XML_ID) or element.get("id") for element in document.elements)
    twice = [name for name, count in ids.items() if name and count > 1]
    if twice:
        yield f"{plural(len(twice), 'id')} given more than once, so the first stands: {_listed(twice)}"
    lost = list(dict.fromkeys(target for element in document.elements for target in element.get("target", "").split() if target.startswith("#") and target[1:] not in ids))
    if lost:
        yield f"{plural(len(lost), 'target')} that nothing here has: {_listed(lost)}"
    if not any(element.get(f"{{{documents.XML}}}lang") for element in document.elements):
        yield "no language is declared; direction follows the script, hyphenation has nothing to go by"
    if not any(word.running for word in words):
        yield "no running text"
    for name, one, many in _COUNTED:
        if names[name]:
            yield f"1 {one}" if names[name] == 1 else f"{names[name]} {many}"


_COUNTED = (
    ("app", "entry of an apparatus", "entries of an apparatus"),
    ("choice", "place with two readings", "places with two readings"),
    ("gap", "gap", "gaps"),
    ("note", "note", "notes"),
    ("graphic", "image, named and not fetched", "images, named and not fetched"),
    ("fw", "running head or signature, listed after the text", "running heads and signatures, listed after the text"),
)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _preview(text: str, document: Document) -> tuple[str, ...]:
    """The first lines as they would read, without the title."""
    rows = [row for row in text.splitlines() if row.strip()]
    return tuple(row if len(row) <= 100 else row[:99].rstrip() + "…" for row in rows[1 if rows and rows[0] == _title(document) else 0 :][:_LINES])


def _advice(document: Document, findings: Sequence[Finding], schema: Path | None) -> Iterator[str]:
    name = document.path.name
    codes = {finding.code for finding in findings}
    if codes & {"W301"}:
        yield "Convert it to TEI P5 first; what P4 wrote otherwise is read as far as it is known."
    if "E402" in codes:
        yield "Report the words that would be lost, with this file: that is a fault of ours."
    if "W305" in codes:
        yield "Decide for each element that TEI does not have whether one of TEI serves, or declare it in an ODD."
    if schema is None:
        yield f"edition doctor --schema tei_all.rng {name}   to know what is invalid."
    elif any(finding.code.startswith("E1") for finding in findings):
        yield f"edition validate --schema {schema.name} {name}   shows every fault with its line, and how to mend it."
    yield f"edition render {name} -o out --to html,pdf,text   to see it."


def as_text(profile: Profile) -> str:
    """Write a profile for people."""
    counts = f"{plural(profile.elements, 'element')}, {plural(profile.words, 'word')} of running text, {profile.beside} beside it"
    rows = [f"{profile.path}: {profile.what}", *_rows("title", [profile.title]), *_rows("holds", [counts])]
    rows += _rows("languages", [", ".join(f"{name} ({count})" for name, count in profile.languages.items())])
    rows += _rows("modules", [f"{module}: {_listed(names)}" for module, names in profile.modules.items()])
    rows += _rows("notable", profile.notable)
    rows += _rows("findings", [line(finding) for finding in profile.findings[: 3 * _SHOWN]] + ([f"and {len(profile.findings) - 3 * _SHOWN} more"] if len(profile.findings) > 3 * _SHOWN else []))
    rows += _rows("reads", profile.preview)
    rows += _rows("next", profile.advice)
    return "\n".join(rows)


def _rows(label: str, values: Sequence[str]) -> list[str]:
    shown = [value for value in values if value]
    return [f"  {label + ':' if not number else '':11}{value}" for number, value in enumerate(shown)]


def as_json(profiles: Sequence[Profile]) -> str:
    """Write profiles for programs."""
    return json.dumps([profile.as_dict() for profile in profiles], ensure_ascii=False, indent=2)
