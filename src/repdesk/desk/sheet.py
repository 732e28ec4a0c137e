"""The customers of a book as a table read by column: of all where it is sorted, of a few where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from repdesk.desk.book import Book
from repdesk.desk.currencies import currencies
from repdesk.desk.today import day_list
from repdesk.rules.scoring import Scorer
from repdesk.rules.types import Account
from repdesk.store.reading.columns import Ids

Kept = TypeVar("Kept")
Read = Callable[["Sheet", Ids], Mapping[int, Any]]
"""Reads one fact of the accounts asked for, by account; where nothing is on record the account is left out."""


class Sheet:
    """What is on record of the customers as of one moment: facts read of all customers are kept.

    Make a new one when the book has changed. It may be asked from several threads.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.today: date = book.clock.today()
        self.entry = book.last_entry()
        """The journal's entry it is as of."""
        self.accounts: Mapping[int, Account] = {one.id: one for one in book.accounts(book.list_day())}
        self._whole: dict[Read, Mapping[int, Any]] = {}
        self._worked_out: dict[tuple[str, ...], object] = {}

    def read(self, fact: Read, ids: Ids = None) -> Mapping[int, Any]:
        """Return a fact by account, of at least the accounts asked for."""
        whole = self._whole.get(fact)
        if whole is not None:
            return whole
        found = fact(self, ids)
        if ids is None:
            self._whole[fact] = found
        return found

    def once(self, key: tuple[str, ...], work_out: Callable[[], Kept]) -> Kept:
        """Return what is worked out of the facts, such as an order, and keep it under a key."""
        if key not in self._worked_out:
            self._worked_out[key] = work_out()
        return cast("Kept", self._worked_out[key])

    def of(self, ids: Ids) -> list[Account]:
        """Return what the rules know of the accounts asked for that are in the book."""
        if ids is None:
            return list(self.accounts.values())
        return [self.accounts[number] for number in ids if number in self.accounts]

    @cached_property
    def scorer(self) -> Scorer:
        """Return what scores the accounts on the day whose list is shown."""
        return Scorer.of(self.accounts.values(), self.book.list_day(), self.book.policy, self.book.calendar)

    @cached_property
    def currency(self) -> str:
        """Return the currency that amounts are in whose own is not known, "" where none is."""
        return currencies(self.book).own

    @cached_property
    def on_today(self) -> frozenset[int]:
        """Return the accounts on today's list."""
        return frozenset(row.account_id for row in day_list(self.book).rows)
