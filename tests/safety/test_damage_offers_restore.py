"""A book that is damaged, emptied or gone is said to be so, with the way back, and the file is left as it lies."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from repdesk.app import make_app
from repdesk.cli import main
from repdesk.desk.backing_up import back_up
from repdesk.errors import RepdeskError
from repdesk.store.check import check
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
    with pytest.raises(RepdeskError, match=r"damaged|empty") as refused:
        make_app(path, SetClock())
    assert "repdesk restore" in refused.value.hint
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
