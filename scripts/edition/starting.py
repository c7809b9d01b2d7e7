"""Start an edition: the files of scripts/edition/starter, filled in, around one plain text file that is kept byte for byte."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from string import Template
from typing import Iterator, Mapping
from xml.sax.saxutils import escape

from edition import inputs, publish, witness
from edition.errors import InputError, UsageError
from edition.resources import resource, tool_version

_STARTER = Path(__file__).parent / "starter"
# What cannot be kept: the TEI folds white space, and XML has no control characters.
_FOLDED = re.compile(r"[\t\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|  |^ | $", re.MULTILINE)
# After a full stop, question or exclamation mark, with what closes, before a capital, with what opens.
_SENTENCE = re.compile(r"(?<=[.?!…])([\"'”’»)\]]*)\s+(?=[\"'“‘«„(\[–—-]*\s?[^\W\d_a-zа-яё])")
_FOR_EDITORS = ("edition.odd", "edition.rng", "edition.sch")


def start(folder: Path, title: str, editor: str, licence: str, language: str = "en", text: Path | None = None) -> list[Path]:
    """Write the files of a new edition into a folder; give their paths.

    Raises UsageError where one of them is there already: nothing is overwritten, and then nothing is written; InputError where the text
    cannot be read or not be kept byte for byte.
    """
    source = text or _STARTER / "sample.txt"
    data = _read(source)
    name = _identifier(source.stem)
    values = {
        "title": title, "editor": editor, "licence": licence, "id": name, "file": name + ".txt", "heading": " ".join(source.stem.split()) if text else "Sample", "language": language,
        "date": publish.today(), "sha256": witness.sha256(data), "version": tool_version(),
    }  # fmt: skip
    files = {Path("tei/witnesses", name + ".txt"): data}
    for template in _templates():
        place = _place(template.relative_to(_STARTER), name)
        files[place] = _filled(template, values, data.decode("utf-8")).encode("utf-8")
    files |= {Path("schema", file): resource(f"schema/{file}").read_bytes() for file in _FOR_EDITORS}
    if there := [place for place in files if (folder / place).exists()]:
        raise UsageError(f"{folder / min(there)} is there already, and nothing is overwritten. Start the edition in another folder.")
    for place, content in files.items():
        publish.write_file(folder / place, content)
    return sorted(files)


def _templates() -> Iterator[Path]:
    return (path for path in sorted(_STARTER.rglob("*")) if path.is_file() and path.name != "sample.txt")


def _place(template: Path, name: str) -> Path:
    """Where a template goes: the text is called by its id, and names that begin with a dot are written out in a wheel."""
    parts = (re.sub("^dot-", ".", part) for part in template.parts)
    return Path(*parts).with_name(f"{name}.xml") if template.name == "text.xml" else Path(*parts)


def _filled(template: Path, values: Mapping[str, str], text: str) -> str:
    content = template.read_text("utf-8")
    if template.relative_to(_STARTER).parts[0] in ("Makefile", "dot-github", "xslt"):
        return content
    if template.suffix == ".xml":
        values = {key: escape(value) for key, value in values.items()} | {"body": "\n".join(_body(text, values["id"]))}
    return Template(content).substitute(values)


def _read(source: Path) -> bytes:
    try:
        data = inputs.read(source)
        text = data.decode("utf-8")
    except OSError as error:
        raise InputError(f"{source}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: is no text in UTF-8. Save it as UTF-8.") from error
    if not text.strip():
        raise InputError(f"{source}: has no words.")
    if found := _FOLDED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(f"{source}:{line}: two blanks, one at the edge of a line, a tab, a carriage return or a control character cannot be kept byte for byte. Save the text with line feeds and single blanks.")
    return data


def _identifier(stem: str) -> str:
    """An id made of a file's name: its Latin letters, digits, and hyphens between them, with a letter first."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"^(?![a-z])", "text-", re.sub(r"[^a-z0-9]+", "-", plain).strip("-")).strip("-")


def _body(text: str, name: str) -> Iterator[str]:
    """The body, in lines: paragraphs, sentences and the lines of the witness, with their ids (design, contracts 3 and 4)."""
    lines = text.split("\n")
    by_blanks = any(not line for line in lines[:-1])
    paragraph: list[tuple[int, str]] = []
    count = 0
    for number, line in enumerate([*lines, ""], 1):
        if paragraph and (not line or not by_blanks):
            count += 1
            yield from _paragraph(paragraph, f"{name}.p{count}", count, name)
            paragraph = []
        if line:
            paragraph.append((number, line))
        elif number <= len(lines):
            yield _lb(number, name)


def _lb(number: int, name: str) -> str:
    return f'<lb n="{number}" xml:id="{name}.l{number}"/>'


def _paragraph(lines: list[tuple[int, str]], identifier: str, number: int, name: str) -> Iterator[str]:
    """A sentence a line of the file; where a line of the witness begins within one, it is cut there."""
    yield f'<p xml:id="{identifier}" n="{number}">{_lb(lines[0][0], name)}'
    whole = "\n".join(line for _, line in lines)
    at = lines[0][0]
    for count, sentence in enumerate(_sentences(whole), 1):
        begins = at + sentence.before
        inner = sentence.text.split("\n")
        if sentence.before:
            yield _lb(begins, name)
        words = escape(inner[0]) + "".join(f"\n{_lb(begins + place, name)}{escape(part)}" for place, part in enumerate(inner[1:], 1))
        yield f'<s xml:id="{identifier}.s{count}" n="{count}">{words}</s>'
        at = begins + len(inner) - 1
    yield "</p>"


class _Sentence:
    """A sentence, and whether a line of the witness begins with it."""

    def __init__(self, text: str, before: bool) -> None:
        self.text, self.before = text, before


def _sentences(text: str) -> Iterator[_Sentence]:
    start, before = 0, False
    for border in _SENTENCE.finditer(text):
        yield _Sentence(text[start : border.end(1)], before)
        start, before = border.end(), "\n" in border[0]
    yield _Sentence(text[start:], before)
