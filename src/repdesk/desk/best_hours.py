"""The hours in which customers answer: counted once for the book, kept true by each act, asked for one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import time
from threading import Lock
from typing import TYPE_CHECKING

from repdesk.rules.best_hours import NONE, Answers, Best, Hour, hours_called, total
from repdesk.rules.best_hours import best_hours as best_of
from repdesk.store.change import Change
from repdesk.store.reading.answers import Cells, last_call, read_answers, read_answers_of, read_answers_since
from repdesk.store.reading.day import read_names

if TYPE_CHECKING:
    from repdesk.desk.book import Book

_FEW = 50
"""Accounts of an act: one of more, such as an import, has the book counted anew."""


class BestHours:
    """What is known of a book by weekday and hour.

    Of a large book counting takes half a second, so that the app does it in a thread; until then nothing is known, and
    nobody waits for it. A call that is logged is counted in at once. Where calls were taken back, or another program
    wrote, the figures of the book stand as they were until they are counted anew; those of a customer are always true.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._cells: Cells = {}
        self._hours: dict[int, Answers] = {}
        self._to = 0  # the last call that is counted
        self._own: dict[int, Cells] = {}
        self._true = False
        self._counting = Lock()

    @property
    def true(self) -> bool:
        """Say whether all calls are counted, so that nobody has to wait for it."""
        return self._true and not self._counting.locked()

    def count(self) -> None:
        """Count the book where that is due; what is done meanwhile has it counted once more."""
        with self._counting:
            while not self._true:
                self._true = True  # till `follow` says otherwise
                last = last_call(self._book.read())
                cells = read_answers(self._book.read())
                self._take(cells, last)

    def _take(self, cells: Cells, last: int) -> None:
        self._cells, self._hours, self._to = cells, by_hour(cells), last

    def follow(self, change: Change | None) -> None:
        """Count in what an act has changed; None, and an act that touched many, has all of it counted anew."""
        if change is not None and not {"call", "call_retraction"} & change.tables:
            return
        if change is None or len(change.accounts) > _FEW:
            self._true = False
            self._own.clear()
            return
        for account_id in change.accounts:
            self._own.pop(account_id, None)
        if "call_retraction" in change.tables or self._counting.locked():
            self._true = False
        elif self._true:
            last, cells = last_call(self._book.read()), dict(self._cells)
            for cell, answers in read_answers_since(self._book.read(), self._to, last):
                cells[cell] = cells.get(cell, NONE) + answers
            self._take(cells, last)

    @property
    def book_rates(self) -> Mapping[tuple[int, int], Answers]:
        """Return the calls of the whole book by weekday (Monday is 0) and hour, as far as they are counted."""
        return self._cells

    @property
    def book_hours(self) -> Mapping[int, Answers]:
        """Return the calls of the whole book by hour."""
        return self._hours

    @property
    def overall(self) -> Answers:
        """Return all calls of the book that are counted."""
        return total(self._cells.values())

    def own(self, account_id: int) -> Cells:
        """Return the calls of one account by weekday and hour."""
        self._read((account_id,))
        return self._own[account_id]

    def _read(self, account_ids: Iterable[int]) -> None:
        unknown = [account_id for account_id in account_ids if account_id not in self._own]
        if unknown:
            self._own |= read_answers_of(self._book.read(), unknown)

    def of(self, account_id: int) -> tuple[Best, ...]:
        """Return the hours in which an account is best reached, the surest first; none before the book is counted."""
        return self.of_all((account_id,))[account_id]

    def of_all(self, account_ids: Iterable[int]) -> dict[int, tuple[Best, ...]]:
        """Return what `of` does of several accounts, read at once."""
        wanted = list(account_ids)
        if not self._hours:
            return dict.fromkeys(wanted, ())
        self._read(wanted)
        figures = self._book.policy.best_hours
        return {number: best_of(by_hour(self._own[number]), self._hours, figures) for number in wanted}


def best_hours(book: Book) -> BestHours:
    """Return what is known of the book's hours, counted now where that is due; `book.best_hours` does not wait."""
    book.best_hours.count()
    return book.best_hours


@dataclass(frozen=True, slots=True)
class CustomerHours:
    """When one customer was called and when it is best called; `window` is what it has stated."""

    account_id: int
    name: str
    window: tuple[time, time] | None
    cells: Mapping[tuple[int, int], Answers]
    hours: tuple[Hour, ...]
    best: tuple[Best, ...]


@dataclass(frozen=True, slots=True)
class WhenAnswered:
    """The calls of the book by weekday (Monday is 0) and hour, and those of one customer where one is asked about."""

    rates: Mapping[tuple[int, int], Answers]
    overall: Answers
    least: int
    """Calls that an hour must have to say something."""
    customer: CustomerHours | None = None


def when_answered(book: Book, account_id: int | None = None) -> WhenAnswered:
    """Return when calls are answered; RepdeskError where there is no such account."""
    known, figures = best_hours(book), book.policy.best_hours
    whole = WhenAnswered(known.book_rates, known.overall, figures.least)
    if account_id is None:
        return whole
    account, own = book.account(account_id), known.own(account_id)
    name = read_names(book.read(), [account_id])[account_id][0]
    hours = hours_called(by_hour(own), known.book_hours, figures)
    return replace(whole, customer=CustomerHours(account_id, name, account.window, own, hours, known.of(account_id)))


def by_hour(cells: Mapping[tuple[int, int], Answers]) -> dict[int, Answers]:
    """Return the calls of all weekdays together, by hour."""
    hours: dict[int, Answers] = {}
    for (_weekday, hour), answers in sorted(cells.items()):
        hours[hour] = hours.get(hour, NONE) + answers
    return hours
