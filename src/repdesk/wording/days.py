"""Days, times and next calls in the rep's words."""

from __future__ import annotations

from datetime import date, datetime, time

from repdesk.i18n import N_, _
from repdesk.rules.hours import Hours
from repdesk.rules.types import NextCall

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def weekday(day: date) -> str:
    """Return the short weekday."""
    return _(_WEEKDAYS[day.weekday()])


def day(when: date, today: date | None = None) -> str:
    """Return a day as people write it: Thu 26 Nov, with its year where that is not the year of `today`."""
    names = {"weekday": weekday(when), "day": when.day, "month": _(_MONTHS[when.month - 1]), "year": when.year}
    if today is not None and today.year == when.year:
        return _("%(weekday)s %(day)d %(month)s") % names
    return _("%(weekday)s %(day)d %(month)s %(year)d") % names


def short_day(when: date) -> str:
    """Return a day in a narrow column: 26 Nov."""
    return _("%(day)d %(month)s") % {"day": when.day, "month": _(_MONTHS[when.month - 1])}


def month(when: date) -> str:
    """Return a month: Nov 2026."""
    return _("%(month)s %(year)d") % {"month": _(_MONTHS[when.month - 1]), "year": when.year}


def clock(at: time) -> str:
    """Return a time of day: 15:00."""
    return at.isoformat("minutes")


def hours(worked: Hours) -> str:
    """Return the hours of a day: 09:00–12:00, 13:00–18:00."""
    return ", ".join(f"{clock(start)}–{clock(end)}" for start, end in worked.spans)


def next_call(call: NextCall, today: date) -> str:
    """Return a next call in words: Thu 26 Nov 10:00, promised."""
    parts = [day(call.date, today)]
    if call.time is not None:
        parts.append(clock(call.time))
    said = " ".join(parts)
    return _("%(when)s, promised") % {"when": said} if call.promised else said


def since(then: datetime, now: datetime) -> str:
    """Return how long ago: just now, 2 min ago, 3 h ago."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("%(n)d min ago") % {"n": minutes}
    return _("%(n)d h ago") % {"n": minutes // 60}
