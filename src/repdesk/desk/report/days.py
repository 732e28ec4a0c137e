"""The days of a report: what is on record of each, and the figures made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from repdesk.clock import instant, local
from repdesk.desk.book import Book
from repdesk.rules.evening import PutOff
from repdesk.rules.hours import quota_on
from repdesk.rules.report import DayFacts, DayReport, PartName, day_parts
from repdesk.rules.report.periods import Period
from repdesk.rules.suggestions.movement import is_rise
from repdesk.rules.types import Account
from repdesk.store.kept_days import read_written
from repdesk.store.reading.evening import read_listed, read_made, read_put_off
from repdesk.store.reading.report import (
    read_called_late,
    read_newcomers,
    read_next_calls_after,
    read_papers,
    read_stage_turns,
)

_DAY = timedelta(days=1)


def day_reports(book: Book, period: Period, accounts: Mapping[int, Account], until: date) -> tuple[DayReport, ...]:
    """Return the days of a period, those up to `until` with their figures."""
    now = book.clock.now().replace(tzinfo=None)
    waiting = defaultdict(list)
    for account in accounts.values():
        if account.next_call is not None and account.next_call.promised and account.next_call.date <= until:
            waiting[book.calendar.on_or_after(account.next_call.date)].append(account)
    facts = _facts(book, period.first, until)
    return tuple(
        DayReport(
            day,
            book.calendar.is_working(day),
            True,
            facts[day].quota,
            day_parts(facts[day], accounts, waiting[day], now, book.policy, book.calendar),
        )
        if day <= until
        else DayReport(day, book.calendar.is_working(day), False, quota_on(day, book.calendar, book.policy))
        for day in period.days()
    )


def _facts(book: Book, first: date, last: date) -> dict[date, DayFacts]:
    """Return what is on record of each day of a span."""
    conn, zone = book.read(), book.clock.now().tzinfo
    next_calls = read_next_calls_after(conn, first, last)
    facts = {}
    for n in range((last - first).days + 1):
        day = first + n * _DAY
        works = book.calendar.is_working(day)
        listed = read_listed(conn, day)
        facts[day] = DayFacts(
            day,
            read_made(conn, day),
            (listed.quota if listed else quota_on(day, book.calendar, book.policy)) if works else 0,
            listed.accounts if listed else frozenset(),
            listed.priority if listed and works else frozenset(),
            next_calls.get(day, frozenset()),
            tuple(_put_off(book, day)),
        )
    late = defaultdict(list)
    since = book.calendar.on_or_before(first - _DAY) + _DAY  # a promise for the days off before is the first day's
    for one in read_called_late(conn, since, last):
        called = local(one.at, zone).replace(tzinfo=None)
        late[book.calendar.on_or_after(one.day)].append(PutOff(one.account_id, one.day, one.clock, called))
    events = _events(book, first, last)
    return {
        day: replace(known, put_off=(*known.put_off, *late[day]), events=events[day]) for day, known in facts.items()
    }


def _put_off(book: Book, day: date) -> Iterable[PutOff]:
    """Yield the promises that were moved on the day without a call."""
    for account_id, written, at in read_put_off(book.read(), day):
        stood, clock = read_written(written)
        yield PutOff(account_id, stood, clock, local(at, book.clock.now().tzinfo).replace(tzinfo=None))


_Events = defaultdict[date, defaultdict[PartName, tuple[int, ...]]]


def _events(book: Book, first: date, last: date) -> _Events:
    """Return by day who rose a stage, whose contract was sent or signed, and who came into the book."""
    found: _Events = defaultdict(lambda: defaultdict(tuple))
    conn, zone = book.read(), book.clock.now().tzinfo
    for owner, turn in read_stage_turns(conn, first, last):
        if is_rise(turn):
            found[turn.day]["rises"] += (owner,)
    for paper in read_papers(conn, first, last):
        if paper.sent is not None:
            found[paper.sent]["sent"] += (paper.account_id,)
        if paper.signed is not None:
            found[paper.signed]["signed"] += (paper.account_id,)
    arrived: defaultdict[tuple[date, PartName], list[int]] = defaultdict(list)  # a file may bring a hundred thousand
    for one in read_newcomers(conn, midnight(book, first), midnight(book, last + _DAY)):
        arrived[local(one.at, zone).date(), "brought_in" if one.brought_in else "added"].append(one.account_id)
    for (day, name), owners in arrived.items():
        found[day][name] = tuple(owners)
    return found


def midnight(book: Book, day: date) -> str:
    """Return the instant at which a day of the rep's begins."""
    return instant(datetime.combine(day, time.min, book.clock.now().tzinfo))
