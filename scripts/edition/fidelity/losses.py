"""What of the words of any TEI document is not in a product made of it. Linear in their number: words are counted, and only those that are
fewer in the product are looked for by what stands beside them.

Of running text every word is in every product. Other readings, notes and what else stands beside it are looked for in the page, which has all.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Iterator, Mapping, Sequence

from lxml import etree, html

from edition.documents import Document
from edition.fidelity import running
from edition.fidelity.running import Word
from edition.findings import Finding
from edition.wording import words

# Elements of HTML at whose edges words end.
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre rp rt section summary table tbody td th tr ul".split()
)
# Elements of no words.
_MUTE = frozenset(("script", "style", "template"))


def lost(wanted: Sequence[Word], product: Sequence[str]) -> Iterator[Word]:
    """Give the words that a product has not, or not as often; which of several that are alike, their neighbours tell."""
    lacking = Counter(word.text for word in wanted) - Counter(product)
    if not lacking:
        return
    there = set(zip(("", *product), product, (*product[1:], "")))
    suspects: list[Word] = []
    for before, word, after in zip((None, *wanted), wanted, (*wanted[1:], None)):
        if not lacking[word.text]:
            continue
        if (before.text if before else "", word.text, after.text if after else "") in there:
            suspects.append(word)
        else:
            lacking[word.text] -= 1
            yield word
    for word in suspects:
        if lacking[word.text]:
            lacking[word.text] -= 1
            yield word


def in_html(page: str) -> list[str]:
    """The words of the main part of a page."""
    root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    main = root.find(".//main")
    return running.split("".join(_said(root if main is None else main)))


def _said(element: etree._Element) -> Iterator[str]:
    """The text of an element, blanks where blocks end; not recursive, for pages nest deeply."""
    for event, found in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield " " if found.tag in _BLOCKS else ""
            yield (found.text or "") if found.tag not in _MUTE else ""
        elif event == "end":
            yield " " if found.tag in _BLOCKS else ""
            yield (found.tail or "") if found is not element else ""
        else:
            yield found.tail or ""


def in_text(text: str) -> list[str]:
    """The words of plain text."""
    return running.split(text)


# What markup for the typesetter is made of (xslt/print/typst.xsl): words, calls with their arguments, and the edges of bodies.
_TOKEN = re.compile(r'#"((?:[^"\\]|\\.)*)";|#([a-z-]+)\((?:[^()"]|"(?:[^"\\]|\\.)*")*\)|(\[)|(\](?:;(?!\[))?)|(\s+)')
_ESCAPE = re.compile(r'\\(["\\nrt])')
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}
# Calls that part no words, and those whose words do not stand where they are called.
_INLINE = frozenset(
    "italic bold raised lowered small-caps underlined struck spaced small lining code editorial language name web sentence emended inline-anchor unknown leftward note-mark absent".split()
)
_ELSEWHERE = frozenset(("apparatus", "source-page", "place"))
# What is drawn around names of markup.
_DRAWN = re.compile(r"^[<@]|>$")


def in_markup(markup: str) -> list[str]:
    """The words that are handed to the typesetter."""
    here: list[str] = []
    elsewhere: list[str] = []
    calls: list[str] = []
    pending = ""
    for found in _TOKEN.finditer(markup):
        words, call, opens, closes, _ = found.groups()
        out = elsewhere if _ELSEWHERE.intersection(calls) else here
        if words is not None:
            text = _ESCAPE.sub(lambda escape: _ESCAPED.get(escape[1], escape[1]), words)
            out.append(_DRAWN.sub("", text) if calls and calls[-1] == "code" else text)
        elif call:
            out.append(" " if call not in _INLINE | _ELSEWHERE else "")
            pending = call
        elif opens:
            calls.append(pending)
        elif closes:
            ended = calls.pop() if calls else ""
            out.append(" " if ended not in _INLINE and (ended not in _ELSEWHERE or out is elsewhere) else "")
        else:
            out.append(" ")
    return running.split("".join((*here, " ", *elsewhere)))


_READERS = {"html": in_html, "text": in_text, "pdf": in_markup}

# So many places are told of each product; the last finding says how many more there are.
_MOST = 10


def findings(document: Document, products: Mapping[str, str]) -> Iterator[Finding]:
    """Compare products (by format) with a document: each word of the running text that one lacks is an error (E402), others a warning (W306)."""
    everything = running.words(document.root)
    for form, content in products.items():
        there = _READERS[form](content)
        yield from _told(document, form, "E402", list(lost([word for word in everything if word.running], there)))
        if form == "html":
            yield from _told(document, form, "W306", list(lost([word for word in everything if not word.running], there)))


def _told(document: Document, form: str, code: str, absent: list[Word]) -> Iterator[Finding]:
    for number, word in enumerate(absent[:_MOST], 1):
        more = words(" (and {count} more)", count=len(absent) - _MOST) if number == _MOST < len(absent) else ""
        message = words("“{word}” is not in the {form} made of this{more}", word=word.text, form=form, more=more)
        yield document.finding(code, message, words("Report it with this file; the text is right, the stylesheet is not."), word.element, "error" if code[0] == "E" else "warning")
