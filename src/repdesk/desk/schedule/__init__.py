"""The days ahead as the rep sees them: how full each is, which are off, and who is to be called on one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from repdesk.desk.book import Book
from repdesk.desk.calendar import calendar_note, read_day_names, read_named_days
from repdesk.desk.paged import Paged
from repdesk.rules.hours import Hours, hours_on, quota_on, usual_hours
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
    """A day of the schedule; `name` is what it is called or why it is as it is.

    `short` are its hours where they are not as usual.

    The load of a working day is what shows on it, days off before it with it; that of a day off is what is set for it.
    """

    day: date
    kind: DayKind
    name: str
    load: Load
    quota: int
    short: Hours | None = None
    expected: bool = False
    """It may be a public holiday, which is not published yet."""

    @property
    def off(self) -> bool:
        """Say whether it is a day off."""
        return self.kind in OFF

    @property
    def over(self) -> bool:
        """Say whether more is set than a working day takes."""
        return not self.off and self.load.calls > self.quota


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
    """What is set in the book, by day, as of `today`; `first` is the first day that can still be called on.

    `shift` is what is tried and not done yet: how many calls each day would have more, or fewer; None is the overdue.
    """

    book: Book
    today: date
    laid: LaidOut
    own: Mapping[date, OwnDay]
    shift: Mapping[date | None, Load] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    """What days are called: holidays, and the rep's reasons for other hours."""
    expected: Collection[date] = frozenset()
    """The days that may be public holidays in a year that is not published."""

    @property
    def first(self) -> date:
        """Return today, or the working day after it."""
        return self.laid.first

    @cached_property
    def overdue(self) -> Load:
        """Return what should have been called before `first`."""
        return Load.of(self.laid.overdue()) + self.shift.get(None, Load())

    @cached_property
    def scorer(self) -> Scorer:
        """Return what scores the accounts on the first day."""
        return Scorer.of(self.book.accounts(self.first), self.first, self.book.policy, self.book.calendar)

    def day(self, day: date) -> Day:
        """Return a day with its load."""
        own, policy, calendar = self.own.get(day), self.book.policy, self.book.calendar
        load = Load.of(self.laid.on(day)) + self.shift.get(day, Load())
        hours = hours_on(day, calendar, policy)
        short = hours if hours.spans and hours != usual_hours(policy) else None
        name = own.name if own and own.name else self.names.get(day, "")
        return Day(day, self._kind(day, own), name, load, quota_on(day, calendar, policy), short, day in self.expected)

    def trying(self, moves: Iterable[tuple[Account, date]]) -> Schedule:
        """Return what it would be with the next calls of these accounts on these working days instead."""
        calls: Counter[date | None] = Counter()
        promised: Counter[date | None] = Counter()
        for account, to in moves:
            if (nxt := account.next_call) is None:
                continue
            shown = self.shown_on(nxt.date)
            left = {self._since(shown)} | ({nxt.date} if shown != nxt.date else set())
            for day, by in (*((day, -1) for day in left), (to, 1)):
                calls[day] += by
                promised[day] += by * nxt.promised
        return replace(self, shift={day: Load(calls[day], promised[day]) for day in calls})

    def _since(self, day: date) -> date | None:
        """Return a day that can still be called on, None for one that is overdue."""
        return None if day < self.first else day

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
        return Calls(self.book, in_order(accounts, self.scorer), self.scorer)

    @cached_property
    def ids(self) -> frozenset[int]:
        """Return the accounts with a call on any day."""
        return frozenset(account.id for accounts in self.laid.shown.values() for account in accounts)

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
    conn, country = book.read(), book.calendar.country
    names = read_day_names(conn, country)
    expected = frozenset(day for day, named in read_named_days(conn, country).items() if named.expected)
    return Schedule(book, book.clock.today(), laid, read_own_days(conn, country), names=names, expected=expected)
