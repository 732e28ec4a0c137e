"""From no book at all to the first list: a file seen before it is taken, or the demo; no dead end."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk import paths
from repdesk.screens import welcome
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.importing.wizard import ImportScreen
from repdesk.screens.typed_path import typed_path
from tests.screens.working import Desk, a_desk

TABLE = "Company,Phone,Stage\n荣泰科技,+86 138 0013 8000,2\n[/oops],+86 139 0013 9000,[x/]\n"


def a_file(tmp_path: Path) -> Path:
    path = tmp_path / "my book.csv"
    path.write_text(TABLE, "utf-8")
    return path


async def look_at(desk: Desk, path: Path) -> None:
    """Name a file on the first page, and wait until it was looked at."""
    await desk.press("enter")
    await desk.shows("Which file?")
    await desk.type(str(path))
    await desk.press("enter")
    await desk.shows("2 new")


async def test_a_file_is_seen_then_brought_in(tmp_path: Path) -> None:
    tmp_book = tmp_path / "not" / "there" / "book.db"  # a fresh machine has not even the folder
    async with a_desk(tmp_book) as desk:
        await desk.shows("There is nobody in your book yet.")
        await look_at(desk, a_file(tmp_path))
        await desk.press("enter", "enter")
        await desk.shows("not a stage")
        assert not tmp_book.exists()
        await desk.press("enter", "enter", "enter")
        await desk.shows("It is in the book")
        await desk.press("enter")
        await desk.shows("2 customers brought in — u undoes")
        await desk.shows("荣泰科技")


async def test_the_first_day_has_its_keys(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:
        await look_at(desk, a_file(tmp_path))
        await desk.press("1")  # there is no day to go to yet
        await desk.shows("2 new")
        await desk.press("enter", "enter", "enter", "enter", "enter")
        await desk.shows("It is in the book")
        await desk.press("enter")
        await desk.shows("荣泰科技")
        await desk.press("1")
        await desk.pilot.pause()
        await desk.shows("荣泰科技")
        await desk.press("ctrl+c")
        await desk.shows("leaves repdesk")


async def test_the_day_takes_the_place_of_the_welcome_whatever_is_over_it(tmp_path: Path, tmp_book: Path) -> None:
    async with a_desk(tmp_book) as desk:
        await look_at(desk, a_file(tmp_path))
        await desk.press("enter", "enter", "enter", "enter")
        with BOOK_IN_USE:
            await desk.press("enter")
            await desk.shows("Bringing it in")
            await desk.pilot.resize_terminal(79, 24)
            await desk.shows("repdesk needs 80 columns")
        await desk.until(lambda: not desk.app.workers)
        await desk.pilot.resize_terminal(80, 24)
        await desk.shows("It is in the book")
        await desk.press("enter")
        await desk.shows("荣泰科技")
        over = (welcome.WelcomeScreen, ImportScreen)
        assert not any(isinstance(screen, over) for screen in desk.app.screen_stack)


async def test_a_bad_file_is_told_and_another_may_be_typed(tmp_path: Path, tmp_book: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(b"")
    async with a_desk(tmp_book) as desk:
        await desk.press("enter")
        await desk.shows("Which file?")
        for name in ("bad.csv", "missing.csv"):
            await desk.press("ctrl+u")
            await desk.type(str(tmp_path / name))
            await desk.press("enter")
            await desk.shows("no such file" if name == "missing.csv" else "empty")
        assert not tmp_book.exists()
        await desk.press("escape")
        await desk.shows("Try the demo")


async def test_the_demo_has_a_book_of_its_own(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(welcome, "DEMO_ACCOUNTS", 30)
    async with a_desk(tmp_book) as desk:
        await desk.press("down", "enter")
        await desk.until(lambda: desk.lines()[0].startswith(" demo "))
        assert paths.demo_path().exists()
        assert not tmp_book.exists()


async def test_too_small_a_window_says_so_and_comes_back_as_it_was(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await desk.press("t")
        await desk.type("half")
        await desk.pilot.resize_terminal(79, 24)
        await desk.shows("repdesk needs 80 columns and 24 lines")
        await desk.press("n")
        await desk.pilot.resize_terminal(100, 30)
        await desk.shows("talked › half")
        assert desk.today.day.head.calls == 0


@pytest.mark.parametrize(
    ("typed", "path"),
    [(" '/a b/c.csv' ", "/a b/c.csv"), ("/a\\ b.csv", "/a b.csv"), ("file:///a%20b.csv", "/a b.csv")],
)
def test_a_path_may_be_pasted_or_dragged(typed: str, path: str) -> None:
    assert typed_path(typed) == Path(path)
