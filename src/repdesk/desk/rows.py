"""The frozen rows that reads hand to screens and to the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from repdesk.rules.best_hours import Best
from repdesk.rules.coverage import Coverage
from repdesk.rules.types import Grade, NextCall, Outcome, Reason, Tier
from repdesk.store.reading.customer import CallRow, ContactRow, PhoneRow

__all__ = [
    "CallRow",
    "ContactRow",
    "DayList",
    "Explained",
    "Found",
    "Head",
    "ListRow",
    "Person",
    "PhoneRow",
    "Proposal",
    "RowState",
]

RowState = Literal["waiting", "called", "again"]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of today's list.

    `state`: waiting for its call; called (today); called and due again today. `outcome` and `called_at` are those of
    today's last call; the higher `call_place`, the later it was logged, whatever the clock said. `stage` is where the
    account stands, `deal_stage` that of an open deal under a contract.
    """

    account_id: int
    rank: int
    tier: Tier
    state: RowState
    name: str
    kp: str
    grade: Grade
    stage: int
    deal_stage: int | None
    intent: int | None
    score: int
    reasons: tuple[Reason, ...]
    due: date | None
    due_time: time | None
    promised: bool
    last_contact: date | None
    outcome: Outcome | None = None
    called_at: time | None = None
    call_place: int = 0
    hours: str = ""
    """In words when it is best called, where the list is in that order and it is known."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the day stands: counts against the quota, the cycle's coverage, the last call."""

    quota: int
    calls: int
    conversations: int
    priorities_left: int
    over_quota_by: int
    carried: dict[Tier, int]
    coverage: Coverage
    last_call_at: datetime | None


@dataclass(frozen=True, slots=True)
class DayList:
    """The call list of a day. `day` is the next working day where today is none; `frozen` says it is on record."""

    day: date
    today: date
    frozen: bool
    head: Head
    rows: tuple[ListRow, ...]
    offered: int | None
    """Account id of the next one in line, None when nobody is left."""
    calendar_note: str
    """What is not known of the calendar (no country chosen, year not covered), in words; empty when all is known."""
    morning: str = ""
    """What was planned for today the evening before, in a line; empty where nothing was."""
    by_best_hours: bool = False
    """Whether the rows are in the order of the hours that suit their customers, not of their ranks."""


@dataclass(frozen=True, slots=True)
class Person:
    """The customer in hand: what one needs in view while the phone rings."""

    account_id: int
    name: str
    grade: Grade
    grade_reasons: tuple[Reason, ...]
    stage: int
    deal_stage: int | None
    intent: int | None
    industry: str
    region: str
    need: str
    notes: str
    contacts: tuple[ContactRow, ...]
    phones: tuple[PhoneRow, ...]
    next_call: NextCall | None
    contract_status: str
    contract_end: date | None
    contract_amount: int | None
    currency: str
    window: tuple[time, time] | None
    """The hours the customer has stated, by the customer's clock."""
    unanswered: int
    do_not_call: bool
    callable: bool
    completeness: int
    missing: tuple[str, ...]
    calls: tuple[CallRow, ...]
    """The latest first."""
    stale: tuple[str, ...] = ()
    """What the card knows but was confirmed too long ago."""
    tags: tuple[str, ...] = ()
    best: tuple[Best, ...] = ()
    """The hours it is best reached in, the surest first, as far as they are known."""
    zone: str | None = None
    """The time zone that is stated on the card."""
    window_here: tuple[time, time] | None = None
    """The hours stated, by the rep's clock."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of the search: whom, and what of them matched.

    `field` is name, person, number, tag, mail, own, place, industry, stage or note; `how` is exact, start, word,
    inside, alike (read alike, written otherwise) or nearly (a slip of the keys away).
    """

    account_id: int
    name: str
    grade: Grade
    stage: int
    field: str
    how: str
    matched: str
    """The text that matched, the name where that did."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where in it each mark begins and ends."""
    name_marks: tuple[tuple[int, int], ...] = ()
    do_not_call: bool = False
    """Whether what matched is a number that must not be called."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What logging an outcome would set, shown before Enter.

    `asks` names what must or may be typed, in order: when (callback; must), amount, contract (amount, start, end),
    reason, lost (default yes).
    """

    outcome: Outcome
    next_call: NextCall | None
    load: int
    quota: int
    window: tuple[date, date] | None
    """The days among which the lightest was taken."""
    asks: tuple[Literal["when", "amount", "contract", "reason", "lost"], ...]
    notes: tuple[str, ...]
    """Sentences such as "hard to reach", "find another contact"."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why an account is on today's list, or why it is not.

    `why_not` is None for one on the list, else called_today, planned_later, not_callable, carried_over or no_tier.
    """

    account_id: int
    name: str
    day: date
    rank: int | None
    tier: Tier | None
    score: int
    reasons: tuple[Reason, ...]
    why_not: str | None
    sentence: str
    """The answer in one line."""
    neighbour: str
    """How far the next better one is; empty where there is none."""
    hours: str = ""
    """When it is best called, and whether that is now; empty where nothing is known of it."""
