"""Who is offered next within the day, and the list by the hours customers are best reached in (DOMAIN §3, §5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from repdesk.rules.best_hours import Best
from repdesk.rules.calling_hours import in_window
from repdesk.rules.policy import Policy
from repdesk.rules.types import Account, Tier

_HOUR = 60  # minutes


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the list still to be called; `due_time` is today's, `last_call` the moment of the last one.

    `window` is `window_in_line`, `best` the hours it is best reached in: a window outranks them.
    """

    account_id: int
    rank: int
    tier: Tier
    promised: bool = False
    due_time: time | None = None
    last_call: datetime | None = None
    window: tuple[time, time] | None = None
    best: tuple[Best, ...] = ()

    def suits(self, clock: time) -> bool:
        """Say whether `clock` is a time at which it is best called."""
        return suits(self.window, self.best, clock)

    def next_start(self, clock: time) -> int | None:
        """Return the minute of the day at which the time set, the window or the next best hours begin after `clock`."""
        now = _minute(clock)
        hours = [best.start * _HOUR for best in self.best] if self.window is None else [_minute(self.window[0])]
        due = [] if self.due_time is None else [_minute(self.due_time)]
        later = [minute for minute in due or hours if minute > now]
        return min(later, default=None)


def suits(window: tuple[time, time] | None, best: Iterable[Best], clock: time) -> bool:
    """Say whether `clock` lies in the stated window or, where none is stated, in the best hours."""
    return any(one.holds(clock) for one in best) if window is None else in_window(window, clock)


def window_in_line(account: Account, best: Sequence[Best]) -> tuple[time, time] | None:
    """Return the window an account is ordered by: the one stated, else its office's hours where its clock is another.

    Best hours come between: they are what it was reached in by the rep's own clock.
    """
    return account.window if account.window is not None or best else account.office


def next_in_line(rows: Iterable[Waiting], now: datetime, policy: Policy) -> int | None:
    """Return the account to offer at `now` (local), None when nobody may be offered.

    A promise whose time has come goes first, the earliest of them. Nobody else is offered within an hour of the last
    call, nor before a time set for today. Rows whose stated call window or best hours hold now, and promises of the
    day without a time, go before those without such hours, and these before rows whose window is closed; then by rank.
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
    if row.tier is Tier.PROMISED or row.suits(clock):
        return 0
    return 1 if row.window is None else 2


def by_best_hours(rows: Sequence[Waiting], clock: time) -> tuple[int, ...]:
    """Return the accounts of `rows`, given in the order of the list, in the order of the hours that suit them.

    Promises stay in front as they are. Then come those whom `clock` suits, then those whose hours, or the time set for
    today, are still to come, the nearest first; then all others, those last whose stated window is over for today.
    What is alike stays in the order of the list.
    """
    return tuple(row.account_id for row in sorted(rows, key=lambda row: _turn(row, clock)))


def _turn(row: Waiting, clock: time) -> tuple[int, int]:
    if row.promised or row.tier is Tier.PROMISED:
        return 0, 0
    start = row.next_start(clock)
    waits = row.due_time is not None and row.due_time > clock
    if row.suits(clock) and not waits:
        return 1, 0
    if start is not None:
        return 2, start
    return (3, 0) if row.window is None else (4, 0)


def _minute(clock: time) -> int:
    return clock.hour * _HOUR + clock.minute
