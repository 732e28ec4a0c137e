"""Two customers as a merge holds them against each other: every column that one of them may lose."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from repdesk.store.reading.labels import read_own_values, read_tags

COLUMNS = (
    *("name", "industry", "size", "region", "address", "timezone", "need", "need_on", "rival", "rival_on"),
    *("obstacle", "obstacle_on", "stage", "stage_on", "intent", "intent_on", "override_grade", "override_reason"),
    *("override_stage", "do_not_call_on", "refused_on", "estimate", "currency", "source_id", "referred_by"),
    *("window_from", "window_to", "anniversary", "owner", "notes"),
)
"""What an account holds by itself, but for when it came into the book."""


@dataclass(frozen=True, slots=True)
class PersonSide:
    """A person as the book keeps one; days are YYYY-MM-DD."""

    id: int
    name: str
    title: str
    role: str | None
    is_kp: int
    email: str
    birthday: str | None
    confirmed_on: str | None
    notes: str


@dataclass(frozen=True, slots=True)
class NumberSide:
    """A number as the book keeps one."""

    id: int
    contact_id: int | None
    e164: str
    raw: str
    extension: str
    bad_on: str | None
    confirmed_on: str | None


@dataclass(frozen=True, slots=True)
class ContractSide:
    """A contract: `said` is all that is on record of it, to tell whether two are the same one."""

    id: int
    said: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class CustomerSide:
    """One of the two: its columns by name, and what belongs to it; `custom` is value and day by field of the rep's."""

    id: int
    columns: dict[str, Any]
    source: tuple[str, str] | None
    people: tuple[PersonSide, ...]
    numbers: tuple[NumberSide, ...]
    contracts: tuple[ContractSide, ...]
    tags: tuple[str, ...]
    custom: dict[int, tuple[str, str]]
    counts: dict[str, int] = field(default_factory=dict)
    """How many calls, deals, tasks it has."""


_COUNTED = {
    "calls": "SELECT count(*) FROM live_call WHERE account_id = ?",
    "deals": "SELECT count(*) FROM live_deal WHERE account_id = ?",
    "tasks": "SELECT count(*) FROM live_task WHERE account_id = ?",
}
_CONTRACTS = """
SELECT c.id, c.status, c.amount, coalesce(c.currency, CASE WHEN c.amount IS NOT NULL THEN a.currency END),
  c.sent_on, c.signed_on, c.start_on, c.end_on, c.terms
FROM live_contract AS c JOIN account AS a ON a.id = c.account_id WHERE c.account_id = ? ORDER BY c.id
"""


def read_side(conn: sqlite3.Connection, account_id: int) -> CustomerSide | None:
    """Return a customer with all that belongs to it, None where it is not in force."""
    row = conn.execute(f"SELECT {', '.join(COLUMNS)} FROM live_account WHERE id = ?", (account_id,)).fetchone()  # noqa: S608 (constants)
    if row is None:
        return None
    columns = dict(zip(COLUMNS, row, strict=True))
    own = (account_id,)
    source = conn.execute("SELECT kind, name FROM lead_source WHERE id = ?", (columns["source_id"],)).fetchone()
    people = conn.execute(
        "SELECT id, name, title, role, is_kp, email, birthday, confirmed_on, notes FROM live_contact"
        " WHERE account_id = ? ORDER BY id",
        own,
    )
    numbers = conn.execute(
        "SELECT id, contact_id, e164, raw, extension, bad_on, confirmed_on FROM live_phone"
        " WHERE account_id = ? ORDER BY id",
        own,
    )
    return CustomerSide(
        account_id,
        columns,
        source,
        tuple(PersonSide(*one) for one in people),
        tuple(NumberSide(*one) for one in numbers),
        tuple(ContractSide(number, tuple(said)) for number, *said in conn.execute(_CONTRACTS, own)),
        read_tags(conn, [account_id]).get(account_id, ()),
        {one.field_id: (one.value, one.set_on.isoformat()) for one in read_own_values(conn, account_id).values()},
        {name: conn.execute(sql, own).fetchone()[0] for name, sql in _COUNTED.items()},
    )
