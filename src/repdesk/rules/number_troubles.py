"""What is wrong with the numbers of a customer, so that a call cannot reach it, or not on every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Trouble = Literal["no_number", "all_bad", "unreadable", "some_bad", "do_not_call"]
TROUBLES: tuple[Trouble, ...] = ("no_number", "all_bad", "unreadable", "some_bad", "do_not_call")
"""In the order in which it pays to mend them; do-not-call is nothing to mend."""


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """What is known of one number: marked wrong, on the do-not-call list, an international number that may exist."""

    bad: bool = False
    barred: bool = False
    valid: bool = True


def trouble_of(numbers: Sequence[NumberFacts], *, do_not_call: bool) -> Trouble | None:
    """Return what is wrong with the numbers of an account, the gravest first; None where all are in order.

    A customer who is not to be called is do-not-call whatever the numbers are.
    """
    if do_not_call:
        return "do_not_call"
    if not numbers:
        return "no_number"
    if all(number.bad or number.barred for number in numbers):
        return "all_bad" if any(number.bad for number in numbers) else "do_not_call"
    if any(not number.valid and not number.bad for number in numbers):
        return "unreadable"
    if any(number.bad for number in numbers):
        return "some_bad"
    return "do_not_call" if any(number.barred for number in numbers) else None
