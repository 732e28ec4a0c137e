"""Everything on record of one customer, a projection a panel."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from repdesk.rules.types import Outcome
from repdesk.store.call_order import AMENDED, LATEST_FIRST
from repdesk.store.kept_days import maybe_day, maybe_time, maybe_window

_Row = TypeVar("_Row")


def grouped(e164: str) -> str:
    """Return an E.164 number in groups to read aloud: +86 138 0013 8000, +44 20 7949 7188."""
    if e164.startswith("+86") and len(e164) == 14:
        return f"+86 {e164[3:6]} {e164[6:10]} {e164[10:]}"
    country = e164[:2] if e164[1:2] in ("1", "7") else e164[:3]
    rest = e164[len(country) :]
    groups = []
    while len(rest) > 4:
        rest, group = rest[:-4], rest[-4:]
        groups.append(group)
    return " ".join([country, rest, *reversed(groups)])


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A number of an account: known bad, do-not-call, or neither and then fit to dial."""

    id: int
    e164: str
    raw: str
    extension: str
    bad: bool
    suppressed: bool
    contact: str
    confirmed_on: date | None

    @property
    def ok(self) -> bool:
        """Say whether it may be dialled."""
        return not (self.bad or self.suppressed)

    @property
    def shown(self) -> str:
        """Return the number as a person reads it, its extension not among it."""
        return grouped(self.e164)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at an account."""

    id: int
    name: str
    title: str
    role: str | None
    is_kp: bool
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class CallRow:
    """One line of the timeline: the version of a call now in force."""

    id: int
    day: date
    clock: time | None
    outcome: Outcome
    note: str
    reason: str
    contact: str
    channel: str
    inbound: bool
    amended: bool


@dataclass(frozen=True, slots=True)
class Particulars:
    """The plain fields of an account; `*_on` are the days the facts were last confirmed."""

    id: int
    name: str
    industry: str
    size: str
    region: str
    address: str
    need: str
    need_on: date | None
    rival: str
    rival_on: date | None
    obstacle: str
    obstacle_on: date | None
    intent_on: date | None
    currency: str | None
    notes: str
    owner: str
    timezone: str | None
    window: tuple[time, time] | None
    """The hours the customer has stated, in the customer's own clock."""


_PARTICULARS = """
SELECT id, name, industry, size, region, address, need, need_on, rival, rival_on, obstacle, obstacle_on, intent_on,
       currency, notes, owner, timezone, window_from, window_to
FROM live_account WHERE id BETWEEN ? AND ? ORDER BY id
"""


_EVERY = (0, 2**62)


def _span(account_id: int | None) -> tuple[int, int]:
    return _EVERY if account_id is None else (account_id, account_id)


def read_particulars(conn: sqlite3.Connection, account_id: int | None = None) -> dict[int, Particulars]:
    """Return the fields of the accounts in force, by account; of one, or of all."""
    return {row[0]: _particulars(row) for row in conn.execute(_PARTICULARS, _span(account_id))}


def _particulars(row: tuple[Any, ...]) -> Particulars:
    number, name, industry, size, region, address, need, need_on, rival, rival_on, obstacle, obstacle_on, *rest = row
    intent_on, currency, notes, owner, timezone, start, end = rest
    return Particulars(
        number,
        name,
        industry,
        size,
        region,
        address,
        need,
        maybe_day(need_on),
        rival,
        maybe_day(rival_on),
        obstacle,
        maybe_day(obstacle_on),
        maybe_day(intent_on),
        currency,
        notes,
        owner,
        timezone,
        maybe_window(start, end),
    )


def read_contacts(conn: sqlite3.Connection, account_id: int | None = None) -> dict[int, tuple[ContactRow, ...]]:
    """Return the people by account, key persons first; of one account, or of all."""
    rows = conn.execute(
        "SELECT account_id, id, name, title, role, is_kp, confirmed_on FROM live_contact"
        " WHERE account_id BETWEEN ? AND ? ORDER BY account_id, is_kp DESC, id",
        _span(account_id),
    )
    return _by_account(
        (owner, ContactRow(i, name, title, role, bool(kp), maybe_day(on)))
        for owner, i, name, title, role, kp, on in rows
    )


def read_phones(conn: sqlite3.Connection, account_id: int | None = None) -> dict[int, tuple[PhoneRow, ...]]:
    """Return the numbers by account in the order they were given; of one account, or of all."""
    rows = conn.execute(
        "SELECT p.account_id, p.id, p.e164, p.raw, p.extension, p.bad_on IS NOT NULL, s.e164 IS NOT NULL,"
        " coalesce(c.name, ''), p.confirmed_on FROM live_phone AS p"
        " LEFT JOIN live_suppression AS s ON s.e164 = p.e164 LEFT JOIN live_contact AS c ON c.id = p.contact_id"
        " WHERE p.account_id BETWEEN ? AND ? ORDER BY p.account_id, p.id",
        _span(account_id),
    )
    return _by_account(
        (owner, PhoneRow(i, e164, raw, extension, bool(bad), bool(suppressed), contact, maybe_day(on)))
        for owner, i, e164, raw, extension, bad, suppressed, contact, on in rows
    )


def _by_account(pairs: Iterable[tuple[int, _Row]]) -> dict[int, tuple[_Row, ...]]:
    grouped_rows: dict[int, list[_Row]] = {}
    for owner, row in pairs:
        grouped_rows.setdefault(owner, []).append(row)
    return {owner: tuple(rows) for owner, rows in grouped_rows.items()}


def read_calls(conn: sqlite3.Connection, account_id: int, limit: int = 50) -> tuple[CallRow, ...]:
    """Return the calls in force, the latest first."""
    rows = conn.execute(
        f"SELECT call.id, day, clock, outcome, note, reason, coalesce(c.name, ''), channel, inbound, {AMENDED}"  # noqa: S608 (constants)
        " FROM live_call AS call LEFT JOIN contact AS c ON c.id = call.contact_id"
        f" WHERE call.account_id = ? ORDER BY {LATEST_FIRST} LIMIT ?",
        (account_id, limit),
    )
    return tuple(
        CallRow(
            i,
            date.fromisoformat(day),
            maybe_time(clock),
            Outcome(outcome),
            note,
            reason,
            contact,
            channel,
            bool(inbound),
            bool(amended),
        )
        for i, day, clock, outcome, note, reason, contact, channel, inbound, amended in rows
    )


def read_sharing(conn: sqlite3.Connection, e164: str) -> tuple[int, ...]:
    """Return the accounts in force that have the number."""
    rows = conn.execute(
        "SELECT DISTINCT p.account_id FROM live_phone AS p JOIN live_account AS a ON a.id = p.account_id"
        " WHERE p.e164 = ? ORDER BY p.account_id",
        (e164,),
    )
    return tuple(row[0] for row in rows)


def find_by_text(conn: sqlite3.Connection, text: str, limit: int) -> list[tuple[int, str, str]]:
    """Return (account, name, what matched) where name or contact holds `text`; names that begin with it first."""
    pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = conn.execute(
        "SELECT id, name, matched FROM ("
        " SELECT id, name, name AS matched, 0 AS kind FROM live_account WHERE name LIKE :p ESCAPE '\\'"
        " UNION ALL SELECT a.id, a.name, c.name, 1 FROM live_contact AS c JOIN live_account AS a ON a.id = c.account_id"
        " WHERE c.name LIKE :p ESCAPE '\\')"
        " ORDER BY kind, instr(lower(matched), lower(:t)), length(matched), id LIMIT :n",
        {"p": pattern, "t": text, "n": limit},
    )
    return list(rows)


def find_by_number(conn: sqlite3.Connection, digits: str, limit: int) -> list[tuple[int, str, str]]:
    """Return (account, name, number) where the number holds `digits`, those that end with them first."""
    if not digits:
        return []
    rows = conn.execute(
        "SELECT a.id, a.name, p.e164 FROM live_phone AS p JOIN live_account AS a ON a.id = p.account_id"
        " WHERE p.e164 LIKE :p ORDER BY p.e164 NOT LIKE :e, a.id LIMIT :n",
        {"p": f"%{digits}%", "e": f"%{digits}", "n": limit},
    )
    return list(rows)
