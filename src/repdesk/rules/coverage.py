"""Coverage, reach and the pace the cycle still needs (DOMAIN §1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from repdesk.rules.hours import quota_between
from repdesk.rules.policy import Policy
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account
from repdesk.rules.workdays import Calendar, month_cycle


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cycle's promise on a day; all but the dates are counts of accounts, days or calls a day.

    `needed_pace` is None when no working day is left; `reachable_percent` is the share of the promise that the
    quotas of the days left can still reach, in whole per cents, 100 when it can keep it.
    """

    cycle_start: date
    cycle_end: date
    callable: int
    planned_later: int
    called: int
    reached: int
    working_days_left: int
    needed_pace: int | None
    reachable_percent: int

    @property
    def base(self) -> int:
        """Return the accounts the cycle has to cover."""
        return self.callable - self.planned_later

    @property
    def called_percent(self) -> int:
        """Return the coverage: the whole per cents of `base` called at least once, 100 with nothing to cover."""
        return 100 * self.called // self.base if self.base else 100

    @property
    def reached_percent(self) -> int:
        """Return the reach: the whole per cents of `base` with a conversation, 100 with nothing to cover."""
        return 100 * self.reached // self.base if self.base else 100


def is_planned_later(account: Account, cycle_start: date, last_working_day: date) -> bool:
    """Say whether a callable account was put past the cycle by rep, customer or import and not called in it."""
    if account.last_call is not None and account.last_call >= cycle_start:
        return False
    nxt = account.next_call
    return nxt is not None and nxt.set_by != "rule" and nxt.date > last_working_day


@dataclass(frozen=True, slots=True)
class Counts:
    """What accounts come to in a cycle: how many are callable, planned later, called and reached."""

    callable: int = 0
    planned_later: int = 0
    called: int = 0
    reached: int = 0

    @classmethod
    def of(cls, accounts: Iterable[Account], day: date, start: date, last: date) -> Counts:
        """Count accounts in the cycle that starts on `start` and has its last working day on `last`, as of `day`."""
        can_call = later = called = reached = 0
        for account in accounts:
            if not is_callable(account, day):
                continue
            can_call += 1
            if account.last_call is not None and account.last_call >= start:
                called += 1
                if account.last_conversation is not None and account.last_conversation >= start:
                    reached += 1
            elif is_planned_later(account, start, last):
                later += 1
        return cls(can_call, later, called, reached)

    def with_instead(self, after: Counts, before: Counts) -> Counts:
        """Return these with what some of the accounts come to now in place of what they came to before."""
        return Counts(
            self.callable + after.callable - before.callable,
            self.planned_later + after.planned_later - before.planned_later,
            self.called + after.called - before.called,
            self.reached + after.reached - before.reached,
        )


def coverage(accounts: Iterable[Account], day: date, policy: Policy, calendar: Calendar) -> Coverage:
    """Count the cycle that holds `day`, `day` included (formulas: DOMAIN §1); accounts know no call later than it."""
    start, end = month_cycle(day)
    return coverage_of(Counts.of(accounts, day, start, calendar.on_or_before(end)), day, policy, calendar)


def coverage_of(counts: Counts, day: date, policy: Policy, calendar: Calendar) -> Coverage:
    """Return what is counted as of `day` with the pace that the rest of the cycle needs."""
    start, end = month_cycle(day)
    left = calendar.count(day, end)
    base = counts.callable - counts.planned_later
    missing = Fraction(str(policy.cover.target)) * base - counts.called
    pace = None if left == 0 else max(0, ceil(missing / left))
    calls = quota_between(day, end, calendar, policy)
    possible = Fraction(1) if missing <= 0 else min(Fraction(1), Fraction(calls) / missing)
    return Coverage(
        start,
        end,
        counts.callable,
        counts.planned_later,
        counts.called,
        counts.reached,
        left,
        pace,
        int(100 * possible),
    )
