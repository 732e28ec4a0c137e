"""When a customer is best reached (DOMAIN §5): its own answered calls by hour, smoothed by the whole book's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from repdesk.rules.best_hours.beta import share_below
from repdesk.rules.policy import BestHours


@dataclass(frozen=True, slots=True)
class Answers:
    """Calls out, and how many of them somebody answered."""

    answered: int = 0
    tried: int = 0

    @property
    def rate(self) -> float | None:
        """Return the share that was answered, None where none was tried."""
        return self.answered / self.tried if self.tried else None

    def __add__(self, other: Answers) -> Answers:
        """Return both together."""
        return Answers(self.answered + other.answered, self.tried + other.tried)


NONE = Answers()


@dataclass(frozen=True, slots=True)
class Best:
    """Hours of the day in which a customer is reached better than the book: from `start` up to `until`, both 0 to 24.

    `answered` of `tried` are its own calls in them; `sure` is the probability, of the surest of the hours.
    """

    start: int
    until: int
    answered: int
    tried: int
    sure: float

    def holds(self, at: time) -> bool:
        """Say whether `at` is one of these hours."""
        return self.start <= at.hour < self.until


def total(parts: Iterable[Answers]) -> Answers:
    """Return all of them together."""
    return sum(parts, NONE)


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the day in which a customer was called: how often, and what is believed of it.

    `expected` is the share of calls that will be answered, `sure` the probability that it is more than the book's.
    """

    hour: int
    own: Answers
    expected: float
    sure: float


def hours_called(own: Mapping[int, Answers], book: Mapping[int, Answers], figures: BestHours) -> tuple[Hour, ...]:
    """Return what is believed of each hour in which a customer was called, in order; `own` and `book` are by hour.

    It is a beta distribution: the book's rate in that hour counts as `weight` calls, the customer's own are added.
    Where the book is not called in that hour its overall rate is taken. Without any call in the book there are none.
    """
    overall = total(book.values()).rate
    if overall is None:
        return ()
    found = []
    for hour, answers in sorted(own.items()):
        rate = book.get(hour, NONE).rate
        prior = overall if rate is None else rate
        answered = figures.weight * prior + answers.answered
        missed = figures.weight * (1 - prior) + answers.tried - answers.answered
        sure = 1 - share_below(overall, answered, missed)
        found.append(Hour(hour, answers, answered / (answered + missed), sure))
    return tuple(found)


def best_hours(own: Mapping[int, Answers], book: Mapping[int, Answers], figures: BestHours) -> tuple[Best, ...]:
    """Return the hours to offer, the surest first, then the earliest; those that touch as one.

    An hour is offered that was tried often enough and is sure enough to be better than the book is overall.
    """
    tried = {hour: answers for hour, answers in own.items() if answers.tried >= figures.least}
    found: list[Best] = []
    for one in hours_called(tried, book, figures):
        if one.sure < figures.sure:
            continue
        start, both, sure = one.hour, one.own, one.sure
        if found and found[-1].until == one.hour:
            before = found.pop()
            start, both, sure = before.start, both + Answers(before.answered, before.tried), max(sure, before.sure)
        found.append(Best(start, one.hour + 1, both.answered, both.tried, sure))
    return tuple(sorted(found, key=lambda best: (-best.sure, best.start)))
