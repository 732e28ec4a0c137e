"""What if: quota, days off, cadence or target were others? The days ahead, run through several times (DOMAIN §5).

Which calls are answered nobody knows. It is not reckoned with halves of an answer, for a next call depends on the whole
of it, but drawn, by a fortune that hangs on customer and call alone (`fortune`): the same book gives the same figures,
and what comes out otherwise than as it is comes of what was changed. Several courses show how much is chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from repdesk.rules.policy import Policy
from repdesk.rules.types import Account, Reason
from repdesk.rules.what_if.course import Ahead, Course, DayRun, Runner
from repdesk.rules.workdays import Calendar, month_cycle

CADENCES = ("a", "b", "c", "customer", "core")
"""The cadences of the policy, by their names there."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: None and nothing leave it as it is; a cadence is the ideal and the most working days."""

    quota: int | None = None
    off: frozenset[date] = frozenset()
    cadence: tuple[tuple[str, tuple[int, int]], ...] = ()
    target: float | None = None

    @property
    def figures(self) -> dict[str, int | float | tuple[int, int]]:
        """Return the figures of the policy that are tried, by their names there: day.quota, cadence.a, cover.target."""
        found: dict[str, int | float | tuple[int, int]] = {} if self.quota is None else {"day.quota": self.quota}
        found |= {f"cadence.{name}": both for name, both in self.cadence}
        return found if self.target is None else found | {"cover.target": self.target}

    def policy_of(self, policy: Policy) -> Policy:
        """Return the policy with what is tried."""
        cadences: dict[str, Any] = dict(self.cadence)
        changed = replace(policy, cadence=replace(policy.cadence, **cadences))
        if self.quota is not None:
            changed = replace(changed, day=replace(policy.day, quota=self.quota))
        if self.target is not None:
            changed = replace(changed, cover=replace(policy.cover, target=self.target))
        return changed

    def calendar_of(self, calendar: Calendar) -> Calendar:
        """Return the calendar with the days off that are tried."""
        return replace(calendar, off=calendar.off | self.off, work=calendar.work - self.off) if self.off else calendar


NOTHING = Trial()


@dataclass(frozen=True, slots=True)
class Count:
    """A figure over the courses: the middle of them, the least and the most."""

    middle: int
    least: int
    most: int

    @classmethod
    def of(cls, figures: Iterable[int]) -> Count:
        """Return the middle (of two the lower), the least and the most of some figures, of which there is one."""
        ordered = sorted(figures)
        return cls(ordered[(len(ordered) - 1) // 2], ordered[0], ordered[-1])


@dataclass(frozen=True, slots=True)
class Fate:
    """What comes to an account in `courses` of the courses: the day, in the middle of these, and why."""

    account_id: int
    day: date
    courses: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Fates:
    """Those to whom something comes: how many in a course; all of them, who it comes to most often first, by day."""

    count: Count
    who: tuple[Fate, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the accounts, in order."""
        return tuple(fate.account_id for fate in self.who)


@dataclass(frozen=True, slots=True)
class CycleAhead:
    """A cycle, as far as the days ahead reach into it; shares in whole per cents, counts in the middle course.

    `covered_on` is the day in whose evening the target is reached, None where it is not; `whole` says that the last
    working day of the cycle is among the days.
    """

    start: date
    through: date
    whole: bool
    covered_on: date | None
    coverage: Count
    reach: Count
    callable: int
    planned_later: int
    called: int


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A working day in the middle of the courses: calls made of the quota, those left without a place, the coverage."""

    day: date
    quota: int
    calls: int
    promised: int
    carried: int
    covered_percent: int
    reached_percent: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the days ahead come to; `late_now` are past their maximum interval already, `left_late` are at the end."""

    courses: int
    first: date
    last: date
    quota: int
    target: float
    needed_pace: int | None
    reachable_percent: int
    cycles: tuple[CycleAhead, ...]
    late_now: tuple[int, ...]
    late: Fates
    left_late: Fates
    unfit: Fates
    lapsed: Fates
    days: tuple[DayAhead, ...]


class Prospect:
    """The days ahead of a book, run through course by course; `outlook` tells what those run so far come to."""

    def __init__(self, accounts: Iterable[Account], ahead: Ahead) -> None:
        """Lay the book out."""
        self._runner = Runner(accounts, ahead)
        self._courses: list[Course] = []

    @property
    def ahead(self) -> Ahead:
        """Return the days."""
        return self._runner.ahead

    @property
    def courses(self) -> int:
        """Return how many courses were run."""
        return len(self._courses)

    def run(self, heard: Callable[[], None] = lambda: None) -> None:
        """Run one more course; `heard` is called after each day."""
        self._courses.append(self._runner.run(len(self._courses) + 1, heard))

    def outlook(self) -> Outlook:
        """Return what the courses come to together; ValueError where none was run."""
        if not self._courses:
            raise ValueError("no course was run")
        ahead, begins = self.ahead, self._runner.begins
        runs = [course.days for course in self._courses]
        return Outlook(
            courses=self.courses,
            first=ahead.first,
            last=ahead.last,
            quota=ahead.policy.day.quota,
            target=ahead.policy.cover.target,
            needed_pace=begins.needed_pace,
            reachable_percent=begins.reachable_percent,
            cycles=_cycles(runs, ahead),
            late_now=tuple(sorted(self._runner.late_now)),
            late=_fates([course.late for course in self._courses]),
            left_late=_fates([course.left_late for course in self._courses]),
            unfit=_fates([course.unfit for course in self._courses]),
            lapsed=_fates([course.lapsed for course in self._courses]),
            days=tuple(_day(found) for found in zip(*runs, strict=True)),
        )


def _fates(courses: Sequence[Mapping[int, tuple[date, Reason]]]) -> Fates:
    found: dict[int, list[tuple[date, Reason]]] = {}
    for course in courses:
        for number, came in course.items():
            found.setdefault(number, []).append(came)
    who = []
    for number, all_ in found.items():
        all_.sort(key=lambda came: came[0])
        day, reason = all_[(len(all_) - 1) // 2]
        who.append(Fate(number, day, len(all_), reason))
    who.sort(key=lambda fate: (-fate.courses, fate.day, fate.account_id))
    return Fates(Count.of(map(len, courses)), tuple(who))


def _day(found: Sequence[DayRun]) -> DayAhead:
    return DayAhead(
        found[0].day,
        found[0].quota,
        Count.of(len(run.called) for run in found).middle,
        Count.of(run.promised for run in found).middle,
        Count.of(run.carried for run in found).middle,
        Count.of(run.coverage.called_percent for run in found).middle,
        Count.of(run.coverage.reached_percent for run in found).middle,
    )


def _cycles(runs: Sequence[Sequence[DayRun]], ahead: Ahead) -> tuple[CycleAhead, ...]:
    """Return the cycles of the days, from the days of each course."""
    parted = [[list(days) for _start, days in groupby(run, key=lambda one: one.coverage.cycle_start)] for run in runs]
    return tuple(_cycle(courses, ahead) for courses in zip(*parted, strict=True))


def _cycle(courses: Sequence[Sequence[DayRun]], ahead: Ahead) -> CycleAhead:
    target = Fraction(str(ahead.policy.cover.target))
    first_covered = []
    for days in courses:
        reached = (one.day for one in days if one.coverage.called >= target * one.coverage.base)
        first_covered.append(next(reached, date.max))
    covered_on = sorted(first_covered)[(len(first_covered) - 1) // 2]
    lasts = [days[-1] for days in courses]
    through, end = lasts[0].day, month_cycle(lasts[0].day)[1]
    return CycleAhead(
        lasts[0].coverage.cycle_start,
        through,
        ahead.calendar.on_or_before(end) == through,
        None if covered_on == date.max else covered_on,
        Count.of(one.coverage.called_percent for one in lasts),
        Count.of(one.coverage.reached_percent for one in lasts),
        Count.of(one.coverage.callable for one in lasts).middle,
        Count.of(one.coverage.planned_later for one in lasts).middle,
        Count.of(one.coverage.called for one in lasts).middle,
    )
