"""Today's list as the rep sees it: the frozen places, what has come of them, and where the day stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from repdesk.desk.book import Book
from repdesk.desk.calendar import calendar_note
from repdesk.desk.list_places import Shown, called_since, carried_items, plan_items, with_joined
from repdesk.desk.rows import DayList, Head, ListRow
from repdesk.i18n import _, ngettext
from repdesk.rules.coverage import coverage
from repdesk.rules.in_line import Waiting, by_best_hours, next_in_line, window_in_line
from repdesk.rules.types import LEARNING, TIERS, Account, Tier
from repdesk.store.reading.day import (
    CallToday,
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
from repdesk.wording import suiting


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
    offered = next_in_line(_waiting(book, rows, shown.accounts, calls), book.clock.now(), book.policy)
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


def hours_first(book: Book, day: DayList) -> DayList:
    """Return the list in the order of the hours its customers are best called in, as far as those are known by now.

    Each row says which hours; their ranks stay what they are, and those called go to the end.
    """
    left = [row for row in day.rows if row.state != "called"]
    known = {row.account_id: row for row in left}
    lookup = book.looking_up(all_of_them=False)
    accounts = {account_id: account for account_id in known if (account := lookup(account_id)) is not None}
    waiting = _waiting(book, [row for row in left if row.account_id in accounts], accounts, {})
    said = {one.account_id: suiting(accounts[one.account_id].window, one.best) for one in waiting}
    now = book.clock.now()
    # Of another day than today's all hours are still to come.
    order = by_best_hours(waiting, now.time() if day.day == now.date() else time.min)
    rows = [replace(known[account_id], hours=said[account_id]) for account_id in order]
    called = [row for row in day.rows if row.state == "called"]
    return replace(day, rows=(*rows, *called), by_best_hours=True)


def _waiting(
    book: Book, rows: Iterable[ListRow], accounts: Mapping[int, Account], calls: Mapping[int, CallToday]
) -> list[Waiting]:
    """Return the rows still to be called as the rules look at them, with the hours that suit their customers.

    A time counts on its own day alone: on a day off nobody's time has come.
    """
    today, left = book.clock.today(), [row for row in rows if row.state != "called"]
    best = book.best_hours.of_all(row.account_id for row in left)
    return [
        Waiting(
            row.account_id,
            row.rank,
            row.tier,
            promised=row.promised,
            due_time=row.due_time if row.due == today else None,
            last_call=datetime.fromisoformat(called.at) if (called := calls.get(row.account_id)) else None,
            window=window_in_line(accounts[row.account_id], best[row.account_id]),
            best=best[row.account_id],
        )
        for row in left
    ]


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
        quota=book.quota_at(day),
        calls=count.calls,
        conversations=count.conversations,
        priorities_left=left,
        over_quota_by=over,
        carried=carried,
        coverage=coverage(accounts, day, book.policy, book.calendar),
        last_call_at=datetime.fromisoformat(count.last_at) if count.last_at else None,
    )
