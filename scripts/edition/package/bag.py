"""Bags (BagIt 1.0, RFC 8493): written so that the same payload gives the same bytes, and checked file by file.

This module needs the standard library alone, and runs by itself: ``python3 bag.py BAG`` checks a bag where nothing else is installed.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path
from typing import Iterable, Iterator, Mapping

MANIFEST, TAGS = "manifest-sha512.txt", "tagmanifest-sha512.txt"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# What must not stand in a path of a manifest as it is (RFC 8493, section 2.1.3).
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}


def bagged(payload: Mapping[str, bytes], info: Iterable[tuple[str, str]], tags: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give all files of a bag by their path in it. ``info`` are the fields of bag-info.txt, ``tags`` further tag files."""
    files = {f"data/{path}": data for path, data in sorted(payload.items())}
    oxum = f"{sum(map(len, files.values()))}.{len(files)}"
    told = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in [*info, ("Payload-Oxum", oxum)]).encode()
    described = {**tags, "bag-info.txt": told, "bagit.txt": _DECLARATION, MANIFEST: _manifest(files)}
    return {**described, TAGS: _manifest(described), **files}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha512(data).hexdigest()}  {_encoded(path)}\n" for path, data in sorted(files.items())).encode()


def _encoded(path: str) -> str:
    return "".join(_ENCODED.get(character, character) for character in path)


def fields(bag: Path) -> list[tuple[str, str]]:
    """Read the fields of bag-info.txt (section 2.2.2); a line that begins with a blank goes on with the field before."""
    text = re.sub(r"(?:\r\n|\r|\n)[ \t]+", " ", (bag / "bag-info.txt").read_bytes().decode())
    return [(name.strip(), value.strip()) for name, colon, value in (row.partition(":") for row in re.split(r"\r\n|\r|\n", text)) if colon]


def faults(bag: Path) -> Iterator[str]:
    """Tell all that is wrong with a bag; nothing where it is complete and every file is what it was (sections 3 and 5)."""
    try:
        if not (bag / "bagit.txt").read_bytes().replace(b"\r\n", b"\n") == _DECLARATION:
            yield "bagit.txt: does not say that this is a bag by BagIt 1.0 in UTF-8"
        payload, tags = _listed(bag / MANIFEST), _listed(bag / TAGS)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        yield f"{error.filename or bag if isinstance(error, OSError) else bag}: cannot be read as a part of a bag: {error.strerror if isinstance(error, OSError) else error}"
        return
    yield from _differences(bag, payload)
    yield from _differences(bag, tags)
    yield from (f"{path}: stands in no manifest" for path in _present(bag) if path.startswith("data/") and path not in payload)
    yield from (f"{path}: is not told of by {TAGS}" for path in _present(bag) if not path.startswith("data/") and path not in tags and path != TAGS and not path.endswith(".sig"))
    yield from _miscounted(bag, payload)


def _listed(manifest: Path) -> dict[str, str]:
    """The paths of a manifest with their checksums. Raises ValueError where a line is none, a path comes twice or leads out of the bag."""
    found: dict[str, str] = {}
    for row in filter(None, re.split(r"\r\n|\r|\n", manifest.read_bytes().decode())):
        match = re.fullmatch(r"([0-9a-fA-F]{128})[ \t]+\*?(?:\./)?(\S.*)", row)
        path = re.sub("%(0[AaDd]|25)", lambda code: chr(int(code[1], 16)), match[2]) if match else ""
        if not match or path in found or path.startswith(("/", "~")) or ".." in path.split("/"):
            raise ValueError(f"{manifest.name}: “{row[:80]}” is no line of a manifest")
        found[path] = match[1].lower()
    return found


def _differences(bag: Path, listed: Mapping[str, str]) -> Iterator[str]:
    for path, expected in listed.items():
        file = bag / path
        if not file.is_file():
            yield f"{path}: is missing"
        elif digest(file) != expected:
            yield f"{path}: is not what it was: its SHA-512 is another"


def digest(file: Path) -> str:
    """The SHA-512 of a file, as hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha512").hexdigest()


def _present(bag: Path) -> list[str]:
    return sorted(path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file() or path.is_symlink())


def _miscounted(bag: Path, payload: Mapping[str, str]) -> Iterator[str]:
    said = dict(fields(bag)).get("Payload-Oxum") if (bag / "bag-info.txt").is_file() else None
    sizes = [(bag / path).stat().st_size for path in payload if (bag / path).is_file()]
    if said != f"{sum(sizes)}.{len(sizes)}":
        yield f"bag-info.txt: Payload-Oxum is {said}; the payload has {sum(sizes)} bytes in {len(sizes)} files"


if __name__ == "__main__":
    found = list(faults(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
    print("\n".join(found) or "The bag is complete, and every file is what it was.")
    sys.exit(bool(found))
