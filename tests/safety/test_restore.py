"""Backups are proven by restoring them: drills, what a restore leaves untouched, and what it refuses."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from repdesk.clock import Clock
from repdesk.desk import restoring
from repdesk.desk.backing_up import back_up, backup_if_changed, backups
from repdesk.desk.book import Book, open_book
from repdesk.errors import RepdeskError
from repdesk.models.account import Account
from repdesk.models.call import Call
from repdesk.store import restore as restore_module
from repdesk.store.check import check
from repdesk.store.digest import visible_digest
from repdesk.store.locks import SessionLock
from tests.desk.making import MONDAY, SetClock, a_book, fill, set_clock

SAMPLE, FULL = 5, 100


def some_acts(book: Book, rng: random.Random) -> None:
    """Do a few acts: customers that come, calls, changed names, a row taken back."""
    ids = fill(book, *(dict[str, object](name=f"客户{rng.random()}") for _ in range(rng.randrange(2, 5))))
    stamp = book.clock.stamp()
    with book.store.act("log_call", at=stamp) as act:
        rows = [{"account_id": n, "at": stamp, "day": "2026-11-23", "outcome": "talked", "note": "报价"} for n in ids]
        act.insert_many(Call, rows)
        act.update_many(Account, {ids[0]: {"name": "Alder", "notes": str(rng.random())}})
        if rng.random() < 0.3:
            act.retract(Account, ids[-1])
    book.applied(act.change)


def drills(folder: Path, count: int, seed: int = 9) -> int:
    """Run so many drills, each acts, a backup, more acts, a restore; return how many came out equal."""
    equal = 0
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        path = folder / f"drill{number}" / "book.db"
        with a_book(path) as book:
            for _ in range(rng.randrange(1, 4)):
                some_acts(book, rng)
            back_up(book)
            then = visible_digest(book.read())
            for _ in range(rng.randrange(1, 4)):
                set_clock(book, MONDAY + timedelta(minutes=5))
                some_acts(book, rng)
            assert visible_digest(book.read()) != then
        restoring.carry_out(restoring.prepare(path), SetClock())
        with a_book(path) as book:
            equal += visible_digest(book.read()) == then and check(book.store) == []
        shutil.rmtree(path.parent)
    return equal


def test_drills_come_out_equal(tmp_path: Path) -> None:
    assert drills(tmp_path, SAMPLE) == SAMPLE


@pytest.mark.soak
def test_a_hundred_drills_come_out_equal(tmp_path: Path) -> None:
    assert drills(tmp_path, FULL) == FULL


def test_the_drill_bites_where_the_copy_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restore_module, "finish", lambda _book: None)
    monkeypatch.setattr("repdesk.store.store._end_restore", lambda _book: None)
    assert drills(tmp_path, 1) == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "book.db"
    with a_book(path) as book:
        some_acts(book, random.Random(1))
        back_up(book)
        some_acts(book, random.Random(2))
    return path


def test_the_book_as_it_was_is_kept_byte_for_byte_and_can_be_had_back(path: Path) -> None:
    before = path.read_bytes()
    asked = restoring.prepare(path)
    assert asked.now is not None
    assert asked.kept.holds.accounts < asked.now.accounts
    aside = restoring.carry_out(asked, SetClock())
    assert aside is not None
    assert aside.read_bytes() == before
    assert restoring.prepare(path).kept.why != "aside"  # what was set aside is taken only where it is asked for
    restoring.carry_out(restoring.prepare(path, aside.stem), SetClock())
    assert restoring.present(path) == asked.now


def test_a_restore_that_was_cut_short_is_ended_by_the_next_to_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = restoring.prepare(path)
    with monkeypatch.context() as cut:
        cut.setattr(restore_module, "finish", lambda _book: None)
        restoring.carry_out(asked, SetClock())
    assert restore_module.under_way(path)
    book = open_book(path, Clock())
    assert len(book.accounts(book.list_day())) == asked.kept.holds.accounts
    book.close()
    assert not restore_module.under_way(path)


def test_an_app_that_has_the_book_open_is_named_and_nothing_changes(path: Path) -> None:
    session = SessionLock(path)
    session.acquire()
    before = path.read_bytes()
    with pytest.raises(RepdeskError, match="open in another"):
        restoring.carry_out(restoring.prepare(path), SetClock())
    session.release()
    assert path.read_bytes() == before


def test_a_damaged_backup_is_never_restored(path: Path) -> None:
    asked = restoring.prepare(path)
    content = bytearray(asked.kept.path.read_bytes())
    content[len(content) // 2] ^= 1
    asked.kept.path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(RepdeskError, match="damaged"):
        restoring.carry_out(asked, SetClock())
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.restored*"))


def test_a_damaged_book_gets_no_backup_and_a_restore_in_its_place(path: Path) -> None:
    good = backups(path)
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 20] = bytes(4096 * 17)
    path.write_bytes(content)
    with pytest.raises(RepdeskError), a_book(path) as book:
        back_up(book)
    assert [row.name for row in backups(path)] == [row.name for row in good]
    restoring.carry_out(restoring.prepare(path), SetClock())
    with a_book(path) as book:
        assert check(book.store) == []


def test_the_app_makes_one_only_where_something_was_done(path: Path) -> None:
    with a_book(path) as book:
        set_clock(book, MONDAY + timedelta(minutes=30))
        assert backup_if_changed(book) is not None
        set_clock(book, MONDAY + timedelta(minutes=60))
        assert backup_if_changed(book) is None
        some_acts(book, random.Random(3))
        assert backup_if_changed(book) is not None
    assert [row.why for row in backups(path)] == ["open", "open", "rep"]


def test_the_shelf_is_thinned_and_never_by_what_is_not_sound(path: Path) -> None:
    with a_book(path) as book:
        for day in range(1, 9):
            set_clock(book, MONDAY + timedelta(days=day))
            some_acts(book, random.Random(day))
            assert backup_if_changed(book) is not None
            set_clock(book, MONDAY + timedelta(days=day, minutes=30))
            some_acts(book, random.Random(day))
            assert backup_if_changed(book) is not None
        ends = [row.at.day for row in backups(path)]
        assert len(ends) == 9 + 2  # one a day, and all of the last two days
        book.store.door.connection.execute("UPDATE erasure_gate SET open = 1")
        book.store.door.connection.execute("UPDATE journal SET name = 'x' WHERE seq = 2")
        book.store.door.connection.execute("UPDATE erasure_gate SET open = 0")
        for day in range(400, 440):
            set_clock(book, MONDAY + timedelta(days=day))
            some_acts(book, random.Random(day))
            assert backup_if_changed(book) is not None
    sound = [row for row in backups(path) if row.sound]
    assert len(sound) >= 9
    assert all(not row.sound for row in backups(path)[:3])
