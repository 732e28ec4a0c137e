"""Tags and the rep's own fields on the card, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.card import card
from repdesk.desk.card.labels_writing import add_tags
from repdesk.desk.custom_fields_writing import define_field
from repdesk.widgets.card.spots import Spot
from tests.desk.making import a_book, fill

from .rep import go, on_field, open_card, shown_card
from .working import a_desk

SIZES = [(80, 24), (120, 36)]


def stock(path: Path) -> None:
    with a_book(path) as book:
        fill(book, {"name": "荣泰科技"}, {"name": "Alder"})
        define_field(book, "门店数", "number")
        define_field(book, "Renewal", "date")
        define_field(book, "品牌", "choice", ("华为", "小米"))


@pytest.mark.parametrize("size", SIZES)
async def test_tags_are_typed_completed_changed_and_taken_off(tmp_book: Path, size: tuple[int, int]) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, {"name": "third", "phones": []}, size=size) as desk:
        await open_card(desk)
        await go(desk, "add_tag")
        await desk.press("e")
        await desk.type("VIP, 展会")
        await desk.press("enter")
        await desk.shows("#VIP")
        await desk.shows("tagged")
        await desk.press("backspace")
        await desk.shows("the tag was taken off")
        kept = card(shown_card(desk).book, shown_card(desk).in_hand or 0).tags
        assert len(kept) == 1
        await desk.press("u")
        await desk.shows("Undone: an edit of tags")
        assert card(shown_card(desk).book, shown_card(desk).in_hand or 0).tags == ("VIP", "展会")


async def test_a_known_tag_is_offered_while_it_is_typed(tmp_book: Path) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, {"name": "third", "phones": []}) as desk:
        await open_card(desk)
        await go(desk, "add_tag")
        await desk.press("e")
        await desk.type("Key account")
        await desk.press("enter")
        await desk.shows("#Key account")
        await desk.press("]")
        await go(desk, "add_tag")
        await desk.press("e")
        await desk.shows("completes")
        await desk.type("ke")
        await desk.until(lambda: shown_card(desk).field._suggestion != "")
        await desk.press("right", "enter")
        await desk.shows("#Key account")


@pytest.mark.parametrize("size", SIZES)
async def test_own_fields_are_edited_by_their_kind(tmp_book: Path, size: tuple[int, int]) -> None:
    stock(tmp_book)
    async with a_desk(tmp_book, {"name": "third", "phones": []}, size=size) as desk:
        await open_card(desk)
        places = [spot for spot in shown_card(desk)._view._laid.places if spot.kind == "custom"]
        assert places == [Spot("custom", 1), Spot("custom", 2), Spot("custom", 3)]
        await go(desk, "custom")
        await desk.press("e")
        await desk.type("many")
        await desk.press("enter")
        await desk.shows("This is no number: many")
        await desk.press(*["backspace"] * 4)
        await desk.type("1,200")
        await desk.press("enter")
        await desk.shows("门店数 saved")
        await desk.press("down")
        assert on_field(desk) == Spot("custom", 2)
        await desk.press("e")
        await desk.type("2026-12-08")
        await desk.press("enter")
        await desk.shows("8 Dec 2026")
        await desk.press("down", "e")
        await desk.shows("华为")
        await desk.press("2")
        await desk.shows("品牌 saved")
        values = {
            n: kept.value for n, kept in card(shown_card(desk).book, shown_card(desk).in_hand or 0).own_values.items()
        }
        assert values == {1: "1200", 2: "2026-12-08", 3: "小米"}


@pytest.mark.parametrize("size", SIZES)
async def test_who_is_in_hand_is_shown_with_the_tags(tmp_book: Path, size: tuple[int, int]) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "荣泰科技", "region": "北京"})
        add_tags(book, 1, "重点, vip")
    async with a_desk(tmp_book, size=size) as desk:
        await desk.shows("北京 · #vip · #重点")
