"""Where a call finds room: the tenth of its interval, within contract and cycle, and the lightest of many days."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Day, Policy
from repdesk.rules.schedule.room import find_room, room_for_next
from repdesk.rules.schedule.spreading import Weights, lightest
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

from .books import MON, PLAIN

TUE, WED, THU, FRI = (MON + timedelta(days=n) for n in (1, 2, 3, 4))
LOADS = {MON: 9, TUE: 5, WED: 7, THU: 2, FRI: 1}
days = st.lists(st.dates(MON, MON + timedelta(days=20)), min_size=1, max_size=8, unique=True)
loads = st.dictionaries(st.dates(MON, MON + timedelta(days=20)), st.integers(0, 9))


def room_of(account: Account, calendar: Calendar = PLAIN, load: dict[date, int] = LOADS) -> tuple[list[date], date]:
    room = room_for_next(account, MON, today=MON, load=load, policy=Policy(), calendar=calendar)
    assert room is not None
    return list(room.days), room.lightest


@pytest.mark.parametrize(
    ("account", "first", "last"),
    [
        (Account(1, next_call=NextCall(TUE)), TUE, THU),  # C is called every 22 working days: two of them are a tenth
        (Account(1, next_call=NextCall(MON - timedelta(days=9))), MON, WED),  # what is overdue is best called today
        (Account(1, next_call=NextCall(MON + timedelta(days=5))), MON + timedelta(days=7), MON + timedelta(days=9)),
        (Account(1, stage=5, next_call=NextCall(TUE)), TUE, WED),  # A: every 3, so at least a day
        (Account(1), MON, WED),  # nobody called yet
        (Account(1, stage=3, last_call=MON - timedelta(days=12)), WED, THU),  # B: 10 working days after the last call
    ],
)
def test_a_call_may_fall_on_the_tenth_of_its_interval_from_its_best_day_on(
    account: Account, first: date, last: date
) -> None:
    found, best = room_of(account)
    assert (found[0], found[-1]) == (first, last)
    assert best == min(found, key=lambda day: (LOADS.get(day, 0), day))


def test_the_room_ends_at_the_rung_before_the_end_of_a_contract_and_says_so() -> None:
    ends = Account(1, contract_end=TUE + timedelta(days=30), next_call=NextCall(FRI))
    room = room_for_next(ends, MON, today=MON, load={}, policy=Policy(), calendar=PLAIN)
    assert room is not None
    assert (room.days, [reason.code for reason in room.reasons]) == ((TUE,), ["before_contract_ends"])


def test_who_may_not_be_called_has_no_room() -> None:
    for account in (Account(1, phones=0), Account(1, do_not_call=True), Account(1, refused_for_good=True)):
        assert room_for_next(account, MON, today=MON, load={}, policy=Policy(), calendar=PLAIN) is None


def test_half_a_day_is_as_full_as_the_half_of_it() -> None:
    half = Calendar(hours=frozenset({(TUE, time(9), time(13))}))
    load = {TUE: 20, WED: 30, THU: 60}
    assert room_of(Account(1, next_call=NextCall(TUE)), half, load)[1] == WED
    assert room_of(Account(1, next_call=NextCall(TUE)), PLAIN, load)[1] == TUE


@given(days, loads, st.integers(1, 5))
def test_many_calls_one_by_one_go_where_a_single_one_would(several: list[date], load: dict[date, int], n: int) -> None:
    span, now = sorted(several), Counter(load)
    weights = Weights(span, load, lambda day: 1 + day.day % 3)
    for _call in range(n):
        best = lightest(span, now, lambda day: 1 + day.day % 3)
        assert weights.lightest(None) == best
        now[best] += 1
    early = [day for day in span if day <= WED]
    assert weights.lightest(WED) == (lightest(early, now, lambda day: 1 + day.day % 3) if early else None)


def test_a_day_that_takes_nothing_is_the_last_choice() -> None:
    assert lightest([MON, TUE], {TUE: 500}, lambda day: 0 if day == MON else 60) == TUE
    tight = Policy(day=Day(quota=1))
    room = find_room(Account(1), MON, 3, today=MON, load={MON: 1}, policy=tight, calendar=PLAIN)
    assert room.lightest == TUE
