"""What a line of a list of customers names, for as many of them as are drawn."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from repdesk.store.reading.money import AMOUNTS, CURRENCY


@dataclass(frozen=True, slots=True)
class ListLine:
    """Name, key person (else the first contact, else "") and the currency of the amount (None where none is known)."""

    name: str
    kp: str
    currency: str | None


_LINES = f"""
SELECT a.id, a.name, coalesce((SELECT p.name FROM live_contact AS p WHERE p.account_id = a.id
  ORDER BY p.is_kp DESC, p.id LIMIT 1), ''), {CURRENCY}
{AMOUNTS} WHERE a.id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 (constants of this package alone)


def read_lines(conn: sqlite3.Connection, account_ids: Iterable[int]) -> dict[int, ListLine]:
    """Return the lines of the accounts in force among these."""
    rows = conn.execute(_LINES, (json.dumps(list(account_ids)),))
    return {number: ListLine(name, kp, currency) for number, name, kp, currency in rows}
