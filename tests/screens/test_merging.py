"""Customers who are in the book twice: found, held side by side, made one, and two again."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.screens.duplicates import DuplicatesScreen
from repdesk.screens.merging import MergeScreen
from tests.screens.rep import open_card, shown_card
from tests.screens.working import Desk, a_desk

TWINS = (
    {"name": "荣泰科技有限公司", "kp": "陈英娜", "region": "北京", "stage": 3, "notes": "要三年期报价"},
    {"name": "榮泰科技", "kp": "刘强", "region": "北京市", "stage": 4, "phones": ["+8613900000002"]},
    {"name": "Alder Logistics Ltd", "region": "London", "phones": ["+442079460001"]},
    {"name": "ALDER LOGISTICS LIMITED " + "x" * 60, "region": "London", "phones": ["+442079460001"]},
    {"name": "楚商"},
)


async def to_duplicates(desk: Desk) -> DuplicatesScreen:
    await desk.press("D")
    await desk.until(lambda: isinstance(desk.app.screen, DuplicatesScreen) and len(shown(desk)._list.rows) == 2)
    return shown(desk)


def shown(desk: Desk) -> DuplicatesScreen:
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, DuplicatesScreen))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_pair_is_held_side_by_side_made_one_and_two_again(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, *TWINS, size=size) as desk:
        pairs = await to_duplicates(desk)
        pairs._list.go_to(1 << 32 | 2)
        await desk.shows("same name")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, MergeScreen))
        await desk.shows("3 fields differ")
        await desk.press("right")  # the other's name
        await desk.shows("name afterwards: 榮泰科技")
        await desk.press("enter")
        await desk.until(lambda: len(pairs._list.rows) == 1)
        await desk.shows("榮泰科技 is one with 荣泰科技有限公司 now")
        assert desk.app.sitting is not None
        book = desk.app.sitting.book
        assert [row[:2] for row in book.read().execute("SELECT id, name FROM live_account WHERE id < 3")] == [
            (1, "榮泰科技")
        ]
        await desk.press("u")
        await desk.until(lambda: len(pairs._list.rows) == 2)


async def test_two_that_are_not_the_same_are_not_shown_again(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *TWINS) as desk:
        pairs = await to_duplicates(desk)
        await desk.press("n")
        await desk.until(lambda: len(pairs._list.rows) == 1)
        await desk.press("escape", "D")
        await desk.until(lambda: shown(desk) is not pairs and len(shown(desk)._list.rows) == 1)
        await desk.press("u")
        await desk.until(lambda: len(shown(desk)._list.rows) == 2)


async def test_from_the_card_the_other_one_is_found_and_swapped_to_stay(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *TWINS) as desk:
        desk.today._list.go_to(1)
        await open_card(desk)
        await desk.press("M")
        await desk.type("刘强")
        await desk.shows("榮泰")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, MergeScreen))
        await desk.press("s")
        await desk.shows("(1) goes into")
        await desk.press("enter")
        await desk.until(lambda: shown_card(desk).in_hand == 2 and "is one with" in desk.text())
        await desk.shows("陈英娜")
        await desk.press("u")
        await desk.until(lambda: "陈英娜" not in desk.text().split("timeline")[0])


async def test_names_that_look_like_markup_are_shown_as_they_are(tmp_book: Path) -> None:
    name = "[/oops] [@click=app.bell]x[/] \u202e\x1b[31m"
    twin: dict[str, object] = {"name": name, "phones": ["+8613800000001"], "need": name, "kp": name}
    async with a_desk(tmp_book, twin, {**twin, "need": "else"}) as desk:
        await desk.press("D")
        await desk.shows("same person [/oops]")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, MergeScreen))
        await desk.press("right")
        await desk.shows("need afterwards: else")
        await desk.press("down", "right")
        await desk.shows("nothing to choose here")
        await desk.press("enter")
        await desk.shows("[/oops] [@click=app.bell]x")
        await desk.shows("is one with")
