"""What a book holds before any act: the schema as the migrations make it, and the rows that come with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from repdesk.store import migrate
from repdesk.store.connect import bare
from repdesk.store.ledger import Inserted
from repdesk.store.rows import quoted

APART = ("migration", "journal", "journal_body", "erasure_gate")
"""Tables that no act writes."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A new book: the statement behind everything in its schema, by kind and name, its rows, its migrations."""

    schema: dict[str, str]
    rows: tuple[Inserted, ...]
    migrations: tuple[tuple[int, str], ...]


@lru_cache
def fresh() -> Fresh:
    """Make a book in memory and return what it holds."""
    with closing(bare()) as made:
        migrate.apply(made, at="")
        done = made.execute("SELECT number, name FROM migration ORDER BY number").fetchall()
        rows = [_rows(made, table) for table in tables_of_acts(made)]
        return Fresh(schema_of(made), tuple(group for group in rows if group.rows), tuple(done))


def schema_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the statement behind everything in a book's schema that SQLite did not add by itself."""
    rows = connection.execute("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sql for name, sql in rows if not name.startswith("table sqlite_")}


def tables_of_acts(connection: sqlite3.Connection) -> list[str]:
    """Return the tables whose rows come by acts."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    return [name for (name,) in connection.execute(sql) if name not in APART]


def key_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Return the columns of a table's key, in order."""
    sql = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"
    return tuple(name for (name,) in connection.execute(sql, (table,)))


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Return the columns of a table, in order."""
    return tuple(name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)))


def _rows(connection: sqlite3.Connection, table: str) -> Inserted:
    rows = connection.execute(f"SELECT * FROM {quoted(table)}").fetchall()  # noqa: S608 (quoted)
    return Inserted(table, key_of(connection, table), columns_of(connection, table), rows)
