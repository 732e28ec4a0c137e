"""Seconds: taken, summed up, and put into words."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object]) -> float:
    """Return how long one go takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return sorted(values)[len(values) // 2]


def late(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 stay below."""
    return sorted(values)[min(len(values) - 1, len(values) * 95 // 100)]


def milliseconds(taken: float) -> str:
    """Return seconds as milliseconds in words, with decimals only where they matter."""
    ms = taken * 1000
    return f"{ms:,.2f} ms" if ms < 10 else f"{ms:,.1f} ms" if ms < 100 else f"{ms:,.0f} ms"
