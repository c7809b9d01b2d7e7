"""The OCFL object: valid without a warning, and every release comes back byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import ocfl
import pytest
from ocfl.validator import Validator
from package.conftest import write

from edition.errors import InputError, UsageError
from edition.package import ocfl as objects
from edition.package.deposit import Deposit
from edition.package.ocfl import Kept

NAME = "https://edition.example/"


def kept(version: str, files: dict[str, bytes], date: str = "2026-11-22") -> Kept:
    return Kept(files, version, date, "The Edition", "mailto:archive@edition.example")


FIRST = {"data/a.txt": b"alpha", "data/b/c.txt": b"gamma", "bagit.txt": b"1.0"}
SECOND = {"data/a.txt": b"alpha", "data/d.txt": b"gamma", "bagit.txt": b"1.0", "data/e.txt": b"epsilon"}


def assert_valid(folder: Path) -> None:
    validator = Validator(log_warnings=True)
    assert validator.validate_object(str(folder)), validator.log.messages
    assert not validator.log.num_errors and not validator.log.num_warnings, validator.log.messages


def test_an_object_grows_by_releases(tmp_path: Path) -> None:
    folder = tmp_path / "object"
    assert objects.add(folder, NAME, kept("1.0.0", FIRST)) == "v1"
    assert_valid(folder)
    before = {path: path.read_bytes() for path in (folder / "v1").rglob("*") if path.is_file()}
    assert objects.add(folder, NAME, kept("1.1.0", SECOND, "2027-01-01")) == "v2"
    assert_valid(folder)
    assert {path: path.read_bytes() for path in (folder / "v1").rglob("*") if path.is_file()} == before
    assert objects.give_back(folder, "1.0.0") == FIRST and objects.give_back(folder, "1.1.0") == SECOND
    assert [path.name for path in (folder / "v2" / "content").rglob("*.txt")] == ["e.txt"]  # what was there already is not stored again
    assert objects.versions(objects.read(folder)) == ["1.0.0", "1.1.0"]


def test_ocfl_py_gives_the_same_files(tmp_path: Path) -> None:
    folder = tmp_path / "object"
    objects.add(folder, NAME, kept("1.0.0", FIRST))
    objects.add(folder, NAME, kept("1.1.0", SECOND))
    for number, files in (("v1", FIRST), ("v2", SECOND)):
        out = tmp_path / number
        ocfl.Object().extract(str(folder), number, str(out))
        assert {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()} == files


def test_what_is_kept_is_never_changed(tmp_path: Path) -> None:
    folder = tmp_path / "object"
    objects.add(folder, NAME, kept("1.0.0", FIRST))
    assert objects.add(folder, NAME, kept("1.0.0", FIRST)) == "v1"
    with pytest.raises(UsageError, match=r"has release 1\.0\.0 already, with other bytes"):
        objects.add(folder, NAME, kept("1.0.0", SECOND))
    with pytest.raises(UsageError, match="has no release 9"):
        objects.give_back(folder, "9.0.0")
    (folder / "inventory.json").write_bytes((folder / "inventory.json").read_bytes() + b" ")
    with pytest.raises(InputError, match="is damaged"):
        objects.add(folder, NAME, kept("1.1.0", SECOND))


def test_what_is_no_object_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "mine", {"letter.txt": b"mine"})
    with pytest.raises(InputError, match=r"is no OCFL 1\.1 object"):
        objects.add(tmp_path / "mine", NAME, kept("1.0.0", FIRST))
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_whole_package_goes_in_and_comes_back(published: Deposit, tmp_path: Path) -> None:
    item = published.description.edition
    objects.add(tmp_path / "object", NAME, Kept(published.files, "1.0.0", item.one("date"), item.one("publisher"), f"mailto:{item.one('contact')}"))
    assert_valid(tmp_path / "object")
    assert objects.give_back(tmp_path / "object", "1.0.0") == dict(sorted(published.files.items()))
    assert json.loads((tmp_path / "object" / "inventory.json").read_bytes())["versions"]["v1"]["created"] == f"{item.one('date')}T00:00:00Z"
