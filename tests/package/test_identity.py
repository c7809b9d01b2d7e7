"""Names that anybody can compute again, statements of what was made of what, and signatures."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from package.conftest import write
from swh.model.from_disk import Content, Directory

from edition import swhid
from edition.errors import InputError, UsageError
from edition.package import bag, deposit, provenance, signature
from edition.package.deposit import Deposit


def test_swh_model_names_all_files_and_the_release_alike(draft: Deposit, package: Path, edition: object) -> None:
    said = dict(reversed(row.split("\t")) for row in (package / deposit.SWHIDS).read_text().splitlines())
    payload = {path for path in draft.files if path.startswith("data/")}
    assert set(said) == payload | {"data", "data/source", "data/source/tei"}
    for path in sorted(payload):
        assert said[path] == str(Content.from_bytes(mode=0o644, data=draft.files[path]).swhid()), path
    assert said["data"] == str(Directory.from_disk(path=str(package / "data").encode(), max_content_length=None).swhid())
    assert draft.description.edition.one("swhid") == swhid.of_edition(edition)  # type: ignore[arg-type]


def test_a_statement_tells_of_every_product(draft: Deposit) -> None:
    payload = {path.removeprefix("data/"): data for path, data in draft.files.items() if path.startswith("data/")}
    statements = [json.loads(row) for row in payload[provenance.PATH].splitlines()]
    for told in statements:
        assert told["_type"] == "https://in-toto.io/Statement/v1" and told["predicateType"] == "https://in-toto.io/attestation/link/v0.3"
        assert told["subject"] and all(entry["digest"]["sha512"] for entry in told["subject"])
        assert {"name", "command", "materials", "byproducts", "environment"} == set(told["predicate"])
    named = {entry["name"] for told in statements for entry in told["subject"]}
    assert {path for path in payload if path.startswith(("pdf/", "epub/", "site/", "text/", "report/", "resolved/"))} <= named
    assert provenance.faults(payload[provenance.PATH], payload) == []


def test_a_statement_that_is_not_so_is_found(published: Deposit) -> None:
    payload = {path.removeprefix("data/"): data for path, data in published.files.items() if path.startswith("data/")}
    told = payload[provenance.PATH]
    assert any("pdf/edition.pdf" in fault for fault in provenance.faults(told, payload | {"pdf/edition.pdf": b"other"}))
    assert any("source/xslt/" in fault for fault in provenance.faults(told, payload | {"source/xslt/new.xsl": b"<x/>"}))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    if not shutil.which("ssh-keygen"):
        pytest.skip("needs OpenSSH on the system: apt-get install openssh-client")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(tmp_path / "key")], check=True)
    return tmp_path / "key"


def test_a_signature_vouches_for_these_bytes_and_this_use(key: Path, tmp_path: Path) -> None:
    data = b"checksums\n"
    write(tmp_path, {signature.NAME: signature.sign(data, key), "signers": f'archive@edition.example namespaces="{signature.NAMESPACE}" {key.with_suffix(".pub").read_text()}'.encode()})
    file, signers = tmp_path / signature.NAME, tmp_path / "signers"
    assert signature.verify(data, file, None).good and signature.verify(data, file, signers).good
    assert not signature.verify(data + b" ", file, None).good and not signature.verify(data + b" ", file, signers).good
    signers.write_text(f'archive@edition.example namespaces="letters" {key.with_suffix(".pub").read_text()}')
    assert not signature.verify(data, file, signers).good
    signers.write_text("")
    assert not signature.verify(data, file, signers).good


def test_openssh_alone_checks_the_signature(key: Path, tmp_path: Path) -> None:
    """By the command that the package's own README gives."""
    write(tmp_path, {bag.TAGS: b"x\n", signature.NAME: signature.sign(b"x\n", key), "signers": f"me {key.with_suffix('.pub').read_text()}".encode()})
    command = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "me", "-n", "tei-edition", "-s", signature.NAME]
    assert b'Good "tei-edition" signature' in subprocess.run(command, cwd=tmp_path, input=b"x\n", capture_output=True, check=True).stdout


def test_what_is_no_key_cannot_sign(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such key"):
        signature.sign(b"", tmp_path / "none")
    write(tmp_path, {"key": b"not a key"})
    if shutil.which("ssh-keygen"):
        with pytest.raises(UsageError, match="cannot sign"):
            signature.sign(b"", tmp_path / "key")
