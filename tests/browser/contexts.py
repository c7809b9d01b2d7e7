"""Pages in a browser, and what goes wrong on them. To open a page costs more than what most tests do on it: so pages go from test to test, emptied."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# Unless a test is told otherwise.
STILL: dict[str, Any] = {"reduced_motion": "reduce"}


class Contexts:
    """Browser contexts by their options, each made once, and the pages of each that nobody looks at. The site keeps nothing in a browser."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.made: dict[str, BrowserContext] = {}
        self.free: dict[str, list[Page]] = defaultdict(list)

    def take(self, options: dict[str, Any]) -> Page:
        """A page in a context with these options."""
        key = _key(options)
        if key not in self.made:
            self.made[key] = self.browser.new_context(**(STILL | options))
        return self.free[key].pop() if self.free[key] else self.made[key].new_page()

    def give(self, options: dict[str, Any], page: Page) -> None:
        """Give a page back that shows nothing."""
        self.free[_key(options)].append(page)

    def close(self) -> None:
        """The end of all pages."""
        for context in self.made.values():
            context.close()


def _key(options: dict[str, Any]) -> str:
    return json.dumps(options, sort_keys=True)


class Watched:
    """A page, and all that goes wrong on it while a test looks at it; it may ask for nothing but what begins as one of ``homes``."""

    def __init__(self, page: Page, homes: tuple[str, ...]) -> None:
        self.page, self.homes = page, (*homes, "data:", "blob:", "about:")
        self.size = page.viewport_size
        self.faults: list[str] = []
        self.watching: dict[Any, Callable[[Any], None]] = {"console": self._console, "pageerror": self._error, "request": self._request}
        for event, told in self.watching.items():
            page.on(event, told)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text} {message.location['url']}")

    def _error(self, error: Any) -> None:
        self.faults.append(f"exception: {error}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith(self.homes):
            self.faults.append(f"asked elsewhere: {request.url}")

    def leave(self) -> None:
        """Empty the page, take the pointer off it, let it have the size it had, and look away."""
        self.page.goto("about:blank")
        self.page.mouse.move(-1, -1)
        if self.size and self.page.viewport_size != self.size:
            self.page.set_viewport_size(self.size)
        for event, told in self.watching.items():
            self.page.remove_listener(event, told)


class Visits:
    """The pages that one test opens."""

    def __init__(self, contexts: Contexts) -> None:
        self.contexts = contexts
        self.made: list[tuple[Watched, dict[str, Any] | None]] = []

    def open(self, *homes: str, fresh: bool = False, **options: Any) -> Page:
        """An empty page; a ``fresh`` one is for this test alone, which may change what is not undone by leaving it: media, routes."""
        page = self.contexts.browser.new_page(**(STILL | options)) if fresh else self.contexts.take(options)
        page.set_default_timeout(15_000)
        self.made.append((Watched(page, homes), None if fresh else options))
        return page

    def end(self) -> list[str]:
        """Leave all pages; give what went wrong on them."""
        for watched, options in self.made:
            if options is None:
                watched.page.close()
            elif not watched.page.is_closed():
                watched.leave()
                self.contexts.give(options, watched.page)
        made, self.made = self.made, []
        return [fault for watched, _ in made for fault in watched.faults]
