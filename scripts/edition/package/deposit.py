"""Put a package together: its payload with all that describes it, then the bag around it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Iterator, Mapping, NamedTuple

from edition import corpus, swhid, transform
from edition.corpus import Edition
from edition.package import bag, checks, contents, crate, datestamps, description, provenance, records, registers, signature
from edition.package.description import Description
from edition.resources import resource

PROFILE, README, SWHIDS, SUMS = "bagit-profile.json", "README.txt", "swhids.tsv", "SHA512SUMS"


class Deposit(NamedTuple):
    """A package: its files by their path, and the description of what it holds."""

    files: dict[str, bytes]
    description: Description


def of_edition(edition: Edition, out: Path, released: str, key: Path | None = None) -> Deposit:
    """Pack an edition that has been built in ``out``; ``released`` is its version if it is as it was released, else empty.

    Raises InputError, UsageError where a name is not for archives or the key cannot sign.
    """
    resolved = transform.resolve(corpus.gather(edition))
    told = description.of_edition(edition, resolved, released)
    payload = _payload(edition, out, resolved, told)
    files = bag.bagged(payload, _info(told), {README: _readme(told), PROFILE: profile(told), SWHIDS: swhids(payload)})
    if key:
        files[signature.NAME] = signature.sign(files[bag.TAGS], key)
    return Deposit(files, told)


def _payload(edition: Edition, out: Path, resolved: str, told: Description) -> dict[str, bytes]:
    files = contents.of_edition(edition, out)
    files |= records.of_description(told, datestamps.of_edition(edition, told)) | registers.of_edition(resolved, told.base)
    files[checks.PATH] = records.written(checks.of_payload(files))
    files[provenance.PATH] = provenance.statements(files)
    files[crate.METADATA] = b""
    # The crate says how long the list of checksums is, which has the crate's own: its length is known before it is written.
    files[crate.METADATA] = records.written(crate.metadata({**files, SUMS: sums(files)}, told))
    return {**files, SUMS: sums(files)}


def sums(files: Mapping[str, bytes]) -> bytes:
    """List files with their SHA-512 as ``sha512sum --check`` reads it."""
    return "".join(f"{hashlib.sha512(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())).encode()


def _info(told: Description) -> Iterator[tuple[str, str]]:
    item = told.edition
    yield "Source-Organization", item.one("publisher")
    if item.one("contact"):
        yield "Contact-Email", item.one("contact")
    yield "External-Description", item.one("abstract")
    yield from (("External-Identifier", f"https://doi.org/{found}") for found in item.all("doi"))
    yield from (("External-Identifier", found) for found in [*item.all("ark"), *item.all("swhid")])
    yield "Bagging-Date", item.one("date")
    yield "Internal-Sender-Identifier", f"{item.title}, version {told.version}"
    yield "Internal-Sender-Description", f"Draft: {'; '.join(told.missing)}" if told.is_draft else "Release"
    yield "BagIt-Profile-Identifier", _profile_identifier(told)


def _profile_identifier(told: Description) -> str:
    """Where the profile is published; the file in the bag where the edition has no address."""
    return f"{told.base}files/schema/{PROFILE}" if told.base else PROFILE


def profile(told: Description) -> bytes:
    """The profile of the bag (BagIt Profiles 1.3.0) under the identifier that the bag names."""
    tree = json.loads(resource(f"schema/{PROFILE}").read_bytes())
    tree["BagIt-Profile-Info"] |= {"BagIt-Profile-Identifier": _profile_identifier(told), "Source-Organization": told.edition.one("publisher")}
    return records.written(tree)


def swhids(payload: Mapping[str, bytes]) -> bytes:
    """Name each file of a payload, and its folders of sources, as git and Software Heritage do."""
    folders = {"data": payload, "data/source": _below(payload, "source/"), f"data/{contents.TEI}": _below(payload, f"{contents.TEI}/")}
    rows = {**{path: swhid.directory(files) for path, files in folders.items()}, **{f"data/{path}": swhid.content(data) for path, data in sorted(payload.items())}}
    return "".join(f"{name}\t{path}\n" for path, name in rows.items()).encode()


def _below(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {path.removeprefix(folder): data for path, data in files.items() if path.startswith(folder)}


def zipped(files: Mapping[str, bytes], top: str) -> bytes:
    """A package as one ZIP file with a folder in it, the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{top}/{path}", (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o100644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return stream.getvalue()


_README = """{title}
version {version}, {date}

This is a bag (BagIt 1.0, RFC 8493). What it holds is in data/, an RO-Crate 1.2: data/ro-crate-metadata.json
says what each folder is; data/site/index.html is the edition to be read.

To check that every file is what it was, with nothing but

  coreutils:    sha512sum --check --quiet tagmanifest-sha512.txt manifest-sha512.txt
  Python:       python3 data/source/scripts/edition/package/bag.py .
  bagit-python: bagit.py --validate .
  git:          git hash-object FILE        gives what swhids.tsv says of the file after swh:1:cnt:
  OpenSSH:      ssh-keygen -Y verify -f ALLOWED_SIGNERS -I SIGNER -n tei-edition -s tagmanifest-sha512.txt.sig < tagmanifest-sha512.txt
                (where the package is signed)
  its own tool: edition verify-package .    checks all of this and more; edition inspect . tells what is here

To make everything again: copy data/source to a place where you can write, and run make in it
(Python 3.11 or later, make, and the packages of data/source/requirements.lock).

{state}
"""


def _readme(told: Description) -> bytes:
    item = told.edition
    state = "\n".join(["This is a draft. What it wants:", *(f"  {line}" for line in told.missing)]) if told.is_draft else "This is a release."
    return _README.format(title=item.title, version=told.version, date=item.one("date"), state=state).encode()
