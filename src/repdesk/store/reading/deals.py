"""The open deals of many accounts."""

from __future__ import annotations

import sqlite3

_BY_ACCOUNT = "SELECT account_id, {what} FROM live_deal WHERE outcome = 'open' AND pipeline_id = 1"


def read_second_deals(conn: sqlite3.Connection) -> dict[int, int]:
    """Return the stage of the furthest open deal behind the furthest one, of the accounts that have two or more."""
    sql = f"{_BY_ACCOUNT.format(what='stage')} ORDER BY account_id, stage DESC, id"
    furthest: set[int] = set()
    second: dict[int, int] = {}
    for owner, stage in conn.execute(sql):
        if owner in furthest:
            second.setdefault(owner, stage)
        furthest.add(owner)
    return second


def read_furthest_deals(conn: sqlite3.Connection) -> dict[int, int]:
    """Return the number of the furthest open deal by account."""
    found: dict[int, int] = {}
    for owner, number in conn.execute(f"{_BY_ACCOUNT.format(what='id')} ORDER BY account_id, stage DESC, id"):
        found.setdefault(owner, number)
    return found
