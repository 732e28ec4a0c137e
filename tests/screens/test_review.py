"""The review at the screen: figures, days, curves, who stands behind them, and the time before."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.demo import make_demo
from repdesk.desk.undoing import undo
from repdesk.rules.types import Outcome
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.review import ReviewScreen
from repdesk.widgets.bars import Bars
from repdesk.widgets.plain import cells
from tests.desk.making import MONDAY, SetClock, a_book, fill, set_clock
from tests.screens.working import Desk, a_desk

PICTURES = Path(__file__).with_name("pictures")
WORKED = ("talked no_answer interested", "busy gatekeeper talked no_answer", "contract_sent refused", "talked busy")
"""What came of the calls of four days, half an hour apart."""
PEOPLE: tuple[dict[str, object], ...] = ({"name": "one", "stage": 2}, {"name": "two"}, {"name": "three"})


def line(desk: Desk, words: str) -> str:
    """Return the one line of the screen that begins with these words, the cursor's sign apart."""
    (found,) = [text for text in desk.lines() if text.lstrip(" ▸>").startswith(words)]
    return found


async def reviewed(desk: Desk, *keys: str) -> ReviewScreen:
    """Go to the review and wait until it is shown."""
    await desk.press("6", *keys)
    await desk.until(lambda: isinstance(desk.app.screen, ReviewScreen) and not desk.app.workers)
    screen = desk.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


async def at(desk: Desk, words: str) -> None:
    """Put the cursor on a line by the arrows alone."""
    bars = desk.app.screen.query_one(Bars)
    bars.action_top()
    while words not in next((text for text in desk.lines() if text.lstrip().startswith("▸")), ""):
        before = bars.cursor
        await desk.press("down")
        await desk.pilot.pause()
        assert bars.cursor != before, desk.text()


async def test_a_call_is_in_the_review_and_stands_behind_its_figure(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        log_call(desk.today.book, 1, Outcome.TALKED)
        await reviewed(desk)
        await desk.shows("calls")
        assert line(desk, "calls").split()[-3:] == ["60", "▴", "0"]
        assert line(desk, "notes written").split()[-4:-1] == ["0", "%", "1"]
        log_call(desk.today.book, 2, Outcome.NO_ANSWER)
        desk.app.on_data_changed(DataChanged())
        await desk.until(lambda: "1/2  50 %" in line(desk, "answered"))
        await at(desk, "notes written")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, AccountsScreen))
        await desk.shows("spoken with, and no note, 23 Nov to 29 Nov 2026: 1 customer")
        await desk.press("escape")
        await at(desk, "Mon 23 Nov")
        await desk.press("enter")
        await desk.shows("called on Mon 23 Nov: 2 customers, 2 called today")
        await desk.press("escape")
        undo(desk.today.book)
        desk.app.on_data_changed(DataChanged())
        await at(desk, "contracts signed")
        await desk.press("enter")
        await desk.shows("Nobody stands behind it.")


async def test_one_walks_back_through_weeks_and_months_and_never_ahead(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await reviewed(desk)
        await desk.shows("23 Nov to 29 Nov 2026   1 of 5 working days")
        await desk.press("]")
        await desk.shows("This is the latest one.")
        await desk.press("[", "[")
        await desk.shows("9 Nov to 15 Nov 2026   5 of 5 working days   beside 2 Nov to 8 Nov 2026")
        await desk.press("m")
        await desk.shows("Nov 2026   16 of 21 working days   beside 1 Oct to 22 Oct 2026")
        await desk.press("left", "w")
        await desk.shows("26 Oct to 1 Nov 2026")
        await desk.press("l", "l", "l", "l")
        await desk.shows("23 Nov to 29 Nov 2026")
        desk.clock.moment += timedelta(days=7)
        screen.tick()
        await desk.shows("30 Nov to 6 Dec 2026")


async def test_the_pages_turn_where_there_is_no_room_beside(tmp_book: Path) -> None:
    make_demo(tmp_book, accounts=60, seed=2, clock=SetClock(MONDAY))
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        await reviewed(desk, "[")
        await desk.shows("what was done")
        assert "the even pace" not in desk.text()
        await desk.press("c")
        await desk.shows("the even pace")
        assert "what was done" not in desk.text()
        await desk.press("c")
        await desk.shows("10–11")
        await desk.press("c")
        await desk.shows("what was done")
        await desk.press("down")
        await desk.until(lambda: line(desk, "spoken with so far").startswith("▸"))


@pytest.mark.parametrize("signs", ["", "ascii"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_nothing_runs_over_at_any_size_in_either_language(
    tmp_book: Path, size: tuple[int, int], language: str, signs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_LANG", language)
    monkeypatch.setenv("REPDESK_ASCII", signs)
    make_demo(tmp_book, accounts=80, seed=2, clock=SetClock(MONDAY))
    async with a_desk(tmp_book, size=size, now=MONDAY) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        await reviewed(desk, "[", "m")
        for key in ("c", "c", "c", "end"):
            await desk.press(key)
            await desk.until(lambda: not desk.app.workers)
            assert {cells(text) for text in desk.lines()} == {size[0]}


async def test_a_book_of_nobody_and_the_first_day_of_a_month_are_calm(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "only"}, now=MONDAY.replace(day=1)) as desk:
        await reviewed(desk, "m")
        await desk.shows("Nov 2026   0 of 21 working days")
        await desk.shows("new customers")
        undo(desk.today.book)
        desk.app.on_data_changed(DataChanged())
        await desk.shows("There is nobody in the book yet.")
        await desk.press("enter", "c", "c", "c", "w", "down", "end", "[")
        await desk.shows("19 Oct to 25 Oct 2026")


def a_worked_week(path: Path) -> None:
    """Make a book of eight customers who were called on the Monday to Thursday before."""
    with a_book(path, now=MONDAY - timedelta(days=7)) as book:
        people: list[dict[str, object]] = [{"name": f"n{n}", "stage": 1 + n % 4, "currency": "CNY"} for n in range(8)]
        ids = fill(book, *people)
        for day, outcomes in enumerate(WORKED):
            for n, outcome in enumerate(outcomes.split()):
                set_clock(book, MONDAY + timedelta(days=day - 7, minutes=30 * n + 10))
                note = "priced" if n % 2 else ""
                amount = 78_000_00 if outcome == "contract_sent" else None
                said = CallDetails(note=note, amount=amount, reason="dear" if outcome == "refused" else "")
                log_call(book, ids[(day + 2 * n) % 8], Outcome(outcome), said)


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("review-80x24", (80, 24), "6["),
        ("review-curves-80x24", (80, 24), "6mc"),
        ("review-120x36", (120, 36), "6["),
        ("review-answers-120x36", (120, 36), "6mc"),
    ],
)
async def test_the_picture_is_as_it_was(name: str, size: tuple[int, int], keys: str, tmp_book: Path) -> None:
    a_worked_week(tmp_book)
    async with a_desk(tmp_book, size=size) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        await desk.type(keys)
        await desk.until(lambda: not desk.app.workers)
        shown = desk.text() + "\n"
    picture = PICTURES / f"{name}.txt"
    if os.environ.get("NEW_PICTURES"):
        picture.write_text(shown, "utf-8")
    assert shown == picture.read_text("utf-8")
