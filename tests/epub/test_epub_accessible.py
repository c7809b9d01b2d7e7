"""Every chapter of the book as a reading system on a small phone shows it: axe-core has nothing to say, and nothing is wider than the page."""

from __future__ import annotations

from browser.conftest import Violations
from browser.contexts import Contexts
from epub.conftest import NS, Book

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_every_chapter_can_be_used(book: Book, contexts: Contexts, violations: Violations) -> None:
    phone = {"viewport": {"width": 320, "height": 640}}
    page = contexts.take(phone)
    found, wide = {}, {}
    for name in book.chapters:
        page.goto((book.folder / "EPUB" / name).as_uri())
        wide[name] = page.evaluate(WIDE)
        found[name] = violations(page)
    # A chapter is a part of a whole: like Ace, the checker of EPUB, we ask for no main part in each, and for no heading on the cover.
    assert [(name, fault) for name, faults in found.items() for fault in faults if not fault.startswith(("landmark-one-main", "page-has-heading-one"))] == []
    assert [name for name, chapter in book.chapters.items() if not chapter.xpath("//h:h1", namespaces=NS)] == ["cover.xhtml"]
    assert {name for name, more in wide.items() if more > 0} == set()
    contexts.give(phone, page)
