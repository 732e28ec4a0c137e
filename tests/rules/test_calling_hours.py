"""When an account may be called on a day: office hours, lunch, half days, and what the customer has stated."""

from __future__ import annotations

from datetime import date, time

import pytest

from repdesk.rules.calling_hours import calling_hours
from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar

MONDAY = date(2026, 11, 23)
HALF = Calendar(hours=frozenset({(MONDAY, time(9), time(12))}))


def t(text: str) -> time:
    return time.fromisoformat(text)


@pytest.mark.parametrize(
    ("window", "asked", "first"),
    [
        (None, "08:00", "09:00"),
        (None, "12:00", "13:00"),  # lunch
        (None, "12:59", "13:00"),
        (None, "18:00", "18:00"),  # closing time itself is in time
        (None, "18:01", None),
        (("10:00", "11:30"), "09:00", "10:00"),
        (("10:00", "11:30"), "11:29", "11:29"),
        (("10:00", "11:30"), "11:30", None),
        (("11:00", "14:00"), "12:10", "13:00"),
        (("12:10", "12:50"), "09:00", None),  # within lunch
        (("18:30", "20:00"), "09:00", None),
        (("17:00", "18:00"), "18:00", None),
        (("00:00", "10:00"), "08:00", "09:00"),  # the office hours of a customer far away
    ],
)
def test_the_first_time_from_then_on(window: tuple[str, str] | None, asked: str, first: str | None) -> None:
    stated = (t(window[0]), t(window[1])) if window else None
    hours = calling_hours(stated, MONDAY, Calendar(), Policy())
    assert hours.from_on(t(asked)) == (t(first) if first else None)
    assert hours.holds(t(asked)) == (first == asked)


def test_days_off_and_half_days() -> None:
    assert calling_hours(None, date(2026, 11, 22), Calendar(), Policy()).starts == ()
    half = calling_hours((time(10), time(16)), MONDAY, HALF, Policy())
    assert (half.starts, half.from_on(time(12, 30))) == ((time(10),), None)
    assert calling_hours((time(14), time(16)), MONDAY, HALF, Policy()).starts == ()
