"""What customers are compared by when one is looked for who is in the book twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from repdesk.store.merges import read_stayers

NOT_SAME = "not_same"
"""The field of the history under which the rep's word is kept that two customers are not one."""


@dataclass(frozen=True, slots=True)
class CustomerSigns:
    """Name, place, numbers (E.164) and people of a customer."""

    id: int
    name: str
    region: str
    address: str
    numbers: frozenset[str]
    people: frozenset[str]


def read_signs(conn: sqlite3.Connection) -> Iterator[CustomerSigns]:
    """Yield the customers in force, by number."""
    numbers = _by_account(conn, "SELECT account_id, e164 FROM live_phone WHERE e164 <> ''")
    people = _by_account(conn, "SELECT account_id, name FROM live_contact")
    for number, name, region, address in conn.execute("SELECT id, name, region, address FROM live_account ORDER BY id"):
        theirs = frozenset(numbers.get(number, ())), frozenset(people.get(number, ()))
        yield CustomerSigns(number, name, region, address, *theirs)


def _by_account(conn: sqlite3.Connection, sql: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for owner, text in conn.execute(sql):
        found.setdefault(owner, []).append(text)
    return found


def read_apart(conn: sqlite3.Connection) -> frozenset[tuple[int, int]]:
    """Return the pairs of which the rep said that they are not one, each with the lower number first.

    What was said of one that went into another since is said of the other.
    """
    stands = read_stayers(conn)
    rows = conn.execute("SELECT account_id, after FROM live_history WHERE field = ?", (NOT_SAME,))
    pairs = ((stands.get(one, one), stands.get(int(other), int(other))) for one, other in rows)
    return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
