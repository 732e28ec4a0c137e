"""One edit of many: everybody is judged as an edit of the one card would, and a span is filled by the lightest day."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.bulk_edits import (
    Edit,
    Ground,
    MoveStage,
    PlanCalls,
    PutTag,
    SetGrade,
    SetOwner,
    TakeTag,
    follows,
    judge,
)
from repdesk.rules.policy import Policy
from repdesk.rules.standing import grade, stage_of, why_not_callable
from repdesk.rules.types import Account, NextCall, Override
from repdesk.rules.workdays import Calendar
from tests.rules.books import MON, PLAIN, books

TUE, WED, FRI = (MON + timedelta(days=n) for n in (1, 2, 4))
GROUND = Ground(MON, MON, Policy(), PLAIN)


def outcome(edit: Edit, account: Account, ground: Ground = GROUND) -> str:
    """Return "changed", "same" or the code of the refusal."""
    judged = judge(edit, [account], ground)
    return judged.refused[0][1].code if judged.refused else "changed" if judged.changed else "same"


@pytest.mark.parametrize(("edit", "account", "comes_to"), [
    (MoveStage(3), Account(1, stage=2), "changed"),
    (MoveStage(2), Account(1, stage=2), "same"),
    (MoveStage(2), Account(1, stage=4), "falls"),
    (MoveStage(2, "no budget"), Account(1, stage=4), "changed"),
    (MoveStage(1), Account(1, stage=0), "changed"),  # one mouth: that is no fall
    (MoveStage(4), Account(1, contract_end=FRI), "contract_covers"),
    (MoveStage(3, "x"), Account(1, contract_end=MON - timedelta(days=9)), "contract_has_ended"),
    (MoveStage(3), Account(1, stage=2, deal_stage=2), "changed"),
    (SetGrade("B", "asked for a price"), Account(1), "changed"),
    (SetGrade("B"), Account(1), "needs_reason"),
    (SetGrade("B", "why"), Account(1, stage=2, override=Override("B", "why", 2)), "same"),
    (SetGrade("A", "why"), Account(1, do_not_call=True), "do_not_call"),
    (SetGrade(None), Account(1), "same"),
    (PlanCalls(WED), Account(1), "changed"),
    (PlanCalls(WED), Account(1, next_call=NextCall(WED)), "same"),
    (PlanCalls(WED), Account(1, next_call=NextCall(FRI, promised=True)), "is_promised"),
    (PlanCalls(None), Account(1, next_call=NextCall(FRI, promised=True)), "is_promised"),
    (PlanCalls(None), Account(1), "same"),
    (PlanCalls(WED), Account(1, phones=0), "no_phone"),
    (PlanCalls(None), Account(1, phones=0, next_call=NextCall(FRI)), "changed"),
    (PlanCalls(WED), Account(1, override=Override("D", "no", 1)), "override"),
    (PlanCalls(WED, FRI), Account(1, contract_end=TUE), "contract_ends_before"),
    (PlanCalls(MON + timedelta(days=5), MON + timedelta(days=6)), Account(1), "no_working_day"),
    (PutTag("vip"), Account(1), "changed"),
    (PutTag("vip"), Account(2), "same"),
    (TakeTag("vip"), Account(1), "same"),
    (TakeTag("vip"), Account(2), "changed"),
    (SetOwner("Li"), Account(1), "changed"),
    (SetOwner("Li"), Account(2), "same"),
    (SetOwner(""), Account(1), "same"),
])  # fmt: skip
def test_what_an_edit_comes_to(edit: Edit, account: Account, comes_to: str) -> None:
    assert outcome(edit, account, replace(GROUND, tags={2: ("vip",)}, owners={2: "Li"})) == comes_to


def test_a_deal_further_than_the_one_that_is_moved_holds_the_stage() -> None:
    account = Account(1, stage=2, deal_stage=4)
    assert outcome(MoveStage(3, "x"), account, replace(GROUND, second_deals={1: 4})) == "further_deal"
    assert outcome(MoveStage(3, "x"), account, replace(GROUND, second_deals={1: 2})) == "changed"


def test_what_follows_is_told() -> None:
    set_by_hand = Account(1, stage=4, override=Override("C", "slow", 4), next_call=NextCall(WED))
    (change,) = judge(MoveStage(3, "x"), [set_by_hand], GROUND).changed
    told = follows(change, GROUND)
    assert (told.stage, told.grade, told.lapses, told.call_ends) == ((4, 3), ("C", "B"), True, False)
    (change,) = judge(SetGrade("D", "gone"), [set_by_hand], GROUND).changed
    assert follows(change, GROUND).call_ends


def test_a_span_is_filled_by_the_lightest_day_and_the_best_come_first() -> None:
    ground = replace(GROUND, load={TUE: 2, WED: 0}, score=lambda account: account.id)
    judged = judge(PlanCalls(TUE, WED), [Account(n) for n in range(1, 5)], ground)
    days = {one.account_id: one.after.next_call.date for one in judged.changed if one.after.next_call}
    assert days == {4: WED, 3: WED, 2: TUE, 1: WED}


def test_calls_that_are_moved_weigh_nothing_where_they_were() -> None:
    there = [Account(n, next_call=NextCall(TUE)) for n in (1, 2, 3, 4)]
    judged = judge(PlanCalls(TUE, WED), there, replace(GROUND, load={TUE: 4}))
    assert Counter(one.after.next_call.date for one in judged.changed if one.after.next_call) == {WED: 2}
    assert len(judged.same) == 2


edits = st.one_of(
    st.builds(MoveStage, st.integers(0, 5), st.sampled_from(["", "why"])),
    st.builds(SetGrade, st.sampled_from(["A", "B", "C", "D", None]), st.sampled_from(["", "why"])),
    st.builds(PlanCalls, st.sampled_from([None, MON, WED, FRI])),
    st.builds(PlanCalls, st.sampled_from([MON, WED]), st.sampled_from([WED, FRI, MON + timedelta(days=14)])),
)


@given(books(8), edits, st.integers(0, 99))
def test_everybody_is_judged_once_in_whatever_order(book: list[Account], edit: Edit, seed: int) -> None:
    ground = replace(GROUND, calendar=Calendar.of(off=[WED]), load={FRI: 1}, score=lambda account: account.stage)
    judged = judge(edit, book, ground)
    shuffled = list(book)
    random.Random(seed).shuffle(shuffled)
    assert judge(edit, shuffled, ground) == judged
    ids = [one.account_id for one in judged.changed] + list(judged.same) + [number for number, _why in judged.refused]
    assert sorted(ids) == [account.id for account in book]


@given(books(8), edits)
def test_nobody_is_changed_who_may_not_be(book: list[Account], edit: Edit) -> None:
    by_id = {account.id: account for account in book}
    for one in judge(edit, book, GROUND).changed:
        before, after = by_id[one.account_id], one.after
        assert one.before == before
        if isinstance(edit, MoveStage):
            assert stage_of(after, MON) == edit.to
            assert after.override is None
        if isinstance(edit, SetGrade) and edit.letter is not None:
            assert grade(after, MON, Policy()).grade == edit.letter
            assert not before.do_not_call
        if isinstance(edit, PlanCalls):
            assert before.next_call is None or not before.next_call.promised
            assert edit.first is None or not why_not_callable(before, MON, Policy())
            assert after == replace(before, next_call=after.next_call)


@given(st.integers(0, 40), st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_a_day_that_gets_a_call_is_never_two_heavier_than_another(accounts: int, loads: list[int]) -> None:
    days = [MON + timedelta(days=n) for n in range(5)]
    load = dict(zip(days, loads, strict=True))
    placed: Counter[date] = Counter(load)
    book = [Account(number) for number in range(1, accounts + 1)]
    for one in judge(PlanCalls(days[0], days[-1]), book, replace(GROUND, load=load)).changed:
        assert one.after.next_call is not None
        placed[one.after.next_call.date] += 1
    assert placed.total() == sum(loads) + accounts
    assert all(placed[day] <= min(placed.values()) + 1 for day in days if placed[day] > load[day])
