"""What is wrong with a file that is not XML at all, in plain words: what the parser met, and which element was open where."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from edition.errors import ContentError, EditionError, InputError
from edition.findings import Finding
from edition.wording import Words, words


MOST = 1000


class _Open(NamedTuple):
    """An element whose end tag has not come: its name, and where its start tag begins."""

    name: str
    line: int
    column: int


class _Stop(NamedTuple):
    """Where reading ends, and the innermost element that is open there."""

    line: int
    column: int
    within: _Open | None


def fault(path: Path, data: bytes, error: etree.XMLSyntaxError) -> EditionError:
    """Give the error to raise for a file that cannot be parsed: InputError (E002) for its encoding, else ContentError (E001)."""
    line, column = error.position
    if error.code in _ENCODING_ERRORS:
        return InputError(words("{place}: error E002: {what}. Save the file as UTF-8.", place=f"{path}:{line}:{max(column, 1)}", what=words(_ENCODING_ERRORS[error.code])))
    said = re.sub(r", line \d+, column \d+.*$", "", error.msg or "not XML")
    what, mend = _plainly(said)
    stop = _stop(data)
    if stop and stop.line == line:
        column = stop.column
    return ContentError([Finding(str(path), line, max(column, 1), "E001", _message(what, stop), mend)])


def crowded(path: Path, data: bytes) -> ContentError | None:
    """Give the error to raise where one tag has more than MOST attributes and namespaces: engines need a minute for what no edition needs."""
    reader, places = expat.ParserCreate(), []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(attributes) > MOST:
            places.append((reader.CurrentLineNumber, reader.CurrentColumnNumber + 1))

    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        places.append((1, 1))
    what, mend = words("more than 1000 attributes in one tag"), words("Divide them among elements.")
    return ContentError([Finding(str(path), *place, "E001", _message(what, None), mend) for place in places]) if places else None


def _plainly(said: str) -> tuple[Words, Words]:
    for pattern, what, mend in _PLAINLY:
        if found := re.search(pattern, said):
            return words(what, **found.groupdict()), words(mend, **found.groupdict())
    return Words(said, said), words(_FIRST)


def _message(what: Words, stop: _Stop | None) -> Words:
    if stop is None or stop.within is None:
        return words("not well-formed: {what}", what=what)
    name, line, column = stop.within
    return words("not well-formed: {what}; `{name}` is open here, opened in line {line}, column {column}", what=what, name=name, line=line, column=column)


def _stop(data: bytes) -> _Stop | None:
    """Read up to the fault, in characters as editors count; None where expat finds none or does not know the encoding."""
    parser = expat.ParserCreate()
    opened: list[_Open] = []
    parser.StartElementHandler = lambda name, _: opened.append(_Open(name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))
    parser.EndElementHandler = lambda _: opened.pop()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        # Of an end tag that closes nothing, expat tells where its name begins, behind "</".
        before = 2 if error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH] else 0
        return _Stop(error.lineno, error.offset + 1 - before, opened[-1] if opened else None)
    except (LookupError, ValueError):
        return None
    return None


_ENCODING_ERRORS = {
    etree.ErrorTypes.ERR_INVALID_ENCODING: "the bytes are not what the file's encoding promises",
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING: "the encoding that the file declares is not known",
    etree.ErrorTypes.ERR_UNKNOWN_ENCODING: "the encoding that the file declares is not known",
}

_FIRST = "Mend this place first: what follows cannot be read until it is well-formed."

# The parser's words that editors should not have to know, in plain ones, each with the mend.
_PLAINLY = (
    (r"tag mismatch: (?P<open>\S+) line \d+ and (?P<end>[^\s,]+)", "the end tag </{end}> does not close what is open", "Close <{open}> first, or correct the name in one of the two tags."),
    (r"Premature end of data", "the file ends before all elements are closed", "Add the end tags that are missing; perhaps the end of the file is lost."),
    (r"find end of Start Tag (?P<name>\S+)", "the start tag of {name} does not end", "End it with >, or with /> where the element is empty."),
    (r"Attribute (?P<name>\S+) redefined", "the attribute {name} stands twice in one tag", "Keep one of the two."),
    (r"AttValue: ", "the value of an attribute has no quotation marks", "Put it between quotation marks."),
    (r"Unescaped '<' not allowed", "a bare < in the value of an attribute", "Write &lt;, or add the quotation mark that is missing before it."),
    (r"Entity '(?P<name>[^']*)' not defined", "the entity &{name}; is not defined", "Write the character itself."),
    (r"Namespace prefix (?P<name>\S+) ", "the prefix {name} is not declared", "Declare it with xmlns:{name}, or take it away."),
    (r"Extra content at the end", "something follows the end of the root element", "Take it away, or put it inside: a file has one root element."),
    (r"Document is empty", "the file is empty", "Write a document into it, or take it away."),
    (r"Start tag expected", "something stands where the root element should begin", "Begin the file with the XML declaration or with the root element."),
    (r"Comment not terminated", "a comment does not end", "End it with -->."),
    (r"Double hyphen within comment", "two hyphens stand within a comment", "Write other signs: two hyphens may only end it."),
    (r"Sequence '\]\]>'", "]]> stands in the text", "Write ]]&gt;."),
    (r"mandates value for attribute (?P<name>\S+)", "the attribute {name} has no value", 'Write {name}="…".'),
    (r"attributes construct error", "two attributes are not parted", "Put a blank between them."),
    (r"invalid element name", "a < that begins no tag", "Write &lt; where the sign itself is meant."),
    (r"XML declaration allowed only", "something stands before the XML declaration", "Take it away: the declaration is the first of all."),
    (r"EntityRef: no name|EntityRef: expecting ';'", "a bare &", "Write &amp; where the sign itself is meant."),
    (r"^expected '>'", "a tag does not end", "End it with >."),
    (r"amplification factor", "entities that grow beyond all measure", "Write the text itself instead of entities."),
    (r"entity reference loop", "an entity that contains itself", "Write the text itself instead of entities."),
    (r"Resource limit|too long|too big", "a text, value or name longer than can be read", "Cut it into shorter parts."),
    (r"Incomplete UTF-8", "the file ends within a character", "Perhaps the end of the file is lost: add it."),
    (r"(?i)CDATA section|Unregistered error message", "a CDATA section does not end", "End it with ]]>."),
    (r"^ParsePI|PI .* never end", "a processing instruction does not end", "End it with ?>."),
    (r"internal subset|DOCTYPE", "the DOCTYPE is not finished", "Take it out: no text of an edition needs one."),
    (r"Unsupported version", "a version of XML that is not read", 'Write version="1.0".'),
    (r"[Ii]nvalid [Cc]har|invalid xmlChar|PCDATA invalid", "a control character that XML does not allow", "Take the character out."),
    (r"Excessive depth", "elements nested deeper than 256", "Bring the nesting down; no edition needs so much."),
)
