"""Levelling: the least urgent move to the lightest days, promises and contract ends hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.levelling import Move, Placed, level
from repdesk.rules.workdays import Calendar

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 4))
HORIZON = 25
CALENDAR = Calendar.of(off=[WEDNESDAY])


def levelled(calls: Sequence[Placed], quota: int = 2) -> tuple[Move, ...]:
    return level(calls, quota=quota, first=MONDAY, horizon=HORIZON, calendar=CALENDAR)


def shown_on(day: date) -> date:
    return CALENDAR.on_or_after(max(day, MONDAY))


def test_the_least_urgent_goes_to_the_lightest_day_and_the_latest_of_equals_first() -> None:
    calls = [Placed(1, MONDAY, score=9), Placed(2, MONDAY, score=5), Placed(3, MONDAY, score=5), Placed(4, TUESDAY)]
    (move,) = levelled(calls)
    assert (move.account_id, move.from_, move.to) == (3, MONDAY, MONDAY + timedelta(days=3))
    assert (move.reason.fact("load"), move.reason.fact("quota"), move.reason.fact("score")) == (3, 2, 5)


def test_promises_stay_even_beyond_the_quota() -> None:
    promised = [Placed(n, MONDAY, promised=True) for n in range(1, 5)]
    assert levelled(promised) == ()
    assert [move.account_id for move in levelled([*promised, Placed(9, MONDAY, score=99)])] == [9]


def test_nothing_passes_the_end_of_a_contract() -> None:
    busy_tuesday = [Placed(n, TUESDAY, promised=True) for n in (1, 2)]
    ends = [Placed(n, MONDAY, score=0, not_after=TUESDAY) for n in (3, 4)]
    moves = levelled([*busy_tuesday, *ends, Placed(5, MONDAY, score=50)])
    assert [(move.account_id, move.to) for move in moves] == [(5, MONDAY + timedelta(days=3))]


def test_overdue_calls_weigh_on_the_first_day_and_days_off_on_the_next_one() -> None:
    overdue = [Placed(n, MONDAY - timedelta(days=n), score=n) for n in (1, 2, 3)]
    assert [(move.account_id, move.from_, move.to) for move in levelled(overdue)] == [
        (1, MONDAY - timedelta(days=1), TUESDAY)
    ]
    off = [Placed(n, WEDNESDAY, score=n) for n in (1, 2, 3)]
    assert [(move.account_id, move.to) for move in levelled(off)] == [(1, FRIDAY)]


DAYS = st.dates(MONDAY - timedelta(days=5), MONDAY + timedelta(days=HORIZON + 5))
CALLS = st.lists(
    st.builds(
        Placed,
        account_id=st.integers(1, 500),
        day=DAYS,
        promised=st.booleans(),
        score=st.integers(-9, 60),
        not_after=st.none() | DAYS,
    ),
    max_size=60,
    unique_by=lambda call: call.account_id,
)


@given(CALLS, st.integers(1, 6), st.randoms(use_true_random=False))
def test_laws_of_levelling(calls: list[Placed], quota: int, order: random.Random) -> None:
    moves = levelled(calls, quota)
    by_id = {call.account_id: call for call in calls}
    before = Counter(shown_on(call.day) for call in calls)
    to = {move.account_id: move.to for move in moves}
    now_on = Counter(to.get(call.account_id, shown_on(call.day)) for call in calls)
    assert len(to) == len(moves)
    for move in moves:
        call = by_id[move.account_id]
        assert not call.promised
        assert move.from_ == call.day
        assert shown_on(call.day) < move.to <= MONDAY + timedelta(days=HORIZON)
        assert CALENDAR.is_working(move.to)
        assert call.not_after is None or move.to <= call.not_after
        assert now_on[move.to] <= quota
    for day, load in now_on.items():
        assert load <= max(before[day], quota)
        assert load >= min(before[day], quota)
    shuffled = list(calls)
    order.shuffle(shuffled)
    assert levelled(shuffled, quota) == moves
