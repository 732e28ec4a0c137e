"""Conditions on customers as people type them: `grade:A stage>=3 untouched>20d city:北京 -tag:vip`.

Words between blanks must all hold; commas in a value are "or", a minus before a word is "not", quotes keep blanks. A
word without a sign is looked for in the name. `none` and `any` ask of a field whether nothing, or something, is on
record; who was never called counts as untouched for ever. Full-width signs are the plain ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from repdesk.rules.filters.fields import FIELDS, FilterField, Traits, Value

Sign = Literal[":", ">=", "<=", ">", "<"]
Fault = Literal["field", "value", "sign", "quote", "long"]
ReadDay = Callable[[str], date | None]

LONGEST = 500
NONE, ANY = "none", "any"
_NOTHING = {"none": NONE, "无": NONE, "any": ANY, "有": ANY}
_PLAIN = str.maketrans("：＝＞＜，－！“”＂", ':=><,-!"""')
_SIGNS: dict[str, Sign] = {":": ":", "=": ":", ">": ">", "<": "<", ">=": ">=", "<=": "<=", "≥": ">=", "≤": "<="}
_TERM = re.compile(r'(?P<not>-?)(?P<field>[^\s":=<>≥≤!]+)(?P<sign>!=|>=|<=|[:=><≥≤])(?P<value>.*)', re.DOTALL)
_DAYS = re.compile(r"(\d{1,5})\s*([dwm天日周月]?)")
_UNITS = {"": 1, "d": 1, "天": 1, "日": 1, "w": 7, "周": 7, "m": 30, "月": 30}
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_MONEY = re.compile(r"(\d+(?:\.\d+)?)\s*(k|m|万|百万|千)?")
_SCALES = {None: 1, "k": 1_000, "千": 1_000, "万": 10_000, "m": 1_000_000, "百万": 1_000_000}


class UnreadFilter(ValueError):  # noqa: N818 (it is what the rep sees: a filter that was not read)
    """A word that was not understood: what is wrong (a code), the word, where it begins, the field it named."""

    def __init__(self, fault: Fault, word: str, at: int, field: FilterField | None = None) -> None:
        super().__init__("no filter could be read")
        self.fault, self.word, self.at, self.field = fault, word, at, field


@dataclass(frozen=True, slots=True)
class Condition:
    """One word of a filter: any of `values` must stand in that relation to the field, or with `negated` none may."""

    field: FilterField
    sign: Sign
    values: tuple[Value, ...]
    negated: bool = False
    word: str = ""
    """The word as it was typed."""

    def fits(self, found: tuple[Value, ...]) -> bool:
        """Say whether it is so of an account that has these values on record."""
        return any(self._fits(found, value) for value in self.values) is not self.negated

    def _fits(self, found: tuple[Value, ...], wanted: Value) -> bool:
        kind = self.field.kind
        if wanted == NONE and kind not in ("word", "flag"):
            return not found
        if wanted == ANY and kind not in ("word", "flag"):
            return bool(found)
        if not found and self.field.for_ever:
            return self.sign in (">", ">=")
        if kind in ("text", "digits"):
            return any(str(wanted) in str(one) for one in found)
        return any(_compare(one, self.sign, wanted) for one in found)


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold; without any, everybody fits."""

    conditions: tuple[Condition, ...] = ()

    def holds(self, traits: Traits) -> bool:
        """Say whether an account fits."""
        return all(condition.fits(traits.get(condition.field.name, ())) for condition in self.conditions)

    def __str__(self) -> str:
        """Write it as it was typed, between single blanks."""
        return " ".join(condition.word for condition in self.conditions)


def parse_filter(text: str, read_day: ReadDay, minor: int = 100, own: Iterable[FilterField] = ()) -> Filter:
    """Read a filter; UnreadFilter at the first word that is not understood.

    `read_day` reads dates as they are typed elsewhere; `minor` are the minor units in one of the book's currency;
    `own` are the fields of the rep's own.
    """
    if len(text) > LONGEST:
        raise UnreadFilter("long", text[:20], LONGEST)
    named = {key(name): field for field in own for name in field.names} | _BY_NAME
    words = _words(text.translate(_PLAIN))
    return Filter(tuple(_condition(word, at, named, read_day, minor) for word, at in words))


def halved(word: str) -> tuple[str, str, str]:
    """Return the field, the sign and the value that a word names as far as it is typed; what is not there is empty."""
    word = word.translate(_PLAIN)
    term = _TERM.fullmatch(word)
    if term is None:
        return word.removeprefix("-"), "", ""
    return term["field"], term["sign"], term["value"]


def folded(text: str) -> str:
    """Return a text as it is compared: one width, one case."""
    return unicodedata.normalize("NFKC", text).casefold()


def key(name: str) -> str:
    """Return a name as it is looked up: blanks and what is written for them make no difference."""
    return "".join(folded(name).replace("_", " ").split())


def digits_of(text: str) -> str:
    """Return the digits of a number without the zeros it begins with: those are dialled, not part of it."""
    return "".join(sign for sign in text if sign.isdecimal()).lstrip("0")


def _words(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words between blanks, quoted ones with their quotes, and where they begin."""
    word, start, quoted = "", 0, False
    for at, sign in enumerate(text):
        if sign == '"':
            quoted = not quoted
        if sign.isspace() and not quoted:
            if word:
                yield word, start
            word = ""
            continue
        start = start if word else at
        word += sign
    if quoted:
        raise UnreadFilter("quote", word, start)
    if word:
        yield word, start


def _condition(word: str, at: int, named: Mapping[str, FilterField], read_day: ReadDay, minor: int) -> Condition:
    term = _TERM.fullmatch(word)
    if term is None:
        bare = word.removeprefix("-")
        return Condition(FIELDS[0], ":", (folded(bare.replace('"', "")),), word != bare, word)
    field = named.get(key(term["field"]))
    if field is None:
        raise UnreadFilter("field", term["field"], at)
    negated = bool(term["not"]) is not (term["sign"] == "!=")
    sign: Sign = ":" if term["sign"] == "!=" else _SIGNS[term["sign"]]
    if sign != ":" and field.kind in ("text", "label", "digits", "word", "flag"):
        raise UnreadFilter("sign", term["sign"], at, field)
    values = tuple(_value(field, part, read_day, minor) for part in _parts(term["value"]))
    if not values or any(value is None for value in values):
        raise UnreadFilter("value", term["value"], at, field)
    return Condition(field, sign, tuple(value for value in values if value is not None), negated, word)


def _parts(value: str) -> list[str]:
    """Return the alternatives between commas, quotes taken off; a comma between quotes parts nothing."""
    parts, quoted = [""], False
    for sign in value:
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _value(field: FilterField, text: str, read_day: ReadDay, minor: int) -> Value | None:
    """Read one value of a field; None where it is none."""
    text = text.strip()
    wanted = folded(text)
    if not wanted:
        return None
    if (word := _words_of(field).get(key(text))) is not None:
        return word
    if field.kind not in ("flag", "word") and (nothing := _NOTHING.get(wanted)) is not None:
        return nothing
    match field.kind:
        case "text" | "label":
            return wanted
        case "digits":
            return digits_of(wanted) or None
        case "number":
            return _number(wanted)
        case "money":
            return _money(wanted, minor)
        case "days":
            found = _DAYS.fullmatch(wanted)
            return int(found[1]) * _UNITS[found[2]] if found else None
        case "date":
            return read_day(text)
    return None


def _number(text: str) -> int | Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text) if "." in text else int(text)


def _money(text: str, minor: int) -> int | None:
    found = _MONEY.fullmatch(text)
    try:
        return int(Decimal(found[1]) * _SCALES[found[2]] * minor) if found and len(text) < 20 else None
    except InvalidOperation:
        return None


def _compare(found: Value, sign: Sign, wanted: Value) -> bool:
    """Hold two values of one kind against each other; days are counted, so that two of them are two numbers."""
    one, other = (value.toordinal() if isinstance(value, date) else value for value in (found, wanted))
    if isinstance(one, str) or isinstance(other, str):
        return sign == ":" and one == other
    return {":": one == other, ">": one > other, "<": one < other, ">=": one >= other, "<=": one <= other}[sign]


def _words_of(field: FilterField) -> dict[str, Value]:
    return {key(name): value for name, value in field.words.items()}


_BY_NAME = {key(name): field for field in FIELDS for name in field.names}
