"""A day off as it is typed: the whole day, a half, hours, and why."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.dates.half_days import PartOfDay, read_day_off, read_day_worked
from repdesk.rules.policy import Policy

MORNING, AFTERNOON = (time(9), time(12)), (time(13), time(18))


@pytest.mark.parametrize(
    ("typed", "hours", "reason"),
    [
        ("", None, ""),
        ("flu", None, "flu"),
        ("看牙", None, "看牙"),
        ("am", AFTERNOON, ""),
        ("AM dentist", AFTERNOON, "dentist"),
        ("morning: dentist", AFTERNOON, "dentist"),
        ("上午", AFTERNOON, ""),
        ("pm", MORNING, ""),
        ("下午看牙", MORNING, "看牙"),
        ("下午半天，看牙", MORNING, "看牙"),
        ("afternoon off", MORNING, ""),
        ("amnesty day", None, "amnesty day"),
        ("9-12", MORNING, ""),
        ("9:00-12:00 school play", MORNING, "school play"),
        ("9 to 12 school play", MORNING, "school play"),
        ("10点到15点 出差", (time(10), time(15)), "出差"),
        ("1 to 1 with the boss", None, "1 to 1 with the boss"),
    ],
)
def test_what_is_typed_of_a_day_off(typed: str, hours: tuple[time, time] | None, reason: str) -> None:
    assert read_day_off(typed, Policy()) == PartOfDay(hours, reason)


def test_on_a_day_off_a_half_is_what_is_worked() -> None:
    assert read_day_worked("am fair", Policy()) == PartOfDay(MORNING, "fair")
    assert read_day_worked("10-12", Policy()) == read_day_off("10-12", Policy())


@given(st.text(max_size=30))
def test_whatever_is_typed_is_understood_somehow(typed: str) -> None:
    read = read_day_off(typed, Policy())
    assert read.hours is None or read.hours[0] < read.hours[1]
    assert read.reason in " ".join(typed.split())
