from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.day.work_spans_writing import begin_work, end_work
from repdesk.desk.day.work_time import time_per_kind, work_under_way
from repdesk.desk.evening.writing import add_task, tick_task
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.rules.types import Outcome
from repdesk.store.checking.check import check
from tests.desk.making import MONDAY, a_book, fill, set_clock

DAY = MONDAY.date()


def at(book: Book, clock: str) -> None:
    set_clock(book, datetime.fromisoformat(f"2026-11-23T{clock}"))


def call(book: Book, clock: str, account_id: int, channel: str = "call") -> None:
    at(book, clock)
    log_call(book, account_id, Outcome.TALKED, CallDetails(channel=channel))


def test_time_is_told_by_kind_without_anything_but_calling(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, {}, {}, {}, {})
        call(book, "10:00", ids[0])
        call(book, "10:12", ids[1])
        at(book, "10:15")
        begin_work(book, "proposal")
        at(book, "10:40")
        going_on = work_under_way(book)
        assert going_on is not None
        assert (going_on.kind, going_on.minutes) == ("proposal", 25)
        call(book, "10:45", ids[2])
        call(book, "10:50", ids[3], channel="visit")  # a visit is no calling
        at(book, "11:30")
        assert work_under_way(book) is None
        assert time_per_kind(book, DAY - timedelta(days=1), DAY) == {
            DAY - timedelta(days=1): {},
            DAY: {"calling": 15, "proposal": 30},
        }


def test_a_call_taken_back_or_mended_tells_its_time_once(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, other = fill(book, {}, {})
        call(book, "10:00", one)
        call(book, "10:12", other)
        number = book.read().execute("SELECT max(id) FROM call").fetchone()[0]
        at(book, "10:30")
        amend_call(book, number, Amendment(outcome=Outcome.INTERESTED))
        assert time_per_kind(book, DAY, DAY) == {DAY: {"calling": 12}}
        undo(book)
        undo(book)
        assert time_per_kind(book, DAY, DAY) == {DAY: {}}


def test_work_begun_and_ended_can_be_undone(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        at(book, "11:00")
        assert begin_work(book, "contract") is not None
        assert begin_work(book, "contract") is None  # it runs already
        at(book, "11:20")
        assert end_work(book) is not None
        assert end_work(book) is None
        assert time_per_kind(book, DAY, DAY) == {DAY: {"contract": 20}}
        undo(book)
        at(book, "11:30")
        assert time_per_kind(book, DAY, DAY) == {DAY: {"contract": 30}}
        redo(book)
        assert time_per_kind(book, DAY, DAY) == {DAY: {"contract": 20}}
        assert check(book.store) == []


def test_a_task_ticked_off_stops_the_clock_over_its_kind_of_work(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        add_task(book, "post", "catalogues", DAY)
        add_task(book, "contract", "Alder", DAY)
        post, contract = (row[0] for row in book.read().execute("SELECT id FROM live_task ORDER BY id").fetchall())
        begin_work(book, "post")
        at(book, "09:10")
        tick_task(book, contract, done=True)
        assert work_under_way(book) is not None
        tick_task(book, post, done=True)
        assert work_under_way(book) is None
        undo(book)
        assert work_under_way(book) is not None  # one act, one undo


def test_the_clock_over_a_day_that_is_over_has_stopped(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        at(book, "17:00")
        begin_work(book, "proposal")
        set_clock(book, datetime(2026, 11, 24, 9, 30))
        assert work_under_way(book) is None
        assert end_work(book) is None
        assert time_per_kind(book, DAY, date(2026, 11, 24))[DAY] == {"proposal": 60}


@pytest.mark.parametrize("kind", ["calling", "learning", "\x1b[31m"])
def test_no_clock_runs_over_what_is_no_work_besides_calling(tmp_book: Path, kind: str) -> None:
    with a_book(tmp_book) as book, pytest.raises(RepdeskError) as refused:
        begin_work(book, kind)
    assert "\x1b" not in refused.value.line


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running process cannot be set here")
def test_the_hours_of_a_day_in_summer_time_are_its_own_when_looked_back_on(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/London")  # the surroundings of every test put it back
    time.tzset()
    with a_book(tmp_book, now=datetime(2026, 10, 23, 11, 30)) as book:
        begin_work(book, "proposal")
        set_clock(book, datetime(2026, 10, 26, 9, 30))  # the clocks have gone back since
        assert time_per_kind(book, date(2026, 10, 23), date(2026, 10, 23)) == {
            date(2026, 10, 23): {"proposal": 30 + 5 * 60}
        }
