"""Moving a call by working days, and days off as the rep enters them."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.barring import must_be_callable
from repdesk.desk.book import Book
from repdesk.desk.customers_writing import set_next_call, set_typed_next
from repdesk.desk.next_call_typed import Typed
from repdesk.desk.on_record import keep_history, keep_next_call, written
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.schedule import stepped, told_of_move
from repdesk.rules.types import Account, NextCall
from repdesk.store.reading.day import read_names
from repdesk.wording import day as day_in_words
from repdesk.wording import note


@dataclass(frozen=True, slots=True)
class Moved:
    """A next call that was moved: whose, to when, the load of that day with it, and what there is to know of it."""

    account_id: int
    name: str
    next_call: NextCall | None
    load: int
    notes: tuple[str, ...]


def move_call(book: Book, account_id: int, to: NextCall | None) -> Moved:
    """Set the next call of an account, or clear it; one that is moved stays promised, and for what it was for."""
    before = book.account(account_id)
    _change, nxt = set_next_call(book, account_id, to)
    return _moved(book, before, nxt)


def move_typed(book: Book, account_id: int, typed: Typed | None) -> Moved:
    """Set the next call of an account as it was typed, or clear it; what was not said stays."""
    before = book.account(account_id)
    _change, nxt = set_typed_next(book, account_id, typed)
    return _moved(book, before, nxt)


def step_call(book: Book, account_id: int, days: int) -> Moved:
    """Move the next call of an account by working days, later or (negative) earlier; its time and promise stay.

    RepdeskError where none is set, where it would be before today, and where the account may not be called.
    """
    stamp, today = book.clock.stamp(), book.clock.today()
    with book.store.act("set_next_call", at=stamp, policy_id=book.policy_id(), account_id=account_id) as act:
        before = book.account(account_id)
        was = before.next_call
        if was is None:
            raise RepdeskError(_("No next call is set for this customer"))
        must_be_callable(book, before, today)
        nxt = stepped(was, days, book.list_day(), book.calendar)
        if nxt is None:
            first = day_in_words(book.list_day(), today)
            raise RepdeskError(_("A call cannot be set earlier than %(day)s") % {"day": first})
        keep_next_call(act, account_id, nxt, stamp)
        keep_history(act, account_id, "next_call", written(was), written(nxt), at=stamp, day=today)
    book.acted(act.change)
    return _moved(book, before, nxt)


def _moved(book: Book, before: Account, nxt: NextCall | None) -> Moved:
    load = book.load_at(nxt.date) if nxt is not None else 0
    told = told_of_move(before, nxt, book.clock.today())
    name = read_names(book.read(), [before.id])[before.id][0]
    return Moved(before.id, name, nxt, load, tuple(note(one) for one in told))
