"""Today's list as the rep sees it: the frozen places, what has come of them, and where the day stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from repdesk.desk.book import Book
from repdesk.desk.calendar import calendar_note
from repdesk.desk.list_places import Shown, called_since, carried_items, plan_items, with_joined
from repdesk.desk.rows import DayList, Head, ListRow
from repdesk.i18n import _, ngettext
from repdesk.rules.coverage import coverage
from repdesk.rules.in_line import Waiting, next_in_line
from repdesk.rules.types import LEARNING, TIERS, Account, Tier
from repdesk.store.reading.day import (
    DayPlan,
    PlanItem,
    read_calls_of,
    read_carried,
    read_count,
    read_names,
    read_plan,
)
from repdesk.store.reading.tasks import read_tasks
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
    items = read_carried(book.read(), plan.id) if plan is not None else carried_items(book.call_list(day))
    shown = Shown(book, {account.id: account for account in accounts}, day, {})
    names = read_names(book.read(), [item.account_id for item in items])
    return tuple(row for item in items if (row := shown.row(item, names.get(item.account_id), frozen=False)))


def _places(
    book: Book, plan: DayPlan | None, accounts: Sequence[Account], day: date
) -> tuple[list[PlanItem], dict[Tier, int], int]:
    """Return the places in the order shown, the carried over per tier, and how many promises go beyond the quota."""
    if plan is None:
        built = book.call_list(day)
        return list(plan_items(built.entries)), built.carried_per_tier(), built.over_quota_by
    carried = {tier: plan.carried_per_tier[tier] for tier in TIERS}
    return with_joined(book, plan, accounts, day), carried, plan.over_quota_by


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
