"""The same files give the same bytes, whoever builds them, where and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition import build as building
from edition import corpus, fonts, validate

# As far from the build of the other tests as it gets: half a day ahead, in ASCII, files for the owner alone, sets in another order.
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "LANG": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "4711"}
FAKETIME = shutil.which("faketime")
LATER = [FAKETIME, "2031-05-07 23:59:58"] if FAKETIME else []

# Cuts one face of the typeface for the characters that it reads: to cut all of them takes longer than the rest of a build.
CUT = "import sys; from edition import fonts; name = sys.argv[1]; fonts.FACES = {name: fonts.FACES[name]}; sys.stdout.buffer.write(fonts.subset(sys.stdin.buffer.read().decode())[name])"


def elsewhere(*arguments: str, stdin: bytes = b"") -> bytes:
    """Run our Python in another environment, at another time; give what it writes."""
    command = [*LATER, sys.executable, *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **ELSEWHERE}, umask=0o077, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:].decode()
    return done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_files_give_the_same_bytes(edition: corpus.Edition, built: Path, tmp_path: Path) -> None:
    """All products, from a copy of the edition in another folder. The typeface is taken over, but for one face, which is cut anew."""
    home = tmp_path / "in anderem Ordner" / "tei"
    shutil.copytree(edition.head.path.parent, home)
    elsewhere("-m", "edition", "build", "--edition", str(home / "edition.xml"))
    again, before = contents(home.parent / "build"), contents(built)
    assert {"site", "pdf", "epub", "text", "report"} <= {name.partition("/")[0] for name in before}
    assert sorted(again) == sorted(before)
    assert [name for name in before if again[name] != before[name]] == []
    workshop = building.Workshop(edition, validate.validate(validate.members(edition.head.path)), built)
    face = next(iter(fonts.FACES))
    assert elsewhere("-c", CUT, face, stdin=workshop.characters.encode()) == before[f"site/assets/fonts/{face}"]
    if not FAKETIME:
        pytest.skip("compared in all but the date, which needs faketime on the system: apt-get install faketime")
