"""A book of each released schema is brought up to this one with nothing of it changed."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from repdesk.store.checking.check import check
from repdesk.store.connect import SCHEMA, bare, version_of
from repdesk.store.migrate import apply
from repdesk.store.store import Store
from repdesk.store.undo import undo

DATA = Path(__file__).parents[1] / "data"
OLD = list(range(1, SCHEMA))


def content(connection: sqlite3.Connection) -> dict[str, list[object]]:
    """Return the rows of every table as names and values."""
    tables = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, list[object]] = {}
    for table in tables:
        cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 (names from the schema)
        names = [column[0] for column in cursor.description]
        found[table] = sorted((dict(zip(names, row, strict=True)) for row in cursor), key=repr)
    return found


def schema(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return {(kind, name, sql.replace('"', "")) for kind, name, sql in rows}


@pytest.mark.parametrize("number", OLD)
def test_an_old_book_keeps_all_it_holds(number: int, tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    shutil.copyfile(DATA / f"book-{number}.db", path)
    path.chmod(0o600)
    before = sqlite3.connect(path)
    assert version_of(before) == number
    old = content(before)
    before.close()
    store = Store.open(path)
    new = content(store.read())
    assert version_of(store.read()) == SCHEMA
    fresh = bare()
    apply(fresh, at="")
    assert schema(store.read()) == schema(fresh)
    fresh.close()
    assert [row for row in new.pop("migration") if row in old["migration"]] == old.pop("migration")
    for table in ("journal", "journal_body", "sqlite_sequence"):  # the backup made before is an entry of its own
        kept = new.pop(table)
        assert table == "sqlite_sequence" or all(row in kept for row in old[table])
        old.pop(table)
    assert {table: rows for table, rows in new.items() if table in old} == old
    assert check(store) == []
    assert undo(store, at="2026-11-23T03:00:00.000000Z", policy_id=1) is not None
    store.close()


def test_there_is_an_old_book_of_every_released_schema() -> None:
    assert [(DATA / f"book-{number}.db").exists() for number in OLD] == [True] * len(OLD)
