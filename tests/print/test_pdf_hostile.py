"""What a text says is never code: Typst's own syntax, quotes, marks of direction and signs without width come out of the PDF as they went in.

The words are put into every place of an edition that print shows; each place has words of its own, so that none can stand in for another.
"""

from __future__ import annotations

import copy
import os
import random
import unicodedata
from pathlib import Path

import pytest
from lxml import etree
from printed_pages import reader, squeezed, words

from edition import corpus, documents, pdf, publish, transform

ROUNDS = 15 if os.environ.get("EDITION_LONG") else 2

SYNTAX = (
    "#", "#panic()", "#{1+1}", "#[x]", "$", "$x^2$", "\\", "\\n", "\\u{41}", '"', "'", "“", "//", "/*", "*/", "]", "[", "}", "{", ")", "(", ";", ",", "@ref", "<label>",
    "<book>", "- ", "= ", "+ ", "1. ", "/ a: b", "`", "```", "*", "_", "~", "--", "---", "...", "-?", "https://x.example/#a", "#import \"x\"", "#sys.inputs", "&amp;", "%", "^", "|",
)
LETTERS = "abcxyzABCéßøЖяѣѲőλΩ"
SHAPELESS = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2066\u2069\u2060\ufeff\u00ad\u00a0"

# Where words stand in an edition, as XPath from its head, a text or a register; the words take the place of all that is in it.
HEAD = (
    ".//tei:titleStmt/tei:title[1]", ".//tei:titleStmt/tei:title[2]", ".//tei:titleStmt/tei:title[3]", ".//tei:editionStmt/tei:edition", ".//tei:publicationStmt/tei:publisher",
    ".//tei:availability/tei:p", ".//tei:licence/tei:p", ".//tei:projectDesc/tei:p", ".//tei:category[1]/tei:catDesc[1]", ".//tei:category[1]/tei:catDesc[2]", ".//tei:respStmt[1]/tei:note",
    ".//tei:annotation[1]/tei:note[1]", ".//tei:annotation[1]/tei:note[2]", ".//tei:gi", ".//tei:att", ".//tei:code", ".//tei:correction/tei:p[1]/@n",
)
TEXT = (
    ".//tei:titleStmt/tei:title[1]", ".//tei:titleStmt/tei:title[2]", ".//tei:titleStmt/tei:title[3]", ".//tei:sourceDesc//tei:bibl/tei:author", ".//tei:sourceDesc//tei:bibl/tei:title",
    ".//tei:witness/tei:desc", ".//tei:witness/tei:idno", ".//tei:witness/tei:idno/@type", ".//tei:editorialDecl/tei:p", ".//tei:abstract[1]/tei:p[1]", ".//tei:abstract[2]/tei:p[1]",
    ".//tei:noteGrp[1]/tei:note[1]", ".//tei:noteGrp[1]/tei:note[2]", ".//tei:body//tei:persName", ".//tei:body//tei:quote", ".//tei:body//tei:abbr", ".//tei:body//tei:expan", ".//tei:body//tei:sic",
    ".//tei:body//tei:corr", ".//tei:body//tei:s[2]", ".//tei:body//tei:date", ".//tei:body/tei:p[2]/@n",
)
REGISTER = ("tei:persName[1]", "tei:persName[2]", "tei:note[@type='role']")


def hostile(dice: random.Random) -> str:
    """Some words: letters, syntax, and what has no shape, with a blank here and there."""
    parts = [dice.choice((dice.choice(SYNTAX), dice.choice(LETTERS), dice.choice(LETTERS) + dice.choice(SHAPELESS), " ")) for _ in range(dice.randrange(3, 9))]
    return "".join((dice.choice(LETTERS), *parts, dice.choice(LETTERS)))


def put(element: etree._Element, path: str, said: str) -> bool:
    """Let words take the place of the first thing at a path, lines and sentences aside; False where there is no such thing."""
    step, _, attribute = path.partition("/@")
    found = element.find(step, documents.NS) if not path.endswith("]/tei:p") else next(iter(element.iterfind(step, documents.NS)), None)
    if found is None:
        return False
    if attribute:
        found.set(attribute, said)
    else:
        for child in list(found):
            found.remove(child)
        found.text = said
    return True


def shapes(text: str) -> str:
    """What must come out: letters by their composed form, without blanks, hyphens and signs that have no shape; small or capital as it was."""
    return squeezed(unicodedata.normalize("NFC", text)).replace("ﬁ", "fi").replace("ﬂ", "fl")


def planted(edition: corpus.Edition, dice: random.Random) -> tuple[etree._Element, list[str]]:
    """The gathered edition with hostile words in each place, and these words."""
    root = copy.deepcopy(corpus.gather(edition))
    member = next(text for text in root if text.get("type") == "text")
    register = next(entry for entry in root.iterfind("tei:TEI[@type='authority']/tei:standOff/tei:listPerson/tei:person", documents.NS) if f"ed:{entry.get(documents.XML_ID)}" in etree.tostring(member, encoding="unicode"))
    said: list[str] = []
    for element, paths in ((root, HEAD), (member, TEXT), (register, REGISTER)):
        for path in paths:
            words_here = hostile(dice)
            if put(element, path, words_here):
                said.append(words_here)
    return root, said


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_every_place_shows_the_words_it_was_given(edition: corpus.Edition, tmp_path: Path, seed: int) -> None:
    root, said = planted(edition, random.Random(seed))
    assert len(said) > 35
    printed = transform.render(transform.resolve(root), "print/edition.xsl").files
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf.compile_pdf(pdf.Book(printed["edition.typ"]), publish.timestamp(edition.date)))
    whole = shapes("".join(words(path)))
    lost = [one for one in said if shapes(one) not in whole]
    assert not lost, lost
    assert "/StructTreeRoot" in reader(path).root_object, "the standards were given up"


SPECIMEN = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title/><author/></titleStmt>
<publicationStmt><publisher/><idno type="x"/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><front><titlePage><docTitle><titlePart/></docTitle><byline/></titlePage></front><body><div><head/><opener><dateline/><salute/></opener><p><hi rend="bold"/> <hi rend="sc"/> <hi rend="u"/>
<emph/> <foreign xml:lang="he"/> <ref target="https://edition.example/"/> <code/> <unheard/> <note/></p><lg><l/></lg><sp><speaker/><stage/><p/></sp>
<list><label/><item n=""/></list><table><head/><row role="label"><cell/></row></table><figure><head/><figDesc/></figure>
<quote><p/></quote><closer><signed/></closer></div></body></text></TEI>"""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_strangers_text_shows_the_words_it_was_given(tmp_path: Path, seed: int) -> None:
    dice = random.Random(1000 + seed)
    root = etree.fromstring(SPECIMEN)
    said: list[str] = []
    for element in root.iter():
        if not len(element) and element.text is None:
            element.text = hostile(dice)
            said.append(element.text)
    root.find(".//tei:item", documents.NS).set("n", "#x]")
    printed = transform.render(transform.resolve(root), "print/standalone.xsl").files
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf.compile_pdf(pdf.Book(next(iter(printed.values()))), publish.timestamp()))
    whole = shapes("".join(words(path)))
    assert not [one for one in (*said, "#x]") if shapes(one) not in whole]


def test_signs_of_direction_change_no_other_word(tmp_path: Path) -> None:
    """Hebrew stands among Latin and Cyrillic; marks that turn the direction neither fail nor swallow what follows."""
    root = etree.fromstring(SPECIMEN)
    root.find(".//tei:p", documents.NS)
    first = root.find(".//tei:body//tei:p", documents.NS)
    first.text = "before \u202eturned\u202c \u2067isolated\u2069 after שלום и дальше"
    printed = transform.render(transform.resolve(root), "print/standalone.xsl").files
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf.compile_pdf(pdf.Book(next(iter(printed.values()))), publish.timestamp()))
    whole = shapes("".join(words(path)))
    for word in ("before", "isolated", "after", "идальше"):
        assert word in whole, word
    assert sorted("שלום") == sorted(letter for letter in whole if "\u0590" <= letter <= "\u05ff")
    assert "turned" in whole or "denrut" in whole


@pytest.mark.parametrize("name", ['a#b "x" [y] $z.xml', "back\\slash.xml", "lone\udcff.xml", "@ref <label>.xml", "я.xml"])
def test_a_source_may_have_any_name(tmp_path: Path, name: str) -> None:
    printed = transform.render(transform.resolve(etree.fromstring(SPECIMEN)), "print/standalone.xsl").files
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf.compile_pdf(pdf.Book(next(iter(printed.values())), (pdf.Source(name, name.encode("utf-8", "replace").decode(), b"<TEI/>"),)), publish.timestamp()))
    assert {bytes(data) for held in reader(path).attachments.values() for data in held} == {b"<TEI/>"}
