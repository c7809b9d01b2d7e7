"""Identifiers of files and folders: as Software Heritage's own library and as git compute them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from swh.model.from_disk import Content, Directory

from edition import corpus, ledger, releases, swhid

ROOT = Path(__file__).resolve().parents[2]
FILES = {"a.txt": b"one\n", "a/b": b"", "a-b": b"\0\xff", "a/c/d.xml": b"<d/>", "ä/я": "я".encode(), "a0": b"zero"}


def test_a_content_has_the_identifier_that_the_library_gives() -> None:
    for data in FILES.values():
        assert swhid.content(data) == str(Content.from_bytes(mode=0o100644, data=data).swhid())


def test_a_folder_has_the_identifier_that_the_library_gives(tmp_path: Path) -> None:
    """Also where a folder sorts otherwise than its name: git puts `a/` after `a-b` and `a.txt`."""
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert swhid.directory(FILES) == str(Directory.from_disk(path=bytes(tmp_path), max_content_length=None).swhid())
    assert swhid.directory(dict(reversed(FILES.items()))) == swhid.directory(FILES)


def test_the_empty_folder() -> None:
    assert swhid.directory({}) == "swh:1:dir:4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def test_one_path_cannot_be_file_and_folder() -> None:
    with pytest.raises(ValueError):
        swhid.directory({"a": b"", "a/b": b""})
    with pytest.raises(ValueError):
        swhid.directory({"a/b": b"", "a": b""})


def test_the_edition_is_the_folder_of_its_files(edition: corpus.Edition, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ROOT / "tei", tmp_path / "tei", ignore=shutil.ignore_patterns("releases", "citations.jsonl")))
    assert swhid.of_edition(edition) == str(Directory.from_disk(path=bytes(copy), max_content_length=None).swhid())


def test_git_and_the_ledger_agree_on_each_release(edition: corpus.Edition) -> None:
    for release in ledger.of_edition(edition).releases:
        folder = f"tei/releases/{release.version}/tei"
        assert release.swhid == releases.identifier(edition.head.path, release.version)
        done = subprocess.run(["git", "-C", str(ROOT), "rev-parse", f"HEAD:{folder}"], capture_output=True, text=True, check=False)
        if done.returncode == 0:  # else it is not yet committed, or this is no repository
            assert release.swhid == f"swh:1:dir:{done.stdout.strip()}"


def test_an_edition_in_another_folder_is_the_files_it_consists_of(edition: corpus.Edition, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    for document in edition.members:
        target = home / document.path.relative_to(edition.head.path.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(document.data)
    first = swhid.of_edition(corpus.load(home / "edition.xml"))
    (home / "scratch.txt").write_text("not of the edition")
    assert swhid.of_edition(corpus.load(home / "edition.xml")) == first
