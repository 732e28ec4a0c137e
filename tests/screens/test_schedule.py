"""The schedule by keyboard and mouse: days, months, calls that are moved, days off."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from repdesk.desk.customers import person
from repdesk.desk.schedule import Day, Load
from repdesk.desk.settings import set_setting
from repdesk.screens.schedule import ScheduleScreen
from repdesk.widgets import heat
from repdesk.widgets.load_strip import LoadStrip
from repdesk.widgets.month_grid import MonthGrid
from tests.desk.making import a_book
from tests.screens.working import Desk, a_desk

MON, TUE, WED, THU = (date(2026, 11, day) for day in (23, 24, 25, 26))
PROMISE = {"next": {"day": "2026-11-24", "clock": "10:00", "promised": 1, "set_by": "customer", "purpose": "三年报价"}}


def on(day: str, **more: object) -> dict[str, object]:
    return {"next": {"day": day, **more}}


@asynccontextmanager
async def a_schedule(
    path: Path, *accounts: Mapping[str, object], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Desk, ScheduleScreen]]:
    async with a_desk(path, *accounts, size=size) as desk:
        await desk.press("4")
        await desk.until(lambda: isinstance(desk.app.screen, ScheduleScreen))
        screen = desk.app.screen
        assert isinstance(screen, ScheduleScreen)
        await desk.shows("Nov 2026")
        yield desk, screen


def next_day(screen: ScheduleScreen, account_id: int) -> str:
    nxt = person(screen.book, account_id).next_call
    return str(nxt.date) if nxt else ""


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_days_ahead_their_load_and_the_calls_of_one(tmp_book: Path, size: tuple[int, int]) -> None:
    accounts = [on("2026-11-25") for _ in range(61)]
    async with a_schedule(tmp_book, on("2026-11-20"), PROMISE, *accounts, size=size) as (desk, screen):
        assert screen.ids == (1,)
        strip = desk.lines()[1:3]
        assert strip[0].split()[:4] == ["overdue", "▸today", "Tue", "24"]
        assert (strip[1].split()[0], "61!" in strip[1]) == ("1!", True)
        await desk.press("right")
        await desk.shows("Tue 24 Nov  1/60 set  1 promised")
        await desk.shows("三年报价")
        await desk.press("l")
        await desk.shows("Wed 25 Nov  61/60 set!")
        await desk.press("h", "h", "h")
        await desk.shows("overdue, the oldest first  1 call")
        assert (screen.chosen, screen.ids) == (None, (1,))
        await desk.press("left")
        assert screen.chosen == date(2026, 11, 22)
        await desk.press("right", "right")
        assert screen.chosen == MON
        assert {line[50 if size[0] > 80 else 35] for line in desk.lines()[4:12]} == {"│"}, "no cell shifts another"


async def test_months_are_turned_and_a_day_without_calls_says_so(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-12-31")) as (desk, screen):
        for key, day, month in (
            ("]", date(2026, 12, 23), "Dec 2026"),
            ("]", date(2027, 1, 23), "Jan 2027"),
            ("[", date(2026, 12, 23), "Dec 2026"),
        ):
            await desk.press({"]": "right_square_bracket", "[": "left_square_bracket"}[key])
            assert screen.chosen == day
            await desk.shows(month)
        await desk.shows("Nothing is set for this day.")
        screen.choose(date(2026, 12, 31))
        await desk.shows("Thu 31 Dec  1/60 set")
        await desk.press("left_square_bracket")
        assert screen.chosen == date(2026, 11, 30), "a shorter month ends at its last day"


async def test_a_call_is_stepped_and_the_next_one_comes_under_the_cursor(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, PROMISE, on("2026-11-24"), on("2026-11-24")) as (desk, screen):
        await desk.press("right", ">")
        await desk.shows("客户1: Wed 25 Nov 10:00, promised, 1/60 set")
        assert (next_day(screen, 1), screen.in_hand, screen.ids) == ("2026-11-25", 2, (2, 3))
        await desk.shows("Tue 24 Nov  2/60 set")
        await desk.press("u")
        await desk.until(lambda: screen.in_hand == 1)
        assert next_day(screen, 1) == "2026-11-24"
        await desk.press("<")
        await desk.press("left")
        assert (next_day(screen, 1), screen.ids) == ("2026-11-23", (1,))
        await desk.press("<")
        await desk.shows("cannot be set earlier than Mon 23 Nov")
        assert next_day(screen, 1) == "2026-11-23"


async def test_a_call_is_moved_to_a_typed_date(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, PROMISE, on("2026-11-24")) as (desk, screen):
        await desk.press("right", "z")
        await desk.type("12-01 10:00")
        await desk.shows("Tue 1 Dec 10:00, 0/60 set")
        await desk.press("enter")
        await desk.until(lambda: screen.ids == (2,))
        await desk.shows("客户1: Tue 1 Dec 10:00, promised")
        assert next_day(screen, 1) == "2026-12-01"


async def test_a_day_off_is_entered_afterwards_and_taken_back(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-20"), on("2026-11-23")) as (desk, screen):
        assert desk.lines()[2].split()[0] == "1!"
        screen.choose(date(2026, 11, 20))
        await desk.press("f")
        await desk.type("ill")
        await desk.press("enter")
        await desk.shows("Fri 20 Nov is a day off, its 1 call shows on Mon 23 Nov")
        await desk.shows("your day off: ill")
        assert desk.lines()[2].split()[0] == "0"
        screen.choose(MON)
        await desk.shows("Mon 23 Nov  2/60 set")
        screen.choose(date(2026, 11, 20))
        await desk.press("f")
        await desk.shows("Fri 20 Nov is worked again")
        await desk.press("u")
        await desk.shows("your day off: ill")


async def test_a_holiday_is_worked_with_one_key_and_told_apart(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2027-01-01")) as (desk, screen):
        await desk.shows("no country chosen")
        set_setting(screen.book, "country", "GB")
        screen.reload()
        screen.choose(date(2027, 1, 1))
        await desk.shows("a public holiday")
        await desk.shows("this shows on Mon 4 Jan")
        assert "no country" not in desk.text()
        await desk.press("f")
        await desk.shows("work on Fri 1 Jan")
        await desk.press("enter")
        await desk.shows("worked by you")
        await desk.shows("Fri 1 Jan 2027  1/60 set")
        await desk.press("f")
        await desk.shows("is a day off again")


async def test_a_question_that_is_left_changes_nothing(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-20")) as (desk, screen):
        await desk.press("f", "escape")
        await desk.until(lambda: desk.app.screen is screen)
        assert screen.book.calendar.is_working(MON)
        screen.choose(None)
        await desk.press("f")
        await desk.shows("Choose a day first")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_click_chooses_a_day_in_strip_and_month_and_a_call(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_schedule(tmp_book, on("2026-11-20"), on("2026-11-25"), on("2026-11-25"), size=size) as (desk, screen):
        await desk.pilot.click(LoadStrip, offset=(2, 1))
        assert screen.chosen is None
        await desk.pilot.click(LoadStrip, offset=(40, 0))
        assert screen.chosen == WED
        await desk.pilot.click("DayCalls", offset=(12, 2))
        assert screen.in_hand == 3
        wide = size[0] > 80
        await desk.pilot.click(MonthGrid, offset=((7 if wide else 5) * 3 + 1, 2 + (2 if wide else 1) * 4))
        assert screen.chosen == THU
        await desk.pilot.click(MonthGrid, offset=(1, 2))
        assert screen.chosen == THU, "a day of another month is no day"


async def test_enter_opens_the_card_with_the_day_and_y_says_why(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[int, tuple[int, ...]]] = []
    monkeypatch.setattr(ScheduleScreen, "open_card", lambda _self, one, ids: opened.append((one, tuple(ids))))
    async with a_schedule(tmp_book, PROMISE, on("2026-11-24")) as (desk, _screen):
        await desk.press("right", "y")
        await desk.shows("Its next call is set for Tue 24 Nov")
        await desk.press("escape", "a")
        await desk.shows("added to today's list")
        await desk.press("down", "enter")
        assert opened == [(2, (1, 2))]


async def test_what_another_program_moves_is_shown_and_a_book_without_calls_is_calm(tmp_book: Path) -> None:
    from repdesk.desk.customers_writing import add_account

    async with a_schedule(tmp_book, {}) as (desk, screen):
        await desk.shows("Nothing is set for this day.")
        await desk.press("z", ">", "<", "y", "a", "enter", "left", "left")
        assert (desk.app.screen, screen.chosen) == (screen, date(2026, 11, 21))
        await desk.press("right", "right")
        with a_book(tmp_book) as book:
            add_account(book, "荣泰", "+8613800138000")
        await desk.until(lambda: "荣泰" in desk.text())


async def test_signs_are_plain_where_that_is_asked_for(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPDESK_ASCII", "1")
    async with a_schedule(tmp_book, PROMISE, *(on("2026-11-25") for _ in range(30))) as (desk, _screen):
        text = desk.text()
        assert ">today" in text
        assert "25=" in text, "half a day's load"
        assert not any("\u2800" <= sign <= "\u28ff" or sign in "█▌▸★" for sign in text)


async def test_names_purposes_and_reasons_are_shown_as_they_are(tmp_book: Path) -> None:
    nasty = {
        "name": "[/oops]",
        "kp": "[@click=app.quit]x",
        "next": {"day": "2026-11-23", "purpose": "\x1b]0;x\x07[b]offer"},
    }
    async with a_schedule(tmp_book, nasty) as (desk, screen):
        await desk.press("f")
        await desk.type("[/ill]")
        await desk.press("enter")
        await desk.shows("your day off: [/ill]")
        assert screen.chosen == MON, "the day stays chosen, to be taken back"
        await desk.shows("[@click=app.quit]x")
        assert all(words in desk.text() for words in ("[/oops]", "[b]offer"))
        assert "\x1b" not in desk.text()


async def test_another_day_is_chosen_by_the_clock_where_today_was(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-23"), on("2026-11-24")) as (desk, screen):
        desk.clock.moment = datetime(2026, 11, 24, 0, 1)
        screen.tick()
        await desk.shows("Tue 24 Nov  1/60 set")
        assert (screen.chosen, screen.ids) == (TUE, (1, 2))


async def test_half_a_day_off_is_said_before_its_reason(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-24")) as (desk, screen):
        await desk.press("right", "f")
        await desk.shows("day off on Tue 24 Nov")
        await desk.type("pm dentist")
        await desk.shows("works 09:00–12:00: dentist")
        await desk.press("enter")
        await desk.shows("Tue 24 Nov is worked 09:00–12:00: 23 calls")
        await desk.shows("1/23 set")
        assert screen.book.calendar.is_working(TUE)
        await desk.press("f")
        await desk.shows("1/60 set")


@pytest.mark.parametrize(
    ("calls", "sign", "at"), [(0, " ", 0), (1, "⡀", 1), (15, "⣀", 2), (59, "⣶", 4), (60, "⣿", 5), (61, "!", 6)]
)
def test_each_step_of_heat_has_a_sign_and_a_ground_of_its_own(calls: int, sign: str, at: int) -> None:
    day = Day(MON, "worked", "", Load(calls), 60)
    assert (heat.sign(day), heat.step(day)) == (sign, at)
    assert (f"heat{at}" in heat.style(day)) is (0 < at < 6)
    off = replace(day, kind="own_off")
    assert (heat.sign(off), heat.style(off)) == (" ", "")
