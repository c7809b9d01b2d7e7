"""Rules on how the texts were made: figures that headers state are derived, differences between passes are decided, steps are true."""

from __future__ import annotations

from typing import Iterator, Mapping

from lxml import etree

from edition import agreement, figures, marks
from edition.corpus import Edition
from edition.documents import Document
from edition.findings import Finding
from edition.scope import Scope
from edition.wording import Words, words


def figures_are_derived(scope: Scope) -> Iterator[Finding]:
    """E216: a figure that a header states is the one derived from the files."""
    if scope.edition is None or not scope.edition.complete:
        return
    selected = [(document, list(figures.stated(document))) for document in scope.selected]
    derived = figures.derive(scope.edition) if any(found for _, found in selected) else {}
    for document, found in selected:
        for number, name in found:
            yield from _figure(document, number, name, derived)


def _figure(document: Document, number: etree._Element, name: str, derived: Mapping[str, float]) -> Iterator[Finding]:
    if name not in derived:
        yield document.finding("E216", words('there is no figure "{name}"', name=name), words("Take a name that “edition figures” lists."), number)
    elif {number.get("value"), (number.text or "").strip()} != {figures.shown(derived[name])}:
        message = words('the figure "{name}" is {value}, the header says {stated} ({text})', name=name, value=figures.shown(derived[name]), stated=number.get("value"), text=(number.text or "").strip())
        yield document.finding("E216", message, words("Run “edition figures --write”."), number)


def differences_are_decided(scope: Scope) -> Iterator[Finding]:
    """E221, E222: whatever passes and text do not all say alike is decided with its reason, and nothing else is."""
    if scope.edition is None or not scope.edition.records:
        return
    decided = {(decision.sentence, decision.words) for decision in agreement.decisions(scope.edition)}
    differing: set[tuple[str, str]] = set()
    for passes in agreement.of_edition(scope.edition):
        text = scope.member(passes.text)
        for found in agreement.differences(passes):
            sentence = f"{found.text}.{found.sentence}"
            differing.add((sentence, found.words))
            if (sentence, found.words) not in decided:
                message = words("{sentence}: {said} of “{words}”, and no decision gives the reason", sentence=sentence, said=_who_says_what(found), words=found.words)
                mend = words('Add to the adjudication: note target="…#{sentence}" with mentioned “{words}” and the reason.', sentence=sentence, words=found.words)
                yield text.finding("E221", message, mend, scope.ids(text.real).get(sentence))
    if scope.whole:
        yield from _idle(scope.edition, scope, differing)


def _who_says_what(found: agreement.Difference) -> Words:
    said = [words("{step} says {what}", step=step, what=words("nothing") if meaning is None else f"{found.kind} ({meaning})" if meaning else found.kind) for step, meaning in found.said]
    return Words(", ".join(said), ", ".join(one.russian for one in said))


def _idle(edition: Edition, scope: Scope, differing: set[tuple[str, str]]) -> Iterator[Finding]:
    for decision in agreement.decisions(edition):
        if (decision.sentence, decision.words) not in differing:
            message = words("{sentence}: passes and text agree on “{words}”, so there is nothing to decide", sentence=decision.sentence, words=decision.words)
            yield scope.member(decision.document).finding("E222", message, words("Correct the sentence or the words, or take the decision out."), decision.note)


def steps_are_true(scope: Scope) -> Iterator[Finding]:
    """E223: an emendation names a pass as its author exactly if that pass made it, in these words."""
    if scope.edition is None or not scope.edition.records:
        return
    for passes in agreement.of_edition(scope.edition):
        text = scope.member(passes.text)
        made = {step: set(marks.marks(document)) for step, document in passes.by_step.items()}
        for mark, element in marks.marked(text) if text in scope.selected else ():
            if mark.kind in marks.EMENDATIONS:
                yield from _step(text, mark, element, made)


def _step(text: Document, mark: marks.Mark, element: etree._Element, made: Mapping[str, set[marks.Mark]]) -> Iterator[Finding]:
    own = [step for step in made if mark in made[step]]
    statement = marks.statement(element)
    named = [pointer.rpartition(":")[2] for pointer in statement.get("resp", "").split()]
    if [step for step in named if step in made] != own:
        message = words("resp names {named}, but “{words}” was so emended by {made}", named=", ".join(named), words=mark.words, made=", ".join(own) or words("neither pass"))
        wanted = " ".join(f"ed:{step}" for step in own) or "ed:adjudication"
        yield text.finding("E223", message, words('Write resp="{wanted}", or the step that changed it since.', wanted=wanted), statement)
