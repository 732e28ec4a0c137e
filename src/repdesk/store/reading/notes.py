"""Who is found by what was noted: notes of calls and of customers and people, and what their cards say in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

_EVERY = 20_000  # steps of SQLite between two looks whether it is to stop: a few milliseconds
# The latest note of a customer that holds it is the one that is shown.
_NOTED = """
SELECT n.* FROM (
  SELECT account_id, note, max(day) FROM live_call WHERE {call} GROUP BY account_id
  UNION ALL SELECT id, notes, '' FROM live_account WHERE {notes}
  UNION ALL SELECT id, need, '' FROM live_account WHERE {need}
  UNION ALL SELECT id, rival, '' FROM live_account WHERE {rival}
  UNION ALL SELECT id, obstacle, '' FROM live_account WHERE {obstacle}
  UNION ALL SELECT account_id, notes, '' FROM live_contact WHERE {notes}
) AS n JOIN live_account AS a ON a.id = n.account_id
"""


def read_noted(
    conn: sqlite3.Connection, ways: Sequence[str], stopped: Callable[[], bool]
) -> dict[int, tuple[str, str]] | None:
    """Return note and day ("" where it has none) of the customers of whom something noted holds one of `ways`.

    None where `stopped` said so meanwhile.
    """
    columns = {"call": "note", "notes": "notes", "need": "need", "rival": "rival", "obstacle": "obstacle"}
    held = {key: " OR ".join([f"{name} LIKE ? ESCAPE '\\'"] * len(ways)) for key, name in columns.items()}
    sql = _NOTED.format(**held)
    patterns = [f"%{_literal(way)}%" for way in ways]
    conn.set_progress_handler(stopped, _EVERY)
    try:
        rows = conn.execute(sql, patterns * 6).fetchall()
    except sqlite3.OperationalError:
        if stopped():
            return None
        raise
    finally:
        conn.set_progress_handler(None, 0)
    found: dict[int, tuple[str, str]] = {}
    for account_id, note, day in rows:
        if account_id not in found or day > found[account_id][1]:
            found[account_id] = (note, day)
    return found


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
