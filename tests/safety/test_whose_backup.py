"""Whose a backup is and which is the latest: names that begin alike, clocks that were ahead, books that are gone."""

from __future__ import annotations

import json
import random
import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from repdesk.cli import main
from repdesk.desk.backups import restoring, second_folder
from repdesk.desk.backups.backing_up import back_up, backup_if_changed
from repdesk.desk.backups.rows import backups
from repdesk.desk.book import Book
from repdesk.desk.card.phones_writing import forbid_calls
from repdesk.desk.encrypting import plain_backups
from repdesk.desk.forgetting import still_to_do
from repdesk.errors import RepdeskError
from repdesk.store.backups.shelf import look_into, shelf
from repdesk.store.beside import backups_folder, has_backups, note_of
from repdesk.store.erasing.erase_backups import Waiting, read_waiting, write_waiting
from repdesk.store.journal import origin_of
from tests.desk.making import MONDAY, SetClock, a_book, fill, set_clock
from tests.safety.test_restore import damaged, some_acts


def a_day(book: Book, day: int) -> None:
    """Do something on a day of November, and have a backup of it."""
    set_clock(book, MONDAY + timedelta(days=day))
    some_acts(book, random.Random(day))
    assert backup_if_changed(book) is not None


def days(path: Path, *numbers: int) -> None:
    with a_book(path) as book:
        for day in numbers:
            a_day(book, day)


@pytest.mark.parametrize("other", ["book-zh.db", "book.sqlite", "book-aside.db"])
def test_two_books_in_one_folder_leave_each_others_backups_alone(tmp_path: Path, other: str) -> None:
    one, two = tmp_path / "book.db", tmp_path / other
    days(two, *range(5))
    theirs = {kept.path for kept in shelf(two)}
    days(one, *range(300, 304))
    assert len(theirs) == 5
    assert {kept.path for kept in shelf(two)} == theirs
    assert len(shelf(one)) == 4
    assert restoring.prepare(one).kept.path not in theirs
    two.unlink()
    assert has_backups(two)
    days(one, *range(400, 430))
    assert {kept.path for kept in shelf(two)} >= theirs


def test_a_book_that_never_was_is_not_gone_beside_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for other in ("book-old.db", "book.sqlite"):
        days(tmp_path / other, 0)
    assert main(["--db", str(tmp_path / "book.db"), "today"]) == 1
    assert "no book yet" in capsys.readouterr().err


def test_do_not_call_is_looked_for_in_the_books_own_backups(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with a_book(path) as book:
        a_day(book, 0)
        older = backups(path)[0].name
        (one,) = fill(book, {"name": "Alder", "phones": ["+8613877712345"]})
        forbid_calls(book, one, "asked")
        a_day(book, 1)
    days(tmp_path / "book-zh.db", *range(2, 9))
    damaged(path, keep=0)
    done = restoring.carry_out(restoring.prepare(path, older), SetClock())
    assert any("2026-11-24 09:00" in line for line in restoring.said_of(done))
    with a_book(path) as book:
        assert book.read().execute("SELECT e164 FROM live_suppression").fetchall() == [("+8613877712345",)]


NAMES = ["book.db", "my [2026] book.db", "b*?.db"]
LEFT = [b"", b"S", b"S" * 511]


@pytest.mark.parametrize(("name", "left"), [*((name, None) for name in NAMES), *((NAMES[1], left) for left in LEFT)])
def test_no_new_book_takes_the_place_of_one_that_is_gone(
    tmp_path: Path, name: str, left: bytes | None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    days(path, 0)
    assert len(plain_backups(path)) == 1
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    table = tmp_path / "customers.csv"
    table.write_text("name,phone\nAlder,+8613877712345\n", encoding="utf-8")
    word = tmp_path / "word"
    word.touch(0o600)
    word.write_text("correct horse battery", encoding="utf-8")
    monkeypatch.setenv("REPDESK_NEW_PASSPHRASE_FILE", str(word))
    monkeypatch.setenv("REPDESK_PASSPHRASE_FILE", str(word))
    for command in (["import", str(table)], ["demo"], ["encrypt", "--keep-backups"], ["today"], ["doctor"]):
        assert main(["--db", str(path), *command]) == 1, command
        said = capsys.readouterr()
        told = re.search("repdesk (restore|backups)", said.err + said.out)
        assert told or command == ["demo"], command  # of a file it says that it is there
        assert (path.read_bytes() if path.exists() else None) == left
    assert main(["--db", str(path), "restore", "--yes"]) == 0


def test_a_few_bytes_of_another_program_are_no_empty_book(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"milk")
    with pytest.raises(RepdeskError, match="not a repdesk book"):
        days(path, 0)
    assert path.read_bytes() == b"milk"


def test_a_backup_made_while_the_clock_was_ahead_is_not_the_latest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.db"
    days(path, 0, 400, 401, 1)
    rows = backups(path)
    assert [(row.at.date() - MONDAY.date()).days for row in rows] == [1, 401, 400, 0]
    assert [row.set_back for row in rows] == [False, True, True, False]
    assert restoring.prepare(path).kept.at.startswith("2026-11-24")
    main(["--db", str(path), "backups"])
    assert capsys.readouterr().out.count("clock set back since") == 2
    with a_book(path) as book:  # nothing was done: the backup of that day holds all of it
        assert backup_if_changed(book) is None


def test_after_a_restore_what_is_done_then_is_the_latest_though_the_journal_is_shorter(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    days(path, 0, 1, 2, 3)
    restoring.carry_out(restoring.prepare(path, backups(path)[-1].name), SetClock(MONDAY + timedelta(days=4)))
    days(path, 5)
    there = [row for row in backups(path) if row.why != "aside"]
    assert [(row.at.date() - MONDAY.date()).days for row in there] == [5, 3, 2, 1, 0]
    assert not any(row.set_back for row in there)


def test_the_notes_of_an_older_repdesk_are_brought_up_to_whose_they_are(tmp_path: Path) -> None:
    path, other = tmp_path / "book.db", tmp_path / "book.sqlite"
    for one in (other, path):
        days(one, *range(3))
    for kept in (*shelf(path), *shelf(other)):
        note = json.loads(note_of(kept.path).read_text("utf-8"))
        for name in ("origin", "number", "book"):
            del note[name]
        note_of(kept.path).write_text(json.dumps(note), "utf-8")
    days(path, *range(300, 330))
    with a_book(other) as book:
        origin = origin_of(book.read()).hex()
    assert sum(look_into(kept.path).origin == origin for kept in shelf(other)) == 3


def test_what_waits_for_a_forgetting_moves_with_the_book(tmp_path: Path) -> None:
    path = tmp_path / "one" / "book.db"
    days(path, 0)
    away = tmp_path / "stick" / "book-20261123-010000.db"
    write_waiting(path, [Waiting(shelf(path)[0].path, "locked"), Waiting(away, "absent")], swept=True)
    shutil.move(path.parent, tmp_path / "two")
    moved = tmp_path / "two" / "book.db"
    with a_book(moved) as book:
        assert still_to_do(book)
        assert [one.path for one in read_waiting(moved)[1]] == [shelf(moved)[0].path, away]


def test_the_second_folder_is_not_within_the_shelf(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    days(path, 0)
    with a_book(path) as book, pytest.raises(RepdeskError, match="beside the book already"):
        second_folder.set_folder(book, str(backups_folder(path) / "sub"))
    assert not (backups_folder(path) / "sub").exists()
    with a_book(path) as book:
        back_up(book)


def test_a_note_that_somebody_wrote_into_does_not_stop_the_list(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    days(path, 0, 1, 2)
    harms = {"entry": "x"}, {"number": "y"}, {"book": "../a\0b", "origin": 7}
    for kept, harm in zip(shelf(path), harms, strict=True):
        note = json.loads(note_of(kept.path).read_text("utf-8"))
        note_of(kept.path).write_text(json.dumps(note | harm), "utf-8")
    assert [(row.at.date() - MONDAY.date()).days for row in backups(path)] == [2, 1, 0]
