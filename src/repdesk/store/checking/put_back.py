"""Rows that are not as the journal has them, put back: the journal must have been found whole before."""

from __future__ import annotations

import sqlite3

from repdesk.store.act import Act
from repdesk.store.checking.fresh import columns_of
from repdesk.store.checking.replay import Stray, strayed
from repdesk.store.ledger import Inserted, Updated
from repdesk.store.rows import quoted, read_row
from repdesk.store.shape import account_column


def rows_as_the_journal_has_them(act: Act) -> int:
    """Put rows back as the journal has them; what stood there goes into the entry, so that undo gives it back."""
    number = 0
    for row in sorted(strayed(act.connection), key=lambda row: row.kind != "gone"):
        number += {"gone": _bring_back, "changed": _put_back, "added": _take_back}[row.kind](act, row)
    return number


def _bring_back(act: Act, row: Stray) -> int:
    columns = columns_of(act.connection, row.table)
    if set(row.values) != set(columns) or not _may_be_undone(row.table, columns):
        return 0
    act.rows.insert(Inserted(row.table, row.names, columns, [tuple(row.values[name] for name in columns)]))
    return 1


def _put_back(act: Act, row: Stray) -> int:
    if row.table == "call" or not _may_be_undone(row.table, columns_of(act.connection, row.table)):
        return 0
    columns = tuple(row.values)
    sets = ", ".join(f"{quoted(name)} = ?" for name in columns)
    match = " AND ".join(f"{quoted(name)} = ?" for name in row.names)
    whose = _whose(act, row)
    if whose is not None:
        act.rows.ledger.accounts.add(whose)
    before = _as_text(act.connection, row, columns)
    after = tuple(row.values.values())
    act.rows.require_open()
    act.connection.execute(f"UPDATE {quoted(row.table)} SET {sets} WHERE {match}", (*after, *row.key))  # noqa: S608
    act.rows.ledger.update(Updated(row.table, row.names, columns, [(row.key, before, after)]))
    return 1


def _take_back(act: Act, row: Stray) -> int:
    if row.table == "call":
        act.rows.retract_calls([row.key[0]])
        return 1
    if "retracted_by" not in columns_of(act.connection, row.table):
        return 0
    now = read_row(act.connection, row.table, row.names, ("retracted_by",), row.key)
    act.rows.retract(row.table, row.names, [(row.key, now[0] if now else None)])
    return 1


def _may_be_undone(table: str, columns: tuple[str, ...]) -> bool:
    """Say whether rows of a table can be taken back; what an erasure left on record cannot."""
    return table == "call" or "retracted_by" in columns


def _whose(act: Act, row: Stray) -> int | None:
    """Return the account a row belongs to."""
    column = account_column(row.table, columns_of(act.connection, row.table))
    if column is None:
        return None
    found = read_row(act.connection, row.table, row.names, (column,), row.key)
    return found[0] if found and isinstance(found[0], int) else None


def _as_text(connection: sqlite3.Connection, row: Stray, columns: tuple[str, ...]) -> tuple[object, ...]:
    """Read what stands there; text that is none any more as what of it can be read, for an entry holds text alone."""
    kept, connection.text_factory = connection.text_factory, lambda text: text.decode("utf-8", "replace")
    try:
        return read_row(connection, row.table, row.names, columns, row.key) or ()
    finally:
        connection.text_factory = kept
