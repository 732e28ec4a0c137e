"""What the evening looks back on and ahead to: the day's calls, promises that still stand, tasks, the plan made."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, time

from repdesk.rules.evening import Made
from repdesk.rules.types import Outcome
from repdesk.store.kept_days import maybe_day, maybe_time
from repdesk.store.reading.day import DayPlan, read_plan

_MADE = """
SELECT account_id, place, clock, channel = 'call' AND inbound = 0, coalesce(spoke, 0), coalesce(kp, 0),
       note <> '' OR reason <> '', promised_day, promised_time
FROM live_call WHERE day = ? AND imported = 0 ORDER BY place
"""


def read_made(conn: sqlite3.Connection, day: date) -> tuple[Made, ...]:
    """Return the calls of a day in the order they were logged, imported contacts not among them."""
    return tuple(
        Made(
            owner,
            place,
            maybe_time(clock),
            bool(dialled),
            bool(spoke),
            bool(kp),
            bool(noted),
            maybe_day(promised),
            maybe_time(at),
        )
        for owner, place, clock, dialled, spoke, kp, noted, promised, at in conn.execute(_MADE, (day.isoformat(),))
    )


def read_put_off(conn: sqlite3.Connection, first: date, last: date | None = None) -> tuple[tuple[int, str, str], ...]:
    """Return the promises moved or taken away from `first` to `last`, else on that day alone, without a call.

    Each is the account, what stood there and the instant it was moved at.
    """
    rows = conn.execute(
        "SELECT account_id, before, at FROM live_history WHERE day BETWEEN ? AND ? AND field = 'next_call'"
        " AND call_id IS NULL AND before LIKE '% promised' ORDER BY id",
        (first.isoformat(), (last or first).isoformat()),
    )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Listed:
    """Who stood on the lists of a day, re-plans counted in, and the quota it began with."""

    quota: int
    accounts: frozenset[int]
    priority: frozenset[int]


def read_listed(conn: sqlite3.Connection, day: date) -> Listed | None:
    """Return the lists of a day from the one it began with on, None where there was none."""
    plans = (
        "SELECT id, quota, kind FROM live_day_plan WHERE day = ? AND (opened_on = ? OR kind = 'evening') ORDER BY id"
    )
    rows = conn.execute(plans, (day.isoformat(), day.isoformat())).fetchall()
    if not rows:
        return None
    began = max((n for n, (_id, _quota, kind) in enumerate(rows) if kind != "replan"), default=0)
    items = conn.execute(
        "SELECT account_id, max(tier = 'priority') FROM live_list_item"
        " WHERE plan_id IN (SELECT value FROM json_each(?)) GROUP BY account_id",
        (json.dumps([row[0] for row in rows[began:]]),),
    ).fetchall()
    return Listed(rows[began][1], frozenset(i for i, _p in items), frozenset(i for i, priority in items if priority))


@dataclass(frozen=True, slots=True)
class Unnoted:
    """A conversation of which nothing was written down; `call_id` is the number it was logged under."""

    call_id: int
    account_id: int
    clock: time | None
    outcome: Outcome


def read_unnoted(conn: sqlite3.Connection, day: date) -> tuple[Unnoted, ...]:
    """Return the conversations of a day with neither note nor reason, in the order they were logged."""
    rows = conn.execute(
        "SELECT place, account_id, clock, outcome FROM live_call"
        " WHERE day = ? AND imported = 0 AND spoke = 1 AND note = '' AND reason = '' ORDER BY place",
        (day.isoformat(),),
    )
    return tuple(Unnoted(id_, who, maybe_time(c), Outcome(o)) for id_, who, c, o in rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """A promised next call."""

    account_id: int
    day: date
    clock: time | None


def read_promised(conn: sqlite3.Connection, until: date) -> tuple[Standing, ...]:
    """Return the promises that stand for `until` or earlier, the oldest first."""
    rows = conn.execute(
        "SELECT n.account_id, n.day, n.clock FROM live_next_call AS n JOIN live_account AS a ON a.id = n.account_id"
        " WHERE n.promised = 1 AND n.day <= ? ORDER BY n.day, coalesce(n.clock, '24:00'), n.account_id",
        (until.isoformat(),),
    )
    return tuple(Standing(owner, date.fromisoformat(d), maybe_time(c)) for owner, d, c in rows)


def read_promised_on(conn: sqlite3.Connection, day: date) -> tuple[Standing, ...]:
    """Return the promises that stand for `day`, in the order of their times."""
    rows = conn.execute(
        "SELECT n.account_id, n.clock FROM live_next_call AS n JOIN live_account AS a ON a.id = n.account_id"
        " WHERE n.promised = 1 AND n.day = ? ORDER BY coalesce(n.clock, '24:00'), n.account_id",
        (day.isoformat(),),
    )
    return tuple(Standing(owner, day, maybe_time(clock)) for owner, clock in rows)


def read_evening_plan(conn: sqlite3.Connection, day: date) -> DayPlan | None:
    """Return the latest evening's plan for `day`, None where there is none."""
    return read_plan(conn, day, date.min)  # a list of any other kind is asked for by the day it was opened on


def read_refusals(conn: sqlite3.Connection, first: date, last: date) -> tuple[tuple[str, int], ...]:
    """Return the reasons given for a refusal from `first` to `last`, and how often each, the commonest first."""
    rows = conn.execute(
        "SELECT reason, count(*) AS n FROM live_call WHERE outcome = 'refused' AND reason <> '' AND day BETWEEN ? AND ?"
        " GROUP BY reason ORDER BY n DESC, max(place) DESC",
        (first.isoformat(), last.isoformat()),
    )
    return tuple((reason, n) for reason, n in rows)
