"""SARIF as code hosts read it: columns in code points, rules that explain themselves, fingerprints that stay; and the baseline made of them."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from test_cli import run

GOOD = Path(__file__).parent / "case" / "rules" / "good"
ROOT = Path(__file__).resolve().parents[1]
MULTITOOL = Path(os.environ.get("NPM_PACKAGES") or ROOT / ".venv" / "npm" / "node_modules") / "@microsoft" / "sarif-multitool-linux" / "Sarif.Multitool"
ODD_CHARACTERS = "Ёлка \U0001d11e中 "


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text with Cyrillic and astral characters before its fault, and three faults more; we are in its edition."""
    shutil.copytree(GOOD, tmp_path / "tei")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "tei" / "texts" / "one.xml"
    change(path, '<persName ref="ed:pe.anna">Anna</persName> answers', f'{ODD_CHARACTERS}<persname ref="ed:pe.anna">Anna</persname> <persName ref="ed:pe.ana">Анна</persName>')
    change(path, ' cert="high"', "")
    return path


def change(path: Path, old: str, new: str) -> None:
    content = path.read_text("utf-8")
    assert old in content
    path.write_text(content.replace(old, new), "utf-8")


def log(*options: object) -> dict[str, object]:
    return json.loads(run("validate", "--format", "sarif", *options)[1])["runs"][0]


def test_columns_are_code_points(text: Path) -> None:
    found = log()
    assert found["columnKind"] == "unicodeCodePoints"
    begins = {}
    for result in found["results"]:
        place = result["locations"][0]["physicalLocation"]
        line = text.read_text("utf-8").splitlines()[place["region"]["startLine"] - 1]
        assert line in place["contextRegion"]["snippet"]["text"].split("\n")
        begins.setdefault(result["ruleId"], line[place["region"]["startColumn"] - 1 :])
    assert begins["E101"].startswith("<persname ") and begins["E201"].startswith('<persName ref="ed:pe.ana"') and begins["S114"].startswith("<corr ")


def test_rules_explain_themselves(text: Path) -> None:
    found = log()
    rules = found["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in found["results"]] == [result["ruleId"] for result in found["results"]]
    for rule in rules:
        assert rule["helpUri"].startswith("https://tei-c.org/") and rule["fullDescription"]["text"] and "Good:" in rule["help"]["text"]


def fingerprints() -> dict[str, str]:
    return {result["partialFingerprints"]["editionFinding/v1"]: result["ruleId"] for result in log()["results"]}


def test_fingerprints_survive_inserted_lines_and_moved_columns(text: Path) -> None:
    before = fingerprints()
    assert len(before) == len(log()["results"]) > 2, "no two findings have the same"
    change(text, "  <text xml:lang", "\n\n  <!-- more -->\n  <text xml:lang")
    change(text, '<s xml:id="one.p2.s1"', '  <s xml:id="one.p2.s1"')
    assert fingerprints() == before


def test_fingerprints_go_with_the_fault(text: Path) -> None:
    before = fingerprints()
    change(text, "ed:pe.ana\"", "ed:pe.anna\"")
    assert "E201" in before.values() and "E201" not in fingerprints().values()


def test_two_faults_alike_are_told_apart(text: Path) -> None:
    change(text, "</persname>", "</persname><persname>Anna</persname><persname>Anna</persname>")
    assert len(fingerprints()) == len(log()["results"])


def test_the_schema_of_sarif_is_named_and_paths_are_addresses(text: Path) -> None:
    odd = text.rename(text.with_name("ещё один.xml"))
    said = json.loads(run("validate", odd.relative_to(Path.cwd()), "--format", "sarif")[1])
    assert said["version"] == "2.1.0" and said["$schema"].endswith("sarif-schema-2.1.0.json")
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in said["runs"][0]["results"]}
    assert uris == {"tei/texts/%D0%B5%D1%89%D1%91%20%D0%BE%D0%B4%D0%B8%D0%BD.xml"}


@pytest.fixture(scope="module")
def multitool() -> Path:
    """Microsoft's own judge of SARIF; without installation scripts it comes without the right to be run."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        pytest.skip("needs Linux on x86-64: the SARIF multitool comes as a program for that")
    if not MULTITOOL.exists():
        pytest.skip("needs the npm package @microsoft/sarif-multitool: `make test` installs it where the npm registry can be had")
    if not os.access(MULTITOOL, os.X_OK):
        MULTITOOL.chmod(0o755)
    return MULTITOOL


@pytest.mark.parametrize("options", [(), ("--lang", "ru"), ("absent.xml",), ("tei/edition.xml",), ("ещё\n%один <&> \"#?.xml",)], ids=["en", "ru", "unread", "faultless", "odd-name"])
def test_the_multitool_accepts_it(multitool: Path, text: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    if options and options[-1].endswith("?.xml"):
        shutil.copy(text, options[-1])
    (tmp_path / "edition.sarif").write_text(run("validate", "--format", "sarif", *options)[1], "utf-8")
    command = [str(multitool), "validate", "edition.sarif", "--output", "said.sarif", "--level", "Error;Warning", "--kind", "Fail"]
    # It needs no library of languages: what it says is English.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    said = json.loads((tmp_path / "said.sarif").read_text("utf-8-sig"))["runs"][0]["results"]
    assert [result for result in said if result.get("level", "warning") == "error"] == [] and done.returncode == 0, done.stdout


# The baseline


def accept(*options: object) -> tuple[int, str]:
    return run("validate", "--baseline", "accepted.toml", "--write-baseline", *options)


def test_what_is_accepted_is_not_reported(text: Path) -> None:
    assert accept("--reason", "Under review.")[0] == 0
    assert run("validate", "--baseline", "accepted.toml") == (0, "3 files validated: 0 errors, 0 warnings\n")
    change(text, "<p xml:id=\"one.p2\"", "<!-- x -->\n<p xml:id=\"one.p2\"")
    assert run("validate", "--baseline", "accepted.toml")[0] == 0, "inserted lines change nothing"
    change(text, 'xml:id="one.l2"', 'xml:id="one.l9"')
    status, said = run("validate", "--baseline", "accepted.toml")
    assert status == 1 and "error S131" in said and "1 error," in said


def test_a_stale_entry_is_an_error_in_its_place(text: Path) -> None:
    accept("--reason", "Under review.")
    change(text, "ed:pe.ana\"", "ed:pe.anna\"")
    status, said = run("validate", "--baseline", "accepted.toml")
    place = next(row for row in said.splitlines() if "E501" in row).split(":")
    assert status == 1 and Path(place[0]).read_text("utf-8").splitlines()[int(place[1]) - 1] == "[[accepted]]"
    assert "E501" not in run("validate", "tei/texts", "--baseline", "accepted.toml")[1], "of a part nobody knows what is stale"


def test_every_entry_has_a_reason(text: Path) -> None:
    status, said = accept()
    assert status == 2 and "--reason" in said and not Path("accepted.toml").exists()
    accept("--reason", 'An old "debt" \\ Долг.')
    content = Path("accepted.toml").read_text("utf-8")
    assert accept()[0] == 0 and Path("accepted.toml").read_text("utf-8") == content, "what was accepted keeps its reason"
    Path("accepted.toml").write_text(content.replace('reason = "An old', 'was = "An old', 1), "utf-8")
    status, said = run("validate", "--baseline", "accepted.toml")
    assert status == 2 and "accepted.toml:3: this entry has no reason" in said


def test_a_baseline_that_is_none(text: Path) -> None:
    assert run("validate", "--baseline", "absent.toml")[0] == 3
    Path("accepted.toml").write_text("<TEI/>")
    assert run("validate", "--baseline", "accepted.toml")[0] == 2
    assert run("validate", "--write-baseline")[0] == 2 and run("validate", "--watch", "tei")[0] == 2


# Where editors work


def test_validation_on_change_checks_what_has_changed(text: Path, tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    with said.open("wb") as file:
        process = subprocess.Popen([sys.executable, "-m", "edition", "validate", "--watch"], stdout=file, stderr=subprocess.STDOUT, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")})
    try:
        await_in(said, "3 files validated")
        change(text, "ed:pe.ana\"", "ed:pe.anna\"")
        await_in(said, "1 file validated")
        register = tmp_path / "tei" / "authorities" / "persons.xml"
        register.write_text(register.read_text("utf-8") + "\n", "utf-8")
        await_in(said, "3 files validated", 2)
    finally:
        process.terminate()
        process.wait()
    assert "internal error" not in said.read_text("utf-8")


def await_in(path: Path, words: str, times: int = 1) -> None:
    end = time.monotonic() + 60
    while path.read_text("utf-8").count(words) < times:
        assert time.monotonic() < end, path.read_text("utf-8")
        time.sleep(0.2)


def test_hooks_run_what_there_is() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert [line.split(": ")[1] for line in hooks.splitlines() if "entry:" in line] == ["edition validate"] * 2


def test_editors_are_told_of_every_file() -> None:
    project = etree.parse(str(ROOT / "edition.xpr"))
    listed = project.xpath("//scenarioAssociation/field[@name = 'url']/String/text()")
    assert listed == sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tei").rglob("*.xml") if "releases" not in path.parts)
    names = {*project.xpath("//scenarioAssociation/field[@name = 'scenarioIds']//String/text()")}
    assert names == {*project.xpath("//validationScenario/field[@name = 'name']/String/text()")}
    schemas = [*project.xpath("//validationUnitSchema/field[@name = 'uri']/String/text()"), *(one["systemId"] for one in json.loads((ROOT / ".vscode" / "settings.json").read_text())["xml.fileAssociations"])]
    assert all((ROOT / schema.partition("}/")[2]).is_file() for schema in schemas) and len(schemas) == 3
