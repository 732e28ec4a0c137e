"""All that is on record of one account, a projection a panel of its card: each looks at that account's rows alone."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from repdesk.store.kept_days import maybe_day
from repdesk.store.reading.customer import grouped


@dataclass(frozen=True, slots=True)
class AccountFields:
    """The fields of an account that a card shows and edits; days are those on which a fact was said or confirmed."""

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
    notes: str
    owner: str
    estimate: int | None
    currency: str | None
    anniversary: date | None
    stage_on: date | None
    intent_on: date | None
    do_not_call_on: date | None
    refused_on: date | None
    source: str
    """The kind of its lead source, empty where it has none."""
    source_name: str
    referrer: str
    timezone: str | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with all that is known of them."""

    id: int
    name: str
    title: str
    role: str | None
    is_kp: bool
    email: str
    birthday: date | None
    notes: str
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number with whose it is and what is said against it; `since` and `reason` are those of do-not-call."""

    id: int
    e164: str
    extension: str
    contact_id: int | None
    contact: str
    bad_on: date | None
    confirmed_on: date | None
    since: date | None
    reason: str

    @property
    def ok(self) -> bool:
        """Say whether it may be dialled."""
        return self.bad_on is None and self.since is None

    @property
    def shown(self) -> str:
        """Return the number as a person reads it, its extension not among it."""
        return grouped(self.e164)


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract sent, signed or lost."""

    id: int
    status: str
    amount: int | None
    currency: str | None
    sent_on: date | None
    signed_on: date | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class DealRow:
    """An open deal."""

    id: int
    name: str
    stage: int
    amount: int | None
    currency: str | None
    expected: date | None


_ACCOUNT = """
SELECT a.name, a.industry, a.size, a.region, a.address, a.need, a.need_on, a.rival, a.rival_on, a.obstacle,
       a.obstacle_on, a.notes, a.owner, a.estimate, a.currency, a.anniversary, a.stage_on, a.intent_on,
       a.do_not_call_on, a.refused_on, coalesce(s.kind, ''), coalesce(s.name, ''), coalesce(r.name, ''), a.timezone
FROM live_account AS a LEFT JOIN lead_source AS s ON s.id = a.source_id
LEFT JOIN live_account AS r ON r.id = a.referred_by WHERE a.id = ?
"""
_DAYS = (6, 8, 10, 15, 16, 17, 18, 19)
"""The columns of `_ACCOUNT` that are days."""


def read_fields(conn: sqlite3.Connection, account_id: int) -> AccountFields | None:
    """Return the fields of an account, None where it is not in force."""
    row = conn.execute(_ACCOUNT, (account_id,)).fetchone()
    if row is None:
        return None
    values: list[Any] = [maybe_day(value) if place in _DAYS else value for place, value in enumerate(row)]
    return AccountFields(*values)


def read_people(conn: sqlite3.Connection, account_id: int) -> tuple[PersonRow, ...]:
    """Return the people of an account, key persons first."""
    rows = conn.execute(
        "SELECT id, name, title, role, is_kp, email, birthday, notes, confirmed_on FROM live_contact"
        " WHERE account_id = ? ORDER BY is_kp DESC, id",
        (account_id,),
    )
    return tuple(
        PersonRow(i, name, title, role, bool(kp), email, maybe_day(born), notes, maybe_day(on))
        for i, name, title, role, kp, email, born, notes, on in rows
    )


def read_numbers(conn: sqlite3.Connection, account_id: int) -> tuple[NumberRow, ...]:
    """Return the numbers of an account in the order they were given."""
    rows = conn.execute(
        "SELECT p.id, p.e164, p.extension, c.id, coalesce(c.name, ''), p.bad_on, p.confirmed_on, s.since,"
        " coalesce(s.reason, '') FROM live_phone AS p LEFT JOIN live_suppression AS s ON s.e164 = p.e164"
        " LEFT JOIN live_contact AS c ON c.id = p.contact_id WHERE p.account_id = ? ORDER BY p.id",
        (account_id,),
    )
    return tuple(
        NumberRow(i, e164, extension, who, name, maybe_day(bad), maybe_day(confirmed), maybe_day(since), reason)
        for i, e164, extension, who, name, bad, confirmed, since, reason in rows
    )


def read_contracts(conn: sqlite3.Connection, account_id: int) -> tuple[ContractRow, ...]:
    """Return the contracts of an account, the one that lasts longest first, those that are not signed before it."""
    rows = conn.execute(
        "SELECT id, status, amount, currency, sent_on, signed_on, start_on, end_on FROM live_contract"
        " WHERE account_id = ? ORDER BY status = 'lost', coalesce(end_on, '9999') DESC, id DESC",
        (account_id,),
    )
    return tuple(
        ContractRow(i, status, amount, currency, *map(maybe_day, days)) for i, status, amount, currency, *days in rows
    )


def read_open_deals(conn: sqlite3.Connection, account_id: int) -> tuple[DealRow, ...]:
    """Return the open deals of an account, the furthest first."""
    rows = conn.execute(
        "SELECT id, name, stage, amount, currency, expected_close FROM live_deal"
        " WHERE account_id = ? AND outcome = 'open' AND pipeline_id = 1 ORDER BY stage DESC, id",
        (account_id,),
    )
    return tuple(
        DealRow(i, name, stage, amount, currency, maybe_day(due)) for i, name, stage, amount, currency, due in rows
    )


def read_shared(conn: sqlite3.Connection, account_id: int, numbers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the other accounts in force that have a number of `numbers` (E.164), their names by number."""
    rows = conn.execute(
        "SELECT DISTINCT p.e164, a.id, a.name FROM live_phone AS p JOIN live_account AS a ON a.id = p.account_id"
        " WHERE p.e164 IN (SELECT value FROM json_each(?)) AND a.id <> ? ORDER BY p.e164, a.id",
        (json.dumps(numbers), account_id),
    )
    shared: dict[str, tuple[str, ...]] = {}
    for e164, _number, name in rows:
        shared[e164] = (*shared.get(e164, ()), name)
    return shared


def find_namesakes(conn: sqlite3.Connection, name: str, but: int) -> tuple[int, ...]:
    """Return the accounts in force called exactly so, whatever the case, but the one numbered `but`."""
    rows = conn.execute("SELECT id FROM live_account WHERE lower(name) = lower(?) AND id <> ? ORDER BY id", (name, but))
    return tuple(row[0] for row in rows)
