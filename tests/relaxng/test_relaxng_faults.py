"""Every fault is found, in its place, in words; one slip is one fault; and nothing that a stranger sends does harm."""

from __future__ import annotations

import doctest
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from rngpeers import ROOT, shared

from edition import relaxng
from edition.relaxng.faults import KINDS
from edition.relaxng.phrases import ENGLISH

SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes" ns="urn:t">
 <start><element name="text"><ref name="id"/><element name="head"><ref name="inline"/></element><oneOrMore><ref name="div"/></oneOrMore></element></start>
 <define name="id"><optional><attribute name="xml:id"><data type="ID"/></attribute></optional><optional><attribute name="see"><data type="IDREFS"/></attribute></optional></define>
 <define name="div"><element name="div"><ref name="id"/><attribute name="type"><choice><value>letter</value><value>note</value></choice></attribute>
  <optional><element name="head"><ref name="inline"/></element></optional><oneOrMore><choice><ref name="p"/><element name="ab"><ref name="inline"/></element></choice></oneOrMore><optional><element name="closer"><text/></element></optional></element></define>
 <define name="p"><element name="p"><ref name="id"/><ref name="inline"/></element></define>
 <define name="inline"><zeroOrMore><choice><text/><element name="persName"><text/></element><element name="date"><attribute name="when"><data type="date"/></attribute><optional><attribute name="cert"/></optional><text/></element><element name="num"><data type="integer"/></element></choice></zeroOrMore></define>
</grammar>"""

GOOD = '<text xmlns="urn:t"><head>H</head><div type="letter"><p>x</p></div></text>'

# A document (within the root, unless it begins with one), and all that is said of it.
CASES = [
    ('<head>H</head><div type="letter"><p>a <persname>b</persname> c</p></div>', ["1:59 `persname` is not known here; did you mean `persName`?"]),
    ('<head>H</head><div type="letter"><p><date>b</date></p></div>', ["1:57 `date` lacks @when"]),
    ('<head>H</head><div type="letter"><p><date wen="1922-04-16">b</date></p></div>', ["1:63 `date` has no @wen here; did you mean @when?"]),
    ('<head>H</head><div type="letter"><p><date when="1922-04-31">b</date></p></div>', ['1:63 @when of `date` cannot be "1922-04-31"; expected is date']),
    ('<head>H</head><div type="leter"><p>x</p></div>', ['1:40 @type of `div` cannot be "leter"; did you mean "letter"?']),
    ('<head>H</head><div type="x"><p>x</p></div>', ['1:40 @type of `div` cannot be "x"; expected is "letter" or "note"']),
    ('<head>H</head><div type="letter">stray <p>x</p></div>', ["1:54 text is not allowed directly in `div`; it belongs in `head`, `p` or `ab`"]),
    ('<head>H</head><div type="letter"><head>H</head></div>', ["1:68 `div` is not complete; `p` or `ab` must come before its end (opened in line 1)"]),
    ('<head>H</head><div type="letter"/>', ["1:35 `div` is not complete; `head`, `p` or `ab` must come before its end (opened in line 1)"]),
    ('<div type="letter"><p>x</p></div>', ["1:21 `head` must come before `div` in `text`"]),
    ('<head>H</head><div type="letter"><p>x</p><head>H</head></div>', ["1:62 `head` may not stand here in `div`; `p`, `ab` or `closer` may"]),
    ('<head>H</head><div type="letter"><p><num>x1</num></p></div>', ['1:62 `num` cannot hold "x1"; expected is integer']),
    ('<head>H</head><div type="letter" n="1"><p>x</p></div>', ["1:54 `div` has no @n here; it may have @xml:id or @see"]),
    ('<head>H</head><div type="letter" xml:id="a"><p xml:id="a">x</p></div>', ['1:68 the ID "a" stands twice; first in line 1']),
    ('<head>H</head><div type="letter" xml:id="a" see="a b"><p>x</p></div>', ['1:65 nothing has the ID "b"']),
    ('<head>H</head><div type="letter"><p><q><date>x</date></q></p></div>', ["1:57 `q` is not known here; `date`, `persName` or `num` may stand in `p`", "1:60 `date` lacks @when"]),
    ('<head>H</head><div type="letter"><p>a</p><foo:x xmlns:foo="urn:f"/></div>', ["1:62 `foo:x` is not known here; `p`, `ab` or `closer` may stand in `div`"]),
    ('<head>H</head>\n<div type="letter"\n   type2="x"><p>x</p></div>\n<div><p/>y</div>', ["3:4 `div` has no @type2 here; it may have @xml:id or @see", "4:1 `div` lacks @type", "4:10 text is not allowed directly in `div`; it belongs in `p`, `ab` or `closer`"]),
    ("<text><head>H</head></text>", ['1:1 `text` is not known here; it belongs to the namespace "urn:t"', "1:21 `text` is not complete; `{urn:t}div` must come before its end (opened in line 1)"]),
    ('<head>H</head><div type="letter"><p>&nbsp;</p></div>', ["1:57 not well-formed XML: undefined entity; `p` was opened in line 1"]),
    ('<head>H</head><div type="letter"><p>x</div>', ["1:60 not well-formed XML: mismatched tag; `p` was opened in line 1"]),
]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> relaxng.Schema:
    file = tmp_path_factory.mktemp("schema") / "text.rng"
    file.write_text(SCHEMA, encoding="utf-8")
    return relaxng.load(file)


@pytest.mark.parametrize(("document", "said"), CASES)
def test_faults_are_said_once_and_in_place(schema: relaxng.Schema, document: str, said: list[str]) -> None:
    whole = document if document.startswith("<text") else f'<text xmlns="urn:t">{document}</text>'
    found = [f"{fault.line}:{fault.column} {fault.message}" for fault in schema.validate(whole.encode())]
    assert found == said


def test_each_kind_has_words() -> None:
    assert set(ENGLISH) == set(KINDS)


def test_examples_of_the_documentation() -> None:
    assert doctest.testmod(relaxng).failed == 0


def test_texts_of_the_edition_are_valid() -> None:
    with relaxng.load(ROOT / "schema" / "edition.rng") as loaded:
        for file in sorted((ROOT / "tei" / "texts").glob("*.xml")):
            assert loaded.validate(file) == []


def test_it_stands_alone(tmp_path: Path) -> None:
    """Nothing of the rest of the package is imported, nor lxml, nor what is slow to import."""
    file = tmp_path / "a.rng"
    file.write_text('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>', encoding="utf-8")
    code = "import sys; sys.path.insert(0, sys.argv[1]); from edition import relaxng; relaxng.load(sys.argv[2]).valid(b'<a/>'); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-I", "-S", "-c", code, str(ROOT / "scripts"), str(file)], capture_output=True, text=True, check=True).stdout.split()
    assert {name for name in modules if name.startswith("edition.")} <= {f"edition.relaxng{part}" for part in ("", ".automaton", ".datatypes", ".names", ".patterns", ".problems", ".reader", ".regex", ".restrict", ".schema", ".simplify", ".validate")}
    assert not {"lxml", "re", "dataclasses", "pathlib", "typing", "collections"} & set(modules)


HOSTILE = {
    "bomb": b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">' + b"".join(b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 30) for number in range(8)) + b"]><a>&i;</a>",
    "external": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "external subset": b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a>&x;</a>',
    "parameter entity": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.org/a.dtd"> %x;]><a>&y;</a>',
    "deep": b"<a>" * 50_000 + b"</a>" * 50_000,
    "nothing": b"", "half": b"<a><b>", "zeros": b"\0" * 100, "unknown encoding": b'<?xml version="1.0" encoding="klingon"?><a/>',
    "wrong encoding": b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>', "utf-32": "<a/>".encode("utf-32"), "binary": bytes(range(256)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_end_in_faults(schema: relaxng.Schema, name: str) -> None:
    faults = schema.validate(HOSTILE[name])
    assert faults and all(fault.message and fault.line >= 1 and fault.column >= 1 for fault in faults)


def test_utf16_is_read(schema: relaxng.Schema) -> None:
    assert schema.validate(('<?xml version="1.0" encoding="utf-16"?>' + GOOD).encode("utf-16")) == []
    faults = schema.validate(('<?xml version="1.0" encoding="utf-16"?>' + GOOD.replace("letter", "x")).encode("utf-16"))
    assert [fault.kind for fault in faults] == ["bad-value"]


def test_deep_documents_can_be_valid(tmp_path: Path) -> None:
    file = tmp_path / "a.rng"
    file.write_text('<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="a"/></start><define name="a"><element name="a"><optional><ref name="a"/></optional></element></define></grammar>', encoding="utf-8")
    assert relaxng.load(file).validate(HOSTILE["deep"]) == []
    assert len(relaxng.load(file).validate(HOSTILE["deep"].replace(b"</a>", b"x</a>", 1))) == 1


@pytest.mark.parametrize("schema_text", [
    "<choice>" * 5000 + "<empty/>" + "</choice>" * 5000, "<group>" * 140 + '<data type="token"/>' + "</group>" * 140, "", "<a", "\0",
    '<grammar><start><ref name="d0"/></start>' + "".join(f'<define name="d{number}"><group><ref name="d{number + 1}"/><empty/></group></define>' for number in range(5000)) + '<define name="d5000"><element name="a"><empty/></element></define></grammar>',
])
def test_hostile_schemas_end_in_faults_or_load(schema_text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.rng"
    file.write_text(schema_text.replace(">", ' xmlns="http://relaxng.org/ns/structure/1.0">', 1), encoding="utf-8")
    with pytest.raises(relaxng.SchemaFault) as caught:
        relaxng.load(file).valid(b"<a/>")
    assert all("\n" not in problem.message for problem in caught.value.problems)


def test_a_folder_is_no_schema(tmp_path: Path) -> None:
    with pytest.raises(relaxng.SchemaFault, match="cannot be read"):
        relaxng.load(tmp_path)


def test_interleave_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each order of thirty elements is another state: tables are dropped, and the verdict stays right."""
    import random

    from edition.relaxng import automaton

    monkeypatch.setattr(automaton, "MAX_WEIGHT", 20_000)
    names = [f"e{number}" for number in range(30)]
    file = tmp_path / "a.rng"
    inner = "".join(f'<element name="{name}"><empty/></element>' for name in names)
    file.write_text(f'<element name="r" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore><element name="i"><interleave>{inner}</interleave></element></zeroOrMore></element>', encoding="utf-8")
    loaded = relaxng.load(file)
    shuffled = random.Random(1)
    rows = ["<i>" + "".join(f"<{name}/>" for name in shuffled.sample(names, 30)) + "</i>" for _ in range(300)]
    assert loaded.validate(f"<r>{''.join(rows)}</r>".encode()) == []
    assert loaded._automaton.patterns.weight < 60_000 and loaded._automaton.size < 9_000
    assert [fault.kind for fault in loaded.validate(f"<r>{''.join(rows)}</r>".replace("<e7/>", "", 1).encode())] == ["incomplete"]


def test_memory_stays_bounded_on_long_documents(schema: relaxng.Schema) -> None:
    row = '<div type="letter"><p>Text <persName>Name</persName> <date when="1922-04-{:02}">d</date> <num>{}</num></p></div>'
    data = ('<text xmlns="urn:t"><head>H</head>' + "".join(row.format(number % 30 + 1, number) for number in range(10_000)) + "</text>").encode()
    tracemalloc.start()
    assert schema.valid(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_cache_gives_the_same_verdicts(tmp_path: Path) -> None:
    files = sorted((ROOT / "tei").rglob("*.xml"))
    for schema_file in (ROOT / "schema" / "edition.rng", shared("tei/tei_all.rng")):
        plain = relaxng.load(schema_file)
        wanted = [plain.validate(file) for file in files]
        for _ in range(3):
            for start in range(0, len(files), 5):
                with relaxng.load(schema_file, cache=tmp_path) as cached:
                    assert [cached.validate(file) for file in files[start: start + 5]] == wanted[start: start + 5]
        with relaxng.load(schema_file, cache=tmp_path) as cached:
            assert all(cached.valid(file) == (not faults) for file, faults in zip(files, wanted, strict=True))
            # What is on disk answers for what is like what was seen.
            assert cached._store is not None or any(wanted)


@pytest.mark.parametrize("harm", [lambda data: data[:100], lambda data: b"", lambda data: data.replace(b"text", b"test"), lambda data: data[:-1], lambda data: b"0" * 64 + b"\n{}"])
def test_a_broken_cache_is_not_used(harm: object, tmp_path: Path) -> None:
    file = tmp_path / "text.rng"
    file.write_text(SCHEMA, encoding="utf-8")
    with relaxng.load(file, cache=tmp_path) as first:
        assert first.valid(GOOD.encode())
    kept = next(tmp_path.glob("*.json"))
    kept.write_bytes(harm(kept.read_bytes()))
    second = relaxng.load(file, cache=tmp_path)
    assert second._store is None
    assert second.valid(GOOD.encode())


def test_a_changed_include_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "b.rng").write_text('<element name="b" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>', encoding="utf-8")
    (tmp_path / "a.rng").write_text('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><externalRef href="b.rng"/></element>', encoding="utf-8")
    with relaxng.load(tmp_path / "a.rng", cache=tmp_path) as first:
        assert first.valid(b"<a><b/></a>")
    (tmp_path / "b.rng").write_text('<element name="c" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>', encoding="utf-8")
    assert not relaxng.load(tmp_path / "a.rng", cache=tmp_path).valid(b"<a><b/></a>")


DEFAULTS = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">{}</element>'


@pytest.mark.parametrize(("content", "clauses", "defaults"), [
    ('<optional><attribute name="n" a:defaultValue="1"><data type="integer"/></attribute></optional>', [], {"a": {"n": "1"}}),
    ('<attribute name="n" a:defaultValue="1"/>', ["DTD 2"], {"a": {"n": "1"}}),
    ('<optional><attribute name="n" a:defaultValue="x"><data type="integer"/></attribute></optional>', ["DTD 2"], {"a": {"n": "x"}}),
    ('<attribute name="i"><data type="ID"/></attribute><optional><element name="a"><attribute name="i"/></element></optional>', ["DTD 3"], {}),
    ('<attribute name="i"><list><data type="ID"/></list></attribute>', ["DTD 3"], {}),
    ('<attribute><choice><name>i</name><name>j</name></choice><data type="ID"/></attribute>', ["DTD 3"], {}),
    ('<data type="IDREF"/>', ["DTD 3"], {}),
    ('<attribute name="i"><data type="ID"/></attribute><optional><element name="b"><attribute name="i"/></element></optional>', [], {}),
])
def test_dtd_compatibility(content: str, clauses: list[str], defaults: dict[str, dict[str, str]], tmp_path: Path) -> None:
    file = tmp_path / "a.rng"
    file.write_text(DEFAULTS.format(content), encoding="utf-8")
    found = relaxng.load(file).compatibility()
    assert ([problem.clause for problem in found.problems], found.defaults) == (clauses, defaults)
