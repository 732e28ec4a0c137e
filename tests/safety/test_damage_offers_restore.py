"""A book that is damaged, emptied or gone is said to be so, with the way back, and the file is left as it lies."""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from repdesk.app import make_app
from repdesk.cli import main
from repdesk.desk.backups.backing_up import back_up
from repdesk.store.checking.check import check
from tests.desk.making import SetClock, a_book
from tests.safety.test_restore import some_acts

HARMS: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _old: b"",
    "header gone": lambda old: bytes(100) + old[100:],
    "another file": lambda old: b"\x89PNG\r\n" + random.Random(1).randbytes(len(old)),
    "schema gone": lambda old: old[:100] + b"\xff" * 3996 + old[4096:],
    "cut to a page's part": lambda old: old[:700],
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_book_names_the_way_back(tmp_path: Path, harm: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "desk" / "book.db"
    with a_book(path) as book:
        some_acts(book, random.Random(1))
        back_up(book)
        accounts = len(book.accounts(book.list_day()))
    harmed = HARMS[harm](path.read_bytes())
    path.write_bytes(harmed)
    broken = make_app(path, SetClock()).opening.broken
    assert broken is not None
    assert re.search("damaged|empty", broken.title)
    assert "repdesk restore" in broken.hint
    assert main(["--db", str(path), "today"]) == 1
    assert "repdesk restore" in capsys.readouterr().err
    assert path.read_bytes() == harmed
    assert main(["--db", str(path), "restore", "--yes"]) == 0
    said = capsys.readouterr().out
    assert "cannot be read" in said
    assert [file.read_bytes() for file in (path.parent / "backups").glob("*-aside-*.db")] == [harmed]
    with a_book(path) as book:
        assert len(book.accounts(book.list_day())) == accounts
        assert check(book.store) == []


def test_a_book_that_is_gone_is_told_with_its_backups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "book.db"
    with a_book(path) as book:
        some_acts(book, random.Random(1))
        back_up(book)
    path.unlink()
    assert main(["--db", str(path), "today"]) == 1
    assert "repdesk restore" in capsys.readouterr().err
    assert main(["--db", str(path), "restore", "--yes"]) == 0
    assert main(["--db", str(path), "check"]) == 0


def test_without_a_yes_nothing_is_restored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "book.db"
    with a_book(path) as book:
        some_acts(book, random.Random(1))
        back_up(book)
    before = path.read_bytes()
    assert main(["--db", str(path), "restore"]) == 1
    assert "Nothing was restored" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert main(["--db", str(path), "backups"]) == 0
    assert "by hand" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="a pty needs POSIX")
@pytest.mark.parametrize("restores", [True, False])
def test_on_a_terminal_the_backups_are_shown_and_one_is_put_in_its_place(tmp_path: Path, *, restores: bool) -> None:
    from bench.terminal import Terminal

    path = tmp_path / "book.db"
    with a_book(path) as book:
        some_acts(book, random.Random(1))
        back_up(book)
    harmed = HARMS["header gone"](path.read_bytes())
    path.write_bytes(harmed)
    command = [sys.executable, "-m", "repdesk", "--db", str(path), "--now", "2026-11-23T09:00"]
    app = Terminal(command, dict(os.environ, TERM="xterm-256color"))
    app.wait_for("This book is damaged")
    app.settle(1.0)
    if restores:
        app.press("\r")
        app.send("2")
        app.wait_for("could not be carried")
        app.settle(1.0)
        app.press("\r")
        app.settle(1.0)
    app.send("q")
    until = time.monotonic() + 10
    while (ended := os.waitpid(app.pid, os.WNOHANG)) == (0, 0) and time.monotonic() < until:
        time.sleep(0.02)
    assert ended[0] == app.pid, "it is still there"
    os.close(app._fd)
    assert os.waitstatus_to_exitcode(ended[1]) == (0 if restores else 1)
    assert (path.read_bytes() == harmed) is not restores
    asides = [file.read_bytes() for file in (path.parent / "backups").glob("*-aside-*.db")]
    assert asides == ([harmed] if restores else [])
