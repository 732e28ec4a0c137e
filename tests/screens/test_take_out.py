"""Taking out of the book by keyboard: a file of the list in hand, a page to print, a hand-over, the calendar."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path
from threading import Event

import openpyxl
import pytest

from repdesk.progress import Progress
from repdesk.screens.take_out import TakeOutScreen, Way
from repdesk.widgets.fields import Field
from repdesk.widgets.progress import bar
from tests.screens.working import Desk, a_desk

PEOPLE = (
    {"name": "荣泰科技有限公司", "kp": "陈英娜", "next": {"day": "2026-11-23", "clock": "10:00", "promised": 1}},
    {"name": "[/oops]", "stage": 3, "next": {"day": "2026-11-23"}},
    {"name": "=1+1", "stage": 3, "next": {"day": "2026-11-23"}},
)


async def command(desk: Desk, words: str) -> None:
    """Run a command of the palette."""
    await desk.press("ctrl+p")
    await desk.until(lambda: "Search the commands" in desk.text() or bool(desk.app.screen.query("CommandList")))
    await desk.type(words)
    await desk.shows(words)
    await desk.press("enter")


async def asked(desk: Desk) -> TakeOutScreen:
    await desk.until(lambda: isinstance(desk.app.screen, TakeOutScreen) and bool(desk.app.screen.query(Field)))
    assert isinstance(desk.app.screen, TakeOutScreen)
    return desk.app.screen


async def at_place(desk: Desk, place: Path) -> None:
    """Type where the file is to lie, in place of what is proposed, and have it written."""
    screen = await asked(desk)
    screen.query_one(Field).value = ""
    await desk.type(str(place))
    await desk.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_todays_list_goes_into_a_workbook_by_two_keys(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, *PEOPLE, size=size) as desk:
        await desk.press("X")
        screen = await asked(desk)
        assert screen.query_one(Field).value == "~/repdesk Mon 23 Nov 2026.xlsx"
        await desk.shows("Excel workbook")
        assert all(word in desk.text() for word in ("CSV table", "vCard 3.0", "unprotected", "Enter", "Esc"))
        await desk.press("enter")
        await desk.shows("3 customers are in ~/repdesk")
        file = Path("~/repdesk Mon 23 Nov 2026.xlsx").expanduser()
        rows = list(openpyxl.load_workbook(file).worksheets[0].values)
        assert {row[0] for row in rows[1:]} == {"荣泰科技有限公司", "[/oops]", "=1+1"}
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        await desk.press("X")
        screen = await asked(desk)
        assert screen.query_one(Field).value.endswith("2026-2.xlsx")  # what lies there is never proposed


async def test_the_ending_follows_the_kind_until_a_name_is_typed(tmp_book: Path, tmp_path: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await desk.press("X", "down")
        field = (await asked(desk)).query_one(Field)
        await desk.until(lambda: field.value.endswith(".csv"))
        await desk.press("down")
        await desk.until(lambda: field.value.endswith(".vcf"))
        await desk.press("up")
        await at_place(desk, tmp_path / "mine.txt")
        await desk.shows("3 customers are in")
        with (tmp_path / "mine.txt").open(encoding="utf-8-sig", newline="") as file:
            assert {row["Company name"] for row in csv.DictReader(file)} >= {"'=1+1"}


async def test_a_name_that_is_taken_is_said_and_what_was_typed_stays(tmp_book: Path, tmp_path: Path) -> None:
    (tmp_path / "taken.xlsx").write_text("mine")
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await desk.press("X")
        await at_place(desk, tmp_path / "taken.xlsx")
        await desk.shows("already")
        assert (await asked(desk)).query_one(Field).value == str(tmp_path / "taken.xlsx")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)
    assert (tmp_path / "taken.xlsx").read_text() == "mine"


async def test_the_book_takes_out_who_is_marked_with_the_columns_shown(tmp_book: Path, tmp_path: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await desk.press("2")
        await desk.shows("3 customers")
        await desk.press("plus", "plus")
        await desk.press("X", *["down"] * 6)
        await desk.shows("Take out: Customers (2)")
        await desk.shows("columns <as listed>")
        await desk.shows("unprotected")
        await desk.shows("Tab columns")
        await at_place(desk, tmp_path / "two.json")
        await desk.shows("2 customers are in")
        rows = json.loads((tmp_path / "two.json").read_text("utf-8"))
        assert [row["name"] for row in rows] == ["=1+1", "[/oops]"]
        assert list(rows[0]) == ["grade", "name", "kp", "stage", "intent", "next_call", "last_call", "value"]


async def test_every_place_says_whom_it_means(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        for keys, title in (
            (("4",), "Take out: Mon 23 Nov 2026 (3)"),
            (("3", "j", "j", "j"), "Take out: stage 3 need planned (2)"),
            (("enter",), "Take out: stage 3 need planned (2)"),
            (("enter",), "Take out: [/oops] (1)"),
        ):
            for key in keys:
                await desk.press(key)
                await desk.until(lambda: not desk.app.workers)
            await desk.press("X")
            await desk.shows(title)
            await desk.press("escape")
            await desk.until(lambda: not isinstance(desk.app.screen, TakeOutScreen))


async def test_the_page_and_the_hand_over_are_commands(tmp_book: Path, tmp_path: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await command(desk, "print today")
        await at_place(desk, tmp_path / "today.html")
        await desk.shows("3 calls are in")
        assert "[/oops]" in (tmp_path / "today.html").read_text("utf-8")
        await command(desk, "hand these")
        await desk.press("down")
        await at_place(desk, tmp_path / "over.zip")
        await desk.shows("customers and 0 calls are in")
        assert stat.S_IMODE((tmp_path / "over.zip").stat().st_mode) == 0o600


async def test_a_calendar_that_is_kept_follows_a_call_that_is_moved(tmp_book: Path, tmp_path: Path) -> None:
    file = tmp_path / "calls.ics"
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await command(desk, "calendar file")
        await desk.shows("plain text")
        desk.app.screen.query_one(Field).value = ""
        await desk.type(str(file))
        await desk.press("enter")
        await desk.until(lambda: file.exists() and desk.app.screen is desk.today)
        assert "SUMMARY:Promised: call 荣泰科技有限公司" in file.read_text("utf-8")
        await desk.press("z")
        await desk.until(lambda: bool(desk.app.screen.query(Field)))
        await desk.type("12-24 11:00")
        await desk.press("enter")
        await desk.until(lambda: "20261224T110000" in file.read_text("utf-8"))
        await command(desk, "calendar file")
        await desk.shows("keep it no more")
        await desk.press("2")
        await desk.until(lambda: "荣泰" not in file.read_text("utf-8"))
        file.unlink()
        file.parent.joinpath("calls.ics").mkdir()
        await desk.press("u")
        await desk.shows("The calendar could not be written")


async def test_what_takes_a_while_shows_how_far_it_is_and_is_not_left(tmp_book: Path, tmp_path: Path) -> None:
    go_on = Event()

    def slowly(place: Path, _which: int, progress: Progress) -> str:
        while not go_on.wait(0.05):
            progress(1, 2)
        return f"done: {place.name}"

    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = TakeOutScreen("Slow", [Way("slow", ".txt", slowly)], tmp_path / "slow", desk.today.keys)
        heard: list[str | None] = []
        desk.app.push_screen(screen, heard.append)
        await asked(desk)
        await desk.press("enter")
        await desk.shows(bar(1, 2))
        await desk.press("escape")
        assert desk.app.screen is screen
        go_on.set()
        await desk.until(lambda: heard == ["done: slow.txt"])
