"""What is looked at of a book without reading all of it: its schema at every opening, its pages a moment later."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

from repdesk.damage import damaged, is_damage
from repdesk.errors import RepdeskError

SCHEMA_SUM = 0xF2F5E64C
"""The sum over the statements of the schema as the migrations make it: one query tells that a book's is the same."""


def schema_sum(connection: sqlite3.Connection) -> int:
    """Return the sum over all that stands in a book's schema, but for what SQLite keeps by itself."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1, 2")
    return zlib.crc32("\n".join(["\t".join(row) for row in rows]).encode())


def look_at_schema(connection: sqlite3.Connection, path: Path) -> None:
    """See that tables and views are those that repdesk reads by; RepdeskError where one is gone or another.

    What somebody added is left alone, and a trigger or an index that is gone is told and mended by the check.
    """
    try:
        if schema_sum(connection) == SCHEMA_SUM:
            return
        from repdesk.store.checking.fresh import fresh, schema_of

        there = schema_of(connection)
        right = all(
            there.get(name) == sql for name, sql in fresh().schema.items() if name.startswith(("table ", "view "))
        )
    except (sqlite3.DatabaseError, TypeError, UnicodeError):
        right = False
    if not right:
        raise damaged(path)


def look_at_pages(connection: sqlite3.Connection, path: Path) -> RepdeskError | None:
    """Look whether pages and keys hold together, in less than a second for 100,000 accounts; None where they do."""
    try:
        whole = [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]
        if whole and connection.execute("PRAGMA foreign_key_check").fetchone() is None:
            return None
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            return None  # the place, not the book
    return damaged(path)
