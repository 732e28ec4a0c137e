"""The hours of a day: half days, lunch, golden hours and the quota they bear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.hours import Hours, golden_on, hours_on, minutes_of, quota_on, usual_hours
from repdesk.rules.policy import Policy
from repdesk.rules.workdays import Calendar

MONDAY, TUESDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 28)
POLICY = Policy()
CLOCKS = st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60))
TWO = st.lists(CLOCKS, min_size=2, max_size=2, unique=True).map(sorted).map(tuple)


def t(text: str) -> time:
    return time.fromisoformat(text)


def spans(*texts: str) -> tuple[tuple[time, time], ...]:
    return tuple((t(text[:5]), t(text[6:])) for text in texts)


def open_from(opens: str, closes: str, day: date = MONDAY) -> Calendar:
    return Calendar(hours=frozenset({(day, t(opens), t(closes))}))


def policy(**day: object) -> Policy:
    return replace(POLICY, day=replace(POLICY.day, **day))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("calendar", "worked", "golden", "quota"),
    [
        (Calendar(), ("09:00-12:00", "13:00-18:00"), ("09:30-11:30", "14:00-16:30"), 60),
        (open_from("09:00", "12:00"), ("09:00-12:00",), ("09:30-11:30",), 23),  # 22.5: half up
        (open_from("13:00", "18:00"), ("13:00-18:00",), ("14:00-16:30",), 38),  # 37.5
        (open_from("10:00", "15:00"), ("10:00-12:00", "13:00-15:00"), ("10:00-11:30", "14:00-15:00"), 30),
        (open_from("08:00", "20:00"), ("08:00-12:00", "13:00-20:00"), ("09:30-11:30", "14:00-16:30"), 60),
        (open_from("12:10", "12:50"), ("12:10-12:50",), (), 5),  # said to be worked, lunch or not
        (open_from("09:00", "12:00", TUESDAY), ("09:00-12:00", "13:00-18:00"), ("09:30-11:30", "14:00-16:30"), 60),
        (Calendar.of(off=[MONDAY]), (), (), 0),
    ],
)
def test_what_is_worked_of_a_day(
    calendar: Calendar, worked: tuple[str, ...], golden: tuple[str, ...], quota: int
) -> None:
    assert hours_on(MONDAY, calendar, POLICY).spans == spans(*worked)
    assert golden_on(MONDAY, calendar, POLICY) == spans(*golden)
    assert quota_on(MONDAY, calendar, POLICY) == quota


def test_hours_of_a_day_off_are_not_worked_and_a_make_up_day_has_the_offices() -> None:
    assert hours_on(SATURDAY, open_from("09:00", "12:00", SATURDAY), POLICY) == Hours()
    assert hours_on(SATURDAY, Calendar.of(work=[SATURDAY]), POLICY) == usual_hours(POLICY)


@pytest.mark.parametrize(
    ("clock", "held", "nearest"),
    [
        ("08:00", False, "09:00"),
        ("09:00", True, "09:00"),
        ("11:59", True, "11:59"),
        ("12:00", False, "13:00"),
        ("12:59", False, "13:00"),
        ("18:00", True, "18:00"),
        ("23:00", False, "18:00"),
    ],
)
def test_a_time_outside_the_hours_has_one_nearest_to_it(clock: str, held: bool, nearest: str) -> None:
    hours = hours_on(MONDAY, Calendar(), POLICY)
    assert hours.holds(t(clock)) is held
    assert hours.nearest(t(clock)) == t(nearest)


def test_a_day_off_has_no_hours() -> None:
    assert (Hours().opens, Hours().closes, Hours().nearest(t("10:00")), Hours().holds(t("10:00"))) == (
        *[None] * 3,
        False,
    )


def test_no_lunch_and_no_golden_hours_can_be_had() -> None:
    plain = policy(lunch=(), golden=())
    assert hours_on(MONDAY, Calendar(), plain).spans == spans("09:00-18:00")
    assert golden_on(MONDAY, Calendar(), plain) == ()


@given(TWO, TWO, st.lists(CLOCKS, max_size=6, unique=True).map(sorted), CLOCKS, st.integers(1, 200))
def test_hours_hold_together(
    office: tuple[time, time], own: tuple[time, time], breaks: list[time], clock: time, quota: int
) -> None:
    lunch = tuple(breaks[: len(breaks) // 2 * 2])
    figures = policy(opens=office[0], closes=office[1], lunch=lunch, quota=quota)
    calendar = Calendar(hours=frozenset({(MONDAY, *own)}))
    worked = hours_on(MONDAY, calendar, figures)
    edges = [edge for span in worked.spans for edge in span]
    assert edges == sorted(set(edges))
    assert own[0] <= edges[0] < edges[-1] <= own[1]
    nearest = worked.nearest(clock)
    assert nearest is not None
    assert worked.holds(nearest)
    assert (nearest == clock) is worked.holds(clock)
    assert 1 <= quota_on(MONDAY, calendar, figures) <= quota_on(TUESDAY, calendar, figures) == quota
    assert minutes_of(golden_on(MONDAY, calendar, figures)) <= worked.minutes
