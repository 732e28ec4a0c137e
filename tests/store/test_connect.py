"""The seam: who may read the file, what is set on a connection, which files are refused."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from repdesk.errors import RepdeskError
from repdesk.models.setting import Setting
from repdesk.store.connect import APPLICATION_ID, SCHEMA, connect
from repdesk.store.store import Store


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_book_is_its_owners_alone_from_the_first_byte(path: Path, at: str, umask: int) -> None:
    before = os.umask(umask)
    try:
        store = Store.open(path, create=True)
        with store.act("set", at=at) as act:
            act.put(Setting, "a", value="1")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert modes.keys() >= {"book.db", "book.db-wal", "book.db-shm", "book.db.write"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_connection_is_guarded(store: Store) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "wal_autocheckpoint": 0,
        "temp_store": 2,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA,
    }
    for connection in (store.read(), store.door.connection):
        assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] >= 1000


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.read().execute("INSERT INTO setting (key, value) VALUES ('a', '1')")


def test_a_missing_book_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(RepdeskError, match="no book"):
        Store.open(tmp_path / "new" / "book.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_book_until_one_is_made(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with pytest.raises(RepdeskError, match="no book"):
        Store.open(path)
    Store.open(path, create=True).close()
    Store.open(path).close()


def test_another_programs_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.db", tmp_path / "other.db"
    text.write_text("not a database at all, " * 100)
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE account (id INTEGER)")
    connection.close()
    for file in (text, other):
        before = file.read_bytes()
        with pytest.raises(RepdeskError, match="not a repdesk book"):
            Store.open(file, create=True)
        assert file.read_bytes() == before
    with pytest.raises(RepdeskError, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_newer_book_is_refused_with_both_versions(path: Path, store: Store) -> None:
    store.door.connection.execute("PRAGMA user_version = 97")
    with pytest.raises(RepdeskError) as refusal:
        connect(path)
    assert "97" in refusal.value.line
    assert str(SCHEMA) in refusal.value.line


def test_a_place_that_cannot_be_written_is_opened_for_reading(
    path: Path, store: Store, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    book = Store.open(path)
    assert book.read_only
    assert book.read().execute("SELECT count(*) FROM live_account").fetchone() == (0,)
    with pytest.raises(RepdeskError, match="reading only"):
        book.act("set", at=at)
    book.close()


def test_each_thread_reads_by_itself_and_leaves_nothing_behind(store: Store) -> None:
    seen: list[sqlite3.Connection] = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: seen.append(store.read()))
        thread.start()
        thread.join()
    assert len({id(connection) for connection in [*seen, store.read()]}) == 4
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        seen[0].execute("SELECT 1")


def test_data_version_follows_every_writer(path: Path, store: Store, at: str) -> None:
    first = store.data_version()
    assert store.data_version() == first
    with store.act("set", at=at) as act:
        act.put(Setting, "a", value="1")
    own = store.data_version()
    other = Store.open(path)
    with other.act("set", at=at) as act:
        act.put(Setting, "a", value="2")
    other.close()
    assert len({first, own, store.data_version()}) == 3


def test_the_last_one_out_leaves_one_file(path: Path, at: str) -> None:
    store = Store.open(path, create=True)
    with store.act("set", at=at) as act:
        act.put(Setting, "a", value="1")
    store.close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["book.db", "book.db.write"]
