"""What any TEI document says in its running text, computed without a stylesheet, so that what is made of it can be measured by it.

Of several readings of one place one is running text (TEI Guidelines, 3.5, 12.1.4 and 13.3); the others stand beside it. A word is a run of
letters, marks and figures; of scripts that do not part words, each character counts as one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import deque
from functools import cache
from typing import Callable, Iterator, Mapping, NamedTuple

from lxml import etree

from edition.documents import TEI, tei
from edition.resources import resource


class Word(NamedTuple):
    """A word, the element in which it begins, and whether it is running text: else it is another reading, or beside the text."""

    text: str
    element: etree._Element
    running: bool


# What parts words, what does not although white space is beside it, and the edges of units, which part words where two of them touch.
# A border is never layout, as a blank may be.
_BLANK, _BORDER, _JOIN, _BEGIN, _END = " ", "|", "\u2060", "\ufff9", "\ufffb"

# Marks that Python's \w leaves out, and signs within words that say nothing.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0730-\u074a\u0900-\u0dff\u0f00-\u0fff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_SILENT = f"_\u00ad\u200b-\u200d\ufeff{_JOIN}{_BEGIN}{_END}"
_WORD = re.compile(f"[\\w{_MARKS}{_SILENT}]*\\w[\\w{_MARKS}{_SILENT}]*")
_SILENCE = re.compile(f"[{_SILENT}]")
_BY_CHARACTER = re.compile("[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_TOUCHING = re.compile(f"{_END}(?={_BEGIN})")
_JOINED = re.compile(f"[\\s{_JOIN}]*{_JOIN}[\\s{_JOIN}]*")


def split(text: str) -> list[str]:
    """Split text into words, in one normal form."""
    return [word for found in _WORD.finditer(text) for word in _plain(found[0])]


def _plain(found: str) -> list[str]:
    if found.isascii() and "_" not in found:
        return [found]
    plain = unicodedata.normalize("NFC", _SILENCE.sub("", found))
    return [word for word in _BY_CHARACTER.findall(plain) if any(map(str.isalnum, word))]


def words(root: etree._Element) -> list[Word]:
    """List the words of a document outside its headers, those of the running text first, in order."""
    spaced = frozenset(word.getparent() for word in root.iter("{*}w") if (said := "".join(word.itertext())) and said != said.strip())
    shape = _Shape(spaced, _holders(root))
    text, beside, aside = _Stream(), _Stream(), deque[etree._Element]()
    _gather(root, text, aside, shape)
    while aside:
        element = aside.popleft()
        beside.add(_BLANK, element)
        _gather(element, beside, aside, shape, beside=True)
        beside.add(_BLANK, element)
    return [*text.words(True), *beside.words(False)]


class _Shape(NamedTuple):
    """What is known of elements from all that is in them: which hold words that have the blanks between them, which stand as blocks."""

    spaced: frozenset[etree._Element | None]
    holders: frozenset[etree._Element]


class _Stream:
    """Text with the elements that it comes from."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._elements: list[etree._Element] = []
        self._length = 0

    def add(self, text: str, element: etree._Element) -> None:
        self._parts.append(text)
        self._starts.append(self._length)
        self._elements.append(element)
        self._length += len(text)

    def words(self, running: bool) -> Iterator[Word]:
        whole = _JOINED.sub(lambda found: _JOIN * len(found[0]), _TOUCHING.sub(_BLANK, "".join(self._parts)))
        for found in _WORD.finditer(whole):
            element = self._elements[bisect_right(self._starts, found.start()) - 1]
            for word in _plain(found[0]):
                yield Word(word, element, running)


@cache
def kinds() -> Mapping[str, str]:
    """How each element of TEI stands in a text (xslt/common/elements.xml)."""
    root = etree.parse(resource("xslt/common/elements.xml")).getroot()
    return {name: kind.tag for kind in root.iterchildren(etree.Element) for name in (kind.text or "").split()}


# Beside the text, or instead of it: not read in the line.
_BESIDE = frozenset(("note", "noteGrp", "fw", "index", "surplus", "standOff", "facsimile", "listApp", "witDetail"))
# Not of the text at all.
_OUT = frozenset(("teiHeader", "xenoData", "binaryObject", "fsdDecl"))
# Markup that is spoken of: shown with its tags.
_EXAMPLES = "{http://www.tei-c.org/ns/Examples}"


def _holders(root: etree._Element) -> frozenset[etree._Element]:
    """The elements that stand as blocks though of no such kind: segments by themselves, and what a block is in, however deep; but a note never does."""
    found = set(_segments(root))
    for element in [*root.iter(*_block_tags()), *found]:
        for above in element.iterancestors():
            if above in found or _name(above) in ("note", "noteGrp"):
                break
            found.add(above)
    return frozenset(found)


@cache
def _block_tags() -> tuple[str, ...]:
    return tuple(tag for name, kind in kinds().items() if kind in ("division", "block") for tag in (tei(name), name))


def _segments(root: etree._Element) -> Iterator[etree._Element]:
    """The segments that stand by themselves: of speech, and of what is set left, right and in the middle; no words stand beside them (xslt/intake/30-display.xsl)."""
    alone: dict[etree._Element, bool] = {}
    for segment in root.iter(tei("seg"), "seg"):
        parent = segment.getparent()
        if parent is None or (_name(parent) != "u" and not {"left", "right", "center"}.intersection(segment.get("rend", "").split())):
            continue
        if parent not in alone:
            alone[parent] = not any((text or "").strip() for text in (parent.text, *(child.tail for child in parent)))
        if alone[parent]:
            yield segment


def _name(element: etree._Element) -> str:
    """The name of an element of TEI; empty for what is of another vocabulary, whatever it is called."""
    namespace, brace, name = str(element.tag).rpartition("}")
    return name if namespace + brace in ("", f"{{{TEI}}}") else ""


def _gather(element: etree._Element, here: _Stream, aside: deque[etree._Element], shape: _Shape, beside: bool = False) -> None:
    """Put the text of an element into the stream in which it is read; what is not read in its line waits aside. ``beside``: it has waited itself."""
    name = _name(element)
    if name in _OUT or (name == "am" and _expanded(element)):
        return
    if (name in _BESIDE or (name == "del" and _within_word(element))) and not beside:
        aside.append(element)
        here.add(_BEGIN if name == "note" else "", element)
        return
    before, after = _borders(element, name, shape)
    apart = name in _READINGS
    said = _words_only if apart or name == "ruby" else str
    here.add(before + said(element.text or ""), element)
    read = _read(element, name)
    for child in element:
        if isinstance(child.tag, str):
            if read is None or read(child):
                _gather(child, here, aside, shape)
            else:
                aside.append(child)
        if child.tail:
            here.add(said(child.tail), element)
    here.add(after, element)


# What holds readings of one place: white space between them is layout.
_READINGS = frozenset(("choice", "app", "rdgGrp", "subst"))


def _words_only(text: str) -> str:
    return text if text.strip() else ""


def _borders(element: etree._Element, name: str, shape: _Shape) -> tuple[str, str]:
    """What stands for the start and the end of an element where it is."""
    if name == "w" and element.getparent() in shape.spaced:
        return "", ""
    return (_BORDER, _BORDER) if element in shape.holders else _edges(element, name)


def _instead(added: etree._Element) -> bool:
    """Tell whether both that and what is crossed out before it are shown: in a transcription by pages."""
    parent = added.getparent()
    return parent is not None and _name(parent) in ("subst", "mod") and next(added.itersiblings("{*}del", preceding=True), None) is not None and next(added.iterancestors("{*}sourceDoc"), None) is not None


def _expanded(mark: etree._Element) -> bool:
    """Tell whether a mark of abbreviation stands in an expansion, which says what it means: then only that is read."""
    return any(next(above.iter("{*}ex"), None) is not None for above in mark.iterancestors("{*}expan"))


def _within_word(crossed: etree._Element) -> bool:
    """Tell whether what is crossed out is letters of a word: then the word is read without them."""
    parent, before = crossed.getparent(), crossed.getprevious()
    if str(parent.tag).endswith(("}subst", "}mod", "}choice")) or next(crossed.iterancestors("{*}sourceDoc"), None) is not None:
        return False
    text = (parent.text if before is None else before.tail) or ""
    return bool(_AT_END.search(text) or _AT_START.match(crossed.tail or ""))


_AT_END, _AT_START = re.compile(r"\w\Z"), re.compile(r"\w")


def _edges(element: etree._Element, name: str) -> tuple[str, str]:
    """What stands for the start and the end of an element."""
    if name in _APART or str(element.tag).startswith(_EXAMPLES):
        return _BORDER, _BORDER
    if name == "add":
        return (_BORDER if _instead(element) else ""), ""
    if name in _BREAKS:
        return (_JOIN if _divides(element) else _BLANK), ""
    kind = kinds().get(name, "either")
    if kind in ("division", "block"):
        return _BORDER, _BORDER
    if kind not in ("either", "unit"):
        return "", ""
    return ("", "") if name == "w" and _within_another(element) else ("" if _joined(element, "left") else _BEGIN, "" if _joined(element, "right") else _END)


def _within_another(word: etree._Element) -> bool:
    return word.get("part", "N") != "N" or str(word.getparent().tag).endswith("}w")


def _joined(element: etree._Element, side: str) -> bool:
    """Tell whether a corpus says that a word touches what is on that side of it (@join)."""
    if element.get("join") in (side, "both"):
        return True
    before = element.getprevious() if side == "left" else None
    return before is not None and before.get("join") in ("right", "both")


# What stands by itself wherever it is, and breaks of the page.
_APART = frozenset(("gap", "space", "caesura", "del", "stage", "figure"))
_BREAKS = frozenset(("lb", "pb", "cb", "gb"))


def _divides(element: etree._Element) -> bool:
    """Tell whether a break stands within a word (xslt/intake/10-modernize.xsl)."""
    if "break" in element.attrib:
        return element.get("break") == "no"
    said = " ".join(element.get(name, "") for name in ("rend", "rendition", "type")).lower().split()
    return not _WITHIN_WORDS.isdisjoint(said)


_WITHIN_WORDS = frozenset(("hyphen", "#hyphen", "hyphenated", "#hyphenated", "inword", "nobreak", "no-break", "worddiv"))


def _read(element: etree._Element, name: str) -> Callable[[etree._Element], bool] | None:
    """Tell which children of an element are running text; None where all are."""
    if name == "choice":
        chosen = _chosen(element)
        return lambda child: child is chosen
    if name in ("app", "rdgGrp"):
        lemma = None if set(element.attrib) & {"from", "to", "loc"} else _lemma(element)
        return lambda child: lemma is not None and (child is lemma or child in lemma.iterancestors())
    if name == "subst":
        return lambda child: not str(child.tag).endswith("}del")
    return (lambda child: False) if name == "gap" else None


def _chosen(choice: etree._Element) -> etree._Element | None:
    """What is read of a choice: what editors put; an expansion where it tells what it adds, the abbreviation where it does not."""
    members = list(choice.iterchildren(etree.Element))
    for wanted in ("corr", "reg", "norm", "dipl", "expan", "abbr"):
        for member in members:
            if etree.QName(member).localname == wanted and (wanted != "norm" or len(member) or member.text) and (wanted != "expan" or next(member.iter("{*}ex"), None) is not None):
                return member
    return members[0] if members else None


def _lemma(app: etree._Element) -> etree._Element | None:
    return next((found for found in (app.find("{*}lem"), app.find("{*}rdg"), next(app.iter("{*}lem", "{*}rdg"), None)) if found is not None), None)
