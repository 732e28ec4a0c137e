from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Policy
from repdesk.rules.scoring import Scorer, ValueScale, days_until, expected_value
from repdesk.rules.types import Account, NextCall

from .books import MON, PLAIN, books

POLICY = Policy()


def points(account: Account, *others: Account) -> dict[str, int]:
    scorer = Scorer.of([account, *others], MON, POLICY, PLAIN)
    return {reason.code: reason.points for reason in scorer.reasons(account)}


def ago(days: int) -> date:
    return MON - timedelta(days=days)


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        (Account(1, stage=0), {"never_called": 10}),
        (Account(1, stage=1), {"stage": 2, "never_called": 10}),
        (Account(1, stage=5, intent=1, last_call=ago(3)), {"stage": 32, "intent": -6}),
        (Account(1, stage=2, intent=2, last_call=MON), {"stage": 6}),
        (Account(1, stage=7, intent=5, last_call=ago(7)), {"stage": 20, "intent": 24, "untouched": 1}),
        (Account(1, contract_end=ago(-60), last_call=MON), {"stage": 4, "contract_ends": 6}),
        (Account(1, contract_end=ago(-61), last_call=MON), {"stage": 4}),
        (Account(1, contract_end=ago(-31), last_call=MON), {"stage": 4, "contract_ends": 6}),
        (Account(1, contract_end=ago(-30), last_call=MON), {"stage": 4, "contract_ends": 12}),
        (Account(1, contract_end=ago(-300), deal_stage=4, last_call=MON), {"deal_stage": 24}),
        (Account(1, stage=0, last_call=MON, next_call=NextCall(MON)), {}),
        (Account(1, stage=0, last_call=MON, next_call=NextCall(ago(3))), {"overdue": 1}),
        (Account(1, stage=0, last_call=MON, next_call=NextCall(ago(2))), {"overdue": 1}),
        (Account(1, stage=0, last_call=MON, next_call=NextCall(ago(90))), {"overdue": 10}),
        (Account(1, stage=0, last_call=ago(400)), {"untouched": 10}),
        (Account(1, stage=0, last_call=MON, unanswered=2), {}),
        (Account(1, stage=0, last_call=MON, unanswered=3), {"unanswered": -3}),
        (Account(1, stage=0, last_call=MON, unanswered=7), {"unanswered": -15}),
        (Account(1, stage=0, last_call=MON, unanswered=12), {"unanswered": -15}),
        (Account(1, stage=0, last_call=MON, referred=True), {"referred": 8}),
        (Account(1, stage=0, last_call=MON, occasions=((11, 26),)), {"occasion": 3}),
        (Account(1, stage=0, last_call=MON, occasions=((11, 27), (11, 22))), {}),
    ],
)
def test_points_are_those_of_the_table(account: Account, expected: dict[str, int]) -> None:
    assert points(account) == expected


def test_ownership_has_a_part_only_where_it_is_switched_on() -> None:
    account = Account(1, stage=0, last_call=MON, ownership="reminder", ownership_ends=ago(-7))
    assert "ownership_ends" not in points(account)
    switched = replace(POLICY, standing=replace(POLICY.standing, ownership=True))
    reasons = Scorer.of([account], MON, switched, PLAIN).reasons(account)
    assert [(r.code, r.points) for r in reasons] == [("ownership_ends", 18)]


def test_value_is_a_midrank_percentile_among_values_above_nothing() -> None:
    scale = ValueScale([0, 100, 200, 200, 400], 15)
    assert [scale.points(v) for v in (0, 100, 200, 400)] == [0, 2, 8, 13]
    assert ValueScale([], 15).points(5) == 0


def test_expected_value_takes_deal_then_estimate_then_contract() -> None:
    full = Account(1, stage=2, deal_stage=4, deal_amount=1000, estimate=2000, contract_amount=4000)
    assert expected_value(full, MON, POLICY) == 450
    assert expected_value(replace(full, deal_stage=None, deal_amount=None), MON, POLICY) == 160
    assert expected_value(replace(full, deal_stage=None, deal_amount=None, estimate=None), MON, POLICY) == 320
    assert expected_value(Account(1), MON, POLICY) == 0


@given(books())
def test_the_points_of_the_reasons_are_the_score(book: list[Account]) -> None:
    scorer = Scorer.of(book, MON, POLICY, PLAIN)
    for account in book:
        reasons = scorer.reasons(account)
        assert scorer.score(account) == sum(reason.points for reason in reasons)
        assert all(reason.points for reason in reasons)


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_an_occasion_comes_round_within_a_year(today: date, born: date) -> None:
    days = days_until(born.month, born.day, today)
    falls = today + timedelta(days=days)
    assert 0 <= days <= 366
    assert (falls.month, falls.day) in {(born.month, born.day), (2, 28)}
