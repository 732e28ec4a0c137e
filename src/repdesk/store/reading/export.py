"""All that is in force, of one customer or of the book, as rows by table: what an export holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from repdesk.store.erasing.scrub import OWNED
from repdesk.store.rows import quoted

Row = dict[str, Any]

SHOWN: dict[str, str] = {
    "account": "SELECT * FROM live_account ORDER BY id",
    "contact": "SELECT * FROM live_contact ORDER BY id",
    "phone": "SELECT * FROM live_phone ORDER BY id",
    "lead_source": "SELECT * FROM lead_source WHERE retracted_by IS NULL ORDER BY id",
    "suppression": "SELECT * FROM suppression WHERE retracted_by IS NULL ORDER BY e164",
    "deal": "SELECT * FROM live_deal ORDER BY id",
    "contract": "SELECT * FROM live_contract ORDER BY id",
    "call": "SELECT * FROM call WHERE id NOT IN (SELECT call_id FROM call_retraction WHERE retracted_by IS NOT NULL)"
    " ORDER BY id",
    "next_call": "SELECT * FROM live_next_call ORDER BY account_id",
    "history": "SELECT * FROM live_history ORDER BY id",
    "task": "SELECT * FROM live_task ORDER BY id",
    "work_span": "SELECT * FROM live_work_span ORDER BY id",
    "tag": "SELECT * FROM live_tag ORDER BY account_id, tag",
    "custom_field": "SELECT * FROM live_custom_field ORDER BY id",
    "custom_value": "SELECT * FROM live_custom_value ORDER BY account_id, field_id",
    "saved_view": "SELECT * FROM live_saved_view ORDER BY id",
    "drive": "SELECT * FROM live_drive ORDER BY id",
    "merged": "SELECT * FROM live_merged ORDER BY account_id",
    "calendar_day": "SELECT * FROM live_calendar_day ORDER BY day, source",
    "day_hours": "SELECT * FROM live_day_hours ORDER BY day",
    "calendar_year": "SELECT * FROM live_calendar_year ORDER BY country, year",
    "setting": "SELECT * FROM live_setting WHERE key NOT IN ('last_backup', 'calendar:path') ORDER BY key",
}
"""What the rep is shown, a statement a table; a call that was put right counts with every version of it."""

LEFT_OUT = frozenset({"retracted_by", "set_in"})
"""Columns that speak of the journal, which is no part of an export."""
TABLES: tuple[str, ...] = (*SHOWN, "import_origin", "forgotten", "forgotten_number")
"""The tables of an export. Frozen lists are none of it: they are made anew from the rest."""

_MORE = {
    "import_origin": "SELECT * FROM import_origin WHERE retracted_by IS NULL ORDER BY account_id",
    "forgotten": "SELECT * FROM forgotten ORDER BY account_id, created_at",
    "forgotten_number": "SELECT * FROM forgotten_number ORDER BY hash",
}
_OF_SOME = {
    "account": "SELECT * FROM ({all}) WHERE id IN ({ids})",
    "suppression": "SELECT * FROM ({all}) WHERE e164 IN (SELECT e164 FROM live_phone WHERE account_id IN ({ids}))",
    "lead_source": "SELECT * FROM ({all}) WHERE id IN (SELECT source_id FROM live_account WHERE id IN ({ids}))",
    "custom_field": "SELECT * FROM ({all})"
    " WHERE id IN (SELECT field_id FROM live_custom_value WHERE account_id IN ({ids}))",
}


def read_table(connection: sqlite3.Connection, table: str, account_ids: Collection[int] | None = None) -> Iterator[Row]:
    """Yield the rows in force of a table; those of some customers where they are named."""
    sql = SHOWN.get(table) or _MORE[table]
    if account_ids is not None:
        theirs = _OF_SOME.get(table) or ("SELECT * FROM ({all}) WHERE account_id IN ({ids})" if table in OWNED else "")
        if not theirs:
            return
        sql = theirs.format(all=sql, ids="SELECT value FROM json_each(:ids)")
    yield from _rows(connection.execute(sql, {"ids": json.dumps(list(account_ids or ()))}))


def read_named(connection: sqlite3.Connection, known: dict[str, set[Any]]) -> dict[str, list[Row]]:
    """Return rows that were taken back and yet are named by rows in force, such as the person of an old call.

    `known` are the keys of the rows that are there; it is filled up with those found.
    """
    found: dict[str, list[Row]] = {}
    fresh = {table: set(keys) for table, keys in known.items()}
    while fresh:
        wanted: dict[str, set[Any]] = {}
        for table, keys in fresh.items():
            for parent, column in _links(connection, table):
                wanted.setdefault(parent, set()).update(_named_by(connection, table, column, keys))
        fresh = {parent: keys - known.setdefault(parent, set()) for parent, keys in wanted.items()}
        fresh = {parent: keys for parent, keys in fresh.items() if keys}
        for parent, keys in fresh.items():
            known[parent] |= keys
            sql = f"SELECT * FROM {quoted(parent)} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608
            found.setdefault(parent, []).extend(_rows(connection.execute(sql, (json.dumps(sorted(keys)),))))
    return found


def _links(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """Return (table, column) of each key of `table` that names a row an export may hold."""
    links = connection.execute(f"PRAGMA foreign_key_list({quoted(table)})").fetchall()
    return [(parent, column) for _id, _seq, parent, column, *_rest in links if parent in TABLES]


def _named_by(connection: sqlite3.Connection, table: str, column: str, keys: Iterable[Any]) -> set[Any]:
    key = OWNED.get(table, ("id",))[0]
    sql = (
        f"SELECT DISTINCT {quoted(column)} FROM {quoted(table)} WHERE {quoted(column)} IS NOT NULL"  # noqa: S608
        f" AND {quoted(key)} IN (SELECT value FROM json_each(?))"
    )
    return {value for (value,) in connection.execute(sql, (json.dumps(list(keys)),))}


def _rows(cursor: sqlite3.Cursor) -> Iterator[Row]:
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield {name: _plain(value) for name, value in zip(names, row, strict=True) if name not in LEFT_OUT}


def _plain(value: Any) -> Any:
    return {"hex": value.hex()} if isinstance(value, bytes) else value
