"""Repairs that touch no row of the rep's and so stand outside his acts: gate, indexes, triggers, views, counters."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from repdesk.store.checking.fresh import fresh, schema_of
from repdesk.store.rows import quoted


def gate_closed(connection: sqlite3.Connection) -> int:
    """Close the gate of erasure, and put it in its place where it is gone."""
    put = connection.execute("INSERT OR IGNORE INTO erasure_gate (id, open) VALUES (1, 0)").rowcount
    return put + connection.execute("UPDATE erasure_gate SET open = 0 WHERE open <> 0").rowcount


def schema_made_again(connection: sqlite3.Connection) -> int:
    """Make triggers, views and indexes that are gone or altered as the migrations make them."""
    there, number = schema_of(connection), 0
    for name, sql in fresh().schema.items():
        kind, called = name.split(" ", 1)
        if kind == "table" or there.get(name) == sql:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute(f"DROP {kind} IF EXISTS {quoted(called)}")
            connection.execute(sql)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        number += 1
    return number


def indexes_built_anew(connection: sqlite3.Connection) -> int:
    """Build the indexes anew where they, and nothing else, are out of step with their tables."""
    found = [text for (text,) in connection.execute("PRAGMA integrity_check")]
    if not found or not all(" index " in text for text in found):
        return 0
    connection.execute("REINDEX")
    return len(found)


def numbers_set_on(connection: sqlite3.Connection) -> int:
    """Have the counters of numbers stand at the highest number there is."""
    return connection.execute(_COUNTERS).rowcount + connection.execute(_LOST_COUNTERS).rowcount


_HIGHEST = """(SELECT 'account' AS kind, max(id) AS highest FROM account
  UNION ALL SELECT 'account', max(account_id) FROM forgotten UNION ALL SELECT 'call', max(id) FROM call)"""
_COUNTERS = f"""
UPDATE sqlite_sequence SET seq = (SELECT max(highest) FROM {_HIGHEST} WHERE kind = name)
WHERE seq < (SELECT max(highest) FROM {_HIGHEST} WHERE kind = name)
"""  # noqa: S608 (constants)
_LOST_COUNTERS = f"""
INSERT INTO sqlite_sequence (name, seq) SELECT kind, max(highest) FROM {_HIGHEST}
WHERE highest IS NOT NULL AND kind NOT IN (SELECT name FROM sqlite_sequence) GROUP BY kind
"""  # noqa: S608 (constants)


HOUSEKEEPING: tuple[tuple[Callable[[sqlite3.Connection], int], str], ...] = (
    (gate_closed, "gate"),
    (schema_made_again, "schema"),
    (indexes_built_anew, "index"),
    (numbers_set_on, "numbers"),
)
