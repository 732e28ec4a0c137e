"""Commands about the rep's own days: off, half off, or worked in other hours."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.typed import read_day, told_of_readings
from repdesk.errors import RepdeskError
from repdesk.i18n import _, ngettext
from repdesk.rules.dates.half_days import read_day_worked
from repdesk.rules.hours import Span, halves, hours_on, quota_on
from repdesk.shell.out import say, say_json, say_notes
from repdesk.text import visible

_USUAL = "usual"


def day_off(book: Book, args: Namespace) -> None:
    """Enter a day off, or half of one, or take it back."""
    from repdesk.desk.settings import set_day_off, set_hours

    day, reason = _day(book, args.day), args.reason or ""
    if args.half is not None:
        morning, afternoon = halves(book.policy)
        set_hours(book, day, afternoon if args.half == "am" else morning, reason)
    else:
        set_day_off(book, day, off=not args.back, reason=reason)
    _say(book, day, json=args.json)


def hours(book: Book, args: Namespace) -> None:
    """Show the hours of a day, or enter when it is worked; `usual` takes back what was entered for it."""
    from repdesk.desk.settings import drop_own_day, set_hours

    day = _day(book, args.day)
    if args.hours == _USUAL:
        drop_own_day(book, day)
    elif args.hours is not None:
        set_hours(book, day, _read(book, args.hours), args.reason or "")
    _say(book, day, json=args.json)


def _day(book: Book, text: str) -> date:
    """Read the day that is typed, and say where another may have been meant."""
    day = read_day(book, text)
    say_notes(text, told_of_readings(book, text))
    return day


def _read(book: Book, text: str) -> Span:
    typed = read_day_worked(text, book.policy)
    if typed.hours is None or typed.reason:
        raise RepdeskError(
            _("These are no hours I can read: %(text)s") % {"text": visible(text)},
            hint=_("Try 9:00-12:00, until 15, after 10 or 下午; usual for the office's."),
        )
    return typed.hours


def _say(book: Book, day: date, *, json: bool) -> None:
    worked, quota = hours_on(day, book.calendar, book.policy), quota_on(day, book.calendar, book.policy)
    if json:
        spans = [[wording.clock(start), wording.clock(end)] for start, end in worked.spans]
        say_json({"day": day.isoformat(), "working": bool(spans), "hours": spans, "quota": quota})
        return
    facts = {"day": wording.day(day), "hours": wording.hours(worked), "n": quota}
    if not worked.spans:
        say(_("%(day)s is a day off.") % facts)
    elif book.calendar.hours_of(day) is None:
        say(_("%(day)s is a working day.") % facts)
    else:
        words = ngettext("%(day)s is worked %(hours)s: %(n)d call.", "%(day)s is worked %(hours)s: %(n)d calls.", quota)
        say(words % facts)
