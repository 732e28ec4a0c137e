"""The backups in the app: looked at, made, put in the book's place; and a book that cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.damage import damaged
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.backups.restoring import Holds
from repdesk.desk.backups.rows import backups
from repdesk.desk.calls import log_call
from repdesk.rules.types import Outcome
from repdesk.screens.backups import BackupsScreen
from repdesk.screens.broken import BrokenBookScreen
from repdesk.screens.passphrase import PassphraseScreen
from repdesk.screens.today import TodayScreen
from repdesk.widgets.backup_list import _held
from tests.desk.making import MONDAY, a_book, fill
from tests.screens.working import Desk, a_desk


def a_kept_book(path: Path) -> None:
    """Make a book of two customers, back it up, and log a call that the backup does not know."""
    with a_book(path) as book:
        one, _other = fill(book, {"name": "Alder"}, {"name": "榕泉"})
        back_up(book)
        log_call(book, one, Outcome.TALKED)


def calls(path: Path) -> int:
    with a_book(path) as book:
        return int(book.read().execute("SELECT count(*) FROM live_call").fetchone()[0])


async def stands_on_today(desk: Desk) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, TodayScreen) and desk.app.screen.line is not None)
    await desk.until(lambda: not desk.app.workers)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_backup_is_made_looked_at_and_put_in_the_books_place(tmp_book: Path, size: tuple[int, int]) -> None:
    a_kept_book(tmp_book)
    async with a_desk(tmp_book, size=size) as desk:
        await stands_on_today(desk)
        before = desk.today
        await desk.press("B")
        await desk.shows("with this backup: 2 customers  0 calls")
        await desk.shows("now: 2 customers  1 call  last act")
        await desk.press("b")
        await desk.shows("The backup is made and checked.")
        await desk.shows("with this backup: 2 customers  1 call")
        await desk.press("end", "enter", "2")
        await desk.shows("Restored: book-")
        await stands_on_today(desk)
        assert desk.today is not before
        assert len(desk.app.screen_stack) == 1
        assert not any(screen.book is before.book for screen in desk.app.sitting.places)  # type: ignore[union-attr]
        await desk.press("n")
        await desk.shows("1/60")
        await desk.press("3", "4", "1", "B")
        await desk.shows("set aside by a restore")
    assert calls(tmp_book) == 1


async def test_without_a_yes_the_book_stays(tmp_book: Path) -> None:
    a_kept_book(tmp_book)
    async with a_desk(tmp_book) as desk:
        await stands_on_today(desk)
        await desk.press("B", "enter", "1")
        await desk.until(lambda: isinstance(desk.app.screen, BackupsScreen))
        await desk.press("escape")
        await desk.until(lambda: isinstance(desk.app.screen, TodayScreen))
    assert calls(tmp_book) == 1
    assert len(backups(tmp_book)) == 1


async def test_a_backup_that_is_damaged_changes_nothing(tmp_book: Path) -> None:
    a_kept_book(tmp_book)
    (row,) = backups(tmp_book)
    row.path.write_bytes(row.path.read_bytes()[:-4096] + bytes(4096))
    async with a_desk(tmp_book) as desk:
        await stands_on_today(desk)
        await desk.press("B", "enter", "2")
        await desk.shows("This backup is damaged")
        await stands_on_today(desk)
        await desk.press("j", "n")
        await desk.shows("2/60")
    assert calls(tmp_book) == 2


async def test_a_second_app_lists_and_changes_nothing(tmp_book: Path) -> None:
    a_kept_book(tmp_book)
    async with a_desk(tmp_book) as first, a_desk(tmp_book, now=MONDAY) as second:
        await second.shows("Read only")
        await second.press("B")
        await second.shows("with this backup")
        assert "make one now" not in second.text()
        await second.press("enter", "b")
        await second.shows("Nothing can be changed here.")
        assert len(backups(tmp_book)) == 1
        await stands_on_today(first)
        await first.press("B", "b")
        await first.shows("The backup is made and checked.")
        await second.until(lambda: second.text().count("by hand") == 2)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_damaged_book_is_restored_from_its_page(tmp_book: Path, size: tuple[int, int]) -> None:
    a_kept_book(tmp_book)
    harmed = bytes(100) + tmp_book.read_bytes()[100:]
    tmp_book.write_bytes(harmed)
    async with a_desk(tmp_book, size=size) as desk:
        await desk.shows("This book is damaged")
        await desk.shows("the book cannot be read")
        await desk.press("escape", "3")
        assert isinstance(desk.app.screen, BrokenBookScreen)
        await desk.press("enter", "2")
        await desk.shows("Restored: book-")
        words = " ".join(desk.text().replace("│", "").split())
        assert "Do-not-call and forgetting since 2026-11-23 09:00 could not be carried over." in words
        assert "book-aside-20261123-010000.db" in words.replace(" ", "")
        await desk.press("enter")
        await stands_on_today(desk)
        assert "榕泉" in desk.text()
        await desk.press("q")
    assert desk.app.return_code == 0
    assert [file.read_bytes() for file in (tmp_book.parent / "backups").glob("*-aside-*.db")] == [harmed]
    assert calls(tmp_book) == 0


@pytest.mark.parametrize("harm", ["emptied", "gone", "damaged"])
async def test_left_alone_a_broken_book_stays_as_it_is(tmp_book: Path, harm: str) -> None:
    a_kept_book(tmp_book)
    content = {"emptied": b"", "gone": None, "damaged": bytes(100) + tmp_book.read_bytes()[100:]}[harm]
    tmp_book.unlink() if content is None else tmp_book.write_bytes(content)
    async with a_desk(tmp_book) as desk:
        await desk.shows({"emptied": "The book is empty", "gone": "The book is gone"}.get(harm, "is damaged"))
        await desk.press("q")
    assert desk.app.return_code == 1
    assert (tmp_book.read_bytes() if tmp_book.exists() else None) == content


async def test_without_a_backup_it_says_what_to_do(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "Alder"})
    whole = tmp_book.read_bytes()
    tmp_book.write_bytes(whole[:100] + b"\xff" * 3996 + whole[4096:])
    async with a_desk(tmp_book) as desk:
        await desk.shows("no backup that could take its place")
        await desk.press("enter", "q")
    assert desk.app.return_code == 1


async def test_damage_that_shows_while_the_app_is_open_is_told_with_the_backups(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_kept_book(tmp_book)
    monkeypatch.setattr("repdesk.screens.by_itself.LOOK_SECONDS", 0.01)
    found = iter([damaged(tmp_book)])
    monkeypatch.setattr("repdesk.desk.quick_look.damage", lambda _book: next(found, None))
    async with a_desk(tmp_book) as desk:
        await desk.shows("This book is damaged")
        await desk.until(lambda: isinstance(desk.app.screen, BackupsScreen))
        await desk.press("enter", "2")
        await desk.shows("Restored: book-")
    assert calls(tmp_book) == 0


async def test_a_sealed_backup_asks_for_its_passphrase(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_kept_book(tmp_book)
    monkeypatch.setattr("repdesk.desk.backups.restoring.Restoring.needs_passphrase", property(lambda _self: True))
    async with a_desk(tmp_book) as desk:
        await stands_on_today(desk)
        await desk.press("B", "enter", "2")
        await desk.until(lambda: isinstance(desk.app.screen, PassphraseScreen))
        await desk.type("open sesame")
        assert "sesame" not in desk.text()
        await desk.press("enter")
        await desk.shows("Restored: book-")


async def test_a_backup_under_another_passphrase_is_unlocked_first(tmp_book: Path) -> None:
    pytest.importorskip("sqlcipher3", reason="needs the extra repdesk[cipher]")
    from repdesk.desk.encrypting import change_passphrase, encrypt
    from repdesk.store.driver import is_encrypted, unlock
    from repdesk.store.encrypting.keys import RING

    a_kept_book(tmp_book)
    encrypt(tmp_book, "first passphrase", backups=True, progress=lambda _done, _total: None)
    change_passphrase(tmp_book, "second passphrase", backups=False, progress=lambda _done, _total: None)
    RING.clear()
    assert unlock(tmp_book, "second passphrase")
    async with a_desk(tmp_book) as desk:
        await stands_on_today(desk)
        for typed, said in (("wrong passphrase", "does not open it"), ("first passphrase", "Restored: book-")):
            await desk.press("B", "enter", "2")
            await desk.until(lambda: isinstance(desk.app.screen, PassphraseScreen))
            await desk.type(typed)
            assert "passphrase" not in desk.lines()[-2].replace("Passphrase", "")
            await desk.press("enter")
            await desk.shows(said)
            await stands_on_today(desk)
    assert is_encrypted(tmp_book)
    assert calls(tmp_book) == 0


async def test_a_second_app_follows_a_restore(tmp_book: Path) -> None:
    a_kept_book(tmp_book)
    async with a_desk(tmp_book) as desk, a_desk(tmp_book) as second:
        await stands_on_today(desk)
        await second.shows("1/60")
        await desk.press("B", "end", "enter", "2")
        await desk.shows("Restored: book-")
        await stands_on_today(desk)
        second.app._follow()
        await second.shows("0/60")
        await desk.press("n")
        await desk.shows("1/60")
        second.app._follow()
        await second.shows("1/60")


def test_thousands_are_told_apart() -> None:
    assert _held(Holds(1000, 1_234_567, "", None)) == "1,000 customers  1,234,567 calls"
