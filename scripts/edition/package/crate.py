"""The payload as an RO-Crate 1.2: what each folder and each principal file is, in which format, under which licence, and what it was made with.

https://w3id.org/ro/crate/1.2. Files that only their folder explains (pages of the site, modules) are described with it.
"""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any, Iterable, Mapping

from edition.downloads import TOOLS
from edition.package import formats
from edition.package.description import Description, Item

METADATA = "ro-crate-metadata.json"
_PROFILE = "https://w3id.org/ro/crate/1.2"
# Where an edition says that rights in its texts remain with others: in copyright, with use as the law allows (https://rightsstatements.org).
_RIGHTS = "http://rightsstatements.org/vocab/InC/1.0/"
_BUILD = "#build"
_CODE = "https://spdx.org/licenses/MIT"
_FONT = "https://spdx.org/licenses/OFL-1.1"

Entity = dict[str, Any]
# For each folder: its name, what it is, whose its contents are (the words of the texts and the editors' work: both; or the code), and, where
# its files are not described one by one, the file to begin with.
_FOLDERS = {
    "source/": ("Sources", "All that was written by hand, and the toolchain: run make here to make all else again.", "both"),
    "source/tei/": ("TEI as edited", "The edition in TEI P5: its header, texts, registers, records of the passes, witnesses; its ledger and its releases.", "both"),
    "source/tei/witnesses/": ("Witnesses", "The texts as they reached the edition, byte for byte.", "texts"),
    "source/schema/": ("Schema", "The ODD, and what was compiled of it: RELAX NG, Schematron, XSD; the shapes of the RDF and the profile of the bag.", "code"),
    "source/scripts/": ("Toolchain: programs", "The Python package that validates, transforms and publishes the edition.", "code", "edition/cli.py"),
    "source/xslt/": ("Toolchain: stylesheets", "The transformations of TEI into every product.", "code", "html/site.xsl"),
    "resolved/": ("TEI with pointers resolved", "The whole edition as one TEI document that needs no other.", "both"),
    "pdf/": ("Printed editions", "The volume and each text.", "both"),
    "epub/": ("Electronic book", "The edition for reading devices.", "both"),
    "site/": ("Web site", "The edition as static pages in English and Russian; open index.html.", "both", "index.html"),
    "site/guidelines/": ("Guidelines of the encoding", "Every element, attribute and rule of the schema, with examples, as pages.", "both", "index.html"),
    "site/assets/fonts/": ("Typeface", "Cut from Source Serif 4; its licence is beside it.", "font", "OFL.txt"),
    "text/": ("Plain text", "Each text in its critical reading and as it reached the edition, with tables from line to id.", "both"),
    "report/": ("Report of the checks", "Findings of validation, counts, agreement of the passes, and the proof that all products say what the TEI says.", "editors"),
    "metadata/": ("Descriptions", "The edition and its texts described for archives and catalogues; the registers as RDF; provenance.", "editors"),
    "licences/": ("Licences", "The licences of what was taken in from others.", "font"),
}
# What a file is, by its path; the first pattern that fits decides.
_ABOUT = {
    "source/tei/edition.xml": "The edition's own header: method, rules, classes, who did what; it names the texts.",
    "source/tei/citations.jsonl": "The ledger of all that could ever be cited, each line sealed by the one before.",
    "source/tei/texts/*": "A text of the edition in TEI P5.",
    "source/tei/authorities/*": "A register of the edition in TEI P5.",
    "source/tei/passes/*": "A record of how the texts were made, in TEI P5.",
    "source/tei/witnesses/*": "A text as it reached the edition, byte for byte.",
    "source/*.lock": "The tools with their versions and checksums, as pip installs them.",
    "metadata/datacite-*": "A record by the DataCite Metadata Schema 4.7.",
    "metadata/dublincore-*": "A record in Dublin Core.",
    "metadata/cmdi-*": "A record in CMDI 1.2, profile OLAC-DcmiTerms.",
    "metadata/inveniordm-*": "A record for InvenioRDM and Zenodo.",
    "metadata/oai.xml": "The records that OAI-PMH hands out, with their dates and sets.",
    "metadata/registers.*": "Persons, places, organizations, events and works as RDF.",
    "metadata/schema-org.jsonld": "The edition and its texts for search engines.",
    "metadata/provenance.jsonl": "What was made of what, as in-toto statements.",
    "metadata/checks.json": "What was checked before packing, what the tests of the toolchain check, and what could not be checked.",
    "SHA512SUMS": "The checksums of all files of the crate, as sha512sum reads them.",
    "*/README.*": "How to read this folder.",
}
# The folders whose files are not described one by one.
_WHOLE = ("source/tests/", "source/scripts/", "source/xslt/", "source/tei/releases/", "source/schema/compiler/", "site/")


def metadata(files: Mapping[str, bytes], description: Description) -> Entity:
    """Make the content of ``ro-crate-metadata.json`` for a payload of which all other files are given."""
    folders = {path: told for path, told in _FOLDERS.items() if any(name.startswith(path) for name in files)}
    first = [path + told[3] for path, told in folders.items() if len(told) > 3]
    described = [path for path in files if path in first or not path.startswith(_WHOLE)]
    parts = [_folder(path, folders, described, description) for path in folders]
    described = [path for path in described if path != METADATA]
    own = [_file(path, files[path], folders, description) for path in described]
    graph = [
        {"@id": METADATA, "@type": "CreativeWork", "name": "Description of this package", "about": {"@id": "./"}, "conformsTo": {"@id": _PROFILE}},
        _root(description, [*folders, *(path for path in described if "/" not in path)]),
        *parts,
        *own,
        *(_text(item, description) for item in description.texts),
        *_licences(description),
        *_people(description),
        *_identifiers(description),
        *_tools(folders),
    ]
    return {"@context": f"{_PROFILE}/context", "@graph": graph}


def _refer(names: Iterable[str]) -> Any:
    """Point to entities; one alone stands without a list (RO-Crate 1.2, appendix on JSON-LD)."""
    found = [{"@id": name} for name in names]
    return found[0] if len(found) == 1 else found


def _root(description: Description, parts: list[str]) -> Entity:
    item = description.edition
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{item.title}, version {description.version}",
        "description": item.one("abstract"),
        "datePublished": item.one("date"),
        "version": description.version,
        "creativeWorkStatus": "Draft" if description.is_draft else "Published",
        "license": _refer([item.licence or _RIGHTS]),
        "author": _refer(_party(name, item) for name in item.all("creator")),
        "publisher": {"@id": _party(item.one("publisher"), item)},
        "inLanguage": item.all("language"),
        "identifier": _refer(entity["@id"] for entity in _identifiers(description)),
        "isBasedOn": {"@id": "source/tei/edition.xml"},
        "hasPart": _refer(parts),
        "mentions": _refer([*(_work(text) for text in description.texts), _BUILD]),
    }
    root |= {"cite-as": f"https://doi.org/{item.one('doi')}"} if item.one("doi") else {}
    root |= {"url": item.one("url")} if item.one("url") else {}
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in root.items() if value}


def _folder(path: str, folders: Mapping[str, Any], described: list[str], description: Description) -> Entity:
    name, about, whose = _FOLDERS[path][:3]
    inner = [other for other in folders if other != path and other.startswith(path) and _home(other.rstrip("/"), folders) == path]
    parts = inner + [file for file in described if _home(file, folders) == path]
    return {"@id": path, "@type": "Dataset", "name": name, "description": about, "license": _refer(_whose(whose, description)), **({"hasPart": _refer(parts)} if parts else {})}


def _home(path: str, folders: Iterable[str]) -> str:
    """The innermost folder described that a path is in; empty where it is in none."""
    return max((folder for folder in folders if path.startswith(folder)), key=len, default="")


def _file(path: str, data: bytes, folders: Mapping[str, Any], description: Description) -> Entity:
    found = formats.of(path)
    name = next((f"{item.title}: {found.name}" for item in description.items if PurePosixPath(path).name.partition(".")[0] == item.name), PurePosixPath(path).name)
    whose = _FOLDERS[_home(path, folders)][2] if _home(path, folders) else "editors"
    return {
        "@id": path,
        "@type": "File",
        "name": name,
        "description": _about(path, found),
        "encodingFormat": found.media,
        **({"additionalType": formats.PRONOM + found.puid} if found.puid else {}),
        "contentSize": str(len(data)),
        "license": _refer(_whose(whose, description)),
    }


def _about(path: str, found: formats.Format) -> str:
    """Say what a file is: by its name where that tells, else by its folder."""
    return next((about for pattern, about in _ABOUT.items() if fnmatch(path, pattern)), f"{_FOLDERS[_home(path, _FOLDERS)][0] if _home(path, _FOLDERS) else 'Package'}: {found.name}")


def _whose(whose: str, description: Description) -> list[str]:
    """The licences of what is the editors' own, the texts', both, or code."""
    own, texts = [description.edition.licence or _RIGHTS], [_RIGHTS] * bool(description.edition.one("rights"))
    return list(dict.fromkeys({"code": [_CODE], "font": [_FONT], "editors": own, "both": own + texts, "texts": texts or own}[whose]))


def _work(item: Item) -> str:
    return f"#{item.name}"


def _text(item: Item, description: Description) -> Entity:
    work = {
        "@id": _work(item),
        "@type": "CreativeWork",
        "name": item.title,
        "description": item.one("abstract"),
        "inLanguage": item.one("main-language"),
        "identifier": [*[f"https://doi.org/{found}" for found in item.all("doi")], *item.all("swhid")],
        "isPartOf": {"@id": "./"},
        "encoding": {"@id": f"source/tei/{item.file}"},
        "license": _refer(_whose("both", description)),
    }
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in work.items() if value}


def _licences(description: Description) -> list[Entity]:
    item = description.edition
    found = [{"@id": _CODE, "@type": "CreativeWork", "name": "MIT", "description": "Toolchain, stylesheets and schema: MIT licence."}]
    found.append({"@id": _FONT, "@type": "CreativeWork", "name": "OFL-1.1", "description": "The typeface: SIL Open Font License 1.1."})
    if item.licence:
        found.append({"@id": item.licence, "@type": "CreativeWork", "name": item.one("licence"), "description": item.one("licence")})
    if item.one("rights") or not item.licence:
        found.append({"@id": _RIGHTS, "@type": "CreativeWork", "name": "In Copyright", "description": " ".join(item.all("rights")) or "No licence is given."})
    return found


def _party(name: str, item: Item) -> str:
    """The id of a body: that of the publisher in ROR, if it has one; else its name."""
    registered = item.one("ror") if name == item.one("publisher") else ""
    return registered or "#" + "-".join("".join(letter if letter.isalnum() else " " for letter in name.lower()).split())


def _identifiers(description: Description) -> list[Entity]:
    """The identifiers of the edition, each with the registry that says what it means."""
    item = description.edition
    kinds = {"doi": "https://registry.identifiers.org/registry/doi", "ark": "https://registry.identifiers.org/registry/ark", "swhid": "https://registry.identifiers.org/registry/swh"}
    return [{"@id": f"#{kind}", "@type": "PropertyValue", "name": kind.upper(), "propertyID": registry, "value": item.one(kind)} for kind, registry in kinds.items() if item.one(kind)]


def _people(description: Description) -> list[Entity]:
    """Who made and publishes the edition, with their contact and their identifier in ROR where the header gives them."""
    item = description.edition
    contact = item.one("contact")
    point = {"contactPoint": {"@id": f"mailto:{contact}"}} if contact else {}
    site = {"url": description.base} if description.base else {}
    parties = [{"@id": _party(name, item), "@type": "Organization", "name": name, **site, **point} for name in dict.fromkeys([*item.all("creator"), item.one("publisher")])]
    return parties + ([{"@id": f"mailto:{contact}", "@type": "ContactPoint", "name": "Contact of the publisher", "contactType": "publisher", "email": contact}] if contact else [])


def _tools(folders: Iterable[str]) -> list[Entity]:
    """The step that made the products, and the engines, fonts and maps that it used."""
    tools = [
        {
            "@id": f"https://pypi.org/project/{tool.package}/{tool.version}/",
            "@type": "SoftwareApplication",
            "name": tool.name,
            "description": f"{tool.name}, {tool.licence}",
            "url": f"https://pypi.org/project/{tool.package}/",
            "version": tool.version,
            "softwareVersion": tool.version,
        }
        for tool in TOOLS
    ]
    products = [path for path in ("resolved/", "pdf/", "epub/", "site/", "text/", "report/", "metadata/") if path in folders]
    build = {"@id": _BUILD, "@type": "CreateAction", "name": "edition build", "description": "All products were made of the sources by one command.", "object": {"@id": "source/"}, "instrument": _refer(tool["@id"] for tool in tools), "result": _refer(products)}
    return [build, *tools]
