"""Where a call finds room: the days it may fall on, and the lightest of them (DOMAIN §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from repdesk.rules.cadence import cadence, last_day_of_next_cycle, next_rung
from repdesk.rules.hours import quota_on
from repdesk.rules.policy import Policy
from repdesk.rules.schedule.spreading import lightest
from repdesk.rules.standing import grade, is_callable
from repdesk.rules.types import Account, Reason
from repdesk.rules.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Room:
    """The working days a call may fall on, the lightest of them, and what brought them forward, if anything did.

    Codes of the reasons: before_contract_ends, within_next_cycle (cap).
    """

    days: tuple[date, ...]
    lightest: date
    reasons: tuple[Reason, ...] = ()


def find_room(
    account: Account,
    ideal: date,
    interval: int,
    *,
    today: date,
    load: Mapping[date, int],
    policy: Policy,
    calendar: Calendar,
) -> Room:
    """Return the days from the ideal one on, a tenth of the interval wide but at least one day, within its caps.

    The caps are the next rung before the contract's end and the last working day of the next cycle. `load` counts the
    calls set per day, without this account's; a day is as light as it is empty for its own quota, the earliest on a
    tie. `ideal` is a working day, `interval` counts working days.
    """
    first, reasons = ideal, []
    last = calendar.add(first, max(1, int(interval * Fraction(str(policy.cadence.spread)))))
    caps = {
        "before_contract_ends": next_rung(account, today, policy, calendar),
        "within_next_cycle": last_day_of_next_cycle(today, calendar),
    }
    for code, cap in caps.items():
        if cap is not None and cap < first:
            reasons.append(Reason(code, facts=(("cap", cap.isoformat()),)))
            first = cap
        last = last if cap is None else min(last, cap)
    days = [first]
    while days[-1] < last:
        days.append(calendar.add(days[-1], 1))
    return Room(tuple(days), lightest(days, load, lambda day: quota_on(day, calendar, policy)), tuple(reasons))


def room_for_next(
    account: Account, first: date, *, today: date, load: Mapping[date, int], policy: Policy, calendar: Calendar
) -> Room | None:
    """Return where the next call of an account finds room; None where it may not be called.

    One that is set is best made on its day, or on `first`, the working day whose list is the next, where that is past;
    where none is set, its cadence tells the day, and `first` where nobody has called yet.
    """
    interval = cadence(account, grade(account, today, policy).grade, today, policy)
    if interval is None or not is_callable(account, first):
        return None
    nxt = account.next_call
    if nxt is not None:
        ideal = nxt.date
    else:
        ideal = first if account.last_call is None else calendar.add(account.last_call, interval[0])
    ideal = calendar.on_or_after(max(ideal, first))
    return find_room(account, ideal, interval[0], today=today, load=load, policy=policy, calendar=calendar)


def working_days(first: date, days: int, calendar: Calendar) -> list[date]:
    """Return the working days from `first` on among so many calendar days, the first one counted."""
    return [day for day in (first + timedelta(days=n) for n in range(days)) if calendar.is_working(day)]
