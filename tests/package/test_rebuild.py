"""A package makes itself again, with the toolchain that is in it. By default what is quick to make; in the long run all of it, byte for byte, and every release."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from package.conftest import LONG, ROOT

REMAKE = """
import sys
from pathlib import Path
import edition
from edition import corpus, plain, transform
from edition.package import contents, description, registers
here = Path.cwd()
assert Path(edition.__file__).is_relative_to(here), edition.__file__
found = corpus.load(here / "tei" / "edition.xml")
resolved = transform.resolve(corpus.gather(found))
made = {f"text/{name}": data for name, data in plain.files(found, resolved).items()}
made[contents.WHOLE] = contents.whole(found)
made |= registers.of_edition(resolved, description.of_edition(found, resolved, "").base)
for path, data in made.items():
    assert data == (here.parent / path).read_bytes(), path
print(len(made))
"""


@pytest.fixture
def unpacked(package: Path, tmp_path: Path) -> Path:
    """The payload where nothing else of ours is."""
    folder = tmp_path / "payload"
    shutil.copytree(package / "data", folder)
    return folder


def run(folder: Path, *arguments: str) -> str:
    """Run Python with the toolchain of a payload: what it needs from others is what is installed, its own modules are those unpacked."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONPATH": f"{folder / 'source' / 'scripts'}{os.pathsep}{os.pathsep.join(sys.path)}"}
    done = subprocess.run([sys.executable, *arguments], cwd=folder / "source", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout


def test_the_packed_toolchain_makes_the_packed_texts_again(unpacked: Path) -> None:
    assert int(run(unpacked, "-c", REMAKE)) > 10


def test_the_payload_has_what_make_needs(unpacked: Path) -> None:
    source = unpacked / "source"
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "README.md", "LICENSE", "tei/edition.xml", "schema/edition.odd", "xslt/html/site.xsl", "scripts/edition/cli.py"):
        assert (source / name).is_file(), name
    ours = {path.relative_to(ROOT / "scripts").as_posix(): path.read_bytes() for path in (ROOT / "scripts").rglob("*.py") if "data" not in path.parts}
    assert {path.relative_to(source / "scripts").as_posix(): path.read_bytes() for path in (source / "scripts").rglob("*.py")} == ours


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if LONG:

    def test_the_package_makes_itself_again(unpacked: Path, package: Path, tmp_path: Path) -> None:
        """Unpack, build everything, pack: the same bytes."""
        run(unpacked, "-m", "edition", "package", "-o", str(tmp_path / "again"))
        again, before = files(tmp_path / "again"), files(package)
        assert [path for path in before if again.get(path) != before[path]] == [] and set(again) == set(before)

    def test_every_release_is_kept_and_comes_back(unpacked: Path, tmp_path: Path) -> None:
        """Two releases, with an improvement between them; the object gets both, though only the newest is packed."""
        from edition.package import ocfl

        head = unpacked / "source" / "tei" / "edition.xml"
        shutil.rmtree(head.parent / "releases", ignore_errors=True)
        (head.parent / "citations.jsonl").unlink(missing_ok=True)
        run(unpacked, "-m", "edition", "release", "1.0.0", "--date", "2026-11-22")
        run(unpacked, "-m", "edition", "package", "--previous", str(tmp_path / "one"))
        first = files(unpacked / "source" / "build" / "package")
        text = head.read_text("utf-8")
        step = re.search(r'<respStmt xml:id="([^"]+)"', text)
        better = re.sub(r"(<projectDesc>\s*<p>)", r"\1This is the second release. ", text)
        assert step and better != text
        head.write_text(better.replace("</revisionDesc>", f'<change when="2026-11-23" who="#{step[1]}">The aims say which release this is.</change></revisionDesc>'), "utf-8")
        run(unpacked, "-m", "edition", "release", "1.1.0", "--date", "2026-11-23")
        run(unpacked, "-m", "edition", "package", "--previous", str(tmp_path / "both"))
        second = files(unpacked / "source" / "build" / "package")
        assert ocfl.versions(ocfl.read(tmp_path / "both")) == ["1.0.0", "1.1.0"]
        assert ocfl.give_back(tmp_path / "both", "1.1.0") == second
        run(unpacked, "-m", "edition", "package", "--previous", str(tmp_path / "one"))
        assert ocfl.give_back(tmp_path / "one", "1.0.0") == first and ocfl.give_back(tmp_path / "one", "1.1.0") == second
        run(unpacked, "-m", "edition", "package", "--version", "1.0.0", "-o", str(tmp_path / "old"))
        assert files(tmp_path / "old") == first
