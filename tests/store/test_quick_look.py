"""What every opening looks at: the schema, the number in the header, the log beside the book."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from repdesk.errors import RepdeskError
from repdesk.models.account import Account
from repdesk.store import migrate
from repdesk.store.checking import leftover_log
from repdesk.store.checking.check import check
from repdesk.store.checking.quick_look import SCHEMA_SUM, look_at_pages, schema_sum
from repdesk.store.connect import bare
from repdesk.store.store import Store
from tests.visible_digest import visible_digest


def test_the_sum_is_that_of_the_schema_the_migrations_make() -> None:
    with closing(bare()) as made:
        migrate.apply(made, at="")
        assert schema_sum(made) == SCHEMA_SUM, f"SCHEMA_SUM is 0x{schema_sum(made):08X}"


@pytest.mark.parametrize(
    ("sql", "refused"),
    [
        ("PRAGMA user_version = 2", True),
        ("PRAGMA user_version = 0", True),
        ("DROP VIEW live_task", True),
        ("ALTER TABLE task ADD COLUMN extra TEXT", True),
        ("DROP TRIGGER call_no_update", False),
        ("CREATE TABLE my_own (id INTEGER)", False),
    ],
)
def test_a_book_whose_tables_are_others_is_refused_and_left_alone(
    path: Path, store: Store, sql: str, *, refused: bool
) -> None:
    store.door.connection.execute(sql)
    store.close()
    before = path.read_bytes()
    if refused:
        with pytest.raises(RepdeskError, match="damaged"):
            Store.open(path)
        assert path.read_bytes() == before
    else:
        again = Store.open(path)
        assert check(again) != []
        again.close()


def with_log(folder: Path, at: str, names: int) -> Path:
    """Return a book cut off while a reader of an old moment held its log back."""
    book = folder / "desk" / "book.db"
    store = Store.open(book, create=True)
    with store.act("import", at=at) as act:
        act.insert_many(Account, [{"name": f"{folder.name} {n}" * 9, "created_at": at} for n in range(names)])
    with closing(sqlite3.connect(book)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM account").fetchone()
        with store.act("edit_customer", at=at) as act:
            act.update_many(Account, {1: {"name": "Alder"}})
            act.insert_many(Account, [{"name": "late" * 99, "created_at": at} for _ in range(40)])
        cut_off = folder / "cut" / "book.db"
        cut_off.parent.mkdir(parents=True)
        for ending in ("", "-wal"):
            shutil.copyfile(f"{book}{ending}", f"{cut_off}{ending}")
    store.close()
    return cut_off


def test_the_log_of_a_book_that_was_cut_off_is_its_own_and_played_in(tmp_path: Path, at: str) -> None:
    path = with_log(tmp_path, at, 30)
    assert leftover_log._adds(path)
    store = Store.open(path)
    assert store.read().execute("SELECT name FROM account WHERE id = 1").fetchone() == ("Alder",)
    assert check(store) == []
    store.close()
    assert not path.with_name("book.db-wal").exists()


@pytest.mark.parametrize("names", [30, 400])
def test_another_books_log_is_not_played_into_this_one(tmp_path: Path, at: str, names: int) -> None:
    path, other = with_log(tmp_path / "one", at, 30), with_log(tmp_path / "other", at, names)
    with closing(Store.open(path)) as store:
        digest = visible_digest(store.read())
    shutil.copyfile(f"{other}-wal", f"{path}-wal")
    leftover_log._looked_at.clear()
    before = path.read_bytes()
    with pytest.raises(RepdeskError, match="does not fit"):
        Store.open(path)
    assert path.read_bytes() == before
    path.with_name("book.db-wal").unlink()
    with closing(Store.open(path)) as store:
        assert visible_digest(store.read()) == digest


def test_a_book_in_use_is_not_taken_for_a_damaged_one(tmp_path: Path, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_log(tmp_path, at, 30)

    def busy(_path: Path, **_how: object) -> None:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    monkeypatch.setattr(leftover_log, "connect", busy)
    leftover_log.look_at_log(path)


def test_the_pages_are_looked_at_without_writing(path: Path, store: Store) -> None:
    assert look_at_pages(store.read(), path) is None
    store.door.connection.execute("PRAGMA foreign_keys = OFF")
    store.door.connection.execute("INSERT INTO phone (account_id, e164, raw) VALUES (7, '', '')")
    found = look_at_pages(store.read(), path)
    assert found is not None
    assert "repdesk restore" in found.hint
