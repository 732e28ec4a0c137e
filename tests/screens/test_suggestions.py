"""Suggested grades from the keyboard: taken, refused, taken back, and the desk behind shows it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.customers import person
from repdesk.desk.suggesting import suggestions
from repdesk.rules.types import Outcome
from repdesk.screens.suggestions import SuggestionsScreen
from tests.desk.making import MONDAY, a_book, fill, set_clock
from tests.screens.working import Desk, a_desk

LATER = MONDAY + timedelta(hours=1)


@asynccontextmanager
async def a_desk_with_three(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    """Open the app over customers 1 and 2, who may go up, and 3, who has no number."""
    with a_book(path) as book:
        fill(book, {"stage": 3, "name": "[/] Zoë"}, {"stage": 2, "name": "荣泰"}, {"phones": [], "name": "楚商"}, {})
        set_clock(book, MONDAY + timedelta(minutes=5))
        for account_id in (1, 2):
            log_call(book, account_id, Outcome.TALKED, CallDetails(price=True))
    async with a_desk(path, size=size, now=LATER) as desk:
        await desk.until(lambda: not desk.app.workers and desk.today.line is not None)
        yield desk


def opened(desk: Desk) -> SuggestionsScreen:
    assert isinstance(desk.app.screen, SuggestionsScreen)
    return desk.app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_one_key_takes_one_refuses_and_the_list_goes_on(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk_with_three(tmp_book, size) as desk:
        await desk.press("S")
        await desk.shows("3 changes that may be due")
        assert any("B → A " in line and "[/] Zoë" in line for line in desk.lines())
        await desk.press("enter")
        await desk.shows("[/] Zoë is A now — u undoes")
        await desk.shows("2 changes that may be due")
        await desk.press("backspace")
        await desk.shows("荣泰 stays C")
        await desk.press("space")  # as in the plan
        await desk.shows("楚商 is D now, with no next call")
        await desk.shows("nothing speaks for another grade or stage")
        await desk.press("enter", "backspace")  # nobody is left
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)
        await desk.shows("楚商 is D now")
        book = desk.today.book
        assert [person(book, account_id).grade for account_id in (1, 2, 3)] == ["A", "C", "D"]
        assert {row.account_id: row.grade for row in desk.today.day.rows}[1] == "A"


async def test_undo_brings_the_suggestion_back_under_the_cursor(tmp_book: Path) -> None:
    async with a_desk_with_three(tmp_book) as desk:
        await desk.press("S")
        await desk.shows("3 changes")
        await desk.press("backspace", "enter")
        await desk.shows("1 change that may be due")
        await desk.press("u", "u")
        await desk.shows("3 changes")
        assert opened(desk)._list.cursor == 1
        assert "U does it again" in desk.text()
        await desk.press("U")
        await desk.shows("2 changes")
        await desk.press("escape", "u")
        await desk.until(lambda: len(suggestions(desk.today.book)) == 3)


async def test_it_opens_on_the_customer_in_hand_and_leaves_without_a_word(tmp_book: Path) -> None:
    async with a_desk_with_three(tmp_book) as desk:
        desk.app.push_screen(SuggestionsScreen(desk.today.book, desk.today.keys, 3))
        await desk.until(lambda: isinstance(desk.app.screen, SuggestionsScreen) and opened(desk)._list.cursor == 3)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)
        assert len(suggestions(desk.today.book)) == 3


async def test_what_no_longer_stands_is_refused_calmly(tmp_book: Path) -> None:
    async with a_desk_with_three(tmp_book) as desk:
        await desk.press("S")
        await desk.shows("3 changes")
        with a_book(tmp_book, now=LATER) as other:
            log_call(other, 1, Outcome.DO_NOT_CALL)
        await desk.press("enter")
        await desk.until(lambda: "no longer stands" in desk.text() or "2 changes" in desk.text())
        assert person(desk.today.book, 1).grade == "D"
