"""`edition init` starts an edition whose own `make` and `make test` pass, with a text that is not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition import corpus, starting, witness
from edition.errors import InputError
from test_cli import run

ROOT = Path(__file__).resolve().parents[1]
# Л. Н. Толстой, «Анна Каренина»; the lines are broken here.
NOVEL = """Все счастливые семьи похожи друг на друга, каждая
несчастливая семья несчастлива по-своему.

Все смешалось в доме Облонских. Жена узнала, что муж был в связи с бывшею
в их доме француженкою-гувернанткой, и объявила мужу, что не может жить с ним в одном доме.
"""


def test_a_new_edition_is_made_and_proved(tmp_path: Path) -> None:
    if not shutil.which("make"):
        pytest.skip("needs make: apt-get install make")
    text, home = tmp_path / "Анна Каренина.txt", tmp_path / "моё издание"
    text.write_text(NOVEL, "utf-8")
    status, said = run("init", home, "--title", "Начала & концы", "--editor", "Общество <читателей>", "--text", text, "--text-lang", "ru")
    assert status == 0, said
    env = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PIP_NO_INDEX": "1"}
    for goal in ("all", "test"):
        done = subprocess.run(["make", goal, f"EDITION={sys.executable} -m edition"], cwd=home, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "no differences" in done.stdout and "recovered" in done.stdout and not (home / ".venv").exists()

    page = (home / "build" / "site" / "text.html").read_text("utf-8")
    assert "Анна Каренина" in page and "Начала &amp; концы" in page and 'id="text.p2.s2"' in page.replace("id=text.p2.s2", 'id="text.p2.s2"')
    assert "Жена узнала" in (home / "build" / "text" / "text.critical.txt").read_text("utf-8")

    assert "assets/own.css" in page and (home / "build" / "site" / "assets" / "own.css").read_text().startswith(":root{--accent:"), "its own style is laid over"

    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    status, said = run("init", home)
    assert status == 2 and "nothing is overwritten" in said
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


def overridden(body: str) -> str:
    return f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="http://www.tei-c.org/ns/1.0">\n{body}\n</xsl:stylesheet>'


def test_stylesheets_of_an_edition_are_laid_over_ours_and_proved_as_ours(tmp_path: Path) -> None:
    home, own = tmp_path / "e", tmp_path / "свои стили"
    starting.start(home, "T", "E", "https://edition.example/")
    (own / "assets").mkdir(parents=True)
    (own / "assets" / "own.js").write_text("alert( 1 );")
    pages = own / "html.xsl"
    pages.write_text(overridden('<xsl:template match="s"><em class="s"><xsl:next-match/></em></xsl:template>'))
    build = ("build", "--edition", home, "--xslt", own)
    status, said = run(*build)
    site = home / "build" / "site"
    assert status == 0 and "<em class=s>" in (site / "sample.html").read_text() and (site / "assets" / "own.js").read_text() == "alert(1);", said
    assert "nothing, all is up to date" in run(*build)[1]
    assert "site" in run(*build[:3])[1].partition("built in")[2] and "<em class=s>" not in (site / "sample.html").read_text(), "without them it is made anew"

    pages.write_text(overridden('<xsl:template match="s[2]"/>'))
    status, said = run(*build)
    assert status == 1 and "sample.p1.s2 is not there" in said, "a word that is lost is found, whoever lost it"

    pages.write_text(overridden('<xsl:template match="s"><em class="s"><xsl:next-match/></em></xsl:template>'))
    status, said = run("render", home / "tei" / "texts" / "sample.xml", "-o", tmp_path / "one", "--xslt", own)
    assert status == 0 and "<em class=s>" in (tmp_path / "one" / "sample.html").read_text()
    packed = tmp_path / "packed"
    assert run("package", "--edition", home, "-o", packed, "--xslt", own)[0] == 0
    assert (packed / "data" / "source" / "xslt" / "html.xsl").read_bytes() == pages.read_bytes() and (packed / "data" / "source" / "xslt" / "html" / "site.xsl").is_file()


def test_a_faulty_stylesheet_of_an_edition_is_named_with_its_line(tmp_path: Path) -> None:
    starting.start(tmp_path / "e", "T", "E", "https://edition.example/")
    (tmp_path / "html.xsl").write_text(overridden("<xsl:template match='s[' mode='text'/>"))
    status, said = run("build", "--edition", tmp_path / "e", "--xslt", tmp_path)
    assert status == 2 and "html.xsl" in said and "line 2" in said and "Correct this stylesheet" in said
    assert run("build", "--edition", tmp_path / "e", "--xslt", tmp_path / "none")[0] == 2


@pytest.mark.parametrize("text", [NOVEL, NOVEL.strip(), "One.\nTwo. Three!\n“Four?” Five", "A\n\n\nB\n", "\nA & <b>. “C”\n \u00a0d\n".replace("\n \u00a0", "\n\u00a0"), "e.g. this, z. B. that", "Кто? — Я. «Да!» Нет…\nИ т. д."])
def test_the_witness_is_kept_byte_for_byte(text: str, tmp_path: Path) -> None:
    source = tmp_path / "1 text.txt"
    source.write_bytes(text.encode("utf-8"))
    starting.start(tmp_path / "e", "T", "E", "https://edition.example/", text=source)
    (one,) = corpus.load(tmp_path / "e" / "tei" / "edition.xml").texts
    assert witness.rebuild(one) == text.encode("utf-8") and one.path.name == "text-1-text.xml"
    assert run("validate", tmp_path / "e" / "tei")[0] == 0


@pytest.mark.parametrize("data", [b"a  b", b"a\r\nb", b"a\tb", b" a", b"a \nb", b"a\x07b", b"\xff\xfe", b" \n", b""])
def test_what_cannot_be_kept_is_refused(data: bytes, tmp_path: Path) -> None:
    source = tmp_path / "text.txt"
    source.write_bytes(data)
    with pytest.raises(InputError):
        starting.start(tmp_path / "e", "T", "E", "https://edition.example/", text=source)
    assert not (tmp_path / "e").exists()
