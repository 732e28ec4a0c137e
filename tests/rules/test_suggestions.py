"""Suggested moves between grades, one line a rule."""

from __future__ import annotations

import pytest

from repdesk.rules.policy import Policy
from repdesk.rules.suggestions import Evidence, suggest
from repdesk.rules.types import Grade

POLICY = Policy()


@pytest.mark.parametrize(
    ("evidence", "to_grade", "code"),
    [
        (Evidence("B", price_talked=True, visits_to_price=4, demos_or_visits=9), "A", "price_talked"),
        (Evidence("B", demos_or_visits=9), "C", "no_price"),
        (Evidence("C", demo_given=True), "B", "demo_given"),
        (Evidence("C", price_talked=True), "B", "price_talked"),
        (Evidence("C", demo_given=True, offers=8), "B", "demo_given"),
        (Evidence("C", offers=8), "D", "offers_without_demo"),
        (Evidence("A", conversations_without_progress=4), "B", "no_progress"),
        (Evidence("A", phones=0), "D", "no_phone_left"),
        (Evidence("B", phones=0, price_talked=True), "D", "no_phone_left"),
    ],
)
def test_suggested(evidence: Evidence, to_grade: Grade, code: str) -> None:
    suggestion = suggest(evidence, POLICY)
    assert suggestion is not None
    assert (suggestion.from_grade, suggestion.to_grade) == (evidence.grade, to_grade)
    assert suggestion.reasons[0].code == code


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("A", conversations_without_progress=3, price_talked=True, demo_given=True, offers=20),
        Evidence("B", price_talked=True, visits_to_price=5, demos_or_visits=12),
        Evidence("B", demos_or_visits=8, offers=20, conversations_without_progress=9),
        Evidence("C", offers=7, demos_or_visits=20),
        Evidence("D", phones=0, demo_given=True, price_talked=True),
    ],
)
def test_nothing_suggested(evidence: Evidence) -> None:
    assert suggest(evidence, POLICY) is None
