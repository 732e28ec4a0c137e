"""The day a phrase names, and what is to be said of how it was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from repdesk.rules.types import Reason
from repdesk.rules.workdays import month_cycle


@dataclass(frozen=True, slots=True)
class Named:
    """A day, another one that may have been meant, or a time today; `promised` where the words say so."""

    day: date
    or_else: date | None = None
    notes: tuple[Reason, ...] = ()
    or_at: time | None = None
    promised: bool = False


def first_working(day: date) -> Named:
    """Return the day that stands for a whole week, month or quarter, and say so."""
    return Named(day, notes=(Reason("first_working_day"),))


def without_time(named: Named) -> Named:
    """Return the day where a time is said beside it: 11.27 15:00 is not 11:27 today."""
    if named.or_at is None:
        return named
    return replace(named, or_at=None, notes=named.notes if named.or_else is not None else ())


def months_on(day: date, months: int) -> date:
    """Return the same day so many months later, the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_cycle(date(year, month + 1, 1))[1]
    return min(last, last.replace(day=1) + timedelta(days=day.day - 1))
