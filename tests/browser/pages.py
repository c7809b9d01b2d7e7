"""The kinds of pages that the site has, and for each a page that stands for it: the longest, in which most can go wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

LONG = bool(os.environ.get("EDITION_LONG"))
LANGUAGES = {"en": "", "ru": "ru/"}

# What each kind is called in the tests, and the names of its pages. `{texts}` stands for the ids of the texts.
KINDS = {
    "home": r"index",
    "text": r"{texts}",
    "source": r"(?:{texts})\.source",
    "emendations": r"emendations",
    "persons": r"persons",
    "places": r"places",
    "organizations": r"organizations",
    "events": r"events",
    "works": r"works",
    "person": r"pe\..+",
    "place": r"pl\..+",
    "organization": r"og\..+",
    "event": r"ev\..+",
    "work": r"wk\..+",
    "chronology": r"chronology",
    "map": r"map",
    "network": r"network",
    "search": r"search",
    "about": r"about",
    "adjudication": r"adjudication",
    "guidelines": r"guidelines/(?!codes).+",
    "codes": r"guidelines/codes",
    "cite": r"cite",
    "downloads": r"downloads",
    "news": r"news",
    "colophon": r"colophon",
    "lost": r"404",
    "resolve": r"resolve",
    "release": r"v/[^/]+/(?:{texts})",
    "in a release": r"v/[^/]+/(?!(?:{texts})$).+",
}

# Kinds whose pages are made alike to those of another, down to the style sheet: the short tests of looks, of the keyboard and
# of pages without scripts leave them out.
ALIKE = {
    **dict.fromkeys(("places", "organizations", "events", "works"), "persons"),
    **dict.fromkeys(("place", "organization", "event", "work"), "person"),
    "codes": "guidelines",
    "in a release": "release",
}


class Site:
    """A built site: its folder, its texts, and where it is served."""

    def __init__(self, folder: Path, texts: list[str], served: str) -> None:
        self.folder, self.texts, self.served = folder, texts, served

    @property
    def local(self) -> str:
        """Its address as a folder on disk."""
        return self.folder.as_uri() + "/"

    def names(self) -> list[str]:
        """The names of all pages in one language."""
        folders = (self.folder, self.folder / "guidelines", *sorted((self.folder / "v").glob("*")))
        return sorted(path.relative_to(self.folder).as_posix() for folder in folders for path in folder.glob("*.html"))

    def in_language(self, name: str, lang: str) -> str:
        """The name of the same page in a language, which has a folder of its own, also within a release."""
        return re.sub(r"^(v/[^/]+/)?", rf"\g<0>{LANGUAGES[lang]}", name)

    def kinds_of(self, name: str) -> list[str]:
        """The kinds to which a page belongs; it should be one."""
        texts = "|".join(map(re.escape, self.texts))
        return [kind for kind, names in KINDS.items() if re.fullmatch(names.format(texts=texts), name.removesuffix(".html"))]

    def of(self, kind: str, lang: str = "en") -> list[str]:
        """The pages of a kind that are looked at: all of them in the long tests, else the longest."""
        pages = [self.in_language(name, lang) for name in self.names() if kind in self.kinds_of(name)]
        sizes = {name: (self.folder / name).stat().st_size for name in pages}
        found = sorted(sizes, key=lambda name: (-sizes[name], name))
        return found if LONG else found[:1]
