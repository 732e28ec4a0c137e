"""What the clock and other programs do to a screen that stays open."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.opening import open_book
from repdesk.rules.types import Outcome
from repdesk.screens import acts
from tests.desk.making import a_book, fill
from tests.screens.working import Desk, a_desk


def pass_time(desk: Desk, **time: int) -> None:
    """Let time pass, and the screen look at the clock."""
    desk.clock.moment += timedelta(**time)
    desk.today.tick()


async def test_another_day_is_said_before_its_list_is_shown(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await desk.press("n")
        await desk.shows("1/60")
        pass_time(desk, days=1)
        assert desk.today.day.today.day == 23
        await desk.shows("It is Tue 24 Nov 2026")
        pass_time(desk, seconds=6)
        await desk.shows("A new day, a new list.")
        await desk.shows("0/60")
        await desk.until(lambda: not desk.app.workers)
        desk.today.reload()
        assert desk.today.day.frozen


async def test_a_day_never_rolls_under_a_half_typed_line(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("t")
        await desk.type("half")
        pass_time(desk, days=1)
        pass_time(desk, seconds=60)
        assert desk.today.typing
        assert desk.today.day.today.day == 23
        await desk.press("escape")
        pass_time(desk, seconds=1)
        pass_time(desk, seconds=6)
        assert desk.today.day.today.day == 24


async def test_a_call_from_a_shell_shows_by_itself(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        account_id = desk.today.day.rows[1].account_id
        shell = open_book(tmp_book, desk.clock)
        log_call(shell, account_id, Outcome.TALKED)
        shell.close()
        await desk.press("slash")
        desk.app._follow()
        await desk.until(lambda: desk.today.day.rows[1].outcome is Outcome.TALKED)
        await desk.press("escape")
        await desk.shows("1/60")


async def test_the_second_app_reads_only(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}), a_desk(tmp_book) as second:
        await second.shows("Read only")
        await second.press("n")
        await second.shows("open for reading only")
        assert second.today.day.head.calls == 0


async def test_time_since_the_last_call_ticks(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}, size=(120, 36)) as desk:
        await desk.press("n")
        await desk.shows("last just now")
        pass_time(desk, minutes=3)
        await desk.shows("last 3 min ago")


async def test_leaving_waits_for_the_thread_that_works_on_the_book(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[int] = []

    def slowly(book: Book) -> None:
        connection = book.read()
        started.set()
        time.sleep(0.2)  # the rep leaves meanwhile
        worked.append(connection.execute("SELECT count(*) FROM live_account").fetchone()[0])

    started = Event()
    monkeypatch.setattr(acts, "freeze", slowly)
    with a_book(tmp_book) as book:
        fill(book, {})
    async with a_desk(tmp_book) as desk:
        await desk.until(started.is_set)
        await desk.press("q")
    assert worked == [1]


async def test_another_part_of_the_day_is_said_when_it_begins(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        pass_time(desk, minutes=29)
        desk.today.notice.say("")
        pass_time(desk, minutes=1)
        await desk.shows("golden hours until 11:30, 2:00 h — T: the day")
        pass_time(desk, minutes=1)
        assert "golden hours 1:59 h" in desk.lines()[1]


async def test_what_was_said_a_moment_ago_stays_and_the_part_of_the_day_is_said_after_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        pass_time(desk, minutes=29)
        await desk.press("n")
        await desk.shows("u undoes")
        pass_time(desk, minutes=1)
        assert "u undoes" in desk.lines()[-1]
        desk.today.notice.say("")
        pass_time(desk, minutes=1)
        await desk.shows("golden hours until 11:30, 1:59 h — T: the day")
