"""verify-package and inspect: what is sound passes, what is not is named, and both work from the package alone."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from package.conftest import write

from edition.cli import main
from edition.package import bag, deposit, verify
from edition.package.deposit import Deposit


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, list(arguments))
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def copy(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package where no edition is near."""
    folder = tmp_path_factory.mktemp("archive") / "deposit"
    shutil.copytree(package, folder)
    return folder


def test_a_sound_package_passes(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy.parent)
    status, said = run("verify-package", "deposit")
    assert status == 0 and said.rstrip().endswith("the package is sound"), said
    assert said.count("good") >= 10 and verify.BAD not in said


def rebagged(folder: Path, changes: dict[str, bytes]) -> Path:
    """A bag whose payload was changed by somebody who made all manifests anew."""
    payload = {path.relative_to(folder / "data").as_posix(): path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file()} | changes
    payload.pop(deposit.SUMS)
    payload[deposit.SUMS] = deposit.sums(payload)
    info = [(name, value) for name, value in bag.fields(folder) if name != "Payload-Oxum"]
    tags = {name: (folder / name).read_bytes() for name in (deposit.PROFILE, deposit.README)} | {deposit.SWHIDS: deposit.swhids(payload)}
    return write(folder.parent / "forged", bag.bagged(payload, info, tags))


def test_a_forgery_with_new_checksums_is_found(copy: Path, tmp_path: Path) -> None:
    """A witness with one letter changed: the statement of provenance, the header of its text and the crate tell."""
    shutil.copytree(copy, tmp_path / "deposit")
    witness = next((tmp_path / "deposit" / "data" / "source" / "tei" / "witnesses").iterdir())
    data = witness.read_bytes()
    forged = rebagged(tmp_path / "deposit", {witness.relative_to(tmp_path / "deposit" / "data").as_posix(): data[:-1] + b"?"})
    bad = {result.name for result in verify.package(forged) if result.outcome == verify.BAD}
    assert {"what was made of what (provenance)", "the witnesses are rebuilt from the TEI"} <= bad
    assert "every file is what it was (manifests)" not in bad


def test_each_part_is_checked(copy: Path) -> None:
    """Several files cut in half: each check tells of what it is about."""
    checks = {"swhids.tsv": "SWHIDs of all files", "bag-info.txt": "the bag keeps its profile", "data/SHA512SUMS": "SHA512SUMS", "data/ro-crate-metadata.json": "the RO-Crate describes what is there", "data/source/tei/edition.xml": "the TEI is valid"}
    before = {file: (copy / file).read_bytes() for file in checks}
    write(copy, {file: data[: len(data) // 2] for file, data in before.items()})
    results = {result.name: result for result in verify.package(copy)}
    write(copy, before)
    for check in (*checks.values(), "every file is what it was (manifests)"):
        assert results[check].outcome == verify.BAD and results[check].reasons, check


def test_an_unsigned_package_is_not_trusted_where_signers_are_named(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "signers").write_text("")
    status, said = run("verify-package", str(copy), "--signers", str(tmp_path / "signers"))
    assert status == 1 and "the package is not signed" in said


def test_what_is_no_package_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"letter.txt": b"Dear", "folder/x.txt": b"x", "broken.zip": b"PK\x03\x04"})
    for name, words in (("none", "there is no such package"), ("letter.txt", "neither the folder of a bag nor a ZIP"), ("folder", "there is no bagit.txt"), ("broken.zip", "neither the folder")):
        for command in ("verify-package", "inspect"):
            status, said = run(command, str(tmp_path / name))
            assert status == 3 and words in said and "Traceback" not in said


def test_a_zip_leads_nowhere_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../../outside.txt", "x")
        archive.writestr("bag/bagit.txt", "x")
    run("inspect", str(tmp_path / "evil.zip"))
    assert not list(tmp_path.parent.rglob("outside.txt"))


def test_inspect_fits_an_archivist(copy: Path) -> None:
    status, said = run("inspect", str(copy))
    assert status == 0 and max(map(len, said.splitlines())) < 200 and len(said.splitlines()) < 80
    for words in ("fmt/479", "application/tei+xml", "CC BY 4.0", "In Copyright", "no release", "wanting", "not checked", "swh:1:dir:"):
        assert words in said, words


def test_inspect_speaks_to_programs(copy: Path, draft: Deposit) -> None:
    told = json.loads(run("inspect", str(copy), "--json")[1])
    assert told["status"] == "Draft" and told["missing"] == draft.description.missing
    assert told["files"] == sum(path.startswith("data/") for path in draft.files)
    assert {"path", "name", "about", "files", "bytes", "licences"} == set(told["contents"][0])
    assert {entry["pronom"] for entry in told["formats"]} >= {"fmt/101", "fmt/479", "fmt/483", "x-fmt/111"}
    assert told["checks"]["done"] and told["checks"]["unchecked"]


def test_a_folder_that_is_no_package_is_not_written_over(copy: Path, tmp_path: Path) -> None:
    write(tmp_path / "mine", {"letter.txt": b"mine"})
    home = copy / "data" / "source" / "tei"
    status, said = run("package", "--edition", str(home), "-o", str(tmp_path / "mine"))
    assert status == 2 and "is no package" in said and (tmp_path / "mine" / "letter.txt").read_bytes() == b"mine"


def test_odd_wishes_are_refused(copy: Path, tmp_path: Path) -> None:
    home = str(copy / "data" / "source" / "tei")
    for options, words in ((("--version", "9.9.9"), "There is no release 9.9.9"), (("--draft", "--previous", str(tmp_path / "o")), "Only releases are kept"), (("--draft", "--version", "1.0.0"), "Choose one")):
        status, said = run("package", "--edition", home, *options)
        assert status == 2 and words in said
