"""Coverage, reach and the pace the cycle still needs (DOMAIN §1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from repdesk.rules.policy import Policy
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account
from repdesk.rules.workdays import Calendar, month_cycle


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cycle's promise on a day; all but the dates are counts of accounts, days or calls a day.

    `needed_pace` is None when no working day is left; `reachable_percent` is the share of the promise that quota ×
    days left can still reach, in whole per cents, 100 when it can keep it.
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


def coverage(accounts: Iterable[Account], day: date, policy: Policy, calendar: Calendar) -> Coverage:
    """Count the cycle that holds `day`, `day` included (formulas: DOMAIN §1); accounts know no call later than it."""
    start, end = month_cycle(day)
    last = calendar.on_or_before(end)
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
    left = calendar.count(day, end)
    missing = Fraction(str(policy.cover.target)) * (can_call - later) - called
    pace = None if left == 0 else max(0, ceil(missing / left))
    possible = Fraction(1) if missing <= 0 else min(Fraction(1), Fraction(policy.day.quota * left) / missing)
    return Coverage(start, end, can_call, later, called, reached, left, pace, int(100 * possible))
