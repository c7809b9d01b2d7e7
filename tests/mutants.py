"""Documents made a little wrong, in ways that editors and accidents do: the same for the same seed."""

from __future__ import annotations

import random
import re

_NO_TAG = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<(/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"\s+([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_NAMES = "p div head s date persName choice sic corr note app TEI text body title foo ab item list teiHeader ref".split()
_ATTRIBUTES = "when ref xml:id n type wen foo corresp target xml:lang".split()
_VALUES = ["", " ", "1922-04-31", "1922-04-16", "x y", "#a", "123", "-5", "ru", "true", "Ж", "a%b", "http://x", "12:61:00"]


class Mutator:
    """Makes a document a little wrong, in ways that editors do; ``steps`` tells what was done to the last one, and in which line."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ways = (
            self.rename, self.drop, self.double, self.swap, self.move, self.unwrap, self.insert, self.write, self.blank,
            self.drop_attribute, self.rename_attribute, self.change_value, self.break_pointer, self.add_attribute,
        )  # fmt: skip
        self.steps: list[str] = []

    def mutant(self, text: str, times: int = 1) -> str:
        """Give a mutant that is well-formed."""
        self.steps = []
        for _ in range(times):
            hidden = _NO_TAG.sub(lambda found: " " * len(found[0]), text)
            self.pairs = _pairs(list(_TAG.finditer(hidden)))
            if not self.pairs:
                return text
            before, way = text, self.random.choice(self.ways)
            text = way(text)
            same = next((at for at, (one, two) in enumerate(zip(before, text, strict=False)) if one != two), min(len(before), len(text)))
            self.steps.append(f"{way.__name__} in line {text.count(chr(10), 0, same) + 1}" if text != before else f"{way.__name__}: nothing")
        return text

    def _element(self) -> tuple[re.Match[str], re.Match[str]]:
        return self.random.choice(self.pairs)

    def rename(self, text: str) -> str:
        one, two = self._element()
        name = self.random.choice([self.random.choice(_NAMES), one[2][:-1] or "x", one[2].lower(), one[2] + "x"])
        if one is two:
            return _replaced(text, one.span(2), name)
        return _replaced(_replaced(text, two.span(2), name), one.span(2), name)

    def drop(self, text: str) -> str:
        one, two = self._element()
        return text if one.start() == self.pairs[-1][0].start() else _replaced(text, (one.start(), two.end()), "")

    def double(self, text: str) -> str:
        one, two = self._element()
        if one.start() == self.pairs[-1][0].start() or two.end() - one.start() > 5000:
            return text
        return _replaced(text, (two.end(), two.end()), text[one.start():two.end()])

    def swap(self, text: str) -> str:
        (one, two), (three, four) = sorted((self._element(), self._element()), key=lambda pair: pair[0].start())
        if two.end() > three.start():
            return text
        return text[:one.start()] + text[three.start():four.end()] + text[two.end():three.start()] + text[one.start():two.end()] + text[four.end():]

    def move(self, text: str) -> str:
        (one, two), (three, four) = self._element(), self._element()
        at = self.random.choice((three.end(), four.start())) if three is not four else four.end()
        if one.start() <= at <= two.end() or at >= self.pairs[-1][1].start() or one.start() == self.pairs[-1][0].start():
            return text
        cut = text[one.start():two.end()]
        without = _replaced(text, (one.start(), two.end()), "")
        at -= len(cut) if at > one.start() else 0
        return _replaced(without, (at, at), cut)

    def unwrap(self, text: str) -> str:
        one, two = self._element()
        if one is two or one.start() == self.pairs[-1][0].start():
            return text
        return text[:one.start()] + text[one.end():two.start()] + text[two.end():]

    def insert(self, text: str) -> str:
        one, two = self._element()
        at = self.random.choice((one.end(), two.start())) if one is not two else one.end()
        name = self.random.choice(_NAMES)
        return text if at >= self.pairs[-1][1].start() else _replaced(text, (at, at), self.random.choice((f"<{name}/>", f"<{name}>x</{name}>", f"<{name}>\n</{name}>")))

    def write(self, text: str) -> str:
        one, two = self._element()
        return text if one is two else _replaced(text, (one.end(), one.end()), self.random.choice(("x", " y ", "\n z", "&#160;", "<!-- --> w")))

    def blank(self, text: str) -> str:
        empty = [one for one, two in self.pairs if one is two]
        if not empty:
            return text
        tag = self.random.choice(empty)
        return _replaced(text, (tag.end() - 2, tag.end()), f">{self.random.choice((' ', chr(10), '<!-- -->', ' <?x y?> '))}</{tag[2]}>")

    def _with_attribute(self) -> tuple[re.Match[str], re.Match[str]] | None:
        tags = [one for one, _ in self.pairs if one[3].strip()]
        if not tags:
            return None
        tag = self.random.choice(tags)
        attributes = [found for found in _ATTRIBUTE.finditer(tag[3]) if not found[1].startswith("xmlns")]
        return (tag, self.random.choice(attributes)) if attributes else None

    def drop_attribute(self, text: str) -> str:
        found = self._with_attribute()
        return text if found is None else _replaced(text, _moved(found, 0), "")

    def rename_attribute(self, text: str) -> str:
        found = self._with_attribute()
        return text if found is None else _fresh(text, found[0], _replaced(text, _moved(found, 1), self.random.choice((found[1][1][:-1] or "x", self.random.choice(_ATTRIBUTES)))))

    def change_value(self, text: str) -> str:
        found = self._with_attribute()
        if found is None:
            return text
        value = self.random.choice([*_VALUES, found[1][2][1:-1] + "x", found[1][2][2:-1], found[1][2][1:-1] + " " + found[1][2][1:-1]])
        return _replaced(text, _moved(found, 2), '"' + value.replace('"', "") + '"')

    def break_pointer(self, text: str) -> str:
        pointers = [(tag, found) for tag, _ in self.pairs for found in _ATTRIBUTE.finditer(tag[3]) if re.match("[\"'](#|ed:|[a-z]+.xml)", found[2])]
        if not pointers:
            return text
        tag, found = self.random.choice(pointers)
        value, other = found[2][1:-1], self.random.choice(pointers)[1][2][1:-1]
        broken = self.random.choice((other, value + "x", value[1:], value.replace(":", "#"), value.replace("ed:", "de:"), value.partition("#")[0], value.upper(), f"{value} {other}", f"#{value}", value.replace(".", " ")))
        return _replaced(text, _moved((tag, found), 2), f'"{broken}"')

    def add_attribute(self, text: str) -> str:
        tag, _ = self._element()
        at = tag.end(2)
        return _fresh(text, tag, _replaced(text, (at, at), f' {self.random.choice(_ATTRIBUTES)}="{self.random.choice(_VALUES)}"'))


def _replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1]:]


def _moved(found: tuple[re.Match[str], re.Match[str]], group: int) -> tuple[int, int]:
    start = found[0].start(3)
    return start + found[1].start(group), start + found[1].end(group)


def _fresh(before: str, tag: re.Match[str], after: str) -> str:
    """The mutant, or what was before where an attribute would now stand twice."""
    names = [found[1] for found in _ATTRIBUTE.finditer(_TAG.match(after, tag.start())[3])]
    return after if len(names) == len(set(names)) else before


def _pairs(tags: list[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Start and end tag of each element, the root last."""
    pairs, above = [], []
    for tag in tags:
        if tag[1]:
            pairs.append((above.pop(), tag))
        elif tag[4]:
            pairs.append((tag, tag))
        else:
            above.append(tag)
    return pairs


def harmed(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some of them changed, cut out or doubled."""
    for _ in range(chance.randint(1, 4)):
        at, width = chance.randrange(len(data)), chance.randint(1, 30)
        way = chance.randrange(4)
        middle = [bytes([chance.randrange(256)]), b"", data[at: at + width] * 2, chance.choice([b"<", b">", b"&", b"</", b"]]>", b"<!--", b"<?x?>", b'"'])][way]
        data = data[:at] + middle + data[at + (0 if way == 3 else width):]
    return data
