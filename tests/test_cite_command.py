"""`edition cite` as its user runs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from edition.cli import main

HOME = Path(__file__).parent / "case" / "reference"


def run(*arguments: str) -> tuple[int, str]:
    """Run the command; give its exit status and all that it said."""
    result = CliRunner().invoke(main, ["cite", "--edition", str(HOME), *arguments])
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("gost", "Война и мир // Читательская библиотека. Версия 1.0.0. 2026. 1 янв. Фрагмент war 3.2."),
        ("chicago", "“War and Peace.” In The Reader’s Library, version 1.0.0. Nobody, January 1, 2026, war 3.2."),
        ("mla", "“War and Peace.” The Reader’s Library, version 1.0.0, Nobody, 1 Jan. 2026, war 3.2."),
    ],
)
def test_a_passage_in_every_style(style: str, said: str) -> None:
    assert run("war", "3.2", "--style", style) == (0, said + "\n")
    status, marked = run("«Война", "и", "мир»,", "абз.", "3,", "предл.", "2", "--style", style, "--to", "html")
    assert status == 0 and re.sub("<[^>]+>", "", marked) == said + "\n" and ("<cite>" in marked) == (style != "gost")


def test_a_text_and_the_edition() -> None:
    assert run("onegin", "--style", "mla") == (0, "“Eugene Onegin.” The Reader’s Library, version 1.0.0, Nobody, 1 Jan. 2026.\n")
    assert run("--style", "mla") == run("edition", "--style", "mla") == (0, "The Reader’s Library, version 1.0.0, Nobody, 1 Jan. 2026.\n")


def test_what_programs_are_told() -> None:
    status, said = run("war", "3.2–4", "--json", "--to", "ris", "--lang", "ru")
    told = json.loads(said)
    assert status == 0 and {key: told[key] for key in ("text", "reference", "first", "last")} == {"text": "war", "reference": "war 3.2–3.4", "first": "war.p3.s2", "last": "war.p3.s4"}
    assert "TI  - Война и мир\n" in told["citation"] and "N1  - war 3.2–3.4\n" in told["citation"] and "address" not in told


def test_an_address_has_the_day_on_which_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "texts").symlink_to(HOME / "texts")
    head = (HOME / "edition.xml").read_text("utf-8").replace("</publicationStmt>", '<idno type="URI">https://edition.example</idno></publicationStmt>')
    (tmp_path / "edition.xml").write_text(head, "utf-8")
    ask = ("war", "3.2", "--style", "gost", "--edition", str(tmp_path))
    assert run(*ask, "--accessed", "2026-11-22")[1].endswith("Фрагмент war 3.2. URL: https://edition.example/war.html#war.p3.s2 (дата обращения: 22.11.2026).\n")
    assert run(*ask, "--accessed", "none")[1].endswith("URL: https://edition.example/war.html#war.p3.s2.\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert "(дата обращения: 02.01.1970)" in run(*ask)[1]


@pytest.mark.parametrize(("asked", "said"), [(("war", "9"), "Try “war 0” or “war 3”."), (("letters", "1"), "Try “letters-one 1” or “letters-two 1”."), (("war", "--accessed", "today"), "no day"), (("war", "--style", "apa"), "apa")])
def test_what_cannot_be_cited_is_wrong_usage(asked: tuple[str, ...], said: str) -> None:
    status, told = run(*asked)
    assert status == 2 and said in told and "Traceback" not in told
