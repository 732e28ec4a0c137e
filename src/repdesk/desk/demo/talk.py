"""What comes of one call in the demo book, by chance weighted as a telesales rep finds it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from repdesk.desk.demo import names
from repdesk.desk.demo.customers import Customer
from repdesk.rules.outcomes import Said
from repdesk.rules.types import Outcome

_SPOKEN = (
    Outcome.GATEKEEPER,
    Outcome.CALLBACK,
    Outcome.TALKED,
    Outcome.INTERESTED,
    Outcome.PROPOSAL_SENT,
    Outcome.CONTRACT_SENT,
    Outcome.SIGNED,
    Outcome.REFUSED,
    Outcome.DO_NOT_CALL,
)
_WEIGHTS = {  # by stage, in the order of _SPOKEN
    0: (38, 12, 26, 9, 3, 0, 0, 11, 1),
    1: (38, 12, 26, 9, 3, 0, 0, 11, 1),
    2: (14, 16, 36, 16, 8, 0, 0, 9, 1),
    3: (6, 16, 32, 18, 18, 4, 0, 6, 0),
    4: (4, 16, 32, 10, 14, 18, 0, 6, 0),
    5: (2, 20, 38, 0, 0, 0, 34, 6, 0),
    6: (8, 12, 66, 10, 4, 0, 0, 0, 0),
    7: (8, 16, 40, 18, 8, 5, 0, 5, 0),
}
_UNSPOKEN = (Outcome.NO_ANSWER, Outcome.BUSY, Outcome.WRONG_NUMBER)
_NOTED = 0.7
_BEST_HOURS = (10, 11, 14, 15)
_MOOD = (Outcome.TALKED, Outcome.CALLBACK)


@dataclass(frozen=True, slots=True)
class Talk:
    """An outcome and what the rep noted with it; `intent` is by how much the rep moves it, `end` a contract's."""

    outcome: Outcome
    note: str = ""
    reason: str = ""
    kp: bool = False
    lost: bool = False
    never: bool = False
    price: bool = False
    demo: bool = False
    offer: bool = False
    intent: int | None = None
    leaning: bool = False
    opens_deal: bool = False
    end: date | None = None

    def said(self, phones_left: int) -> Said:
        """Return what the rules want to know of it."""
        return Said(self.kp, self.lost, self.never, max(0, phones_left), self.end)


def talk(rng: random.Random, customer: Customer, stage: int, day: date, minute: int) -> Talk:
    """Draw what comes of a call; promises and the better hours are answered more often."""
    promise = customer.account.next_call
    chance = customer.reach * (1.08 if minute // 60 in _BEST_HOURS else 0.82)
    if promise is not None and promise.promised:
        chance = 0.75
    if rng.random() >= chance:
        wrong = 5 if customer.account.last_conversation is None and not customer.account.unanswered else 0
        return Talk(rng.choices(_UNSPOKEN, (84, 14, wrong))[0])
    outcome = rng.choices(_SPOKEN, _WEIGHTS[stage])[0]
    notes = (names.NOTES_ZH if customer.chinese else names.NOTES_EN)[outcome.value]
    note = rng.choice(notes) if rng.random() < _NOTED else ""
    met = outcome not in (Outcome.GATEKEEPER, Outcome.DO_NOT_CALL)
    refused = outcome is Outcome.REFUSED
    return Talk(
        outcome,
        note="" if refused else note,
        reason=rng.choice(notes) if refused or outcome is Outcome.DO_NOT_CALL else "",
        kp=rng.random() < 0.6 if outcome is Outcome.CALLBACK else met,
        lost=refused and stage >= 3 and rng.random() < 0.6,
        never=refused and rng.random() < 0.06,
        price=met and stage >= 2 and rng.random() < 0.3,
        demo=outcome is Outcome.INTERESTED and rng.random() < 0.3,
        offer=outcome is Outcome.PROPOSAL_SENT and rng.random() < 0.8,
        intent=_mood(rng, customer.account.intent) if outcome in _MOOD and met else None,
        leaning=outcome in (Outcome.INTERESTED, Outcome.PROPOSAL_SENT) and rng.random() < 0.45,
        opens_deal=rng.random() < 0.7,
        end=day + timedelta(days=365) if outcome is Outcome.SIGNED else None,
    )


def _mood(rng: random.Random, intent: int | None) -> int | None:
    """Return how the intent moves after a talk: set at first, later now and then a step."""
    if intent is None:
        return rng.choice((0, 0, 1))
    return rng.choice((-1, 0, 0, 0, 0, 1))
