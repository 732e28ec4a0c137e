"""A file brought in by the keyboard alone: seen, put right where it was misread, given up, taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from repdesk import i18n
from repdesk.desk.demo import make_demo
from repdesk.desk.exporting import export
from repdesk.desk.importing import import_file
from repdesk.exchange.headings import FIELDS
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.importing.wizard import ImportScreen
from repdesk.screens.importing.words import target
from tests.desk.importing_books import ask, counts, spreadsheet
from tests.desk.making import SetClock, a_book
from tests.screens.working import Desk, a_desk

PICTURES = Path(__file__).with_name("pictures")
ROWS = [
    ["Company", "Phone", "Stage", "Amount", "Since", "Colour"],
    ["荣泰科技", "13800138000", "2", "£500", "3/4/2026", "red"],
    ["[/oops]", "12345", "soon", "7", "4/5/2026", "green"],
    ["荣泰科技", "138-0013-8000", "3", "", "", ""],
]


async def open_file(desk: Desk, path: Path) -> ImportScreen:
    """Name the file on the first page; return the wizard, once it has looked at it."""
    await desk.press("enter")
    await desk.shows("Which file?")
    await desk.type(str(path))
    await desk.press("enter")
    await desk.until(lambda: not desk.app.workers and wizard(desk)._found is not None)
    return wizard(desk)


def wizard(desk: Desk) -> ImportScreen:
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, ImportScreen))


async def idle(desk: Desk) -> None:
    await desk.until(lambda: not desk.app.workers and wizard(desk)._stop is None)


async def test_what_was_misread_is_put_right_where_it_is_shown(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:
        screen = await open_file(desk, spreadsheet(tmp_path / "a.csv", ROWS))
        await desk.press("down", "down", "down", "down", "down", "space", "2")  # dates
        await idle(desk)
        await desk.shows("month/day/year")
        await desk.press("down", "space")
        await desk.type("eur")
        await desk.press("enter")
        await idle(desk)
        assert screen._choices is not None
        assert (screen._choices.date_order, screen._choices.currency) == ("mdy", "EUR")
        await desk.press("enter")
        await desk.shows("own field Since (a date)")
        await desk.press("end", "backspace")
        await idle(desk)
        await desk.shows("- left out -")
        await desk.press("up", "space", "1")  # its first line leaves a column out too
        await idle(desk)
        await desk.press("enter")
        await desk.shows("12345")
        await desk.press("down")
        await desk.shows("not a phone number")
        await desk.press("enter")
        await desk.shows("merged into row 2")
        await desk.press("space", "3")
        await idle(desk)
        await desk.press("enter")
        await desk.shows("3  new ones")
        await desk.shows("Left out: Since, Colour")
        assert not tmp_book.exists()
        await desk.press("w", "enter")
        await desk.shows("It is in the book")
        await desk.press("enter")
        await desk.shows("3 customers brought in")
        assert (tmp_path / "a-rejects.csv").read_text("utf-8-sig").count("\n") == 2
        assert ask(tmp_book, "SELECT estimate, currency FROM live_account ORDER BY id LIMIT 2") == [
            (50000, "GBP"),
            (700, "EUR"),
        ]
        await desk.press("u")
        await desk.until(lambda: ask(tmp_book, "SELECT count(*) FROM live_account") == [(0,)])
    assert ask(tmp_book, "SELECT count(*) FROM live_setting") == [(0,)]


async def test_a_stage_of_another_making_is_said_once_and_remembered(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:
        file = spreadsheet(tmp_path / "a.csv", ROWS)
        await open_file(desk, file)
        await desk.press("end")
        await desk.shows("The stage soon is")
        await desk.press("space", "4")
        await idle(desk)
        await desk.press("enter", "enter", "enter", "enter", "enter")
        await desk.shows("It is in the book")
    assert ask(tmp_book, "SELECT stage FROM live_account ORDER BY id") == [(2,), (3,)]
    with a_book(tmp_book) as book:
        assert counts(import_file(file, lambda: book)) == {"unchanged": 2, "merged": 1}


async def test_headings_that_nobody_knows_are_mapped_by_hand(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:
        file = spreadsheet(tmp_path / "a.csv", [["Firma", "Rufnummer"], ["Alder", "+442079497188"]], "cp1252")
        await open_file(desk, file)
        await desk.shows("1 rejected")
        await desk.press("enter", "space", "2")
        await idle(desk)
        await desk.shows("1 new")
        await desk.press("down", "space", *(["down"] * 12), "escape")
        await desk.press("enter", "enter", "enter", "enter")
        await desk.shows("It is in the book")
        assert ask(tmp_book, "SELECT name FROM live_account") == [("Alder",)]


async def test_a_change_that_does_not_fit_is_told_and_nothing_is_lost(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:
        screen = await open_file(desk, spreadsheet(tmp_path / "a.csv", ROWS))
        await desk.press("down", "down", "down", "down", "space")
        await desk.type("99")
        await desk.press("enter")
        await desk.shows("no such row")
        assert screen._found is not None
        assert screen._found.table.heading_row == 1
        await desk.press("escape")
        await desk.shows("Which file?")
        await desk.press("escape")
        await desk.shows("Try the demo")


async def test_esc_stops_what_is_under_way_and_nothing_is_kept(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:
        await open_file(desk, spreadsheet(tmp_path / "a.csv", ROWS))
        await desk.press("enter", "enter", "enter", "enter")
        with BOOK_IN_USE:
            await desk.press("enter")
            await desk.shows("Esc stop")
            await desk.press("escape")
        await desk.shows("Stopped; nothing was kept.")
        assert ask(tmp_book, "SELECT count(*) FROM live_account") == [(0,)] if tmp_book.exists() else True
        await desk.press("enter")
        await desk.shows("It is in the book")


async def test_one_more_file_comes_into_an_open_book(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "荣泰科技", "phones": ["+8613800138000"]}) as desk:
        await desk.press("I")
        await desk.shows("Which file?")
        calls = [["Company", "When", "Outcome"], ["荣泰科技", "2026-11-20", "talked"]]
        await desk.type(str(spreadsheet(tmp_path / "calls.csv", calls)))
        await desk.press("enter")
        await idle(desk)
        await desk.shows("calls")
        await desk.press("enter", "enter", "enter", "enter", "enter")
        await desk.shows("It is in the book")
        await desk.press("enter")
        await desk.shows("1 call brought in")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize(("page", "presses"), [("reading", 0), ("columns", 1), ("rows", 2), ("twice", 3), ("over", 4)])
async def test_the_pages_look_as_they_did(
    page: str, presses: int, size: tuple[int, int], tmp_path: Path, tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    spreadsheet(tmp_path / "my book.csv", ROWS)
    async with a_desk(tmp_book, size=size) as desk:
        await open_file(desk, Path("my book.csv"))
        await desk.press(*["enter"] * presses)
        await desk.pilot.pause()
        shown = desk.text() + "\n"
    picture = PICTURES / f"import-{page}-{size[0]}x{size[1]}.txt"
    if os.environ.get("NEW_PICTURES"):
        picture.write_text(shown, "utf-8")
    assert shown == picture.read_text("utf-8")


def test_every_field_has_its_words() -> None:
    fields = {field for kind in FIELDS.values() for field in kind}
    assert {field for field in fields if not target(field).strip()} == set()


@pytest.mark.parametrize("presses", range(5))
async def test_in_chinese_the_pages_have_all_their_keys_at_80_columns(
    presses: int, tmp_path: Path, tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (i18n.LOCALE / "zh_CN" / "LC_MESSAGES" / "repdesk.mo").exists():
        pytest.skip("the catalogue is not compiled")
    monkeypatch.setenv("REPDESK_LANG", "zh_CN")
    i18n._translations.cache_clear()
    try:
        async with a_desk(tmp_book) as desk:
            await desk.press("enter")
            await desk.until(lambda: any(isinstance(one, ImportScreen) for one in desk.app.screen_stack))
            await desk.type(str(spreadsheet(tmp_path / "a.csv", ROWS)))
            await desk.press("enter")
            await idle(desk)
            await desk.press(*["enter"] * presses)
            await desk.pilot.pause()
            assert all(label in desk.text() for _key, label, _does in wizard(desk)._footer())
    finally:
        i18n._translations.cache_clear()


async def test_an_export_comes_back_whole_into_a_book_without_customers(tmp_path: Path, tmp_book: Path) -> None:
    make_demo(tmp_path / "demo.db", accounts=30, seed=3, clock=SetClock())
    with a_book(tmp_path / "demo.db") as demo:
        export(demo, tmp_path / "all.json")
    async with a_desk(tmp_book) as desk:
        await desk.press("enter")
        await desk.type(str(tmp_path / "all.json"))
        await desk.press("enter")
        await idle(desk)
        await desk.shows("An export of repdesk: 30 customers")
        await desk.shows("bring it in; one undo takes it back")
        await desk.press("enter")
        await desk.shows("It is in the book")
    count = "SELECT count(*) FROM live_call"
    assert ask(tmp_book, count) == ask(tmp_path / "demo.db", count)
