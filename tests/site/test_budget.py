"""How much a reader has to fetch: limits that no page may pass."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html

ROOT = Path(__file__).resolve().parents[2]
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
BEYOND = re.compile(r"[^\x00-\x7f]")

PAGE = 150_000
FONTS = 200_000


def weight(page: Path) -> int:
    """The bytes of a page, its style sheets and its scripts, as they lie on disk."""
    tree = html.parse(str(page), html.HTMLParser(encoding="utf-8"))
    linked = set(tree.xpath("//link[contains(@rel, 'stylesheet')]/@href | //script/@src"))
    return page.stat().st_size + sum((page.parent / urlsplit(address).path).stat().st_size for address in linked)


def test_no_page_is_too_heavy(pages: list[Path]) -> None:
    weights = {f"{page.parent.name}/{page.name}": weight(page) for page in pages}
    assert {name: size for name, size in weights.items() if size >= PAGE} == {}


def test_styles_and_scripts_are_lean_and_say_the_same(built: Path) -> None:
    """No comment is fetched by readers; signs and words of other scripts are as they were written."""
    for path in (built / "site" / "assets").rglob("*.[cj]s*"):
        lean, written = path.read_text("utf-8"), (ROOT / "xslt" / "html" / "assets" / path.name).read_text("utf-8")
        assert "/*" not in lean and "\n//" not in lean and len(lean) < len(written), path.name
        assert BEYOND.findall(lean) == BEYOND.findall(COMMENT.sub("", written)), path.name


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
