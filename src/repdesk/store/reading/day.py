"""What a day's list shows: the frozen plan, today's calls, and names."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from repdesk.rules.types import Reason
from repdesk.store.kept_days import maybe_day, maybe_time


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A frozen place on the list."""

    account_id: int
    rank: int
    tier: str
    due: date | None
    due_time: time | None
    score: int
    reasons: tuple[Reason, ...]
    promised: bool
    added: bool = False
    """Put there by the rep by hand."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A frozen list; what found no place is counted per tier, and read by `read_carried` where it is asked for."""

    id: int
    day: date
    kind: str
    opened_on: date
    frozen_in: int
    quota: int
    over_quota_by: int
    carried_per_tier: dict[str, int]
    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class CallToday:
    """Today's last call of an account."""

    outcome: str
    clock: time | None
    at: str
    place: int


def pack_reasons(reasons: Iterable[Reason]) -> str:
    """Return reasons as the book keeps them."""
    return json.dumps([[r.code, r.points, dict(r.facts)] for r in reasons], ensure_ascii=False, separators=(",", ":"))


def unpack_reasons(text: str) -> tuple[Reason, ...]:
    """Return kept reasons."""
    return tuple(Reason(code, points, tuple(facts.items())) for code, points, facts in json.loads(text))


def pack_items(items: Iterable[PlanItem]) -> bytes:
    """Return items as the book keeps those carried over: many, and seldom read."""
    rows = [
        [
            i.account_id,
            i.rank,
            i.tier,
            _text(i.due),
            _text(i.due_time),
            i.score,
            pack_reasons(i.reasons),
            i.promised,
            i.added,
        ]
        for i in items
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _text(value: date | time | None) -> str | None:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if value else None


def _item(row: Iterable[Any]) -> PlanItem:
    account_id, rank, tier, due, clock, score, reasons, promised, added = row
    return PlanItem(
        account_id,
        rank,
        tier,
        maybe_day(due),
        maybe_time(clock),
        score,
        unpack_reasons(reasons),
        bool(promised),
        bool(added),
    )


# A list whose customers were all taken back, as when an import is undone, is none.
_PLAN_OF = """
FROM live_day_plan AS plan WHERE day = ? AND (opened_on = ? OR kind = 'evening') AND (
  NOT EXISTS (SELECT 1 FROM live_list_item AS i WHERE i.plan_id = plan.id) OR EXISTS (
    SELECT 1 FROM live_list_item AS i JOIN live_account AS a ON a.id = i.account_id WHERE i.plan_id = plan.id))
ORDER BY id DESC LIMIT 1
"""


def has_plan(conn: sqlite3.Connection, day: date, today: date) -> bool:
    """Say whether `read_plan` would return one."""
    row = conn.execute(f"SELECT 1 {_PLAN_OF}", (day.isoformat(), today.isoformat())).fetchone()
    return row is not None


def read_plan(conn: sqlite3.Connection, day: date, today: date) -> DayPlan | None:
    """Return the list frozen for `day`: the latest made today, or in an evening before; None where there is none."""
    row = conn.execute(
        f"SELECT id, kind, opened_on, frozen_in, quota, over_quota_by, carried_per_tier {_PLAN_OF}",
        (day.isoformat(), today.isoformat()),
    ).fetchone()
    if row is None:
        return None
    items = conn.execute(
        "SELECT account_id, rank, tier, due, due_clock, score, reasons, tier = 'promised', added FROM live_list_item"
        " WHERE plan_id = ? ORDER BY rank",
        (row[0],),
    )
    number, kind, opened_on, frozen_in, quota, over, per_tier = row
    return DayPlan(
        number,
        day,
        kind,
        date.fromisoformat(opened_on),
        frozen_in,
        quota,
        over,
        json.loads(per_tier),
        tuple(_item(item) for item in items),
    )


def read_carried(conn: sqlite3.Connection, plan_id: int) -> tuple[PlanItem, ...]:
    """Return the items that found no place on a frozen list, in the order they would have had."""
    (packed,) = conn.execute("SELECT carried FROM day_plan WHERE id = ?", (plan_id,)).fetchone()
    return tuple(_item(item) for item in json.loads(zlib.decompress(packed)))


def read_calls_of(conn: sqlite3.Connection, day: date) -> dict[int, CallToday]:
    """Return the last call of each account on `day`, imported contacts among them."""
    rows = conn.execute(
        "SELECT account_id, outcome, clock, at, place FROM live_call WHERE day = ? ORDER BY place", (day.isoformat(),)
    )
    return {owner: CallToday(outcome, maybe_time(clock), at, place) for owner, outcome, clock, at, place in rows}


@dataclass(frozen=True, slots=True)
class DayCount:
    """Calls that count toward the quota, conversations, and when the last call was (UTC)."""

    calls: int
    conversations: int
    last_at: str | None


def read_count(conn: sqlite3.Connection, day: date) -> DayCount:
    """Count a day's own calls: dials out toward the quota, conversations of any kind."""
    row = conn.execute(
        "SELECT coalesce(sum(channel = 'call' AND inbound = 0), 0), coalesce(sum(spoke = 1), 0), at, max(place)"
        " FROM live_call WHERE day = ? AND imported = 0",
        (day.isoformat(),),
    ).fetchone()
    return DayCount(*row[:3])  # beside max() SQLite gives the row that has it: the last call, whatever its clock


def read_names(conn: sqlite3.Connection, account_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return name and key person (else the first contact, else "") of accounts."""
    wanted = json.dumps(list(account_ids))
    rows = conn.execute(
        "SELECT a.id, a.name, coalesce((SELECT c.name FROM live_contact AS c WHERE c.account_id = a.id"
        " ORDER BY c.is_kp DESC, c.id LIMIT 1), '')"
        " FROM account AS a WHERE a.id IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    return {owner: (name, kp) for owner, name, kp in rows}


def read_set_since(conn: sqlite3.Connection, day: date, entry: int) -> frozenset[int]:
    """Return the accounts whose next call was set by a later journal entry than `entry` and is due on `day`."""
    rows = conn.execute("SELECT account_id FROM live_next_call WHERE day <= ? AND set_in > ?", (day.isoformat(), entry))
    return frozenset(row[0] for row in rows)


# An act stands where the latest undo or redo about it, if there is one, is a redo; max() picks the row of the latest.
_CALLED_SINCE = """
SELECT account_id FROM (
  SELECT account_id, name, max(seq) FROM journal AS act
  WHERE seq > ? AND name IN ('log_call', 'add_to_today') AND kind = 'act' AND account_id IS NOT NULL AND coalesce(
    (SELECT kind FROM journal AS later WHERE later.target = act.seq ORDER BY later.seq DESC LIMIT 1), 'redo') = 'redo'
  GROUP BY account_id)
WHERE name = 'log_call'
"""


def read_called_since(conn: sqlite3.Connection, entry: int) -> frozenset[int]:
    """Return the accounts called by a later journal entry than `entry`, and not put on the day's list by hand since."""
    return frozenset(row[0] for row in conn.execute(_CALLED_SINCE, (entry,)))
