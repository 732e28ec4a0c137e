"""Spreading an overload of next calls over the coming days (DOMAIN §5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from repdesk.rules.types import Reason
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Placed:
    """A next call where it lies; `not_after` is the last day it may move to, such as the end of a contract."""

    account_id: int
    day: date
    promised: bool = False
    score: int = 0
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A next call to be put on a later day, with the load that makes it so."""

    account_id: int
    from_: date
    to: date
    reason: Reason


def level(
    next_calls: Iterable[Placed], *, quota: int, first: date, horizon: int, calendar: Calendar
) -> tuple[Move, ...]:
    """Return the moves that bring the working days of `first` to `first + horizon` (calendar days) down to the quota.

    A next call counts for the first working day that shows it: an overdue one for the first day, one on a day off for
    the day after. A day above the quota gives its least urgent calls (lowest score, then latest id) to the lightest
    following working days with room, the earliest on a tie; never a promise, never past `not_after`. Moves are in
    order of day, then of urgency, least first; a day nothing can leave stays overloaded.
    """
    days = [day for day in (first + timedelta(days=n) for n in range(horizon + 1)) if calendar.is_working(day)]
    shown: dict[date, list[Placed]] = defaultdict(list)
    for call in next_calls:
        shown[calendar.on_or_after(max(call.day, first))].append(call)
    load = {day: len(shown[day]) for day in days}
    moves: list[Move] = []
    for index, day in enumerate(days):
        room = [later for later in days[index + 1 :] if load[later] < quota]
        movable = (call for call in shown[day] if not call.promised)
        for call in sorted(movable, key=lambda call: (call.score, -call.account_id)):
            if load[day] <= quota or not room:
                break
            allowed = [later for later in room if call.not_after is None or later <= call.not_after]
            if not allowed:
                continue
            to = min(allowed, key=lambda later: (load[later], later))
            facts = (("load", load[day]), ("quota", quota), ("score", call.score))
            moves.append(Move(call.account_id, call.day, to, Reason("overload", facts=facts)))
            load[day] -= 1
            load[to] += 1
            if load[to] >= quota:
                room.remove(to)
    return tuple(moves)
