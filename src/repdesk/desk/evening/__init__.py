"""The evening looks back: what of the day is still open, what besides calling is to be done, what the day came to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, get_args

from repdesk import wording
from repdesk.clock import instant, local
from repdesk.desk.book import Book
from repdesk.desk.day.work_time import time_per_kind
from repdesk.desk.suggesting import Suggested, suggestions_among
from repdesk.rules.evening import (
    Figure,
    PutOff,
    Regrets,
    evening_of,
    process_figures,
    regrets,
)
from repdesk.rules.hours import quota_on
from repdesk.rules.types import LEARNING, WORK, Outcome
from repdesk.store.kept_days import read_written
from repdesk.store.reading.day import read_count, read_names
from repdesk.store.reading.evening import (
    read_listed,
    read_made,
    read_promised,
    read_put_off,
    read_unnoted,
)
from repdesk.store.reading.tasks import TaskRow, read_tasks

__all__ = [
    "Besides",
    "DayDone",
    "LooseEnd",
    "Regretted",
    "TaskRow",
    "besides",
    "day_done",
    "due_of_day",
    "evening_day",
    "loose_ends",
    "planned_day",
]


def evening_day(book: Book) -> date:
    """Return the day whose evening it is: today, in the small hours before the first call the day before."""
    today = book.clock.today()
    called = read_count(book.read(), today).last_at is not None
    return evening_of(book.clock.now().replace(tzinfo=None), book.policy, called=called)


def planned_day(book: Book) -> date:
    """Return the working day that is planned: the next one after the day whose evening it is."""
    return book.calendar.add(evening_day(book), 1)


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """Something of the day that is still open: a promise that stands, or a conversation without a note."""

    kind: Literal["promise", "note"]
    account_id: int
    name: str
    kp: str
    day: date
    clock: time | None
    call_id: int | None = None
    outcome: Outcome | None = None

    @property
    def key(self) -> int:
        """Return a number of its own: that of the call, or of the account below 0."""
        return -self.account_id if self.call_id is None else self.call_id


def loose_ends(book: Book) -> tuple[LooseEnd, ...]:
    """Return the promises for the day or earlier that still stand, the oldest first, then conversations without a note.

    A call without an outcome is none of them: no call goes on record without one.
    """
    day = evening_day(book)
    promised, unnoted = read_promised(book.read(), day), read_unnoted(book.read(), day)
    names = read_names(book.read(), [*(row.account_id for row in promised), *(row.account_id for row in unnoted)])
    ends = [LooseEnd("promise", row.account_id, *names[row.account_id], row.day, row.clock) for row in promised]
    ends += [
        LooseEnd("note", row.account_id, *names[row.account_id], day, row.clock, row.call_id, row.outcome)
        for row in unnoted
        if row.account_id in names
    ]
    return tuple(ends)


def due_of_day(book: Book) -> tuple[Suggested, ...]:
    """Return what is suggested for those called on the day, in the order they were called: the rest can wait."""
    called = (call.account_id for call in read_made(book.read(), evening_day(book)))
    return suggestions_among(book, dict.fromkeys(called))


@dataclass(frozen=True, slots=True)
class Besides:
    """Work besides calling up to the planned day, what is to be learned on it, and what was today."""

    tasks: tuple[TaskRow, ...]
    learn: TaskRow | None
    learned: TaskRow | None


def besides(book: Book) -> Besides:
    """Return the tasks open for the planned day or earlier, those ticked off on the day among them."""
    evening = evening_day(book)
    day = book.calendar.add(evening, 1)
    since = instant(datetime.combine(evening, time.min, book.clock.now().tzinfo))
    tasks = read_tasks(book.read(), day, since)
    learning = {task.due: task for task in tasks if task.kind == LEARNING}
    return Besides(tuple(t for t in tasks if t.kind != LEARNING), learning.get(day), learning.get(evening))


def read_task(text: str) -> tuple[str | None, str]:
    """Return the kind of work that a typed task begins with, in the rep's words or by its code, and the rest of it.

    The kind is None where it begins with none, or nothing follows it.
    """
    known = {name.casefold(): kind for kind in WORK for name in (kind, wording.work(kind))}
    first, rest, *_rest = *re.split(r"[\s:：]+", text.strip(), maxsplit=1), ""
    kind = known.get(first.casefold())
    return (kind, rest) if kind is not None and rest else (None, text.strip())


RegretKind = Literal["promises_missed", "ownership_lost", "priority_not_reached", "past_maximum"]
REGRETS: tuple[RegretKind, ...] = get_args(RegretKind)
"""The regrets of a day in the order they are told: what can still be mended first, the long list last."""


@dataclass(frozen=True, slots=True)
class Regretted:
    """A customer whom the day is to be regretted for."""

    kind: RegretKind
    account_id: int
    name: str

    @property
    def key(self) -> int:
        """Return a number of its own: one customer may be regretted twice."""
        return len(REGRETS) * self.account_id + REGRETS.index(self.kind)


@dataclass(frozen=True, slots=True)
class DayDone:
    """What the day came to: its figures, its regrets, and where its time went."""

    day: date
    figures: tuple[Figure, ...]
    regrets: Regrets
    regretted: tuple[Regretted, ...]
    """Those regretted by name, at the most `NAMED` of a kind."""
    uncalled: int
    """How many of the priority accounts not reached were not even called."""
    priority: int
    """How many priority accounts stood on the list."""
    minutes: Mapping[str, int]
    """The minutes that went into each kind of work there was."""


NAMED = 100


def _put_off(book: Book, day: date) -> Iterator[PutOff]:
    """Yield the promises that were moved without a call on the day, or in the small hours after it."""
    for account_id, written, at in read_put_off(book.read(), day, book.clock.today()):
        stood, clock = read_written(written)
        yield PutOff(account_id, stood, clock, local(at, book.clock.now().tzinfo).replace(tzinfo=None))


def day_done(book: Book) -> DayDone:
    """Return the process figures and the regrets of the day whose evening it is."""
    day = evening_day(book)
    accounts = book.accounts(book.list_day())
    made = read_made(book.read(), day)
    listed = read_listed(book.read(), day)
    works = book.calendar.is_working(day)
    quota = 0 if not works else listed.quota if listed else quota_on(day, book.calendar, book.policy)
    by_id = {account.id: account for account in accounts}
    planned = len(listed.accounts) if listed else 0
    figures = process_figures(made, by_id, day, planned=planned, quota=quota, policy=book.policy)
    priority = listed.priority if listed and works else frozenset()
    found = regrets(
        accounts,
        made,
        priority,
        book.clock.now().replace(tzinfo=None),
        book.policy,
        book.calendar,
        day=day,
        put_off=_put_off(book, day),
    )
    called = {call.account_id for call in made}
    shown = [(kind, number) for kind in REGRETS for number in getattr(found, kind)[:NAMED]]
    names = read_names(book.read(), [number for _kind, number in shown])
    return DayDone(
        day,
        figures,
        found,
        tuple(Regretted(kind, number, names[number][0]) for kind, number in shown if number in names),
        sum(number not in called for number in found.priority_not_reached),
        len(priority),
        time_per_kind(book, day, day)[day],
    )
