"""An act of the rep on one card: what it changes, and all that follows from it for stage, grade and next call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from repdesk.desk.book import Book
from repdesk.desk.on_record import keep_history, keep_next_call, written
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.account import Account as AccountRow
from repdesk.models.account import Contact, Phone
from repdesk.models.deal import Contract
from repdesk.rules.standing import grade, is_callable, stage_of
from repdesk.rules.types import Account
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.store.reading.accounts import read_accounts

RowT = TypeVar("RowT", Contact, Phone, Contract)


@dataclass(frozen=True, slots=True)
class Edited:
    """What an act on a card came to: its change, what followed from it in words, and the number of a row it brought."""

    change: Change
    notes: tuple[str, ...]
    row: int | None = None


class CardAct:
    """An act on one card under way; `whys` are the reasons given, by the field of the history they belong to."""

    def __init__(self, book: Book, act: Act, account_id: int) -> None:
        self.act, self.account_id = act, account_id
        self.at, self.day = act.at, book.clock.today()
        self.before: Account = book.account(account_id)
        self.whys: dict[str, str] = {}
        self.notes: list[str] = []
        self.row: int | None = None
        self._book = book
        self._told: set[str] = set()
        self._change: Change | None = None

    @property
    def today(self) -> str:
        """Return today as the book keeps days."""
        return self.day.isoformat()

    def now(self) -> Account:
        """Return the account as the act leaves it so far."""
        return read_accounts(self.act.connection, self.day, self.account_id, clocks=self._book.clocks(self.day))[0]

    def own(self, table: type[RowT], number: int, gone: str) -> RowT:
        """Return a row of this card; RepdeskError, titled `gone`, where it is no longer on it."""
        row = self.act.session.get(table, number)
        if row is None or row.account_id != self.account_id or row.retracted_by is not None:
            raise RepdeskError(gone)
        return row

    def set(self, **columns: object) -> None:
        """Set columns of the account."""
        self.act.update_many(AccountRow, {self.account_id: columns})

    def tell(self, field: str, before: object, after: object, why: str = "") -> None:
        """Put a change on record."""
        self._told.add(field)
        keep_history(self.act, self.account_id, field, before, after, at=self.at, day=self.day, why=why)

    def settle(self) -> None:
        """Put on record what follows: the stage, a set grade that lapses with it, the grade, a next call that ends."""
        before, policy = self.before, self._book.policy
        was, now = stage_of(before, self.day), stage_of(self.now(), self.day)
        if was != now:
            self._follow("stage", was, now, _("stage %(before)s → %(after)s"))
            if before.override is not None:
                self.set(override_grade=None, override_reason="", override_stage=None)
                self.notes.append(_("the grade set by hand lapses"))
        after = self.now()
        letter_was, letter = (grade(account, self.day, policy).grade for account in (before, after))
        if letter_was != letter:
            self._follow("grade", letter_was, letter, _("grade %(before)s → %(after)s"))
        ended = is_callable(before, self.day) and not is_callable(after, self.day)
        if ended and before.next_call is not None:
            keep_next_call(self.act, self.account_id, None, self.at)
            self.tell("next_call", written(before.next_call), None)
            self.notes.append(_("its next call is taken away"))

    def _follow(self, field: str, before: object, after: object, words: str) -> None:
        self.notes.append(words % {"before": before, "after": after})
        if field not in self._told:
            self.tell(field, before, after, self.whys.get(field, ""))

    def over(self) -> None:
        """Take note of the act in the book that is open."""
        self._change = self._book.applied(self.act.change)

    def edited(self) -> Edited | None:
        """Return what the act came to, None where it changed nothing."""
        return None if self._change is None else Edited(self._change, tuple(self.notes), self.row)


@contextmanager
def card_act(book: Book, name: str, account_id: int) -> Iterator[CardAct]:
    """Run one act on a card, judged under the write lock; RepdeskError where the account is not in the book."""
    policy_id = book.policy_id()
    with book.store.act(name, at=book.clock.stamp(), policy_id=policy_id, account_id=account_id) as act:
        under_way = CardAct(book, act, account_id)
        yield under_way
        under_way.settle()
    under_way.over()
