from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.drives import MEASURES, Course, measure_of, needed_of, progress, share_of
from repdesk.rules.filters import parse_filter
from repdesk.rules.workdays import Calendar

from .books import MON, PLAIN, days_from

FRI = date(2026, 12, 4)  # ten working days, Monday counted
WHOLE = Course(100, MON, FRI)


@pytest.mark.parametrize(
    ("course", "total", "done", "today", "state", "left", "pace"),
    [
        (WHOLE, 20, 0, MON, "on_pace", 20, 2),
        (WHOLE, 20, 1, MON, "ahead", 19, 2),
        (WHOLE, 20, 2, date(2026, 11, 24), "on_pace", 18, 2),  # the Monday's two are done
        (WHOLE, 20, 1, date(2026, 11, 24), "behind", 19, 3),
        (WHOLE, 20, 9, date(2026, 11, 29), "behind", 11, 3),  # a Sunday: five working days are over, five left
        (WHOLE, 20, 10, date(2026, 11, 29), "on_pace", 10, 2),
        (WHOLE, 20, 19, FRI, "ahead", 1, 1),  # at an even pace the last two are due today
        (WHOLE, 20, 19, date(2026, 12, 5), "late", 1, None),
        (WHOLE, 20, 20, date(2026, 12, 5), "reached", 0, None),
        (Course(50, MON, FRI), 21, 11, MON, "reached", 0, None),
        (Course(100, MON, FRI, begun_with=10), 20, 10, MON, "on_pace", 10, 1),
        (Course(100, MON, FRI, begun_with=10), 20, 8, MON, "behind", 12, 2),
        (WHOLE, 0, 0, MON, "empty", 0, None),
        (Course(100, MON, MON), 5, 0, MON, "on_pace", 5, 5),
    ],
)
def test_a_drive_is_held_against_an_even_pace(
    course: Course, total: int, done: int, today: date, state: str, left: int, pace: int | None
) -> None:
    found = progress(course, total, done, today, PLAIN)
    assert (found.state, found.left, found.pace) == (state, left, pace)


def test_days_off_are_not_worked() -> None:
    off = Calendar.of(off=[date(2026, 11, 24), date(2026, 11, 25)])
    found = progress(WHOLE, 16, 2, date(2026, 11, 26), off)
    assert (found.days_left, found.state, found.pace) == (7, "on_pace", 2)


def test_no_pace_where_no_working_day_is_left() -> None:
    weekend = Course(100, date(2026, 11, 28), date(2026, 11, 29))
    found = progress(weekend, 3, 0, date(2026, 11, 28), PLAIN)
    assert (found.pace, found.days_left, found.state) == (None, 0, "on_pace")


def test_the_reasons_say_how_far_off_it_is() -> None:
    found = progress(Course(100, MON, FRI, begun_with=4), 24, 6, date(2026, 11, 26), PLAIN)
    facts = {reason.code: dict(reason.facts) for reason in found.reasons}
    assert facts == {
        "left": {"n": 18},
        "gained": {"n": 2},
        "behind": {"n": 4, "expected": 10},
        "pace": {"days": 7, "n": 3},
    }


@given(
    st.integers(1, 100), days_from(MON, 30, 0), days_from(MON, 0, 60), st.integers(0, 500), st.integers(0, 500),
    st.integers(0, 500), days_from(MON, 0, 90),
)  # fmt: skip
def test_whoever_keeps_the_pace_reaches_it_in_time(
    target: int, begun: date, due: date, total: int, done: int, begun_with: int, today: date
) -> None:
    done, begun_with = min(done, total), min(begun_with, total)
    found = progress(Course(target, begun, due, begun_with), total, done, today, PLAIN)
    assert found.needed == needed_of(total, target) <= total
    assert (found.left == 0) == (found.state in ("reached", "empty"))
    if found.pace is not None:
        assert found.pace * found.days_left >= found.left > (found.pace - 1) * found.days_left
    more = progress(Course(target, begun, due, begun_with), total, min(done + 1, total), today, PLAIN)
    order = ["empty", "late", "behind", "on_pace", "ahead", "reached"]
    assert order.index(more.state) >= order.index(found.state)


@given(st.integers(1, 2_000), st.integers(1, 2_000))
def test_a_count_becomes_a_share_that_comes_to_it(count: int, total: int) -> None:
    share = share_of(count, total)
    assert 1 <= share <= 100
    assert needed_of(total, share) >= min(count, total)
    if total <= 100:
        assert needed_of(total, share) == min(count, total)


def test_every_measure_is_a_filter_and_is_known_again() -> None:
    values = {"": "", "percent": "80", "day": "2026-11-23", "tag": "key account"}
    for measure in MEASURES:
        written = measure.written(values[measure.asks])
        (condition,) = parse_filter(written, date.fromisoformat).conditions
        assert condition.values
        assert measure_of(written) == (measure, values[measure.asks])
    assert measure_of("need:any") is None
    assert measure_of("tag:vip,fair") is None
