"""The hours of a day: what is worked of it, which of it is golden, and what quota that bears (DOMAIN §5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar

Span = tuple[time, time]
Spans = tuple[Span, ...]
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Hours:
    """What is worked of one day: spans in order that do not touch, lunch taken out; none on a day off.

    A span holds its first minute and not its last, but for the last of the day: a call at closing time is in time.
    """

    spans: Spans = ()

    @property
    def opens(self) -> time | None:
        """Return when work begins, None on a day off."""
        return self.spans[0][0] if self.spans else None

    @property
    def closes(self) -> time | None:
        """Return when work ends, None on a day off."""
        return self.spans[-1][1] if self.spans else None

    @property
    def minutes(self) -> int:
        """Return how many minutes are worked."""
        return minutes_of(self.spans)

    def holds(self, clock: time) -> bool:
        """Say whether work is done at `clock`."""
        return clock == self.closes or any(start <= clock < end for start, end in self.spans)

    def nearest(self, clock: time) -> time | None:
        """Return the worked time nearest to `clock`, the earlier of two as near; None on a day off."""
        if not self.spans or self.holds(clock):
            return clock if self.spans else None
        edges = [start for start, _ in self.spans] + [self.spans[-1][1]]
        return min(edges, key=lambda edge: (abs(_minute(edge) - _minute(clock)), edge))


def hours_on(day: date, calendar: Calendar, policy: Policy) -> Hours:
    """Return the hours of `day`: those entered for it, else the office's, less lunch; none where it is not worked."""
    if not calendar.is_working(day):
        return Hours()
    opens, closes = calendar.hours_of(day) or (policy.day.opens, policy.day.closes)
    return _worked(opens, closes, policy.day.lunch)


def golden_on(day: date, calendar: Calendar, policy: Policy) -> Spans:
    """Return the golden hours of `day` that are worked, in order."""
    return tuple(
        (max(start, first), min(end, last))
        for first, last in pairs(policy.day.golden)
        for start, end in hours_on(day, calendar, policy).spans
        if max(start, first) < min(end, last)
    )


def quota_on(day: date, calendar: Calendar, policy: Policy) -> int:
    """Return the calls of `day`: the quota by the share of the usual minutes that is worked, half up; 0 on a day off.

    A worked day bears one at least. Longer hours bear no more than the quota: it is what a rep can do in a day.
    """
    worked, quota = hours_on(day, calendar, policy), policy.day.quota
    usual = usual_hours(policy).minutes
    if not worked.spans or worked.minutes >= usual:
        return quota if worked.spans else 0
    return max(1, (2 * quota * worked.minutes + usual) // (2 * usual))


def quota_between(first: date, last: date, calendar: Calendar, policy: Policy) -> int:
    """Return the calls of all days from `first` to `last`, both included: short days count for what they bear."""
    short = (day for day, _opens, _closes in calendar.hours if first <= day <= last and calendar.is_working(day))
    missing = sum(policy.day.quota - quota_on(day, calendar, policy) for day in short)
    return policy.day.quota * calendar.count(first, last) - missing


def halves(policy: Policy) -> tuple[Span, Span]:
    """Return morning and afternoon of a working day: lunch parts them, else noon, else the middle of the hours."""
    opens, closes = policy.day.opens, policy.day.closes
    for start, end in pairs(policy.day.lunch):
        if opens < start and end < closes:
            return (opens, start), (end, closes)
    middle = (_minute(opens) + _minute(closes)) // 2
    at = _NOON if opens < _NOON < closes else time(middle // 60, middle % 60)
    return (opens, at), (at, closes)


def usual_hours(policy: Policy) -> Hours:
    """Return the hours of a working day for which none are entered."""
    return _worked(policy.day.opens, policy.day.closes, policy.day.lunch)


def pairs(times: tuple[time, ...]) -> Spans:
    """Return the spans that a figure of the policy lists as one time after another."""
    return tuple(zip(times[::2], times[1::2], strict=True))


def minutes_of(spans: Spans) -> int:
    """Return how many minutes `spans` are long together."""
    return sum(_minute(end) - _minute(start) for start, end in spans)


@lru_cache(maxsize=256)
def _worked(opens: time, closes: time, lunch: tuple[time, ...]) -> Hours:
    """Take lunch out of the hours from `opens` to `closes`; where nothing were left, it is not taken."""
    spans = [(opens, closes)]
    for first, last in pairs(lunch):
        cut = [part for start, end in spans for part in ((start, min(end, first)), (max(start, last), end))]
        spans = [(start, end) for start, end in cut if start < end]
    return Hours(tuple(spans) or ((opens, closes),))


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
