"""The judge judged: pairs of small grammars, and what the first accepts beyond the second."""

from __future__ import annotations

from pathlib import Path

import pytest
from conformance import violations
from inclusion import Grammar

WORD = '<data type="token"><param name="pattern">[^\\p{C}\\p{Z}]+</param></data>'
A, B = '<element name="a"><empty/></element>', '<element name="b"><empty/></element>'


def attribute(name: str, of: str = "<text/>") -> str:
    return f'<attribute name="{name}">{of}</attribute>'


def optional(inner: str) -> str:
    return f"<optional>{inner}</optional>"


CASES = {
    "equal": (f"{A}{B}", f"{A}{B}", []),
    "narrower": (A, f"<zeroOrMore><choice>{A}{B}</choice></zeroOrMore>", []),
    "regrouped": (f"<oneOrMore>{A}</oneOrMore>", f"{A}<zeroOrMore>{A}</zeroOrMore>", []),
    "too-many": (f"<oneOrMore>{A}</oneOrMore>", A, ["x: content a a"]),
    "may-be-empty": (optional(A), A, ["x: content (nothing)"]),
    "wrong-order": (f"{B}{A}", f"{A}{B}", ["x: content b"]),
    "interleaved": (f"{B}{A}", f"<interleave>{A}{B}</interleave>", []),
    "text": (f"<text/>{A}", A, ["x: content (text)"]),
    "attribute-unknown": (attribute("p"), "<empty/>", ["x: no attribute p"]),
    "attribute-required": (optional(attribute("p")), attribute("p"), ["x: with the attributes none"]),
    "attribute-of-choice": (attribute("p") + optional(attribute("q")), f"<choice>{attribute('p')}{attribute('q')}</choice>", ["x: with the attributes p, q"]),
    "value": (attribute("p", "<value>a b</value>"), attribute("p", WORD), ["x/@p: ('value', 'a b') is not in"]),
    "value-fits": (attribute("p", "<choice><value>a</value><value>b</value></choice>"), attribute("p", WORD), []),
    "wider-type": (attribute("p", '<data type="string"/>'), attribute("p", WORD), ["x/@p: ('data', 'string', '') is not in"]),
    "plain-pattern": (attribute("p", '<data type="token"><param name="pattern">[a-z]+\\.x</param></data>'), attribute("p", WORD), []),
    "dot-pattern": (attribute("p", '<data type="token"><param name="pattern">a.+</param></data>'), attribute("p", WORD), ["x/@p: ('data', 'token', 'a.+') is not in"]),
    "list": (attribute("p", WORD), attribute("p", f"<list><oneOrMore>{WORD}</oneOrMore></list>"), []),
    "list-for-one": (attribute("p", f"<list><oneOrMore>{WORD}</oneOrMore></list>"), attribute("p", WORD), ["x/@p: ('list'"]),
}


@pytest.mark.parametrize("ours, theirs, expected", CASES.values(), ids=CASES)
def test_inclusion(tmp_path: Path, ours: str, theirs: str, expected: list[str]) -> None:
    found = list(violations(_grammar(tmp_path / "ours.rng", ours), _grammar(tmp_path / "theirs.rng", theirs)))
    assert len(found) == len(expected)
    assert all(one.startswith(start) for one, start in zip(found, expected, strict=True)), found


def _grammar(path: Path, content: str) -> Grammar:
    head = '<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
    known = f'<define name="more"><choice>{A}{B}</choice></define>'
    path.write_text(f'{head}<start><element name="x">{content}</element></start>{known}</grammar>', "utf-8")
    return Grammar(path)
