"""What was made of what: for each product an in-toto statement (Statement v1, predicate link v0.3), one a line.

A digest of a folder of sources is the SWHID of the folder without its prefix (``gitTree``, in-toto DigestSet).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Mapping

from edition import swhid
from edition.downloads import TOOLS

PATH = "metadata/provenance.jsonl"
_STATEMENT, _LINK = "https://in-toto.io/Statement/v1", "https://in-toto.io/attestation/link/v0.3"

# For each step what it makes and what it reads, by the beginning of paths; the toolchain is read by all.
_STEPS = {
    "resolve": ("resolved/", ("source/tei/",)),
    "pdf": ("pdf/", ("source/tei/",)),
    "epub": ("epub/", ("source/tei/",)),
    "text": ("text/", ("source/tei/",)),
    "report": ("report/", ("source/tei/", "pdf/", "epub/", "text/", "site/")),
    "site": ("site/", ("source/tei/", "pdf/", "epub/", "text/", "report/")),
    "describe": ("metadata/", ("source/tei/",)),
}
_TOOLCHAIN = ("source/scripts/", "source/xslt/", "source/schema/")


def statements(files: Mapping[str, bytes]) -> bytes:
    """State for a payload how each product came about."""
    return b"".join(json.dumps(_statement(step, files, made, read), ensure_ascii=False).encode() + b"\n" for step, (made, read) in _STEPS.items())


def _statement(step: str, files: Mapping[str, bytes], made: str, read: tuple[str, ...]) -> dict[str, Any]:
    subject = [{"name": path, "digest": {"sha512": hashlib.sha512(data).hexdigest()}} for path, data in files.items() if path.startswith(made)]
    folders = [{"name": folder, "digest": {"gitTree": tree(files, folder)}} for folder in (*read, *_TOOLCHAIN)]
    lock = [{"name": "source/requirements.lock", "digest": {"sha512": hashlib.sha512(files["source/requirements.lock"]).hexdigest()}}] if "source/requirements.lock" in files else []
    engines = [{"name": tool.name, "uri": f"pkg:pypi/{tool.package}@{tool.version}"} for tool in TOOLS]
    command = ["edition", "package" if step in ("resolve", "describe") else "build"]
    return {"_type": _STATEMENT, "subject": subject, "predicateType": _LINK, "predicate": {"name": step, "command": command, "materials": [*folders, *lock, *engines], "byproducts": {}, "environment": {}}}


def tree(files: Mapping[str, bytes], folder: str) -> str:
    """The hash of a folder as git and SWHIDs have it."""
    return swhid.directory({path.removeprefix(folder): data for path, data in files.items() if path.startswith(folder)}).rpartition(":")[2]


def faults(data: bytes, files: Mapping[str, bytes]) -> list[str]:
    """Tell what a payload's statements say otherwise than its files; nothing where all agree."""
    found = []
    for row in data.splitlines():
        told = json.loads(row)
        for entry in [*told["subject"], *told["predicate"]["materials"]]:
            digest = entry.get("digest", {})
            if "sha512" in digest and hashlib.sha512(files.get(entry["name"], b"")).hexdigest() != digest["sha512"]:
                found.append(f"{entry['name']}: the statement on the step {told['predicate']['name']} has another SHA-512")
            if "gitTree" in digest and tree(files, entry["name"]) != digest["gitTree"]:
                found.append(f"{entry['name']}: the statement on the step {told['predicate']['name']} has another hash of the folder")
    return found
