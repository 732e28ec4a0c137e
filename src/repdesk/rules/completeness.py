"""How much of a card is known, and how fresh it is (DOMAIN §11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from repdesk.rules.policy import Card, Policy


@dataclass(frozen=True, slots=True)
class Fact:
    """Whether something is on record and when it was last confirmed; undated facts count in full."""

    known: bool = False
    confirmed: date | None = None


UNKNOWN = Fact()
_WHOLE = (
    "name",
    "phone",
    "kp",
    "kp_role",
    "need",
    "stage",
    "intent",
    "rival",
    "obstacle",
    "next_call",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the card of an account holds.

    `kp` is a contact who is the KP, `kp_role` that person's role, `stage` the evidence for the stage (a conversation on
    record or a contract), `obstacle` an obstacle or the word that there is none.
    """

    name: Fact = UNKNOWN
    phone: Fact = UNKNOWN
    kp: Fact = UNKNOWN
    kp_role: Fact = UNKNOWN
    need: Fact = UNKNOWN
    stage: Fact = UNKNOWN
    intent: Fact = UNKNOWN
    industry: Fact = UNKNOWN
    size: Fact = UNKNOWN
    region: Fact = UNKNOWN
    address: Fact = UNKNOWN
    rival: Fact = UNKNOWN
    obstacle: Fact = UNKNOWN
    next_call: Fact = UNKNOWN


@dataclass(frozen=True, slots=True)
class Completeness:
    """Points of 100, and the names of the facts that are missing or stale, the dearest first."""

    points: int
    missing: tuple[str, ...]
    stale: tuple[str, ...]


def worth(card: Card) -> dict[str, int]:
    """Return the points of each fact; industry and size share theirs, as do region and address, the odd one first."""
    points: dict[str, int] = {name: getattr(card, name) for name in _WHOLE}
    points |= {"industry": card.firm - card.firm // 2, "size": card.firm // 2}
    return points | {"region": card.place - card.place // 2, "address": card.place // 2}


@cache
def _dearest_first(card: Card) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(worth(card).items(), key=lambda item: -item[1]))


def completeness(facts: Facts, day: date, policy: Policy) -> Completeness:
    """Add up the points of what is known; a fact confirmed over a year ago counts half.

    The sum is rounded down, scaled to 100 where a policy's points do not add up to that.
    """
    halves = whole = 0
    missing, stale = [], []
    for name, full in _dearest_first(policy.card):
        whole += full
        fact: Fact = getattr(facts, name)
        if not fact.known:
            missing.append(name)
        elif fact.confirmed is not None and (day - fact.confirmed).days > policy.card.stale_days:
            stale.append(name)
            halves += full
        else:
            halves += 2 * full
    return Completeness(halves * 50 // whole, tuple(missing), tuple(stale))
