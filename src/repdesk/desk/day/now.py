"""What is on now: the block of the day, the work besides calling that goes on, the tasks that wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from repdesk.clock import instant
from repdesk.desk.book import Book
from repdesk.rules.day_blocks import Block, Moment, blocks_on, moment_of
from repdesk.rules.types import WORK
from repdesk.store.reading.tasks import TaskRow, any_work_since, read_tasks

if TYPE_CHECKING:
    from repdesk.rules.work_time import UnderWay


@dataclass(frozen=True, slots=True)
class DayNow:
    """What is on now: the block, the work besides calling whose clock runs, and how many tasks wait of each kind."""

    moment: Moment
    going_on: UnderWay | None
    waiting: tuple[tuple[str, int], ...]


def day_now(book: Book, tasks: Iterable[TaskRow] | None = None) -> DayNow:
    """Return what is on now, with these `tasks`, else today's; it reads little, for the head asks every minute."""
    now = book.clock.now()
    tasks = read_tasks(book.read(), now.date()) if tasks is None else tasks
    return DayNow(moment_of(arranged(book, now.date()), now), _going_on(book), _waiting(tasks))


def arranged(book: Book, day: date) -> tuple[Block, ...]:
    """Return the blocks of a day."""
    return blocks_on(day, book.calendar, book.policy)


def _waiting(tasks: Iterable[TaskRow]) -> tuple[tuple[str, int], ...]:
    """Count the open tasks of each kind of work there is, in DOMAIN's order."""
    counted = Counter(task.kind for task in tasks if not task.done)
    return tuple((kind, counted[kind]) for kind in WORK if counted[kind])


def _going_on(book: Book) -> UnderWay | None:
    """Return the work that goes on; what reckons it is loaded where any was begun today, not for the first paint."""
    now = book.clock.now()
    if not any_work_since(book.read(), instant(datetime.combine(now.date(), time.min, now.tzinfo))):
        return None
    from repdesk.desk.day.work_time import work_under_way

    return work_under_way(book)
