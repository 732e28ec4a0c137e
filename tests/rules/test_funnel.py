from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.funnel import funnel, share, walk_order
from repdesk.rules.policy import Policy
from repdesk.rules.scoring import amount_of
from repdesk.rules.standing import contract_status, grade, stage_of
from repdesk.rules.types import Account

from .books import MON, books

POLICY = Policy()


@pytest.mark.parametrize(
    ("account", "worth"),
    [
        (Account(1), None),
        (Account(1, contract_amount=300), 300),
        (Account(1, contract_amount=300, estimate=0), 0),
        (Account(1, contract_amount=300, estimate=20, deal_stage=3), 20),
        (Account(1, contract_amount=300, estimate=20, deal_stage=3, deal_amount=1), 1),
    ],
)
def test_an_account_is_worth_its_deal_else_the_estimate_else_the_last_contract(
    account: Account, worth: int | None
) -> None:
    assert amount_of(account) == worth


def test_each_part_names_its_accounts_and_sums_what_is_in_the_books_currency() -> None:
    book = [
        Account(4, stage=3, estimate=500),
        Account(2, stage=3, estimate=70),
        Account(9, stage=3, estimate=10**9),
        Account(1, stage=2, contract_end=MON, contract_amount=30),
        Account(3, stage=2, contract_end=MON - timedelta(days=1), do_not_call=True),
    ]
    found = funnel(book, MON, POLICY, foreign={9, 3})
    assert (found.stages[3].ids, found.stages[3].value) == ((2, 4, 9), 570)
    assert (found.stages[6].ids, found.stages[6].value) == ((1,), 30)
    assert found.stages[7].ids == (3,)
    assert {letter: part.ids for letter, part in found.grades.items()} == {
        "A": (1,),
        "B": (2, 4, 9),
        "C": (),
        "D": (3,),
    }
    assert {status: part.ids for status, part in found.contracts.items()} == {
        "none": (2, 4, 9),
        "active": (1,),
        "expired": (3,),
    }
    assert found.unsummed == (9,)
    assert found.mix.deviation == (5, 45, -50)


@given(books(), st.randoms(use_true_random=False), st.sets(st.integers(1, 25)))
def test_every_account_stands_once_in_each_division_whatever_their_order(
    book: list[Account], chance: st.DataObject, foreign: set[int]
) -> None:
    found = funnel(book, MON, POLICY, foreign)
    shuffled = list(book)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert funnel(shuffled, MON, POLICY, foreign) == found
    for division in (found.stages, tuple(found.grades.values()), tuple(found.contracts.values())):
        assert sorted(number for part in division for number in part.ids) == [account.id for account in book]
        assert sum(part.value for part in division) == found.book.value
    for account in book:
        assert account.id in found.stages[stage_of(account, MON)].ids
        assert account.id in found.grades[grade(account, MON, POLICY).grade].ids
        assert account.id in found.contracts[contract_status(account, MON)].ids
    assert set(found.unsummed) <= foreign


def test_a_list_is_walked_by_amount_then_longest_untouched_then_id() -> None:
    week = MON - timedelta(days=7)
    book = [
        Account(1, last_call=MON),
        Account(2, estimate=10**9),
        Account(3, last_call=week),
        Account(4, estimate=5, last_call=MON),
        Account(5, estimate=5, last_call=week),
        Account(6),
        Account(7, estimate=5, last_call=MON),
    ]
    assert walk_order(book, foreign={2}) == (5, 4, 7, 2, 6, 3, 1)
    assert walk_order(reversed(book), foreign={2}) == walk_order(book, foreign={2})


@pytest.mark.parametrize(("part", "whole", "percent"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 201, 0)])
def test_a_share_is_rounded_half_up(part: int, whole: int, percent: int) -> None:
    assert share(part, whole) == percent
