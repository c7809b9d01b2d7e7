"""Every chapter of the book as a reading system on a small phone shows it: axe-core has nothing to say, and nothing is wider than the page."""

from __future__ import annotations

from playwright.sync_api import Browser

from browser.conftest import Violations
from epub.conftest import NS, Book

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_every_chapter_can_be_used(book: Book, browser: Browser, violations: Violations) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    pages = {}
    for name in book.chapters:
        pages[name] = context.new_page()
        pages[name].goto((book.folder / "EPUB" / name).as_uri())
    found = {name: violations(page) for name, page in pages.items()}
    # A chapter is a part of a whole: like Ace, the checker of EPUB, we ask for no main part in each, and for no heading on the cover.
    assert [(name, fault) for name, faults in found.items() for fault in faults if not fault.startswith(("landmark-one-main", "page-has-heading-one"))] == []
    assert [name for name, chapter in book.chapters.items() if not chapter.xpath("//h:h1", namespaces=NS)] == ["cover.xhtml"]
    assert [name for name, page in pages.items() if page.evaluate(WIDE) > 0] == []
    context.close()
