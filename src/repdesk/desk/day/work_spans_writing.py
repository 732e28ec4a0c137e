"""Work besides calling put on record: when it was begun, and when it was ended."""

from __future__ import annotations

from repdesk.desk.book import Book
from repdesk.desk.day.work_time import running, work_under_way
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.plan import WorkSpan
from repdesk.rules.work_time import BESIDES
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.text import cleaned


def begin_work(book: Book, kind: str) -> Change | None:
    """Let the clock run over work besides calling, in place of what it ran over; None where it does so already.

    RepdeskError for a kind that is none, and for calling: that is told by the calls.
    """
    if kind not in BESIDES:
        raise RepdeskError(
            _("No clock runs over this kind of work: %(kind)s") % {"kind": cleaned(kind)},
            hint=_("Calling is recorded by itself; the others are: %(all)s.") % {"all": ", ".join(BESIDES)},
        )
    with book.store.act("begin_work", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        going_on = work_under_way(book, act.connection)
        if going_on is None or going_on.kind != kind:
            act.insert_many(WorkSpan, [{"kind": kind, "began_at": act.at}])
    return book.applied(act.change)


def end_work(book: Book) -> Change | None:
    """Stop the clock over work besides calling; None where none runs."""
    with book.store.act("end_work", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        stop_clock(act, book)
    return book.applied(act.change)


def stop_clock(act: Act, book: Book, kind: str | None = None) -> None:
    """Have an act end the work besides calling that goes on, or only if it is of this kind."""
    number, going_on = running(book, act.connection)
    if going_on is not None and kind in (None, going_on.kind):
        act.update_many(WorkSpan, {number: {"ended_at": act.at}})
