"""Completeness: the points of a card and what is missing or stale on it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.completeness import Completeness, Fact, Facts, completeness
from repdesk.rules.policy import Policy

TODAY = date(2026, 11, 23)
POLICY = Policy()
NAMES = [field.name for field in fields(Facts)]
STALE = TODAY - timedelta(days=366)
FACTS = st.builds(
    Facts, **{name: st.builds(Fact, st.booleans(), st.none() | st.sampled_from([TODAY, STALE])) for name in NAMES}
)


def points(facts: Facts) -> Completeness:
    return completeness(facts, TODAY, POLICY)


def test_an_empty_card_misses_everything_the_dearest_first() -> None:
    empty = points(Facts())
    assert empty.points == 0
    assert set(empty.missing) == set(NAMES)
    assert empty.missing[:5] == ("phone", "kp", "need", "name", "next_call")


def test_a_full_card_reaches_100() -> None:
    full = points(Facts(**{name: Fact(known=True) for name in NAMES}))
    assert full == Completeness(100, (), ())


def test_the_points_of_each_fact() -> None:
    worth = {name: points(Facts(**{name: Fact(known=True)})).points for name in NAMES}
    assert worth == {
        "name": 10, "phone": 15, "kp": 15, "kp_role": 5, "need": 15, "stage": 5, "intent": 5, "industry": 3, "size": 2,
        "region": 3, "address": 2, "rival": 5, "obstacle": 5, "next_call": 10,
    }  # fmt: skip


def test_a_fact_confirmed_over_a_year_ago_counts_half_rounded_down() -> None:
    stale = points(Facts(need=Fact(known=True, confirmed=STALE)))
    assert (stale.points, stale.stale) == (7, ("need",))
    a_year = points(Facts(need=Fact(known=True, confirmed=TODAY - timedelta(days=365))))
    assert (a_year.points, a_year.stale) == (15, ())


def test_points_of_another_policy_are_scaled_to_100() -> None:
    dear_need = replace(POLICY, card=replace(POLICY.card, need=115))
    full = Facts(**{name: Fact(known=True) for name in NAMES})
    assert completeness(full, TODAY, dear_need).points == 100
    assert completeness(Facts(need=Fact(known=True)), TODAY, dear_need).points == 57


@given(FACTS, st.sampled_from(NAMES))
def test_learning_a_fact_never_costs_points_and_confirming_it_ends_its_staleness(facts: Facts, name: str) -> None:
    before, after = points(facts), points(replace(facts, **{name: Fact(known=True, confirmed=TODAY)}))
    assert 0 <= before.points <= after.points <= 100
    assert name not in after.missing + after.stale
    assert not set(before.missing) & set(before.stale)
