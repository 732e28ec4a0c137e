"""What the keys of the schedule do to the book, each with the sentence that says what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.when import read_when
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.rules.schedule.levelling import Move
from repdesk.rules.types import NextCall
from repdesk.screens.acts import Done

if TYPE_CHECKING:
    from repdesk.desk.schedule.writing import Moved


def move(book: Book, account_id: int, text: str) -> Done:
    """Set the next call of an account as it is typed; what is not said, of its purpose and its promise, stays."""
    from repdesk.desk.next_call_typed import read_next_call
    from repdesk.desk.schedule.writing import move_typed

    return _done(book, move_typed(book, account_id, read_next_call(book, text)))


def move_to(book: Book, account_id: int, day: date) -> Done:
    """Set the next call of an account for a day; its time, what it is for and whether it is promised stay."""
    from repdesk.desk.schedule.writing import move_call

    was = book.account(account_id).next_call
    return _done(book, move_call(book, account_id, NextCall(day, was.time if was else None, set_by="rep")))


def carry(book: Book, account_ids: Sequence[int], day: date) -> Done:
    """Set the next calls of these accounts for a day, all in one act."""
    from repdesk.desk.schedule.moving_writing import carry_calls

    if len(account_ids) == 1:
        return move_to(book, account_ids[0], day)
    done = carry_calls(book, account_ids, day)
    n = len(done.moved)
    facts = {"n": n, "when": _named(book, day), "load": book.load_at(day), "quota": book.quota_at(day)}
    words = ngettext("%(n)d call: %(when)s, %(load)d/%(quota)d set", "%(n)d calls: %(when)s, %(load)d/%(quota)d set", n)
    return Done(done.change.accounts, ", ".join([words % facts, *_told(done.told)]))


def carry_typed(book: Book, account_ids: Sequence[int], text: str) -> Done:
    """Set the next calls of these accounts for a typed day; RepdeskError where a time is typed with it."""
    read = read_when(book, text)
    if read.time is not None:
        raise RepdeskError(_("Several calls take a day, not a time"))
    return carry(book, account_ids, read.date)


def level(book: Book, moves: Sequence[Move]) -> Done:
    """Do the moves of a levelling in one act."""
    from repdesk.desk.schedule.moving_writing import level_calls

    done = level_calls(book, moves)
    n = len(done.moved)
    words = ngettext("levelled: %(n)s call moved", "levelled: %(n)s calls moved", n) % {"n": f"{n:,}"}
    return Done(done.change.accounts, words)


def _told(told: Mapping[str, int]) -> list[str]:
    """Say how many of the calls that were moved were promised, and of how many contracts end before."""
    said = []
    if n := told.get("promise_moved", 0):
        said.append(ngettext("%(n)d was promised", "%(n)d were promised", n) % {"n": n})
    if n := told.get("after_contract_end", 0):
        said.append(ngettext("%(n)d contract ends before", "%(n)d contracts end before", n) % {"n": n})
    return said


def step(book: Book, account_id: int, days: int) -> Done:
    """Move the next call of an account by working days."""
    from repdesk.desk.schedule.writing import step_call

    return _done(book, step_call(book, account_id, days))


def _done(book: Book, moved: Moved) -> Done:
    if moved.next_call is None:
        said = _("no next call")
    else:
        when = wording.next_call(moved.next_call, book.clock.today())
        facts = {"when": when, "load": moved.load, "quota": book.quota_at(moved.next_call.date)}
        said = _("%(when)s, %(load)d/%(quota)d set") % facts
    said = _("%(name)s: %(when)s") % {"name": moved.name, "when": said}
    return Done(frozenset({moved.account_id}), ", ".join([said, *moved.notes]))


def _named(book: Book, day: date) -> str:
    return wording.day(day, book.clock.today())
