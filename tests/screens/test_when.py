"""Dates typed at the screen: how they are understood while one types, and the key that takes the other reading."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.widgets import Input

from repdesk.desk.customers import person
from tests.desk.making import MONDAY
from tests.screens.rep import go, open_card
from tests.screens.working import Desk, a_desk


def typed(desk: Desk) -> str:
    field = desk.app.focused
    assert isinstance(field, Input)
    return field.value


async def test_a_date_is_told_while_it_is_typed_and_down_takes_the_other_reading(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("t", "tab")
        await desk.type("fri 3:30")
        await desk.shows("Fri 27 Nov 15:30, 0/60 set  taken as afternoon  ↓ 03:30")
        await desk.press("down")
        await desk.shows("outside the hours of 09:00–18:00")
        assert typed(desk) == "2026-11-27 03:30"
        await desk.press("down")
        assert typed(desk) == "fri 3:30"
        await desk.press("enter")
        await desk.shows("1/60")
        kept = person(desk.today.book, account_id).next_call
        assert kept is not None
        assert f"{kept.date} {kept.time}" == "2026-11-27 15:30:00"


async def test_what_is_emptied_to_type_in_stays_empty_and_enter_takes_the_proposal(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("t", "tab", "end", "ctrl+u")
        await desk.shows("lightest")
        assert typed(desk) == ""
        await desk.press("enter")
        await desk.shows("1/60")
        assert person(desk.today.book, account_id).next_call is not None


async def test_the_past_is_told_and_the_nearest_is_one_key_away(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, now=MONDAY + timedelta(hours=7)) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("z")
        await desk.type("约定11am")
        await desk.shows("in the past  ↓ Tue 24 Nov 11:00")
        await desk.press("down")
        await desk.shows("Tue 24 Nov 11:00, promised, 0/60 set")
        await desk.press("enter")
        await desk.shows("moved")
        kept = person(desk.today.book, account_id).next_call
        assert kept is not None
        assert kept.promised


async def test_what_is_mended_at_once_is_mended_in_the_order_of_the_keys(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await desk.press("z")
        await desk.burst("fri 3pm\x7f\x7fam")
        await desk.shows("Fri 27 Nov 03:00")
        assert typed(desk) == "fri 3am"
        await desk.burst("\x15mon")
        assert typed(desk) == "mon"


async def test_the_days_of_a_contract_are_told_while_they_are_typed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"stage": 5}, size=(120, 36)) as desk:
        await desk.press("x", "enter")
        await desk.type("16782")
        await desk.press("enter")
        await desk.type("明天")
        await desk.shows("contract Tue 24 Nov 2026 to –")
        await desk.press("enter")
        await desk.type("明年底")
        await desk.shows("contract Tue 24 Nov 2026 to Fri 31 Dec 2027")


async def test_on_the_card_the_days_of_a_contract_are_told_too(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await open_card(desk)
        await go(desk, "add_contract")
        await desk.press("enter")
        await desk.type("16782")
        await desk.press("enter")
        await desk.type("5/12/2026")
        await desk.shows("first day, or nothing: Sat 5 Dec 2026")
        await desk.press("enter")
        await desk.type("end of 2")
        await desk.shows("last day: Try 2026-12-08.")
