"""On a full disk all that was typed stays where it was typed, and Enter saves it once there is room."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import Input

from repdesk.desk.card import card
from repdesk.desk.customers import person
from repdesk.desk.evening import besides
from repdesk.screens.ask import AskScreen
from repdesk.screens.plan import PlanScreen
from repdesk.screens.plan.pages import LEARN
from repdesk.store.checking.check import check
from tests.safety.faults import Fault, failing_disk
from tests.safety.vfs import library
from tests.screens.rep import go, open_card, shown_card
from tests.screens.working import Desk, a_desk

pytestmark = pytest.mark.skipif(library() is None, reason="needs SQLite as a shared library of Linux")
NOTE = "要三年 x"
EVENING = datetime(2026, 11, 23, 18, 10)


@asynccontextmanager
async def on_a_disk(path: Path) -> AsyncIterator[tuple[Desk, Fault]]:
    with failing_disk() as disk:
        async with a_desk(path, {"name": "荣泰科技", "need": "办理资质"}, {}, now=EVENING, size=(120, 36)) as desk:
            yield desk, disk
            assert check(desk.today.book.store) == []


async def refused(desk: Desk, disk: Fault, field: Callable[[], Input]) -> None:
    """Press Enter on a full disk, twice; what was typed stands there still, and the refusal is plain."""
    disk.arm(0, 1)
    for _ in range(2):
        before = desk.today.book.last_entry()
        await desk.press("enter")
        await desk.shows("Not saved")
        assert "The disk is full" in desk.text()
        assert (field().value, desk.app.focused) == (NOTE, field())
        assert desk.today.book.last_entry() == before
    disk.mend()


async def in_the_log_line(desk: Desk, disk: Fault) -> None:
    account_id = desk.today.in_hand or 0
    await desk.press("t")
    await desk.until(lambda: desk.today.typing)
    await desk.type(NOTE)
    await refused(desk, disk, lambda: desk.today.query_one("#note", Input))
    await desk.press("enter")
    await desk.until(lambda: not desk.today.typing)
    assert person(desk.today.book, account_id).calls[0].note == NOTE


async def in_a_field_of_the_card(desk: Desk, disk: Fault) -> None:
    await open_card(desk)
    one = shown_card(desk)
    await go(desk, "field", "need")
    await desk.press("e")
    one.field.value = ""
    await desk.type(NOTE)
    await refused(desk, disk, lambda: one.field)
    await desk.press("enter")
    await desk.until(lambda: not one.typing)
    assert NOTE in (card(one.book, 1).fields.need, card(one.book, 2).fields.need)


async def in_a_dialog(desk: Desk, disk: Fault) -> None:
    await open_card(desk)
    await go(desk, "grade")
    await desk.press("e", "1")
    await desk.until(lambda: isinstance(desk.app.screen, AskScreen))
    await desk.type(NOTE)
    await refused(desk, disk, lambda: desk.app.screen.query_one(Input))
    await desk.press("enter")
    await desk.until(lambda: not isinstance(desk.app.screen, AskScreen))
    await desk.shows("u undoes")


async def in_the_line_of_the_plan(desk: Desk, disk: Fault) -> None:
    await desk.press("5")
    await desk.until(lambda: isinstance(desk.app.screen, PlanScreen) and not desk.app.workers)
    plan = desk.app.screen
    assert isinstance(plan, PlanScreen)
    while plan.page != LEARN:
        await desk.press("enter")
        await desk.until(lambda: not desk.app.workers)
    await desk.type(NOTE)
    await refused(desk, disk, lambda: plan.field)
    await desk.press("enter")
    await desk.until(lambda: plan.page != LEARN)
    learn = besides(plan.book).learn
    assert learn is not None
    assert learn.title == NOTE


Place = Callable[[Desk, Fault], Awaitable[None]]


@pytest.mark.parametrize("place", [in_the_log_line, in_a_field_of_the_card, in_a_dialog, in_the_line_of_the_plan])
async def test_what_was_typed_outlives_a_full_disk(tmp_book: Path, place: Place) -> None:
    async with on_a_disk(tmp_book) as (desk, disk):
        await place(desk, disk)
