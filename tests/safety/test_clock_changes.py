"""A clock put back or on, summer time, another zone: what came last stays last, and a promise keeps its hour."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.opening import open_book
from repdesk.desk.today import day_list
from repdesk.desk.today_writing import freeze
from repdesk.desk.undoing import redo, undo
from repdesk.rules.thinning import kept
from repdesk.rules.types import Outcome
from repdesk.store.checking.check import check
from repdesk.store.reading.customer import read_calls
from tests.desk.making import MONDAY, a_book, fill, set_clock
from tests.screens.working import a_desk

STEPS = [timedelta(hours=-1), timedelta(days=-1), timedelta(days=-730), timedelta(hours=1), timedelta(days=366)]
zones = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a running process cannot be set here")


class Wall(Clock):
    """A clock whose wall the test moves; the day that has begun is held as in the app."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at.astimezone(UTC)

    def _reading(self) -> datetime:
        return self.at.astimezone()


def zone(name: str) -> None:
    os.environ["TZ"] = name  # the surroundings of every test put it back
    time.tzset()


def called(book: Book) -> list[int]:
    names = "SELECT account_id FROM live_call ORDER BY place"
    return [row[0] for row in book.read().execute(names)]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_what_came_last_is_undone_first_wherever_the_clock_stands(tmp_book: Path, step: timedelta) -> None:
    with a_book(tmp_book) as book:
        first, second, third = fill(book, {}, {}, {})
        log_call(book, first, Outcome.TALKED)
        set_clock(book, MONDAY + step)
        freeze(book)
        log_call(book, second, Outcome.TALKED)
        set_clock(book, MONDAY + timedelta(minutes=5))
        log_call(book, third, Outcome.TALKED)
        assert called(book) == [first, second, third]
        assert day_list(book).rows
        for left in ([first, second], [first], []):
            assert undo(book) is not None
            assert called(book) == left
        for there in ([first], [first, second], [first, second, third]):
            assert redo(book) is not None
            assert called(book) == there
        assert check(book.store) == []


def test_the_later_of_two_calls_of_a_day_is_the_one_logged_later(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (account,) = fill(book, {})
        log_call(book, account, Outcome.NO_ANSWER)
        set_clock(book, MONDAY - timedelta(hours=1))
        log_call(book, account, Outcome.TALKED)
        assert [call.outcome for call in read_calls(book.read(), account)] == ["talked", "no_answer"]
        assert [row.outcome for row in day_list(book).rows] == [Outcome.TALKED]


async def test_amending_takes_the_call_logged_last_though_the_clock_was_put_back(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await desk.press("n")
        await desk.shows("1/60")
        desk.clock.moment -= timedelta(hours=1)
        await desk.press("n")
        await desk.shows("2/60")
        rows = sorted(desk.today.day.rows, key=lambda row: row.call_place)
        assert rows[0].called_at > rows[1].called_at  # type: ignore[operator]
        assert list(desk.today.to_mend())[-1] == rows[1].account_id


@pytest.mark.parametrize("ahead", [timedelta(hours=5), timedelta(days=1), timedelta(days=400)], ids=str)
def test_calls_logged_while_the_clock_was_ahead_keep_their_order(tmp_book: Path, ahead: timedelta) -> None:
    """They stay where they were logged, before what was logged after the clock was put right, and once only."""
    with a_book(tmp_book) as book:
        first, second, third = fill(book, {}, {}, {})
        log_call(book, first, Outcome.TALKED)
        set_clock(book, MONDAY + ahead)
        log_call(book, second, Outcome.TALKED)
        set_clock(book, MONDAY + timedelta(minutes=10))
        log_call(book, second, Outcome.NO_ANSWER)
        log_call(book, third, Outcome.TALKED)
        assert called(book) == [first, second, second, third]
        assert [call.outcome for call in read_calls(book.read(), second)] == ["no_answer", "talked"]
        rows = {row.account_id: row.outcome for row in day_list(book).rows if row.state == "called"}
        assert rows == {first: Outcome.TALKED, second: Outcome.NO_ANSWER, third: Outcome.TALKED}
        set_clock(book, MONDAY + ahead + timedelta(minutes=1))  # the day that was "ahead" has come
        tomorrow = {row.account_id for row in day_list(book).rows if row.state == "called"}
        assert tomorrow <= {second} if ahead >= timedelta(days=1) else tomorrow == {first, second, third}
        for left in ([first, second, second], [first, second], [first], []):
            assert undo(book) is not None
            assert called(book) == left


@zones
@pytest.mark.parametrize(
    ("before", "after"), [("2026-03-28", "2026-03-29"), ("2026-10-24", "2026-10-25")], ids=["spring", "autumn"]
)
def test_a_promise_keeps_its_hour_over_summer_time(tmp_book: Path, before: str, after: str) -> None:
    zone("Europe/Berlin")
    eve = datetime.fromisoformat(f"{before}T18:00")
    with a_book(tmp_book, now=eve) as book:
        (account,) = fill(book, {"next": {"day": after, "clock": "09:00", "promised": 1}})
        set_clock(book, datetime.fromisoformat(f"{after}T08:59"))
        promised = book.account(account).next_call
        assert promised is not None
        assert (promised.date.isoformat(), promised.time.isoformat("minutes")) == (after, "09:00")  # type: ignore[union-attr]
        log_call(book, account, Outcome.TALKED)
        assert undo(book) is not None
        assert book.account(account).next_call == promised


@zones
def test_a_promise_keeps_its_hour_in_another_zone(tmp_book: Path) -> None:
    book = open_book(tmp_book, Clock(), create=True)
    (account,) = fill(book, {"next": {"day": "2026-11-24", "clock": "09:00", "promised": 1}})
    here = book.clock.now().utcoffset()
    os.environ["TZ"] = "America/New_York"  # nobody tells the process
    assert book.clock.now().utcoffset() != here
    nxt = book.account(account).next_call
    assert nxt is not None
    assert (nxt.date, nxt.time and nxt.time.hour) == (date(2026, 11, 24), 9)
    book.close()


def days_shown() -> list[int]:
    """Return the days of Today while the wall goes to and fro around midnight, then on."""
    clock, midnight = Wall(datetime(2026, 11, 24, 0, 10)), datetime(2026, 11, 24, 0, 10)
    days = []
    for minutes in (0, -30, 10, -40, 25, -60, 40, 60):
        clock.at = (midnight + timedelta(minutes=minutes)).astimezone(UTC)
        assert clock.now().date() == clock.today()
        days.append(clock.today().day)
    return days


def test_today_does_not_jump_back_and_forth_around_midnight() -> None:
    assert days_shown() == [24] * 8


def test_a_clock_that_holds_no_day_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repdesk.clock._HELD", timedelta())
    assert days_shown() == [24, 23, 24, 23, 24, 23, 24, 24]


def test_a_clock_that_was_a_day_ahead_is_followed_when_it_is_put_right() -> None:
    clock = Wall(datetime(2026, 11, 24, 9, 0).astimezone())
    assert clock.today().day == 24
    clock.at -= timedelta(days=1)
    assert clock.today().day == 23
    assert clock.now().hour == 9


@pytest.mark.parametrize(
    "now", [datetime(2028, 2, 29, 9, 0), datetime(2028, 3, 1, 0, 0), datetime(2028, 2, 28, 23, 59)]
)
def test_a_leap_day_is_a_day_like_others(tmp_book: Path, now: datetime) -> None:
    with a_book(tmp_book, now=now) as book:
        born: dict[str, object] = {
            "anniversary": "2024-02-29",
            "next": {"day": "2028-02-29", "clock": "09:00", "promised": 1},
        }
        (account,) = fill(book, born)
        promised = [row.account_id for row in day_list(book).rows if row.promised]
        assert promised == ([account] if now.date() >= date(2028, 2, 29) else [])
        logged = log_call(book, account, Outcome.TALKED)
        assert logged.next_call is not None
        assert logged.next_call.date > now.date()
        assert undo(book) is not None
        for later in (datetime(2028, 2, 29, 9, 0), datetime(2029, 2, 28, 9, 0), datetime(2029, 3, 1, 9, 0)):
            set_clock(book, later)
            assert [row.account_id for row in day_list(book).rows] == [account]


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_no_backup_is_thinned_because_the_clock_went_wrong(step: timedelta) -> None:
    now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    taken = {f"b{hours}": now - timedelta(hours=hours) for hours in (0, 1, 5, 30, 47)}
    assert kept(taken, now + min(step, timedelta())) >= taken.keys()
    wrong = taken | {"while wrong": now + step}
    assert kept(wrong, now) >= taken.keys()


def test_the_zone_is_put_back() -> None:
    assert os.environ["TZ"] == "Asia/Shanghai"
    assert sys.platform == "win32" or time.tzname[0] == "CST"
