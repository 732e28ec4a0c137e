"""The past of one account: its calls as they now stand, and every dated change of its card."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from repdesk.store.call_order import AMENDED, LATEST_FIRST
from repdesk.store.reading.customer import grouped


@dataclass(frozen=True, slots=True)
class PastCall:
    """The version of a call now in force, with all that was said of it; `place` is the number of its first version."""

    id: int
    place: int
    at: str
    day: date
    clock: time | None
    outcome: str
    channel: str
    inbound: bool
    imported: bool
    price: bool
    demo: bool
    offer: bool
    lost: bool
    never: bool
    note: str
    reason: str
    contact: str
    number: str
    """The number dialled as a person reads it, empty where none is on record."""
    promised: str
    """When it had been promised for, as the book writes it; empty where it was not."""
    amended: bool


@dataclass(frozen=True, slots=True)
class PastChange:
    """A dated change; `call` is the place of the call it came from, None for the rep's own act."""

    id: int
    at: str
    day: date
    field: str
    before: str | None
    after: str | None
    why: str
    call: int | None


_TICKS = (7, 8, 9, 10, 11, 12, 13, 19)
"""The columns of a past call that are yes or no."""


def read_past_calls(conn: sqlite3.Connection, account_id: int) -> tuple[PastCall, ...]:
    """Return the calls in force, the latest first."""
    rows = conn.execute(
        "SELECT call.id, place, at, day, clock, outcome, channel, inbound, imported, price, demo, offer, lost, never,"  # noqa: S608 (a constant)
        " note, reason, coalesce(c.name, who.name, ''), call.e164,"
        f" coalesce(promised_day || coalesce('T' || promised_time, ''), ''), {AMENDED}"
        " FROM live_call AS call LEFT JOIN contact AS c ON c.id = call.contact_id"
        " LEFT JOIN phone AS p ON p.id = call.phone_id LEFT JOIN contact AS who ON who.id = p.contact_id"
        f" WHERE call.account_id = ? ORDER BY {LATEST_FIRST}",
        (account_id,),
    )
    return tuple(_past_call(row) for row in rows)


def _past_call(row: tuple[Any, ...]) -> PastCall:
    values = list(row)
    values[3] = date.fromisoformat(values[3])
    values[4] = time.fromisoformat(values[4]) if values[4] else None
    values[17] = grouped(values[17]) if values[17] else ""
    for place in _TICKS:
        values[place] = bool(values[place])
    return PastCall(*values)


def read_changes(conn: sqlite3.Connection, account_id: int) -> tuple[PastChange, ...]:
    """Return the dated changes in force, the latest first."""
    rows = conn.execute(
        "SELECT h.id, h.at, h.day, h.field, h.before, h.after, h.why, coalesce(c.root, c.id)"
        " FROM live_history AS h LEFT JOIN call AS c ON c.id = h.call_id WHERE h.account_id = ? ORDER BY h.id DESC",
        (account_id,),
    )
    return tuple(PastChange(i, at, date.fromisoformat(day), *rest) for i, at, day, *rest in rows)


def read_parts_names(conn: sqlite3.Connection, account_id: int) -> dict[str, str]:
    """Return what people, numbers and custom fields are called, those taken back too, by `contact:3` and `phone:5`."""
    rows = conn.execute(
        "SELECT 'contact:' || id, name FROM contact WHERE account_id = :a"
        " UNION ALL SELECT 'phone:' || id, e164 FROM phone WHERE account_id = :a"
        " UNION ALL SELECT 'custom:' || id, name FROM custom_field",
        {"a": account_id},
    )
    return {key: grouped(name) if key.startswith("phone") else name for key, name in rows}
