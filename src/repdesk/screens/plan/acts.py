"""What the plan's pages do to the book, each with the sentence that says what was done.

The modules that write load sqlmodel, so each is imported by the act that needs it.
"""

from __future__ import annotations

from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.evening import LooseEnd
from repdesk.desk.evening.tomorrow import Draft
from repdesk.i18n import _
from repdesk.rules.types import NextCall
from repdesk.screens.acts import Done
from repdesk.text import cleaned


def note(book: Book, end: LooseEnd, text: str) -> Done:
    """Write the note that a conversation lacks."""
    from repdesk.desk.amending import Amendment, amend_call

    amend_call(book, end.call_id or 0, Amendment(note=cleaned(text)))
    return Done(frozenset({end.account_id}), _("%(name)s: noted") % {"name": end.name})


def put_off(book: Book, account_id: int, name: str, day: date) -> Done:
    """Put the next call of the account `name` off to `day`; its time stays, and its promise."""
    from repdesk.desk.customers_writing import set_next_call

    was = book.account(account_id).next_call
    to = NextCall(day, was.time if was is not None else None, set_by="rep")
    _change, nxt = set_next_call(book, account_id, to)
    when = wording.next_call(nxt or to, book.clock.today())
    return Done(frozenset({account_id}), _("%(name)s: %(when)s") % {"name": name, "when": when})


def freeze(book: Book, draft: Draft) -> Done:
    """Freeze tomorrow's list."""
    from repdesk.desk.evening.writing import plan_evening

    return Done(plan_evening(book, draft).accounts, _("The plan stands"))


def add_task(book: Book, kind: str, title: str, due: date) -> Done:
    """Put work besides calling on record."""
    from repdesk.desk.evening.writing import add_task as keep

    keep(book, kind, title, due)
    return Done(frozenset(), _("%(kind)s: %(title)s") % {"kind": wording.work(kind), "title": cleaned(title)})


def tick(book: Book, task_id: int, *, done: bool) -> Done:
    """Tick a task off, or take the tick back."""
    from repdesk.desk.evening.writing import tick_task

    tick_task(book, task_id, done=done)
    return Done(frozenset(), _("ticked off") if done else _("open again"))


def put_task_off(book: Book, task_id: int, day: date) -> Done:
    """Carry a task over to `day`."""
    from repdesk.desk.evening.writing import put_task_off as carry

    carry(book, task_id, day)
    return Done(frozenset(), _("carried over to %(day)s") % {"day": wording.day(day, book.clock.today())})


def drop_task(book: Book, task_id: int) -> Done:
    """Take a task off the record."""
    from repdesk.desk.evening.writing import drop_task as drop

    drop(book, task_id)
    return Done(frozenset(), _("the task is dropped"))


def learn(book: Book, text: str, due: date) -> Done | None:
    """Put down the one thing to learn; None where it stood so."""
    from repdesk.desk.evening.writing import set_learning

    if set_learning(book, text, due) is None:
        return None
    return Done(frozenset(), _("to learn: %(what)s") % {"what": text} if text else _("nothing to learn"))
