"""What a report is made of beside the calls of each day: what was changed in a span of days, and the cycle's firsts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from repdesk.rules.report.curves import Firsts
from repdesk.rules.types import Turn
from repdesk.store.kept_days import kept_day, maybe_day, maybe_time

# The next call that stood when a day was over: what the last change up to then made of it, else what the next one
# found, else what stands now, for then it was never changed.
_NEXT_CALLS = """
SELECT c.day, c.account_id FROM (SELECT DISTINCT day, account_id FROM live_call
  WHERE day BETWEEN ?1 AND ?2 AND imported = 0) AS c
WHERE coalesce(
  (SELECT coalesce(after, '') FROM live_history AS h WHERE h.account_id = c.account_id AND h.field = 'next_call'
     AND h.day <= c.day ORDER BY h.id DESC LIMIT 1),
  (SELECT coalesce(before, '') FROM live_history AS h WHERE h.account_id = c.account_id AND h.field = 'next_call'
     AND h.day > c.day ORDER BY h.id LIMIT 1),
  (SELECT day FROM live_next_call AS n WHERE n.account_id = c.account_id), '') <> ''
"""


def read_next_calls_after(conn: sqlite3.Connection, first: date, last: date) -> dict[date, frozenset[int]]:
    """Return by day who was called on it and had a next call when it was over."""
    return _by_day(conn.execute(_NEXT_CALLS, (first.isoformat(), last.isoformat())))


def _by_day(rows: Iterable[tuple[str, int]]) -> dict[date, frozenset[int]]:
    found: dict[date, set[int]] = defaultdict(set)
    for day, owner in rows:
        found[kept_day(day)].add(owner)
    return {day: frozenset(owners) for day, owners in found.items()}


@dataclass(frozen=True, slots=True)
class CalledLate:
    """A promise that was called on a later day: for when it stood, and the instant of the call."""

    account_id: int
    day: date
    clock: time | None
    at: str


def read_called_late(conn: sqlite3.Connection, first: date, last: date) -> tuple[CalledLate, ...]:
    """Return the promises for these days that were called on a later one, whenever that was."""
    rows = conn.execute(
        "SELECT account_id, promised_day, promised_time, at FROM live_call"
        " WHERE day > ? AND promised_day BETWEEN ? AND ? AND day > promised_day ORDER BY place",
        (first.isoformat(), first.isoformat(), last.isoformat()),
    )
    return tuple(CalledLate(owner, kept_day(day), maybe_time(clock), at) for owner, day, clock, at in rows)


def read_stage_turns(conn: sqlite3.Connection, first: date, last: date) -> tuple[tuple[int, Turn], ...]:
    """Return the changes of stage of these days in their order, but for those that came with a file."""
    rows = conn.execute(
        "SELECT account_id, at, day, before, after FROM live_history WHERE day BETWEEN ? AND ? AND field = 'stage'"
        " AND (call_id IS NOT NULL OR at NOT IN (SELECT at FROM journal WHERE name = 'import')) ORDER BY id",
        (first.isoformat(), last.isoformat()),
    )
    return tuple((owner, Turn(at, kept_day(day), "stage", before, after)) for owner, at, day, before, after in rows)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A customer put in the book: the instant, and whether a file brought it."""

    account_id: int
    at: str
    brought_in: bool


def read_newcomers(conn: sqlite3.Connection, since: str, until: str) -> tuple[Newcomer, ...]:
    """Return who came into the book from the instant `since` to before `until`, by account."""
    rows = conn.execute(
        "SELECT a.id, a.created_at, o.account_id IS NOT NULL FROM live_account AS a LEFT JOIN import_origin AS o"
        " ON o.account_id = a.id AND o.retracted_by IS NULL AND o.imported_at = a.created_at"
        " WHERE a.created_at >= ? AND a.created_at < ? ORDER BY a.id",
        (since, until),
    )
    return tuple(Newcomer(owner, at, bool(brought)) for owner, at, brought in rows)


@dataclass(frozen=True, slots=True)
class Paper:
    """A contract that was sent or signed in a span of days; the amount is minor units, None where none is on record."""

    account_id: int
    sent: date | None
    signed: date | None
    amount: int | None
    currency: str | None


def read_papers(conn: sqlite3.Connection, first: date, last: date) -> tuple[Paper, ...]:
    """Return the contracts sent or signed on these days, of the two days only what lies in them."""
    span = (first.isoformat(), last.isoformat())
    rows = conn.execute(
        "SELECT * FROM (SELECT c.account_id, CASE WHEN c.sent_on BETWEEN ?1 AND ?2 THEN c.sent_on END AS sent,"
        " CASE WHEN c.status = 'signed' AND c.signed_on BETWEEN ?1 AND ?2 THEN c.signed_on END AS signed,"
        " c.amount, coalesce(c.currency, a.currency) FROM live_contract AS c JOIN live_account AS a"
        " ON a.id = c.account_id ORDER BY c.id) WHERE sent IS NOT NULL OR signed IS NOT NULL",
        span,
    )
    return tuple(Paper(owner, maybe_day(s), maybe_day(x), amount, money) for owner, s, x, amount, money in rows)


def read_firsts(conn: sqlite3.Connection, first: date, last: date) -> Firsts:
    """Return by account the day of the first call of a cycle and of its first conversation, imported ones too."""
    rows = conn.execute(
        "SELECT account_id, min(day), min(CASE WHEN spoke = 1 THEN day END) FROM live_call"
        " WHERE day BETWEEN ? AND ? GROUP BY account_id",
        (first.isoformat(), last.isoformat()),
    )
    return {owner: (kept_day(day), maybe_day(spoke)) for owner, day, spoke in rows}


def read_imported_count(conn: sqlite3.Connection, first: date, last: date) -> int:
    """Count the calls of these days that were brought in from another tool."""
    (count,) = conn.execute(
        "SELECT count(*) FROM live_call WHERE day BETWEEN ? AND ? AND imported = 1",
        (first.isoformat(), last.isoformat()),
    ).fetchone()
    return int(count)


def read_later_ids(conn: sqlite3.Connection, since: str) -> Iterator[int]:
    """Yield the accounts that came into the book at the instant `since` or later."""
    return (row[0] for row in conn.execute("SELECT id FROM live_account WHERE created_at >= ?", (since,)))
