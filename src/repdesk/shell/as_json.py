"""The rows of the desk as the JSON that scripts rely on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from repdesk import wording
from repdesk.desk.cells import Value
from repdesk.desk.columns import Column
from repdesk.desk.customers import Listed
from repdesk.desk.evening import Besides, DayDone, LooseEnd
from repdesk.desk.evening.tomorrow import Tomorrow
from repdesk.desk.funnel import FunnelView
from repdesk.desk.rows import DayList, Explained, ListRow
from repdesk.rules.coverage import Coverage
from repdesk.rules.evening import Figure
from repdesk.rules.types import STAGE_KEYS, NextCall, Reason


def next_call(call: NextCall | None) -> dict[str, Any] | None:
    """Return a next call: date, time, promised, purpose, set_by (rule, rep, customer, import)."""
    if call is None:
        return None
    return {
        "date": call.date.isoformat(),
        "time": call.time.isoformat("minutes") if call.time else None,
        "promised": call.promised,
        "purpose": call.purpose,
        "set_by": call.set_by,
    }


def reasons(found: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """Return reasons with their points and sentences."""
    return [{"code": r.code, "points": r.points, "text": wording.reason(r)} for r in found]


def account(listed: Listed) -> dict[str, Any]:
    """Return a line of `repdesk accounts`."""
    known = listed.account
    return {
        "id": known.id,
        "name": listed.name,
        "phones": [
            {"e164": p.e164, "raw": p.raw, "ok": p.ok} | ({"do_not_call": True} if p.suppressed else {})
            for p in listed.phones
        ],
        "contact": listed.contact or None,
        "stage": listed.stage,
        "intent": known.intent,
        "grade": listed.grade.grade,
        "grade_reasons": [{"code": r.code, "text": wording.reason(r)} for r in listed.grade.reasons],
        "value_class": known.value_class,
        "contract_status": listed.contract_status,
        "contract_end": known.contract_end.isoformat() if known.contract_end else None,
        "callable": listed.callable,
        "last_call": known.last_call.isoformat() if known.last_call else None,
        "last_conversation": known.last_conversation.isoformat() if known.last_conversation else None,
        "next_call": next_call(known.next_call),
        "completeness": listed.completeness,
    }


def row(columns: Sequence[Column], values: Sequence[Value | None]) -> dict[str, Any]:
    """Return a line of `repdesk accounts --columns`: a value by the name of its column, a number as a number."""
    named = zip((one.heading if one.own else one.name for one in columns), values, strict=True)
    return {name: _plain(value) for name, value in named}


def _plain(value: Value | None) -> str | int | float | None:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def coverage(cycle: Coverage) -> dict[str, Any]:
    """Return the cycle's coverage."""
    return {
        "cycle_start": cycle.cycle_start.isoformat(),
        "cycle_end": cycle.cycle_end.isoformat(),
        "callable": cycle.callable,
        "planned_later": cycle.planned_later,
        "called": cycle.called,
        "reached": cycle.reached,
        "working_days_left": cycle.working_days_left,
        "needed_pace": cycle.needed_pace,
    }


def item(row: ListRow) -> dict[str, Any]:
    """Return a line of `repdesk today`."""
    return {
        "rank": row.rank,
        "account_id": row.account_id,
        "name": row.name,
        "tier": row.tier.value,
        "due": row.due.isoformat() if row.due else None,
        "score": row.score,
        "reasons": reasons(row.reasons),
        "grade": row.grade,
        "stage": row.stage,
        "intent": row.intent,
        "state": row.state,
    }


def day(shown: DayList) -> dict[str, Any]:
    """Return `repdesk today`."""
    return {
        "date": shown.day.isoformat(),
        "quota": shown.head.quota,
        "over_quota_by": shown.head.over_quota_by,
        "carried_over": {tier.value: count for tier, count in shown.head.carried.items()},
        "coverage": coverage(shown.head.coverage),
        "items": [item(row) for row in shown.rows],
    }


def plan(ahead: Tomorrow, ends: tuple[LooseEnd, ...], more: Besides, done: DayDone) -> dict[str, Any]:
    """Return `repdesk plan`."""
    regretted = ("promises_missed", "ownership_lost", "past_maximum", "priority_not_reached")
    return {
        "day": ahead.day.isoformat(),
        "frozen": ahead.frozen,
        "quota": ahead.quota,
        "needed_pace": ahead.coverage.needed_pace,
        "reachable_percent": ahead.coverage.reachable_percent,
        "load": [{"day": load.day.isoformat(), "set": load.set, "quota": load.quota} for load in ahead.load],
        "items": [item(row) for row in ahead.rows],
        "carried_over": {tier.value: count for tier, count in ahead.carried.items()},
        "besides": [
            {"kind": task.kind, "title": task.title, "due": task.due.isoformat()}
            for task in more.tasks
            if not task.done
        ],
        "learn": more.learn.title if more.learn else None,
        "loose_ends": [
            {"kind": end.kind, "account_id": end.account_id, "name": end.name, "call_id": end.call_id} for end in ends
        ],
        "process": {figure.name: _figure(figure) for figure in done.figures},
        "regrets": {name: list(getattr(done.regrets, name)) for name in regretted},
        "minutes": dict(done.minutes),
    }


def _figure(figure: Figure) -> dict[str, int]:
    """Return a process figure; calls are made of those planned."""
    of = "planned" if figure.name == "calls" else "out_of"
    return {of: figure.out_of, "made": figure.made, "target": figure.target}


def funnel(shown: FunnelView) -> dict[str, Any]:
    """Return `repdesk funnel`, values in minor units."""
    stages = [
        {"stage": n, "key": STAGE_KEYS[n], "accounts": one.accounts, "value": one.value}
        for n, one in enumerate(shown.stages)
    ]
    mix: dict[str, dict[str, int]] = {}
    for one in shown.mix:
        mix[one.grade] = {"accounts": one.bar.accounts}
        if one.bar.percent is not None and one.healthy is not None and one.deviation is not None:
            mix[one.grade] |= {"percent": one.bar.percent, "healthy": one.healthy, "deviation": one.deviation}
    data: dict[str, Any] = {
        "stages": stages,
        "mix": mix,
        "contract_status": {status: one.accounts for status, one in shown.contracts.items()},
        "currency": shown.currency or None,
    }
    return data | ({"note": shown.note} if shown.note else {})


def explained(found: Explained) -> dict[str, Any]:
    """Return `repdesk why`."""
    return {
        "account_id": found.account_id,
        "name": found.name,
        "date": found.day.isoformat(),
        "on_list": found.rank is not None,
        "rank": found.rank,
        "tier": found.tier.value if found.tier else None,
        "score": found.score,
        "reasons": reasons(found.reasons),
        "why_not": found.why_not,
        "text": found.sentence,
    }
