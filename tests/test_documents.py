"""Reading XML from strangers: nothing is fetched, nothing explodes, every fault has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import documents
from edition.errors import ContentError, InputError

SECRET = "what no document may read"


def parse(tmp_path: Path, data: bytes) -> documents.Document:
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "secret.dtd").write_text(f'<!ENTITY leak "{SECRET}">')
    file = tmp_path / "in.xml"
    file.write_bytes(data)
    return documents.parse(file)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "secret.txt">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "secret.dtd"> %p;<!ENTITY x "&leak;">]>',
        '<!DOCTYPE a SYSTEM "secret.dtd" [<!ENTITY x "&leak;">]>',
        '<!DOCTYPE a PUBLIC "-//X//Y" "secret.dtd" [<!ENTITY x "&leak;">]>',
        '<!-- <!DOCTYPE a SYSTEM "other.dtd"> --><!DOCTYPE a SYSTEM "secret.dtd" [<!ENTITY x "&leak;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_external_entities_are_never_read(tmp_path: Path, doctype: str, encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<a>&x;</a>'.encode(encoding)
    with pytest.raises(ContentError) as caught:
        parse(tmp_path, data)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("location", ["secret.dtd", "https://edition.example/tei.dtd"])
def test_a_doctype_with_an_external_subset_is_passed_over(tmp_path: Path, location: str) -> None:
    document = parse(tmp_path, f'<!DOCTYPE a\n SYSTEM "{location}" [<!ENTITY x "inside">]>\n<a>&x;</a>'.encode())
    assert document.root.text == "inside"
    assert document.place(document.root) == documents.Place(3, 1)


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "0123456789abcdef">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 16}">' for i in range(1, 9))
    with pytest.raises(ContentError):
        parse(tmp_path, f"<!DOCTYPE a [{entities}]><a>&a8;</a>".encode())


def test_a_fault_has_its_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        parse(tmp_path, b"<a>\n  <b>\n  </c>\n</a>")
    finding = caught.value.findings[0]
    assert (finding.code, finding.line, finding.column) == ("E001", 3, 3)


@pytest.mark.parametrize("data", [b'<?xml version="1.0" encoding="UTF-8"?><a>\xff\xfe</a>', b'<?xml version="1.0" encoding="no-such"?><a/>', b"\xff\xfea\x00b"])
def test_bytes_that_cannot_be_decoded_are_unreadable(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError):
        parse(tmp_path, data)


def test_columns_count_characters(tmp_path: Path) -> None:
    document = parse(tmp_path, "<a>\nмир 🕊 <b/>\n</a>".encode())
    assert document.place(document.root[0]) == documents.Place(2, 7)


def test_duplicate_ids_are_no_syntax_error(tmp_path: Path) -> None:
    document = parse(tmp_path, b'<a xml:id="x"><b xml:id="x"/></a>')
    assert [identifier for identifier, _ in documents.ids(document)] == ["x", "x"]
