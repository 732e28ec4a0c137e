"""What a day may teach: what is not learned yet first, then why customers refuse, then what fell short."""

from __future__ import annotations

from repdesk.rules.evening import Figure, FigureName, Regrets
from repdesk.rules.learning import learning_offers
from repdesk.rules.policy import Policy

POLICY = Policy()
CALM = Regrets((), (), (), ())
NAMES: tuple[FigureName, ...] = ("calls", "conversations", "effective", "notes", "next_calls")
MET = [Figure(name, 1, 1, 1) for name in NAMES]


def codes(
    unlearned: list[str], refusals: list[tuple[str, int]], figures: list[Figure], regretted: Regrets
) -> list[str]:
    return [offer.code for offer in learning_offers(unlearned, refusals, figures, regretted, POLICY)]


def test_a_day_without_fault_teaches_what_is_not_learned_yet() -> None:
    assert codes([], [], MET, CALM) == []
    (only,) = learning_offers(["ask who signs", "ask who signs"], [], MET, CALM, POLICY)
    assert (only.code, only.fact("what")) == ("again", "ask who signs")


def test_the_commonest_reason_for_a_refusal_is_offered_once_it_was_given_often_enough() -> None:
    assert codes([], [("too dear", 1)], MET, CALM) == []
    (only,) = learning_offers([], [("b", 2), ("a", 2), ("c", 1)], MET, CALM, POLICY)
    assert (only.fact("reason"), only.fact("n")) == ("a", 2)


def test_what_was_missed_comes_before_what_fell_short() -> None:
    short = [Figure("calls", 0, 9, 9), Figure("notes", 0, 1, 1), Figure("effective", 0, 2, 2)]
    assert codes(["x"], [("dear", 5)], short, Regrets((1,), (), (2,), (3,))) == [
        "again",
        "refusal",
        "promises_missed",
        "priority_not_reached",
        "effective",
        "notes",
    ]
