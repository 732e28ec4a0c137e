"""An error nobody foresaw: calm words, a report without customer data, exit code 1."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from repdesk import paths
from repdesk.crash import calm_message, report_crash
from repdesk.desk.quick_look import damage
from repdesk.errors import RepdeskError
from repdesk.widgets.call_list import CallList
from tests.desk.making import a_book, fill
from tests.screens.working import Desk, a_desk

CUSTOMER = "荣泰 +8613800138000"


def fail(name: str) -> None:
    secret = name
    raise ValueError(f"cannot show {secret}")


def crash() -> Path:
    try:
        try:
            fail(CUSTOMER)
        except ValueError as error:
            raise RuntimeError(CUSTOMER) from error
    except RuntimeError as error:
        path = report_crash(error)
    assert path is not None
    return path


def test_the_report_names_types_and_places_and_no_customer() -> None:
    body = crash().read_text("utf-8")
    assert "builtins.RuntimeError" in body
    assert "builtins.ValueError" in body
    assert " fail" in body
    assert CUSTOMER not in body
    assert "荣泰" not in body


@pytest.mark.skipif(not hasattr(stat, "S_IMODE") or not Path("/dev/null").exists(), reason="modes are POSIX")
def test_the_report_is_for_the_user_alone() -> None:
    path = crash()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_words_say_where_the_report_is_and_nothing_of_the_error() -> None:
    words = calm_message(RepdeskError(CUSTOMER))
    assert str(paths.log_dir()) in words
    assert CUSTOMER not in words


def test_of_a_damaged_book_nothing_is_promised_and_the_ways_on_are_named(tmp_book: Path) -> None:
    words = ""
    with a_book(tmp_book) as book:
        fill(book, {"name": CUSTOMER})
        (page,) = book.read().execute("SELECT rootpage FROM sqlite_master WHERE name = 'account'").fetchone()
    content = bytearray(tmp_book.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x7f" * 4096
    tmp_book.write_bytes(content)
    with a_book(tmp_book) as book:
        try:
            book.accounts(book.list_day())
        except sqlite3.DatabaseError as error:
            words = calm_message(error)
        assert damage(book) is not None
    assert "repdesk restore" in words
    assert "is saved" not in words
    assert CUSTOMER not in words


async def test_the_app_stops_with_code_1_and_shows_no_locals(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desks: list[Desk] = []

    async def work() -> None:
        async with a_desk(tmp_book, {"name": CUSTOMER}) as desk:
            desks.append(desk)
            await desk.press("down")
            await desk.pilot.pause()

    monkeypatch.setattr(CallList, "action_down", lambda _self: fail(CUSTOMER))
    with pytest.raises(ValueError, match="cannot show"):
        await work()
    (desk,) = desks
    assert desk.app.return_code == 1
    (report,) = paths.log_dir().glob("crash-*.txt")
    assert "荣泰" not in desk.app.crash_message + report.read_text("utf-8")
    assert str(report) in desk.app.crash_message


async def test_a_line_that_could_not_be_kept_is_not_promised(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("repdesk.desk.drafts.write_draft", full)
    desks: list[Desk] = []

    async def work() -> None:
        async with a_desk(tmp_book, {"name": CUSTOMER}) as desk:
            desks.append(desk)
            await desk.press("t")
            await desk.type("half")
            desk.app._handle_exception(ValueError(CUSTOMER))

    with pytest.raises(ValueError, match="荣泰"):
        await work()
    assert "could not be kept" in desks[0].app.crash_message
