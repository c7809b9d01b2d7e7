"""Datatypes, facets and regular expressions: compared with jing, with xmlschema (elementpath), and for some with the specification alone."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from rngpeers import jing

from edition import relaxng
from edition.relaxng import datatypes, regex
from edition.relaxng.blocks import BLOCKS
from edition.relaxng.datatypes import XSD, Context, DatatypeError

TYPES = sorted([*datatypes._TYPES, *datatypes._INTEGERS])

VALUES = """1922-04-16 -0044-03-15 0000-01-01 1922-02-29 1924-02-29 1900-02-29 2000-02-29 12022-01-01 1922-4-16 1922-04-16Z 1922-04-16+14:00 1922-04-16+14:01
1922-04-31 1922-13-01 1922-04-16T12:30:00 1922-04-16T12:30:00.5Z 1922-04-16T23:59:59-05:00 1922-04-16T24:00:00Z 1922-04-16T12:60:00 1922-04-16T12:30 12:30:00 23:59:59.999+02:00 24:00:01
12:30:60 1922-04 1922-13 1922 -1922 0000 01922 --04-16 --02-29 --02-30 --13-01 ---16 ---32 ---31Z --04 --12+01:00 --00
P1Y P1Y2M3DT4H5M6.7S -P1D PT1S P P1YT PT P1M1Y P-1D P1.5D PT1.5S PT.5S P0Y
0 1 -1 +1 01 -0 127 128 -128 -129 255 256 32767 32768 65535 65536 2147483647 2147483648 -2147483648 4294967295 4294967296 9223372036854775807 9223372036854775808 18446744073709551615
18446744073709551616 1.0 1. .5 . - + 1e3 1E-3 1e 1e1.5 INF -INF +INF NaN nan inf 0x1 1,5 1_000 ١
true false TRUE yes abc a:b :a a: a:b:c -a _a .a 1a a-b.c_d a·b ä é ж ภา Ж1 #a a#b a##b
ru ru-RU en-x-very-longsubtag abcdefghi de-1996 r-u_
http://example.org/ http://example.org:80/a?b=c#d http://[::1]/ http://a[b]/ /a[1] a?b[1] urn:x: urn: : a:b 1:2 %41 %4 %zz a%20b ../x //host /// mailto:a@b http:// http:///x ж/ж #
00ff 0F f fg FFFF YWJj YWI= YQ== YQ= YR== YWJjZA YWJjZA== ====""".split() + ["", "a b", " a ", "a  b", "a\tb", "1 ", " 1922-04-16 ", "YW Jj", "x:y x:z", "true false"]

_LONG_YEARS = {value for value in VALUES if value.lstrip("-").isdecimal() and len(value) > 9}

# Where the specification differs from jing, by type and value: jing refuses 24:00:00 and years of more than 31 bits, lets through leap
# seconds and fractions without a whole, and takes a tab for no control character.
AGAINST_JING: dict[str, set[str]] = {
    "dateTime": {"1922-04-16T24:00:00Z"}, "time": {"12:30:60"}, "duration": {"PT.5S"}, "gYear": _LONG_YEARS, "string": {"a\tb"},
}
# What xmlschema takes for numbers, as Python does.
AGAINST_XMLSCHEMA = {"١", "1_000"}


def xml(name: str, values: list[str]) -> bytes:
    rows = "".join(f"<v>{escape(value)}</v>\n" for value in values)
    return f'<r xmlns:x="urn:x" t="{name}">\n{rows}</r>'.encode()


def schema(folder: Path, name: str, params: dict[str, str] | None = None) -> Path:
    inner = "".join(f'<param name="{key}">{escape(value)}</param>' for key, value in (params or {}).items())
    file = folder / f"{name}.rng"
    file.write_text(f"""<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{XSD}"><attribute name="t"/>
        <zeroOrMore><element name="v"><data type="{name}">{inner}</data></element></zeroOrMore></element>""", encoding="utf-8")
    return file


def refused(file: Path, document: bytes) -> set[int]:
    return {fault.line for fault in relaxng.load(file).validate(document, ids=False)}


@pytest.mark.parametrize("name", [name for name in TYPES if name not in ("QName", "NOTATION", "ENTITY", "ENTITIES", "anyURI")])
def test_values_are_those_of_xmlschema(name: str) -> None:
    """But for types that depend on the context, and for anyURI, of which it has a rule of its own."""
    xmlschema = pytest.importorskip("xmlschema")
    theirs = xmlschema.XMLSchema10.builtin_types()[name]
    made = datatypes.datatype(XSD, name, (), Context())
    values = [value for value in VALUES if value not in AGAINST_XMLSCHEMA and not (name == "gYear" and value in _LONG_YEARS)]
    assert [value for value in values if made.allows(value, Context()) != theirs.is_valid(value)] == []


def test_values_are_those_of_jing(tmp_path: Path) -> None:
    """Every type in one run: a schema that holds all of them, a document for each."""
    elements = "".join(f'<group><attribute name="t"><value>{name}</value></attribute><zeroOrMore><element name="v"><data type="{name}"/></element></zeroOrMore></group>' for name in TYPES)
    file = tmp_path / "all.rng"
    file.write_text(f'<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{XSD}"><choice>{elements}</choice></element>', encoding="utf-8")
    documents = {}
    for name in TYPES:
        documents[name] = tmp_path / f"{name}.xml"
        documents[name].write_bytes(xml(name, VALUES))
    theirs = jing(file, list(documents.values()), ids=False)
    wrong = {}
    for name, document in documents.items():
        ours = refused(file, document.read_bytes())
        lines = ours ^ {line for line, _, _ in theirs[document]}
        differing = {VALUES[line - 2] for line in lines} - AGAINST_JING.get(name, set())
        if differing:
            wrong[name] = sorted(differing)
    assert wrong == {}


FACETS = [
    ("token", {"length": "3"}), ("token", {"minLength": "2", "maxLength": "3"}), ("hexBinary", {"length": "2"}), ("base64Binary", {"minLength": "2"}), ("NMTOKENS", {"length": "2"}),
    ("integer", {"minInclusive": "0", "maxExclusive": "128"}), ("decimal", {"totalDigits": "3", "fractionDigits": "1"}), ("decimal", {"maxInclusive": "1.0"}), ("double", {"minExclusive": "0", "maxInclusive": "INF"}), ("float", {"maxInclusive": "1e3"}),
    ("date", {"minInclusive": "1922-04-16"}), ("dateTime", {"maxExclusive": "1922-04-16T20:00:00Z"}), ("time", {"minInclusive": "12:30:00"}), ("gYear", {"maxInclusive": "1922"}),
    ("gYearMonth", {"minExclusive": "1922-03"}), ("gMonthDay", {"minInclusive": "--04-01"}), ("gDay", {"maxInclusive": "---20"}), ("gMonth", {"minInclusive": "--05"}), ("duration", {"maxInclusive": "P30D"}),
    ("duration", {"minExclusive": "P1M"}), ("token", {"pattern": r"\d{4}-\d\d.*"}), ("token", {"pattern": r"[a-z-[bc]]+"}), ("token", {"pattern": r"\i\c*"}), ("string", {"pattern": r"[^\p{C}\p{Z}]+"}),
    ("token", {"pattern": r"\p{IsCyrillic}+\d?"}), ("token", {"pattern": r"(\w|\W)*"}), ("token", {"pattern": r"[\s\S]{2,3}"}), ("token", {"pattern": "a|b|.[^a]"}), ("anyURI", {"pattern": r"\S+", "maxLength": "8"}), ("QName", {"pattern": r".*:.*"}),
    ("boolean", {"pattern": "true|0"}), ("language", {"pattern": "[a-z]{2}"}), ("ID", {"maxLength": "3"}),
]


def test_facets_are_those_of_jing(tmp_path: Path) -> None:
    groups, documents = "", {}
    for number, (name, params) in enumerate(FACETS):
        inner = "".join(f'<param name="{key}">{escape(value)}</param>' for key, value in params.items())
        groups += f'<group><attribute name="t"><value>{number}</value></attribute><zeroOrMore><element name="v"><data type="{name}">{inner}</data></element></zeroOrMore></group>'
        documents[number] = tmp_path / f"{number}.xml"
        documents[number].write_bytes(xml(str(number), VALUES))
    file = tmp_path / "all.rng"
    file.write_text(f'<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{XSD}"><choice>{groups}</choice></element>', encoding="utf-8")
    theirs = jing(file, list(documents.values()), ids=False)
    wrong = {}
    for number, document in documents.items():
        ours = refused(file, document.read_bytes())
        differing = {VALUES[line - 2] for line in ours ^ {line for line, _, _ in theirs[document]}} - AGAINST_JING.get(FACETS[number][0], set())
        if differing:
            wrong[str(FACETS[number])] = sorted(differing)
    assert wrong == {}


def test_blocks_are_those_of_elementpath() -> None:
    translate = pytest.importorskip("elementpath.regex").translate_pattern
    for name, ranges in BLOCKS.items():
        if name in ("Greek", "CombiningMarksforSymbols", "PrivateUse", "Specials", "HighSurrogates", "HighPrivateUseSurrogates", "LowSurrogates"):
            continue  # renamed or moved since, or no characters
        theirs = re.compile(translate(rf"\p{{Is{name}}}"))
        ours = regex.compiled(rf"\p{{Is{name}}}")
        # Some have got more room since version 3.1.
        for point in {end for span in ranges for end in span}:
            assert ours.matches(chr(point)) and theirs.fullmatch(chr(point)), (name, hex(point))


@pytest.mark.parametrize(("pattern", "matching", "other"), [
    (r"a{2,3}", ["aa", "aaa"], ["a", "aaaa"]), (r"(ab){2}", ["abab"], ["ab"]), (r"a{0}", [""], ["a"]), (r"a{2,}", ["aaaa"], ["a"]),
    (r"[a-c-[b]]", ["a", "c"], ["b", "-"]), (r"[^a-c]", ["d"], ["a"]), (r"[\d\-x]+", ["1-x"], ["y"]), (r"\p{Lu}\P{Lu}", ["Aa", "Яя"], ["AA"]),
    (r"\n\t\.", ["\n\t."], ["n t."]), (r".", ["a", " "], ["\n", "\r", ""]), (r"$\^", ["$^"], ["$"]), (r"\c+", ["a-b.c"], ["a b"]),
    (r"(a|b)*abb", ["abb", "aababb"], ["ab"]), (r"\p{IsGreek}", ["α"], ["a"]), (r"[\i-[:]][\c-[:]]*", ["a1", "_x"], ["a:b", "1a"]), (r"", [""], ["a"]), (r"a||b", ["", "a", "b"], ["ab"]),
])
def test_expression(pattern: str, matching: list[str], other: list[str]) -> None:
    compiled = regex.compiled(pattern)
    assert [value for value in matching if not compiled.matches(value)] == []
    assert [value for value in other if compiled.matches(value)] == []


@pytest.mark.parametrize("pattern", ["(", ")", "a**", "[", "[]", "[b-a]", "a{2,1}", "a{", "a{x}", r"\q", r"\p{Xx}", r"\p{IsNowhere}", "?", "a|*", "[a", "\\", r"[\d-a]x["])
def test_what_is_no_expression_is_refused(pattern: str) -> None:
    with pytest.raises(regex.RegexError):
        regex.Regex(pattern)


def test_no_expression_backtracks() -> None:
    assert not regex.compiled("(a|a|aa)*(a*)*b").matches("a" * 5000)
    assert regex.compiled("(a{1,20}){1,20}").matches("a" * 100)
    assert regex.compiled(".{0,99999}x").matches("a" * 5000 + "x")
    with pytest.raises(regex.RegexError, match="too many"):
        regex.Regex("((a{1,30}){1,30}){1,30}")


@pytest.mark.parametrize(("name", "params"), [
    ("nothing", {}), ("token", {"enumeration": "a"}), ("token", {"whiteSpace": "collapse"}), ("boolean", {"length": "1"}), ("token", {"minInclusive": "a"}), ("integer", {"minInclusive": "x"}),
    ("decimal", {"totalDigits": "0"}), ("token", {"length": "-1"}), ("date", {"fractionDigits": "1"}),
])
def test_wrong_use_is_refused(name: str, params: dict[str, str]) -> None:
    with pytest.raises(DatatypeError):
        datatypes.datatype(XSD, name, tuple(params.items()), Context())
