"""One fact of many accounts: what a column of the book is made of, a projection each, of all accounts or of some."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from repdesk.store.reading.money import AMOUNTS, CURRENCY

T = TypeVar("T")
Ids = Sequence[int] | None
"""The accounts that are asked for, None for all."""

PLAIN = ("name", "industry", "size", "region", "address", "need", "rival", "obstacle", "notes", "owner", "created_at")
"""Columns of the account that hold a text, empty where nothing is on record."""


def read_plain(conn: sqlite3.Connection, column: str, ids: Ids = None) -> dict[int, str]:
    """Return a column of `PLAIN` by account, what is empty left out."""
    if column not in PLAIN:
        raise ValueError(f"no column {column} is read so")
    where, named = _of("id", ids)
    return dict(conn.execute(f"SELECT id, {column} FROM live_account WHERE {column} <> ''{where}", named))  # noqa: S608 (a name of PLAIN)


def read_people(conn: sqlite3.Connection, ids: Ids = None) -> dict[int, tuple[tuple[str, bool], ...]]:
    """Return the people by account, name and whether it is a key person, key persons first."""
    where, named = _of("account_id", ids)
    rows = conn.execute(
        "SELECT account_id, name, is_kp FROM live_contact"  # noqa: S608 (a constant)
        f" WHERE 1{where} ORDER BY account_id, is_kp DESC, id",
        named,
    )
    return _grouped((owner, (name, bool(kp))) for owner, name, kp in rows)


def read_dialled(conn: sqlite3.Connection, ids: Ids = None) -> dict[int, tuple[tuple[str, bool, bool], ...]]:
    """Return the numbers (E.164) by account in the order they were given, each with known bad and do-not-call."""
    where, named = _of("p.account_id", ids)
    rows = conn.execute(
        "SELECT p.account_id, p.e164, p.bad_on IS NOT NULL, s.e164 IS NOT NULL FROM live_phone AS p"  # noqa: S608 (a constant)
        f" LEFT JOIN live_suppression AS s ON s.e164 = p.e164 WHERE 1{where} ORDER BY p.account_id, p.id",
        named,
    )
    return _grouped((owner, (e164, bool(bad), bool(barred))) for owner, e164, bad, barred in rows)


def read_sources(conn: sqlite3.Connection, ids: Ids = None) -> dict[int, tuple[str, str]]:
    """Return kind and name of the lead source by account, those without one left out."""
    where, named = _of("a.id", ids)
    rows = conn.execute(
        "SELECT a.id, s.kind, s.name FROM live_account AS a JOIN lead_source AS s ON s.id = a.source_id"  # noqa: S608 (a constant)
        f" WHERE s.retracted_by IS NULL{where}",
        named,
    )
    return {owner: (kind, name) for owner, kind, name in rows}


def read_call_counts(conn: sqlite3.Connection, ids: Ids = None) -> dict[int, int]:
    """Return how often an account was called, imported contacts not among them; those never called are left out."""
    where, named = _of("account_id", ids)
    sql = f"SELECT account_id, count(*) FROM live_call WHERE outcome <> 'contact'{where} GROUP BY account_id"  # noqa: S608 (a constant)
    return dict(conn.execute(sql, named))


def read_amount_currencies(conn: sqlite3.Connection, ids: Ids = None) -> dict[int, str]:
    """Return the currency of the amount that counts by account, those of whom none is known left out."""
    where, named = _of("a.id", ids)
    rows = conn.execute(f"SELECT a.id, {CURRENCY} {AMOUNTS} WHERE {CURRENCY} IS NOT NULL{where}", named)
    return dict(rows)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Which facts of a card are on record, and the days (YYYY-MM-DD) they were last confirmed."""

    name: bool = False
    need: bool = False
    need_on: str | None = None
    rival: bool = False
    rival_on: str | None = None
    obstacle: bool = False
    obstacle_on: str | None = None
    intent_on: str | None = None
    industry: bool = False
    size: bool = False
    region: bool = False
    address: bool = False
    kp: bool = False
    kp_role: bool = False
    kp_on: str | None = None
    phone: bool = False
    phone_on: str | None = None
    since: str = ""
    """The instant the account came into the book, with what was known of it."""
    said_on: Mapping[str, str] = field(default_factory=dict)
    """The day the rep last said one of `SAID`, by its name; what was never said since is not among them."""


SAID = ("industry", "size", "region", "address")
"""Facts that have no day of their own: it stands in the past of the account."""
_CARD = """
SELECT a.id, a.name <> '', a.need <> '', a.need_on, a.rival <> '', a.rival_on, a.obstacle <> '', a.obstacle_on,
  a.intent_on, a.industry <> '', a.size <> '', a.region <> '', a.address <> '',
  c.id IS NOT NULL, c.role IS NOT NULL, c.confirmed_on,
  EXISTS (SELECT 1 FROM live_phone AS p WHERE p.account_id = a.id AND p.bad_on IS NULL),
  (SELECT max(p.confirmed_on) FROM live_phone AS p WHERE p.account_id = a.id AND p.bad_on IS NULL), a.created_at
FROM live_account AS a
LEFT JOIN live_contact AS c
  ON c.id = (SELECT min(kp.id) FROM live_contact AS kp WHERE kp.account_id = a.id AND kp.is_kp = 1)
WHERE 1{where}
"""


def read_card_facts(conn: sqlite3.Connection, ids: Ids = None) -> dict[int, CardFacts]:
    """Return by account which facts of the card are on record: of the first key person, of the numbers not bad."""
    where, named = _of("a.id", ids)
    rows, said = conn.execute(_CARD.format(where=where), named), _read_said(conn, ids)
    nothing: dict[str, str] = {}
    return {
        owner: CardFacts(
            bool(name), bool(need), need_on, bool(rival), rival_on, bool(obstacle), obstacle_on, intent_on,
            bool(industry), bool(size), bool(region), bool(address), bool(kp), bool(role), kp_on, bool(phone), phone_on,
            since, said.get(owner, nothing),
        )
        for owner, name, need, need_on, rival, rival_on, obstacle, obstacle_on, intent_on, industry, size, region,
        address, kp, role, kp_on, phone, phone_on, since in rows
    }  # fmt: skip


def _read_said(conn: sqlite3.Connection, ids: Ids) -> dict[int, dict[str, str]]:
    where, named = _of("account_id", ids)
    rows = conn.execute(
        f"SELECT account_id, field, max(day) FROM live_history WHERE field IN ({', '.join('?' * len(SAID))}){where}"  # noqa: S608 (constants)
        " GROUP BY account_id, field",
        (*SAID, *named),
    )
    found: dict[int, dict[str, str]] = {}
    for owner, name, day in rows:
        found.setdefault(owner, {})[name] = day
    return found


def _of(column: str, ids: Ids) -> tuple[str, tuple[str, ...]]:
    """Return the condition that leaves these accounts, and what it names."""
    if ids is None:
        return "", ()
    return f" AND {column} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)  # noqa: S608 (a constant)


def _grouped(pairs: Iterable[tuple[int, T]]) -> dict[int, tuple[T, ...]]:
    found: dict[int, list[T]] = {}
    for owner, one in pairs:
        found.setdefault(owner, []).append(one)
    return {owner: tuple(all_) for owner, all_ in found.items()}
