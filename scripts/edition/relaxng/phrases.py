"""The words for faults, in one table for each language."""

from __future__ import annotations

from collections.abc import Callable

from .faults import Fault

# As many names as one reads at a glance; the rest is counted.
_SHOWN = 6
_LONGEST = 60

Phrase = Callable[[Fault], str]


def _name(name: str) -> str:
    return f"`{name}`"


def _at(name: str) -> str:
    return f"@{name}"


def _quoted(value: str) -> str:
    value = " ".join(value.split())
    return f'"{value if len(value) <= _LONGEST else value[:_LONGEST] + "…"}"'


def listed(names: tuple[str, ...], shape: Callable[[str], str], last: str, more: str) -> str:
    """Write names in a row: ``a, b or c``, or ``a, b and 4 more`` where there are many."""
    shown = [shape(name) for name in names]
    if len(shown) > _SHOWN + 1:
        return f"{', '.join(shown[:_SHOWN])} {more.format(len(shown) - _SHOWN)}"
    return f" {last} ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _or(names: tuple[str, ...], shape: Callable[[str], str] = _name) -> str:
    return listed(names, shape, "or", "and {} more")


def _meant(fault: Fault, shape: Callable[[str], str] = _name) -> str:
    if fault.suggestion.startswith("{"):
        return f'; it belongs to the namespace "{fault.suggestion[1:].partition("}")[0]}"'
    return f"; did you mean {shape(fault.suggestion)}?" if fault.suggestion else ""


def _allowed(fault: Fault) -> str:
    if fault.suggestion:
        return _meant(fault)
    return f"; {_or(fault.expected)} may" if fault.expected else "; no element may"


def _values(fault: Fault) -> str:
    if fault.suggestion:
        return _meant(fault, _quoted)
    return f"; expected is {_or(fault.expected, str)}" if fault.expected else ""


def _within(fault: Fault) -> str:
    return f"in {_name(fault.parent)}" if fault.parent else "as the root"


ENGLISH: dict[str, Phrase] = {
    "malformed": lambda f: f"not well-formed XML: {f.value}" + (f"; {_name(f.element)} was opened in line {f.other}" if f.element else ""),
    "entity": lambda f: f"the entity `{f.value}` is not declared in this file, and no other is read",
    "unknown-element": lambda f: f"{_name(f.element)} is not known here" + (_meant(f) if f.suggestion else f"; {_or(f.expected)} may stand {_within(f)}" if f.expected else ""),
    "misplaced-element": lambda f: f"{_name(f.element)} may not stand here {_within(f)}" + _allowed(f),
    "missing-element": lambda f: f"{_or(f.expected)} must come before {_name(f.element)}" + (f" {_within(f)}" if f.parent else ""),
    "incomplete": lambda f: f"{_name(f.element)} is not complete" + (f"; {_or(f.expected)} must come before its end" if f.expected else "") + (f" (opened in line {f.other})" if f.other else ""),
    "stray-text": lambda f: f"text is not allowed directly in {_name(f.element)}" + (f"; it belongs in {_or(f.expected)}" if f.expected else ""),
    "bad-text": lambda f: f"{_name(f.element)} cannot hold {_quoted(f.value)}" + _values(f),
    "unknown-attribute": lambda f: f"{_name(f.element)} has no {_at(f.attribute)} here" + (_meant(f, _at) if f.suggestion else f"; it may have {_or(f.expected, _at)}" if f.expected else ""),
    "missing-attribute": lambda f: f"{_name(f.element)} lacks {_or(f.expected, _at)}",
    "bad-value": lambda f: f"{_at(f.attribute)} of {_name(f.element)} cannot be {_quoted(f.value)}" + _values(f),
    "duplicate-id": lambda f: f"the ID {_quoted(f.value)} stands twice" + (f"; first in line {f.other}" if f.other else ""),
    "missing-id": lambda f: f"nothing has the ID {_quoted(f.value)}",
}


def english(fault: Fault) -> str:
    """Put a fault into English."""
    return ENGLISH[fault.kind](fault)


def _ili(names: tuple[str, ...], shape: Callable[[str], str] = _name) -> str:
    return listed(names, shape, "или", "и ещё {}")


def _meant_ru(fault: Fault, shape: Callable[[str], str] = _name) -> str:
    return f"; может быть, имелось в виду {shape(fault.suggestion)}?" if fault.suggestion else ""


def _allowed_ru(fault: Fault) -> str:
    if fault.suggestion:
        return _meant_ru(fault)
    return f"; здесь допускается {_ili(fault.expected)}" if fault.expected else "; здесь не допускается никакой элемент"


def _values_ru(fault: Fault) -> str:
    if fault.suggestion:
        return _meant_ru(fault, _quoted)
    return f"; ожидается {_ili(fault.expected, str)}" if fault.expected else ""


def _within_ru(fault: Fault) -> str:
    return f"в {_name(fault.parent)}" if fault.parent else "в корне документа"


RUSSIAN: dict[str, Phrase] = {
    "malformed": lambda f: f"неправильно построенный XML: {f.value}" + (f"; {_name(f.element)} открыт в строке {f.other}" if f.element else ""),
    "entity": lambda f: f"сущность `{f.value}` не объявлена в этом файле, а другие файлы не читаются",
    "unknown-element": lambda f: f"элемент {_name(f.element)} здесь неизвестен" + (_meant_ru(f) if f.suggestion else f"; {_within_ru(f)} допускается {_ili(f.expected)}" if f.expected else ""),
    "misplaced-element": lambda f: f"элемент {_name(f.element)} не может стоять здесь, {_within_ru(f)}" + _allowed_ru(f),
    "missing-element": lambda f: f"перед {_name(f.element)}" + (f" {_within_ru(f)}" if f.parent else "") + f" должен стоять {_ili(f.expected)}",
    "incomplete": lambda f: f"элемент {_name(f.element)} неполон" + (f"; перед его концом должен стоять {_ili(f.expected)}" if f.expected else "") + (f" (открыт в строке {f.other})" if f.other else ""),
    "stray-text": lambda f: f"текст не может стоять непосредственно в {_name(f.element)}" + (f"; его место в {_ili(f.expected)}" if f.expected else ""),
    "bad-text": lambda f: f"элемент {_name(f.element)} не может содержать {_quoted(f.value)}" + _values_ru(f),
    "unknown-attribute": lambda f: f"у {_name(f.element)} здесь нет атрибута {_at(f.attribute)}" + (_meant_ru(f, _at) if f.suggestion else f"; допускается {_ili(f.expected, _at)}" if f.expected else ""),
    "missing-attribute": lambda f: f"у {_name(f.element)} недостаёт атрибута {_ili(f.expected, _at)}",
    "bad-value": lambda f: f"значением {_at(f.attribute)} у {_name(f.element)} не может быть {_quoted(f.value)}" + _values_ru(f),
    "duplicate-id": lambda f: f"идентификатор {_quoted(f.value)} встречается дважды" + (f"; впервые в строке {f.other}" if f.other else ""),
    "missing-id": lambda f: f"идентификатора {_quoted(f.value)} нет ни у одного элемента",
}


def russian(fault: Fault) -> str:
    """Put a fault into Russian."""
    return RUSSIAN[fault.kind](fault)
