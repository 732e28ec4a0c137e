"""Freezing the day's list, adding to it, and planning it anew."""

from __future__ import annotations

from dataclasses import replace

from repdesk.desk.book import Book
from repdesk.desk.list_places import added_item, plan_items, with_joined
from repdesk.desk.plan_writing import keep_place, keep_plan
from repdesk.desk.today import day_list
from repdesk.errors import RepdeskError
from repdesk.garbage import uncollected
from repdesk.i18n import _
from repdesk.rules.call_list import build
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import is_callable
from repdesk.store.change import Change
from repdesk.store.reading.day import has_plan, read_calls_of, read_count, read_plan


def freeze(book: Book) -> Change | None:
    """Put today's list on record where it is not yet, so that no rank moves any more; no undo step."""
    day, today = book.list_day(), book.clock.today()
    if book.read_only or has_plan(book.read(), day, today):
        return None
    stamp = book.clock.stamp()
    policy_id = book.policy_id()
    book.call_list(day)  # made before the book is locked, for of a large book it takes seconds
    with uncollected(), book.store.act("freeze_day", at=stamp, policy_id=policy_id, kind="housekeeping") as act:
        if not has_plan(book.read(), day, today):  # nobody else was quicker
            built = book.call_list(day)  # made anew where the book has changed meanwhile
            keep_plan(act, book, built, plan_items(built.entries), "day")
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
        left = max(0, book.quota_at(day) - read_count(book.read(), today).calls)
        built = build([a for a in accounts if a.id not in called], day, book.policy, book.calendar, left)
        items = (*kept, *plan_items(built.entries))
        keep_plan(act, book, built, [replace(item, rank=rank) for rank, item in enumerate(items, 1)], "replan")
    return book.applied(act.change)


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
        scorer = Scorer.of(book.accounts(day), day, book.policy, book.calendar)
        rank = 1 + max((item.rank for item in plan.items), default=0)
        keep_place(act, plan.id, added_item(book.account(account_id), day, rank, scorer))
    return book.applied(act.change)
