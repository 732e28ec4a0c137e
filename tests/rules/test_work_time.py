from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Policy
from repdesk.rules.work_time import Begun, LocalDay, Spent, minutes_per_kind, spent_on, under_way

POLICY = Policy()
DAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


def at(clock: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(clock), UTC)


OFFICE = ((at("09:00"), at("12:00")), (at("13:00"), at("18:00")))
MONDAY = LocalDay(DAY, MIDNIGHT, MIDNIGHT + timedelta(days=1), OFFICE)
SUNDAY = LocalDay(DAY, MIDNIGHT, MIDNIGHT + timedelta(days=1))


def works(text: str) -> list[Begun]:
    """Read "proposal 10:00-11:00, post 15:00": without an end it was never ended."""
    made = []
    for part in filter(None, text.split(", ")):
        kind, span = part.split()
        began, _dash, ended = span.partition("-")
        made.append(Begun(kind, at(began), at(ended) if ended else None))
    return made


def said(spent: tuple[Spent, ...]) -> str:
    return ", ".join(f"{one.kind} {one.began:%H:%M}-{one.ended:%H:%M}" for one in spent)


@pytest.mark.parametrize(("calls", "begun", "until", "expected"), [
    ("", "", "18:00", ""),
    ("10:00 10:15 10:31", "", "18:00", "calling 10:00-10:15"),  # a gap of sixteen minutes is no calling
    ("09:04", "", "18:00", "calling 09:00-09:04"),  # the first call of the day began with the day
    ("13:05", "", "18:00", "calling 13:00-13:05"),  # and the first after the pause with its end
    ("11:55 12:05", "", "18:00", "calling 11:55-12:05"),  # who calls in the pause has called
    ("19:00 19:10", "", "20:00", "calling 19:00-19:10"),
    ("10:00", "proposal 10:05-10:30", "18:00", "calling 10:00-10:05, proposal 10:05-10:30"),
    ("10:00 10:40", "proposal 10:05-10:30", "18:00", "calling 10:00-10:05, proposal 10:05-10:30, calling 10:30-10:40"),
    ("10:00 10:40", "proposal 10:20", "18:00", "proposal 10:20-10:40"),  # the next call ends it
    ("10:30", "proposal 10:00-11:00", "18:00", "proposal 10:00-10:30"),  # and so it does under one that was ended
    ("", "proposal 10:00, post 10:20", "18:00", "proposal 10:00-10:20, post 10:20-12:00, post 13:00-18:00"),
    ("", "proposal 11:30", "20:00", "proposal 11:30-12:00, proposal 13:00-18:00"),  # closing ends it, a pause waits
    ("", "proposal 11:30", "12:20", "proposal 11:30-12:00"),
    ("", "proposal 11:30-12:30", "18:00", "proposal 11:30-12:30"),  # ended in the pause: it was worked
    ("", "proposal 11:30-13:30", "18:00", "proposal 11:30-12:00, proposal 13:00-13:30"),
    ("", "proposal 12:10-13:30", "18:00", "proposal 12:10-13:30"),  # begun in the pause
    ("", "proposal 17:30-18:40", "20:00", "proposal 17:30-18:40"),  # ended after closing: the rep says so
    ("", "proposal 20:00", "21:30", "proposal 20:00-21:30"),
    ("", "proposal 10:00-09:30", "18:00", ""),  # the clock was set back
    ("", "proposal 10:00-11:00, post 10:30-10:40", "18:00", "proposal 10:00-10:30, post 10:30-10:40"),
])  # fmt: skip
def test_a_day_is_told_by_its_calls_and_by_what_was_begun(calls: str, begun: str, until: str, expected: str) -> None:
    assert said(spent_on(MONDAY, map(at, calls.split()), works(begun), at(until), POLICY)) == expected


def test_on_a_day_off_calls_and_work_count_too() -> None:
    spent = spent_on(SUNDAY, [at("10:00"), at("10:10")], works("post 11:00-11:30"), at("23:00"), POLICY)
    assert said(spent) == "calling 10:00-10:10, post 11:00-11:30"


@pytest.mark.parametrize(("begun", "now", "minutes"), [
    ("proposal 10:00", "10:12", 12),
    ("proposal 10:00-10:10", "10:12", None),
    ("proposal 11:30", "12:20", 30),  # in the pause it waits
    ("proposal 11:30", "13:05", 35),
    ("proposal 17:00", "18:00", None),
    ("proposal 10:00", "09:50", None),  # the clock was set back
])  # fmt: skip
def test_what_goes_on_runs_with_the_clock(begun: str, now: str, minutes: int | None) -> None:
    going_on = under_way(MONDAY, [], works(begun), at(now), POLICY)
    assert (going_on.minutes if going_on else None) == minutes


def test_a_call_stops_the_clock_but_not_one_of_before_the_clock_was_set_back() -> None:
    assert under_way(MONDAY, [at("10:20")], works("proposal 10:00"), at("10:30"), POLICY) is None
    assert under_way(MONDAY, [at("10:40")], works("proposal 10:00, post 10:45"), at("10:30"), POLICY) is not None


def test_the_hour_that_summer_time_gives_back_is_counted() -> None:
    zone = ZoneInfo("Europe/London")
    day = LocalDay(
        date(2026, 10, 25),
        datetime(2026, 10, 25, tzinfo=zone).astimezone(UTC),
        datetime(2026, 10, 26, tzinfo=zone).astimezone(UTC),
    )
    began = datetime(2026, 10, 25, 0, 30, tzinfo=zone).astimezone(UTC)
    ended = datetime(2026, 10, 25, 2, 30, tzinfo=zone).astimezone(UTC)
    spent = spent_on(day, [], [Begun("post", began, ended)], day.ends, POLICY)
    assert minutes_per_kind(spent) == {"post": 180}


MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: MIDNIGHT + timedelta(minutes=minute))
KINDS = st.sampled_from(["proposal", "contract", "post"])


@given(
    st.lists(MINUTES, max_size=20),
    st.lists(st.builds(Begun, KINDS, MINUTES, st.none() | MINUTES), max_size=6, unique_by=lambda work: work.began),
    MINUTES,
)
def test_no_minute_is_counted_twice_whatever_the_order(
    calls: list[datetime], begun: list[Begun], until: datetime
) -> None:
    spent = spent_on(MONDAY, calls, begun, until, POLICY)
    assert all(one.began < one.ended for one in spent)
    assert all(one.ended <= other.began for one, other in pairwise(spent))
    assert spent == spent_on(MONDAY, reversed(calls), reversed(begun), until, POLICY)
    assert sum(minutes_per_kind(spent).values()) <= 24 * 60
