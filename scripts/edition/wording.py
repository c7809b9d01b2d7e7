"""Messages in English and Russian: the English stands where it is said, the Russian in ``russian.toml`` beside this file, under the English."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("en", "ru")


class Words(str):
    """English words that know themselves in Russian, too."""

    russian: str

    def __new__(cls, english: str, russian: str) -> Words:
        made = super().__new__(cls, english)
        made.russian = russian
        return made

    def __getnewargs__(self) -> tuple[str, str]:
        return str(self), self.russian


def words(template: str, **values: object) -> Words:
    """Put values into an English sentence, and into its translation; where there is none, the English stands for it."""
    translated = {name: in_language(value, "ru") if isinstance(value, str) else value for name, value in values.items()}
    return Words(template.format(**values), table().get(template, template).format(**translated))


def in_language(text: str, language: str) -> str:
    """Give a text in a language, as far as it knows itself in it."""
    return text.russian if language == "ru" and isinstance(text, Words) else str(text)


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """The Russian of each English sentence."""
    return tomllib.loads(Path(__file__).with_name("russian.toml").read_text("utf-8"))
