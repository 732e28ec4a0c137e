"""Amounts of money as spreadsheets write them, into minor units, exactly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from repdesk.exchange.cell import Cell
from repdesk.exchange.words import table
from repdesk.money import minor_per_unit

_SCALES: dict[str, int] = {"": 1, **table("scales")}
_COINS: dict[str, str] = {**table("coins"), **{code.casefold(): code for code in table("currencies")["codes"]}}
_SHARED = {
    "¥": frozenset({"JPY"}),
    "元": frozenset({"TWD", "HKD"}),
    "$": frozenset({"AUD", "CAD", "HKD", "NZD", "SGD", "TWD"}),
}
"""Signs of several currencies: the book's own where it is among these, else the one of `_COINS`."""
_BY_REGION = {region: currency for currency, regions in table("regions").items() for region in regions}
_LARGEST = 10**17  # minor units; far above any contract, far below what the book's integers hold


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SCALE_AND_COIN = re.compile(rf"(?P<scale>{_any_of(_SCALES)})?(?P<coin>{_any_of(_COINS)})?整?")
_PARTS = re.compile(r"(?P<before>[^\d.]*)(?P<number>[\d.](?:[\d., ']*\d)?)(?P<after>\D*)", re.DOTALL)
_NUMBERS = (
    re.compile(r"\d+(?:\.\d+)?|\.\d+"),
    re.compile(r"(?P<whole>\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.(?P<part>\d+))?"),
    re.compile(r"(?P<whole>\d{1,3}(?:[ ']\d{3})+)(?:[.,](?P<part>\d+))?"),
    re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+),(?P<part>\d+)|(?P<groups>\d{1,3}(?:\.\d{3}){2,})"),
    re.compile(r"(?P<whole>\d+),(?P<part>\d{1,2})"),
)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of `currency` (ISO 4217)."""

    minor: int
    currency: str


def currency_of(region: str | None) -> str | None:
    """Return the currency of a region (ISO 3166), None where it is not known here."""
    return _BY_REGION.get(region or "")


@lru_cache(maxsize=4096)
def parse_amount(text: str, currency: str, unit: str = "") -> Cell[Money]:
    """Read an amount not below zero.

    `currency` is what an amount without a sign is in; `unit` is what the heading said (万元, GBP) and counts for bare
    numbers only. A problem is what is no amount, is negative, or is finer than the currency's smallest coin.
    """
    folded = unicodedata.normalize("NFKC", text).strip().casefold().replace("’", "'")
    parts = _PARTS.fullmatch(folded)
    number = _number(parts["number"]) if parts else None
    if parts is None or number is None or _negative(folded):
        return Cell(problem="amount")
    before, after = (re.sub(r"[\s+]", "", parts[side]) for side in ("before", "after"))
    front, back = (
        _SCALE_AND_COIN.fullmatch(before),
        _SCALE_AND_COIN.fullmatch(after or ("" if before else unit.casefold())),
    )
    if front is None or back is None or front["scale"] or (front["coin"] and back["coin"]):
        return Cell(problem="amount")
    coin = front["coin"] or back["coin"]
    money = currency if coin is None or currency in _SHARED.get(coin, ()) else _COINS[coin]
    minor = number * _SCALES[back["scale"] or ""] * minor_per_unit(money)
    if minor != minor.to_integral_value() or minor > _LARGEST:
        return Cell(problem="amount")
    return Cell(Money(int(minor), money))


def _negative(text: str) -> bool:
    """Say whether an amount is below zero: a minus, or the brackets of bookkeepers."""
    return "-" in text or "\u2212" in text or text.startswith("(")


def _number(text: str) -> Decimal | None:
    """Read digits and separators as in 1,234.50 1.234,50 1 234,50 1'234.50 1234,5; None where they fit no habit."""
    for habit in _NUMBERS:
        found = habit.fullmatch(text)
        if found is None:
            continue
        named = found.groupdict()
        whole = named.get("whole") or named.get("groups")
        if whole is None:
            return Decimal(text)
        return Decimal(re.sub(r"\D", "", whole) + "." + (named.get("part") or "0"))
    return None
