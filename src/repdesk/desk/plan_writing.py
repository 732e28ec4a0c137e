"""How a list is put on record: the plan of a day, its places, and who found none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Literal

from repdesk.desk.book import Book
from repdesk.desk.list_places import carried_items
from repdesk.models.plan import DayPlan, ListItem
from repdesk.rules.call_list import CallList
from repdesk.rules.coverage import Coverage
from repdesk.rules.types import Tier
from repdesk.store.act import Act
from repdesk.store.reading.day import PlanItem, pack_items, pack_reasons


def keep_plan(
    act: Act,
    book: Book,
    built: CallList,
    items: Sequence[PlanItem],
    kind: Literal["day", "replan", "evening"],
    carried: Sequence[PlanItem] | None = None,
    per_tier: Mapping[Tier, int] | None = None,
) -> None:
    """Put a list on record as it stands; `carried` and `per_tier` where they are others than those of the list."""
    (plan_id,) = act.insert_many(
        DayPlan,
        [
            {
                "day": built.day.isoformat(),
                "opened_on": book.clock.today().isoformat(),
                "kind": kind,
                "frozen_at": act.at,
                "frozen_in": act.seq,
                "policy_id": book.policy_id(),
                "quota": built.quota,
                "over_quota_by": built.over_quota_by,
                "coverage": coverage_json(built.coverage),
                "carried_per_tier": json.dumps(built.carried_per_tier() if per_tier is None else per_tier),
                "carried": pack_items(carried_items(built) if carried is None else carried),
            }
        ],
    )
    act.insert_many(ListItem, [{"plan_id": plan_id, "account_id": item.account_id, **_columns(item)} for item in items])


def keep_place(act: Act, plan_id: int, item: PlanItem) -> None:
    """Put one more place on a list that is on record."""
    act.put(ListItem, (plan_id, item.account_id), **_columns(item))


def _columns(item: PlanItem) -> dict[str, object]:
    return {
        "rank": item.rank,
        "tier": item.tier,
        "due": item.due.isoformat() if item.due else None,
        "due_clock": item.due_time.isoformat("minutes") if item.due_time else None,
        "score": item.score,
        "reasons": pack_reasons(item.reasons),
        "added": int(item.added),
    }


def coverage_json(cycle: Coverage) -> str:
    """Return the coverage of the day as the plan keeps it."""
    fields = ("callable", "planned_later", "called", "reached", "working_days_left", "needed_pace")
    known = {name: getattr(cycle, name) for name in fields}
    return json.dumps({"cycle_start": str(cycle.cycle_start), "cycle_end": str(cycle.cycle_end), **known})
