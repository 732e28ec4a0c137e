"""The days a rep has entered, beside what the country's calendar says of them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day off of the rep's own, or one that is worked; `worked_else` says what it would be without the entry."""

    off: bool
    name: str
    worked_else: bool


def read_own_days(conn: sqlite3.Connection, country: str | None) -> dict[date, OwnDay]:
    """Return the days the rep has entered; `country` is the one whose holidays count."""
    rows = conn.execute(
        "SELECT own.day, own.kind, own.name, by_country.kind FROM live_calendar_day AS own"
        " LEFT JOIN live_calendar_day AS by_country ON by_country.day = own.day AND by_country.source = ?"
        " WHERE own.source = 'own'",
        (f"holidays:{country}",),
    )
    found = {}
    for text, kind, name, by_country in rows:
        day = date.fromisoformat(text)
        worked = by_country == "work" or (by_country is None and day.weekday() < 5)
        found[day] = OwnDay(kind != "work", name, worked)
    return found
