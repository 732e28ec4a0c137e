"""What takes long to say of an evening, read at once: tomorrow's list, the day, what it suggests and teaches."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.desk.evening import DayDone, day_done, due_of_day
from repdesk.desk.evening.learning import ToLearn, to_learn
from repdesk.desk.evening.tomorrow import Draft, Tomorrow, tomorrow
from repdesk.desk.suggesting import Suggested


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What takes long to say of a day: tomorrow's list, what the day came to, what it suggests and teaches."""

    ahead: Tomorrow
    done: DayDone
    due: tuple[Suggested, ...]
    choice: ToLearn


def reckoned(book: Book, draft: Draft | None) -> Reckoned:
    """Reckon the evening with what was said of tomorrow's list."""
    done = day_done(book)
    return Reckoned(tomorrow(book, draft), done, due_of_day(book), to_learn(book, done))
