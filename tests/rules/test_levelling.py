"""Levelling: the least urgent move to days with room nearby; promises, contract ends and the longest interval hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.hours import quota_on
from repdesk.rules.policy import Cadence, Day, Policy
from repdesk.rules.schedule import lay_out
from repdesk.rules.schedule.levelling import Levelled, level, reach
from repdesk.rules.scoring import Scorer
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

from .books import MON, books

TUE, WED, THU, FRI = (MON + timedelta(days=n) for n in (1, 2, 3, 4))
NEXT_MON = MON + timedelta(days=7)
CALENDAR = Calendar.of(off=[WED])
DAYS = 25


def policy_of(quota: int = 2) -> Policy:
    return Policy(day=Day(quota=quota))


def levelled(
    accounts: Sequence[Account],
    quota: int = 2,
    days: int = DAYS,
    staying: frozenset[int] = frozenset(),
    calendar: Calendar = CALENDAR,
) -> Levelled:
    scorer = Scorer.of(accounts, MON, policy_of(quota), calendar)
    return level(lay_out(accounts, MON, calendar), scorer, days=days, staying=staying)


def on(number: int, day: date = MON, *, stage: int = 2, promised: bool = False, **more: object) -> Account:
    return Account(number, stage=stage, next_call=NextCall(day, promised=promised), **more)  # type: ignore[arg-type]


def went(found: Levelled) -> dict[int, date]:
    return {move.account_id: move.to for move in found.moves}


def test_the_least_urgent_leaves_the_latest_of_equals_first_and_says_why() -> None:
    found = levelled([on(1, stage=4), on(2), on(3), on(4, TUE)])
    (move,) = found.moves
    assert (move.account_id, move.shown, move.to) == (3, MON, THU)
    assert [move.reason.fact(name) for name in ("load", "quota", "score")] == [3, 2, 16]
    assert found.full == ()


def test_of_those_who_leave_the_most_urgent_waits_least() -> None:
    found = levelled([on(1, stage=5), on(2, stage=4), on(3, stage=3), on(4, stage=2), on(5, stage=1)], quota=1)
    assert went(found) == {2: TUE, 3: THU, 4: FRI, 5: NEXT_MON}


def test_days_nearby_fill_before_days_far_away_and_are_filled_evenly() -> None:
    found = levelled([on(n) for n in range(1, 13)], quota=4)
    assert Counter(went(found).values()) == {TUE: 2, THU: 2, FRI: 2, NEXT_MON: 1, NEXT_MON + timedelta(days=1): 1}
    found = levelled([on(n) for n in range(1, 14)], quota=2)
    assert max(went(found).values()) == NEXT_MON + timedelta(days=2), "what five days cannot take goes to the sixth"


def test_promises_missed_promises_and_those_that_are_to_stay_do_not_move() -> None:
    promised = [on(n, promised=True) for n in range(1, 4)]
    missed = Account(4, next_call=NextCall(MON, urgent=True))
    assert went(levelled([*promised, missed])) == {}
    assert [(one.day, one.load, one.quota) for one in levelled([*promised, missed]).full] == [(MON, 4, 2)]
    assert set(went(levelled([*promised, missed, on(9, stage=5)]))) == {9}
    assert set(went(levelled([on(1), on(2), on(3)], staying=frozenset({3})))) == {2}


def test_nothing_passes_the_rung_before_the_end_of_a_contract_nor_that_end() -> None:
    full_tuesday = [on(n, TUE, promised=True) for n in (1, 2)]
    ends_tuesday = [on(n, contract_end=TUE) for n in (3, 4)]
    assert set(went(levelled([*full_tuesday, *ends_tuesday, on(5, stage=5)]))) == {5}
    rung_on_friday = on(6, contract_end=FRI + timedelta(days=30))
    assert reach(rung_on_friday, MON, MON, Scorer.of([], MON, Policy(), CALENDAR)) == 3


def test_who_may_wait_long_makes_room_nearby_for_who_may_not() -> None:
    found = levelled([on(1), on(2, contract_end=TUE), on(3, promised=True)], quota=1)
    assert went(found) == {1: THU, 2: TUE}
    assert found.full == ()


def test_nobody_is_made_late_past_the_longest_interval_but_who_is_late_may_move() -> None:
    policy = Policy(cadence=Cadence(c=(5, 10)))
    scorer = Scorer.of([], MON, policy, CALENDAR)
    spoke = replace(on(1), last_effective=CALENDAR.on_or_before(MON - timedelta(days=9)))
    assert CALENDAR.after(spoke.last_effective or MON, MON) == 6
    assert reach(spoke, MON, MON, scorer) == 4
    assert reach(replace(spoke, last_effective=MON - timedelta(days=60)), MON, MON, scorer) > 20


def test_no_call_passes_the_end_of_the_next_cycle() -> None:
    last = date(2026, 12, 31)
    assert reach(on(1, last), last, MON, Scorer.of([], MON, Policy(), CALENDAR)) == 0


def test_half_a_day_takes_half_the_calls() -> None:
    calendar = Calendar(hours=frozenset({(TUE, time(9), time(12))}))
    accounts = [on(n) for n in range(1, 9)] + [on(n, TUE) for n in range(10, 14)]
    found = levelled(accounts, quota=8, calendar=calendar)
    assert {move.account_id: move.shown for move in found.moves} == {13: TUE}
    assert went(levelled([on(n) for n in range(1, 8)], quota=4, days=2, calendar=calendar)) == {6: TUE, 7: TUE}


def test_overdue_calls_weigh_on_the_first_day_and_those_of_days_off_on_the_next_one() -> None:
    overdue = [on(n, MON - timedelta(days=n), stage=n) for n in (3, 4, 5)]
    (move,) = levelled(overdue).moves
    assert (move.account_id, move.was.date, move.shown, move.to) == (3, MON - timedelta(days=3), MON, TUE)
    (move,) = levelled([on(n, WED, stage=n) for n in (1, 2, 3)]).moves
    assert (move.account_id, move.was.date, move.shown, move.to) == (1, WED, THU, FRI)


@given(books(40), st.integers(1, 4), st.integers(0, 40), st.randoms(use_true_random=False))
def test_laws_of_levelling(accounts: list[Account], quota: int, days: int, order: random.Random) -> None:
    found, policy = levelled(accounts, quota, days), policy_of(quota)
    scorer, laid = Scorer.of(accounts, MON, policy, CALENDAR), lay_out(accounts, MON, CALENDAR)
    by_id = {account.id: account for account in accounts}
    shown = {account.id: max(day, MON) for day, several in laid.shown.items() for account in several}
    to = went(found)
    now = shown | to
    assert len(to) == len(found.moves), "nobody moves twice"
    assert now.keys() == shown.keys(), "no call is lost and none made"
    for move in found.moves:
        account = by_id[move.account_id]
        assert account.next_call == move.was
        assert (move.was.promised, move.was.urgent) == (False, False)
        assert move.shown == shown[account.id] < move.to < MON + timedelta(days=days)
        assert CALENDAR.is_working(move.to)
        assert CALENDAR.after(move.shown, move.to) <= reach(account, move.shown, MON, scorer)
    before, after = Counter(shown.values()), Counter(now.values())
    span = [day for day in (MON + timedelta(days=n) for n in range(days)) if CALENDAR.is_working(day)]
    for day in {*before, *after}:
        takes = quota_on(day, CALENDAR, policy)
        assert after[day] <= max(before[day], takes)
        assert after[day] >= min(before[day], takes)
    assert {one.day for one in found.full} == {day for day in span if after[day] > quota_on(day, CALENDAR, policy)}
    for one in found.full:
        room = [day for day in span if day > one.day and after[day] < quota_on(day, CALENDAR, policy)]
        stuck = [by_id[number] for number, day in now.items() if day == one.day == shown[number]]
        for account in stuck:
            nxt = account.next_call
            fixed = nxt is not None and (nxt.promised or nxt.urgent)
            most = reach(account, one.day, MON, scorer)
            assert fixed or all(CALENDAR.after(one.day, day) > most for day in room), "too full where nothing can move"
    shuffled = list(accounts)
    order.shuffle(shuffled)
    assert levelled(shuffled, quota, days) == found
