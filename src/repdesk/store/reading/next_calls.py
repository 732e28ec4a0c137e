"""The next calls that are set, with what a calendar says of each."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from repdesk.store.kept_days import kept_day, maybe_time


@dataclass(frozen=True, slots=True)
class CallSet:
    """A next call of an account in force that has a number to dial; `set_in` is the entry of the journal it was set in.

    `zone` is that of its time where it is not the rep's own; `denied` says that the rep has denied the account once.
    """

    account_id: int
    day: date
    clock: time | None
    zone: str
    promised: bool
    purpose: str
    set_at: str
    set_in: int
    name: str
    kp: str
    e164: str
    extension: str
    denied: bool


_TICKS = (4, 12)
"""The columns that are yes or no."""
_NUMBER = """
(SELECT {column} FROM live_phone AS p WHERE p.account_id = n.account_id AND p.bad_on IS NULL
  AND p.e164 NOT IN (SELECT e164 FROM live_suppression) ORDER BY p.id LIMIT 1)
"""
_SET = f"""
SELECT n.account_id, n.day, n.clock, coalesce(n.timezone, ''), n.promised, n.purpose, n.set_at, n.set_in, a.name,
  coalesce((SELECT name FROM live_contact AS c WHERE c.account_id = n.account_id ORDER BY is_kp DESC, id LIMIT 1), ''),
  {_NUMBER.format(column="e164")} AS number, {_NUMBER.format(column="extension")}, a.override_grade IS 'D'
FROM live_next_call AS n JOIN live_account AS a ON a.id = n.account_id
WHERE a.do_not_call_on IS NULL AND a.refused_on IS NULL AND number IS NOT NULL
ORDER BY n.day, coalesce(n.clock, ''), n.account_id
"""  # noqa: S608 (constants of this module alone)


def read_next_calls(conn: sqlite3.Connection) -> list[CallSet]:
    """Return the next calls of accounts that may be called, or that the rep has denied; by day, time and account."""
    return [_call_set(*row) for row in conn.execute(_SET)]


def _call_set(*row: Any) -> CallSet:
    values = list(row)
    values[1], values[2] = kept_day(values[1]), maybe_time(values[2])
    for place in _TICKS:
        values[place] = bool(values[place])
    return CallSet(*values)
