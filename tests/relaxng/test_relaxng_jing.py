"""The verdict and the place of the first fault are jing's, on documents of the edition and mutants of them.

By default a sample; with EDITION_LONG=1 more than two thousand documents. Documents of other projects can be added with
EDITION_RELAXNG="schema.rng folder …": all XML files below the folders are compared, and mutants of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mutants import Mutator
from rngpeers import LONG, ROOT, Tags, jing, shared

from edition import relaxng

TEXTS = sorted((ROOT / "tei").rglob("*.xml"))
BATCH = 400


def documents(files: list[Path], count: int, folder: Path) -> list[Path]:
    """Write the documents and ``count`` mutants of them into a folder."""
    written = []
    for number in range(len(files) + count):
        source = files[number % len(files)].read_text(encoding="utf-8")
        text = source if number < len(files) else Mutator(number).mutant(source, 1 + number % 3)
        written.append(folder / f"{number:05}.xml")
        written[-1].write_text(text, encoding="utf-8")
    return written


def differences(schema_file: Path, files: list[Path]) -> tuple[list[str], int]:
    """Compare with jing: in which files the verdict or the tag of the first fault differs, and how many are invalid."""
    schema = relaxng.load(schema_file, root="/")
    wrong, invalid = [], 0
    for start in range(0, len(files), BATCH):
        for file, theirs in jing(schema_file, files[start: start + BATCH]).items():
            data = file.read_bytes()
            ours = schema.validate(data)
            invalid += bool(theirs)
            if bool(ours) != bool(theirs):
                wrong.append(f"{file.name}: jing {theirs[:1]}, we {ours[:1]}")
            elif ours and ours[-1].kind != "malformed":
                tags = Tags(data)
                mine = min(tags.of((fault.line, fault.column)) for fault in ours)
                their = min(tags.ended((line, column)) for line, column, message in theirs if "first occurrence" not in message)
                if mine != their:
                    wrong.append(f"{file.name}: jing {theirs[:1]}, we {ours[0].line}:{ours[0].column} {ours[0].message}")
    return wrong, invalid


@pytest.mark.parametrize("schema", ["edition", "tei_all"])
def test_verdict_and_first_fault_are_those_of_jing(schema: str, tmp_path: Path) -> None:
    schema_file = ROOT / "schema" / "edition.rng" if schema == "edition" else shared("tei/tei_all.rng")
    files = documents(TEXTS, 1100 if LONG else 60, tmp_path)
    wrong, invalid = differences(schema_file, files)
    print(f"{schema}: {len(files)} documents, {invalid} invalid")
    assert invalid > len(files) // 3
    assert wrong == []


if "EDITION_RELAXNG" in os.environ:

    def test_documents_of_others(tmp_path: Path) -> None:
        schema_file, *folders = os.environ["EDITION_RELAXNG"].split()
        # jing fetches what a DOCTYPE names, and ends where it cannot.
        files = sorted(file for folder in folders for file in Path(folder).rglob("*.xml") if b"<!DOCTYPE" not in file.read_bytes())
        written = documents(files, int(os.environ.get("EDITION_RELAXNG_MUTANTS", len(files))), tmp_path)
        wrong, invalid = differences(Path(schema_file), written)
        print(f"{schema_file}: {len(written)} documents, {invalid} invalid")
        assert wrong == []
