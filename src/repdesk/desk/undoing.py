"""Undo and redo of the rep's acts, named in words."""

from __future__ import annotations

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.i18n import _
from repdesk.store.change import Change
from repdesk.store.reading.day import read_names
from repdesk.store.undo import Step, peek_redo, peek_undo
from repdesk.store.undo import redo as step_forth
from repdesk.store.undo import undo as step_back


def undo(book: Book) -> tuple[Change, str] | None:
    """Take the latest act back; return the change and a sentence that names it, None where there is nothing to undo."""
    step = peek_undo(book.read())
    change = book.applied(step_back(book.store, at=book.clock.stamp(), policy_id=book.policy_id()))
    if change is None or step is None:
        return None
    return change, _("Undone: %(what)s") % {"what": _named(book, step)}


def redo(book: Book) -> tuple[Change, str] | None:
    """Bring the act last undone back; as `undo`."""
    step = peek_redo(book.read())
    change = book.applied(step_forth(book.store, at=book.clock.stamp(), policy_id=book.policy_id()))
    if change is None or step is None:
        return None
    return change, _("Done again: %(what)s") % {"what": _named(book, step)}


def _named(book: Book, step: Step) -> str:
    what = wording.act(step.name)
    if step.account_id is None:
        return what
    names = read_names(book.read(), [step.account_id])
    return f"{what}, {names[step.account_id][0]}" if step.account_id in names else what
