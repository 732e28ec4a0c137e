"""Who is offered next within the day (DOMAIN §3): a promise due now, else the highest not yet called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from repdesk.rules.policy import Policy
from repdesk.rules.types import Tier


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the list still to be called; `due_time` is today's, `last_call` the moment of the last one."""

    account_id: int
    rank: int
    tier: Tier
    promised: bool = False
    due_time: time | None = None
    last_call: datetime | None = None
    window: tuple[time, time] | None = None


def next_in_line(rows: Iterable[Waiting], now: datetime, policy: Policy) -> int | None:
    """Return the account to offer at `now` (local), None when nobody may be offered.

    A promise whose time has come goes first, the earliest of them. Nobody else is offered within an hour of the last
    call, nor before a time set for today. Rows whose stated call window holds now, and promises of the day without a
    time, go before those without a window, and these before rows whose window is closed; then by rank.
    """
    clock = now.time()
    rest = timedelta(minutes=policy.day.rest_minutes)
    due_now: list[tuple[time, int, int]] = []
    others: list[tuple[int, int, int]] = []
    for row in rows:
        if row.due_time is not None and row.due_time > clock:
            continue
        if row.promised and row.due_time is not None:
            due_now.append((row.due_time, row.rank, row.account_id))
        elif row.last_call is None or now - row.last_call >= rest:
            others.append((_preference(row, clock), row.rank, row.account_id))
    if due_now:
        return min(due_now)[2]
    return min(others)[2] if others else None


def _preference(row: Waiting, clock: time) -> int:
    if row.tier is Tier.PROMISED:
        return 0
    if row.window is None:
        return 1
    return 0 if row.window[0] <= clock < row.window[1] else 2
