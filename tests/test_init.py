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

    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    status, said = run("init", home)
    assert status == 2 and "nothing is overwritten" in said
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


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
