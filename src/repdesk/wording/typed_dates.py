"""What there is to know of a typed date, in words: how it was read, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from repdesk.i18n import _, ngettext
from repdesk.rules.types import Reason
from repdesk.wording.days import day

_Facts = Mapping[str, str | int]


def when_note(why: Reason, today: date) -> str:
    """Return what there is to know of a typed date; days of the year of `today` are said without it."""
    return _WHENS[why.code](dict(why.facts), today)


def _day(fact: str | int, today: date) -> str:
    return day(date.fromisoformat(str(fact)), today)


def _past(facts: _Facts, today: date) -> str:
    when = f"{_day(facts['nearest'], today)} {facts.get('time', '')}".rstrip()
    return _("in the past; the nearest is %(when)s") % {"when": when}


def _delivery(facts: _Facts, today: date) -> str:
    words = ngettext(
        "ready on %(day)s, and %(n)d working day to spare",
        "ready on %(day)s, and %(n)d working days to spare",
        int(facts["days"]),
    )
    return words % {"day": _day(facts["ready"], today), "n": facts["days"]}


def _day_off(facts: _Facts, today: date) -> str:
    days = {name: _day(facts[name], today) for name in ("before", "after")}
    return _("a day off; the nearest working days are %(before)s and %(after)s") % days


_WHENS: dict[str, Callable[[_Facts, date], str]] = {
    "not_today": lambda _f, _t: _("today is meant by today, this is next week"),
    "week_begins_monday": lambda _f, _t: _("weeks begin on Monday"),
    "month_first": lambda _f, _t: _("taken as month and day"),
    "day_first": lambda _f, _t: _("taken as day and month"),
    "after_days_off": lambda f, t: _("after %(day)s, a day off") % {"day": _day(f["day"], t)},
    "other_weekday": lambda f, t: _("that day is %(day)s") % {"day": _day(f["day"], t)},
    "hour_taken": lambda _f, _t: _("taken as an hour"),
    "minutes_taken": lambda _f, _t: _("taken as minutes"),
    "afternoon_assumed": lambda _f, _t: _("taken as afternoon"),
    "morning_assumed": lambda _f, _t: _("taken as morning"),
    "first_working_day": lambda _f, _t: _("its first working day"),
    "day_before": lambda f, t: _("the working day before %(day)s") % {"day": _day(f["day"], t)},
    "time_before": lambda f, _t: _("ahead of %(time)s") % {"time": f["time"]},
    "span": lambda f, _t: _("from then until %(time)s") % {"time": f["until"]},
    "delivery": _delivery,
    "past": _past,
    "day_off": _day_off,
    "outside_hours": lambda f, _t: (
        _("outside the hours of %(opens)s–%(closes)s; the nearest is %(nearest)s")
        % {name: f[name] for name in ("opens", "closes", "nearest")}
    ),
    "in_break": lambda f, _t: _("in the break; the nearest is %(nearest)s") % {"nearest": f["nearest"]},
    "holidays_unknown": lambda f, _t: _("the days off of %(year)d are not known") % {"year": f["year"]},
}
