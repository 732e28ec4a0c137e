"""The rows of the desk as the JSON that scripts rely on."""

from __future__ import annotations

from typing import Any

from repdesk import wording
from repdesk.desk.customers import Listed
from repdesk.desk.rows import DayList, Explained, ListRow
from repdesk.rules.coverage import Coverage
from repdesk.rules.types import NextCall, Reason


def next_call(call: NextCall | None) -> dict[str, Any] | None:
    """Return a next call: date, time, promised, purpose."""
    if call is None:
        return None
    return {
        "date": call.date.isoformat(),
        "time": call.time.isoformat("minutes") if call.time else None,
        "promised": call.promised,
        "purpose": call.purpose,
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
        "phones": [{"e164": p.e164, "raw": p.raw, "ok": p.ok} for p in listed.phones],
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
