"""The evening's judgements: whose evening it is, process figures and regrets of the day (DOMAIN §5)."""

from __future__ import annotations

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

FigureName = Literal["calls", "conversations", "effective", "notes", "next_calls"]


def evening_of(now: datetime, policy: Policy, *, called: bool) -> date:
    """Return the day whose evening it is at `now` (local): in the small hours, before the first call, the day before.

    `called` says whether a call was made on the date of `now`.
    """
    late = now.time() < policy.process.small_hours and not called
    return now.date() - timedelta(days=1) if late else now.date()


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


@dataclass(frozen=True, slots=True)
class PutOff:
    """A promise that was moved without a call: for when it stood, and the local moment it was moved at."""

    account_id: int
    day: date
    clock: time | None
    moved_at: datetime


def is_missed(day: date, clock: time | None, now: datetime, policy: Policy, calendar: Calendar) -> bool:
    """Say whether a promise for `day` could no longer be kept at `now`; one without a time until the day closes.

    A promise for a day off is the next working day's: what fell on an illness is carried over, not missed twice.
    """
    shown = calendar.on_or_after(day)
    at = datetime.combine(shown, clock if clock is not None and shown == day else policy.day.closes)
    return at + timedelta(minutes=policy.day.kept_within_minutes) <= now


def regrets(
    accounts: Iterable[Account],
    calls: Collection[Made],
    priority: Iterable[int],
    now: datetime,
    policy: Policy,
    calendar: Calendar,
    *,
    day: date | None = None,
    put_off: Iterable[PutOff] = (),
) -> Regrets:
    """Return what of `day` is to be regretted at the local moment `now`; `priority` stood on the day's list.

    Missed is a promise of the day that still stands when its time is over, was called outside its minutes, or was
    moved after its time. Reached is one with a conversation. Ownership has a part only where it is switched on.
    """
    day = now.date() if day is None else day
    missed = _called_out_of_time(calls, day, policy.day.kept_within_minutes)
    missed |= {
        one.account_id
        for one in put_off
        if calendar.on_or_after(one.day) == day and is_missed(one.day, one.clock, one.moved_at, policy, calendar)
    }
    lost, late = [], []
    for account in accounts:
        if policy.standing.ownership and account.ownership == "lapsed":
            lost.append(account.id)
        nxt = account.next_call
        of_the_day = nxt is not None and nxt.promised and calendar.on_or_after(nxt.date) == day
        if nxt is not None and of_the_day and is_missed(nxt.date, nxt.time, now, policy, calendar):
            missed.add(account.id)
        if account.last_effective is not None and is_callable(account, day):
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
