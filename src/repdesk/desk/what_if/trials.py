"""What is tried, as a rep types it: calls a day, days off, how often who is called, the share to be covered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

from repdesk.desk.book import Book
from repdesk.desk.when import read_when
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.policy import Policy
from repdesk.rules.policy.checks import BadPolicy, check_together, value_of
from repdesk.rules.what_if import CADENCES, Trial
from repdesk.text import visible

Dial = Literal["quota", "off", "a", "b", "c", "customer", "core", "target"]
DIALS: tuple[Dial, ...] = ("quota", "off", "a", "b", "c", "customer", "core", "target")
"""What can be turned, in the order it is shown."""

_DAY = timedelta(days=1)
_BETWEEN = re.compile(r"[,，、;；]+")
_TWO = re.compile(r"(\d+)(?:\s*[,，/ ]\s*(\d+))?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]?")
_LONGEST = timedelta(days=183)  # of days off on end: 12-03..12-01 is a slip, not a year
_QUOTA_STEP, _TARGET_STEP = 5, 5  # calls, and per cent points, that one turn is


def cadence_of(policy: Policy, name: str) -> tuple[int, int]:
    """Return the ideal and the most working days of a cadence."""
    ideal, most = getattr(policy.cadence, name)
    return ideal, most


def set_dial(book: Book, trial: Trial, dial: Dial, text: str) -> Trial:
    """Return the trial with a dial set as typed, nothing leaves it as it is; RepdeskError where it cannot be read."""
    text = text.strip()
    if dial == "off":
        return replace(trial, off=_days_off(book, text))
    if dial == "quota":
        return _checked(book, replace(trial, quota=_whole(text) if text else None))
    if dial == "target":
        return _checked(book, replace(trial, target=_share(text) if text else None))
    return _with_cadence(book, trial, dial, _cadence(book, trial, dial, text) if text else None)


def turn_dial(book: Book, trial: Trial, dial: Dial, by: int) -> Trial:
    """Return the trial with a dial turned on or back by one; RepdeskError where it turns no further."""
    policy = trial.policy_of(book.policy)
    if dial == "off":
        return replace(trial, off=_one_more(book, trial.off) if by > 0 else frozenset(sorted(trial.off)[:-1]))
    if dial == "quota":
        return _checked(book, replace(trial, quota=_step(policy.day.quota, _QUOTA_STEP, by)))
    if dial == "target":
        return _checked(book, replace(trial, target=_step(round(policy.cover.target * 100), _TARGET_STEP, by) / 100))
    ideal, most = cadence_of(policy, dial)
    return _with_cadence(book, trial, dial, (ideal + by, max(most, ideal + by)))


def _step(value: int, step: int, by: int) -> int:
    """Return the next multiple of a step above or below a value."""
    return (value // step + 1) * step if by > 0 else (-(-value // step) - 1) * step


def _one_more(book: Book, off: frozenset[date]) -> frozenset[date]:
    """Return days off with the first working day after them."""
    calendar = Trial(off=off).calendar_of(book.calendar)
    return off | {calendar.on_or_after(max(off) + _DAY if off else book.clock.today())}


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise RepdeskError(_("This is no number: %(text)s") % {"text": visible(text)})
    return int(text)


def _share(text: str) -> float:
    """Return a share: 0.9, 90 or 90 %."""
    found = _PERCENT.fullmatch(text)
    if found is None:
        raise RepdeskError(_("This is no share: %(text)s") % {"text": visible(text)}, hint=_("Try 90 %."))
    value = float(found.group(1))
    return value if value <= 1 and text == found.group(1) else value / 100


def _cadence(book: Book, trial: Trial, name: str, text: str) -> tuple[int, int]:
    """Return a cadence: the ideal alone, or with the most: 2 or 2/4."""
    found = _TWO.fullmatch(text)
    if found is None:
        raise RepdeskError(
            _("These are no working days: %(text)s") % {"text": visible(text)},
            hint=_("Try 2, or 2/4 for 2, at most 4."),
        )
    ideal = int(found.group(1))
    most = int(found.group(2)) if found.group(2) else max(ideal, cadence_of(trial.policy_of(book.policy), name)[1])
    return ideal, most


def _with_cadence(book: Book, trial: Trial, name: str, both: tuple[int, int] | None) -> Trial:
    others = {known: value for known, value in trial.cadence if known != name}
    if both is not None and both != cadence_of(book.policy, name):
        others[name] = both
    ordered = tuple((known, others[known]) for known in CADENCES if known in others)
    return _checked(book, replace(trial, cadence=ordered))


def _checked(book: Book, trial: Trial) -> Trial:
    """Return a trial whose figures a policy may hold; one that is as it is anyway is left out of it."""
    policy, own = trial.policy_of(book.policy), Policy()
    given: dict[str, Any] = {"day.quota": policy.day.quota, "cover.target": policy.cover.target}
    given |= {f"cadence.{name}": cadence_of(policy, name) for name in CADENCES}
    try:
        for where, value in given.items():
            table, key = where.split(".")
            value_of(where, value, getattr(getattr(own, table), key))
        check_together(policy)
    except BadPolicy as bad:
        raise RepdeskError(_("That cannot be tried: here it takes %(nearest)s") % {"nearest": bad.nearest}) from None
    if trial.quota == book.policy.day.quota:
        trial = replace(trial, quota=None)
    return replace(trial, target=None) if trial.target == book.policy.cover.target else trial


def _days_off(book: Book, text: str) -> frozenset[date]:
    """Return the working days that are typed, one by one or from .. to."""
    found: set[date] = set()
    for part in filter(None, map(str.strip, _BETWEEN.split(text))):
        first, dots, last = map(str.strip, part.partition(".."))
        start = read_when(book, first).date
        end = read_when(book, last, start).date if dots else start
        if end - start > _LONGEST:
            raise RepdeskError(
                _("%(text)s is more than half a year") % {"text": visible(part)},
                hint=_("That would be %(first)s to %(last)s.") % {"first": start.isoformat(), "last": end.isoformat()},
            )
        span = (start + n * _DAY for n in range((end - start).days + 1))
        worked = [day for day in span if book.calendar.is_working(day)]
        if not worked:
            raise RepdeskError(_("%(text)s is off already") % {"text": visible(part)})
        found.update(worked)
    return frozenset(found)
