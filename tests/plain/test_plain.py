"""Plain text: the witness byte for byte, the critical text sentence by sentence, and tables that say which line is what."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Iterator

import pytest
from lxml import etree

from edition import corpus, documents, plain, transform, witness
from edition.documents import NS, XML_ID, Document
from edition.reading import critical, sentences

TEXTS = corpus.load(Path(__file__).resolve().parents[2] / "tei" / "edition.xml").texts
each_text = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.path.stem)


def lines(built: Path, text: Document, ending: str) -> list[str]:
    return (built / "text" / f"{text.root.get(XML_ID)}.{ending}").read_bytes().decode().split("\n")


def table(built: Path, text: Document, ending: str) -> list[dict[str, str]]:
    return list(csv.DictReader(lines(built, text, ending), delimiter="\t", quoting=csv.QUOTE_NONE))


@each_text
def test_the_source_is_the_witness(text: Document, built: Path) -> None:
    assert (built / "text" / f"{text.root.get(XML_ID)}.source.txt").read_bytes() == witness.declared(text)[0].path.read_bytes()


@each_text
def test_every_line_of_the_source_is_in_the_table(text: Document, built: Path) -> None:
    rows = table(built, text, "source.tsv")
    beginnings = text.root.xpath("//tei:body//tei:lb", namespaces=NS)
    assert [int(row["line"]) for row in rows] == list(range(1, len(lines(built, text, "source.txt")) + 1))
    assert [(row["line"], row["id"]) for row in rows] == [(lb.get("n"), lb.get(XML_ID)) for lb in beginnings]
    named = [sentence for row in rows for sentence in row["sentences"].split()]
    assert list(dict.fromkeys(named)) == [s.get(XML_ID) for s in text.root.iterfind(".//tei:body//tei:s", NS)]


@each_text
def test_a_line_of_the_critical_text_is_a_sentence(text: Document, built: Path) -> None:
    written = lines(built, text, "critical.txt")
    read = {identifier: words for identifier, words in sentences(text.root).items() if words}
    rows = table(built, text, "critical.tsv")
    assert {row["id"]: written[int(row["line"]) - 1] for row in rows} == read
    assert [row["id"] for row in rows] == list(read)
    assert len([line for line in written if line]) == len(rows)


@each_text
def test_a_blank_line_ends_a_paragraph(text: Document, built: Path) -> None:
    blocks = "\n".join(lines(built, text, "critical.txt")).rstrip("\n").split("\n\n")
    joined = [" ".join(filter(None, map(critical, paragraph.iterfind("tei:s", NS)))) for paragraph in text.root.iterfind(".//tei:body/tei:p", NS)]
    assert [" ".join(block.split("\n")) for block in blocks] == [paragraph for paragraph in joined if paragraph]


@each_text
def test_a_reference_is_the_canonical_one(text: Document, built: Path) -> None:
    for row in table(built, text, "critical.tsv"):
        sentence = text.root.xpath("//tei:s[@xml:id = $id]", id=row["id"], namespaces=NS)[0]
        assert row["reference"] == f"{text.root.get('n')} {sentence.getparent().get('n')}.{sentence.get('n')}"


def test_the_tables_are_explained(built: Path) -> None:
    told = (built / "text" / plain.README).read_text("utf-8")
    assert all(f"NAME.{ending}" in told for ending in plain.ENDINGS)
    assert {path.name.partition(".")[2] for path in (built / "text").iterdir()} == {*plain.ENDINGS, "txt"}


def corpus_of(body: str) -> Iterator[str]:
    header = "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt></fileDesc></teiHeader>"
    yield f'<teiCorpus xmlns="{documents.TEI}">{header}<TEI xml:id="a" n="a">{header}<text><body>{body}</body></text></TEI></teiCorpus>'


@pytest.mark.parametrize(
    ("body", "text", "ids"),
    [
        ("<p xml:id='p1' n='1'><s xml:id='s1' n='1'>One.</s> <s xml:id='s2' n='2'><surplus>x</surplus></s></p><p xml:id='p2' n='2'><s xml:id='s3' n='1'>Two.</s></p>", "One.\n\nTwo.\n", [("1", "s1", "a 1.1"), ("3", "s3", "a 2.1")]),
        ("<head>Title</head><p xml:id='p1' n='1'>All of it.</p>", "Title\n\nAll of it.\n", [("1", "", "a"), ("3", "p1", "a 1")]),
        ("<lg><l xml:id='l1'>One,</l><l xml:id='l2'>two.</l></lg><lg><l xml:id='l3'>Three.</l></lg>", "One,\ntwo.\n\nThree.\n", [("1", "l1", "a"), ("2", "l2", "a"), ("4", "l3", "a")]),
        ("<p n='1'><note>no</note></p>", "", []),
    ],
)
def test_blocks_of_other_kinds(body: str, text: str, ids: list[tuple[str, str, str]]) -> None:
    (whole,) = corpus_of(body)
    made = transform.render(transform.resolve(etree.fromstring(whole)), "text/edition.xsl").files
    assert made["a.critical.txt"] == text
    assert [tuple(line.split("\t")) for line in made["a.critical.tsv"].splitlines()[1:]] == ids
