"""One digest of the visible book: two books that show the rep the same have the same one."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from repdesk.store.reading.export import SHOWN
from repdesk.store.rows import quoted

LISTS: dict[str, str] = {
    "day_plan": "SELECT * FROM live_day_plan ORDER BY id",
    "list_item": "SELECT * FROM live_list_item ORDER BY plan_id, account_id",
}
"""Frozen lists: undo leaves them standing, for that a list was frozen is no act of the rep."""

_TECHNICAL = frozenset({"retracted_by", "set_in", "frozen_in", "policy_id"})


def visible_digest(connection: sqlite3.Connection, *, lists: bool = False) -> str:
    """Return the SHA-256, in hex, of all that is in force; with `lists` of the frozen lists too.

    Columns that only the journal needs do not count.
    """
    return _digest(visible_digests(connection, lists=lists))


def visible_digests(connection: sqlite3.Connection, *, lists: bool = False) -> dict[str, str]:
    """Return the digest of each table that is shown, to say where two books differ."""
    shown = SHOWN | LISTS if lists else SHOWN
    return {table: _of_table(connection, sql) for table, sql in shown.items()}


def _of_table(connection: sqlite3.Connection, sql: str) -> str:
    named = [column for (column, *_rest) in connection.execute(f"{sql} LIMIT 0").description]
    kept = [column for column in named if column not in _TECHNICAL]
    columns = ", ".join(map(quoted, kept))
    digest = hashlib.sha256(json.dumps(kept).encode())
    for row in connection.execute(f"SELECT {columns} FROM ({sql})"):  # noqa: S608 (constants and quoted names)
        digest.update(_JSON.encode(row).encode())
    return digest.hexdigest()


def _digest(parts: dict[str, str]) -> str:
    return hashlib.sha256(_JSON.encode(parts).encode()).hexdigest()


_JSON = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), default=bytes.hex)
