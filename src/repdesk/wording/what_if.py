"""What is tried, and what the days ahead come to, in the rep's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from repdesk.i18n import N_, _, ngettext
from repdesk.rules.types import Reason
from repdesk.rules.what_if import Count, CycleAhead, Fate
from repdesk.rules.what_if.fortune import Odds
from repdesk.wording.days import day, month, short_day

__all__ = ["cadence", "called", "count", "covered", "dial", "fate", "how_often", "month", "odds", "percent", "percents"]

_DIALS = {
    "quota": N_("calls a day"),
    "off": N_("days off"),
    "a": N_("A every"),
    "b": N_("B every"),
    "c": N_("C every"),
    "customer": N_("customers every"),
    "core": N_("core customers every"),
    "target": N_("to be covered"),
}


def dial(name: str) -> str:
    """Return what is turned: calls a day, days off, how often who is called, the share to be covered."""
    return _(_DIALS[name])


def cadence(ideal: int, most: int) -> str:
    """Return how often somebody is called: 3 days, at most 5."""
    return ngettext("%(n)d day, at most %(most)d", "%(n)d days, at most %(most)d", ideal) % {"n": ideal, "most": most}


def percent(share: float) -> str:
    """Return a share in per cent, with a decimal only where there is one: 90 %, 87.5 %."""
    return _("%(n)s %%") % {"n": f"{100 * share:.1f}".removesuffix(".0")}


def count(found: Count) -> str:
    """Return a figure over the courses: 41, or 41 (38-45) where they differ."""
    if found.least == found.most:
        return f"{found.middle:,}"
    return f"{found.middle:,} ({found.least:,}-{found.most:,})"


def percents(found: Count) -> str:
    """Return a share over the courses in per cent."""
    return _("%(n)s %%") % {"n": count(found)}


def covered(cycle: CycleAhead, today: date) -> str:
    """Return when a cycle is covered, or how far it is by its end, or by the last day that was looked at."""
    if cycle.covered_on is not None:
        return day(cycle.covered_on, today)
    share = {"share": percents(cycle.coverage), "day": day(cycle.through, today)}
    return _("not: %(share)s") % share if cycle.whole else _("%(share)s by %(day)s") % share


def called(cycle: CycleAhead, today: date) -> str:
    """Return how many are called of those that a cycle has to cover, by its last day that was looked at."""
    facts = {
        "called": f"{cycle.called:,}",
        "base": f"{cycle.callable - cycle.planned_later:,}",
        "day": day(cycle.through, today),
    }
    said = _("%(called)s of %(base)s called by %(day)s") % facts
    if not cycle.planned_later:
        return said
    return _("%(said)s; %(n)s planned later") % {"said": said, "n": f"{cycle.planned_later:,}"}


def odds(found: Odds) -> str:
    """Return which shares of the calls are taken to be answered, and where that comes from."""
    shares = {"answered": percent(round(found.answered, 3)), "kp": percent(round(found.effective, 3))}
    if not found.calls:
        return _("%(answered)s answered, %(kp)s by the key person: the policy's, too few calls tell") % shares
    return _("%(answered)s answered, %(kp)s by the key person: of your last %(n)s calls") % {
        **shares,
        "n": f"{found.calls:,}",
    }


_REASONS: dict[str, Callable[[Mapping[str, str | int]], str]] = {
    "past_maximum": lambda f: (
        _("key person last spoke %(since)s; at most %(days)d days, grade %(grade)s")
        % {**f, "since": short_day(date.fromisoformat(str(f["since"])))}
    ),
    "day_off": lambda f: _("promised for %(date)s, a day off") % {"date": _day(f["date"])},
    "over_quota": lambda f: _("%(promised)d promised, for %(quota)d calls") % f,
    "no_place": lambda f: _("promised for an earlier day, and no place among %(quota)d calls") % f,
    "lapses": lambda f: _("protected until %(ends)s") % {"ends": _day(f["ends"])},
}


def _day(text: str | int) -> str:
    return day(date.fromisoformat(str(text)))


def fate(why: Reason) -> str:
    """Return why something comes to a customer."""
    return _REASONS[why.code](dict(why.facts))


def how_often(found: Fate, courses: int) -> str:
    """Return in how many of the courses it comes to a customer, nothing where it is in all of them."""
    return "" if found.courses == courses else _("in %(n)d of %(all)d") % {"n": found.courses, "all": courses}
