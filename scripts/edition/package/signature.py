"""Signatures by SSH keys (OpenSSH, PROTOCOL.sshsig): of the tag manifest, which vouches for every other file."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from edition.errors import InputError, UsageError
from edition.package.bag import TAGS

NAME = f"{TAGS}.sig"
# What a signature is good for: one made for a letter or a commit says nothing of a package.
NAMESPACE = "tei-edition"


class Verdict(NamedTuple):
    """Whether a signature is good, and what ssh-keygen said of it."""

    good: bool
    said: str


def sign(data: bytes, key: Path) -> bytes:
    """Sign with a private key (or a public one whose private half an agent holds). Raises InputError, UsageError."""
    if not key.is_file():
        raise InputError(f"{key}: there is no such key. Check the name.")
    with tempfile.TemporaryDirectory(prefix="edition-sign-") as folder:
        file = Path(folder) / TAGS
        file.write_bytes(data)
        _keygen(["-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(file)], f"{key}: cannot sign")
        return (Path(folder) / NAME).read_bytes()


def verify(data: bytes, signature: Path, allowed: Path | None) -> Verdict:
    """Check a signature: that of one of the ``allowed`` signers (ssh-keygen, ALLOWED SIGNERS), or of whoever has the key that it names."""
    if allowed is None:
        return _asked(["-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(signature)], data)
    found = _asked(["-Y", "find-principals", "-f", str(allowed), "-s", str(signature)], data)
    principal = next(iter(found.said.splitlines()), "") if found.good else ""
    if not principal:
        return Verdict(False, f"its key is not one of those in {allowed}")
    return _asked(["-Y", "verify", "-f", str(allowed), "-I", principal, "-n", NAMESPACE, "-s", str(signature)], data)


def _asked(arguments: list[str], data: bytes) -> Verdict:
    try:
        done = subprocess.run(["ssh-keygen", *arguments], input=data, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("ssh-keygen is not installed; without it no signature can be checked. Install OpenSSH (apt-get install openssh-client).") from error
    return Verdict(done.returncode == 0, (done.stdout or done.stderr).decode("utf-8", "replace").strip())


def _keygen(arguments: list[str], complaint: str) -> None:
    try:
        done = subprocess.run(["ssh-keygen", *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UsageError("ssh-keygen is not installed. Install OpenSSH (apt-get install openssh-client), or leave out --key.") from error
    if done.returncode:
        raise UsageError(f"{complaint}: {done.stderr.decode('utf-8', 'replace').strip()}")
