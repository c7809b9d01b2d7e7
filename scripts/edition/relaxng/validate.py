"""The verdict on a document: expat events through the automaton, as fast as can be, until the first fault.

What the fault is, and what others there are, ``explain`` finds out by reading a refused document once more.
"""

from __future__ import annotations

from xml.parsers import expat

from .automaton import Automaton, Content, Document, Refused
from .datatypes import BLANK
from .names import SEP, XML


def parser(document: Document) -> expat.XMLParserType:
    """Make a parser that reads nothing from outside, and keeps the context of ``document`` up to date."""
    made = expat.ParserCreate(namespace_separator=SEP)
    made.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    context = document.context
    prefixes: dict[str | None, str] = {"xml": XML}
    hidden: list[tuple[str | None, str | None]] = []

    def declare(prefix: str | None, uri: str | None) -> None:
        hidden.append((prefix, prefixes.get(prefix)))
        prefixes[prefix] = uri or ""

    def withdraw(prefix: str | None) -> None:
        prefix, uri = hidden.pop()
        if uri is None:
            del prefixes[prefix]
        else:
            prefixes[prefix] = uri

    def entity(name: str, base: object, system: object, public: object, notation: str) -> None:
        context.entities.add(name)

    made.StartNamespaceDeclHandler, made.EndNamespaceDeclHandler = declare, withdraw
    made.UnparsedEntityDeclHandler = entity
    context.prefixes = prefixes
    return made


def valid(automaton: Automaton, data: bytes, ids: bool) -> bool:  # noqa: C901 (its handlers share their variables: an object would cost a third of the speed)
    """Tell whether a document is well-formed and valid; with ``ids`` also whether its IDs are sound."""
    document = automaton.document = Document()
    reader = parser(document)
    state: Content = automaton.start()
    above: list[Content] = []
    push, pop = above.append, above.pop
    text = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal state, text
        if text:
            state, text = _after_text(state, text), ""
        push(state)
        tag = state[name]
        if attributes:
            for key, value in attributes.items():
                tag = tag[key]
                if tag.valued:
                    tag = tag[value]
        state = tag[None]

    def end(name: str) -> None:
        nonlocal state, text
        if text or state.strings:
            closed, text = _at_end(state, text), ""
        else:
            closed = state.end
        if closed is None:
            raise Refused
        state = pop()[closed]

    def characters(chunk: str) -> None:
        nonlocal text
        if not state.quiet:
            text += chunk

    def skipped(name: str, parameter: bool) -> None:
        if not parameter:
            raise Refused

    reader.buffer_text = True
    reader.buffer_size = 1 << 16
    reader.StartElementHandler, reader.EndElementHandler, reader.CharacterDataHandler = start, end, characters
    reader.SkippedEntityHandler = skipped
    reader.ExternalEntityRefHandler = lambda *_: 0
    try:
        reader.Parse(data, True)
    except (Refused, expat.ExpatError, LookupError, ValueError):
        return False
    return not ids or document.sound


def _after_text(state: Content, text: str) -> Content:
    """The state after text that an element follows; raises Refused."""
    if not text.strip(BLANK):
        return state
    found = state.text
    if found is None:
        raise Refused
    return found


def _at_end(state: Content, text: str) -> object:
    """The outcome at an end tag after text."""
    if state.strings:
        return state.string(text)
    return _after_text(state, text).end
