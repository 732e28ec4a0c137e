"""Dates as a rep types them, read in the open book: the day meant, how full it is, what is to be known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.dates import UnreadWhen, When, parse_when
from repdesk.rules.hours import quota_on
from repdesk.rules.types import NextCall
from repdesk.text import visible


@dataclass(frozen=True, slots=True)
class WhenRead:
    """A typed date understood: the day, perhaps a time, how full that day is, and what to know about it."""

    date: date
    time: time | None
    preview: str
    """In words: Tue 1 Dec 15:00, 41/60 set."""
    notes: tuple[str, ...]
    promised: bool = False
    """The words themselves say that it is promised."""

    def next_call(self, *, promised: bool = False, purpose: str = "") -> NextCall:
        """Return the next call set by the rep, or by the customer where it is promised."""
        promised = promised or self.promised
        return NextCall(self.date, self.time, promised, purpose, "customer" if promised else "rep")


@dataclass(frozen=True, slots=True)
class Offer:
    """Another day and time in place of the one read: as it would be typed, and in words."""

    typed: str
    words: str


def parsed(book: Book, text: str, since: date | None = None) -> When:
    """Return what a typed date means in this book today, or `since` a day; UnreadWhen where it means nothing."""
    if since is not None:
        return parse_when(text, datetime.combine(since, time.min), book.calendar, book.policy)
    return parse_when(text, book.clock.now(), book.calendar, book.policy, book.clock.after)


def read_when(book: Book, text: str, since: date | None = None) -> WhenRead:
    """Read a date as people type it today or `since` a day; RepdeskError where it cannot be read or is past by then."""
    try:
        found = parsed(book, text, since)
    except UnreadWhen:
        raise unread(text) from None
    if found.past:
        nearest = _("The nearest is %(when)s") % {"when": _words(book, *found.offers[-1])}
        raise RepdeskError(_("%(text)s lies in the past") % {"text": visible(text)}, nearest)
    return WhenRead(
        found.date,
        found.time,
        _preview(found, book),
        told(found, book.calendar.country, book.clock.today()),
        found.promised,
    )


def unread(text: str) -> RepdeskError:
    """Return what is said of a text in which no date could be read, with what could be."""
    return RepdeskError(
        _("This is no date I can read: %(text)s") % {"text": visible(text)},
        hint=_("Try 12-08, +3d, fri 15:00, tomorrow or 明天 下午三点"),
    )


def told(found: When, country: str | None, today: date) -> tuple[str, ...]:
    """Return what there is to know of a date, in words.

    Without a country weekends are all that is known of every year: that is said once, with the list, not at every date.
    """
    return tuple(wording.when_note(note, today) for note in found.notes if country or note.code != "holidays_unknown")


def offers(book: Book, text: str) -> tuple[Offer, ...]:
    """Return what a typed date may have meant instead, then the nearest that would do; none where it means nothing."""
    try:
        found = parsed(book, text)
    except UnreadWhen:
        return ()
    sign = "!" if found.promised else ""
    return tuple(
        Offer(f"{day.isoformat()}{f' {wording.clock(at)}' if at else ''}{sign}", _short(book, found, day, at))
        for day, at in found.offers
    )


def _short(book: Book, found: When, day: date, at: time | None) -> str:
    """Return what differs of another day and time."""
    return wording.clock(at) if at is not None and day == found.date else _words(book, day, at)


def _words(book: Book, day: date, at: time | None) -> str:
    return wording.next_call(NextCall(day, at), book.clock.today())


def _preview(found: When, book: Book) -> str:
    said = wording.next_call(NextCall(found.date, found.time, found.promised), book.clock.today())
    shown = book.calendar.on_or_after(found.date)
    full = {"load": book.load_at(found.date), "quota": quota_on(shown, book.calendar, book.policy)}
    return _("%(when)s, %(load)d/%(quota)d set") % {"when": said, **full}
