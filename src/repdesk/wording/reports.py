"""The figures of a report in the rep's words, and who stands behind them."""

from __future__ import annotations

from datetime import date

from repdesk.i18n import N_, _
from repdesk.rules.report.periods import Period
from repdesk.wording.days import day, month, short_day
from repdesk.wording.terms import figure

_PARTS = {
    "planned": N_("called of those listed"),
    "answered": N_("answered"),
    "promises": N_("promises kept"),
    "priority": N_("priority reached"),
    "rises": N_("rises of stage"),
    "sent": N_("contracts sent"),
    "signed": N_("contracts signed"),
    "added": N_("new customers"),
    "brought_in": N_("brought in by a file"),
}
_BEHIND = {
    "calls": N_("called by you"),
    "planned": N_("on the list and not called"),
    "answered": N_("who answered"),
    "conversations": N_("spoken with"),
    "effective": N_("the key person spoken with"),
    "notes": N_("spoken with, and no note"),
    "next_calls": N_("called, and no next call"),
    "promises": N_("promises missed"),
    "priority": N_("priority not reached"),
    "rises": N_("rose a stage"),
    "sent": N_("a contract sent"),
    "signed": N_("a contract signed"),
    "added": N_("new in the book"),
    "brought_in": N_("brought in by a file"),
    "late": N_("past the longest interval"),
    "lost": N_("ownership lost"),
}


def part(name: str) -> str:
    """Return the name of a figure."""
    return _(_PARTS[name]) if name in _PARTS else figure(name)


def behind(name: str) -> str:
    """Return what the customers behind a figure have in common."""
    return _(_BEHIND[name])


def period(one: Period) -> str:
    """Return a week or month in words: 16 Nov to 22 Nov 2026, Nov 2026."""
    return month(one.first) if one.kind == "month" else _span(one.first, one.last)


def counted(one: Period, until: date) -> str:
    """Return how much of a week or month is counted, `until` its last day; empty where nothing of it is."""
    if until < one.first:
        return ""
    if until == one.first:
        return day(until)
    return period(one) if until >= one.last else _span(one.first, until)


def _span(first: date, last: date) -> str:
    named = {"first": short_day(first), "last": short_day(last), "year": last.year}
    return _("%(first)s to %(last)s %(year)d") % named


def before(one: Period) -> str:
    """Return over a column of figures that they are of the time before."""
    return _("week before") if one.kind == "week" else _("month before")
