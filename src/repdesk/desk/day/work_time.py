"""Where a day's time went, by kind of work, and the work besides calling that goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from repdesk.clock import instant
from repdesk.desk.book import Book
from repdesk.rules.hours import hours_on
from repdesk.rules.types import WORK
from repdesk.rules.work_time import Begun, LocalDay, UnderWay, minutes_per_kind, spent_on, under_way
from repdesk.store.reading.work_time import SpanRow, read_call_instants, read_work_spans

_DAY = timedelta(days=1)


def time_per_kind(book: Book, first: date, last: date) -> dict[date, dict[str, int]]:
    """Return of each day from `first` to `last` the minutes that went into each kind of work there was, in their order.

    A day without any is there too, empty. Nothing but calls and work that was begun is known: the rest of the office
    hours is of no kind.
    """
    from repdesk.exchange.zones import local_zone

    zone = local_zone(book.clock.now())[1]
    calls = read_call_instants(book.read(), first, last)
    now = book.clock.now()
    days = [local_day(book, first + n * _DAY, zone) for n in range((last - first).days + 1)]
    works = read_work_spans(book.read(), instant(days[0].begins), instant(days[-1].ends)) if days else ()
    return {day.day: _minutes(book, day, calls.get(day.day, ()), works, now) for day in days}


def _minutes(
    book: Book, day: LocalDay, calls: Iterable[str], works: Sequence[SpanRow], now: datetime
) -> dict[str, int]:
    begun = [work for work in map(_begun, works) if day.begins <= work.began < day.ends]
    found = minutes_per_kind(spent_on(day, map(_moment, calls), begun, min(now, day.ends), book.policy))
    return {kind: found[kind] for kind in WORK if kind in found}


def local_day(book: Book, day: date, zone: tzinfo | None) -> LocalDay:
    """Return a day of the rep's with its office hours, as instants by the clock of `zone`."""

    def at(clock: time, on: date = day) -> datetime:
        return datetime.combine(on, clock, zone).astimezone(UTC)

    worked = tuple((at(opens), at(closes)) for opens, closes in hours_on(day, book.calendar, book.policy).spans)
    return LocalDay(day, at(time.min), at(time.min, day + _DAY), worked)


def work_under_way(book: Book, conn: sqlite3.Connection | None = None) -> UnderWay | None:
    """Return the work besides calling that goes on now, None where there is none; an act gives its connection."""
    return running(book, conn)[1]


def running(book: Book, conn: sqlite3.Connection | None = None) -> tuple[int, UnderWay | None]:
    """Return the number of the work begun last today, 0 for none, and how far it is where it goes on."""
    conn, now = conn or book.read(), book.clock.now()
    day = local_day(book, now.date(), now.tzinfo)
    found = read_work_spans(conn, instant(day.begins), instant(day.ends))
    works = [work for work in found if work.began_at <= instant(now)]  # later ones: the clock was set back
    if not works or works[-1].ended_at is not None:
        return 0, None
    calls = read_call_instants(conn, day.day, day.day).get(day.day, ())
    return works[-1].id, under_way(day, map(_moment, calls), [_begun(works[-1])], now, book.policy)


def _begun(row: SpanRow) -> Begun:
    return Begun(row.kind, _moment(row.began_at), _moment(row.ended_at) if row.ended_at else None)


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
