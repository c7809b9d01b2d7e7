"""How words that people type are compared, whatever their capitals, marks, letters and endings: with Cyrillic and Latin in any mixture."""

from __future__ import annotations

import re
import unicodedata

# Cyrillic letters that look like Latin ones, and how Cyrillic sounds in Latin letters; what sounds alike in both is written alike.
LOOKS = dict(zip("авекмнорстухіјѕԁ", "abekmhopctyxijsd", strict=True))
SOUNDS = dict(zip("абвгдезийклмнопрстуфыэіјc", "abvgdezijklmnoprstufyeijk", strict=True)) | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}

_LEFT_OUT = re.compile("[\u00ad\u0300\u0301\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff«»„“”‟\"'‘’‚‛‹›()\\[\\]<>]")
_DASHES = re.compile("[-‐‑‒–—―−]+")
# Blanks and marks that say nothing at the edges of words.
EDGES = " ,;:.!?#"


def normal(words: str) -> str:
    """Give what is typed in one form: NFKC, small letters, one kind of dash, no quotation marks or invisible signs, ё as е, single blanks."""
    words = _LEFT_OUT.sub("", unicodedata.normalize("NFKC", words)).lower().replace("ё", "е")
    return re.sub(r"\s+", " ", _DASHES.sub("-", words)).strip(EDGES)


def lookalike(words: str) -> str:
    """Give words with Latin letters for Cyrillic ones of the same looks."""
    return "".join(LOOKS.get(letter, letter) for letter in words)


def spelt(words: str) -> str:
    """Give words in Latin letters, as they sound."""
    return "".join(SOUNDS.get(letter, letter) for letter in words)


def sound(words: str) -> str:
    """Give words in Latin letters, as they sound, double letters single."""
    return re.sub(r"([^\W\d_])\1", r"\1", spelt(words))


def share_stem(one: str, other: str) -> bool:
    """Tell whether words differ by an ending of two letters at most, after four or more that are the same."""
    one, other = sound(one), sound(other)
    stem = max(4, len(one) - 2, len(other) - 2)
    return one[:stem] == other[:stem] and len(one) >= stem <= len(other)


def distance(one: str, other: str) -> int:
    """Count the letters to be changed, added or left out between two words (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, beside in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != beside))
    return row[-1]
