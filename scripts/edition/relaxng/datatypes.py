"""Datatypes: the two of RELAX NG (section 6.2.8), those of XML Schema Part 2 with all facets, and those of DTD Compatibility (section 4).

A datatype is a lexical space, which is a regular expression, a mapping into values, and the facets that restrict it
(Guidelines for using W3C XML Schema Datatypes with RELAX NG, 2001). Nothing is compiled before it is needed.
"""

from __future__ import annotations

from .regex import RegexError, compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Parse = Callable[[str, "Context"], object]
    Facet = Callable[[str, object], bool]
    _Row = tuple[Callable[[str], str], str | None, Parse | None, str]

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"
BLANK = " \t\n\r"


class DatatypeError(ValueError):
    """What is wrong with the use of a datatype in a schema."""


class Context:
    """What a string needs from around it to be a value: prefixes in scope, unparsed entities that the document declares."""

    __slots__ = ("prefixes", "entities")

    def __init__(self, prefixes: Mapping[str | None, str] | None = None) -> None:
        self.prefixes: Mapping[str | None, str] = prefixes or {}
        self.entities: set[str] = set()


def tokens(value: str) -> list[str]:
    """Split at the white space of XML, which is less than that of Python."""
    if value.isascii():
        return value.split()
    return [token for token in value.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if token]


def collapsed(value: str) -> str:
    """Normalize white space (RELAX NG, section 6.2.8)."""
    return " ".join(tokens(value))


def _replaced(value: str) -> str:
    return value.replace("\t", " ").replace("\n", " ").replace("\r", " ")



class Datatype:
    """One datatype with its parameters.

    ``name`` and ``params`` are for messages; ``ident`` is ID, IDREF or IDREFS where it is such a type; ``contextual`` tells that the
    same string may be valid in one place and not in another.
    """

    def __init__(self, library: str, name: str, params: tuple[tuple[str, str], ...], normal: Callable[[str], str], lexical: str | None, parse: Parse | None) -> None:
        self.uri, self.name, self.params = library, name, params
        self.normal, self.lexical, self.parse = normal, lexical, parse
        self.facets: list[Facet] = []
        self.ident = name if library != "" and name in ("ID", "IDREF", "IDREFS") else None
        self.contextual = name in _CONTEXTUAL and library == XSD

    def value(self, text: str, context: Context) -> object:
        """Give the value that a string stands for; raises ValueError where it stands for none."""
        text = self.normal(text)
        if self.lexical is not None and not compiled(self.lexical).matches(text):
            raise ValueError(text)
        value = self.parse(text, context) if self.parse else text
        if not all(facet(text, value) for facet in self.facets):
            raise ValueError(text)
        return value

    def allows(self, text: str, context: Context) -> bool:
        """Tell whether a string stands for a value."""
        if self.lexical is None and self.parse is None and not self.facets:
            return True
        try:
            self.value(text, context)
        except ValueError:
            return False
        return True

    def equals(self, value: object, text: str, context: Context) -> bool:
        """Tell whether a string stands for just this value."""
        try:
            return self.value(text, context) == value
        except ValueError:
            return False


def _same(value: str) -> str:
    return value


def _number(text: str, context: Context) -> object:
    # Python reads no longer integers.
    if "." not in text and len(text) < 4000:
        return int(text)
    from decimal import Decimal

    return Decimal(text)


def _double(text: str, context: Context) -> object:
    # NaN equals itself (XML Schema Part 2, section 3.2.5).
    return "NaN" if text == "NaN" else float(text.replace("INF", "inf"))


def _float(text: str, context: Context) -> object:
    from struct import pack, unpack

    value = _double(text, context)
    try:
        return value if value == "NaN" else unpack("f", pack("f", value))[0]
    except OverflowError:
        return float("-inf" if text.startswith("-") else "inf")


def _boolean(text: str, context: Context) -> object:
    return text in ("true", "1")


def _qname(text: str, context: Context) -> object:
    prefix, colon, local = text.rpartition(":")
    namespace = context.prefixes.get(prefix or None)
    if colon and namespace is None:
        raise ValueError(text)
    return namespace or "", local


def _entity(text: str, context: Context) -> object:
    if text not in context.entities:
        raise ValueError(text)
    return text


def _items(parse: Parse | None) -> Parse:
    return lambda text, context: tuple(parse(token, context) if parse else token for token in text.split(" "))


def _hex(text: str, context: Context) -> object:
    return bytes.fromhex(text)


def _base64(text: str, context: Context) -> object:
    from base64 import b64decode

    return b64decode(text)


def _no_space(value: str) -> str:
    return "".join(tokens(value))


def _uri(text: str, context: Context) -> object:
    """RFC 2396 after the escaping of XLink, section 5.4, which lets in nearly all."""
    rest, _, fragment = text.partition("#")
    if "#" in fragment or not compiled("([^%]|%[0-9a-fA-F]{2})*").matches(text):
        raise ValueError(text)
    head = min((rest.find(sign) for sign in ":/?" if sign in rest), default=-1)
    if head >= 0 and rest[head] == ":":
        if not compiled("[a-zA-Z][a-zA-Z0-9+.\\-]*").matches(rest[:head]) or head + 1 == len(rest):
            raise ValueError(text)
        rest = rest[head + 1:]
        if not rest.startswith("/"):
            return text
    if rest == "//" or not compiled(_HIERARCHY).matches(rest):
        raise ValueError(text)
    return text


# [//authority] path [?query]; brackets only around an IPv6 address and in the query.
_IN_PATH = r"[^?\[\]]*"
_HIERARCHY = rf"(//([^/?\[\]]+|([^/?\[\]@]*@)?\[[0-9a-fA-F:.]+\](:[0-9]*)?)(/{_IN_PATH})?|///{_IN_PATH}|/([^/?\[\]]{_IN_PATH})?|[^/?\[\]]{_IN_PATH}|(//)?)(\?(.|[\n\r])*)?"

_DATED = {
    "dateTime": "YMDT", "date": "YMD", "time": "T", "gYearMonth": "YM", "gYear": "Y", "gMonthDay": "-MD", "gDay": "-D", "gMonth": "-M",
}
_Y, _M, _D = "-?([1-9][0-9]*)?[0-9]{4}", "[0-9]{2}", "[0-9]{2}"
_TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
_ZONE = "(Z|[+\\-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DATE_FORMS = {
    "dateTime": f"{_Y}-{_M}-{_D}T{_TIME}", "date": f"{_Y}-{_M}-{_D}", "time": _TIME, "gYearMonth": f"{_Y}-{_M}", "gYear": _Y,
    "gMonthDay": f"--{_M}-{_D}", "gDay": f"---{_D}", "gMonth": f"--{_M}",
}


class Moment:
    """A point in time; without a time zone it may lie up to 14 hours to either side (XML Schema Part 2, section 3.2.7.4)."""

    def __init__(self, seconds: object, zoned: bool) -> None:
        self.seconds, self.zoned = seconds, zoned

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and (self.seconds, self.zoned) == (other.seconds, other.zoned)

    def __lt__(self, other: Moment) -> bool:
        slack = 0 if self.zoned == other.zoned else 14 * 3600
        return self.seconds + slack < other.seconds


def _days(year: int, month: int, day: int) -> int:
    """Days from a fixed day to this one in the proleptic Gregorian calendar."""
    year -= month < 3
    month = (month + 9) % 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _moment(name: str) -> Parse:
    def parse(text: str, context: Context) -> object:
        text, zoned, offset = _zone(text)
        date, _, time = text.partition("T") if name == "dateTime" else (("", "", text) if name == "time" else (text, "", ""))
        year, month, day = _date(name, date)
        seconds = _days(year, month, day) * 86400 - offset
        if time:
            hours, minutes, rest = time.split(":")
            seconds += int(hours) * 3600 + int(minutes) * 60 + _number(rest, context)
            if name == "time":
                seconds = seconds if hours != "24" else seconds - 86400
        return Moment(seconds, zoned)

    return parse


def _zone(text: str) -> tuple[str, bool, int]:
    """Part a time zone off: the rest, whether there was one, its seconds."""
    if text.endswith("Z"):
        return text[:-1], True, 0
    if len(text) > 6 and text[-3] == ":" and text[-6] in "+-":
        seconds = int(text[-5:-3]) * 3600 + int(text[-2:]) * 60
        return text[:-6], True, -seconds if text[-6] == "-" else seconds
    return text, False, 0


def _date(name: str, text: str) -> tuple[int, int, int]:
    """Year, month and day of a date, as far as it has them; raises ValueError where the calendar has no such day."""
    year, month, day = 2000, 1, 1
    parts = text.lstrip("-").split("-") if text else []
    fields = _DATED[name].strip("-T")
    for field, part in zip(fields, parts, strict=False):
        number = int(part)
        if field == "Y":
            year = 1 - number if text.startswith("-") else number
            if number == 0:
                raise ValueError(text)
        elif field == "M":
            month = number
        else:
            day = number
    if not 1 <= month <= 12 or not 1 <= day <= _month_length(year, month):
        raise ValueError(text)
    return year, month, day


class Duration:
    """Months and seconds, which can be compared only where all four dates of XML Schema Part 2, section 3.2.6.2, agree."""

    def __init__(self, months: int, seconds: object) -> None:
        self.months, self.seconds = months, seconds

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and (self.months, self.seconds) == (other.months, other.seconds)

    def __lt__(self, other: Duration) -> bool:
        return all(self._from(start) < other._from(start) for start in ((1696, 9), (1697, 2), (1903, 3), (1903, 7)))

    def _from(self, start: tuple[int, int]) -> object:
        months = start[0] * 12 + start[1] - 1 + self.months
        return _days(months // 12, months % 12 + 1, 1) * 86400 + self.seconds


def _duration(text: str, context: Context) -> object:
    from decimal import Decimal

    date, _, time = text.lstrip("-P").partition("T")
    fields: dict[str, Decimal] = {}
    for part, known in ((date, "YMD"), (time, "hms")):
        number = ""
        for char in part:
            if char.isalpha():
                fields["YMD"["YMD".index(char)] if known == "YMD" else char.lower()] = Decimal(number)
                number = ""
            else:
                number += char
    sign = -1 if text.startswith("-") else 1
    zero = Decimal(0)
    months = int(fields.get("Y", zero) * 12 + fields.get("M", zero))
    seconds = fields.get("D", zero) * 86400 + fields.get("h", zero) * 3600 + fields.get("m", zero) * 60 + fields.get("s", zero)
    return Duration(sign * months, sign * seconds)


_DURATION = r"-?P([0-9]+Y([0-9]+M)?([0-9]+D)?(TX)?|[0-9]+M([0-9]+D)?(TX)?|[0-9]+D(TX)?|TX)".replace(
    "X", r"([0-9]+H([0-9]+M)?([0-9]+(\.[0-9]+)?S)?|[0-9]+M([0-9]+(\.[0-9]+)?S)?|[0-9]+(\.[0-9]+)?S)")
_INTEGER = "[+\\-]?[0-9]+"
_DOUBLE = r"[+\-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+\-]?[0-9]+)?|-?INF|NaN"
_BASE64 = "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)?"
_NCNAME = "[\\i-[:]][\\c-[:]]*"

# name: white space, lexical space, values, kind (which facets it may have: XML Schema Part 2, section 4.1.5).
_TYPES: dict[str, _Row] = {
    "string": (_same, None, None, "length"), "normalizedString": (_replaced, None, None, "length"), "token": (collapsed, None, None, "length"),
    "language": (collapsed, "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", None, "length"), "Name": (collapsed, "\\i\\c*", None, "length"),
    "NMTOKEN": (collapsed, "\\c+", None, "length"), "NMTOKENS": (collapsed, "\\c+( \\c+)*", _items(None), "length"),
    "ENTITY": (collapsed, _NCNAME, _entity, "length"), "ENTITIES": (collapsed, f"{_NCNAME}( {_NCNAME})*", _items(_entity), "length"),
    "IDREFS": (collapsed, f"{_NCNAME}( {_NCNAME})*", _items(None), "length"),
    "boolean": (collapsed, "true|false|1|0", _boolean, ""), "decimal": (collapsed, "[+\\-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)", _number, "digits"),
    "float": (collapsed, _DOUBLE, _float, "order"), "double": (collapsed, _DOUBLE, _double, "order"),
    "duration": (collapsed, _DURATION, _duration, "order"), "anyURI": (collapsed, None, _uri, "length"),
    "QName": (collapsed, f"({_NCNAME}:)?{_NCNAME}", _qname, "name"), "NOTATION": (collapsed, f"({_NCNAME}:)?{_NCNAME}", _qname, "name"),
    "hexBinary": (collapsed, "([0-9a-fA-F]{2})*", _hex, "length"), "base64Binary": (_no_space, _BASE64, _base64, "length"),
}
_TYPES |= {name: (collapsed, _NCNAME, None, "length") for name in ("NCName", "ID", "IDREF")}
_TYPES |= {name: (collapsed, form + _ZONE, _moment(name), "order") for name, form in _DATE_FORMS.items()}
_CONTEXTUAL = {"QName", "NOTATION", "ENTITY", "ENTITIES"}

_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None), "nonPositiveInteger": (None, 0), "negativeInteger": (None, -1), "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
}
for _bits, _name in ((8, "byte"), (16, "short"), (32, "int"), (64, "long")):
    _INTEGERS[_name] = (-(1 << _bits - 1), (1 << _bits - 1) - 1)
    _INTEGERS["unsigned" + _name[0].upper() + _name[1:]] = (0, (1 << _bits) - 1)


def datatype(library: str, name: str, params: tuple[tuple[str, str], ...], context: Context) -> Datatype:
    """Make a datatype; raises DatatypeError where there is none of that name, or a parameter does not suit it (section 4.16)."""
    if library == "":
        return _builtin(name, params)
    if library not in (XSD, COMPATIBILITY):
        raise DatatypeError(f"datatype library {library!r} is not known")
    known = name in ("ID", "IDREF", "IDREFS") if library == COMPATIBILITY else name in _TYPES or name in _INTEGERS
    if not known:
        raise DatatypeError(f"{library} has no datatype {name!r}")
    if library == COMPATIBILITY and params:
        raise DatatypeError(f"datatype {name!r} takes no parameters")
    low, high = _INTEGERS.get(name, (None, None))
    normal, lexical, parse, kind = (collapsed, _INTEGER, _number, "digits") if name in _INTEGERS else _TYPES[name]
    made = Datatype(library, name, params, normal, lexical, parse)
    if low is not None or high is not None:
        made.facets.append(lambda text, value: (low is None or value >= low) and (high is None or value <= high))
    # Each limit is judged by the type that it restricts.
    for facet, value in params:
        made.facets.append(_facet(made, kind, facet, value, context))
    return made


def _builtin(name: str, params: tuple[tuple[str, str], ...]) -> Datatype:
    if name not in ("string", "token"):
        raise DatatypeError(f"there is no built-in datatype {name!r}, only string and token")
    if params:
        raise DatatypeError(f"the built-in datatype {name!r} takes no parameters")
    return Datatype("", name, params, _same if name == "string" else collapsed, None, None)


_LENGTHS: dict[str, Callable[[int, int], bool]] = {
    "length": lambda size, limit: size == limit, "minLength": lambda size, limit: size >= limit, "maxLength": lambda size, limit: size <= limit,
}
_ORDERS: dict[str, Callable[[object, object], bool]] = {
    "minInclusive": lambda value, limit: limit < value or limit == value, "maxInclusive": lambda value, limit: value < limit or value == limit,
    "minExclusive": lambda value, limit: limit < value, "maxExclusive": lambda value, limit: value < limit,
}
_SUITS = {"length": ("length", "name"), "minLength": ("length", "name"), "maxLength": ("length", "name"), "totalDigits": ("digits",), "fractionDigits": ("digits",)}


def _facet(base: Datatype, kind: str, name: str, value: str, context: Context) -> Facet:
    """Make the test of one facet; raises DatatypeError."""
    if name == "pattern":
        return _pattern(value)
    if kind not in _SUITS.get(name, ("order", "digits") if name in _ORDERS else ()):
        raise DatatypeError(f"datatype {base.name!r} takes no parameter {name!r}")
    if name in _ORDERS:
        return _limit(base, name, value, context)
    limit = collapsed(value)
    if not limit.isdecimal() or not limit.isascii() or (name == "totalDigits" and not limit.strip("0")):
        raise DatatypeError(f"{name} must be a number, not {value!r}")
    size = int(limit[:4000])
    if name in _LENGTHS:
        test = _LENGTHS[name]
        return (lambda text, given: True) if kind == "name" else lambda text, given: test(len(given), size)
    return lambda text, given: _digits(text)[name == "fractionDigits"] <= size


def _digits(text: str) -> tuple[int, int]:
    """How many digits a decimal has in all, and after the point, zeros that say nothing not counted."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    fraction = fraction.rstrip("0")
    return len(whole.lstrip("0") + fraction), len(fraction)


def _pattern(value: str) -> Facet:
    try:
        compiled(value)
    except RegexError as error:
        raise DatatypeError(f"pattern {value!r}: {error}") from None
    return lambda text, given: compiled(value).matches(text)


def _limit(base: Datatype, name: str, value: str, context: Context) -> Facet:
    try:
        limit = base.value(value, context)
    except ValueError:
        raise DatatypeError(f"{name} must be a value of {base.name!r}, not {value!r}") from None
    test = _ORDERS[name]
    return lambda text, given: "NaN" not in (given, limit) and test(given, limit)
