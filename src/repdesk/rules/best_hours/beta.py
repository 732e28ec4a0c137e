"""The regularised incomplete beta function, in plain Python: how much of a beta distribution lies up to a value."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

_STEPS = 10_000  # far more than are ever taken: about the square root of the larger shape
_EXACT = 1e-15
_TINY = 1e-300  # stands in for a zero that would be divided by


def share_below(x: float, a: float, b: float) -> float:
    """Return I_x(a, b), the share of Beta(a, b) up to `x` (0 to 1), to about twelve digits.

    A shape of 0 is the limit: with `a` 0 all of it lies at 0, with `b` 0 at 1. ValueError for both at 0, or below it.
    """
    if a < 0 or b < 0 or a == b == 0:
        raise ValueError((a, b))
    if a == 0 or x >= 1:
        return 1.0
    if b == 0 or x <= 0:
        return 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):  # where the fraction converges quickly
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the function (DLMF 8.17.22), by the method of Lentz."""
    d = 1 / _kept_off_zero(1 - (a + b) * x / (a + 1))
    c, value = 1.0, d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / _kept_off_zero(1 + step * d)
            c = _kept_off_zero(1 + step / c)
            value *= c * d
        if abs(c * d - 1) < _EXACT:
            break
    return value


def _kept_off_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
