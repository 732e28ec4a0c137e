"""Lists of customers to walk and call: their rows are read when they are drawn, so that a whole book is one too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from repdesk.desk.book import Book
from repdesk.desk.paged import Paged
from repdesk.rules.scoring import amount_of
from repdesk.rules.standing import deal_beside, grade, is_callable, stage_of
from repdesk.rules.types import Account, Grade, NextCall, Outcome
from repdesk.store.reading.day import read_calls_of
from repdesk.store.reading.list import ListLine, read_lines


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of a list of customers, as they stand today; `outcome` is that of today's last call.

    `amount` is minor units of `currency` ("" where none is known): of the open deal, else the estimate, else the last
    contract.
    """

    account_id: int
    name: str
    kp: str
    grade: Grade
    stage: int
    deal_stage: int | None
    intent: int | None
    next_call: NextCall | None
    last_contact: date | None
    amount: int | None
    currency: str
    outcome: Outcome | None = None
    may_be_called: bool = True


RowT = TypeVar("RowT")


class WalkedRows(Paged[RowT]):
    """The rows of a list that is walked in its order; `ids` are those of its accounts still in the book."""

    def __init__(self, book: Book, ids: Iterable[int], known: Mapping[int, Account]) -> None:
        """List those of `ids` that are among the accounts that are `known`."""
        self._book, self._today, self._known = book, book.clock.today(), known
        self._calls = read_calls_of(book.read(), self._today)
        super().__init__([number for number in ids if number in known])

    @property
    def called(self) -> int:
        """Return how many of them were called today."""
        return sum(number in self._calls for number in self.ids)

    def next_to_call(self, after: int) -> int | None:
        """Return who comes behind `after`, else from the top, may be called and was not today; None where nobody is."""
        at = self.ids.index(after) if after in self._known and after in self.ids else -1
        return next((number for number in chain(self.ids[at + 1 :], self.ids[:at]) if self._waits(number)), None)

    def _waits(self, account_id: int) -> bool:
        return account_id not in self._calls and self.may_be_called(account_id)

    def may_be_called(self, account_id: int) -> bool:
        """Say whether a customer is one to call: such a one has a next call, or shows that none is set."""
        return is_callable(self._known[account_id], self._today)

    def outcome(self, account_id: int) -> Outcome | None:
        """Return what came of today's last call, None where there was none."""
        called = self._calls.get(account_id)
        return Outcome(called.outcome) if called else None


class AccountRows(WalkedRows[AccountRow]):
    """The customers of a list as they stand today."""

    def __init__(self, book: Book, ids: Iterable[int], currency: str = "") -> None:
        """List `ids`; `currency` is what amounts without one of their own are in."""
        self.currency = currency
        super().__init__(book, ids, {one.id: one for one in book.accounts(book.list_day())})

    def read_rows(self, ids: Sequence[int]) -> tuple[AccountRow, ...]:
        """Read the rows of these accounts."""
        lines = read_lines(self._book.read(), ids)
        # Another program may have taken one back since the list was made: it stays as a line without a name.
        return tuple(self._row(self._known[i], lines.get(i, _GONE)) for i in ids)

    def _row(self, account: Account, line: ListLine) -> AccountRow:
        stage = stage_of(account, self._today)
        return AccountRow(
            account_id=account.id,
            name=line.name,
            kp=line.kp,
            grade=grade(account, self._today, self._book.policy).grade,
            stage=stage,
            deal_stage=deal_beside(account, stage),
            intent=account.intent,
            next_call=account.next_call,
            last_contact=account.last_call,
            amount=amount_of(account),
            currency=line.currency or self.currency,
            outcome=self.outcome(account.id),
            may_be_called=self.may_be_called(account.id),
        )


_GONE = ListLine("", "", None)
