"""Today's list as the rep sees it: the frozen places, what has come of them, and where the day stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from repdesk.desk.book import Book
from repdesk.desk.calendar import calendar_note
from repdesk.desk.rows import DayList, Head, ListRow, RowState
from repdesk.i18n import _, ngettext
from repdesk.rules.call_list import CallList, Entry, build, tier_of
from repdesk.rules.coverage import coverage
from repdesk.rules.evening import LEARNING
from repdesk.rules.in_line import Waiting, next_in_line
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import deal_beside, grade, is_callable, stage_of
from repdesk.rules.types import TIERS, Account, Outcome, Tier
from repdesk.store.read_day import (
    CallToday,
    DayPlan,
    PlanItem,
    read_calls_of,
    read_carried,
    read_count,
    read_names,
    read_plan,
    read_set_since,
)
from repdesk.store.read_evening import read_called_since, read_tasks
from repdesk.wording import day as day_in_words


def day_list(book: Book) -> DayList:
    """Return the list of today, or of the next working day: the frozen one, else what would be frozen."""
    today, day = book.clock.today(), book.list_day()
    accounts = book.accounts(day)
    plan = read_plan(book.read(), day, today)
    items, carried, over = _places(book, plan, accounts, day)
    calls = read_calls_of(book.read(), today)
    shown = Shown(book, {account.id: account for account in accounts}, day, calls, called_since(book, plan))
    names = read_names(book.read(), [item.account_id for item in items])
    rows = [row for item in items if (row := shown.row(item, names.get(item.account_id), frozen=plan is not None))]
    offered = _offered(book, rows, shown)
    head = _head(book, rows, carried, over, accounts, day)
    note, said = calendar_note(book.calendar, day), morning(book, plan, today) if day == today else ""
    return DayList(day, today, plan is not None, head, tuple(rows), offered, note, said)


def called_since(book: Book, plan: DayPlan | None) -> frozenset[int]:
    """Return who was called after an evening had planned the day: they leave it, unless they are due again."""
    return (
        read_called_since(book.read(), plan.frozen_in) if plan is not None and plan.kind == "evening" else frozenset()
    )


def morning(book: Book, plan: DayPlan | None, today: date) -> str:
    """Say what awaits the rep today by the plan of the evening before: calls, what to learn, work besides calling."""
    said = []
    if plan is not None and plan.kind == "evening":
        count = len(plan.items)
        words = (
            ngettext("planned last evening: %(n)d call", "planned last evening: %(n)d calls", count)
            if (today - plan.opened_on).days <= 1
            else ngettext("planned on %(day)s: %(n)d call", "planned on %(day)s: %(n)d calls", count)
        )
        said.append(words % {"day": day_in_words(plan.opened_on, today), "n": count})
    tasks = read_tasks(book.read(), today)
    said += [_("to learn: %(what)s") % {"what": t.title} for t in tasks if t.kind == LEARNING and t.due == today]
    if besides := sum(task.kind != LEARNING for task in tasks):
        said.append(_("besides calling: %(n)d") % {"n": besides})
    return "; ".join(said)


def carried_over(book: Book) -> tuple[ListRow, ...]:
    """Return those that found no place on today's list, in the order they would have had."""
    today, day = book.clock.today(), book.list_day()
    accounts = book.accounts(day)
    plan = read_plan(book.read(), day, today)
    items = read_carried(book.read(), plan.id) if plan is not None else carried_items(_built(book, accounts, day))
    shown = Shown(book, {account.id: account for account in accounts}, day, {})
    names = read_names(book.read(), [item.account_id for item in items])
    return tuple(row for item in items if (row := shown.row(item, names.get(item.account_id), frozen=False)))


def _built(book: Book, accounts: Sequence[Account], day: date) -> CallList:
    return build(accounts, day, book.policy, book.calendar)


def carried_items(built: CallList) -> tuple[PlanItem, ...]:
    """Return those carried over, ranked on from the last place of the list."""
    return plan_items(built.carried, 1 + len(built.entries))


def plan_items(entries: Iterable[Entry], first: int = 1) -> tuple[PlanItem, ...]:
    """Return list entries as places ranked from `first` on."""
    return tuple(
        PlanItem(e.account_id, rank, e.tier.value, e.due, e.due_time, e.score, e.reasons, e.promised)
        for rank, e in enumerate(entries, start=first)
    )


def _places(
    book: Book, plan: DayPlan | None, accounts: Sequence[Account], day: date
) -> tuple[list[PlanItem], dict[Tier, int], int]:
    """Return the places in the order shown, the carried over per tier, and how many promises go beyond the quota."""
    if plan is None:
        built = _built(book, accounts, day)
        return list(plan_items(built.entries)), built.carried_per_tier(), built.over_quota_by
    carried = {tier: plan.carried_per_tier[tier] for tier in TIERS}
    return with_joined(book, plan, accounts, day), carried, plan.over_quota_by


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
        )


def _offered(book: Book, rows: Iterable[ListRow], shown: Shown) -> int | None:
    """Return who is next in line now; on a day off nobody's time has come, so the first one waiting."""
    today = book.clock.today()
    waiting = []
    for row in rows:
        if row.state == "called":
            continue
        called = shown.calls.get(row.account_id)
        timed = row.due == today and row.due_time is not None
        waiting.append(
            Waiting(
                row.account_id,
                row.rank,
                row.tier,
                promised=row.promised,
                due_time=row.due_time if timed else None,
                last_call=datetime.fromisoformat(called.at) if called else None,
                window=shown.accounts[row.account_id].window,
            )
        )
    return next_in_line(waiting, book.clock.now(), book.policy)


def _head(
    book: Book,
    rows: Sequence[ListRow],
    carried: dict[Tier, int],
    over: int,
    accounts: Sequence[Account],
    day: date,
) -> Head:
    count = read_count(book.read(), book.clock.today())
    left = sum(row.tier is Tier.PRIORITY and row.state == "waiting" for row in rows)
    return Head(
        quota=book.policy.day.quota,
        calls=count.calls,
        conversations=count.conversations,
        priorities_left=left,
        over_quota_by=over,
        carried=carried,
        coverage=coverage(accounts, day, book.policy, book.calendar),
        last_call_at=datetime.fromisoformat(count.last_at) if count.last_at else None,
    )
