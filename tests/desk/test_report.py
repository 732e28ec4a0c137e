"""Reports over real books: what was logged is told, and agrees with the evening, the head of the day and plain SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.demo import make_demo
from repdesk.desk.evening import day_done
from repdesk.desk.opening import open_book
from repdesk.desk.report import PartName, Report, period_of, report
from repdesk.desk.schedule.writing import move_call
from repdesk.desk.settings import set_day_off, set_hours
from repdesk.desk.undoing import undo
from repdesk.desk.when import read_when
from repdesk.rules.hours import quota_on
from repdesk.rules.types import Outcome

from .making import MONDAY, SetClock, a_book, fill, set_clock

FRIDAY = datetime(2026, 11, 20, 17, 42)


def of_week(book: Book) -> Report:
    return report(book, period_of(book, "week"))


def figure(found: Report, name: PartName) -> tuple[int, int | None, tuple[int, ...]]:
    part = found.line(name).now
    return part.made, part.out_of, part.ids


@contextmanager
def a_demo(path: Path, now: datetime = FRIDAY) -> Iterator[Book]:
    make_demo(path, accounts=300, seed=3, clock=SetClock(MONDAY))
    book = open_book(path, SetClock(now))
    try:
        yield book
    finally:
        book.close()


def test_a_week_tells_what_was_logged_and_undo_takes_it_back(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        first, second, third = fill(book, {"stage": 2}, {}, {})
        log_call(book, first, Outcome.INTERESTED, CallDetails(note="wants a price"))
        log_call(book, second, Outcome.NO_ANSWER)
        log_call(book, third, Outcome.TALKED, CallDetails(no_next=True))
        found = of_week(book)
        assert figure(found, "calls") == (3, None, (first, second, third))
        assert figure(found, "answered") == (2, 3, (first, third))
        assert figure(found, "notes") == (1, 2, (third,))
        assert figure(found, "next_calls") == (2, 3, (third,))
        assert figure(found, "rises")[2] == (first, third)
        assert figure(found, "added") == (3, None, (first, second, third))
        assert (found.works, found.done, found.line("calls").now.target) == (5, 1, 60)
        assert (found.curves.called, found.curves.not_called) == ((*(0,) * 15, 3), ())
        undo(book)
        assert figure(of_week(book), "calls") == (2, None, (first, second))


def test_a_next_call_is_told_as_it_stood_when_the_day_was_over(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        kept, dropped = fill(book, {}, {})
        log_call(book, kept, Outcome.TALKED)
        log_call(book, dropped, Outcome.TALKED)
        set_clock(book, MONDAY + timedelta(days=1))
        log_call(book, dropped, Outcome.TALKED, CallDetails(no_next=True))
        monday, tuesday = of_week(book).days[:2]
        assert (monday.parts["next_calls"].made, monday.parts["next_calls"].ids) == (2, ())
        assert (tuesday.parts["next_calls"].made, tuesday.parts["next_calls"].ids) == (0, (dropped,))


def test_promises_are_followed_to_whatever_became_of_them(tmp_book: Path) -> None:
    promise = {"day": "2026-11-23", "clock": "10:00", "promised": 1, "set_by": "customer"}
    five: list[dict[str, object]] = [{"next": promise}] * 5
    with a_book(tmp_book) as book:
        kept, late, moved, moved_late, left = fill(book, *five)
        move_call(book, moved, read_when(book, "fri").next_call())
        set_clock(book, MONDAY.replace(hour=10, minute=5))
        log_call(book, kept, Outcome.TALKED)
        assert figure(of_week(book), "promises") == (1, 1, ())
        set_clock(book, MONDAY.replace(hour=11))
        move_call(book, moved_late, read_when(book, "fri").next_call())
        set_clock(book, MONDAY + timedelta(days=1))
        log_call(book, late, Outcome.TALKED)
        found = of_week(book)
        assert figure(found, "promises") == (1, 4, (late, moved_late, left))
        assert found.days[1].parts["promises"].out_of == 0
        set_clock(book, MONDAY + timedelta(days=7))
        book.refresh()
        before = report(book, period_of(book, "week").before)
        assert figure(before, "promises") == (1, 6, (late, moved_late, left, moved))  # the two for Friday too
        assert of_week(book).line("promises").before.out_of == 4  # by Monday evening


def test_a_promise_for_a_sunday_is_monday_s_and_a_try_in_time_keeps_one(tmp_book: Path) -> None:
    sunday = {"day": "2026-11-22", "promised": 1, "set_by": "customer"}
    tuesday = {"day": "2026-11-24", "clock": "10:00", "promised": 1, "set_by": "customer"}
    with a_book(tmp_book) as book:
        late, tried = fill(book, {"next": sunday}, {"next": tuesday})
        set_clock(book, MONDAY + timedelta(days=1, hours=1, minutes=5))
        log_call(book, late, Outcome.TALKED)
        log_call(book, tried, Outcome.NO_ANSWER)
        set_clock(book, MONDAY + timedelta(days=1, hours=3))
        log_call(book, tried, Outcome.TALKED)
        monday, second = of_week(book).days[:2]
        assert (monday.parts["promises"].made, monday.parts["promises"].ids) == (0, (late,))
        assert (second.parts["promises"].made, second.parts["promises"].out_of) == (1, 1)


def test_a_next_call_that_no_change_tells_of_is_what_the_next_change_found(tmp_book: Path) -> None:
    from repdesk.models.call import Call

    with a_book(tmp_book) as book:
        (owner,) = fill(book, {"next": {"day": "2026-11-26"}})
        call = {"account_id": owner, "at": book.clock.stamp(), "day": "2026-11-23", "outcome": "talked", "spoke": 1}
        with book.store.act("log_call", at=book.clock.stamp()) as act:
            act.insert_many(Call, [call])
        book.applied(act.change)
        assert figure(of_week(book), "next_calls")[:2] == (1, 1)
        for day, nxt in ((1, None), (2, read_when(book, "fri").next_call())):
            set_clock(book, MONDAY + timedelta(days=day))
            move_call(book, owner, nxt)
        assert figure(of_week(book), "next_calls")[:2] == (1, 1)


def test_a_day_off_entered_afterwards_asks_for_nothing(tmp_book: Path) -> None:
    with a_book(tmp_book, now=MONDAY + timedelta(days=2)) as book:
        fill(book, {"next": {"day": "2026-11-23", "promised": 1, "set_by": "customer"}})
        assert figure(of_week(book), "promises")[:2] == (0, 1)
        set_day_off(book, date(2026, 11, 23), off=True, reason="ill")
        set_day_off(book, date(2026, 11, 24), off=True, reason="ill")
        found = of_week(book)
        assert figure(found, "promises")[:2] == (0, 0)  # it is today's now
        assert (found.works, found.done, found.line("calls").now.target) == (3, 1, 60)
        assert [day.works for day in found.days] == [False, False, True, True, True, False, False]


def test_half_a_day_is_asked_for_half_a_quota(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {})
        set_hours(book, date(2026, 11, 23), (time(9), time(13)))
        half = quota_on(date(2026, 11, 23), book.calendar, book.policy)
        found = of_week(book)
        assert (found.days[0].quota, found.line("calls").now.target) == (half, half)
        assert 0 < half < 60


def test_amounts_are_summed_by_currency(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, {"currency": "CNY"}, {"currency": "EUR"}, {"currency": "CNY"}, {})
        for account_id, amount in zip(ids, (500, 700, None, 300), strict=True):
            log_call(book, account_id, Outcome.CONTRACT_SENT, CallDetails(amount=amount))
        signed = CallDetails(amount=900, end=date(2027, 11, 30))
        log_call(book, ids[0], Outcome.SIGNED, signed)
        told = [(one.name, one.currency, one.contracts, one.amount, one.unknown) for one in of_week(book).money]
        assert told == [
            ("sent", "CNY", 2, 900, 1),
            ("sent", "EUR", 1, 700, 0),
            ("sent", "", 1, 300, 0),
            ("signed", "CNY", 1, 900, 0),
        ]


def test_what_another_tool_did_counts_for_the_curves_alone(tmp_book: Path) -> None:
    from repdesk.models.call import Call

    with a_book(tmp_book) as book:
        (owner,) = fill(book, {})
        row = {"account_id": owner, "at": book.clock.stamp(), "day": "2026-11-18", "outcome": "talked", "spoke": 1}
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(Call, [{**row, "imported": 1}])
        book.applied(act.change)
        found = report(book, period_of(book, "week").before)
        assert (found.imported, figure(found, "calls")[0]) == (1, 0)
        assert (found.curves.covered, found.curves.spoken) == (1, 1)


def test_each_day_agrees_with_its_evening_and_the_cycle_with_the_head(tmp_book: Path) -> None:
    with a_demo(tmp_book) as book:
        found = report(book, period_of(book, "month"))
        evening = day_done(book)
        today = next(day for day in found.days if day.day == FRIDAY.date())
        told = {one.name: (one.made, one.target) for one in evening.figures}
        assert told == {name: (today.parts[name].made, today.parts[name].target) for name in told}
        assert today.parts["promises"].ids == evening.regrets.promises_missed
        assert found.late == evening.regrets.past_maximum
        assert found.coverage is not None
        counted = (found.coverage.base, found.coverage.called, found.coverage.reached)
        assert (found.curves.base, found.curves.covered, found.curves.spoken) == counted


@pytest.mark.parametrize("kind", ["week", "month"])
def test_the_figures_are_those_of_plain_sql(tmp_book: Path, kind: str) -> None:
    with a_demo(tmp_book) as book:
        now = period_of(book, kind)  # type: ignore[arg-type]
        found = report(book, now)
        for told, first, last in (
            ({line.name: line.now for line in found.lines}, now.first, found.until),
            ({line.name: line.before for line in found.lines}, now.before.first, found.before_until),
        ):
            span = (first.isoformat(), last.isoformat())
            calls, spoke, kp, noted = (
                book.read()
                .execute(
                    "SELECT count(*), sum(spoke), sum(spoke AND kp), sum(spoke AND (note <> '' OR reason <> ''))"
                    " FROM live_call WHERE day BETWEEN ? AND ? AND NOT inbound AND channel = 'call'",
                    span,
                )
                .fetchone()
            )
            assert calls > 50
            made = [told[name].made for name in ("calls", "answered", "effective", "notes")]
            assert made == [calls, spoke, kp, noted]
            (sent,) = (
                book.read().execute("SELECT count(*) FROM live_contract WHERE sent_on BETWEEN ? AND ?", span).fetchone()
            )
            assert told["sent"].made == sent
        tried = sum(answers.tried for answers in found.answers.values())
        assert tried <= found.line("answered").now.out_of  # type: ignore[operator]
        assert found.minutes["calling"] > 60


def test_a_period_that_lies_ahead_has_days_and_no_figures(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {})
        found = report(book, period_of(book, "week").after)
        assert [day.come for day in found.days] == [False] * 7
        assert (found.done, found.days[0].quota, found.minutes) == (0, 60, {})
        assert all(not line.now.made for line in found.lines)


def test_a_book_of_nobody_is_told_calmly(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        found = of_week(book)
        assert (found.customers, found.curves.base, found.curves.behind) == (0, 0, 0)
        assert {line.now.made for line in found.lines} == {0}
