"""The bag: what the archives' own tools say of it, that the smallest change is found, and that it is the same wherever it is packed."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import bagit_profile
import pytest
from package.conftest import GIVEN, LONG, write

from edition import corpus
from edition.package import bag, deposit
from edition.package.deposit import Deposit


def test_bagit_takes_the_bag_without_a_warning(package: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = bagit.Bag(str(package))
    found.validate(processes=1)
    assert found.version_info == (1, 0) and list(found.algorithms) == ["sha512"]
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


@pytest.mark.parametrize("name", ["draft", "published"])
def test_the_bag_keeps_its_profile(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    made: Deposit = request.getfixturevalue(name)
    folder = write(tmp_path / "bag", {path: data for path, data in made.files.items() if not path.startswith("data/") or path == "data/SHA512SUMS"})
    tree = json.loads(made.files[deposit.PROFILE])
    profile = bagit_profile.Profile(tree["BagIt-Profile-Info"]["BagIt-Profile-Identifier"], profile=tree)
    assert profile.validate(bagit.Bag(str(folder))), profile.report


def test_without_one_of_its_files_the_profile_is_not_kept(draft: Deposit, tmp_path: Path) -> None:
    folder = write(tmp_path / "bag", {path: data for path, data in draft.files.items() if not path.startswith("data/") and path != deposit.README})
    tree = json.loads(draft.files[deposit.PROFILE])
    assert not bagit_profile.Profile("bagit-profile.json", profile=tree).validate(bagit.Bag(str(folder)))


def test_coreutils_and_python_alone_can_check_it(package: Path) -> None:
    if sha512sum := shutil.which("sha512sum"):
        subprocess.run([sha512sum, "--check", "--quiet", bag.TAGS, bag.MANIFEST], cwd=package, check=True)
        subprocess.run([sha512sum, "--check", "--quiet", deposit.SUMS], cwd=package / "data", check=True)
    alone = [sys.executable, "-I", "data/source/scripts/edition/package/bag.py", "."]
    assert subprocess.run(alone, cwd=package, check=True, capture_output=True, text=True).stdout.startswith("The bag is complete")


def small(tmp_path: Path) -> Path:
    return write(tmp_path / "bag", bag.bagged({"a.txt": b"alpha", "b/c.txt": b"gamma " * 50, "empty": b""}, [("Bagging-Date", "2026-11-22")], {"README.txt": b"Read me\n"}))


def test_every_bit_counts(tmp_path: Path) -> None:
    folder = small(tmp_path)
    assert not list(bag.faults(folder))
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = file.read_bytes()
        for place in range(len(data)) if LONG else random.Random(file.name).sample(range(len(data)), min(40, len(data))):
            file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
            assert list(bag.faults(folder)), f"{file.name}, byte {place}"
        file.write_bytes(data)
    assert not list(bag.faults(folder))


def test_a_flipped_bit_in_any_file_of_the_package_is_found(package: Path, tmp_path: Path) -> None:
    """In files drawn by lot, or in every file."""
    copy = tmp_path / "copy"
    shutil.copytree(package, copy)
    files = sorted(path for path in copy.rglob("*") if path.is_file() and path.stat().st_size)
    for file in files if LONG else random.Random(0).sample(files, 12):
        data = file.read_bytes()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 64]))
        name = file.relative_to(copy).as_posix()
        assert any(name in fault or not name.startswith("data/") for fault in bag.faults(copy)), name
        file.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("data/more.txt", b"more", "stands in no manifest"),
        ("data/a.txt", None, "is missing"),
        ("NOTE.txt", b"more", "is not told of"),
        ("bag-info.txt", b"Payload-Oxum: 1.1\n", "Payload-Oxum is 1.1"),
        ("bagit.txt", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n", "does not say"),
        (bag.MANIFEST, b"0" * 128 + b"  data/../../secret\n", "is no line of a manifest"),
        (bag.MANIFEST, b"\xff\n", "cannot be read"),
    ],
)
def test_what_is_no_sound_bag_is_told(name: str, content: bytes | None, complaint: str, tmp_path: Path) -> None:
    folder = small(tmp_path)
    (folder / name).unlink() if content is None else (folder / name).write_bytes(content)
    assert any(complaint in fault for fault in bag.faults(folder))


def test_names_are_those_that_every_archive_takes(draft: Deposit) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*", path) for path in draft.files)
    assert len({path.lower() for path in draft.files}) == len(draft.files)


def test_what_bag_info_says_comes_from_the_header(published: Deposit, tmp_path: Path) -> None:
    fields = bag.fields(write(tmp_path, {"bag-info.txt": published.files["bag-info.txt"]}))
    assert ("Contact-Email", GIVEN["contact"]) in fields and ("External-Identifier", f"https://doi.org/{GIVEN['doi']}") in fields
    assert ("Internal-Sender-Description", "Release") in fields
    assert dict(fields)["BagIt-Profile-Identifier"] == "https://edition.example/files/schema/bagit-profile.json"


PACK = "import sys; from pathlib import Path; from edition import corpus; from edition.package import deposit; import hashlib\nfiles = deposit.of_edition(corpus.load(Path(sys.argv[1])), Path(sys.argv[2]), '').files\nprint(*(f'{hashlib.sha256(data).hexdigest()} {path}' for path, data in files.items()), sep='\\n')"


def test_packed_elsewhere_it_has_the_same_bytes(edition: corpus.Edition, built: Path, draft: Deposit, tmp_path: Path) -> None:
    """In another folder, time zone, locale and order of sets."""
    home = tmp_path / "in anderem Ordner" / "tei"
    shutil.copytree(edition.head.path.parent, home)
    for name in ("CHANGELOG.md", "CITATION.cff", "LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(edition.head.path.parents[1] / name, home.parent)
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONHASHSEED": "4711"}
    done = subprocess.run([sys.executable, "-c", PACK, str(home / "edition.xml"), str(built)], capture_output=True, text=True, env={**os.environ, **elsewhere}, umask=0o077, check=True)
    import hashlib

    assert done.stdout.splitlines() == [f"{hashlib.sha256(data).hexdigest()} {path}" for path, data in draft.files.items()]


def test_a_zip_has_the_same_bytes_and_the_same_files(published: Deposit, tmp_path: Path) -> None:
    data = deposit.zipped(published.files, "top")
    assert data == deposit.zipped(dict(reversed(published.files.items())), "top")
    (tmp_path / "a.zip").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name.removeprefix("top/"): archive.read(name) for name in archive.namelist()} == published.files
