from __future__ import annotations

from datetime import datetime

import pytest

from repdesk.rules.announcing import Promise, announced, stage_of
from repdesk.rules.policy import Day, Policy

POLICY = Policy()


def at(clock: str, day: str = "2026-11-23") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


@pytest.mark.parametrize(("now", "stage"), [
    ("09:54:59", None),
    ("09:55", "soon"),
    ("09:59:59", "soon"),
    ("10:00", "now"),
    ("10:14:59", "now"),
    ("10:15", "missed"),
    ("23:59", "missed"),
])  # fmt: skip
def test_a_promise_is_spoken_of_before_its_time_at_its_time_and_once_it_is_missed(now: str, stage: str | None) -> None:
    assert stage_of(Promise(1, at("10:00")), at(now), POLICY) == stage


def test_the_day_after_nothing_is_said_of_it() -> None:
    assert stage_of(Promise(1, at("10:00")), at("00:10", "2026-11-24"), POLICY) is None


def test_the_minutes_are_the_policys() -> None:
    policy = Policy(day=Day(announce_minutes=0, kept_within_minutes=30))
    assert stage_of(Promise(1, at("10:00")), at("09:59"), policy) is None
    assert stage_of(Promise(1, at("10:00")), at("10:29"), policy) == "now"


def test_the_earliest_comes_first_whatever_the_order() -> None:
    promises = [Promise(3, at("10:00")), Promise(1, at("10:05")), Promise(2, at("10:00")), Promise(4, at("12:00"))]
    for given in (promises, promises[::-1]):
        assert [(one.account_id, stage) for one, stage in announced(given, at("10:01"), POLICY)] == [
            (2, "now"),
            (3, "now"),
            (1, "soon"),
        ]
