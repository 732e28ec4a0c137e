"""Customers elsewhere on the screen: their clock beside the number, kept true; their zone typed on the card."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from repdesk.desk.customers import person
from repdesk.screens.card import CardScreen
from repdesk.widgets.card.spots import Spot
from tests.screens.working import Desk, a_desk

NEW_YORK = "+12125550100"


async def to_time_zone(desk: Desk) -> CardScreen:
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
    screen = desk.app.screen
    assert isinstance(screen, CardScreen)
    await desk.until(lambda: Spot("timezone") in screen._view.spots)
    screen._view.go_to(Spot("timezone"))
    await desk.shows("time zone")
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_their_clock_stands_beside_the_number_and_runs(tmp_book: Path, size: tuple[int, int]) -> None:
    firm = {"name": "Hudson Foods", "phones": [NEW_YORK], "kp": "Ann"}
    async with a_desk(tmp_book, firm, size=size, now=datetime(2026, 11, 24, 21, 59)) as desk:
        await desk.shows("~08:59 in New York, too early")
        desk.clock.moment = datetime(2026, 11, 24, 22, 0, 1)
        await desk.shows("~09:00 in New York")
        assert "too early" not in desk.text()
        await desk.press("n")
        await desk.shows("no answer")


async def test_the_zone_of_the_number_is_there_to_be_taken(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"phones": [NEW_YORK]}) as desk:
        screen = await to_time_zone(desk)
        await desk.press("e")
        await desk.shows("a city, a country, or UTC+8")
        await desk.press("enter")
        await desk.shows("time zone saved")
        assert person(screen.book, 1).zone == "America/New_York"
        await desk.shows("Sun 20:00 in New York, weekend")
        assert "~" not in desk.text()
        await desk.press("u")
        await desk.shows("~Sun 20:00 in New York")


async def test_a_country_of_several_zones_is_asked_again(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        screen = await to_time_zone(desk)
        await desk.press("e")
        await desk.type("usa")
        await desk.press("enter")
        await desk.shows("several time zones")
        await desk.press("backspace", "backspace", "backspace")
        await desk.type("chic")
        await desk.press("right", "enter")
        await desk.shows("in Chicago")
        assert person(screen.book, 1).zone == "America/Chicago"


async def test_a_promise_stands_in_both_clocks(tmp_book: Path) -> None:
    promise = {"day": "2026-11-24", "clock": "22:30", "promised": 1, "set_by": "customer"}
    async with a_desk(tmp_book, {"timezone": "America/New_York", "next": promise}, size=(120, 36),
                      now=datetime(2026, 11, 24, 9)) as desk:  # fmt: skip
        await desk.shows("22:30, promised")
        await desk.shows("(09:30 in New York)")


async def test_a_time_that_is_typed_is_told_by_their_clock(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"timezone": "Europe/London"}, size=(120, 36)) as desk:
        await desk.press("c", "tab")
        await desk.type("tue 16:00")
        await desk.shows("(08:00 in London, too early)")
        await desk.press("escape", "escape", "escape", "z")
        await desk.type("wed 18:30")
        await desk.shows("(10:30 in London)")
