"""Weeks and months that are looked back on, and how far the one before is held against one that still runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from repdesk.rules.workdays import Calendar, month_cycle

Kind = Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class Period:
    """A week from its Monday, or a calendar month; both days belong to it."""

    kind: Kind
    first: date
    last: date

    @classmethod
    def of(cls, kind: Kind, day: date) -> Period:
        """Return the week or month that holds `day`."""
        if kind == "month":
            return cls(kind, *month_cycle(day))
        monday = day - timedelta(days=day.weekday())
        return cls(kind, monday, monday + timedelta(days=6))

    @property
    def before(self) -> Period:
        """Return the week or month before."""
        return Period.of(self.kind, self.first - timedelta(days=1))

    @property
    def after(self) -> Period:
        """Return the week or month after."""
        return Period.of(self.kind, self.last + timedelta(days=1))

    def days(self, until: date | None = None) -> tuple[date, ...]:
        """Return its days, up to `until` where that comes first."""
        last = self.last if until is None else min(self.last, until)
        return tuple(self.first + timedelta(days=n) for n in range((last - self.first).days + 1))


def elapsed_until(period: Period, day: date, calendar: Calendar) -> date:
    """Return the day up to which the time before `period` is held against it, `day` being its last one so far.

    As many working days of it are counted as of `period`, with the days off behind the last of them where all are.
    """
    before = period.before
    done, whole = calendar.count(period.first, min(day, period.last)), calendar.count(before.first, before.last)
    if day >= period.last or done >= whole:
        return before.last
    return calendar.add(before.first - timedelta(days=1), done)
