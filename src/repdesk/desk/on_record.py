"""What several acts put on record alike: the next call, and the dated history of an account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from repdesk.clock import local
from repdesk.exchange.zones import local_zone, zone_of
from repdesk.models.call import History
from repdesk.models.plan import NextCall as NextCallRow
from repdesk.rules.types import NextCall
from repdesk.store.act import Act


def keep_next_call(act: Act, account_id: int, nxt: NextCall | None, at: str) -> None:
    """Set the one next call of an account, or take it away."""
    if nxt is None:
        if act.connection.execute("SELECT 1 FROM live_next_call WHERE account_id = ?", (account_id,)).fetchone():
            act.retract(NextCallRow, account_id)
        return
    act.put(NextCallRow, account_id, **next_call_row(nxt, at, act.seq, _zone_of(at)))


def keep_next_calls(act: Act, calls: Mapping[int, NextCall | None], at: str) -> None:
    """Set the next calls of many accounts, or take them away, as `keep_next_call` does one by one."""
    rows = dict(act.connection.execute("SELECT account_id, retracted_by IS NULL FROM next_call").fetchall())
    zone = _zone_of(at)
    fresh: list[dict[str, object]] = []
    again: dict[object, dict[str, object]] = {}
    for account_id, nxt in calls.items():
        if nxt is None:
            if rows.get(account_id):
                again[account_id] = {"retracted_by": act.seq}
        elif account_id in rows:
            again[account_id] = next_call_row(nxt, at, act.seq, zone) | {"retracted_by": None}
        else:
            fresh.append({"account_id": account_id, **next_call_row(nxt, at, act.seq, zone)})
    act.insert_many(NextCallRow, fresh)
    act.update_many(NextCallRow, again)


def _zone_of(at: str) -> str | None:
    """Return the zone of the rep's clock at an instant, by which a time is meant; None where it has no name."""
    name, _zone = local_zone(local(at))
    return name if zone_of(name) is not None else None


def next_call_row(nxt: NextCall, at: str, seq: int, zone: str | None = None) -> dict[str, object]:
    """Return a next call, set by the act `seq` at the instant `at`, as the columns of its table.

    `zone` is that of the clock its time is told by; a day without a time is the same day everywhere.
    """
    return {
        "day": nxt.date.isoformat(),
        "clock": nxt.time.isoformat("minutes") if nxt.time else None,
        "timezone": zone if nxt.time else None,
        "promised": int(nxt.promised),
        "purpose": nxt.purpose,
        "set_by": nxt.set_by,
        "set_at": at,
        "set_in": seq,
        "tries": nxt.tries,
        "urgent": int(nxt.urgent),
    }


def written(nxt: NextCall | None) -> str | None:
    """Return a next call as the history keeps it: 2026-11-26T10:00 promised."""
    if nxt is None:
        return None
    when = nxt.date.isoformat() if nxt.time is None else datetime.combine(nxt.date, nxt.time).isoformat("T", "minutes")
    return f"{when} promised" if nxt.promised else when


def keep_history(
    act: Act,
    account_id: int,
    field: str,
    before: object,
    after: object,
    *,
    at: str,
    day: date,
    why: str = "",
    call_id: int | None = None,
) -> None:
    """Put a dated change of a field on record: stage, intent, grade, next_call, or any other of the card."""
    row = history_row(account_id, field, before, after, at=at, day=day, why=why)
    act.insert_many(History, [row | {"call_id": call_id}])


def history_row(
    account_id: int, field: str, before: object, after: object, *, at: str, day: date, why: str = ""
) -> dict[str, object]:
    """Return a dated change as a row, for an act on many accounts that puts all of them on record at once."""
    return {
        "account_id": account_id,
        "at": at,
        "day": day.isoformat(),
        "field": field,
        "before": None if before is None else str(before),
        "after": None if after is None else str(after),
        "why": why,
    }
