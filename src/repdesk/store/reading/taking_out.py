"""What a file of customers holds beside their plain facts: people, numbers and contracts, of those asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from repdesk.store.kept_days import maybe_day

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PersonOut:
    """A person; key persons come first."""

    id: int
    name: str
    title: str
    email: str
    birthday: date | None


@dataclass(frozen=True, slots=True)
class NumberOut:
    """A number (E.164) of a customer, and of a person there where that is known."""

    e164: str
    extension: str
    person: int | None
    bad: bool
    barred: bool


@dataclass(frozen=True, slots=True)
class MoneyOut:
    """The contract that lasts longest and is not lost, and the estimate; amounts are minor units of the currency."""

    start: date | None
    end: date | None
    amount: int | None
    currency: str
    signed: bool
    estimate: int | None
    estimated_in: str


def read_people_out(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[PersonOut, ...]]:
    """Return the people by account."""
    rows = conn.execute(
        "SELECT account_id, id, name, title, email, birthday FROM live_contact"
        " WHERE account_id IN (SELECT value FROM json_each(?)) ORDER BY account_id, is_kp DESC, id",
        (json.dumps(ids),),
    )
    return _grouped(
        (owner, PersonOut(i, name, title, email, maybe_day(born))) for owner, i, name, title, email, born in rows
    )


def read_numbers_out(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[NumberOut, ...]]:
    """Return the numbers by account, in the order they were given."""
    rows = conn.execute(
        "SELECT p.account_id, p.e164, p.extension, p.contact_id, p.bad_on IS NOT NULL, s.e164 IS NOT NULL"
        " FROM live_phone AS p LEFT JOIN live_suppression AS s ON s.e164 = p.e164"
        " WHERE p.account_id IN (SELECT value FROM json_each(?)) ORDER BY p.account_id, p.id",
        (json.dumps(ids),),
    )
    return _grouped(
        (owner, NumberOut(e164, extension, person, bool(bad), bool(barred)))
        for owner, e164, extension, person, bad, barred in rows
    )


def read_money_out(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, MoneyOut]:
    """Return contract and estimate by account, those left out who have neither."""
    rows = conn.execute(
        "SELECT a.id, c.start_on, c.end_on, c.amount, coalesce(c.currency, a.currency, ''), c.status IS 'signed',"
        " a.estimate, coalesce(a.currency, '') FROM live_account AS a"
        " LEFT JOIN live_contract AS c ON c.id = (SELECT id FROM live_contract WHERE account_id = a.id"
        " AND status <> 'lost' ORDER BY status = 'signed' DESC, coalesce(end_on, '9999') DESC, id DESC LIMIT 1)"
        " WHERE a.id IN (SELECT value FROM json_each(?)) AND (c.id IS NOT NULL OR a.estimate IS NOT NULL)",
        (json.dumps(ids),),
    )
    return {
        owner: MoneyOut(maybe_day(start), maybe_day(end), amount, currency, bool(signed), estimate, of)
        for owner, start, end, amount, currency, signed, estimate, of in rows
    }


def read_most_numbers(conn: sqlite3.Connection, ids: Sequence[int]) -> int:
    """Return how many numbers that may be dialled the customer with the most of them has."""
    row = conn.execute(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM live_phone WHERE bad_on IS NULL"
        " AND e164 NOT IN (SELECT e164 FROM live_suppression)"
        " AND account_id IN (SELECT value FROM json_each(?)) GROUP BY account_id)",
        (json.dumps(ids),),
    ).fetchone()
    return int(row[0] or 0)


def read_coins(conn: sqlite3.Connection, ids: Sequence[int]) -> frozenset[str]:
    """Return the currencies that contracts and estimates of customers are in, "" for those without one."""
    rows = conn.execute(
        "WITH wanted AS (SELECT id, currency, estimate FROM live_account"
        " WHERE id IN (SELECT value FROM json_each(?)))"
        " SELECT coalesce(c.currency, a.currency, '') FROM live_contract AS c JOIN wanted AS a ON a.id = c.account_id"
        " WHERE c.amount IS NOT NULL AND c.status <> 'lost'"
        " UNION SELECT coalesce(currency, '') FROM wanted WHERE estimate IS NOT NULL",
        (json.dumps(ids),),
    )
    return frozenset(coin for (coin,) in rows)


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, tuple[T, ...]]:
    found: dict[int, list[T]] = {}
    for owner, one in pairs:
        found.setdefault(owner, []).append(one)
    return {owner: tuple(all_) for owner, all_ in found.items()}
