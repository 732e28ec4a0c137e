"""What if: the days ahead of the book as it is, and with other figures, before anything of it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from repdesk.desk.book import Book
from repdesk.progress import Progress, silent
from repdesk.rules.hours import hours_on
from repdesk.rules.policy import Policy
from repdesk.rules.types import Account
from repdesk.rules.what_if import NOTHING, Count, CycleAhead, DayAhead, Fate, Fates, Outlook, Prospect, Trial
from repdesk.rules.what_if.course import Ahead
from repdesk.rules.what_if.fortune import Odds
from repdesk.rules.workdays import month_cycle
from repdesk.store.reading.day import read_count, read_names
from repdesk.store.reading.what_if import read_claims, read_shares

__all__ = [
    "NOTHING",
    "Count",
    "CycleAhead",
    "DayAhead",
    "Fate",
    "Fates",
    "Odds",
    "Outlook",
    "Policy",
    "Prospect",
    "Trial",
    "WhatIf",
    "names_of",
]


class WhatIf:
    """The book as it was read for trying: every trial begins with the same accounts, on the same morning.

    It is read once and holds no connection, so that what is tried may be run through in any thread.
    """

    def __init__(self, book: Book, days: int | None = None) -> None:
        """Read the book; `days` is how many working days to look ahead, in place of this cycle and the next."""
        self.entry, self.day = book.last_entry(), book.clock.today()
        self.policy, self.calendar = book.policy, book.calendar
        self.first = _first_day(book)
        self.last = self.calendar.add(self.first, days - 1) if days else _end_of_next_cycle(book, self.first)
        self.accounts: tuple[Account, ...] = tuple(book.accounts(book.list_day()))
        self.odds = _odds(book)
        self._claims = read_claims(book.read())
        self._made = read_count(book.read(), self.day).calls if self.first == self.day else 0

    @property
    def cycles(self) -> tuple[date, ...]:
        """Return on which days the cycles begin that the days ahead lie in."""
        starts = [month_cycle(self.first)[0]]
        while (after := month_cycle(starts[-1])[1] + timedelta(days=1)) <= self.last:
            starts.append(after)
        return tuple(starts)

    @property
    def courses(self) -> int:
        """Return how often the days are run through: a large book, where chance evens out, less often."""
        rules = self.policy.what_if
        return max(1, min(rules.courses, rules.most_accounts // max(1, len(self.accounts))))

    def prospect(self, trial: Trial = NOTHING) -> Prospect:
        """Return the days ahead under a trial, none of them run through yet."""
        policy, calendar = trial.policy_of(self.policy), trial.calendar_of(self.calendar)
        ahead = Ahead(self.first, self.last, policy, calendar, self.odds, self._claims, self._made)
        return Prospect(self.accounts, ahead)

    def outlook(self, trial: Trial = NOTHING, heard: Progress = silent) -> Outlook:
        """Return what the days ahead come to under a trial; `heard` is told of every day of every course."""
        prospect, done = self.prospect(trial), 0
        total = self.courses * max(1, len(prospect.ahead.days))

        def tell() -> None:
            nonlocal done
            done += 1
            heard(done, total)

        for _course in range(self.courses):
            prospect.run(tell)
        return prospect.outlook()


def _first_day(book: Book) -> date:
    """Return the first day that can still be called on: from its closing on it is the next one."""
    now, day = book.clock.now().replace(tzinfo=None), book.list_day()
    closes = hours_on(day, book.calendar, book.policy).closes
    over = day == now.date() and closes is not None and now.time() >= closes
    return book.calendar.add(day, 1) if over else day


def _end_of_next_cycle(book: Book, first: date) -> date:
    _start, end = month_cycle(first)
    return book.calendar.on_or_before(month_cycle(end + timedelta(days=1))[1])


def _odds(book: Book) -> Odds:
    """Return the shares of calls that are answered: the book's own where enough calls tell them, else the policy's."""
    rules, today = book.policy.what_if, book.clock.today()
    calls, answered, effective = read_shares(book.read(), today - timedelta(days=rules.days), today)
    if calls < rules.least_calls:
        return Odds(rules.answered, rules.answered * rules.effective)
    return Odds(answered / calls, effective / calls, calls)


def names_of(book: Book, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of accounts."""
    return {number: name for number, (name, _kp) in read_names(book.read(), ids).items()}
