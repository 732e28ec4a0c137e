"""How often an account is called, and the days no proposal may pass (DOMAIN §4)."""

from __future__ import annotations

from datetime import date, timedelta

from repdesk.rules.policy import Policy
from repdesk.rules.standing import UNDER_CONTRACT, contract_status, stage_of
from repdesk.rules.types import Account, Grade
from repdesk.rules.workdays import Calendar, month_cycle

_CORE = 1  # the value class of core customers


def cadence(account: Account, grade: Grade, day: date, policy: Policy) -> tuple[int, int] | None:
    """Return ideal and maximum working days between effective contacts; None for grade D.

    Which applies: A, else value class 1, else stage 6, else the grade.
    """
    rules = policy.cadence
    if grade == "D":
        return None
    if grade == "A":
        ideal, most = rules.a
    elif account.value_class == _CORE:
        ideal, most = rules.core
    elif stage_of(account, day) == UNDER_CONTRACT:
        ideal, most = rules.customer
    else:
        ideal, most = rules.b if grade == "B" else rules.c
    return ideal, most


def maximum_interval(account: Account, grade: Grade, day: date, policy: Policy) -> int | None:
    """Return the most working days that may pass since the last effective contact; None for grade D."""
    both = cadence(account, grade, day, policy)
    return None if both is None else both[1]


def is_late(account: Account, grade: Grade, day: date, policy: Policy, calendar: Calendar) -> bool:
    """Say whether the last effective contact lies further back than the maximum; never where there was none."""
    most = maximum_interval(account, grade, day, policy)
    if most is None or account.last_effective is None:
        return False
    return calendar.after(account.last_effective, day) > most


def next_rung(account: Account, day: date, policy: Policy, calendar: Calendar) -> date | None:
    """Return the working day by which the next rung before the contract's end wants a call; None past the last rung.

    A rung on a day off counts for the working day before it, yet never for `day` or earlier.
    """
    if account.contract_end is None or contract_status(account, day) != "active":
        return None
    rungs = [account.contract_end - timedelta(days=before) for before in policy.cadence.ladder]
    ahead = min((rung for rung in rungs if rung > day), default=None)
    return None if ahead is None else max(calendar.on_or_before(ahead), calendar.add(day, 1))


def last_day_of_next_cycle(day: date, calendar: Calendar) -> date:
    """Return the last working day of the cycle after the one that holds `day`: no rule proposes a later date."""
    _, end = month_cycle(day)
    _, last = month_cycle(end + timedelta(days=1))
    return max(calendar.on_or_before(last), calendar.add(day, 1))
