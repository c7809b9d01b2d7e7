"""Read pages, of the site as of the EPUB, back into words."""

from __future__ import annotations

from typing import Iterable, Iterator

from lxml import etree, html

from edition.reading import Emendation, folded

# What parts words without any white space in the file.
_BLOCKS = frozenset("p div li ul ol dl dt dd section article header footer nav aside table tr td th caption blockquote figure figcaption h1 h2 h3 h4 h5 h6 br hr body main".split())
# What is no part of the words it stands among: numbers of paragraphs, ways to and from notes, what is said about a note;
# and the heading that names a part of the page.
_ROLES = ("doc-noteref", "doc-backlink")
_CLASSES = ("number", "details")


def parse(data: bytes) -> etree._Element:
    """Read a page of the site, or one of an EPUB (XHTML)."""
    if data.startswith(b"<?xml"):
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
        return root
    return html.fromstring(data, parser=html.HTMLParser(encoding="utf-8"))


def classes(element: etree._Element) -> list[str]:
    """List the classes of an element."""
    return (element.get("class") or "").split()


def of_class(root: etree._Element, name: str) -> list[etree._Element]:
    """List the elements of a class, in order."""
    return [element for element in root.iter(etree.Element) if name in classes(element)]


def words(element: etree._Element) -> str:
    """Give the words of an element as a reader gets them: what stands in different blocks is parted."""
    return folded("".join(_pieces(element)))


def _pieces(element: etree._Element) -> Iterable[str]:
    edge = " " if element.tag in _BLOCKS else ""
    yield edge + (element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not _is_aside(child):
            yield from _pieces(child)
        yield child.tail or ""
    yield edge


def _is_aside(element: etree._Element) -> bool:
    parent = element.getparent()
    names = element.get("id") and parent is not None and element.get("id") in parent.get("aria-labelledby", "").split()
    return names or element.tag == "small" or element.get("role") in _ROLES or any(name in classes(element) for name in _CLASSES)


def by_id(root: etree._Element) -> dict[str, etree._Element]:
    """Give all elements that have an id, in order."""
    return {element.get("id"): element for element in root.iter(etree.Element) if element.get("id")}


def units(root: etree._Element, wanted: Iterable[str]) -> dict[str, str]:
    """Give the words of the elements with the ids asked for, in the order of the page: paragraphs, sentences, notes."""
    known = set(wanted)
    return {identifier: words(element) for identifier, element in by_id(root).items() if identifier in known}


def emendations(root: etree._Element) -> list[Emendation]:
    """List the entries of an apparatus: both sides of each. Where the page says in words of its own that a side is empty, it is."""
    return [Emendation(_side(entry, "b"), _side(entry, "i")) for name, entry in by_id(root).items() if name.endswith(".entry")]


def _side(entry: etree._Element, tag: str) -> str:
    side = next(entry.iter(tag))
    return "" if side.find("em") is not None else words(side)


def lines(root: etree._Element) -> dict[str, str]:
    """Give the lines of the page on which the source stands: what follows the mark of a line, up to the next."""
    found: dict[str, list[str]] = {}
    for container in of_class(root, "transmitted"):
        pieces: list[str] = []
        for mark, text in _runs(container):
            pieces = found.setdefault(mark, []) if mark else pieces
            pieces.append(text)
    return {identifier: folded("".join(pieces)) for identifier, pieces in found.items()}


def _runs(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Texts in order, each with the id of the line that begins with it, if one does."""
    yield element.get("id") or "" if "line" in classes(element) else "", element.text or ""
    for child in element.iterchildren(etree.Element):
        yield from _runs(child)
        yield "", child.tail or ""
