"""What is entered for a day by the rep: off, worked, half of it or other hours, each with the sentence that says so."""

from __future__ import annotations

from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.schedule import Day, schedule
from repdesk.i18n import _, ngettext
from repdesk.rules.dates.half_days import PartOfDay, read_day_off, read_day_worked
from repdesk.rules.hours import hours_on
from repdesk.screens.acts import Done
from repdesk.text import visible


def take_off(book: Book, day: Day, text: str) -> Done:
    """Make a working day a day off of the rep's own, or half of it, as it is typed before the reason."""
    from repdesk.desk.settings import set_day_off

    typed = read_day_off(text, book.policy)
    if typed.hours is not None:
        return _short(book, day, typed)
    set_day_off(book, day.day, off=True, reason=typed.reason)
    said = _("%(day)s is a day off") % {"day": _named(book, day.day)}
    if not day.load.calls:
        return Done(frozenset(), said)
    on = _named(book, book.calendar.on_or_after(day.day))
    words = ngettext("its %(n)d call shows on %(day)s", "its %(n)d calls show on %(day)s", day.load.calls)
    return Done(frozenset(), f"{said}, {words % {'n': day.load.calls, 'day': on}}")


def work(book: Book, day: Day, text: str) -> Done:
    """Work on a day that is off by the calendar, all of it or the hours that are typed before the reason."""
    from repdesk.desk.settings import set_day_off

    typed = read_day_worked(text, book.policy)
    if typed.hours is not None:
        return _short(book, day, typed)
    set_day_off(book, day.day, off=False, reason=typed.reason)
    return Done(frozenset(), _("%(day)s is worked") % {"day": _named(book, day.day)})


def _short(book: Book, day: Day, typed: PartOfDay) -> Done:
    from repdesk.desk.settings import set_hours

    if typed.hours is None:
        raise ValueError(typed)
    set_hours(book, day.day, typed.hours, typed.reason)
    n, hours = book.quota_at(day.day), hours_on(day.day, book.calendar, book.policy)
    words = ngettext("%(day)s is worked %(hours)s: %(n)d call", "%(day)s is worked %(hours)s: %(n)d calls", n)
    return Done(frozenset(), words % {"day": _named(book, day.day), "hours": wording.hours(hours), "n": n})


def told_of_day(book: Book, day: Day, text: str) -> str:
    """Say what would be entered for a day by what is typed."""
    typed = (read_day_worked if day.off else read_day_off)(text, book.policy)
    if typed.hours is None:
        return _("all day: %(reason)s") % {"reason": visible(typed.reason)}
    facts = {"start": wording.clock(typed.hours[0]), "end": wording.clock(typed.hours[1])}
    if not typed.reason:
        return _("works %(start)s–%(end)s") % facts
    return _("works %(start)s–%(end)s: %(reason)s") % {**facts, "reason": visible(typed.reason)}


def as_the_calendar(book: Book, day: Day) -> Done:
    """Take back what the rep entered for a day."""
    from repdesk.desk.settings import drop_own_day

    drop_own_day(book, day.day)
    again = schedule(book).day(day.day)
    words = _("%(day)s is a day off again") if again.off else _("%(day)s is worked again")
    return Done(frozenset(), words % {"day": _named(book, day.day)})


def _named(book: Book, day: date) -> str:
    return wording.day(day, book.clock.today())
