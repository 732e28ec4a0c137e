"""Books of released schemas, of any size, built from the migrations alone; and what a book holds, as one digest."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from repdesk.private import create_file
from repdesk.store.connect import bare
from repdesk.store.migrate import apply, migrations

AT = "2026-11-20T01:00:00.000000Z"


def make_old_book(path: Path, schema: int, accounts: int) -> None:
    """Make a book of `schema` with so many accounts, each with a person, a number, calls and a next call."""
    create_file(path)
    with closing(bare(path)) as book:
        book.execute("PRAGMA journal_mode = WAL")
        apply(book, at=AT, chosen=migrations()[:schema])
        ids = range(1, accounts + 1)
        book.execute("BEGIN")
        _insert(book, "account (id, name, created_at, notes)", ((n, f"客户{n}", AT, "x" * 80) for n in ids))
        _insert(book, "contact (account_id, name, is_kp)", ((n, f"陈{n}", 1) for n in ids))
        _insert(book, "phone (account_id, e164, raw)", ((n, f"+86138{n:08d}", f"138{n:08d}") for n in ids))
        calls = ((n, AT, f"2026-11-1{k}", "talked", f"note {n}") for k in (1, 2) for n in ids)
        _insert(book, "call (account_id, at, day, outcome, note)", calls)
        _insert(book, "next_call (account_id, day, set_by, set_at)", ((n, "2026-11-24", "rule", AT) for n in ids))
        history = ((n, AT, "2026-11-12", field, "2", "3") for field in ("stage", "intent") for n in ids)
        _insert(book, "history (account_id, at, day, field, before, after)", history)
        book.execute("COMMIT")
        book.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _insert(book: sqlite3.Connection, into: str, rows: Iterable[tuple[object, ...]]) -> None:
    places = ", ".join("?" * (into.count(",") + 1))
    book.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608 (names from this file)


def content(book: sqlite3.Connection) -> dict[str, str]:
    """Return a digest of the rows of every table, by names of columns; of the records of migrations those of old."""
    found: dict[str, str] = {}
    for (table,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = sorted(row[1] for row in book.execute(f"PRAGMA table_info({table})"))
        digest = hashlib.sha256(repr(columns).encode())
        where = f"WHERE applied_at = '{AT}'" if table == "migration" else ""
        order = "ORDER BY 1" if table == "sqlite_sequence" else ""
        for row in book.execute(f"SELECT {', '.join(columns)} FROM {table} {where} {order}"):  # noqa: S608 (from the schema)
            digest.update(repr(row).encode())
        found[table] = digest.hexdigest()
    return found


def schema(book: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Return all that the schema is made of; quotation marks, which a renamed table gets, left out."""
    rows = book.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return {(kind, name, sql.replace('"', "")) for kind, name, sql in rows}
