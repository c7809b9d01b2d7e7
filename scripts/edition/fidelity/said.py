"""What a text says, in the forms in which products are compared with it; each computed once."""

from __future__ import annotations

from functools import cached_property

from edition.documents import NS, Document
from edition import reading


class Said:
    """The units, lines, notes and emendations of one text, as its TEI has them: pairs of id and words, in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.name = document.name

    @cached_property
    def units(self) -> list[reading.Unit]:
        """Paragraphs and sentences with both readings."""
        return reading.units(self.document)

    @cached_property
    def critical(self) -> list[tuple[str, str]]:
        """The critical reading of each unit."""
        return [(unit.identifier, unit.critical) for unit in self.units]

    @cached_property
    def sentences(self) -> list[reading.Unit]:
        """Sentences with both readings."""
        return [unit for unit in self.units if unit.kind == "s"]

    @cached_property
    def whole(self) -> str:
        """The critical reading of the whole text."""
        return " ".join(reading.critical(text) for text in self.document.root.iterfind("tei:text", NS))

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The lines of the witness."""
        return reading.lines(self.document)

    @cached_property
    def emendations(self) -> list[str]:
        """Both sides of each emendation, as one string."""
        return [" = ".join(sides) for sides in reading.emendations(self.document)]

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The critical reading of each paragraph that has words."""
        return [(unit.identifier, unit.critical) for unit in self.units if unit.kind == "p" and unit.critical]

    @cached_property
    def language(self) -> str:
        """The language of the text."""
        return str(self.document.root.xpath("string(tei:text/@xml:lang)", namespaces=NS))

    @cached_property
    def languages(self) -> list[str]:
        """The languages of its notes, that of the text first."""
        found = self.document.root.xpath("tei:text//tei:noteGrp/tei:note/@xml:lang", namespaces=NS)
        return sorted(dict.fromkeys(found), key=lambda lang: lang != self.language)

    def notes_in_all(self) -> list[tuple[str, str]]:
        """The notes, each in all its languages, that of the text first."""
        each = [dict(self.notes(lang)) for lang in self.languages]
        return [(identifier, " ".join(words[identifier] for words in each)) for identifier in (each[0] if each else {})]

    def notes(self, lang: str) -> list[tuple[str, str]]:
        """The notes in a language."""
        return reading.notes(self.document, lang)
