"""The ladders: how late in working days, which rung before a contract's end, whose day comes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Policy, Schedule
from repdesk.rules.schedule import lay_out
from repdesk.rules.schedule.ladders import contract_ladder, occasions_ahead, overdue_ladder
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

from .books import MON, PLAIN, books

POLICY = Policy()


def test_the_overdue_stand_on_the_rung_of_their_working_days_the_oldest_first() -> None:
    back = {1: 1, 2: 2, 3: 3, 4: 5, 5: 6, 6: 10, 7: 11, 8: 40}
    accounts = [Account(n, next_call=NextCall(_back(days))) for n, days in back.items()]
    accounts += [Account(9, next_call=NextCall(_back(3), promised=True)), Account(10, next_call=NextCall(MON))]
    rungs = overdue_ladder(lay_out(accounts, MON, PLAIN), POLICY, PLAIN)
    assert [(one.least, one.most, one.ids) for one in rungs] == [
        (1, 2, (2, 1)),
        (3, 5, (4, 9, 3)),
        (6, 10, (6, 5)),
        (11, None, (8, 7)),
    ]


def test_a_day_off_makes_nobody_late_and_the_rungs_are_the_reps_own() -> None:
    friday = MON - timedelta(days=3)
    calendar = Calendar.of(off=[friday])
    laid = lay_out([Account(1, next_call=NextCall(friday))], MON, calendar)
    policy = Policy(schedule=Schedule(overdue=(4, 1)))
    assert [one.ids for one in overdue_ladder(laid, policy, calendar)] == [(), (), ()]
    (first, second, third) = overdue_ladder(
        lay_out([Account(1, next_call=NextCall(friday))], MON, PLAIN), policy, PLAIN
    )
    assert (first.ids, second.least, second.most, third.most) == ((1,), 2, 4, None)


def test_a_contract_stands_on_one_rung_and_a_call_from_that_day_on_answers_it() -> None:
    def ends(number: int, days: int, called: int | None = None) -> Account:
        last = None if called is None else MON - timedelta(days=called)
        return Account(number, contract_end=MON + timedelta(days=days), last_call=last)

    accounts = [
        ends(1, 91),
        ends(2, 90),
        ends(3, 61, 35),
        ends(4, 60, 0),
        ends(5, 30, 1),
        ends(6, 7),
        ends(7, 0),
        ends(8, -1),
    ]
    found = contract_ladder([*accounts, Account(9, contract_end=MON, phones=0)], MON, POLICY, PLAIN)
    assert [(one.least, one.days, one.ids, set(one.called)) for one in found] == [
        (61, 90, (3, 2), set()),
        (31, 60, (4,), {4}),
        (8, 30, (5,), set()),
        (0, 7, (7, 6), set()),
    ]
    saturday = ends(1, 30 - 2, 3)  # its rung was on a Saturday: Friday's call is the one it asks for
    assert contract_ladder([saturday], MON, POLICY, PLAIN)[2].called == {1}


def test_whose_day_comes_is_named_once_the_nearest_first_a_leap_day_too() -> None:
    accounts = [
        Account(1, occasions=((12, 7), (11, 25))),
        Account(2, occasions=((11, 23),)),
        Account(3, occasions=((12, 8),)),
        Account(4, occasions=((11, 24),), do_not_call=True),
    ]
    assert [(one.account_id, one.days) for one in occasions_ahead(accounts, MON, POLICY)] == [(2, 0), (1, 2)]
    leap = Account(5, occasions=((2, 29),))
    assert occasions_ahead([leap], date(2027, 2, 25), POLICY)[0].days == 3


@given(books(), st.randoms(use_true_random=False))
def test_everybody_stands_on_one_rung_whatever_the_order(accounts: list[Account], order: object) -> None:
    def all_of(several: list[Account]) -> tuple[object, ...]:
        laid = lay_out(several, MON, PLAIN)
        return overdue_ladder(laid, POLICY, PLAIN), contract_ladder(several, MON, POLICY, PLAIN)

    found = all_of(accounts)
    laid = lay_out(accounts, MON, PLAIN)
    assert sorted(n for rung in overdue_ladder(laid, POLICY, PLAIN) for n in rung.ids) == sorted(
        account.id for account in laid.overdue()
    )
    on_ladder = [n for rung in contract_ladder(accounts, MON, POLICY, PLAIN) for n in rung.ids]
    assert sorted(on_ladder) == [
        account.id
        for account in accounts
        if account.contract_end and 0 <= (account.contract_end - MON).days <= 90 and is_callable(account, MON)
    ]
    shuffled = list(accounts)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types it as object
    assert all_of(shuffled) == found


def _back(days: int) -> date:
    """Return the working day so many before Monday."""
    day = MON
    for _step in range(days):
        day = PLAIN.on_or_before(day - timedelta(days=1))
    return day
