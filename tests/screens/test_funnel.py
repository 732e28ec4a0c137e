"""The funnel, and the list of customers behind one of its bars."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.customers import person
from repdesk.desk.undoing import undo
from repdesk.i18n import _
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.card import CardScreen
from repdesk.screens.data_changed import DataChanged
from repdesk.widgets.bars import Bars
from repdesk.widgets.customer_list import CustomerList
from repdesk.widgets.plain import cells
from tests.desk.making import a_book, fill
from tests.screens.working import Desk, a_desk

PLANNED = {"stage": 3, "currency": "CNY"}


def line(desk: Desk, words: str) -> str:
    """Return the one line of the screen that begins with these words, the cursor's sign apart."""
    (found,) = [text for text in desk.lines() if text.lstrip(" ▸").startswith(words)]
    return found


def listed(desk: Desk) -> list[str]:
    """Return the names on the list, from the top."""
    rows = desk.app.screen.query_one(CustomerList).rows
    return [rows[at].name for at in range(len(rows))]


def in_hand(desk: Desk) -> int:
    screen = desk.app.screen
    assert isinstance(screen, AccountsScreen)
    assert screen.in_hand is not None
    return screen.in_hand


async def opened(desk: Desk, *keys: str) -> None:
    """Go to the funnel, and by these keys to the list behind a bar."""
    await desk.press("3", *keys, "enter")
    await desk.until(lambda: isinstance(desk.app.screen, AccountsScreen))
    await desk.shows(_("customer"))


async def test_each_bar_counts_and_opens_its_customers_in_the_order_to_walk(tmp_book: Path) -> None:
    people = [
        {"name": "小", "estimate": 1_000_00, **PLANNED},
        {"name": "大", "estimate": 1_234_567_00, **PLANNED},
        {"name": "unknown", **PLANNED},
        {"name": "hot", "stage": 5},
    ]
    async with a_desk(tmp_book, *people) as desk:
        await desk.press("3")
        await desk.shows("need planned")
        assert line(desk, "3 need planned").split()[-4:] == ["3", "75", "%", "1,235,567"]
        assert line(desk, "A hot").split()[-5:] == ["1", "25", "%", "5", "above"]
        await opened(desk, "j", "j", "j")
        await desk.shows("stage 3 need planned: 3 customers, 0 called today")
        assert listed(desk) == ["大", "小", "unknown"]
        await desk.press("escape")
        await desk.shows("4 leaning")
        assert line(desk, "3 need planned").startswith("▸")
        await desk.press("end", "k", "k", "enter")
        await desk.shows("contract: no contract: 4 customers")
        assert listed(desk) == ["大", "小", "unknown", "hot"]


async def test_a_list_is_called_through_without_anybody_leaving_it(tmp_book: Path) -> None:
    names = ["first", "second", "third"]
    people = [{"name": name, "stage": 2, "estimate": 300 - n} for n, name in enumerate(names)]
    async with a_desk(tmp_book, *people) as desk:
        await opened(desk, "j", "j")
        book, called = desk.today.book, in_hand(desk)
        await desk.press("i", "enter")
        await desk.shows("1 called today")
        assert person(book, called).stage == 3
        assert listed(desk) == names
        assert "✓" in line(desk, "✓ B  first")
        assert "3 planned" in line(desk, "✓ B  first")
        assert person(book, in_hand(desk)).name == "second"
        await desk.press("j", "n")
        await desk.shows("2 called today")
        assert person(book, in_hand(desk)).name == "second"
        await desk.press("u", "u")
        await desk.shows("0 called today")
        assert in_hand(desk) == called
        await desk.press("U", "escape")
        await desk.until(lambda: " 1 " in line(desk, "3 need planned"))
        await desk.press("1")
        await desk.shows("1/60")


async def test_amounts_in_another_currency_are_shown_apart(tmp_book: Path) -> None:
    people = [{"name": n, "estimate": 5_00, "currency": c} for n, c in (("a", "CNY"), ("b", "CNY"), ("c", "EUR"))]
    async with a_desk(tmp_book, *people) as desk:
        await desk.press("3")
        await desk.shows("value CNY")
        assert line(desk, "all").split() == ["all", "3", "100", "%", "10"]
        await opened(desk, "end")
        assert listed(desk) == ["c"]
        await desk.shows("EUR 5")


async def test_an_empty_bar_and_an_empty_book_are_calm(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "only"}) as desk:
        await desk.press("3", "enter")
        await desk.shows("Nobody stands there.")
        await opened(desk, "j")
        undo(desk.today.book)
        desk.app.on_data_changed(DataChanged())
        await desk.shows("Nobody is on this list.")
        await desk.press("n", "space", "z", "E", "enter", "escape")
        await desk.shows("There is nobody in the book yet.")
        await desk.press("enter", "j", "end")
        await desk.shows("Nobody stands there.")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_nothing_runs_over_whatever_the_names_and_sums(
    tmp_book: Path, size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_LANG", language)
    names = ["[/b]" * 30, "荣泰" * 40, "👩‍👩‍👧" * 20, "\u202eabc\x1b[31m", "x"]
    call = {"day": "2026-12-26", "clock": "15:30", "promised": 1}
    people = [
        {"name": name, "kp": name, "stage": 5, "intent": 4, "estimate": 10**9, "currency": "CNY", "next": call}
        for name in names
    ]
    async with a_desk(tmp_book, *people, size=size) as desk:
        await desk.press("3")
        await desk.shows("50,000,000")
        assert {cells(text) for text in desk.lines()} == {size[0]}
        assert len([text for text in desk.lines() if text.strip()]) > 18
        await opened(desk, "j", "j", "j", "j", "j")
        await desk.shows("15:30")
        await desk.shows("10,000,000")
        assert {cells(text) for text in desk.lines()} == {size[0]}


async def test_the_mouse_opens_a_bar(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "only", "stage": 2}) as desk:
        await desk.press("3")
        await desk.shows("2 KP engaged")
        at = next(n for n, text in enumerate(desk.lines()) if "2 KP engaged" in text)
        top = desk.app.screen.query_one(Bars).region.y
        await desk.pilot.click(Bars, offset=(10, at - top), times=2)
        await desk.shows("stage 2 KP engaged: 1 customer")


async def test_a_great_list_reads_what_it_draws(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        people: list[dict[str, object]] = [{"name": f"n{n:04d}"} for n in range(1500)]
        fill(book, *people)
    async with a_desk(tmp_book) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        await opened(desk, "j")
        asked: list[str] = []
        desk.today.book.read().set_trace_callback(asked.append)
        await desk.press("end")
        await desk.shows("n1499")
        lines = "SELECT a.id, a.name, coalesce("
        named = [sql for sql in asked if lines in sql and "json_each" in sql]
        assert 1 <= len(named) <= 2
        await desk.press("home")
        await desk.shows("n0000")
        assert len([sql for sql in asked if lines in sql and "json_each" in sql]) == len(named)


async def test_enter_shows_the_card_of_the_list_one_came_from(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *({"name": f"n{n}", "stage": 2} for n in range(3))) as desk:
        await opened(desk, "j", "j")
        await desk.press("j", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        await desk.shows("2 of 3")
        await desk.press("n")
        await desk.until(lambda: bool(person(desk.today.book, 2).calls))
        await desk.press("escape")
        await desk.shows("1 called today")
        assert "✓" in line(desk, "✓ C  n1")
