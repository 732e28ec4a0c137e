"""The book's file moved away, or another one put in its place, while an app has it open."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from repdesk.desk.backups.rows import backups
from repdesk.desk.calls import log_call
from repdesk.errors import RepdeskError
from repdesk.rules.types import Outcome
from repdesk.screens.pick import PickScreen
from tests.desk.making import a_book, fill
from tests.screens.working import Desk, a_desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move a file that is open")
WHO = {"name": "荣泰科技"}


def put(file: Path, path: Path) -> None:
    """Put a file in the place of a book, as other programs do: what stands beside it stays."""
    file.replace(path)


def calls(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as book:
        return int(book.execute("SELECT count(*) FROM live_call").fetchone()[0])


async def a_call_logged(desk: Desk) -> None:
    await desk.press("n")
    await desk.shows("1/60")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_file_that_is_gone_is_said_and_what_it_held_can_be_saved(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, WHO, {}, size=size) as desk:
        await a_call_logged(desk)
        await desk.press("t")
        await desk.type("half a word")
        tmp_book.unlink()
        await desk.shows("The book's file is gone")
        await desk.press("1")
        await desk.shows("Saved:")
        (kept,) = backups(tmp_book)
        await desk.press("2")
        await desk.until(lambda: desk.app.return_code == 1)
    assert calls(kept.path) == 1
    assert "half a word" in tmp_book.with_name(tmp_book.name + ".draft").read_text("utf-8")


async def test_one_that_is_put_back_is_written_to_again(tmp_book: Path) -> None:
    async with a_desk(tmp_book, WHO, {}) as desk:
        await a_call_logged(desk)
        away = tmp_book.with_name("away")
        tmp_book.rename(away)
        await desk.shows("The book's file is gone")
        await desk.press("3", "n")
        await desk.shows("Nothing more is saved in it")
        away.rename(tmp_book)
        await desk.press("n")
        await desk.shows("2/60")
        assert not isinstance(desk.app.screen, PickScreen)


async def test_where_the_folder_is_gone_too_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    async with a_desk(folder / "book.db", WHO) as desk:
        await desk.press("t")
        await desk.type("half a word")
        folder.rename(tmp_path / "moved")
        await desk.shows("The book's file is gone")
        await desk.press("2")
        await desk.shows("What is half typed could not be kept")
        await desk.press("1")
        await desk.shows("Saved:")
        await desk.press("2")
        await desk.until(lambda: desk.app.return_code == 1)


@pytest.mark.parametrize("kind", ["copy", "another", "noise"])
async def test_another_file_in_its_place_is_told_for_what_it_is(tmp_book: Path, kind: str) -> None:
    """No restore is spoken of where there was none, and nothing is written to the file that is there now."""
    other = tmp_book.with_name("other.db")
    async with a_desk(tmp_book, WHO, {}) as desk:
        if kind == "copy":
            shutil.copyfile(tmp_book, other)
        elif kind == "noise":
            other.write_bytes(b"notes of mine\n" * 500)
        else:
            with a_book(other) as book:
                fill(book, {"name": "Alder"})
        await a_call_logged(desk)
        before = other.read_bytes()
        put(other, tmp_book)
        await desk.shows("Another copy of this book" if kind == "copy" else "Another file has taken the book")
        await desk.press("1")
        await desk.shows("Saved:")
        await desk.press("3", "n")
        await desk.shows("Nothing more is saved in")
        saved = [file for file in (tmp_book.parent / "backups").glob("*.db") if calls(file) == 1]
        assert len(saved) == 1
        assert tmp_book.read_bytes() == before


async def test_a_second_app_is_told_too(tmp_book: Path) -> None:
    async with a_desk(tmp_book, WHO), a_desk(tmp_book) as second:
        await second.shows("Read only")
        tmp_book.unlink()
        await second.shows("The book's file is gone")


def test_a_command_under_which_a_backup_is_restored_is_told_so(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (account,) = fill(book, dict(WHO))
        copy = tmp_book.with_name("copy.db")
        shutil.copyfile(tmp_book, copy)
        put(copy, tmp_book)
        with pytest.raises(RepdeskError, match="Another copy of this book"):
            log_call(book, account, Outcome.TALKED)
