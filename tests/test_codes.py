"""The register of codes: each has a reason, a section of the TEI, words in both languages, an example that breaks just its rule and one that keeps it."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import string
import tomllib
from pathlib import Path

import pytest

from edition import codes, corpus, fidelity, grammar, schematron, validate, wording
from edition.documents import parse
from edition.fidelity import losses
from edition.resources import resource
from edition.wording import in_language
from test_cli import run
from test_fidelity import rendered

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "scripts" / "edition"
CASES = Path(__file__).parent / "case"
OWN = tomllib.loads((PACKAGE / "codes.toml").read_text("utf-8"))
# Told of a document that is rendered: the example is the whole of it.
RENDERED = ("W302", "W303", "W304", "W305", "W307")
# These need more than one changed string: they have tests of their own below; E006 in test_batch.py.
APART = ("E004", "E006", "E110", "E111", "E209", "E211", "E212", "E301", "E401", "E402", "E501", "W210", "W301", *RENDERED, "W306")
# These need an edition with a release (tests/ledger/test_ledger_examples.py).
RELEASED = ("E601", "E602", "E603", "E604", "E605", "E606", "W606")


def edition(code: str, folder: Path) -> Path:
    """The small good edition that a code's example belongs to, in a folder of its own."""
    case = CASES / ("passes" if OWN[code]["example"].get("edition") == "passes" else "rules/good")
    return Path(shutil.copytree(case, folder / "tei")) / "edition.xml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} has not {old}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(home: Path) -> set[str]:
    report = validate.validate(validate.members(home))
    return {finding.code for finding in report.findings} | {code for text in report.unreadable for code in re.findall(r"error (E\d{3}):", text)}


@pytest.mark.parametrize("code", [code for code in OWN if code not in (*APART, *RELEASED)])
def test_the_bad_example_gives_its_code_and_no_other(code: str, tmp_path: Path) -> None:
    home, example = edition(code, tmp_path), OWN[code]["example"]
    change(home.parent / example["file"], example["good"], example["bad"])
    assert found(home) == {code}


@pytest.mark.parametrize("case", ["rules/good", "passes"])
def test_the_good_examples_stand_in_editions_without_a_finding(case: str) -> None:
    assert found(CASES / case / "edition.xml") == set()


def test_a_pattern_that_repeats_its_group(tmp_path: Path) -> None:
    home, example = edition("E209", tmp_path), OWN["E209"]["example"]
    for old, new, expected in (("<listPrefixDef>", example["good"], set()), (example["good"], example["bad"], {"E209"})):
        for path in sorted(home.parent.rglob("*.xml")):
            change(path, old, new)
        assert found(home) == expected


@pytest.mark.parametrize("code", ["E110", "E111"])
def test_a_schematron_schema_of_somebody(code: str, tmp_path: Path) -> None:
    for kind, expected in (("good", []), ("bad", [code])):
        schema = tmp_path / f"{kind}.sch"
        ns = '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>'
        schema.write_text(f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">{ns}<pattern>{OWN[code]["example"][kind]}</pattern></schema>', "utf-8")
        said = run("validate", CASES / "rules" / "good" / "texts" / "one.xml", "--schema", schema)[1]
        assert sorted(set(re.findall(r"error (\w+):", said))) == expected, said


def with_second_text(tmp_path: Path) -> Path:
    home = edition("E211", tmp_path)
    shutil.copy(CASES / "rules" / "E211-witness-not-declared" / "texts" / "two.xml", home.parent / "texts")
    change(home.parent / "texts" / "two.xml", "<p>Made for this case.</p>", OWN["E211"]["example"]["good"])
    return home


def test_a_second_text_without_a_witness(tmp_path: Path) -> None:
    home = with_second_text(tmp_path)
    change(home, OWN["E212"]["example"]["bad"], OWN["E212"]["example"]["good"])
    assert found(home) == set()
    change(home.parent / "texts" / "two.xml", OWN["E211"]["example"]["good"], OWN["E211"]["example"]["bad"])
    assert found(home) == {"E211"}


def test_a_second_text_that_is_not_named(tmp_path: Path) -> None:
    home = with_second_text(tmp_path)
    assert OWN["E212"]["example"]["bad"] in home.read_text("utf-8") and found(home) == {"E212"}
    change(home, OWN["E212"]["example"]["bad"], OWN["E212"]["example"]["good"])
    assert found(home) == set()


def test_a_file_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = OWN["E004"]["example"]
    edition("E004", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(*example["good"].split()[1:])[0] == 0
    status, said = run(*example["bad"].split()[1:])
    assert status == 3 and re.findall(r"error (E\d+)", said) == ["E004"]


def test_a_text_outside_the_edition(tmp_path: Path) -> None:
    home = edition("W210", tmp_path / "with")
    assert found(home) == set()
    (tmp_path / "without").mkdir()
    alone = Path(shutil.copy(home.parent / "texts" / "one.xml", tmp_path / "without"))
    assert {finding.code for finding in validate.validate([alone]).findings} == {"W210"}


def test_what_is_not_tei_is_not_rendered(tmp_path: Path) -> None:
    text = edition("E301", tmp_path).parent / "texts" / "one.xml"
    assert run("render", text, "-o", tmp_path / "out")[0] == 0
    change(text, OWN["E301"]["example"]["good"], OWN["E301"]["example"]["bad"])
    status, said = run("render", text, "-o", tmp_path / "out")
    assert status == 1 and re.findall(r"error (E\d+)", said) == ["E301"]


@pytest.mark.parametrize("code", RENDERED)
def test_a_document_that_is_rendered_with_a_warning(code: str, tmp_path: Path) -> None:
    for kind, expected in (("good", []), ("bad", [code])):
        (tmp_path / "part.xml").write_text(OWN[code]["example"][kind], "utf-8")
        status, said = run("render", tmp_path / "part.xml", "-o", tmp_path / "out", "--to", "html,pdf,text")
        assert status == 0 and re.findall(r"(?:error|warning) (\w+):", said) == expected


def test_a_document_without_the_namespace(tmp_path: Path) -> None:
    text = edition("W301", tmp_path).parent / "texts" / "one.xml"
    change(text, OWN["W301"]["example"]["good"], OWN["W301"]["example"]["bad"])
    status, said = run("render", text, "-o", tmp_path / "out")
    assert status == 0 and re.findall(r"warning (W\d+)", said) == ["W301"]


@pytest.mark.parametrize("code, note, form", [("E402", "", "text"), ("W306", "<note>Anna answers.</note>", "html")])
def test_a_word_that_is_lost(code: str, note: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "one.xml"
    path.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{note or "Anna answers."}</p></body></text></TEI>', "utf-8")
    example = OWN[code]["example"]
    for words, expected in ((example["good"], []), (example["bad"], [(code, 1, "Anna" in example["good"])])):
        found = list(losses.findings(parse(path), {form: words if form == "text" else f"<html><body><main>{words}</main></body></html>"}))
        assert [(finding.code, finding.line, "Anna" in finding.message) for finding in found] == expected


def test_a_product_that_says_something_else(tmp_path: Path) -> None:
    home, example = edition("E401", tmp_path), OWN["E401"]["example"]
    made = rendered(home.parent, tmp_path / "build", "site", "search", "text")
    assert fidelity.verify(made, tmp_path / "build").differences == ()
    change(tmp_path / "build" / example["file"], example["good"], example["bad"])
    differences = fidelity.verify(corpus.load(home), tmp_path / "build").differences
    assert {finding.code for finding in fidelity.Unfaithful(differences).findings} == {"E401"}


def test_an_accepted_finding_that_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, example = edition("E501", tmp_path), OWN["E501"]["example"]
    monkeypatch.chdir(tmp_path)
    change(home.parent / example["file"], example["bad"], example["good"])
    assert run("validate", "--baseline", "accepted.toml", "--write-baseline", "--reason", "The entry is being written.")[0] == 0
    assert run("validate", "--baseline", "accepted.toml")[0] == 0
    change(home.parent / example["file"], example["good"], example["bad"])
    status, said = run("validate", "--baseline", "accepted.toml")
    assert status == 1 and re.findall(r"error (E\d+)", said) == ["E501"]


@pytest.mark.parametrize("code", [code for code in codes.codes() if code[0] == "S"])
def test_examples_of_the_schema_are_what_they_say(code: str) -> None:
    for example in codes.codes()[code].examples:
        said = {kind: [f.code for f in (*grammar.check(document), *schematron.check(document))] for kind in ("bad", "good") for document in [parse(resource(f"tests/schema/{kind}/{example.file}"))]}
        assert said == {"bad": [code], "good": []}


def test_every_code_is_told_whole() -> None:
    for code in codes.codes().values():
        assert code.title and code.title.russian and code.why and code.why.russian, code.code
        assert re.fullmatch(re.escape(codes.GUIDELINES) + r"[A-Z]+\.html(#\w+)?", code.guidelines), code.code
        assert code.examples and all(example.bad != example.good for example in code.examples), code.code
        assert code.code[0] != "S" or " Исправить: " in (code.message or ""), code.code


def test_every_code_that_is_said_is_registered() -> None:
    said = {code for path in PACKAGE.rglob("*.py") for code in re.findall(r'[" ]([EW]\d{3})[":]', path.read_text("utf-8"))}
    assert said == set(OWN)


def test_sections_of_the_guidelines_are_there() -> None:
    subset = Path(os.environ.get("TEI_SUBSET", ROOT.parent / "shared" / "tei" / "p5subset.xml"))
    if not subset.exists():
        pytest.skip("needs ../shared/tei/p5subset.xml")
    text = subset.read_text("utf-8")
    sections = {code.guidelines.partition("#")[2] for code in codes.codes().values()} - {""}
    assert [section for section in sections if f'"#{section}"' not in text] == []


# The command


def test_explain_says_why_and_shows_both_examples() -> None:
    status, said = run("explain", "e201", "S113")
    assert status == 0
    for part in ("E201: A pointer names no entry", "SA.html#SAPU", 'ref="ed:pe.ana"', 'ref="ed:pe.anna"', "S113: ", '<corr resp="ed:pass-a" cert="high"'):
        assert part in said
    assert "Ссылка не называет статьи" in run("explain", "E201", "--lang", "ru")[1]


def test_explain_lists_all_and_tells_programs() -> None:
    assert [row.partition("  ")[0] for row in run("explain")[1].splitlines()] == list(codes.codes())
    assert [code["code"] for code in json.loads(run("explain", "--json", "S113")[1])] == ["S113"]
    assert len(json.loads(run("explain", "--json")[1])) == len(codes.codes())


def test_an_unknown_code_names_the_nearest() -> None:
    status, said = run("explain", "E2O1")
    assert status == 2 and "E201" in said


# Words


def constants() -> set[str]:
    trees = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")]
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def said_in_words() -> set[str]:
    calls = (node for path in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {call.args[0].value for call in calls if getattr(call.func, "id", "") == "words" and isinstance(call.args[0], ast.Constant)}


def test_every_sentence_has_its_russian_and_every_russian_its_sentence() -> None:
    from edition import malformed

    tables = {*grammar._MENDS.values(), grammar._FIRST, grammar._DATES, grammar._PROSE, *malformed._ENCODING_ERRORS.values(), malformed._FIRST}
    tables |= {text for _, what, mend in malformed._PLAINLY for text in (what, mend)}
    assert (said_in_words() | tables) - set(wording.table()) == set()
    assert set(wording.table()) - constants() == set()


@pytest.mark.parametrize("english", wording.table())
def test_both_languages_name_the_same_values(english: str) -> None:
    names = [sorted(name for _, name, _, _ in string.Formatter().parse(text) if name) for text in (english, wording.table()[english])]
    assert names[0] == names[1]


def test_a_rule_of_the_odd_names_the_same_values_in_russian() -> None:
    for code in codes.codes().values():
        if code.message:
            named = {int(number) for number in re.findall(r"\{(\d)\}", code.message)}
            assert code.english and named == set(range(1, code.english.groups + 1)), code.code


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "schema" / "bad").glob("S*.xml")), ids=lambda path: path.stem)
def test_a_broken_rule_says_in_russian_what_it_says_in_english(path: Path) -> None:
    document = parse(path)
    breaches = list(schematron.breaches(document))
    for breach in breaches:
        code = codes.codes()[breach.code]
        said = code.in_russian(breach.message)
        assert said != breach.message and " Исправить: " in said
        values = code.english.fullmatch(breach.message).groups()
        assert [value for value in values if value not in said] == []
        finding = breach.finding(document)
        assert f"{in_language(finding.message, 'ru')} {in_language(finding.mend, 'ru')}".lower() == said.replace(" Исправить: ", " ").lower()
    assert breaches


def test_a_message_that_is_not_that_of_the_odd_stays_as_it_is() -> None:
    assert codes.codes()["S101"].in_russian("Somebody's S101.") == "Somebody's S101."
