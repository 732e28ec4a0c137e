"""Money in minor units: how many of them make one of a currency."""

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
