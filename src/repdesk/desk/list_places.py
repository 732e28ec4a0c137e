"""The places of a list: how they come from the rules, from the rep's hand and from calls set since, and their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from repdesk.desk.book import Book
from repdesk.desk.rows import ListRow, RowState
from repdesk.rules.call_list import CallList, Entry, tier_of
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import deal_beside, grade, is_callable, stage_of
from repdesk.rules.types import Account, Outcome, Tier
from repdesk.store.reading.day import CallToday, DayPlan, PlanItem, read_called_since, read_set_since


def carried_items(built: CallList) -> tuple[PlanItem, ...]:
    """Return those carried over, ranked on from the last place of the list."""
    return plan_items(built.carried, 1 + len(built.entries))


def plan_items(entries: Iterable[Entry], first: int = 1) -> tuple[PlanItem, ...]:
    """Return list entries as places ranked from `first` on."""
    return tuple(
        PlanItem(e.account_id, rank, e.tier.value, e.due, e.due_time, e.score, e.reasons, e.promised)
        for rank, e in enumerate(entries, start=first)
    )


def with_joined(book: Book, plan: DayPlan, accounts: Sequence[Account], day: date) -> list[PlanItem]:
    """Return the frozen places and, at their time or at the end, those whose next call was set for the day since."""
    held = {item.account_id for item in plan.items}
    since = read_set_since(book.read(), day, plan.frozen_in) - held
    if not since:
        return list(plan.items)
    scorer = Scorer.of(accounts, day, book.policy, book.calendar)
    items = list(plan.items)
    for account in sorted((a for a in accounts if a.id in since), key=lambda a: a.id):
        nxt = account.next_call
        tier = tier_of(account, day, book.policy, book.calendar) if is_callable(account, day) else None
        if nxt is None or tier is None:
            continue
        reasons = scorer.reasons(account)
        points = sum(reason.points for reason in reasons)
        rank = len(items) + 1
        joined = PlanItem(account.id, rank, tier.value, nxt.date, nxt.time, points, reasons, nxt.promised)
        items.insert(_position(items, joined, day), joined)
    return items


def _position(items: Sequence[PlanItem], joined: PlanItem, day: date) -> int:
    """Return the place of a joined one: a promise with a time among the day's promises, all others at the end."""
    if not joined.promised or joined.due_time is None:
        return len(items)
    later = (n for n, item in enumerate(items) if not _goes_before(item, joined.due_time, day))
    return next(later, len(items))


def _goes_before(item: PlanItem, at: time, day: date) -> bool:
    return item.promised and item.due == day and (item.due_time or time.max) <= at


def added_item(account: Account, day: date, rank: int, scorer: Scorer) -> PlanItem:
    """Return the place of one that the rep puts on the list by hand."""
    reasons = scorer.reasons(account)
    nxt = account.next_call
    due = nxt if nxt is not None and nxt.date <= day else None
    tier = Tier.PROMISED if due and due.promised else Tier.DUE if due else Tier.COVERAGE
    return PlanItem(
        account.id,
        rank,
        tier.value,
        due.date if due else None,
        due.time if due else None,
        sum(reason.points for reason in reasons),
        reasons,
        promised=tier is Tier.PROMISED,
        added=True,
    )


def called_since(book: Book, plan: DayPlan | None) -> frozenset[int]:
    """Return who was called after an evening had planned the day: they leave it, unless they are due again."""
    return (
        read_called_since(book.read(), plan.frozen_in) if plan is not None and plan.kind == "evening" else frozenset()
    )


@dataclass(frozen=True)
class Shown:
    """Puts a place beside what is true of its account now."""

    book: Book
    accounts: dict[int, Account]
    day: date
    calls: dict[int, CallToday]
    done_with: frozenset[int] = frozenset()
    """Called after an evening had planned the day."""

    def row(self, item: PlanItem, name: tuple[str, str] | None, *, frozen: bool) -> ListRow | None:
        """Return the row of a place; None where its account left the list: taken back, not callable, put off."""
        account = self.accounts.get(item.account_id)
        if account is None or name is None:
            return None
        called = self.calls.get(account.id)
        nxt = account.next_call
        put_off = nxt is not None and nxt.date > self.day and not item.added
        done = account.id in self.done_with and (nxt is None or nxt.date > self.day)
        if called is None and frozen and (put_off or done or not is_callable(account, self.day)):
            return None
        again = called is not None and nxt is not None and nxt.date <= self.day and is_callable(account, self.day)
        state: RowState = "waiting" if called is None else "again" if again else "called"
        stage = stage_of(account, self.day)
        return ListRow(
            account_id=account.id,
            rank=item.rank,
            tier=Tier(item.tier),
            state=state,
            name=name[0],
            kp=name[1],
            grade=grade(account, self.day, self.book.policy).grade,
            stage=stage,
            deal_stage=deal_beside(account, stage),
            intent=account.intent,
            score=item.score,
            reasons=item.reasons,
            due=nxt.date if nxt and state != "called" else item.due,
            due_time=nxt.time if nxt and state != "called" else item.due_time,
            promised=nxt.promised if nxt and state != "called" else item.promised,
            last_contact=account.last_call,
            outcome=Outcome(called.outcome) if called else None,
            called_at=called.clock if called else None,
            call_place=called.place if called else 0,
        )
