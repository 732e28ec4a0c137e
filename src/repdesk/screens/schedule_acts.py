"""What the keys of the schedule do to the book, each with the sentence that says what was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.calls_ahead import read_when
from repdesk.desk.schedule import Day, schedule
from repdesk.i18n import _, ngettext
from repdesk.screens.acts import NONE, Done

if TYPE_CHECKING:
    from repdesk.desk.schedule_writing import Moved


def move(book: Book, account_id: int, text: str) -> Done:
    """Set the next call of an account to a typed date; what it is for and whether it is promised stay."""
    from repdesk.desk.schedule_writing import move_call

    return _done(book, move_call(book, account_id, None if text == NONE else read_when(book, text).next_call()))


def step(book: Book, account_id: int, days: int) -> Done:
    """Move the next call of an account by working days."""
    from repdesk.desk.schedule_writing import step_call

    return _done(book, step_call(book, account_id, days))


def _done(book: Book, moved: Moved) -> Done:
    if moved.next_call is None:
        said = _("no next call")
    else:
        when = wording.next_call(moved.next_call, book.clock.today())
        facts = {"when": when, "load": moved.load, "quota": book.policy.day.quota}
        said = _("%(when)s, %(load)d/%(quota)d set") % facts
    return Done(frozenset({moved.account_id}), ", ".join([f"{moved.name}: {said}", *moved.notes]))


def take_off(book: Book, day: Day, reason: str) -> Done:
    """Make a working day a day off of the rep's own."""
    from repdesk.desk.settings import set_day_off

    set_day_off(book, day.day, off=True, reason=reason)
    said = _("%(day)s is a day off") % {"day": _named(book, day.day)}
    if not day.load.calls:
        return Done(frozenset(), said)
    on = _named(book, book.calendar.on_or_after(day.day))
    words = ngettext("its %(n)d call shows on %(day)s", "its %(n)d calls show on %(day)s", day.load.calls)
    return Done(frozenset(), f"{said}, {words % {'n': day.load.calls, 'day': on}}")


def work(book: Book, day: Day, reason: str) -> Done:
    """Work on a day that is off by the calendar."""
    from repdesk.desk.settings import set_day_off

    set_day_off(book, day.day, off=False, reason=reason)
    return Done(frozenset(), _("%(day)s is worked") % {"day": _named(book, day.day)})


def as_the_calendar(book: Book, day: Day) -> Done:
    """Take back what the rep entered for a day."""
    from repdesk.desk.settings import drop_own_day

    drop_own_day(book, day.day)
    again = schedule(book).day(day.day)
    words = _("%(day)s is a day off again") if again.off else _("%(day)s is worked again")
    return Done(frozenset(), words % {"day": _named(book, day.day)})


def _named(book: Book, day: date) -> str:
    return wording.day(day, book.clock.today())
