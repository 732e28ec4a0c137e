"""Calls carried, levelled and put on their lightest day by keyboard; the ladders walked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from repdesk import i18n
from repdesk.screens.schedule.ladders import LaddersScreen, RungScreen
from repdesk.screens.schedule.level import LevelScreen
from repdesk.widgets.key_line import KeyLine
from repdesk.widgets.month_grid import MonthGrid
from tests.screens.test_schedule import MON, PROMISE, THU, TUE, WED, a_schedule, next_day, on
from tests.screens.working import Desk

BOTH = pytest.mark.parametrize("size", [(80, 24), (120, 36)])


@pytest.fixture
def small_days(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have a policy of three calls a day."""
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path))
    (tmp_path / "policy.toml").write_text("[day]\nquota = 3\n", "utf-8")


def crowded(*stages: int) -> list[Mapping[str, object]]:
    return [on("2026-11-24") | {"stage": stage} for stage in stages]


@BOTH
async def test_marked_calls_are_carried_together_with_the_load_before_they_are_dropped(
    tmp_book: Path, size: tuple[int, int]
) -> None:
    accounts: list[Mapping[str, object]] = [PROMISE, on("2026-11-24"), on("2026-11-24"), on("2026-11-26")]
    async with a_schedule(tmp_book, *accounts, size=size) as (desk, screen):
        await desk.press("right", "+", "+")
        await desk.shows("2 marked")
        await desk.press("space")
        await desk.shows("carrying 2 calls: Tue 24 Nov")
        await desk.shows("1 of them is promised")
        await desk.press("right", "l")
        await desk.shows("Thu 26 Nov  3/60 set")
        strip = desk.lines()[2].split()
        assert {"3→1", "1→3"} <= set(strip), "what is and what would be"
        assert [next_day(screen, number) for number in (1, 2)] == ["2026-11-24"] * 2, (
            "nothing is done before it is dropped"
        )
        await desk.press("enter")
        await desk.shows("2 calls: Thu 26 Nov, 3/60 set, 1 was promised")
        assert [next_day(screen, number) for number in (1, 2, 3)] == ["2026-11-26", "2026-11-26", "2026-11-24"]
        assert (screen.ids, screen.chosen, screen.marks.ids) == ((3,), TUE, set())
        await desk.press("u")
        await desk.until(lambda: set(screen.ids) == {1, 2, 3})


async def test_a_call_is_carried_by_weeks_and_months_over_days_off_and_put_back(tmp_book: Path) -> None:
    from repdesk.desk.settings import set_day_off

    async with a_schedule(tmp_book, on("2026-11-24"), on("2026-11-24")) as (desk, screen):
        set_day_off(screen.book, date(2026, 12, 1), off=True)
        screen.reload()
        await desk.press("right", "space", "down")
        await desk.shows("Wed 2 Dec  1/60 set")
        await desk.press("left")
        await desk.shows("Mon 30 Nov  1/60")
        await desk.press("right_square_bracket")
        await desk.shows("Wed 30 Dec")
        await desk.press("up", "up", "up", "up", "up", "up")
        await desk.shows("carrying 1 call: Mon 23 Nov")
        await desk.press("z", "v", "f", "u", "tab", "escape")
        await desk.shows("They stay where they were.")
        assert (screen.chosen, screen.carried, next_day(screen, 1)) == (TUE, None, "2026-11-24")
        await desk.press("down")
        assert screen.in_hand == 2, "the list has the keyboard again"


async def test_a_click_carries_to_the_day(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-23")) as (desk, screen):
        await desk.press("space")
        await desk.pilot.click(MonthGrid, offset=(5 * 3 + 1, 2 + 4))
        await desk.shows("carrying 1 call: Thu 26 Nov")
        await desk.press("space")
        await desk.until(lambda: next_day(screen, 1) == str(THU))


async def test_marked_calls_are_moved_to_one_typed_day(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-23"), on("2026-11-23"), on("2026-11-23")) as (desk, screen):
        await desk.press("*", "1", "+", "z")
        await desk.shows("2 next calls")
        await desk.type("11-25 10:00")
        await desk.press("enter")
        await desk.shows("Several calls take a day, not a time")
        await desk.press(*["backspace"] * 6, "enter")
        await desk.until(lambda: [next_day(screen, number) for number in (2, 3)] == [str(WED)] * 2)
        assert next_day(screen, 1) == str(MON)


@BOTH
@pytest.mark.usefixtures("small_days")
async def test_a_levelling_is_shown_changed_and_done_in_one_step(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_schedule(tmp_book, *crowded(1, 2, 3, 4, 5), size=size) as (desk, screen):
        await desk.press("v")
        await desk.until(lambda: isinstance(desk.app.screen, LevelScreen))
        await desk.shows("The next 60 days levelled: 2 calls move")
        assert "5→3" in desk.text()
        await desk.shows("5/3, score 12")
        await desk.press("backspace")
        await desk.shows("2 calls move, 1 stays")
        rows = [line for line in desk.lines() if "客户1" in line]
        assert "= stays" in rows[0]
        await desk.press("y")
        await desk.shows("never called")
        await desk.press("escape", "backspace", "backspace", "enter")
        await desk.shows("levelled: 2 calls moved")
        assert desk.app.screen is screen
        assert [next_day(screen, number) for number in (1, 4, 5)] == ["2026-11-24"] * 3
        assert all(next_day(screen, number) > "2026-11-24" for number in (2, 3))
        await desk.press("u")
        await desk.until(lambda: next_day(screen, 2) == next_day(screen, 3) == "2026-11-24")


@pytest.mark.usefixtures("small_days")
async def test_fewer_days_are_levelled_where_that_is_asked_and_what_stays_too_full_is_said(tmp_book: Path) -> None:
    promised = [on("2026-11-30", promised=1) for _ in range(4)]
    async with a_schedule(tmp_book, *promised, *crowded(1, 2, 3, 4)) as (desk, _screen):
        await desk.press("v")
        await desk.shows("The next 60 days levelled: 1 call moves")
        await desk.shows("stay too full: Mon 30 Nov 4/3")
        await desk.press("<", "<", "<", "<")
        await desk.shows("The next 7 days levelled: 1 call moves")
        await desk.until(lambda: "too full" not in desk.text())


async def test_a_month_without_an_overload_says_so_and_nothing_is_done(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-24")) as (desk, screen):
        await desk.press("v")
        await desk.shows("The next 60 days need no levelling")
        before = screen.book.last_entry()
        await desk.press("enter")
        await desk.shows("There is nothing to move.")
        await desk.press("backspace", "y", "escape")
        await desk.until(lambda: desk.app.screen is screen)
        assert screen.book.last_entry() == before


@pytest.mark.usefixtures("small_days")
async def test_the_lightest_day_is_offered_with_the_loads_around_it(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, *crowded(5, 5), on("2026-11-25")) as (desk, screen):
        await desk.press("right", "=")
        await desk.shows("The lightest day for 客户1")
        await desk.shows("now: Tue 24 Nov")
        await desk.shows("1  Tue 24 Nov          1/3")
        await desk.shows("2  Wed 25 Nov          1/3")
        await desk.press("enter")
        await desk.shows("It stays where it is.")
        await desk.press("=", "2")
        await desk.until(lambda: next_day(screen, 1) == str(WED))


@pytest.mark.usefixtures("small_days")
async def test_a_move_suggests_the_lightest_day_and_enter_alone_takes_it(tmp_book: Path) -> None:
    busy = [on("2026-11-24") for _ in range(3)]
    async with a_schedule(tmp_book, on("2026-11-24", clock="10:00") | {"stage": 5}, *busy) as (desk, screen):
        await desk.press("right")
        screen.follow(1)
        await desk.press("z")
        await desk.shows("Enter alone: Wed 25 Nov, 0/3 set, the lightest of Tue 24 Nov to Wed 25 Nov")
        await desk.press("enter")
        await desk.shows("客户1: Wed 25 Nov 10:00, 1/3 set")
        assert next_day(screen, 1) == str(WED)


@BOTH
async def test_the_ladders_are_walked_and_called_from(tmp_book: Path, size: tuple[int, int]) -> None:
    accounts: list[Mapping[str, object]] = [on("2026-11-20"), on("2026-11-17"), {"anniversary": "2019-11-25"}]
    async with a_schedule(tmp_book, *accounts, size=size) as (desk, screen):
        await desk.press("R")
        await desk.until(lambda: isinstance(desk.app.screen, LaddersScreen))
        await desk.shows("1 to 2 days")
        await desk.shows("Wed 25 Nov")
        await desk.press("down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, RungScreen))
        await desk.shows("overdue: 3 to 5 days: 1 customer")
        await desk.press("n")
        await desk.until(lambda: next_day(screen, 2) > "2026-11-23")
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, LaddersScreen))
        await desk.press("enter")
        await desk.shows("Nobody stands there.")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is screen)


async def check_widths(desk: Desk, width: int) -> None:
    assert {cell_len(line) for line in desk.lines()} == {width}


@BOTH
@pytest.mark.usefixtures("small_days")
async def test_in_chinese_no_line_is_wider_than_the_screen(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("REPDESK_LANG", "zh_CN")
    i18n._translations.cache_clear()
    from tests.screens.working import a_desk

    async with a_desk(tmp_book, PROMISE, *crowded(1, 2, 3, 4), on("2026-11-20"), size=size) as desk:
        await desk.press("4", "right", "+", "space", "down")
        await check_widths(desk, size[0])
        await desk.press("escape", "v")
        await desk.until(lambda: isinstance(desk.app.screen, LevelScreen) and "→" in desk.text())
        await check_widths(desk, size[0])
        assert re.search("11月24日 周二 +→ 11月25日 周三 ", desk.text())  # both days whole
        await desk.press("escape", "=")
        await check_widths(desk, size[0])
        await desk.press("escape", "R")
        await desk.until(lambda: isinstance(desk.app.screen, LaddersScreen) and not desk.app.workers)
        await check_widths(desk, size[0])


async def test_what_is_carried_waits_while_another_place_is_gone_to_and_the_foot_can_be_clicked(tmp_book: Path) -> None:
    async with a_schedule(tmp_book, on("2026-11-23")) as (desk, screen):
        await desk.press("space", "right", "1")
        await desk.until(lambda: desk.app.screen is desk.today)
        await desk.press("4")
        await desk.shows("carrying 1 call: Tue 24 Nov")
        foot = screen.query_one(KeyLine)
        at = desk.lines()[foot.region.y].index("later")
        await desk.pilot.click(KeyLine, offset=(at, 0))
        await desk.shows("carrying 1 call: Wed 25 Nov")
        await desk.pilot.click(KeyLine, offset=(desk.lines()[foot.region.y].index("drop"), 0))
        await desk.until(lambda: next_day(screen, 1) == str(WED))
