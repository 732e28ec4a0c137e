"""Who has waited how long, whose contract ends when, and who has a day to remember (DOMAIN §5, §9)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from repdesk.rules.policy import Policy
from repdesk.rules.schedule import LaidOut
from repdesk.rules.scoring import days_until
from repdesk.rules.standing import days_to_contract_end, is_callable
from repdesk.rules.types import Account
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Late:
    """A rung of the overdue: next calls that are `least` to `most` working days late, the oldest first."""

    least: int
    most: int | None
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A rung before the end of contracts: those that end in `least` to `days` calendar days.

    `ids` are all of them, who ends first before the others; `called` those with a call since they came to this rung.
    """

    least: int
    days: int
    ids: tuple[int, ...]
    called: frozenset[int]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An account with a birthday or an anniversary in so many days, 0 for today."""

    account_id: int
    days: int


def overdue_ladder(laid: LaidOut, policy: Policy, calendar: Calendar) -> tuple[Late, ...]:
    """Return how late the next calls are, in working days after the day that showed them; the last rung has no end."""
    late = {
        account.id: (calendar.after(day, laid.first), account.next_call.promised if account.next_call else False)
        for day, accounts in laid.shown.items()
        if day < laid.first
        for account in accounts
    }
    oldest_first = sorted(late, key=lambda number: (-late[number][0], not late[number][1], number))
    tops = sorted(set(policy.schedule.overdue))
    rungs: list[list[int]] = [[] for _ in range(len(tops) + 1)]
    for number in oldest_first:
        rungs[bisect_left(tops, late[number][0])].append(number)
    leasts = [1, *(top + 1 for top in tops)]
    return tuple(Late(least, most, tuple(ids)) for least, most, ids in zip(leasts, [*tops, None], rungs, strict=True))


def contract_ladder(accounts: Iterable[Account], today: date, policy: Policy, calendar: Calendar) -> tuple[Ending, ...]:
    """Return on which rung each contract in force stands that ends within the ladder, from the highest rung down.

    A rung asks for a call on its day, or on the working day before it, at the latest; a call from then on answers it.
    A contract that has come to a lower rung stands on that one alone.
    """
    rungs = sorted(set(policy.cadence.ladder), reverse=True)
    found: dict[int, list[tuple[date, int]]] = {days: [] for days in rungs}
    called: dict[int, set[int]] = {days: set() for days in rungs}
    for account in accounts:
        left, end = days_to_contract_end(account, today), account.contract_end
        if left is None or end is None or left > rungs[0] or not is_callable(account, today):
            continue
        rung = min(days for days in rungs if days >= left)
        found[rung].append((end, account.id))
        if account.last_call is not None and account.last_call >= calendar.on_or_before(end - timedelta(days=rung)):
            called[rung].add(account.id)
    leasts = [*(lower + 1 for lower in rungs[1:]), 0]
    return tuple(
        Ending(least, days, tuple(number for _end, number in sorted(found[days])), frozenset(called[days]))
        for least, days in zip(leasts, rungs, strict=True)
    )


def occasions_ahead(accounts: Iterable[Account], today: date, policy: Policy) -> tuple[Occasion, ...]:
    """Return whose birthday or anniversary falls in the coming days, the nearest first; each account once."""
    found = []
    for account in accounts:
        if account.occasions and is_callable(account, today):
            days = min(days_until(month, day, today) for month, day in account.occasions)
            if days <= policy.schedule.occasion_days:
                found.append((days, account.id))
    return tuple(Occasion(number, days) for days, number in sorted(found))
