from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from repdesk.rules.policy import Policy
from repdesk.rules.standing import contract_status, grade, is_callable, mix, stage_of, why_not_callable
from repdesk.rules.types import Account, Grade, Override

from .books import MON, accounts

POLICY = Policy()
YESTERDAY = MON - timedelta(days=1)


def ends(days: int) -> date:
    return MON + timedelta(days=days)


@pytest.mark.parametrize(
    ("account", "status", "stage"),
    [
        (Account(1, stage=2), "none", 2),
        (Account(1, stage=2, contract_end=MON), "active", 6),
        (Account(1, stage=5, contract_end=YESTERDAY), "expired", 7),
        (Account(1, stage=7, contract_end=YESTERDAY, contract_sent=True), "expired", 5),
        (Account(1, stage=7, contract_end=YESTERDAY, deal_stage=4), "expired", 7),
        (Account(1, stage=2, deal_stage=4), "none", 4),
        (Account(1, stage=6), "none", 6),
        (Account(1, stage=7, deal_stage=3), "none", 7),
        (Account(1, stage=7, contract_sent=True, deal_stage=5), "none", 5),
        (Account(1, stage=6, contract_end=ends(300), deal_stage=5, contract_sent=True), "active", 6),
    ],
)
def test_stage_follows_contracts_then_deals_then_calls(account: Account, status: str, stage: int) -> None:
    assert contract_status(account, MON) == status
    assert stage_of(account, MON) == stage


@pytest.mark.parametrize(
    ("account", "letter"),
    [
        (Account(1, do_not_call=True, stage=5), "D"),
        (Account(1, refused_for_good=True, intent=5), "D"),
        (Account(1, stage=5), "A"),
        (Account(1, stage=0, intent=5), "A"),
        (Account(1, stage=4, intent=4), "A"),
        (Account(1, stage=4, intent=3), "B"),
        (Account(1, stage=4), "B"),
        (Account(1, contract_end=ends(60)), "A"),
        (Account(1, contract_end=ends(61)), "B"),
        (Account(1, contract_end=MON), "A"),
        (Account(1, contract_end=ends(300), deal_stage=5), "A"),
        (Account(1, contract_end=ends(300), deal_stage=4, intent=4), "A"),
        (Account(1, stage=3), "B"),
        (Account(1, stage=7), "B"),
        (Account(1, stage=2, intent=3), "B"),
        (Account(1, stage=2, intent=2), "C"),
        (Account(1, stage=1), "C"),
        (Account(1, phones=0, intent=5), "A"),
        (Account(1, stage=1, override=Override("A", "met at the fair", 1)), "A"),
        (Account(1, stage=2, override=Override("A", "met at the fair", 1)), "C"),
        (Account(1, stage=5, override=Override("D", "denied", 5)), "D"),
        (Account(1, stage=5, override=Override("C", "all talk", 5), do_not_call=True), "D"),
    ],
)
def test_grade_is_the_first_that_matches(account: Account, letter: str) -> None:
    graded = grade(account, MON, POLICY)
    assert graded.grade == letter
    assert graded.reasons


@given(accounts())
def test_nobody_of_grade_d_or_without_a_number_is_callable(account: Account) -> None:
    allowed = is_callable(account, MON)
    assert allowed == (grade(account, MON, POLICY).grade != "D" and account.phones > 0)
    assert allowed == (not why_not_callable(account, MON, POLICY))


@given(accounts())
def test_an_override_lapses_with_the_stage(account: Account) -> None:
    plain = grade(replace(account, override=None), MON, POLICY)
    other = Override("A", "said so", (stage_of(account, MON) + 1) % 8)
    assert grade(replace(account, override=other), MON, POLICY) == plain


def test_mix_is_held_against_the_healthy_one() -> None:
    counted: dict[Grade, int] = {"A": 9, "B": 31, "C": 60, "D": 7}
    found = mix([letter for letter, n in counted.items() for _ in range(n)], POLICY)
    assert found.counts == counted
    assert found.deviation == (-11, 1, 10)
