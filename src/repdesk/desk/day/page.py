"""The day on one page: how it is arranged, what must be done, who must be called, what to learn (DOMAIN §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from repdesk.clock import instant
from repdesk.desk.book import Book
from repdesk.desk.day.now import DayNow, arranged, day_now
from repdesk.desk.day.work_time import time_per_kind
from repdesk.desk.rows import DayList, ListRow
from repdesk.desk.today import day_list
from repdesk.rules.day_blocks import Block
from repdesk.rules.types import LEARNING, Tier
from repdesk.store.reading.tasks import TaskRow, read_tasks


@dataclass(frozen=True, slots=True)
class DayPage:
    """The four questions of a day answered: `blocks`, `tasks`, `foremost` and `learn`.

    `spent` is the minutes per kind of work so far; `foremost` who is promised or has priority and still to be called,
    those promised for a time of the day first, the others in the order of the list; `others` is how many follow them.
    """

    day: date
    today: date
    blocks: tuple[Block, ...]
    now: DayNow
    spent: dict[str, int]
    tasks: tuple[TaskRow, ...]
    learn: tuple[TaskRow, ...]
    foremost: tuple[ListRow, ...]
    others: int
    calls: int
    quota: int
    offered: int | None
    said: str
    """What was planned for today the evening before, in a line; empty where nothing was."""


def promised_at(row: ListRow, day: date) -> time | None:
    """Return the time of `day` that a row is promised for, None where it is for none."""
    return row.due_time if row.promised and row.due == day else None


def with_clock(book: Book, page: DayPage) -> DayPage:
    """Return the page with what the clock alone has changed, which is little to read."""
    return replace(page, now=day_now(book), spent=time_per_kind(book, page.today, page.today)[page.today])


def day_page(book: Book, listed: DayList | None = None) -> DayPage:
    """Return the page of today, or of the next working day on a day off; `listed` is its list where it is at hand."""
    listed = day_list(book) if listed is None else listed
    today = book.clock.today()
    since = instant(datetime.combine(today, time.min, book.clock.now().tzinfo))
    tasks = read_tasks(book.read(), listed.day, since)
    besides = tuple(task for task in tasks if task.kind != LEARNING)
    to_call = [row for row in listed.rows if row.state != "called"]
    foremost = [row for row in to_call if row.tier in (Tier.PROMISED, Tier.PRIORITY)]
    return DayPage(
        day=listed.day,
        today=today,
        blocks=arranged(book, listed.day),
        now=day_now(book, besides),
        spent=time_per_kind(book, today, today)[today],
        tasks=besides,
        learn=tuple(task for task in tasks if task.kind == LEARNING and (task.due == listed.day or task.done)),
        foremost=tuple(sorted(foremost, key=lambda row: promised_at(row, listed.day) or time.max)),
        others=len(to_call) - len(foremost),
        calls=listed.head.calls,
        quota=listed.head.quota,
        offered=listed.offered,
        said=listed.morning,
    )
