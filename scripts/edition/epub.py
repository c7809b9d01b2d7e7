"""The electronic book: what the stylesheets write, with style and typeface, as one EPUB container.

EPUB 3.3 (https://www.w3.org/TR/epub-33/), section 4 (Open Container Format). The same content gives the same bytes.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import datetime
from typing import Mapping

from lxml import etree

from edition import documents, pdf, publish, transform
from edition.resources import resource

_BOOK = "urn:edition:book"
_HOME = "EPUB"
_PACKAGE = "package.opf"
_TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".woff2": "font/woff2", ".txt": "text/plain", ".png": "image/png"}
_PROPERTIES = {"nav.xhtml": "nav", "cover.png": "cover-image"}
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{_HOME}/{_PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
# The first moment that a ZIP archive can state: no file in it has a date of its own.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def make(resolved: str, typeface: Mapping[str, bytes], moment: datetime) -> bytes:
    """Make the book of a resolved edition; ``moment`` is what it states as its last change.

    Raises ToolError when a stylesheet fails.
    """
    written = transform.render(resolved, "epub/book.xsl").files
    beside = {
        "cover.png": pdf.picture(resource("xslt/epub/cover.typ"), written.pop("cover.json"), moment),
        "style.css": resource("xslt/epub/style.css").read_bytes(),
        **{f"fonts/{name}": data for name, data in typeface.items()},
    }
    chapters = {name: text.encode() for name, text in written.items()}
    told = _told(resolved, chapters, beside, moment)
    package = transform.render(told, "epub/package.xsl").files[_PACKAGE].encode()
    return _container({_PACKAGE: package, **chapters, **beside})


def identifier(content: Mapping[str, bytes]) -> str:
    """Name a book by what is in it: a UUID of version 5 (RFC 9562, section 5.5) in the namespace of URLs, made of ``urn:sha256:`` and the
    SHA-256 over the names and bytes of all its files but the package document. Nothing is assigned, so nobody has to keep a list, and
    whoever has the book can compute it; a book with other content has another."""
    pieces = (piece for name in sorted(content) for piece in (name.encode(), content[name]))
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:sha256:{publish.digest(pieces)}").urn


def _told(resolved: str, chapters: Mapping[str, bytes], beside: Mapping[str, bytes], moment: datetime) -> str:
    """Add to a resolved edition what its package document says of files."""
    root = documents.own(resolved)
    content = {**chapters, **beside}
    package = etree.SubElement(root, f"{{{_BOOK}}}package", {"identifier": identifier(content), "modified": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}, {"book": _BOOK})
    for name in content:
        attributes = {"name": name, "media-type": _TYPES[name[name.rindex(".") :]]}
        attributes |= {"spine": "yes"} if name in chapters else {}
        attributes |= {"properties": _PROPERTIES[name]} if name in _PROPERTIES else {}
        etree.SubElement(package, f"{{{_BOOK}}}file", attributes)
    return documents.text_of(root)


def _container(files: Mapping[str, bytes]) -> bytes:
    """Pack a book: its media type first and as it is (section 4.2.6.3), then all else by name, without dates and owners."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name, data in sorted({"META-INF/container.xml": _CONTAINER.encode(), **{f"{_HOME}/{name}": data for name, data in files.items()}}.items()):
            _add(archive, name, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type, entry.create_system, entry.external_attr = method, 3, 0o644 << 16
    archive.writestr(entry, data, compresslevel=9)
