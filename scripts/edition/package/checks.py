"""How the contents of a package were checked, by whom and with what result, and what could not be checked: told in the package itself."""

from __future__ import annotations

import json
from typing import Any, Mapping

PATH = "metadata/checks.json"

# What the tests of the toolchain check of the same products, each with the tool that does it.
_BY_TESTS = {
    "pdf/": "PDF/A-3a and PDF/UA-1, by page-validation",
    "epub/": "EPUB 3.3, by EPUBCheck",
    "site/": "HTML, by the Nu Html Checker; accessibility, by axe-core",
    "resolved/": "TEI P5 (tei_all), by jing",
    "metadata/datacite-": "DataCite Metadata Schema 4.7, by its XML Schema",
    "metadata/inveniordm-": "InvenioRDM, by its JSON Schema",
    "metadata/registers.": "RDF, by rdflib, and our SHACL shapes, by pySHACL",
    "ro-crate-metadata.json": "RO-Crate 1.2, by roc-validator",
}
# What nobody has checked, and why.
_UNCHECKED = {
    "metadata/cmdi-": "CMDI: the schema of the profile is handed out by the CLARIN Component Registry only, so the records are well-formed XML and no more",
    "identifiers": "Identifiers of persons, places and events were not looked up at the authorities that gave them",
    "links": "Addresses outside the package were not visited",
}


def of_payload(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Tell of the checks, from the reports that the payload holds."""
    return {"done": list(_done(files)), "tested": _there(_BY_TESTS, files), "unchecked": {name: why for name, why in _UNCHECKED.items() if "/" not in name or _there({name: why}, files)}}


def _done(files: Mapping[str, bytes]) -> list[dict[str, str]]:
    found = []
    if "report/validation.json" in files:
        told = json.loads(files["report/validation.json"])
        errors = sum(finding["severity"] == "error" for finding in told["findings"])
        found.append({"what": "TEI by grammar, Schematron and the rules across files", "result": f"{len(told['files'])} files, {errors} errors, {len(told['findings']) - errors} warnings", "report": "report/validation.json"})
    if "report/fidelity.json" in files:
        told = json.loads(files["report/fidelity.json"])
        found.append({"what": "words of all products against the words of the TEI", "result": f"{len(told.get('differences', []))} differences", "report": "report/fidelity.json"})
    return found


def _there(told: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: what for name, what in told.items() if name == "ro-crate-metadata.json" or any(path.startswith(name) for path in files)}
