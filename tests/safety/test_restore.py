"""Backups are proven by restoring them: drills, what a restore leaves untouched, and what it refuses."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from repdesk.clock import Clock
from repdesk.desk.backups import restoring
from repdesk.desk.backups.backing_up import back_up, backup_if_changed
from repdesk.desk.backups.rows import backups
from repdesk.desk.book import Book
from repdesk.desk.card.phones_writing import forbid_calls
from repdesk.desk.forgetting import forget
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
from repdesk.models.account import Account
from repdesk.models.call import Call
from repdesk.store.backups import restore as restore_module
from repdesk.store.beside import restored_path
from repdesk.store.checking.check import check
from repdesk.store.locks import SessionLock
from repdesk.store.store import Store
from tests.desk.making import MONDAY, SetClock, a_book, fill, set_clock
from tests.visible_digest import visible_digest

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
    monkeypatch.setattr("repdesk.store.store.end_restore", lambda _book: None)
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
    aside = restoring.carry_out(asked, SetClock()).aside
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
    assert restored_path(path).exists()
    book = open_book(path, Clock())
    assert len(book.accounts(book.list_day())) == asked.kept.holds.accounts
    book.close()
    assert not restored_path(path).exists()


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_a_restore_that_is_killed_at_a_step_of_its_end_is_ended_by_the_app_too(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """For a moment no book lies in its place: nobody is to be welcomed to a new one then."""
    asked = restoring.prepare(path)
    real, count = restore_module.finish, 0

    class Killed(BaseException):
        """The process ends here."""

    def ending(book: Path) -> None:
        with pytest.MonkeyPatch.context() as patched:
            for name in ("unlink", "replace"):
                patched.setattr(Path, name, counted(getattr(Path, name)))
            real(book)

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def run(*words: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                raise Killed
            return work(*words, **named)

        return run

    with monkeypatch.context() as cut:
        cut.setattr(restore_module, "finish", ending)
        with pytest.raises(Killed):
            restoring.carry_out(asked, SetClock())
    book = open_book(path, Clock(), session=True)
    assert len(book.accounts(book.list_day())) == asked.kept.holds.accounts
    assert SessionLock(path).acquire() is not None  # and it is this one that writes
    book.close()
    assert not restored_path(path).exists()


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
        for day in range(400, 415):
            set_clock(book, MONDAY + timedelta(days=day))
            some_acts(book, random.Random(day))
            assert backup_if_changed(book) is not None
    sound = [row for row in backups(path) if row.sound]
    assert len(sound) >= 9
    assert all(not row.sound for row in backups(path)[:3])


def reads_while_restoring(path: Path, rounds: int) -> tuple[int, int]:
    """Restore to and fro while another process reads all the time; count its reads, and those that saw two books."""
    reading = subprocess.Popen([sys.executable, "-c", _READER, str(path)], stdout=subprocess.PIPE, text=True)
    assert reading.stdout is not None
    try:
        assert reading.stdout.readline() == "ready\n"
        for number in range(rounds):
            restoring.carry_out(restoring.prepare(path, restoring.prepare(path).kept.name), SetClock())
            with a_book(path) as book:
                some_acts(book, random.Random(number))
        path.with_name("stop").touch()
        told = reading.communicate(timeout=60)[0].split()
    finally:
        reading.kill()
        reading.wait()
    return int(told[0]), int(told[1])


_READER = """
import sys
from collections.abc import Callable
from pathlib import Path
from repdesk.clock import Clock
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
path = Path(sys.argv[1])
print("ready", flush=True)
reads = mixed = 0
while not path.with_name("stop").exists():
    try:
        book = open_book(path, Clock())
    except RepdeskError as error:
        mixed += 1
        print(error.line, file=sys.stderr)
        continue
    entry = "SELECT max(seq), (SELECT count(*) FROM live_account) FROM journal"
    first = book.read().execute(entry).fetchone()
    told = book.read().execute("SELECT count(DISTINCT retracted_by IS NULL) FROM account").fetchone()
    whole = [row[0] for row in book.read().execute("PRAGMA integrity_check")] == ["ok"]
    mixed += not whole or book.read().execute(entry).fetchone() < first
    reads += 1
    book.close()
print(reads, mixed)
"""


def test_who_reads_while_a_restore_replaces_the_book_sees_one_of_the_two(path: Path) -> None:
    reads, mixed = reads_while_restoring(path, 6)
    assert reads
    assert not mixed


@pytest.mark.soak
def test_two_hundred_restores_under_a_reader(path: Path) -> None:
    assert reads_while_restoring(path, 200)[1] == 0


def test_a_command_that_read_the_old_book_writes_nothing_into_the_new_one(path: Path) -> None:
    with a_book(path) as book:
        accounts = len(book.accounts(book.list_day()))
        restoring.carry_out(restoring.prepare(path), SetClock())
        with pytest.raises(RepdeskError, match="Another copy of this book"):
            fill(book, {"name": "Alder"})
        assert len(book.accounts(book.list_day())) == accounts  # still the one it began with
    assert restoring.present(path) == restoring.prepare(path).kept.holds


def test_that_bites_where_nobody_looks_whether_the_book_was_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repdesk.store.same_file.SameFile.look", lambda _file: None)
    with pytest.raises(pytest.fail.Exception):
        test_a_command_that_read_the_old_book_writes_nothing_into_the_new_one(path)


def test_an_app_that_only_reads_goes_over_to_the_restored_book(path: Path) -> None:
    reader = Book(Store.open(path, read_only=True), SetClock())
    before = len(reader.accounts(reader.list_day()))
    asked = restoring.prepare(path)
    restoring.carry_out(asked, SetClock())
    assert reader.changed_elsewhere()
    assert len(reader.accounts(reader.list_day())) == asked.kept.holds.accounts != before
    assert not reader.changed_elsewhere()
    reader.close()


def damaged(path: Path, *, keep: int) -> None:
    """Overwrite all pages of the book from one on, or its header too."""
    content = bytearray(path.read_bytes())
    content[keep:] = bytes(len(content) - keep)
    path.write_bytes(content)


def test_what_an_unreadable_book_cannot_tell_is_taken_from_the_backups_and_said(path: Path) -> None:
    with a_book(path) as book:
        (older, one) = (backups(path)[-1].name, fill(book, {"name": "Alder", "phones": ["+8613877712345"]})[0])
        forbid_calls(book, one, "asked")
        gone = fill(book, {"name": "Canary"})[0]
        forget(book, gone)
        set_clock(book, MONDAY + timedelta(minutes=30))
        back_up(book)
        some_acts(book, random.Random(4))
    damaged(path, keep=0)
    done = restoring.carry_out(restoring.prepare(path, older), SetClock())
    assert done.lost
    assert any("2026-11-23 09:30" in line for line in restoring.said_of(done))
    with a_book(path) as book:
        assert book.read().execute("SELECT e164 FROM live_suppression").fetchall() == [("+8613877712345",)]
        assert [row[0] for row in book.read().execute("SELECT account_id FROM forgotten")] == [gone]
        assert check(book.store) == []


def test_what_is_left_of_a_damaged_book_is_carried_over(path: Path) -> None:
    """The do-not-call list can still be read, but not all of what must be carried over."""
    with a_book(path) as book:
        one = fill(book, {"name": "Alder", "phones": ["+8613877712345"]})[0]
        forbid_calls(book, one, "asked")
        root = "SELECT rootpage FROM sqlite_master WHERE name = 'forgotten'"
        (page,) = book.read().execute(root).fetchone()
        (size,) = book.read().execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    done = restoring.carry_out(restoring.prepare(path), SetClock())
    assert done.lost
    with a_book(path) as book:
        assert book.read().execute("SELECT e164 FROM live_suppression").fetchall() == [("+8613877712345",)]


def test_nothing_is_said_to_be_lost_where_all_was_carried_over(path: Path) -> None:
    assert len(restoring.said_of(restoring.carry_out(restoring.prepare(path), SetClock()))) == 1
