"""Schematron, clause by clause: what each schema says of its document, or why it is refused.

A case is ``NAME.txt``, what is said; beside it the schema ``NAME.sch`` or ``.rng`` and the document ``NAME.xml`` (without one,
``list.xml``). ``NAME~PHASE.txt`` is what is said in a phase. In ``refused/`` the schema itself is found fault with.
``--renew`` writes what is said now.
"""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest
from click.testing import CliRunner
from edition import documents, kept, schematron
from edition.cli import main
from edition.errors import ContentError, InputError
from edition.codes import own

HERE = Path(__file__).parent
SCHEMAS = sorted([*HERE.glob("*/*.sch"), *HERE.glob("*/*.rng")])
CASES = [(schema, path) for schema in SCHEMAS for path in sorted({schema.with_suffix(".txt"), *schema.parent.glob(f"{schema.stem}~*.txt")})]


def case(value: Path) -> str:
    return str(value.relative_to(HERE))


def said(schema: Path, document: Path, phase: str = "#DEFAULT") -> Iterator[str]:
    """What a schema says of a document: place, code, severity, message, mend; under it its notes."""
    read = documents.parse(document)
    for breach in schematron.breaches(read, schema, phase):
        found = breach.finding(read)
        flag = f" [{breach.flag}]" if breach.flag else ""
        yield f"{found.line}:{found.column} {found.code} {found.severity}{flag}: {found.message}" + (f" | {found.mend}" if found.mend else "")
        for note in (*breach.diagnostics, *breach.properties):
            yield "  " + " ".join(filter(None, (note.identifier, note.role, note.scheme))) + f": {note.text}"


def refusals(schema: Path, phase: str = "#DEFAULT") -> Iterator[str]:
    """What is wrong with a schema: file, place, message and mend."""
    try:
        schematron.compiled(schema, phase)
    except ContentError as error:
        for found in error.findings:
            assert found.code in own()
            yield f"{Path(found.path).name}:{found.line}:{found.column} {found.message} | {found.mend}"


@pytest.mark.parametrize(("schema", "expected"), CASES, ids=case)
def test_clause(schema: Path, expected: Path, renew: bool) -> None:
    phase = "#" + name if (name := expected.stem.partition("~")[2]) in ("ALL", "DEFAULT") else name or "#DEFAULT"
    document = schema.with_suffix(".xml")
    if schema.parent.name == "refused":
        lines = list(refusals(schema, phase))
        assert lines, "is not refused"
    else:
        document = document if document.exists() else HERE / "list.xml"
        lines = list(said(schema, document, phase))
        assert schematron.keeps(documents.parse(document), schema, phase) is not bool(lines), "the verdict is another"
    text = "".join(f"{line}\n" for line in lines).replace(f"{HERE}/", "")
    if renew:
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


def test_the_verdict_by_our_own_rules_is_that_of_the_report() -> None:
    files = [documents.parse(path) for path in sorted((HERE.parent / "schema").glob("*/*.xml"))]
    judged = {document.path: schematron.keeps(document) for document in files}
    assert judged == {document.path: not list(schematron.breaches(document)) for document in files}
    assert set(judged.values()) == {True, False}


def test_no_file_is_left_over() -> None:
    schemas = {case(schema.with_suffix("")) for schema in SCHEMAS}
    files = [path for path in HERE.glob("*/*.*") if path.suffix in (".txt", ".xml")]
    assert [case(path) for path in files if case(path.with_suffix("")).partition("~")[0] not in schemas] == []


def test_inclusions_may_lie_below_another_root(tmp_path: Path) -> None:
    (tmp_path / "rule.sch").write_text('<rule xmlns="http://purl.oclc.org/dsdl/schematron" context="list"><report id="a" test="true()">Yes.</report></rule>')
    (tmp_path / "schemas").mkdir()
    schema = tmp_path / "schemas" / "main.sch"
    schema.write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><include href="../rule.sch"/></pattern></schema>')
    assert list(refusals(schema)) == ["main.sch:1:63 ../rule.sch leads out of schemas | Move the file beside the schema or below it."]
    assert [found.message for found in schematron.check(documents.parse(HERE / "list.xml"), schema, root=tmp_path)] == ["Yes."]


def test_inclusions_do_not_multiply(tmp_path: Path) -> None:
    include = '<include href="{0}.sch"/>'
    for number in range(40):
        text = include.format(number + 1) * 2 if number < 39 else ""
        (tmp_path / f"{number}.sch").write_text(f'<pattern xmlns="http://purl.oclc.org/dsdl/schematron">{text}</pattern>')
    (tmp_path / "main.sch").write_text(f'<schema xmlns="http://purl.oclc.org/dsdl/schematron">{include.format(0)}</schema>')
    assert "more than 500 inclusions" in next(refusals(tmp_path / "main.sch"))


def test_a_schema_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none.sch: error E004: cannot be read"):
        schematron.compiled(tmp_path / "none.sch")


def test_a_phase_that_is_not_there_is_said() -> None:
    assert list(refusals(HERE / "phase" / "phases.sch", "none")) == ["phases.sch:1:1 there is no phase none | Choose errors or warnings or #ALL."]


def test_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "main.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern><rule context="/">'
        "<report test=\"doc('http://127.0.0.1:9/x.xml')/*\">Read.</report></rule></pattern></schema>"
    )
    assert "has been prohibited" in next(said(tmp_path / "main.sch", HERE / "list.xml"))


def test_rules_read_files_beside_the_schema(tmp_path: Path) -> None:
    (tmp_path / "names.xml").write_text("<names><name>one</name></names>")
    (tmp_path / "main.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><let name="names" value="doc(\'names.xml\')//name"/>'
        '<pattern><rule context="item"><assert id="a" test=". = $names">Unknown: <value-of select="."/></assert></rule></pattern></schema>'
    )
    assert list(said(tmp_path / "main.sch", HERE / "list.xml")) == ["3:3 a error: Unknown: two {braces}"]


def test_the_command_checks_by_any_schematron(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)
    done = CliRunner().invoke(main, ["validate", "--schema", "phase/phases.sch", "--phase", "warnings", "list.xml"])
    assert (done.exit_code, done.output.splitlines()[0]) == (1, "list.xml:2:3: error b: Up to 1.")
    done = CliRunner().invoke(main, ["validate", "--schema", "refused/documents.sch", "list.xml"])
    assert done.exit_code == 1 and 'refused/documents.sch:2:3: error E110: @documents="//@href" is not supported' in done.output


def test_what_is_kept_is_what_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path))
    schema = HERE / "order" / "taken-once.sch"
    twice = []
    for _ in range(2):
        schematron.compiled.cache_clear()
        schematron._compile.cache_clear()
        twice.append(schematron.compiled(schema))
    assert twice[0] == twice[1] == (kept.read(next(tmp_path.glob("schematron-*"))) or b"").decode("utf-8")
