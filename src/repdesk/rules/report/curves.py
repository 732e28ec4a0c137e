"""How coverage and reach of a cycle grew from working day to working day, against the even pace (DOMAIN §1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Curves:
    """Customers called and spoken with by the end of each working day, and how many the even pace wants by then.

    `called` and `reached` have a value for each of `days` that has come; all are counts of the `base`, those whom the
    cycle has to cover. `behind` is how many are missing to the pace of the last day that is over, below 0 where it is
    ahead.
    """

    days: tuple[date, ...]
    base: int
    called: tuple[int, ...]
    reached: tuple[int, ...]
    pace: tuple[int, ...]
    behind: int
    not_called: tuple[int, ...]
    not_reached: tuple[int, ...]

    @property
    def covered(self) -> int:
        """Return how many were called so far."""
        return self.called[-1] if self.called else 0

    @property
    def spoken(self) -> int:
        """Return how many were spoken with so far."""
        return self.reached[-1] if self.reached else 0


Firsts = Mapping[int, tuple[date, date | None]]
"""By account the day of the first call of a cycle, and that of its first conversation."""


def curves(
    base: Collection[int],
    firsts: Firsts,
    cycle: tuple[date, date],
    until: date,
    today: date,
    policy: Policy,
    calendar: Calendar,
) -> Curves:
    """Return the curves of a cycle, `until` its last day counted; `base` are those whom it has to cover.

    What was done on a day off counts with the working day before it, in front of the first one with that.
    """
    first, last = cycle
    days = tuple(day for day in _days(first, last) if calendar.is_working(day))
    ends = [*(day - timedelta(days=1) for day in days[1:]), last]
    come = [min(end, until) for day, end in zip(days, ends, strict=True) if day <= until]
    called = {i: firsts[i][0] for i in base if i in firsts and firsts[i][0] <= until}
    spoken = {i: day for i in called if (day := firsts[i][1]) is not None and day <= until}
    of_called, of_spoken = _by(come, called), _by(come, spoken)
    target = Fraction(str(policy.cover.target)) * len(base)
    pace = tuple(ceil(target * n / len(days)) for n in range(1, len(days) + 1))
    over = sum(day < today for day in days[: len(come)])
    behind = pace[over - 1] - of_called[over - 1] if over else 0
    return Curves(
        days,
        len(base),
        of_called,
        of_spoken,
        pace,
        behind,
        tuple(sorted(i for i in base if i not in called)),
        tuple(sorted(i for i in base if i not in spoken)),
    )


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _by(ends: list[date], days: Mapping[int, date]) -> tuple[int, ...]:
    """Return how many of `days` lie up to each of the `ends`."""
    ordered, at, counted = sorted(days.values()), 0, []
    for end in ends:
        while at < len(ordered) and ordered[at] <= end:
            at += 1
        counted.append(at)
    return tuple(counted)
