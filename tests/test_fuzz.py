"""The whole command on mutants of the edition's own files, of trees and of bytes: it ends as it promises, and every format stays what it is.

By default a sample with fixed seeds; with EDITION_LONG=1 many more.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from mutants import Mutator, harmed

from edition import report
from edition.cli import main

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 300 if os.environ.get("EDITION_LONG") else 12
FORMATS = tuple(report.FORMATS)
# With these a file is checked by itself, with its edition around it, and with the warnings counted.
OPTIONS = ((), ("--strict",), ("--lang", "ru"))
ENDS = {"html": "</html>", "txt": "\n"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the edition, to be spoilt file by file."""
    return Path(shutil.copytree(ROOT / "tei", tmp_path_factory.mktemp("fuzz") / "tei"))


def mutant(data: bytes, seed: int) -> tuple[bytes, str]:
    """Data changed by a seed, in its tree or in its bytes, and what was done to it."""
    if seed % 2:
        mutator = Mutator(seed)
        return mutator.mutant(data.decode(), 1 + seed % 3).encode(), ", ".join(mutator.steps)
    return harmed(data, random.Random(seed)), "bytes"


def said(*arguments: object) -> tuple[int, str, str]:
    """Run the command in this process; its exit status is one that errors of a file may have, and it shows no traceback."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code in (0, 1, 3) and not re.search(r"Traceback|internal error", result.output), result.output[-2000:]
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("number", range(ROUNDS))
def test_mutants_of_files(number: int, home: Path, tmp_path: Path) -> None:
    files = sorted(home.rglob("*.xml"))
    for seed in range(number * len(FORMATS), (number + 1) * len(FORMATS)):
        file, form = files[seed % len(files)], FORMATS[seed % len(FORMATS)]
        whole = file.read_bytes()
        data, steps = mutant(whole, seed)
        alone = tmp_path / f"{seed}.xml"
        alone.write_bytes(data)
        file.write_bytes(data)
        try:
            # By itself, without an edition, is fastest; one in a round is checked within its edition.
            check(*said("validate", file if form == FORMATS[number % len(FORMATS)] else alone, "--format", form, *OPTIONS[seed % len(OPTIONS)])[:2], form)
        except Exception as error:
            raise AssertionError(f"{file.relative_to(home)}, seed {seed}, --format {form}: {steps}") from error
        finally:
            file.write_bytes(whole)


def check(status: int, text: str, form: str) -> None:
    """A report is what its format promises, and tells of errors where the status does."""
    counts = {"json": _json, "sarif": _sarif, "junit": _junit, "github": _github, "text": _text}[form](text)
    assert bool(counts) >= (status != 0), "no error without its finding"


def _json(text: str) -> int:
    found = json.loads(text)
    assert all(one["line"] >= 1 and one["message"] and one["mend"] and one["severity"] in ("error", "warning") for one in found["findings"])
    return len(found["findings"]) + len(found["unreadable"])


def _sarif(text: str) -> int:
    (run,) = json.loads(text)["runs"]
    prints = [result["partialFingerprints"]["editionFinding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert all(run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    return len(prints) + len(run["invocations"][0]["toolExecutionNotifications"])


def _junit(text: str) -> int:
    suite = ElementTree.fromstring(text.encode())
    assert int(suite.get("tests", "")) == len(suite) and suite.get("failures") == str(sum(case.find("failure") is not None for case in suite))
    return int(suite.get("failures", "")) + int(suite.get("errors", ""))


def _github(text: str) -> int:
    *rows, summary = text.removesuffix("\n").split("\n")
    assert all(re.fullmatch(r"::(error|warning)( file=[^:,]+,line=\d+(,col=\d+)?,title=\w+)?::[^\r\n]+", row) for row in rows)
    assert re.search(r"\d", summary)
    return len(rows)


def _text(text: str) -> int:
    rows = text.removesuffix("\n").split("\n")
    found = [row for row in rows if re.match(r"\S+\.xml(:\d+)*: (error|warning) \w\d{3}: ", row)]
    assert all(row in found or re.match(r" *\d* [|] ?", row) for row in rows[:-1]), rows
    return len(found)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_mutants_are_rendered_whole_or_not_at_all(number: int, home: Path, tmp_path: Path) -> None:
    files = sorted(home.rglob("*.xml"))
    for seed in range(2 * number, 2 * number + 2):
        data, steps = mutant(files[seed % len(files)].read_bytes(), seed)
        (tmp_path / "x.xml").write_bytes(data)
        try:
            status, _, told = said("render", tmp_path / "x.xml", "-o", tmp_path / f"{seed}", "--to", "html,text")
            made = sorted((tmp_path / f"{seed}").rglob("*"))
            whole = not status or "error E402" in told  # a product that lacks a word is there, and does not pass for a success
            assert [path.name for path in made] == (["x.html", "x.txt"] if whole else [])
            assert all(path.read_text("utf-8").endswith((ENDS[path.suffix[1:]], "</html>\n")) or path.stat().st_size < 2 for path in made)
            if made:
                etree.fromstring(made[0].read_bytes(), etree.HTMLParser())
        except Exception as error:
            raise AssertionError(f"{files[seed % len(files)].relative_to(home)}, seed {seed}: {steps}") from error
