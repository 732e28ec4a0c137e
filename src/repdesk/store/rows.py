"""Writes to rows inside one act: each is noted in the ledger, none can be made without."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from repdesk.store.ledger import Changed, Inserted, Ledger, Updated
from repdesk.store.shape import Row


class RowsMovedError(Exception):
    """A row is not as the one who would change it believes: it is gone or its values are others."""


class Rows:
    """Raw writes on the connection of the door; `seq` is the entry that takes back what is retracted here."""

    def __init__(self, connection: sqlite3.Connection, seq: int) -> None:
        self.connection = connection
        self.seq = seq
        self.ledger = Ledger()
        self.failed = False

    def insert(self, group: Inserted) -> None:
        """Insert whole rows."""
        if not group.rows:
            return
        places = ", ".join("?" * len(group.columns))
        sql = f"INSERT INTO {quoted(group.table)} ({_list(group.columns)}) VALUES ({places})"  # noqa: S608 (quoted names)
        self._many(sql, group.rows)
        self.ledger.insert(group)

    def update(self, group: Updated) -> None:
        """Change rows that still hold their `before`; RowsMovedError where one does not, and then the act is lost."""
        if not group.rows:
            return
        changes = ", ".join(f"{quoted(column)} = ?" for column in group.columns)
        unmoved = " AND ".join(f"{quoted(column)} IS ?" for column in group.columns)
        wanted = f"{_match(group.key)} AND {unmoved}"
        sql = f"UPDATE {quoted(group.table)} SET {changes} WHERE {wanted}"  # noqa: S608 (quoted names)
        if self._many(sql, ((*after, *key, *before) for key, before, after in group.rows)) != len(group.rows):
            self.failed = True
            raise RowsMovedError(group.table)
        self.ledger.update(group)

    def retract(self, table: str, key: tuple[str, ...], rows: Iterable[tuple[Row, object]]) -> None:
        """Take rows back, given with what their retracted_by is now."""
        changed: list[Changed] = [(row, (now,), (self.seq,)) for row, now in rows]
        self.update(Updated(table, key, ("retracted_by",), changed))

    def retract_calls(self, ids: Sequence[int]) -> None:
        """Take calls back: their table is append-only, so the retraction stands beside it."""
        table, key = "call_retraction", ("call_id",)
        fresh: list[Row] = []
        again: list[tuple[Row, object]] = []
        for id_ in ids:
            row = read_row(self.connection, table, key, ("retracted_by",), (id_,))
            if row is None:
                fresh.append((id_, self.seq))
            else:
                again.append(((id_,), None))
        self.insert(Inserted(table, key, ("call_id", "retracted_by"), fresh))
        self.retract(table, key, again)

    def require_open(self) -> None:
        """Refuse (RuntimeError) where the act is over: what is written now would be kept without an entry."""
        if not self.connection.in_transaction:
            raise RuntimeError("the act is over")

    def _many(self, sql: str, rows: Iterable[Row]) -> int:
        """Run one statement for every row and return how many rows it touched; a failure dooms the act."""
        self.require_open()
        try:
            return self.connection.executemany(sql, rows).rowcount
        except sqlite3.Error:
            self.failed = True
            raise


def read_row(
    connection: sqlite3.Connection, table: str, key: tuple[str, ...], columns: Sequence[str], wanted: Row
) -> Row | None:
    """Return columns of the row with that key as the connection sees them, None where there is no such row."""
    sql = f"SELECT {_list(columns)} FROM {quoted(table)} WHERE {_match(key)}"  # noqa: S608 (quoted names)
    row: Row | None = connection.execute(sql, wanted).fetchone()
    return row


def quoted(name: str) -> str:
    """Return a table's or column's name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _list(columns: Iterable[str]) -> str:
    return ", ".join(map(quoted, columns))


def _match(key: Iterable[str]) -> str:
    return " AND ".join(f"{quoted(name)} = ?" for name in key)
