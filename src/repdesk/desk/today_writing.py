"""Freezing the day's list, adding to it, and planning it anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from repdesk.desk.book import Book
from repdesk.desk.today import carried_items, day_list, plan_items, with_joined
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.models.plan import DayPlan, ListItem
from repdesk.rules.call_list import CallList, build
from repdesk.rules.coverage import Coverage
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Tier
from repdesk.store.act import Act
from repdesk.store.change import Change
from repdesk.store.read_day import PlanItem, has_plan, pack_items, pack_reasons, read_calls_of, read_count, read_plan


def freeze(book: Book) -> Change | None:
    """Put today's list on record where it is not yet, so that no rank moves any more; no undo step."""
    day, today = book.list_day(), book.clock.today()
    if book.read_only or has_plan(book.read(), day, today):
        return None
    stamp = book.clock.stamp()
    with book.store.act("freeze_day", at=stamp, policy_id=book.policy_id(), kind="housekeeping") as act:
        if not has_plan(book.read(), day, today):  # nobody else was quicker
            built = build(book.accounts(day), day, book.policy, book.calendar)
            _keep(act, book, built, plan_items(built.entries), "day", stamp)
    return book.applied(act.change)


def replan(book: Book) -> Change | None:
    """Plan the rest of the day anew: the calls made keep their places, what is left of the quota is filled again."""
    freeze(book)
    day, today = book.list_day(), book.clock.today()
    stamp = book.clock.stamp()
    with book.store.act("replan", at=stamp, policy_id=book.policy_id()) as act:
        accounts = book.accounts(day)
        plan = read_plan(book.read(), day, today)
        called = read_calls_of(book.read(), today)
        kept = [i for i in with_joined(book, plan, accounts, day) if i.account_id in called] if plan else []
        left = max(0, book.policy.day.quota - read_count(book.read(), today).calls)
        built = build([a for a in accounts if a.id not in called], day, book.policy, book.calendar, left)
        items = (*kept, *plan_items(built.entries))
        _keep(act, book, built, [replace(item, rank=rank) for rank, item in enumerate(items, 1)], "replan", stamp)
    return book.applied(act.change)


def _keep(
    act: Act,
    book: Book,
    built: CallList,
    items: Sequence[PlanItem],
    kind: Literal["day", "replan"],
    stamp: str,
) -> None:
    (plan_id,) = act.insert_many(
        DayPlan,
        [
            {
                "day": built.day.isoformat(),
                "opened_on": book.clock.today().isoformat(),
                "kind": kind,
                "frozen_at": stamp,
                "frozen_in": act.seq,
                "policy_id": book.policy_id(),
                "quota": built.quota,
                "over_quota_by": built.over_quota_by,
                "coverage": coverage_json(built.coverage),
                "carried_per_tier": json.dumps(built.carried_per_tier()),
                "carried": pack_items(carried_items(built)),
            }
        ],
    )
    act.insert_many(ListItem, [_item_row(plan_id, item) for item in items])


def _item_row(plan_id: int, item: PlanItem) -> dict[str, object]:
    return {
        "plan_id": plan_id,
        "account_id": item.account_id,
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


def add_to_today(book: Book, account_id: int) -> Change | None:
    """Put an account on today's list, at its end, whatever its next call; RepdeskError where it may not be called."""
    freeze(book)
    day, today = book.list_day(), book.clock.today()
    stamp = book.clock.stamp()
    with book.store.act("add_to_today", at=stamp, policy_id=book.policy_id(), account_id=account_id) as act:
        plan = read_plan(book.read(), day, today)
        if plan is None or not is_callable(book.account(account_id), day):
            raise RepdeskError(_("This customer may not be called"), hint=_("Ask why: the answer names what bars it"))
        if any(row.account_id == account_id for row in day_list(book).rows):
            raise RepdeskError(_("This customer is on today's list already"))
        item = _added(book, account_id, day, 1 + max((i.rank for i in plan.items), default=0))
        act.put(ListItem, (plan.id, account_id), **_without_key(_item_row(plan.id, item)))
    return book.applied(act.change)


def _added(book: Book, account_id: int, day: date, rank: int) -> PlanItem:
    account = book.account(account_id)
    reasons = Scorer.of(book.accounts(day), day, book.policy, book.calendar).reasons(account)
    nxt = account.next_call
    due = nxt if nxt is not None and nxt.date <= day else None
    tier = Tier.PROMISED if due and due.promised else Tier.DUE if due else Tier.COVERAGE
    return PlanItem(
        account_id,
        rank,
        tier.value,
        due.date if due else None,
        due.time if due else None,
        sum(reason.points for reason in reasons),
        reasons,
        promised=tier is Tier.PROMISED,
        added=True,
    )


def _without_key(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in ("plan_id", "account_id")}
