"""The evening's plan by keyboard: one question a page, one key an answer, and the morning that comes of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from repdesk.desk.calls import log_call
from repdesk.desk.evening import besides, loose_ends
from repdesk.desk.evening.tomorrow import tomorrow
from repdesk.rules.types import Outcome
from repdesk.screens.find import FindScreen
from repdesk.screens.pick import PickScreen
from repdesk.screens.plan import PlanScreen
from repdesk.screens.plan.pages import BESIDES, DAY, FROZEN, LEARN, LOAD, LOOSE, TOMORROW
from repdesk.store.checking.check import check
from repdesk.widgets.step_line import StepLine
from tests.desk.making import a_book, fill

from .working import Desk, a_desk

EVENING = datetime(2026, 11, 23, 18, 10)
MORNING = datetime(2026, 11, 24, 8, 30)
DUE = {"day": "2026-11-24"}
STOCK: list[dict[str, object]] = [
    {"name": "赫宝服饰", "kp": "陈英娜", "next": {**DUE, "clock": "10:00", "promised": 1}},
    {"name": "荣泰科技", "stage": 5, "intent": 5, "next": DUE},
    {"name": "[/oops]", "stage": 5, "intent": 4, "next": DUE},
    {"name": "Alder Logistics Ltd", "stage": 5, "intent": 3, "next": DUE},
    {"name": "楚商", "stage": 3, "next": DUE},
    {"name": "榕泉", "next": {"day": "2026-12-08"}},
    {"name": "Bee", "next": {"day": "2026-11-23", "clock": "10:00", "promised": 1}},
    {"name": "Cee"},
]


@pytest.fixture(autouse=True)
def _five_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "policy.toml").write_text("[day]\nquota = 5\n[cover]\ntarget = 0.0\n")
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path / "config"))


def stock(path: Path) -> None:
    """Fill a book on whose Monday one conversation went without a note and one promise stands."""
    with a_book(path, now=datetime(2026, 11, 23, 9, 30)) as book:
        fill(book, *map(dict, STOCK))
        log_call(book, 8, Outcome.TALKED)


def plan(desk: Desk) -> PlanScreen:
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, PlanScreen))


async def settled(desk: Desk) -> None:
    await desk.until(lambda: not desk.app.workers)
    await desk.pilot.pause()


async def to_plan(desk: Desk) -> PlanScreen:
    await settled(desk)
    await desk.press("5")
    await desk.until(lambda: isinstance(desk.app.screen, PlanScreen))
    await settled(desk)
    return plan(desk)


async def on(desk: Desk, page: int) -> None:
    """Press Enter until this page is shown."""
    while plan(desk).page != page:
        await desk.press("enter")
        await settled(desk)


def signs(desk: Desk) -> list[int]:
    return [row.account_id for row in plan(desk).foremost.rows]


async def test_the_evening_by_keyboard_and_the_morning_after(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await desk.shows("What is still open of the day?")
        assert [end.account_id for end in loose_ends(screen.book)] == [7, 8]
        await desk.press("z")
        await desk.type("+2d")
        await desk.press("enter")
        await desk.shows("talked, without a note")
        await desk.press("e")
        await desk.type("要三年期报价")
        await desk.press("enter")
        await desk.shows("Nothing is left open of the day.")
        await desk.press("enter")
        await desk.shows("Tue 24 Nov: who comes first?")
        assert signs(desk) == [1, 2, 3, 4]
        await desk.press("backspace")
        await desk.shows("A promise cannot be dropped, only moved")
        await desk.press("escape", "down", "backspace")
        await settled(desk)
        assert (signs(desk), screen.foremost.cursor) == ([1, 2, 3, 4], 2)
        assert any("✗" in line and "荣泰科技" in line for line in desk.lines())
        await desk.press("down", "backspace", "backspace")  # and taken back
        await desk.press("a")
        await desk.until(lambda: isinstance(desk.app.screen, FindScreen))
        await desk.type("榕泉")
        await desk.shows("C 榕泉")
        await desk.press("enter")
        await settled(desk)
        assert signs(desk) == [1, 2, 3, 4, 6]
        await desk.press("y")
        await desk.shows("tier priority")
        await desk.press("escape")
        await on(desk, LOAD)
        await desk.shows("5 calls, the quota is 5")
        await on(desk, BESIDES)
        await desk.type("proposal 三年期报价")
        await desk.press("enter")
        await desk.type("dentist")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, PickScreen))
        await desk.press("7")
        await desk.shows("private")
        await desk.press("enter")
        await desk.type("ask who signs")
        await desk.press("enter")
        await settled(desk)
        assert screen.page == DAY
        await desk.shows("notes written             1 / 1")
        await desk.press("enter")
        await desk.shows("Tue 24 Nov stands: 5 calls, 3 of them promised or priority.")
        frozen = [row.account_id for row in tomorrow(screen.book).rows]
        assert frozen == [1, 3, 4, 5, 6]
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen is desk.today)
    async with a_desk(tmp_book, now=MORNING) as desk:
        await settled(desk)
        assert desk.today.day.morning == ("planned last evening: 5 calls; to learn: ask who signs; besides calling: 2")
        assert [row.account_id for row in desk.today.day.rows] == frozen
    with a_book(tmp_book, now=MORNING) as book:
        assert check(book.store) == []


async def test_going_elsewhere_and_back_loses_nothing(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await desk.press("backspace")  # the promise is let go
        await desk.press("enter")
        await settled(desk)
        await desk.press("down", "down", "backspace", "1")
        await desk.until(lambda: desk.app.screen is desk.today)
        await desk.press("5")
        await desk.until(lambda: desk.app.screen is screen)
        await settled(desk)
        assert (screen.page, screen.word.dropped) == (TOMORROW, frozenset({2}))
        await on(desk, BESIDES)
        await desk.type("half a ta")
        await desk.press("escape")
        assert screen.page == LOAD
        await on(desk, BESIDES)
        assert screen.field.value == "half a ta"
        await desk.press("ctrl+q")
        await desk.shows("not entered yet")
        await desk.type("sk")
        await desk.press("enter", "6")
        await settled(desk)
        assert [task.title for task in besides(screen.book).tasks] == ["half a task"]
        await desk.press("enter")
        await desk.type("listen")
        await desk.press("escape")
        learn = besides(screen.book).learn
        assert learn is not None
        assert learn.title == "listen"
        while screen.page != LOOSE:
            await desk.press("escape")
        assert [end.account_id for end in screen.loose.rows] == [8]
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)


async def test_tasks_are_ticked_and_dropped_from_the_empty_line(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await on(desk, BESIDES)
        for words in ("post one", "会议 two", "meeting: three"):
            await desk.type(words)
            await desk.press("enter")
            if "two" in words:  # no kind of work in this language
                await desk.press("5")
            await settled(desk)
        await desk.press("down", "space", "down", "backspace")
        await settled(desk)
        told = [(task.kind, task.title, task.done) for task in besides(screen.book).tasks]
        assert told == [("post", "one", False), ("meeting", "会议 two", True)]
        assert screen.field.value == ""


async def test_the_frozen_plan_is_shown_first_and_undo_takes_it_back(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await on(desk, FROZEN)
        await desk.shows("stands: 5 calls")
        await desk.press("u")
        await settled(desk)
        assert (screen.page, tomorrow(screen.book).frozen) == (DAY, False)
        await desk.press("U")
        await settled(desk)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        assert screen.page == FROZEN
        for _page in range(FROZEN - TOMORROW):
            await desk.press("escape")
        await desk.press("down", "down", "backspace")
        await on(desk, FROZEN)
        assert [row.account_id for row in tomorrow(screen.book).rows] == [1, 7, 3, 4, 5]


async def test_a_click_goes_back_to_a_page_that_was_seen(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await on(desk, LOAD)
        await desk.pilot.click(StepLine, offset=(desk.lines()[1].index("besides"), 0))
        assert screen.page == LOAD  # not seen yet
        await desk.pilot.click(StepLine, offset=(3, 0))
        assert screen.page == LOOSE


async def test_the_next_evening_begins_anew(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await on(desk, FROZEN)
        desk.clock.moment = datetime(2026, 11, 24, 18, 0)
        screen.tick()
        assert screen.page == LOOSE
        await on(desk, TOMORROW)
        await desk.shows("Wed 25 Nov: who comes first?")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_page_fits_and_says_its_keys(size: tuple[int, int], tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, size=size, now=EVENING) as desk:
        screen = await to_plan(desk)
        for page in (LOOSE, TOMORROW, LOAD, BESIDES, LEARN, DAY, FROZEN):
            await on(desk, page)
            assert {cell_len(line) for line in desk.lines()} == {size[0]}
            assert any(
                line.startswith((" Enter", " Backspace", " e note", " v levels", " ↑ ↓")) for line in desk.lines()
            )
        assert screen.page == FROZEN


async def test_an_empty_book_has_an_evening_too(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "Only", "phones": []}, now=EVENING) as desk:
        await to_plan(desk)
        await on(desk, LEARN)
        await on(desk, FROZEN)
        await desk.shows("stands: 0 calls")


async def test_undo_takes_back_what_was_said_here_before_any_act(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await desk.press("backspace")  # the promise is let go
        await desk.until(lambda: len(screen.loose.rows) == 1)
        await desk.press("u")
        await desk.until(lambda: len(screen.loose.rows) == 2)
        await on(desk, TOMORROW)
        screen.foremost.go_to(2)
        await desk.press("backspace")
        await desk.until(lambda: 2 in screen.word.dropped)
        await desk.press("u")
        await desk.until(lambda: not screen.word.dropped)
        assert screen.book.read().execute("SELECT count(*) FROM live_call").fetchone() == (1,)
        await settled(desk)
        await desk.press("u")  # and only then the call
        await desk.until(lambda: screen.book.read().execute("SELECT count(*) FROM live_call").fetchone() == (0,))


async def test_backspace_on_a_promise_asks_when_instead(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await on(desk, TOMORROW)
        screen.foremost.go_to(1)
        await desk.press("backspace")
        await desk.type("+5d")
        await desk.press("enter")
        await desk.until(lambda: 1 not in signs(desk))


async def test_a_plan_left_open_over_night_freezes_no_other_day_than_it_shows(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await on(desk, DAY)
        desk.clock.moment = MORNING
        await desk.press("enter")
        await desk.shows("Another day has begun: this is the plan for Wed 25 Nov")
        assert screen.page == LOOSE
        assert screen.book.read().execute("SELECT count(*) FROM live_day_plan WHERE kind = 'evening'").fetchone() == (
            0,
        )


async def test_a_promise_for_a_day_off_is_told_with_its_day_and_not_as_late(tmp_book: Path) -> None:
    on_friday: dict[str, object] = {"name": "Bee", "next": {"day": "2026-11-20", "clock": "10:00", "promised": 1}}
    on_saturday: dict[str, object] = {"name": "Cee", "next": {"day": "2026-11-21", "clock": "10:00", "promised": 1}}
    async with a_desk(tmp_book, on_friday, on_saturday, now=datetime(2026, 11, 20, 18, 10)) as desk:
        await to_plan(desk)
        await on(desk, FROZEN)
        await desk.shows("promised 2: late Bee, 21 Nov 10:00 Cee")
