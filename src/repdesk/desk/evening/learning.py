"""The one thing to learn: what lately was learned, what was not, and what the day offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.evening import DayDone, evening_day
from repdesk.rules.learning import learning_offers
from repdesk.store.reading.evening import read_refusals
from repdesk.store.reading.tasks import read_learnings
from repdesk.text import visible


@dataclass(frozen=True, slots=True)
class ToLearn:
    """What was learned lately, the latest first, and what may be learned next, as it can be put down."""

    lately: tuple[str, ...]
    offers: tuple[str, ...]
    carried: str
    """What was to be learned by the day whose evening it is, and is not yet; "" where there is nothing."""


def to_learn(book: Book, done: DayDone) -> ToLearn:
    """Return what there is to choose from, with what the day came to."""
    day = evening_day(book)
    since = day - timedelta(days=book.policy.process.learning_days)
    past = read_learnings(book.read(), since, day)
    learned = tuple(dict.fromkeys(visible(task.title) for task in past if task.done))
    still = [title for task in past if not task.done and (title := visible(task.title)) not in learned]
    refusals = read_refusals(book.read(), since, day)
    found = learning_offers(still, refusals, done.figures, done.regrets, book.policy)
    return ToLearn(learned, tuple(map(wording.learning, found)), still[0] if still else "")
