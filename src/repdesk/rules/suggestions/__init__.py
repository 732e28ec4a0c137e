"""Movement between grades that is suggested to the rep, never taken silently (DOMAIN §6)."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.rules.policy import Policy
from repdesk.rules.types import Grade, Reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a move, all counted since the account came to its present grade.

    `phones` counts numbers that may be dialled. `price_talked` means that a price was given and talked up or down, and
    `visits_to_price` how many demonstrations or visits there had been by then; `demo_given` that a demonstration was
    taken. `conversations_without_progress` counts the latest ones in a row without a rise of stage or intent, a price
    or a demonstration.
    """

    grade: Grade
    phones: int = 1
    demos_or_visits: int = 0
    price_talked: bool = False
    visits_to_price: int = 0
    demo_given: bool = False
    offers: int = 0
    conversations_without_progress: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A move the rep may take or refuse, with what speaks for it."""

    from_grade: Grade
    to_grade: Grade
    reasons: tuple[Reason, ...]


def suggest(evidence: Evidence, policy: Policy) -> Suggestion | None:
    """Return the one move the evidence suggests, None where there is none.

    No phone left outranks all; a move up outranks a move down, since the newer evidence is the better one.
    """
    if evidence.grade == "D":
        return None
    if evidence.phones < 1:
        return Suggestion(evidence.grade, "D", (Reason("no_phone_left"),))
    if evidence.grade == "A":
        return _from_a(evidence, policy)
    return _from_b(evidence, policy) if evidence.grade == "B" else _from_c(evidence, policy)


def _from_a(evidence: Evidence, policy: Policy) -> Suggestion | None:
    calls = evidence.conversations_without_progress
    if calls < policy.movement.conversations_without_progress:
        return None
    return Suggestion("A", "B", (Reason("no_progress", facts=(("conversations", calls),)),))


def _from_b(evidence: Evidence, policy: Policy) -> Suggestion | None:
    if evidence.price_talked:
        if evidence.visits_to_price > policy.movement.price_within:
            return None
        return Suggestion("B", "A", (Reason("price_talked", facts=(("visits", evidence.visits_to_price),)),))
    if evidence.demos_or_visits < policy.movement.no_price_after:
        return None
    return Suggestion("B", "C", (Reason("no_price", facts=(("visits", evidence.demos_or_visits),)),))


def _from_c(evidence: Evidence, policy: Policy) -> Suggestion | None:
    up = []
    if evidence.demo_given:
        up.append(Reason("demo_given"))
    if evidence.price_talked:
        up.append(Reason("price_talked", facts=(("visits", evidence.visits_to_price),)))
    if up:
        return Suggestion("C", "B", tuple(up))
    if evidence.offers < policy.movement.offers_without_demo:
        return None
    return Suggestion("C", "D", (Reason("offers_without_demo", facts=(("offers", evidence.offers),)),))
