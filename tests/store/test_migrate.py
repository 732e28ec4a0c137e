"""Migrations: whole or not at all, never without a backup."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from repdesk import __version__
from repdesk.errors import RepdeskError
from repdesk.models.account import Account
from repdesk.store import connect, migrate
from repdesk.store.checking.fresh import fresh
from repdesk.store.connect import SCHEMA, bare, version_of
from repdesk.store.migrate import Migration, apply, migrations
from repdesk.store.store import Store

NEXT = Migration(
    SCHEMA + 1,
    "colour",
    "-- a table with a trigger; its body holds semicolons\nCREATE TABLE colour (id INTEGER PRIMARY KEY) STRICT;\n"
    "CREATE TRIGGER colour_no_delete BEFORE DELETE ON colour\nBEGIN\n  SELECT RAISE(ABORT, 'no; never');\nEND;\n"
    "INSERT INTO colour (id) VALUES (1);\n",
)


def schema(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT * FROM sqlite_master").fetchall()


@pytest.fixture
def older(path: Path, at: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A book with one account, of the schema before NEXT, which ships as long as the test runs."""
    with Store.open(path, create=True).act("add", at=at) as act:
        act.insert_many(Account, [{"name": "Alder", "created_at": at}])
    monkeypatch.setattr(migrate, "migrations", lambda: (*migrations(), NEXT))
    monkeypatch.setattr(connect, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr("repdesk.store.store.SCHEMA", SCHEMA + 1)
    fresh.cache_clear()
    yield path
    fresh.cache_clear()  # what NEXT made of a new book is not to be known to the next test


def test_the_seam_knows_the_last_migration_and_none_is_left_out() -> None:
    assert [m.number for m in migrations()] == list(range(1, SCHEMA + 1))


def test_each_leaves_its_record(store: Store) -> None:
    rows = store.read().execute("SELECT number, name, version FROM migration").fetchall()
    assert rows == [(m.number, m.name, __version__) for m in migrations()]


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        ("\n".join((NEXT.sql, "UPDATE colour SET id = 'blue';")), sqlite3.IntegrityError),
        ("\n".join((NEXT.sql, "CREATE TABLE account (id INTEGER);")), sqlite3.OperationalError),
        ("INSERT INTO contact (account_id, name) VALUES (99, '');", sqlite3.IntegrityError),
        ("\n".join((NEXT.sql, "UPDATE colour SET id = 2")), ValueError),
    ],
)
def test_one_that_fails_leaves_the_book_as_it_was(broken: str, error: type[Exception]) -> None:
    connection = bare()
    apply(connection, at="")
    before = schema(connection)
    with pytest.raises(error):
        apply(connection, at="", chosen=[Migration(SCHEMA + 1, "broken", broken)])
    assert schema(connection) == before
    assert version_of(connection) == SCHEMA
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert apply(connection, at="", chosen=[NEXT]) == 1
    assert version_of(connection) == SCHEMA + 1
    connection.close()


def test_an_older_book_is_backed_up_and_brought_up(older: Path) -> None:
    store = Store.open(older)
    assert store.read().execute("SELECT id FROM colour").fetchall() == [(1,)]
    assert version_of(store.read()) == SCHEMA + 1
    store.close()
    (backup,) = (older.parent / "backups").glob("*.db")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with bare(backup) as copy:
        assert version_of(copy) == SCHEMA
        assert copy.execute("SELECT name FROM account").fetchall() == [("Alder",)]
    copy.close()


def test_without_a_backup_nothing_is_changed(older: Path) -> None:
    (older.parent / "backups").write_text("in the way")
    with pytest.raises(RepdeskError, match="backup could not be made"):
        Store.open(older)
    with bare(older) as book:
        assert version_of(book) == SCHEMA
    book.close()


def test_an_older_book_is_not_brought_up_by_a_reader(older: Path) -> None:
    with pytest.raises(RepdeskError, match="older repdesk"):
        Store.open(older, read_only=True)
