"""Hours elsewhere by the rep's own clock, and whether a customer is to be called by theirs."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.best_hours import Best
from repdesk.rules.calling_hours import in_window
from repdesk.rules.in_line import window_in_line
from repdesk.rules.next_call import propose
from repdesk.rules.policy import Policy
from repdesk.rules.types import Account, Outcome
from repdesk.rules.workdays import Calendar
from repdesk.rules.zones import calling_state, in_own_clock

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 22)


def clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def t(text: str) -> time:
    return time.fromisoformat(text)


@pytest.mark.parametrize(
    ("hours", "ahead", "here"),
    [
        (("09:00", "18:00"), 60, ("08:00", "17:00")),  # Tokyo from Shanghai
        (("09:00", "18:00"), -480, ("17:00", "23:59")),  # London in winter: the evening part
        (("09:00", "18:00"), -420, ("16:00", "23:59")),  # and in summer
        (("09:00", "18:00"), -780, ("00:00", "07:00")),  # New York: nearer to our morning than to our evening
        (("14:00", "16:00"), -780, ("03:00", "05:00")),
        (("09:00", "18:00"), 330, ("03:30", "12:30")),
    ],
)
def test_hours_elsewhere_by_the_own_clock(hours: tuple[str, str], ahead: int, here: tuple[str, str]) -> None:
    assert in_own_clock((t(hours[0]), t(hours[1])), ahead, Policy()) == (t(here[0]), t(here[1]))


@given(
    st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(lambda two: two[0] < two[1]),
    st.integers(-840, 840),
    st.integers(0, 1439),
)
def test_what_is_in_the_hours_here_is_in_them_there(hours: tuple[int, int], ahead: int, minute: int) -> None:
    there = clock(hours[0]), clock(hours[1])
    here = in_own_clock(there, ahead, Policy())
    assert here[0] < here[1]
    if in_window(here, clock(minute)):
        assert in_window(there, clock(minute + ahead))


@pytest.mark.parametrize(
    ("day", "at", "stated", "state"),
    [
        (MONDAY, "08:59", None, "early"),
        (MONDAY, "09:00", None, "open"),
        (MONDAY, "18:00", None, "late"),
        (SUNDAY, "11:00", None, "weekend"),
        (MONDAY, "09:30", ("10:00", "11:00"), "early"),
        (MONDAY, "19:30", ("19:00", "20:00"), "open"),
    ],
)
def test_whether_it_is_a_time_to_call_there(day: date, at: str, stated: tuple[str, str] | None, state: str) -> None:
    hours = None if stated is None else (t(stated[0]), t(stated[1]))
    assert calling_state(day, t(at), hours, Policy()) == state


HERE, ASKED, REACHED = (time(17), time(23, 59)), (time(19), time(20)), Best(10, 11, 7, 9, 0.9)


@pytest.mark.parametrize(
    ("window", "best", "ordered_by"),
    [(None, (), HERE), (ASKED, (), ASKED), (ASKED, (REACHED,), ASKED), (None, (REACHED,), None)],
)
def test_what_was_asked_for_then_what_was_learnt_goes_before_office_hours_there(
    window: tuple[time, time] | None, best: tuple[Best, ...], ordered_by: tuple[time, time] | None
) -> None:
    assert window_in_line(Account(1, window=window, office=HERE), best) == ordered_by


@pytest.mark.parametrize(("office", "at"), [(HERE, time(17)), ((time(0), time(7)), None)])
def test_a_retry_falls_into_office_hours_there_where_they_meet_ours(office: tuple[time, time], at: time | None) -> None:
    account = Account(1, unanswered=1, office=office)
    now = datetime.combine(MONDAY, time(10))
    proposed = propose(
        account, Outcome.NO_ANSWER, grade_after="C", now=now, load={}, policy=Policy(), calendar=Calendar()
    )
    assert proposed.next_call is not None
    assert proposed.next_call.time == at
    assert any(reason.code == "hours_do_not_meet" for reason in proposed.reasons) is (at is None)
