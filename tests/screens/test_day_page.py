"""The page of the day: it opens the morning, answers four questions, and lets the clock run over other work."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from repdesk import i18n
from repdesk.desk.evening.writing import add_task, plan_evening, set_learning
from repdesk.screens.day_page import DayScreen
from tests.desk.making import MONDAY, a_book, fill
from tests.screens.working import Desk, a_desk

BEFORE = datetime(2026, 11, 20, 18, 0)  # the evening of the working day before
DAY = MONDAY.date()
BOOK: list[dict[str, object]] = [
    {"name": "楚商"},
    {"name": "Alder", "next": {"day": "2026-11-23", "clock": "15:00", "promised": 1}},
    {"name": "荣泰 [/x]", "stage": 4},
]
QUESTIONS = (
    "How is the day arranged?",
    "What must be done?",
    "Who must be called?",
    "What is to be learned?",
)


def plan_a_day(path: Path) -> None:
    """Plan the Monday on the Friday evening before."""
    with a_book(path, now=BEFORE) as book:
        fill(book, *map(dict, BOOK))
        add_task(book, "proposal", "three years", DAY)
        set_learning(book, "how rivals price", DAY)
        plan_evening(book)


async def morning(desk: Desk) -> None:
    """Wait for the page that opens the morning."""
    await desk.until(lambda: isinstance(desk.app.screen, DayScreen) and not desk.app.workers)
    await desk.shows("Who must be called?")


def pass_time(desk: Desk, **time: int) -> None:
    desk.clock.moment += timedelta(**time)
    for screen in (desk.app.screen, desk.today):
        if isinstance(screen, DayScreen) or screen is desk.today:
            screen.tick()


async def test_a_planned_day_opens_on_its_page_until_a_call_was_made(tmp_book: Path) -> None:
    plan_a_day(tmp_book)
    async with a_desk(tmp_book) as desk:
        await morning(desk)
        assert all(question in desk.text() for question in QUESTIONS)
        assert "three years" in desk.text()
        assert "how rivals price" in desk.text()
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen is desk.today)
    async with a_desk(tmp_book) as desk:
        await morning(desk)  # no call yet: whoever starts again sees it again
        await desk.press("n")  # and a key that means nothing there leads on, logging nothing
        await desk.until(lambda: desk.app.screen is desk.today)
        assert desk.today.day.head.calls == 0
        await desk.press("n")
        await desk.shows("1/60")
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        assert desk.app.screen is desk.today


async def test_a_day_nothing_was_planned_for_opens_on_its_list(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        assert desk.app.screen is desk.today
        await desk.press("T")
        await desk.shows("nothing besides calling")
        assert all(question in desk.text() for question in QUESTIONS)


async def test_a_day_that_begins_while_the_app_stays_open_opens_on_its_page(tmp_book: Path) -> None:
    plan_a_day(tmp_book)
    async with a_desk(tmp_book, now=BEFORE) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        desk.clock.moment = MONDAY
        desk.today.tick()
        pass_time(desk, seconds=6)
        await morning(desk)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)


async def test_a_day_that_begins_while_another_place_is_shown_opens_when_one_comes_to_today(tmp_book: Path) -> None:
    plan_a_day(tmp_book)
    async with a_desk(tmp_book, now=BEFORE) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        await desk.press("4")
        desk.clock.moment = MONDAY
        await desk.press("1")
        await morning(desk)


async def test_who_is_chosen_there_is_in_hand_on_the_list(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await desk.press("3", "T")
        await desk.shows("Who must be called?")
        await desk.press("end", "enter")
        await desk.until(lambda: desk.app.screen is desk.today)
        assert desk.today.in_hand == 3


async def test_the_clock_runs_over_a_task_until_the_next_call(tmp_book: Path) -> None:
    plan_a_day(tmp_book)
    async with a_desk(tmp_book, now=MONDAY) as desk:
        await morning(desk)
        await desk.press("home", "b", "enter")
        await desk.shows("the clock runs: proposal 0:00")
        pass_time(desk, minutes=12)
        await desk.shows("the clock runs: proposal 0:12")
        await desk.press("1")
        await desk.until(lambda: desk.app.screen is desk.today)
        assert "proposal 0:12" in desk.lines()[1]
        pass_time(desk, minutes=1)
        await desk.pilot.pause()
        assert "proposal 0:13" in desk.lines()[1]
        await desk.press("n")
        await desk.shows("1/60")
        assert "proposal" not in desk.lines()[1]
        await desk.press("T")
        await desk.shows("so far: proposal 0:13")


async def test_enter_on_a_task_starts_its_clock_and_stops_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await desk.press("T", "a")
        await desk.type("post catalogues")
        await desk.press("enter")
        await desk.shows("○ post")
        await desk.press("home", "enter")
        await desk.shows("the clock runs: post")
        await desk.press("enter")
        await desk.until(lambda: "the clock runs" not in desk.text())
        await desk.press("enter")
        await desk.shows("the clock runs: post")
        await desk.press("space")
        await desk.shows("✓ post")
        await desk.until(lambda: "the clock runs" not in desk.text())  # ticked off, it is over
        await desk.press("u")
        await desk.shows("the clock runs: post")


async def test_a_task_without_a_kind_is_asked_for_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await desk.press("T", "a")
        await desk.type("three years")
        await desk.press("enter")
        await desk.shows("What kind of work is it?")
        await desk.press("escape")
        await desk.shows("to do › three years")
        await desk.press("enter")
        await desk.shows("What kind of work is it?")
        await desk.press("2")
        await desk.shows("○ proposal    three years")


async def test_what_is_learned_is_ticked(tmp_book: Path) -> None:
    plan_a_day(tmp_book)
    async with a_desk(tmp_book) as desk:
        await morning(desk)
        await desk.press("end", "space")
        await desk.shows("✓ how rivals price")
        await desk.press("escape", "T")
        await desk.shows("✓ how rivals price")


async def test_where_nothing_may_be_written_it_only_shows(tmp_book: Path) -> None:
    plan_a_day(tmp_book)
    async with a_desk(tmp_book), a_desk(tmp_book) as second:
        await morning(second)
        await second.press("home", "space")
        await second.shows("open for reading only")
        await second.press("b")
        assert isinstance(second.app.screen, DayScreen)


async def test_in_chinese_no_line_is_too_long(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (i18n.LOCALE / "zh_CN" / "LC_MESSAGES" / "repdesk.mo").exists():
        pytest.skip("the catalogue is not compiled")
    plan_a_day(tmp_book)
    monkeypatch.setenv("REPDESK_LANG", "zh_CN")
    i18n._translations.cache_clear()
    async with a_desk(tmp_book, now=datetime(2026, 11, 23, 10, 42)) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, DayScreen) and not desk.app.workers)
        assert {cell_len(line) for line in desk.lines()} == {80}
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen is desk.today)
        assert {cell_len(line) for line in desk.lines()} == {80}


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_with_many_to_call_all_four_questions_are_seen(tmp_book: Path, size: tuple[int, int]) -> None:
    many = [{"name": f"客户{n} 有限公司", "stage": 4, "intent": 4} for n in range(60)]
    async with a_desk(tmp_book, *many, size=size) as desk:
        await desk.press("T")
        await desk.shows("Who must be called?")
        await desk.until(lambda: all(question in desk.text() for question in QUESTIONS))
        assert {cell_len(line) for line in desk.lines()} == {size[0]}


async def test_on_a_day_off_it_is_the_next_working_day(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK, now=datetime(2026, 11, 22, 10, 0)) as desk:
        await desk.press("T")
        await desk.shows("Who must be called?")
        assert "golden hours until" not in desk.text()
        assert "How is the day arranged?  Mon 23 Nov" in desk.text()
