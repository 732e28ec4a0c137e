"""Who went into whom: customers that were found to be one, followed to the one that stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_MERGED = "SELECT account_id, into_id FROM live_merged"


def read_stayers(connection: sqlite3.Connection) -> dict[int, int]:
    """Return of each customer that went, through however many merges, the one that stands for it."""
    into = dict(connection.execute(_MERGED).fetchall())
    return {gone: _end(into, gone) for gone in sorted(into)}


def _end(into: dict[int, int], gone: int) -> int:
    seen = {gone}
    while (gone := into[gone]) in into and gone not in seen:
        seen.add(gone)
    return gone


def family(connection: sqlite3.Connection, account_ids: Iterable[int]) -> frozenset[int]:
    """Return these customers with all that went into them, and all that they went into."""
    found = set(account_ids)
    links = connection.execute(_MERGED).fetchall()
    while more := {one for pair in links if not found.isdisjoint(pair) for one in pair} - found:
        found |= more
    return frozenset(found)
