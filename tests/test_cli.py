"""The command as its user runs it: exit statuses, formats, and no half-written output."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition import corpus, publish, report
from edition.cli import main
from edition.errors import InputError

GOOD = Path(__file__).parent / "case" / "rules" / "good"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body><p>{}</p></body></text></TEI>'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small good edition, and we are in it."""
    shutil.copytree(GOOD, tmp_path / "tei")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tei"


def run(*arguments: object) -> tuple[int, str]:
    """Run the command; give its exit status and all that it said."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def spoil(home: Path, old: str = "answers", new: str = "answered") -> Path:
    text = home / "texts" / "one.xml"
    text.write_text(text.read_text("utf-8").replace(old, new), "utf-8")
    return text


def test_validate_statuses(home: Path) -> None:
    assert run("validate") == (0, "3 files validated: 0 errors, 0 warnings\n")
    assert run("validate", home / "texts")[0] == 0
    assert run("validate", home / "absent.xml")[0] == 3
    assert run("validate", "--no-such-option")[0] == 2
    (home / "empty").mkdir()
    assert run("validate", home / "empty")[0] == 2
    spoil(home)
    assert run("validate")[0] == 1
    assert run("validate", home / "texts" / "one.xml", home / "absent.xml")[0] == 3, "of several the highest"


def test_validate_goes_on_after_a_file_that_cannot_be_read(home: Path) -> None:
    spoil(home)
    status, said = run("validate", home / "absent.xml", home / "texts")
    assert "absent.xml" in said and "E203" in said and status == 3


def test_a_file_outside_an_edition_is_checked_with_a_warning(tmp_path: Path) -> None:
    text = shutil.copy(GOOD / "texts" / "one.xml", tmp_path)
    assert run("validate", text)[0] == 0
    status, said = run("validate", "--strict", text)
    assert status == 1 and "W210" in said


def test_no_edition_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [run(command)[0] for command in ("validate", "build", "witness")] == [2, 2, 2]


@pytest.mark.parametrize("form", report.FORMATS)
def test_every_format_names_place_and_code(home: Path, form: str) -> None:
    spoil(home)
    status, said = run("validate", "--format", form)
    assert status == 1 and "E203" in said and "one.xml" in said
    if form in ("json", "sarif"):
        json.loads(said)
    if form == "junit":
        assert ElementTree.fromstring(said.encode()).get("failures") == "1"
    if form == "github":
        assert said.startswith("::error file=tei/texts/one.xml,line=")


def test_sarif_points_to_the_line(home: Path) -> None:
    lines = spoil(home).read_text("utf-8").splitlines()
    result = json.loads(run("validate", "--format", "sarif")[1])["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert result["level"] == "error" and "answered" in lines[region["startLine"] - 1] and region["startColumn"] == 1


def test_many_files_are_validated_in_processes_as_in_one(home: Path) -> None:
    broken = (home / "texts" / "one.xml").read_text("utf-8").replace("<persName ", "<persname ", 1).replace("</persName>", "</persname>", 1)
    (home / "many").mkdir()
    for number in range(50):
        (home / "many" / f"{number:02}.xml").write_text(broken, "utf-8")
    status, said = run("validate", home / "many")
    assert status == 1 and said.count("E101") == 50
    assert run("validate", home / "many" / "07.xml")[1].count("E101") == 1


@pytest.mark.parametrize("pointer", ["%00.xml", "http://[x", "//[", "x://\ufe56/", "n" * 300 + ".xml"])
def test_no_pointer_is_too_odd_to_be_checked(home: Path, pointer: str) -> None:
    text = home / "texts" / "one.xml"
    text.write_text(re.sub(r' ref="[^"]*"', f' ref="{pointer}"', text.read_text("utf-8"), count=1), "utf-8")
    assert run("validate")[0] == 1


@pytest.mark.parametrize(("pattern", "replacement"), [("(a)", "#$2"), ("a{99999999999999999999}", "#x")])
def test_no_prefix_is_too_odd_to_be_checked(home: Path, pattern: str, replacement: str) -> None:
    text = (home / "texts" / "one.xml").read_text("utf-8")
    odd = re.sub(r'matchPattern="[^"]*" replacementPattern="[^"]*"', lambda _: f'matchPattern="{pattern}" replacementPattern="{replacement}"', text)
    assert odd != text
    alone = home.parent / "alone.xml"
    alone.write_text(re.sub(r' ref="[^"]*"', ' ref="ed:a"', odd), "utf-8")
    status, said = run("validate", alone)
    assert status == 1 and "E209" in said


def test_faults_of_elements_with_a_prefix_have_their_place(tmp_path: Path) -> None:
    text = tmp_path / "x.xml"
    text.write_text('<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:teiHeader/>\n<t:text><t:body><t:bogus/></t:body></t:text></t:TEI>')
    status, said = run("validate", text)
    assert status == 1 and "x.xml:1:" in said


def test_names_of_files_write_no_commands(home: Path) -> None:
    bad = home / "x\n::error::y.xml"
    bad.write_text("<a", "utf-8")
    for form in ("text", "github"):
        for path in (bad, home / "absent\n::error::z.xml"):
            status, said = run("validate", "--format", form, path)
            assert status in (1, 3) and "\n::error::y" not in said and "\n::error::z" not in said


def test_sarif_says_what_could_not_be_read(home: Path) -> None:
    invocation = json.loads(run("validate", "--format", "sarif", home / "absent.xml")[1])["runs"][0]["invocations"][0]
    assert not invocation["executionSuccessful"] and "absent.xml" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_one_file_named_twice_is_one(home: Path) -> None:
    assert run("validate", home / "texts" / "one.xml", home / "texts" / ".." / "texts" / "one.xml") == (0, "1 file validated: 0 errors, 0 warnings\n")


def test_witness_statuses(home: Path, tmp_path: Path) -> None:
    status, said = run("witness", "-o", tmp_path / "rebuilt")
    assert status == 0 and "recovered" in said
    assert (tmp_path / "rebuilt" / "one.txt").read_bytes() == (home / "witnesses" / "one.txt").read_bytes()
    spoil(home)
    assert run("witness")[0] == 1
    (home / "witnesses" / "one.txt").unlink()
    assert run("witness")[0] == 3


def test_nothing_is_built_from_files_with_errors(home: Path) -> None:
    spoil(home)
    status, said = run("build")
    assert status == 1 and "E203" in said
    assert not (home.parent / "build").exists()


def test_build_makes_only_what_has_changed(home: Path) -> None:
    def made() -> list[str]:
        status, said = run("build", "--json")
        assert status == 0
        return json.loads(said)["made"]

    everything = ["site", "pdf/edition", "pdf/one", "epub/edition", "text", "report", "report/fidelity"]
    assert made() == everything
    assert made() == []
    (home.parent / "build" / "pdf" / "one.pdf").write_bytes(b"spoilt")
    assert made() == ["pdf/one"]
    header = home / "edition.xml"
    header.write_text(header.read_text("utf-8").replace("A Small Edition", "A Changed Edition"), "utf-8")
    assert made() == everything


def test_a_record_of_the_last_build_that_is_not_ours_is_passed_over(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("")
    (tmp_path / "build").mkdir()
    for record in ("[]", '{"other": {"inputs": "", "files": ["../victim"]}}', '{"other": {"inputs": "", "files": {"../victim": ""}}}'):
        (tmp_path / "build" / ".made.json").write_text(record)
        with contextlib.suppress(InputError):
            publish.Memory(tmp_path / "build").forget_all_but([])
        assert victim.exists()


def test_an_edition_may_be_dated_by_its_month(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = home / "edition.xml"
    header.write_text(re.sub(r'(<date[^>]* when="\d{4}-\d\d)-\d\d"', r'\1"', header.read_text("utf-8")), "utf-8")
    assert corpus.load(header).date.count("-") == 1
    assert run("build")[0] == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 30)
    assert run("build")[0] == 2


def test_build_overwrites_nothing_that_it_has_not_made(home: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "site").mkdir(parents=True)
    (tmp_path / "out" / "site" / "mine.txt").write_text("mine")
    status, said = run("build", "-o", tmp_path / "out")
    assert status == 2 and "Move it away" in said
    assert (tmp_path / "out" / "site" / "mine.txt").read_text() == "mine"
    assert run("build", "-o", tmp_path / "out", "--edition", tmp_path / "absent")[0] == 3


def test_a_refused_build_is_reported(home: Path) -> None:
    assert run("build")[0] == 0
    spoil(home)
    assert run("build")[0] == 1
    findings = json.loads((home.parent / "build" / "report" / "validation.json").read_text("utf-8"))["findings"]
    assert [finding["code"] for finding in findings] == ["E203"]


def test_a_witness_outside_the_edition_is_not_quoted(home: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("what no message may quote")
    spoil(home, "../witnesses/one.txt", "../../secret.txt")
    for command in ("validate", "witness", "build"):
        status, said = run(command)
        assert status == 1 and "what no message" not in said


def test_render_statuses(tmp_path: Path) -> None:
    good, bad, other = tmp_path / "good.xml", tmp_path / "bad.xml", tmp_path / "other.xml"
    good.write_text(TEI.format("Words."))
    bad.write_text("<TEI>")
    other.write_text("<html/>")
    out = tmp_path / "out"
    assert run("render", good, "-o", out, "--to", "html,pdf,text")[0] == 0
    assert {path.name for path in out.iterdir()} == {"good.html", "good.pdf", "good.txt"}
    assert run("render", bad, good, "-o", tmp_path / "out2")[0] == 1
    assert {path.name for path in (tmp_path / "out2").iterdir()} == {"good.html"}, "one bad file does not stop the others"
    assert run("render", other, "-o", out)[0] == 1
    assert run("render", tmp_path / "absent.xml", bad, "-o", out)[0] == 3
    assert run("render", good, "-o", out, "--to", "docx")[0] == 2
    assert run("render", "-o", out)[0] == 2


def test_render_keeps_subfolders_and_refuses_one_output_for_two(tmp_path: Path) -> None:
    for name in ("a/one.xml", "b/one.xml"):
        (tmp_path / "in" / name).parent.mkdir(parents=True)
        (tmp_path / "in" / name).write_text(TEI.format(name))
    assert run("render", tmp_path / "in", "-o", tmp_path / "out")[0] == 0
    assert "a/one.xml" in (tmp_path / "out" / "a" / "one.html").read_text("utf-8")
    assert run("render", tmp_path / "in", tmp_path / "in" / "a" / "one.xml", "-o", tmp_path / "both")[0] == 0
    assert {path.relative_to(tmp_path / "both").as_posix() for path in (tmp_path / "both").rglob("*.html")} == {"a/one.html", "b/one.html", "one.html"}
    status, said = run("render", tmp_path / "in" / "a" / "one.xml", tmp_path / "in" / "b" / "one.xml", "-o", tmp_path / "none")
    assert status == 2 and "one.xml" in said and not (tmp_path / "none").exists()


def test_many_files_are_rendered_in_processes_as_in_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(20):
        (tmp_path / "in" / f"{number:02}.xml").write_text(TEI.format(f"Text <note>{number}</note> <x>y</x>"))
    assert run("render", tmp_path / "in", "-o", tmp_path / "many")[0] == 0
    assert run("render", tmp_path / "in" / "07.xml", "-o", tmp_path / "single")[0] == 0
    assert (tmp_path / "many" / "07.html").read_bytes() == (tmp_path / "single" / "07.html").read_bytes()


def test_unknown_markup_is_shown_and_reported(tmp_path: Path) -> None:
    text = tmp_path / "x.xml"
    text.write_text(TEI.format("a <unheardOf>b</unheardOf> c"))
    status, said = run("render", text, "-o", tmp_path / "out", "--to", "html,pdf,text")
    assert status == 0 and "W305: unheardOf" in said
    assert "b" in (tmp_path / "out" / "x.html").read_text("utf-8")


def test_help_teaches_each_command() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert all(parameter.help for parameter in command.params if parameter.param_type_name == "option"), name
        assert run(name, "--help")[0] == 0


def test_the_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "edition", "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith("edition ")
