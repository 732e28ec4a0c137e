"""What comes of calls that are not made yet: the shares that are answered, and a fortune for each call."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.rules.types import Outcome

_WORD = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Odds:
    """The shares of all calls that somebody answers, and in which the key person speaks.

    `calls` are those of the book that they were seen in, 0 where they are the policy's.
    """

    answered: float
    effective: float
    calls: int = 0

    def outcome(self, fortune: float) -> Outcome:
        """Return what comes of a call: the key person, somebody else, or nobody; that anyone buys is not foreseen."""
        if fortune < self.effective:
            return Outcome.TALKED
        return Outcome.GATEKEEPER if fortune < self.answered else Outcome.NO_ANSWER


def fortune(seed: int, account_id: int, call: int) -> float:
    """Return a number from 0 up to 1 that looks drawn, and is the same for the same call of an account (SplitMix64).

    Whatever is tried, the third call of a customer meets the same fortune: what comes out otherwise is what was
    changed, not luck.
    """
    mixed = (seed * 0x9E3779B97F4A7C15 + account_id * 0xBF58476D1CE4E5B9 + call * 0x94D049BB133111EB) & _WORD
    mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & _WORD
    mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & _WORD
    return (mixed ^ mixed >> 31) / (_WORD + 1)
