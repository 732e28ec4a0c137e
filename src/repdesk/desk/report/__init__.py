"""A week or a month looked back on: its days, its figures beside those of the time before, the curves of its cycle."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from repdesk.desk.book import Book
from repdesk.desk.day.work_time import time_per_kind
from repdesk.desk.report.days import day_reports, midnight
from repdesk.rules.best_hours import Answers
from repdesk.rules.coverage import Coverage, coverage, is_planned_later
from repdesk.rules.evening import Regrets, regrets
from repdesk.rules.report import PARTS, DayReport, Part, PartName, change, total
from repdesk.rules.report.curves import Curves, curves
from repdesk.rules.report.periods import Kind, Period, elapsed_until
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account
from repdesk.rules.workdays import month_cycle
from repdesk.store.reading.answers import read_answers_between
from repdesk.store.reading.report import Paper, read_firsts, read_imported_count, read_later_ids, read_papers

__all__ = ["DayReport", "Line", "Money", "Part", "PartName", "Period", "Report", "period_of", "report"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the period, what the time before it had come to by then, and whether it is higher: 1, 0 or -1."""

    name: PartName
    now: Part
    before: Part
    change: int


@dataclass(frozen=True, slots=True)
class Money:
    """Contracts of one currency ("" where none is named): how many, and the sum of their amounts in minor units.

    `unknown` of them have no amount on record.
    """

    name: Literal["sent", "signed"]
    currency: str
    contracts: int
    amount: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Report:
    """A period up to `until`, its last day that has come: `done` of its `works` working days are counted, today too.

    The time before is counted up to `before_until`, after as many working days. `coverage`, `late`, the customers past
    their longest interval, and `lost`, those whose ownership has lapsed, are known of today alone: of a period that is
    over there is nothing. Who may be called is taken as it is today, for that of the past is not kept; so is, in the
    cycle that runs, who is planned for later. `customers` are in the book; `minutes` went into each kind of work;
    `answers` are the calls by weekday and hour, of which fewer than `least` say nothing; `imported` calls came from
    another tool and count for the curves alone.
    """

    period: Period
    today: date
    customers: int
    until: date
    works: int
    done: int
    before_until: date
    days: tuple[DayReport, ...]
    lines: tuple[Line, ...]
    money: tuple[Money, ...]
    cycle: tuple[date, date]
    curves: Curves
    coverage: Coverage | None
    late: tuple[int, ...]
    lost: tuple[int, ...]
    minutes: dict[str, int]
    answers: dict[tuple[int, int], Answers]
    least: int
    imported: int

    def line(self, name: PartName) -> Line:
        """Return the line of a figure."""
        return self.lines[PARTS.index(name)]


def period_of(book: Book, kind: Kind, day: date | None = None) -> Period:
    """Return the week or month that holds `day`, else today."""
    return Period.of(kind, day or book.clock.today())


def report(book: Book, period: Period) -> Report:
    """Look back on a period; one that lies ahead has days and no figures."""
    today = book.clock.today()
    until, before = min(period.last, today), period.before
    before_until = elapsed_until(period, until, book.calendar)
    accounts = {account.id: account for account in book.accounts(book.list_day())}
    days = day_reports(book, period, accounts, until)
    now = total(day.parts for day in days if day.come)
    then = total(day.parts for day in day_reports(book, before, accounts, before_until) if day.come)
    cycle = month_cycle(max(period.first, until))
    running = period.first <= today <= period.last
    left = _left_undone(book, accounts.values()) if running else Regrets((), (), (), ())
    return Report(
        period=period,
        today=today,
        customers=len(accounts),
        until=until,
        works=book.calendar.count(period.first, period.last),
        done=book.calendar.count(period.first, until) if until >= period.first else 0,
        before_until=before_until,
        days=days,
        lines=tuple(Line(name, now[name], then[name], change(now[name], then[name])) for name in PARTS),
        money=tuple(_money(read_papers(book.read(), period.first, until))),
        cycle=cycle,
        curves=_curves(book, accounts, cycle, until),
        coverage=coverage(accounts.values(), today, book.policy, book.calendar) if running else None,
        late=left.past_maximum,
        lost=left.ownership_lost,
        minutes=dict(sum(map(Counter, time_per_kind(book, period.first, until).values()), Counter())),
        answers=read_answers_between(book.read(), period.first, until),
        least=book.policy.best_hours.least,
        imported=read_imported_count(book.read(), period.first, until),
    )


def _left_undone(book: Book, accounts: Iterable[Account]) -> Regrets:
    now = book.clock.now().replace(tzinfo=None)
    return regrets(accounts, (), (), now, book.policy, book.calendar)


def _money(papers: Sequence[Paper]) -> Iterable[Money]:
    """Yield what was sent and what was signed, by currency, the largest sum first."""
    kinds: tuple[Literal["sent", "signed"], ...] = ("sent", "signed")
    for name in kinds:
        by_currency: dict[str, list[int | None]] = defaultdict(list)
        for paper in papers:
            if getattr(paper, name) is not None:
                by_currency[paper.currency or ""].append(paper.amount)
        sums = [
            Money(name, currency, len(amounts), sum(a or 0 for a in amounts), amounts.count(None))
            for currency, amounts in by_currency.items()
        ]
        yield from sorted(sums, key=lambda money: (-money.amount, money.currency))


def _curves(book: Book, accounts: Mapping[int, Account], cycle: tuple[date, date], until: date) -> Curves:
    """Return the curves of a cycle up to `until`; who came into the book after a cycle has no part in it."""
    first, last = cycle
    today = book.clock.today()
    working = book.calendar.on_or_before(last)
    if last < today:
        away = frozenset(read_later_ids(book.read(), midnight(book, last + _DAY)))
    else:
        away = frozenset(i for i, one in accounts.items() if first <= today and is_planned_later(one, first, working))
    base = [i for i, account in accounts.items() if i not in away and is_callable(account, today)]
    firsts = read_firsts(book.read(), first, min(last, until))
    return curves(base, firsts, cycle, until, today, book.policy, book.calendar)
