"""The fields of a card in the rep's words, and the days that stand in them."""

from __future__ import annotations

from datetime import date

from repdesk import wording
from repdesk.desk.card.typed import UNKNOWN_YEAR
from repdesk.i18n import N_, _

FIELDS = {
    "name": N_("name"),
    "industry": N_("industry"),
    "size": N_("size"),
    "region": N_("region"),
    "address": N_("address"),
    "owner": N_("owner"),
    "anniversary": N_("anniversary"),
    "timezone": N_("time zone"),
    "need": N_("need"),
    "rival": N_("rival"),
    "obstacle": N_("obstacle"),
    "notes": N_("notes"),
    "estimate": N_("estimate"),
    "source": N_("source"),
    "window": N_("hours"),
    "title": N_("title"),
    "role": N_("role"),
    "is_kp": N_("KP"),
    "email": N_("e-mail"),
    "birthday": N_("birthday"),
    "e164": N_("number"),
    "contact": N_("whose"),
    "bad_on": N_("wrong number"),
    "amount": N_("amount"),
    "start_on": N_("first day"),
    "end_on": N_("last day"),
    "status": N_("status"),
    "stage": N_("stage"),
    "do_not_call": N_("do not call"),
    "tags": N_("tags"),
}
STATUSES = {"sent": N_("sent out"), "signed": N_("signed"), "lost": N_("lost"), "open": N_("open"), "won": N_("won")}
_SET_BY = {
    "rule": N_("by the rule"),
    "rep": N_("set by you"),
    "customer": N_("asked for by the customer"),
    "import": N_("from the import"),
}


def field_name(name: str) -> str:
    """Return what a field is called; a name of somebody else's making stands as it is."""
    return _(FIELDS[name]) if name in FIELDS else name


def status(name: str) -> str:
    """Return the status of a contract."""
    return _(STATUSES[name])


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
