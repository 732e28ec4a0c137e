"""The evening's judgements: whose evening it is, the load ahead, process figures and regrets of the day (DOMAIN §5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil
from typing import Literal

from repdesk.rules.cadence import is_late
from repdesk.rules.policy import Policy
from repdesk.rules.standing import grade, is_callable
from repdesk.rules.types import Account
from repdesk.rules.workdays import Calendar

WORK = ("calling", "proposal", "contract", "ownership", "meeting", "post", "private")
"""The kinds of work a rep's day is made of (DOMAIN §5)."""
LEARNING = "learning"
"""The kind of task that the one thing to learn is kept as."""

FigureName = Literal["calls", "conversations", "effective", "notes", "next_calls"]


def evening_of(now: datetime, policy: Policy, *, called: bool) -> date:
    """Return the day whose evening it is at `now` (local): in the small hours, before the first call, the day before.

    `called` says whether a call was made on the date of `now`.
    """
    late = now.time() < policy.process.small_hours and not called
    return now.date() - timedelta(days=1) if late else now.date()


def load_ahead(accounts: Iterable[Account], first: date, days: int, calendar: Calendar) -> tuple[tuple[date, int], ...]:
    """Count the next calls that each of so many working days from the working day `first` on will show.

    What is overdue by then counts for `first`, what lies on a day off for the working day after it.
    """
    counted = Counter(
        calendar.on_or_after(max(account.next_call.date, first))
        for account in accounts
        if account.next_call is not None and is_callable(account, first)
    )
    ahead = [calendar.add(first, n) for n in range(days)]
    return tuple((day, counted[day]) for day in ahead)


@dataclass(frozen=True, slots=True)
class Made:
    """A call of the day, in force: its place tells the order, `promised` the promise that stood when it was made.

    `dialled` says that it counts toward the quota, `kp` that the key person spoke, `noted` that words were kept of it.
    """

    account_id: int
    place: int
    clock: time | None
    dialled: bool
    spoke: bool
    kp: bool
    noted: bool
    promised: date | None = None
    promised_at: time | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What was made of a day's target; `out_of` is what it could have been made of."""

    name: FigureName
    made: int
    target: int
    out_of: int

    @property
    def met(self) -> bool:
        """Say whether the target was reached."""
        return self.made >= self.target


def process_figures(
    calls: Collection[Made], accounts: Mapping[int, Account], day: date, *, planned: int, quota: int, policy: Policy
) -> tuple[Figure, ...]:
    """Return the day's figures in DOMAIN's order; with a quota of 0, on a day off, nothing is asked of calls.

    Calls are out of those planned, conversations out of all calls, effective contacts and notes out of the
    conversations, next calls out of the customers called who may be called again.
    """
    rules = policy.process
    spoken = [call for call in calls if call.spoke]
    callable_ = {c.account_id for c in calls if c.account_id in accounts and is_callable(accounts[c.account_id], day)}
    return (
        Figure("calls", sum(call.dialled for call in calls), quota, planned),
        Figure("conversations", len(spoken), rules.conversations if quota else 0, len(calls)),
        Figure("effective", sum(call.kp for call in spoken), rules.effective if quota else 0, len(spoken)),
        Figure("notes", sum(call.noted for call in spoken), _share(rules.notes, len(spoken)), len(spoken)),
        Figure(
            "next_calls",
            sum(accounts[number].next_call is not None for number in callable_),
            _share(rules.next_calls, len(callable_)),
            len(callable_),
        ),
    )


def _share(share: float, of: int) -> int:
    return ceil(Fraction(str(share)) * of)


@dataclass(frozen=True, slots=True)
class Regrets:
    """What the day left undone, account ids in order."""

    promises_missed: tuple[int, ...]
    ownership_lost: tuple[int, ...]
    past_maximum: tuple[int, ...]
    priority_not_reached: tuple[int, ...]


def regrets(
    accounts: Iterable[Account],
    calls: Collection[Made],
    priority: Iterable[int],
    day: date,
    policy: Policy,
    calendar: Calendar,
) -> Regrets:
    """Return the regrets of `day`; `priority` are the priority accounts that stood on its list.

    A promise is missed that still stands in the evening, or was called outside its minutes. Reached is one with a
    conversation. Ownership has a part only where it is switched on.
    """
    missed = _called_out_of_time(calls, day, policy.day.kept_within_minutes)
    lost, late = [], []
    for account in accounts:
        if policy.standing.ownership and account.ownership == "lapsed":
            lost.append(account.id)
        if not is_callable(account, day):
            continue
        nxt = account.next_call
        if nxt is not None and nxt.promised and nxt.date <= day:
            missed.add(account.id)
        if account.last_effective is not None:
            letter = grade(account, day, policy).grade
            if is_late(account, letter, day, policy, calendar):
                late.append(account.id)
    reached = {call.account_id for call in calls if call.spoke}
    return Regrets(
        tuple(sorted(missed)), tuple(sorted(lost)), tuple(sorted(late)), tuple(sorted(set(priority) - reached))
    )


def _called_out_of_time(calls: Iterable[Made], day: date, minutes: int) -> set[int]:
    """Return whose promise of `day` was called too early or too late.

    A try again after an unanswered call is no promise of its own, and a customer who calls keeps it for the rep.
    """
    missed: set[int] = set()
    tried: set[int] = set()
    for call in sorted(calls, key=lambda call: call.place):
        again = call.account_id in tried
        if call.promised is None or call.spoke:
            tried.discard(call.account_id)
        else:
            tried.add(call.account_id)
        if again or not call.dialled or call.promised != day or call.promised_at is None or call.clock is None:
            continue
        off = datetime.combine(day, call.clock) - datetime.combine(day, call.promised_at)
        if abs(off) > timedelta(minutes=minutes):
            missed.add(call.account_id)
    return missed
