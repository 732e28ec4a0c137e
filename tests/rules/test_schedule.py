"""The schedule: what shows on which day, in which order, and where a step takes a call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Policy
from repdesk.rules.schedule import LaidOut, Load, in_order, lay_out, load_ahead, load_of_days, stepped, told_of_move
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

from .books import MON, books

FRI, TUE, WED, THU, SAT = (MON + timedelta(days=n) for n in (-3, 1, 2, 3, 5))
CALENDAR = Calendar.of(off=[WED], work=[SAT])
calendars = st.builds(Calendar.of, off=st.frozensets(st.dates(MON + timedelta(days=1), MON + timedelta(days=9))))


def scorer(accounts: Sequence[Account], calendar: Calendar = CALENDAR) -> Scorer:
    return Scorer.of(accounts, MON, Policy(), calendar)


def ids(accounts: Sequence[Account]) -> list[int]:
    return [account.id for account in accounts]


def test_a_call_on_a_day_off_shows_on_the_next_working_day_and_is_not_overdue_before() -> None:
    sunday = MON - timedelta(days=1)
    days = (FRI, sunday, MON, WED, THU, SAT)
    laid = lay_out([Account(n, next_call=NextCall(day)) for n, day in enumerate(days, 1)], MON, CALENDAR)
    assert ids(laid.overdue()) == [1]
    assert ids(laid.on(MON)) == [2, 3]
    assert (ids(laid.on(WED)), ids(laid.on(THU))) == ([4], [4, 5])
    assert ids(laid.on(SAT)) == [6], "a make-up Saturday is a day like others"
    assert laid.on(TUE) == ()


def test_only_those_who_may_be_called_weigh_on_a_day() -> None:
    nxt = NextCall(TUE, promised=True)
    accounts = [
        Account(1, next_call=nxt),
        Account(2, next_call=nxt, phones=0),
        Account(3, next_call=nxt, do_not_call=True),
    ]
    assert Load.of(lay_out(accounts, MON, CALENDAR).on(TUE)) == Load(1, 1)


def test_the_load_counts_each_next_call_on_the_day_that_will_show_it() -> None:
    calendar = Calendar.of(off=[date(2026, 11, 25)])
    book = [
        Account(1, next_call=NextCall(date(2026, 11, 20))),  # overdue: tomorrow shows it
        Account(2, next_call=NextCall(TUE)),
        Account(3, next_call=NextCall(date(2026, 11, 25))),  # a day off: the day after
        Account(4, next_call=NextCall(date(2026, 11, 28))),  # a Saturday: Monday
        Account(5, next_call=NextCall(TUE), phones=0),
        Account(6),
    ]
    assert load_ahead(load_of_days(book, TUE, calendar), TUE, 4, calendar) == (
        (TUE, 2),
        (date(2026, 11, 26), 1),
        (date(2026, 11, 27), 0),
        (date(2026, 11, 30), 1),
    )


@given(books(), calendars, st.randoms())
def test_every_call_shows_once_whatever_the_order(accounts: list[Account], calendar: Calendar, rng: object) -> None:
    laid = lay_out(accounts, MON, calendar)
    shown = [account.id for day in laid.shown.values() for account in day]
    assert sorted(shown) == [a.id for a in accounts if a.next_call is not None and is_callable(a, MON)]
    assert all(calendar.is_working(day) for day in laid.shown)
    shuffled = list(accounts)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types it as object
    again = lay_out(shuffled, MON, calendar)
    assert again == laid == LaidOut(MON, laid.shown, laid.on_days_off)
    callable_ones = [account for day in laid.shown.values() for account in day]
    rng.shuffle(callable_ones)  # type: ignore[attr-defined]
    by = scorer(accounts, calendar)
    placed = in_order(callable_ones, by)
    assert placed == in_order([a for day in laid.shown.values() for a in day], by)
    days = [calendar.on_or_after(a.next_call.date) for a in placed if a.next_call]
    assert days == sorted(days)


def test_promises_go_first_by_time_then_the_highest_score_and_overdue_ones_before_all() -> None:
    accounts = [
        Account(1, stage=2, next_call=NextCall(MON)),
        Account(2, stage=4, next_call=NextCall(MON, time(9))),
        Account(3, next_call=NextCall(MON, promised=True)),
        Account(4, next_call=NextCall(MON, time(15), promised=True)),
        Account(5, next_call=NextCall(MON, time(10), promised=True)),
        Account(6, stage=5, next_call=NextCall(FRI)),
        Account(7, next_call=NextCall(FRI - timedelta(days=1))),
    ]
    assert ids(in_order(accounts, scorer(accounts))) == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("day", "days", "lands"),
    [
        (TUE, 1, THU),  # over a day off
        (THU, -1, TUE),
        (TUE, -1, MON),
        (MON, -1, None),
        (FRI, -1, None),
        (FRI, 1, TUE),  # one that is overdue shows today
        (WED, 1, THU + timedelta(days=1)),  # what a day off holds shows on the next working day
        (WED, -1, TUE),
        (THU + timedelta(days=1), 1, SAT),
    ],
)
def test_a_step_is_a_working_day_and_never_before_today(day: date, days: int, lands: date | None) -> None:
    nxt = stepped(NextCall(day, time(10), promised=True, purpose="price", tries=2), days, MON, CALENDAR)
    assert nxt == (lands and NextCall(lands, time(10), promised=True, purpose="price", set_by="customer"))


def test_a_step_keeps_what_the_call_is_for_and_is_the_reps_own() -> None:
    nxt = stepped(NextCall(TUE, purpose="price", urgent=True), 1, MON, CALENDAR)
    assert nxt == NextCall(THU, purpose="price", urgent=True, set_by="rep")


@given(st.integers(0, 12), calendars)
def test_there_and_back_again_is_where_one_was(ahead: int, calendar: Calendar) -> None:
    first = calendar.on_or_after(MON)
    day = calendar.on_or_after(first + timedelta(days=ahead))
    later = stepped(NextCall(day), 1, first, calendar)
    assert later is not None
    back = stepped(later, -1, first, calendar)
    assert back is not None
    assert back.date == day


def test_a_moved_promise_and_a_contract_that_ends_before_are_told() -> None:
    account = Account(1, contract_end=WED, next_call=NextCall(TUE, time(10), promised=True))
    told = told_of_move(account, NextCall(THU, time(10), promised=True), MON)
    assert [(reason.code, dict(reason.facts)) for reason in told] == [
        ("promise_moved", {"date": TUE.isoformat(), "time": "10:00"}),
        ("after_contract_end", {"date": WED.isoformat()}),
    ]
    assert told_of_move(account, account.next_call, MON) == ()
    ended = Account(1, contract_end=FRI, next_call=NextCall(TUE))
    assert told_of_move(ended, NextCall(THU), MON) == ()
    assert [reason.code for reason in told_of_move(account, None, MON)] == ["promise_moved"]


def test_a_day_off_entered_afterwards_is_missed_once_not_twice() -> None:
    account = Account(1, stage=2, last_call=FRI, next_call=NextCall(MON))
    thursday = [
        dict(reason.facts)["days"]
        for calendar in (Calendar.of(), Calendar.of(off=[MON, TUE, WED]))
        for reason in Scorer.of([account], THU, Policy(), calendar).reasons(account)
        if reason.code == "overdue"
    ]
    assert thursday == [3, 1]
    assert lay_out([account], THU, Calendar.of(off=[MON, TUE, WED])).overdue() == ()
