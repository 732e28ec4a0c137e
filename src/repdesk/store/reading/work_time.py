"""What tells how a day's time went: when calls were logged, and work besides calling as it was begun and ended."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from repdesk.store.kept_days import kept_day


@dataclass(frozen=True, slots=True)
class SpanRow:
    """Work besides calling: its kind, and the instants at which it was begun and ended, as the book keeps them."""

    id: int
    kind: str
    began_at: str
    ended_at: str | None


def read_call_instants(conn: sqlite3.Connection, first: date, last: date) -> dict[date, list[str]]:
    """Return the instants at which each day's calls over the phone were logged, in either direction."""
    rows = conn.execute(
        "SELECT day, at FROM live_call WHERE day BETWEEN ? AND ? AND imported = 0 AND channel = 'call' ORDER BY at",
        (first.isoformat(), last.isoformat()),
    )
    found: dict[date, list[str]] = defaultdict(list)
    for day, at in rows:
        found[kept_day(day)].append(at)
    return found


def read_work_spans(conn: sqlite3.Connection, since: str, until: str) -> tuple[SpanRow, ...]:
    """Return the work begun from the instant `since` on and before `until`, in the order it was begun."""
    rows = conn.execute(
        "SELECT id, kind, began_at, ended_at FROM live_work_span WHERE began_at >= ? AND began_at < ?"
        " ORDER BY began_at, id",
        (since, until),
    )
    return tuple(SpanRow(*row) for row in rows)
