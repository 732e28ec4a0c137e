"""Calls out by weekday and hour, and how many of them were answered: of all accounts, of some, and one by one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date

from repdesk.rules.best_hours import Answers

# A wrong number says nothing of the hour, nor does a contact of which only the day is known. The clock is that of the
# rep's own desk.
_COUNTED = """
channel = 'call' AND inbound = 0 AND clock IS NOT NULL AND spoke IS NOT NULL
AND outcome NOT IN ('wrong_number', 'contact')
"""
_WEEKDAY = "CAST(julianday(day) + 0.5 AS INTEGER) % 7"  # Monday is 0
_HOUR = "CAST(substr(clock, 1, 2) AS INTEGER)"

_OF_BOOK = f"""
SELECT {_WEEKDAY} * 24 + {_HOUR} AS cell, sum(spoke), count(*) FROM live_call WHERE {_COUNTED} GROUP BY cell
"""  # noqa: S608 (constants, here and below)
_OF_DAYS = f"""
SELECT {_WEEKDAY} * 24 + {_HOUR} AS cell, sum(spoke), count(*) FROM live_call
WHERE day BETWEEN ? AND ? AND imported = 0 AND {_COUNTED} GROUP BY cell
"""  # noqa: S608
_OF_ACCOUNTS = f"""
SELECT account_id, {_WEEKDAY}, {_HOUR}, sum(spoke), count(*) FROM live_call
WHERE account_id IN (SELECT value FROM json_each(?)) AND {_COUNTED} GROUP BY 1, 2, 3
"""  # noqa: S608
_SINCE = f"""
SELECT {_WEEKDAY}, {_HOUR}, spoke, 1 FROM live_call WHERE id > ?1 AND id <= ?2 AND {_COUNTED}
UNION ALL
SELECT {_WEEKDAY}, {_HOUR}, spoke, -1 FROM call
WHERE id <= ?1 AND id IN (SELECT amends FROM call WHERE id > ?1 AND id <= ?2) AND {_COUNTED}
"""  # noqa: S608

Cells = dict[tuple[int, int], Answers]
"""Calls by weekday (Monday is 0) and hour of the day."""


def read_answers(conn: sqlite3.Connection) -> Cells:
    """Count the calls in force of the whole book."""
    return {divmod(cell, 24): Answers(answered, tried) for cell, answered, tried in conn.execute(_OF_BOOK)}


def read_answers_between(conn: sqlite3.Connection, first: date, last: date) -> Cells:
    """Count the calls in force of a span of days, without those that another tool made."""
    rows = conn.execute(_OF_DAYS, (first.isoformat(), last.isoformat()))
    return {divmod(cell, 24): Answers(answered, tried) for cell, answered, tried in rows}


def read_answers_of(conn: sqlite3.Connection, account_ids: Iterable[int]) -> dict[int, Cells]:
    """Count the calls in force of some accounts, each by itself; one without any has no cells."""
    wanted = list(account_ids)
    found: dict[int, Cells] = {account_id: {} for account_id in wanted}
    for owner, weekday, hour, answered, tried in conn.execute(_OF_ACCOUNTS, (json.dumps(wanted),)):
        found[owner][weekday, hour] = Answers(answered, tried)
    return found


def read_answers_since(conn: sqlite3.Connection, after: int, last: int) -> Iterator[tuple[tuple[int, int], Answers]]:
    """Yield what the calls put on record after one, up to the last, add to the cells, and what they take the place of.

    It holds as long as no call was taken back or brought back in between.
    """
    for weekday, hour, spoke, by in conn.execute(_SINCE, (after, last)):
        yield (weekday, hour), Answers(by * spoke, by)


def last_call(conn: sqlite3.Connection) -> int:
    """Return the number of the call put on record last, 0 where there is none."""
    return int(conn.execute("SELECT coalesce(max(id), 0) FROM call").fetchone()[0])
