"""The one module that knows the search engine (pagefind): from a resolved edition to the index that pages search without a server.

An index for each language, so that words are stemmed as their passage is, and one engine for all. The records themselves are scripts,
which a page opened from a folder may load, though it may load no index; the page filters and sorts by them, as the engine's own filters
come out in another order each time. ``xslt/html/assets/search.js`` reads all of this.
"""

from __future__ import annotations

import base64
import gzip
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, Iterator, Mapping, NamedTuple, Sequence

from pagefind_bin import get_executable

from edition import saxon
from edition.errors import ToolError
from edition.resources import resource

Record = Mapping[str, Any]

# What parts the words of a record: passage, reading of the source, forms and their names. With blanks around it, each is a word of its own.
SOURCE, FORM, NAMES = "␞", "␟", "␝"

# Of what the engine gives, the pages need no more than this and the stemmers; the rest is an interface of its own.
_ENGINE, _ENTRY = "pagefind.js", "pagefind-entry.json"
_NEEDED = (".pf_meta", ".pf_index")

# What begins each of the engine's files, once it is unpacked.
_SIGNATURE = b"pagefind_dcd"


def index(resolved: str) -> dict[str, bytes]:
    """Give the files of the search by their path in the site: ``pagefind/…`` and ``search-data/…``. Raises ToolError."""
    found = records(resolved)
    files = {f"search-data/{name}.js": _script(members) for name, members in _by(found, "kind", "interface").items()}
    languages = _by(found, "language")
    with ThreadPoolExecutor() as threads:
        indexes = dict(zip(languages, threads.map(_indexed, languages.values(), languages)))
    for language, made in indexes.items():
        files[f"pagefind/{_ENGINE}"] = made.files.pop(_ENGINE)
        files |= {f"pagefind/{language}/{name}": data for name, data in made.files.items()}
    files["pagefind/records.json"] = _json({language: made.numbers for language, made in indexes.items()}).encode()
    return dict(sorted(files.items()))


def records(resolved: str) -> list[dict[str, Any]]:
    """List what can be found, in the order of the edition, each with its number. Raises ToolError."""
    found = json.loads(saxon.run(resource("xslt/search/records.xsl"), resolved).text)
    return [{"order": number, **record} for number, record in enumerate(found)]


def words(record: Record) -> str:
    """Join all that a record is found by into the one text that is searched and shown."""
    forms = (f"{FORM} {form['form']} {NAMES} {' · '.join(form['names'])}" for form in record.get("forms", ()) if form["names"])
    source = [SOURCE, record["source"]] if "source" in record else []
    return " ".join(filter(None, [record["passage"], *source, *forms]))


def _facts(record: Record) -> list[Any]:
    """List what the page must know of a record beside its words; the type Facts of search.js."""
    keys = ("order", "kind", "group", "interface", "language", "address", "reference", "number")
    return [*(record.get(key, "") for key in keys), " ".join(record.get("entities", ()))]


def _by(found: Sequence[Record], *keys: str) -> dict[str, list[Record]]:
    """Group records by what they have under some keys, joined by points, in the order of that."""
    names = [".".join(filter(None, (record.get(key) for key in keys))) for record in found]
    return {wanted: [record for name, record in zip(names, found) if name == wanted] for wanted in sorted(set(names))}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _script(found: Sequence[Record]) -> bytes:
    """Write records as a script that adds them to those of the page."""
    rows = ",\n".join(_json([*_facts(record), words(record)]) for record in found)
    return f"(window.editionRecords ??= []).push(\n{rows}\n);\n".encode()


class _Index(NamedTuple):
    """Files of the engine that pages need, and the numbers of records by the names that the engine gave them."""

    files: dict[str, bytes]
    numbers: dict[str, int]


def _indexed(found: Sequence[Record], language: str) -> _Index:
    """Let the engine index records of one language: the same for the same records. Raises ToolError."""
    requests: list[Mapping[str, Any]] = [{"type": "NewIndex", "config": {"force_language": language}}]
    requests += [{"type": "AddRecord", "index_id": 0, "url": record["address"], "content": words(record), "language": language} for record in found]
    requests.append({"type": "GetFiles", "index_id": 0})
    *_, last = _converse(requests)
    made = {file["path"]: base64.b64decode(file["content"]) for file in last["files"]}
    entry = json.loads(made[_ENTRY])
    stemmers = {f"wasm.{known['wasm'] or 'unknown'}.pagefind" for known in entry["languages"].values()}
    needed = {name: data for name, data in made.items() if name.endswith(_NEEDED) or name == _ENGINE or name in stemmers}
    return _Index(needed | {_ENTRY: _json(entry).encode()}, _numbers(found, made))


def _numbers(found: Sequence[Record], made: Mapping[str, bytes]) -> dict[str, int]:
    """Find out which record the engine gave which name. Raises ToolError where one is lost, or its words are no longer the same."""
    known = {(record["address"], words(record)): int(record["order"]) for record in found}
    numbers = {}
    for path, data in made.items():
        if path.endswith(".pf_fragment"):
            fragment = json.loads(gzip.decompress(data).removeprefix(_SIGNATURE))
            numbers[path.rpartition("/")[2].partition(".")[0]] = known.pop((fragment["url"], fragment["content"]), -1)
    if known or -1 in numbers.values():
        raise ToolError(f"the search engine changed or lost records: {', '.join(address for address, _ in known)}")
    return numbers


def _converse(requests: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Send requests to the engine one by one, and give its replies. Each is JSON in Base64, with a comma after it. Raises ToolError."""
    try:
        with subprocess.Popen([get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as engine:
            assert engine.stdin and engine.stdout
            for number, request in enumerate(requests, 1):
                engine.stdin.write(base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b",")
                engine.stdin.flush()
                yield _reply(engine.stdout)
    except OSError as error:
        raise ToolError(f"the search engine does not run: {error}") from error


def _reply(stream: IO[bytes]) -> Mapping[str, Any]:
    """Read one reply. Raises ToolError where the engine says that it failed, or says nothing more."""
    parts: list[bytes] = []
    while not (parts and parts[-1].endswith(b",")):
        part = stream.read1(1 << 20)  # type: ignore[attr-defined]
        if not part:
            raise ToolError("the search engine ended before its work was done")
        parts.append(part)
    payload: Mapping[str, Any] = json.loads(base64.b64decode(b"".join(parts)[:-1]))["payload"]
    if payload["type"] == "Error":
        raise ToolError(f"the search engine refused a request: {payload.get('message')}")
    return payload
