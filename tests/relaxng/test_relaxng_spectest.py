"""James Clark's test suite for RELAX NG, every case of it. It lies beside the repository, which does not contain it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from rngpeers import SHARED

from edition import relaxng

SUITE = SHARED / "relaxng" / "spectest.xml"
# Schemas and documents in the suite: none may go missing.
SCHEMAS, DOCUMENTS = 385, 580


def cases() -> list[etree._Element]:
    """The cases of the suite; none where it is not there."""
    if not SUITE.is_file():
        return []
    # The suite declares an entity of its own.
    return list(etree.parse(str(SUITE), etree.XMLParser(resolve_entities=True)).iter("testCase"))


def xml(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="utf-8", with_tail=False)


def lay_out(element: etree._Element, folder: Path) -> None:
    """Write the files that a case is about."""
    for part in element:
        if part.tag == "resource":
            (folder / part.get("name")).write_bytes(xml(part[0]))
        elif part.tag == "dir":
            (folder / part.get("name")).mkdir()
            lay_out(part, folder / part.get("name"))


def verdicts(case: etree._Element, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each verdict on a schema or a document of a case: what it should be, what it is, and why."""
    lay_out(case, folder)
    schema = None
    for part in case:
        if part.tag in ("correct", "incorrect"):
            file = folder / "schema.rng"
            file.write_bytes(xml(part[0]))
            try:
                schema = relaxng.load(file)
            except relaxng.SchemaFault as fault:
                assert all(problem.line >= 1 and problem.column >= 1 and problem.clause and problem.message for problem in fault.problems)
                yield part.tag, "incorrect", str(fault)
            else:
                yield part.tag, "correct", ""
        elif part.tag in ("valid", "invalid"):
            faults = schema.validate(xml(part[0]))
            yield part.tag, "invalid" if faults else "valid", "; ".join(fault.message for fault in faults)


@pytest.mark.skipif(not SUITE.is_file(), reason="needs ../shared/relaxng/spectest.xml")
def test_suite_is_whole() -> None:
    parts = [part.tag for case in cases() for part in case]
    assert sum(tag in ("correct", "incorrect") for tag in parts) == SCHEMAS
    assert sum(tag in ("valid", "invalid") for tag in parts) == DOCUMENTS


@pytest.mark.skipif(not SUITE.is_file(), reason="needs ../shared/relaxng/spectest.xml")
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.findtext('section')}-line-{case.sourceline}") for case in cases()] or [None])
def test_case(case: etree._Element, tmp_path: Path) -> None:
    for wanted, found, why in verdicts(case, tmp_path):
        assert found == wanted, why
