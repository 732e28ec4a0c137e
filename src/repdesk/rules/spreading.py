"""Many calls spread over the days of a span, each on the day that is the lightest by then (DOMAIN §4, §5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import heapreplace


class Weights:
    """How many calls each day of a span holds; a heap has the lightest at hand, for an edit may be of a whole book."""

    def __init__(self, days: Sequence[date], load: Mapping[date, int]) -> None:
        self._days = days
        self._load = {day: load.get(day, 0) for day in days}
        self._heap: list[tuple[int, date]] = []

    def take_from(self, day: date) -> None:
        """Let a call no longer weigh where it was."""
        if day in self._load:
            self._load[day] -= 1

    def lightest(self, end: date | None) -> date | None:
        """Put a call on the lightest day, not past `end`; None where there is no such day."""
        if end is not None and (not self._days or end < self._days[-1]):
            day = min((day for day in self._days if day <= end), key=lambda day: (self._load[day], day), default=None)
        else:
            day = self._top()
        if day is not None:
            self._load[day] += 1
        return day

    def _top(self) -> date | None:
        if not self._heap:
            self._heap = sorted((load, day) for day, load in self._load.items())
        while self._heap and self._heap[0][0] != self._load[self._heap[0][1]]:  # it was given a call since
            heapreplace(self._heap, (self._load[self._heap[0][1]], self._heap[0][1]))
        return self._heap[0][1] if self._heap else None
