"""What the days ahead are reckoned from beside the accounts: whose record is valid, and how calls went."""

from __future__ import annotations

import sqlite3
from datetime import date

from repdesk.rules.ownership import Claim
from repdesk.store.kept_days import maybe_day

_CLAIMS = """
SELECT a.id, a.name <> '', EXISTS (SELECT 1 FROM live_phone AS p WHERE p.account_id = a.id), a.need <> '', c.first
FROM live_account AS a
LEFT JOIN (
  SELECT account_id, min(day) AS first FROM live_call WHERE spoke = 1 OR outcome = 'contact' GROUP BY account_id
) AS c ON c.account_id = a.id
"""


def read_claims(conn: sqlite3.Connection) -> dict[int, Claim]:
    """Return by account what makes it the rep's own; its first contact is a conversation, or one that was imported."""
    return {
        owner: Claim(bool(named), bool(number), bool(need), maybe_day(first))
        for owner, named, number, need, first in conn.execute(_CLAIMS)
    }


def read_shares(conn: sqlite3.Connection, first: date, last: date) -> tuple[int, int, int]:
    """Return how many calls went out from `first` to `last`, how many were answered, and in how many the KP spoke.

    Calls of another tool that were imported tell too; where they do not say who spoke they are none of them.
    """
    row = conn.execute(
        "SELECT count(*), coalesce(sum(spoke = 1), 0), coalesce(sum(spoke = 1 AND kp = 1), 0) FROM live_call"
        " WHERE day BETWEEN ? AND ? AND channel = 'call' AND inbound = 0 AND outcome <> 'contact'"
        " AND spoke IS NOT NULL",
        (first.isoformat(), last.isoformat()),
    ).fetchone()
    return int(row[0]), int(row[1]), int(row[2])
