"""What is to be known of a day and time that were read, and what would do in their place (DOMAIN §5).

Notes on how the words were read: `not_today`, `week_begins_monday`, `month_first`, `day_first`, `other_weekday` (the
`day`), `hour_taken`, `minutes_taken`, `afternoon_assumed`, `morning_assumed`, `first_working_day`, `day_before` (which
`day`), `time_before` (which `time`), `after_days_off` (the first `day` of them), `span` (`until` when), `delivery`
(when it is `ready`, the `days` of buffer). Notes on what was read: `past` (with the `nearest`), `day_off` (the working
days `before` and `after`), `outside_hours` (`opens`, `closes`, `nearest`), `in_break` (`nearest`), `holidays_unknown`
(the `year`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from repdesk.rules.dates.clock_readings import Clock
from repdesk.rules.dates.named_day import Named
from repdesk.rules.dates.phrases import Ground
from repdesk.rules.hours import hours_on
from repdesk.rules.types import Reason

Moment = tuple[date, time | None]


def notes_on(day: date, at: time | None, ground: Ground, *, past: bool) -> tuple[Reason, ...]:
    """Return what speaks against a day and time: it is past, a day off, outside the hours, in a break."""
    return tuple(_notes(day, at, ground, past=past))


def _notes(day: date, at: time | None, ground: Ground, *, past: bool) -> Iterator[Reason]:
    calendar = ground.calendar
    if past:
        nearest = ahead(at, ground)
        clock = (("time", f"{nearest[1]:%H:%M}"),) if nearest[1] else ()
        yield Reason("past", facts=(("nearest", nearest[0].isoformat()), *clock))
    if not calendar.is_working(day):
        before, after = calendar.on_or_before(day), calendar.on_or_after(day)
        yield Reason("day_off", facts=(("before", before.isoformat()), ("after", after.isoformat())))
    hours = hours_on(day, calendar, ground.policy)
    if at is not None and hours.opens and hours.closes and not hours.holds(at):
        nearest_time = ("nearest", f"{hours.nearest(at):%H:%M}")
        if hours.opens < at < hours.closes:
            yield Reason("in_break", facts=(nearest_time,))
        else:
            edges = (("opens", f"{hours.opens:%H:%M}"), ("closes", f"{hours.closes:%H:%M}"))
            yield Reason("outside_hours", facts=(*edges, nearest_time))
    if not calendar.covers(day.year):
        yield Reason("holidays_unknown", facts=(("year", day.year),))


def ahead(at: time | None, ground: Ground) -> Moment:
    """Return the first working day on which it is not past, at the time that is worked and nearest to `at`."""
    day = ground.calendar.on_or_after(ground.today)
    clock = at and hours_on(day, ground.calendar, ground.policy).nearest(at)
    if clock is None or (day, clock) > (ground.today, ground.now.time()):
        return day, clock
    day = ground.calendar.add(day, 1)
    return day, at and hours_on(day, ground.calendar, ground.policy).nearest(at)


def offers_for(named: Named, clock: Clock | None, ground: Ground, *, past: bool) -> tuple[Moment, ...]:
    """Return the other readings of a day and time, then the nearest that are worked and ahead; each once."""
    day, at = named.day, clock.at if clock else None
    offered: list[Moment] = []
    if named.or_else is not None:
        offered.append((named.or_else, None if Reason("hour_taken") in named.notes else at))
    if named.or_at is not None:
        offered.append((ground.today, named.or_at))
    if clock is not None and clock.or_else is not None:
        offered.append((day, clock.or_else))
    offered += _nearest(day, at, ground, past=past)
    return tuple(dict.fromkeys(moment for moment in offered if moment != (day, at)))


def _nearest(day: date, at: time | None, ground: Ground, *, past: bool) -> Iterator[Moment]:
    if past:
        yield ahead(at, ground)
        return
    calendar = ground.calendar
    days = dict.fromkeys((calendar.on_or_after(day), calendar.on_or_before(day)))
    for one in days:
        if one >= ground.today:
            yield one, at and hours_on(one, calendar, ground.policy).nearest(at)
