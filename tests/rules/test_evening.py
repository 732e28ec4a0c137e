"""The evening's judgements: whose evening it is, what tomorrow will show, what the day came to and what it missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.call_list import build
from repdesk.rules.evening import Figure, Made, PutOff, evening_of, process_figures, regrets
from repdesk.rules.policy import Policy
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

from .books import MON, PLAIN, books

POLICY = Policy()
TUE = date(2026, 11, 24)
CLOSED = datetime(2026, 11, 23, 18, 30)


def made(account_id: int, at: str, *, place: int = 0, spoke: bool = True, kp: bool = True, **more: object) -> Made:
    told: dict[str, object] = {"dialled": True, "noted": False, **more}
    return Made(account_id, place or account_id, time.fromisoformat(at), spoke=spoke, kp=kp, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "called", "day"),
    [
        (datetime(2026, 11, 23, 18, 30), True, MON),
        (datetime(2026, 11, 24, 0, 30), False, MON),
        (datetime(2026, 11, 24, 0, 30), True, TUE),
        (datetime(2026, 11, 24, 8, 0), False, TUE),
    ],
)
def test_the_small_hours_belong_to_the_evening_before_until_a_call_is_made(
    now: datetime, called: bool, day: date
) -> None:
    assert evening_of(now, POLICY, called=called) == day


def test_the_figures_say_what_they_are_out_of() -> None:
    calls = [
        made(1, "09:00", noted=True),
        made(2, "09:05", kp=False),
        made(3, "09:10", spoke=False, kp=False),
        made(4, "09:15", dialled=False),
    ]
    accounts = {1: Account(1, next_call=NextCall(TUE)), 2: Account(2), 3: Account(3, phones=0), 4: Account(4)}
    found = process_figures(calls, accounts, MON, planned=58, quota=60, policy=POLICY)
    assert found == (
        Figure("calls", 3, 60, 58),
        Figure("conversations", 3, 20, 4),
        Figure("effective", 2, 10, 3),
        Figure("notes", 1, 3, 3),
        Figure("next_calls", 1, 3, 3),
    )
    off = process_figures([], accounts, MON, planned=0, quota=0, policy=POLICY)
    assert all(figure.met for figure in off)  # on a day off nothing is asked


@pytest.mark.parametrize(
    ("calls", "missed"),
    [
        ([], ()),
        ([made(1, "10:15", promised=MON, promised_at=time(10))], ()),
        ([made(1, "10:16", promised=MON, promised_at=time(10))], (1,)),
        ([made(1, "09:44", promised=MON, promised_at=time(10))], (1,)),
        ([made(1, "17:00", promised=MON)], ()),  # no time was named
        ([made(1, "17:00", promised=date(2026, 11, 20), promised_at=time(10))], ()),  # it was missed on Friday
        ([made(1, "09:00", promised=MON, promised_at=time(10), dialled=False)], ()),  # the customer called
        (  # tried in time, and again later than the desk proposed
            [
                made(1, "10:05", place=1, spoke=False, promised=MON, promised_at=time(10)),
                made(1, "12:00", place=2, promised=MON, promised_at=time(10, 35)),
            ],
            (),
        ),
        (  # kept, and then another promise of the same day was not
            [
                made(1, "10:05", place=1, promised=MON, promised_at=time(10)),
                made(1, "17:00", place=2, promised=MON, promised_at=time(16)),
            ],
            (1,),
        ),
    ],
)
def test_a_promise_is_missed_outside_its_minutes(calls: list[Made], missed: tuple[int, ...]) -> None:
    assert regrets([Account(1)], calls, (), CLOSED, POLICY, PLAIN).promises_missed == missed


def test_the_regrets_of_a_day() -> None:
    switched_on = replace(POLICY, standing=replace(POLICY.standing, ownership=True))
    book = [
        Account(1, next_call=NextCall(MON, promised=True)),
        Account(2, stage=5, last_effective=date(2026, 11, 13)),  # A: five working days at the most
        Account(3, stage=5, last_effective=date(2026, 11, 16)),
        Account(4, ownership="lapsed"),
        Account(5, next_call=NextCall(TUE, promised=True)),
        Account(6, next_call=NextCall(MON, promised=True), phones=0),
    ]
    calls = [made(2, "09:00"), made(3, "09:05", spoke=False)]
    found = regrets(book, calls, (2, 3, 5), CLOSED, POLICY, PLAIN)
    assert (found.promises_missed, found.ownership_lost) == ((1, 6), ())
    assert (found.past_maximum, found.priority_not_reached) == ((2,), (3, 5))
    assert regrets(book, calls, (), CLOSED, switched_on, PLAIN).ownership_lost == (4,)


TEN = time(10)


@pytest.mark.parametrize(
    ("promised", "now", "missed"),
    [
        (NextCall(MON, TEN, promised=True), datetime(2026, 11, 23, 9, 0), False),
        (NextCall(MON, TEN, promised=True), datetime(2026, 11, 23, 10, 14), False),
        (NextCall(MON, TEN, promised=True), datetime(2026, 11, 23, 10, 15), True),
        (NextCall(MON, promised=True), datetime(2026, 11, 23, 17, 0), False),
        (NextCall(MON, promised=True), CLOSED, True),
        (NextCall(date(2026, 11, 20), TEN, promised=True), CLOSED, False),  # that was Friday's regret
        (NextCall(date(2026, 11, 21), TEN, promised=True), CLOSED, True),  # Saturday's call is Monday's
    ],
)
def test_a_promise_is_missed_once_its_time_is_over_and_on_one_day_alone(
    promised: NextCall, now: datetime, missed: bool
) -> None:
    found = regrets([Account(1, next_call=promised)], [], (), now, POLICY, PLAIN)
    assert found.promises_missed == ((1,) if missed else ())


def test_a_promise_moved_after_its_time_is_missed_and_one_moved_before_is_not() -> None:
    moved = [PutOff(1, MON, TEN, datetime(2026, 11, 23, 9, 50)), PutOff(2, MON, TEN, datetime(2026, 11, 23, 16, 0))]
    assert regrets([], [], (), CLOSED, POLICY, PLAIN, put_off=moved).promises_missed == (2,)


def test_on_a_day_off_nothing_is_missed_and_the_next_day_asks_once() -> None:
    ill = Calendar.of(off=[MON])
    book = [Account(1, next_call=NextCall(MON, TEN, promised=True))]
    assert regrets(book, [], (), CLOSED, POLICY, ill).promises_missed == ()
    assert regrets(book, [], (), datetime(2026, 11, 24, 18, 30), POLICY, ill).promises_missed == (1,)


@given(books(most=30), st.sets(st.integers(1, 30)), st.randoms())
def test_who_is_left_out_makes_room_and_changes_no_figure_of_the_others(
    book: list[Account], without: set[int], chance: st.DataObject
) -> None:
    policy = replace(POLICY, day=replace(POLICY.day, quota=6))
    whole, less = build(book, MON, policy, PLAIN), build(book, MON, policy, PLAIN, without=without)
    scores = {entry.account_id: entry for entry in (*whole.entries, *whole.carried)}
    kept = [entry.account_id for entry in (*less.entries, *less.carried)]
    assert not set(kept) & without
    assert {entry.account_id for entry in less.left_out} == without & set(scores)
    assert less.coverage == whole.coverage
    assert all(scores[entry.account_id] == entry for entry in (*less.entries, *less.carried, *less.left_out))
    assert len(less.entries) >= min(6, len(kept))
    mixed = list(book)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis hands a random.Random
    assert build(mixed, MON, policy, PLAIN, without=without) == less


@given(books(most=30), st.randoms())
def test_the_regrets_do_not_hang_on_the_order(book: list[Account], chance: st.DataObject) -> None:
    calls = [made(account.id, "10:20", promised=MON, promised_at=time(10)) for account in book[::3]]
    found = regrets(book, calls, [account.id for account in book], CLOSED, POLICY, PLAIN)
    mixed, other = list(book), list(calls)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert regrets(mixed, other, [account.id for account in mixed], CLOSED, POLICY, PLAIN) == found
