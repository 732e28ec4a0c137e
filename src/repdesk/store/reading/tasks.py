"""Work besides calling, and the one thing to learn."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from repdesk.rules.types import LEARNING


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Work besides calling, or the one thing to learn."""

    id: int
    kind: str
    title: str
    due: date
    done: bool


def any_work_since(conn: sqlite3.Connection, since: str) -> bool:
    """Say whether work besides calling was begun from the instant `since` on."""
    return conn.execute("SELECT 1 FROM live_work_span WHERE began_at >= ? LIMIT 1", (since,)).fetchone() is not None


def read_tasks(conn: sqlite3.Connection, until: date, done_since: str | None = None) -> tuple[TaskRow, ...]:
    """Return the tasks due by `until` that are open, and those ticked off since the instant `done_since`."""
    rows = conn.execute(
        "SELECT id, kind, title, due_on, done_at IS NOT NULL FROM live_task"
        " WHERE due_on <= ? AND (done_at IS NULL OR done_at >= ?) ORDER BY due_on, id",
        (until.isoformat(), done_since),
    )
    return tuple(TaskRow(id_, kind, title, date.fromisoformat(due), bool(done)) for id_, kind, title, due, done in rows)


def read_learnings(conn: sqlite3.Connection, first: date, last: date) -> tuple[TaskRow, ...]:
    """Return what was to be learned from `first` to `last`, the latest first."""
    rows = conn.execute(
        "SELECT id, kind, title, due_on, done_at IS NOT NULL FROM live_task"
        " WHERE kind = ? AND due_on BETWEEN ? AND ? ORDER BY due_on DESC, id DESC",
        (LEARNING, first.isoformat(), last.isoformat()),
    )
    return tuple(TaskRow(id_, kind, title, date.fromisoformat(due), bool(done)) for id_, kind, title, due, done in rows)
