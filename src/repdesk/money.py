"""Money in minor units: how many of them make one of a currency, and how an amount is written."""

from __future__ import annotations

WITHOUT_MINOR = frozenset({"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"})
"""Currencies (ISO 4217) that have no smaller coin; all others are taken to have hundredths."""


def minor_per_unit(currency: str | None) -> int:
    """Return the minor units in one unit of the currency."""
    return 1 if currency in WITHOUT_MINOR else 100


def whole_units(minor: int, currency: str | None) -> str:
    """Return an amount of minor units in whole units, rounded half up, in groups of thousands."""
    unit = minor_per_unit(currency)
    return f"{(2 * minor + unit) // (2 * unit):,}"


def in_full(minor: int, currency: str) -> str:
    """Return an amount of minor units with its currency, without cents where there are none: CNY 16,782."""
    whole, cents = divmod(minor, minor_per_unit(currency))
    return f"{currency} {whole:,}{_cents(cents)}".strip()


def as_typed(minor: int, currency: str) -> str:
    """Return an amount as it is typed, without currency and groups: 16782."""
    whole, cents = divmod(minor, minor_per_unit(currency))
    return f"{whole}{_cents(cents)}"


def _cents(cents: int) -> str:
    return f".{cents:02d}" if cents else ""
