"""What a week or a month came to: each figure by day and in sum, out of what, beside the time before (DOMAIN §5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import Literal

from repdesk.rules.evening import Made, PutOff, process_figures, regrets
from repdesk.rules.funnel import share
from repdesk.rules.policy import Policy
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

PartName = Literal[
    "calls",
    "answered",
    "conversations",
    "effective",
    "notes",
    "next_calls",
    "promises",
    "planned",
    "priority",
    "rises",
    "sent",
    "signed",
    "added",
    "brought_in",
]
PARTS: tuple[PartName, ...] = (
    "calls",
    "planned",
    "answered",
    "conversations",
    "effective",
    "notes",
    "next_calls",
    "promises",
    "priority",
    "rises",
    "sent",
    "signed",
    "added",
    "brought_in",
)
"""The figures in the order they are told."""
EVENTS: tuple[PartName, ...] = PARTS[PARTS.index("rises") :]
"""Figures that are counts of what befell customers."""
LACKING: frozenset[PartName] = frozenset({"planned", "notes", "next_calls", "promises", "priority"})
"""Figures behind which stand the customers they were not made with: what is left of them is what is worth a look."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is on record of a day up to now: its calls in order, who stood on its lists, what was changed on it.

    `next_calls` are the customers called who had a next call when the day was over, `put_off` the promises that were
    moved on it, and those of it that were called on a later day. `events` are accounts, once for each time, by what
    befell them, of `EVENTS`.
    """

    day: date
    calls: tuple[Made, ...] = ()
    quota: int = 0
    planned: frozenset[int] = frozenset()
    priority: frozenset[int] = frozenset()
    next_calls: frozenset[int] = frozenset()
    put_off: tuple[PutOff, ...] = ()
    events: Mapping[PartName, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a day or of several: `made`, out of what, and what it should have been; None where that is nothing.

    `ids` are the customers behind it, each once: those it was made with, of `LACKING` ones those it was not.
    """

    made: int = 0
    out_of: int | None = None
    target: int | None = None
    ids: tuple[int, ...] = ()

    @property
    def met(self) -> bool | None:
        """Say whether the target was reached, None where there is none."""
        return None if self.target is None else self.made >= self.target

    @property
    def percent(self) -> int | None:
        """Return the share of what it is out of in whole per cents, half up; None of nothing."""
        return share(self.made, self.out_of) if self.out_of else None

    def __add__(self, other: Part) -> Part:
        """Return both as one."""
        ids = tuple(dict.fromkeys((*self.ids, *other.ids)))
        return Part(self.made + other.made, _sum(self.out_of, other.out_of), _sum(self.target, other.target), ids)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


Parts = Mapping[PartName, Part]


def day_parts(
    facts: DayFacts,
    accounts: Mapping[int, Account],
    standing: Iterable[Account],
    now: datetime,
    policy: Policy,
    calendar: Calendar,
) -> dict[PartName, Part]:
    """Return the figures of a day, judged as the evening judges them, at the local moment `now`.

    Who may be called is taken as it is in `accounts`; `standing` are those whose promise still stands.
    """
    day, calls = facts.day, facts.calls
    called = dict.fromkeys(call.account_id for call in calls)
    known = {i: _with_next_call(accounts[i], day, there=i in facts.next_calls) for i in called if i in accounts}
    figures = process_figures(calls, known, day, planned=len(facts.planned), quota=facts.quota, policy=policy)
    dialled = [call for call in calls if call.dialled]
    spoken = [call for call in calls if call.spoke]
    behind: dict[str, Iterable[int]] = {
        "calls": (call.account_id for call in dialled),
        "conversations": (call.account_id for call in spoken),
        "effective": (call.account_id for call in spoken if call.kp),
        "notes": (call.account_id for call in spoken if not call.noted),
        "next_calls": (i for i in known if known[i].next_call is None and is_callable(known[i], day)),
    }
    parts: dict[PartName, Part] = {
        one.name: Part(one.made, one.out_of, one.target, tuple(dict.fromkeys(behind[one.name]))) for one in figures
    }
    parts["calls"] = replace(parts["calls"], out_of=None)
    answered = tuple(call.account_id for call in dialled if call.spoke)
    parts["answered"] = Part(len(answered), len(dialled), None, tuple(dict.fromkeys(answered)))
    missed = regrets(standing, calls, (), now, policy, calendar, day=day, put_off=facts.put_off).promises_missed
    parts["promises"] = _promises(calls, missed, day, calendar)
    parts["planned"] = _of_list(facts.planned, set(called), asked=True)
    parts["priority"] = _of_list(facts.priority, {call.account_id for call in spoken}, asked=False)
    for name in EVENTS:
        ids = facts.events.get(name, ())
        parts[name] = Part(len(ids), None, None, tuple(dict.fromkeys(ids)))
    return parts


def _with_next_call(account: Account, day: date, *, there: bool) -> Account:
    """Return an account with a next call, whichever, or without one."""
    if there == (account.next_call is not None):
        return account
    return replace(account, next_call=NextCall(day) if there else None)


def _promises(calls: Iterable[Made], missed: Sequence[int], day: date, calendar: Calendar) -> Part:
    """Return the promises kept of those due: due is whose promise was called on its day, or can no longer be kept."""
    met = {c.account_id for c in calls if c.promised is not None and calendar.on_or_after(c.promised) == day}
    due = len(met | {*missed})
    return Part(due - len(missed), due, due, tuple(missed))


def _of_list(listed: frozenset[int], met: set[int], *, asked: bool) -> Part:
    return Part(len(listed & met), len(listed), len(listed) if asked else None, tuple(sorted(listed - met)))


def total(days: Iterable[Parts]) -> dict[PartName, Part]:
    """Return the figures of several days as one, in their order; of no day there is nothing of any."""
    several = list(days)
    return {name: reduce(Part.__add__, (parts[name] for parts in several), Part()) for name in PARTS}


def change(now: Part, before: Part) -> int:
    """Say whether a figure is higher than it was, 1, lower, -1, or the same, 0; of a share the share is compared."""
    if now.out_of is None and before.out_of is None:
        return _sign(now.made - before.made)
    if not now.out_of or not before.out_of:
        return 0
    return _sign(now.made * before.out_of - before.made * now.out_of)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day of the period: whether it is worked, whether it has come, the quota it had and its figures."""

    day: date
    works: bool
    come: bool
    quota: int = 0
    parts: Parts = field(default_factory=lambda: total(()))
