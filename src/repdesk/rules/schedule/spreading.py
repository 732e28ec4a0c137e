"""The lightest of several days, for one call or for many (DOMAIN §4, §5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from heapq import heapreplace
from math import inf

Quota = Callable[[date], int]
"""How many calls a day takes: half a day takes half of them."""


def fullness(load: int, quota: int) -> float:
    """Return how full a day is for what it takes, without end where it takes none.

    Days are held against each other by it, which is exact: equal quotients of whole numbers are equal floats.
    """
    return load / quota if quota else inf


def lightest(days: Iterable[date], load: Mapping[date, int], quota: Quota) -> date:
    """Return the least full day, the earliest on a tie; ValueError where there is none."""
    return min(days, key=lambda day: (fullness(load.get(day, 0), quota(day)), day))


class Weights:
    """How many calls each day of a span holds; a heap has the lightest at hand, for an edit may be of a whole book."""

    def __init__(self, days: Sequence[date], load: Mapping[date, int], quota: Quota) -> None:
        self._days = days
        self._load = {day: load.get(day, 0) for day in days}
        self._quota = {day: quota(day) for day in days}
        self._heap: list[tuple[float, date]] = []

    def take_from(self, day: date) -> None:
        """Let a call no longer weigh where it was."""
        if day in self._load:
            self._load[day] -= 1

    def lightest(self, end: date | None) -> date | None:
        """Put a call on the lightest day, not past `end`; None where there is no such day."""
        if end is not None and (not self._days or end < self._days[-1]):
            within = [day for day in self._days if day <= end]
            day = lightest(within, self._load, self._quota.__getitem__) if within else None
        else:
            day = self._top()
        if day is not None:
            self._load[day] += 1
        return day

    def _weight(self, day: date) -> float:
        return fullness(self._load[day], self._quota[day])

    def _top(self) -> date | None:
        if not self._heap:
            self._heap = sorted((self._weight(day), day) for day in self._load)
        while self._heap and self._heap[0][0] != self._weight(self._heap[0][1]):  # it was given a call since
            heapreplace(self._heap, (self._weight(self._heap[0][1]), self._heap[0][1]))
        return self._heap[0][1] if self._heap else None
