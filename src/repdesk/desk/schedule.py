"""The days ahead as the rep sees them: how full each is, which are off, and who is to be called on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from repdesk.desk.book import Book
from repdesk.desk.calendar import calendar_note
from repdesk.desk.paged import Paged
from repdesk.rules.schedule import LaidOut, Load, in_order, lay_out
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import deal_beside, grade, stage_of
from repdesk.rules.types import Account, Grade, NextCall
from repdesk.rules.workdays import month_cycle
from repdesk.store.reading.day import read_names
from repdesk.store.reading.schedule import OwnDay, read_own_days

__all__ = ["Calls", "Day", "DayKind", "Load", "Schedule", "SetCall", "schedule"]

DayKind = Literal["worked", "make_up", "own_work", "weekend", "holiday", "own_off"]
"""Working days (plain, make-up, off by the calendar but worked by the rep), and three kinds of days off."""
OFF: frozenset[DayKind] = frozenset({"weekend", "holiday", "own_off"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the schedule; `name` is what the rep entered for it.

    The load of a working day is what shows on it, days off before it with it; that of a day off is what is set for it.
    """

    day: date
    kind: DayKind
    name: str
    load: Load

    @property
    def off(self) -> bool:
        """Say whether it is a day off."""
        return self.kind in OFF


@dataclass(frozen=True, slots=True)
class SetCall:
    """A next call that is set, with whom it is."""

    account_id: int
    name: str
    kp: str
    grade: Grade
    stage: int
    deal_stage: int | None
    score: int
    next_call: NextCall


class Calls(Paged[SetCall]):
    """The calls of a day in their order."""

    def __init__(self, book: Book, accounts: Sequence[Account], scorer: Scorer) -> None:
        """Take the accounts in their order."""
        super().__init__([account.id for account in accounts])
        self._book, self._scorer = book, scorer
        self._by_id = {account.id: account for account in accounts}
        self.load = Load.of(accounts)

    def read_rows(self, ids: Sequence[int]) -> tuple[SetCall, ...]:
        """Read the rows of these accounts; one that another program took back meanwhile has no name."""
        names = read_names(self._book.read(), ids)
        return tuple(self._row(self._by_id[number], *names.get(number, ("", ""))) for number in ids)

    def _row(self, account: Account, name: str, kp: str) -> SetCall:
        today = self._scorer.day
        stage = stage_of(account, today)
        if account.next_call is None:
            raise ValueError(account.id)
        return SetCall(
            account.id,
            name,
            kp,
            grade(account, today, self._book.policy).grade,
            stage,
            deal_beside(account, stage),
            self._scorer.score(account),
            account.next_call,
        )


@dataclass(frozen=True)
class Schedule:
    """What is set in the book, by day, as of `today`; `first` is the first day that can still be called on."""

    book: Book
    today: date
    laid: LaidOut
    own: Mapping[date, OwnDay]

    @property
    def first(self) -> date:
        """Return today, or the working day after it."""
        return self.laid.first

    @property
    def quota(self) -> int:
        """Return the calls of a full day."""
        return self.book.policy.day.quota

    @cached_property
    def overdue(self) -> Load:
        """Return what should have been called before `first`."""
        return Load.of(self.laid.overdue())

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer.of(self.book.accounts(self.first), self.first, self.book.policy, self.book.calendar)

    def day(self, day: date) -> Day:
        """Return a day with its load."""
        own = self.own.get(day)
        return Day(day, self._kind(day, own), own.name if own else "", Load.of(self.laid.on(day)))

    def _kind(self, day: date, own: OwnDay | None) -> DayKind:
        calendar = self.book.calendar
        if own is not None and own.off:
            return "own_off"
        if calendar.is_working(day):
            if own is not None and not own.worked_else:
                return "own_work"
            return "worked" if day.weekday() < 5 else "make_up"
        return "holiday" if day in calendar.off or day.weekday() < 5 else "weekend"

    def coming(self, count: int) -> tuple[Day, ...]:
        """Return the first working day and those after it."""
        days, day = [], self.first
        for _ in range(count):
            days.append(self.day(day))
            day = self.book.calendar.on_or_after(day + timedelta(days=1))
        return tuple(days)

    def weeks(self, month: date) -> tuple[tuple[Day | None, ...], ...]:
        """Return the weeks of the month that holds a day, Monday first; None stands for days of other months."""
        first, last = month_cycle(month)
        monday = first - timedelta(days=first.weekday())
        dates = [monday + timedelta(days=n) for n in range((last - monday).days // 7 * 7 + 7)]
        days = [self.day(day) if first <= day <= last else None for day in dates]
        return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))

    def calls(self, day: date | None) -> Calls:
        """Return the calls of a day, the overdue ones before those of the first day; the overdue ones for None."""
        accounts = () if day is None else self.laid.on(day)
        if day is None or day == self.first:
            accounts = (*self.laid.overdue(), *accounts)
        return Calls(self.book, in_order(accounts, self._scorer), self._scorer)

    def shown_on(self, day: date) -> date:
        """Return the working day that shows what is set for a day."""
        return self.book.calendar.on_or_after(day)

    def note(self, day: date) -> str:
        """Say what is not known of the days off around a day; empty where all is known."""
        return calendar_note(self.book.calendar, day)


def schedule(book: Book) -> Schedule:
    """Lay out all next calls of the callable accounts in force."""
    first = book.list_day()
    laid = lay_out(book.accounts(first), first, book.calendar)
    return Schedule(book, book.clock.today(), laid, read_own_days(book.read(), book.calendar.country))
