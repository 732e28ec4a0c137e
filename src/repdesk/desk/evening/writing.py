"""What the evening puts on record: tomorrow's list, work besides calling, and the one thing to learn."""

from __future__ import annotations

from datetime import date

from repdesk.desk.book import Book
from repdesk.desk.day.work_spans_writing import stop_clock
from repdesk.desk.evening import planned_day
from repdesk.desk.evening.tomorrow import NOTHING_SAID, Draft, drafted_list
from repdesk.desk.plan_writing import keep_plan
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.plan import Task
from repdesk.rules.types import LEARNING, WORK
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.text import cleaned


def plan_evening(book: Book, draft: Draft = NOTHING_SAID) -> Change:
    """Freeze the list of the next working day, which then opens with it; made again, the later one counts."""
    with book.store.act("plan_evening", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        laid = drafted_list(book, book.accounts(book.list_day()), planned_day(book), draft)
        keep_plan(act, book, laid.built, laid.items, "evening", laid.carried, laid.carried_per_tier())
    return book.acted(act.change)


def add_task(book: Book, kind: str, title: str, due: date) -> Change:
    """Put work besides calling on record; RepdeskError where it has no words or the kind is none of DOMAIN's."""
    words = _words(title)
    if kind not in WORK:
        raise RepdeskError(_("There is no such kind of work: %(kind)s") % {"kind": cleaned(kind)})
    if not words:
        raise RepdeskError(_("What is there to do?"))
    with book.store.act("add_task", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _add(act, kind, words, due)
    return book.acted(act.change)


def tick_task(book: Book, task_id: int, *, done: bool) -> Change | None:
    """Tick a task off, which stops the clock that runs over its kind of work, or take the tick back."""
    with book.store.act("tick_task", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        kind = _must_stand(act, task_id)
        act.update_many(Task, {task_id: {"done_at": act.at if done else None}})
        if done:
            stop_clock(act, book, kind)
    return book.applied(act.change)


def put_task_off(book: Book, task_id: int, due: date) -> Change | None:
    """Carry a task over to another day."""
    with book.store.act("put_task_off", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _must_stand(act, task_id)
        act.update_many(Task, {task_id: {"due_on": due.isoformat()}})
    return book.applied(act.change)


def drop_task(book: Book, task_id: int) -> Change | None:
    """Take a task off the record, as if it had not been entered."""
    with book.store.act("drop_task", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        _must_stand(act, task_id)
        act.retract(Task, task_id)
    return book.applied(act.change)


def set_learning(book: Book, text: str, due: date) -> Change | None:
    """Put down the one thing to learn on `due`, in place of another; blanks take it away. None where it stood so."""
    words = _words(text)
    with book.store.act("set_learning", at=book.clock.stamp(), policy_id=book.policy_id()) as act:
        stands = act.connection.execute(
            "SELECT id, title FROM live_task WHERE kind = ? AND due_on = ?", (LEARNING, due.isoformat())
        ).fetchall()
        if [title for _id, title in stands] != ([words] if words else []):
            for number, _title in stands:
                act.retract(Task, number)
            if words:
                _add(act, LEARNING, words, due)
    return book.applied(act.change)


def _words(text: str) -> str:
    return cleaned(" ".join(text.split()))


def _add(act: Act, kind: str, title: str, due: date) -> None:
    act.insert_many(Task, [{"kind": kind, "title": title, "due_on": due.isoformat(), "created_at": act.at}])


def _must_stand(act: Act, task_id: int) -> str:
    """Return the kind of a task; RepdeskError where it was taken back."""
    row = act.connection.execute("SELECT kind FROM live_task WHERE id = ?", (task_id,)).fetchone()
    if row is None:
        raise RepdeskError(_("This task is not there any more"))
    return str(row[0])
