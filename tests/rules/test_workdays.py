"""Working days: arithmetic agrees with counting on one's fingers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.workdays import Calendar, month_cycle

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(Calendar.of, st.frozensets(DAYS, max_size=60), st.frozensets(DAYS, max_size=30))
NATIONAL_WEEK = Calendar.of(
    off=(date(2026, 10, day) for day in range(1, 8)), work=(date(2026, 9, 27), date(2026, 10, 10))
)


def span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_holidays_are_off_and_make_up_days_are_worked() -> None:
    assert not NATIONAL_WEEK.is_working(date(2026, 10, 1))
    assert NATIONAL_WEEK.is_working(date(2026, 10, 10)), "a make-up Saturday"
    assert not NATIONAL_WEEK.is_working(date(2026, 10, 11))
    assert NATIONAL_WEEK.add(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert NATIONAL_WEEK.add(date(2026, 10, 9), 1) == date(2026, 10, 10)
    assert NATIONAL_WEEK.count(date(2026, 9, 21), date(2026, 10, 11)) == 12


def test_a_day_both_off_and_worked_is_worked() -> None:
    day = date(2026, 11, 24)
    calendar = Calendar.of(off=[day], work=[day])
    assert calendar.is_working(day)
    assert calendar.count(day, day) == 1


def test_covers_only_the_years_it_knows() -> None:
    assert Calendar(country="CN", covered=frozenset({2026})).covers(2026)
    assert not Calendar(country="CN", covered=frozenset({2026})).covers(2027)
    assert not Calendar.of().covers(2026)


@given(CALENDARS, DAYS, st.integers(0, 80))
def test_counting_agrees_with_the_calendar_on_the_wall(calendar: Calendar, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert calendar.count(first, last) == sum(map(calendar.is_working, span(first, last)))
    assert calendar.after(first, last) == sum(map(calendar.is_working, span(first, last)[1:]))
    assert calendar.after(last, first) == 0


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_adding_lands_on_the_nth_working_day_after(calendar: Calendar, day: date, days: int) -> None:
    landed = calendar.add(day, days)
    assert calendar.is_working(landed)
    assert calendar.after(day, landed) == days


@given(CALENDARS, DAYS)
def test_nearest_working_days_leave_none_between(calendar: Calendar, day: date) -> None:
    later, earlier = calendar.on_or_after(day), calendar.on_or_before(day)
    assert earlier <= day <= later
    assert calendar.is_working(later)
    assert calendar.is_working(earlier)
    assert not any(map(calendar.is_working, span(earlier, later)[1:-1]))


@pytest.mark.parametrize(
    ("day", "last"),
    [(date(2026, 2, 14), 28), (date(2028, 2, 1), 29), (date(2026, 12, 31), 31), (date(2026, 11, 30), 30)],
)
def test_the_cycle_is_the_calendar_month(day: date, last: int) -> None:
    assert month_cycle(day) == (day.replace(day=1), day.replace(day=last))
