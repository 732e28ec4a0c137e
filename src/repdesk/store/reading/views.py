"""The saved views of a book."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedView:
    """A filter with its columns and its order, under a name."""

    id: int
    name: str
    query: str
    columns: tuple[str, ...]
    sort: str


def read_saved_views(conn: sqlite3.Connection) -> tuple[SavedView, ...]:
    """Return the saved views in the rep's order."""
    rows = conn.execute("SELECT id, name, query, columns, sort FROM live_saved_view ORDER BY place, id")
    return tuple(SavedView(i, name, query, tuple(json.loads(names)), sort) for i, name, query, names, sort in rows)
