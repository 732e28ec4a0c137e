"""Clean-up drives as they were begun."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from repdesk.store.kept_days import kept_day, maybe_day


@dataclass(frozen=True, slots=True)
class KeptDrive:
    """A drive: whom it is over and what each is to have, both as filters; the share in per cent, its days."""

    id: int
    name: str
    query: str
    measure: str
    target: int
    due: date
    begun: date
    begun_with: int
    closed: date | None


def read_drives(conn: sqlite3.Connection) -> tuple[KeptDrive, ...]:
    """Return the drives, those under way first, each kind by the day it is due."""
    rows = conn.execute(
        "SELECT id, name, query, measure, target, due_on, begun_on, begun_with, closed_on FROM live_drive"
        " ORDER BY closed_on IS NOT NULL, CASE WHEN closed_on IS NULL THEN due_on END, closed_on DESC, id"
    )
    return tuple(
        KeptDrive(i, name, query, measure, target, kept_day(due), kept_day(begun), begun_with, maybe_day(closed))
        for i, name, query, measure, target, due, begun, begun_with, closed in rows
    )
