"""The wheel, installed in an empty environment and run in an empty folder, validates and renders a file, by any schema, and explains its codes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOOD = Path(__file__).parent / "case" / "rules" / "good"


def needed(name: str, found: dict[str, list[str]]) -> dict[str, list[str]]:
    """What a package declares that it needs, and what these need in turn, as far as it is installed here; extras are not asked for."""
    for requirement in metadata.requires(name) or []:
        wanted = re.split(r"[^\w.-]", requirement, maxsplit=1)[0].replace("_", "-").lower()
        if "extra ==" not in requirement and wanted not in found:
            try:
                found[wanted] = [str(file) for file in metadata.files(wanted) or []]
            except metadata.PackageNotFoundError:
                continue
            needed(wanted, found)
    return found


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that holds the wheel and its requirements, and nothing of this checkout.

    The requirements are linked from the present environment, so that no network is needed.
    """
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", folder, ROOT)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('platlib'))").stdout.strip())
    for name, files in needed("rapallo-edition", {}).items():
        for top in {Path(file).parts[0] for file in files} - {"..", "__pycache__"}:
            (site / top).symlink_to(metadata.distribution(name).locate_file(top))
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", next(folder.glob("*.whl")))
    return folder / "env" / "bin" / "edition"


def test_the_wheel_validates(installed: Path, tmp_path: Path) -> None:
    text = tmp_path / "one.xml"
    text.write_bytes((GOOD / "texts" / "one.xml").read_bytes())
    assert "0 errors" in run(installed, "validate", "one.xml", cwd=tmp_path, env={}).stdout
    text.write_text(text.read_text("utf-8").replace("<s ", "<x ", 1).replace("</s>", "</x>", 1), "utf-8")
    done = subprocess.run([str(installed), "validate", "one.xml"], cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "E101" in done.stdout


def test_the_wheel_validates_by_the_schema_of_anybody(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.rng").write_text('<element name="letter" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>')
    (tmp_path / "letter.sch").write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="letter"><assert id="L1" test="text()">A letter has words.</assert></rule></pattern></schema>')
    for content, codes in (("<letter>x</letter>", (None, None)), ("<letter><x/></letter>", ("E101", "L1"))):
        (tmp_path / "letter.xml").write_text(content)
        for schema, code in zip(("letter.rng", "letter.sch"), codes, strict=True):
            done = subprocess.run([str(installed), "validate", "--schema", schema, "letter.xml"], cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
            assert done.returncode == (code is not None) and (code or "0 errors") in done.stdout, done.stdout + done.stderr


def test_the_wheel_explains(installed: Path, tmp_path: Path) -> None:
    said = run(installed, "explain", "E201", "S113", "--lang", "ru", cwd=tmp_path, env={}).stdout
    assert all(part in said for part in ("E201: Ссылка не называет статьи", 'ref="ed:pe.ana"', "S113: ", "<corr ")), "codes of the package and of the schema, each with its examples"
    assert run(installed, "explain", "E201", "--json", cwd=tmp_path, env={}).stdout.startswith("[")


def test_the_wheel_renders(installed: Path, tmp_path: Path) -> None:
    run(installed, "render", GOOD / "texts" / "one.xml", "-o", tmp_path, "--to", "html,pdf,text", cwd=tmp_path, env={})
    assert {path.name for path in tmp_path.iterdir()} == {"one.html", "one.pdf", "one.txt"}
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")


def test_the_wheel_serves_an_edition_of_its_own(installed: Path, tmp_path: Path) -> None:
    home = tmp_path / "моё издание"
    run(installed, "init", home, cwd=tmp_path, env={})
    assert (home / ".github" / "workflows" / "edition.yml").is_file() and not (home / "dot-gitignore").exists()
    assert "0 errors" in run(installed, "validate", cwd=home, env={}).stdout
    assert "built in" in run(installed, "build", cwd=home, env={"EDITION_CACHE": os.environ["EDITION_CACHE"]}).stdout
    for number in range(14):
        shutil.copy(GOOD / "texts" / "one.xml", home / f"№ {number}.xml")
    run(installed, "render", *sorted(home.glob("№*.xml")), "-o", "вывод в файлы", "--jobs", 2, cwd=home, env={})
    assert len(list((home / "вывод в файлы").glob("*.html"))) == 14
