"""The days of a card, and who set a next call, in the rep's words."""

from __future__ import annotations

from datetime import date

from repdesk import wording
from repdesk.desk.card.typed import UNKNOWN_YEAR
from repdesk.i18n import N_, _

_SET_BY = {
    "rule": N_("by the rule"),
    "rep": N_("set by you"),
    "customer": N_("asked for by the customer"),
    "import": N_("from the import"),
}


def set_by(who: str) -> str:
    """Return who set a next call."""
    return _(_SET_BY[who])


def birthday(day: date) -> str:
    """Return a birthday, its year where that is known."""
    return wording.short_day(day) if day.year == UNKNOWN_YEAR else with_year(day)


def with_year(day: date) -> str:
    """Return a day without its weekday, with its year."""
    return _("%(day)s %(year)d") % {"day": wording.short_day(day), "year": day.year}


def a_day(when: date, today: date) -> str:
    """Return a day without its weekday, its year where that is another one."""
    return wording.short_day(when) if when.year == today.year else with_year(when)
