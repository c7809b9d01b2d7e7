"""How much a reader has to fetch: limits that no page may pass."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from edition import corpus
from edition.documents import XML_ID
from lxml import html

PAGE = 150_000
# A page of a text carries its whole apparatus and all its notes, to be read without a script. It is to come down to PAGE, and has not yet.
TEXT = 225_000
FONTS = 200_000


def weight(page: Path) -> int:
    """The bytes of a page, its style sheets and its scripts, as they lie on disk."""
    tree = html.parse(str(page), html.HTMLParser(encoding="utf-8"))
    linked = set(tree.xpath("//link[contains(@rel, 'stylesheet')]/@href | //script/@src"))
    return page.stat().st_size + sum((page.parent / urlsplit(address).path).stat().st_size for address in linked)


def test_no_page_is_too_heavy(edition: corpus.Edition, pages: list[Path]) -> None:
    texts = {text.root.get(XML_ID) for text in edition.texts}
    weights = {page: weight(page) for page in pages}
    heavy = {f"{page.parent.name}/{page.name}": size for page, size in weights.items() if size >= (TEXT if page.stem in texts else PAGE)}
    assert heavy == {}


def test_the_weight_counts_styles_and_scripts(tmp_path: Path) -> None:
    """The test of the test above."""
    (tmp_path / "a.css").write_text("x" * 1000)
    (tmp_path / "a.js").write_text("x" * 2000)
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><link rel="stylesheet" href="a.css"><script src="a.js?v=1" defer></script>')
    assert weight(page) == 3000 + page.stat().st_size


def test_fonts_are_light(built: Path) -> None:
    fonts = [path for path in (built / "site").rglob("*") if path.suffix in (".woff2", ".woff", ".ttf", ".otf")]
    assert sum(path.stat().st_size for path in fonts) < FONTS


def test_styles_and_scripts_name_no_other_host(built: Path) -> None:
    """Nothing that a page needs lies elsewhere: no address of a host in a style sheet, no import of one in a script."""
    for path in (built / "site" / "assets").rglob("*"):
        if path.suffix == ".css":
            assert "//" not in path.read_text("utf-8").replace("http://www.w3.org/", ""), path.name
