"""Working days as a value: weekends, public holidays, make-up days and the rep's own days off (DOMAIN §5)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)


def _weekdays_through(ordinal: int) -> int:
    """Count Mondays to Fridays from day 1 (a Monday) through `ordinal`."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: Monday to Friday, less `off`, plus `work` (make-up days, and days the rep works anyhow).

    `country` and `covered` say whose public holidays are in it and for which years; other years know weekends only.
    `hours` are days that open and close otherwise than the office. `published_through` is the last year whose days off
    are known where a country publishes them a year at a time, None where nothing waits to be published.
    """

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    country: str | None = None
    covered: frozenset[int] = frozenset()
    hours: frozenset[tuple[date, time, time]] = frozenset()
    published_through: int | None = None
    _off: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _work: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _hours: dict[date, tuple[time, time]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the days that differ from the plain week, sorted, so that counting is arithmetic."""
        off = sorted(d.toordinal() for d in self.off if d.weekday() < 5 and d not in self.work)
        work = sorted(d.toordinal() for d in self.work if d.weekday() >= 5)
        object.__setattr__(self, "_off", tuple(off))
        object.__setattr__(self, "_work", tuple(work))
        object.__setattr__(self, "_hours", {day: (opens, closes) for day, opens, closes in self.hours})

    @classmethod
    def of(cls, off: Iterable[date] = (), work: Iterable[date] = ()) -> Calendar:
        """Return a calendar of no country with these days off and these worked."""
        return cls(off=frozenset(off), work=frozenset(work))

    def is_working(self, day: date) -> bool:
        """Say whether `day` is worked."""
        if day in self.work:
            return True
        return day.weekday() < 5 and day not in self.off

    def covers(self, year: int) -> bool:
        """Say whether the public holidays of `year` are known."""
        return year in self.covered

    def hours_of(self, day: date) -> tuple[time, time] | None:
        """Return when `day` opens and closes where that is not as usual, worked or not."""
        return self._hours.get(day)

    def _through(self, day: date) -> int:
        ordinal = day.toordinal()
        return _weekdays_through(ordinal) - bisect_right(self._off, ordinal) + bisect_right(self._work, ordinal)

    def after(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; 0 where `end` is not later."""
        return max(0, self._through(end) - self._through(start))

    def count(self, first: date, last: date) -> int:
        """Count the working days from `first` to `last`, both included."""
        return self.after(first - _DAY, last)

    def on_or_after(self, day: date) -> date:
        """Return the first working day that is not before `day`."""
        while not self.is_working(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the last working day that is not after `day`."""
        while not self.is_working(day):
            day -= _DAY
        return day

    def add(self, day: date, days: int) -> date:
        """Return the working day that is `days` working days after `day`; `day` itself, worked or not, for 0."""
        for _ in range(days):
            day = self.on_or_after(day + _DAY)
        return day


@lru_cache(maxsize=256)
def month_cycle(day: date) -> tuple[date, date]:
    """Return the first and last day of the cycle (the calendar month) that holds `day`."""
    first = day.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return first, after - _DAY
