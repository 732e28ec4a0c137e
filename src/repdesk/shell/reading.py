"""Commands that only look: today, why, accounts."""

from __future__ import annotations

from argparse import Namespace

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.columns import column_named, value_rows
from repdesk.desk.customers import all_accounts
from repdesk.desk.explaining import why
from repdesk.desk.rows import ListRow
from repdesk.desk.sheet import Sheet
from repdesk.desk.today import carried_over, day_list, hours_first
from repdesk.desk.views import View, listed, view_named
from repdesk.i18n import _
from repdesk.shell import as_json
from repdesk.shell.out import say, say_json, say_table


def today(book: Book, args: Namespace) -> None:
    """Print today's list; with --all what was carried over too."""
    shown = day_list(book)
    if args.by_best_hours:
        book.best_hours.count()
        shown = hours_first(book, shown)
    carried = carried_over(book) if args.all else ()
    if args.json:
        data = as_json.day(shown)
        if args.all:
            data["carried"] = [as_json.item(row) for row in carried]
        say_json(data)
        return
    head = shown.head
    cycle = head.coverage
    say(
        _("%(day)s: %(calls)d/%(quota)d calls, %(spoke)d conversations, called %(called)d %%, reached %(reached)d %%")
        % {
            "day": wording.day(shown.day),
            "calls": head.calls,
            "quota": head.quota,
            "spoke": head.conversations,
            "called": cycle.called_percent,
            "reached": cycle.reached_percent,
        }
    )
    if cycle.needed_pace is not None:
        pace = _("needs %(n)s a day") % {"n": cycle.needed_pace}
        share = cycle.reachable_percent
        reach = [_("can reach %(share)d %%") % {"share": share}] if share < 100 else []
        say(", ".join([pace, *reach]))
    if head.over_quota_by:
        say(_("promised beyond the quota: %(n)d") % {"n": head.over_quota_by})
    if shown.calendar_note:
        say(shown.calendar_note)
    say_table(line_of(row) for row in shown.rows)
    left = sum(head.carried.values())
    if left:
        say(_("carried over: %(n)d") % {"n": left})
        say_table(line_of(row) for row in carried)


def line_of(row: ListRow) -> tuple[str, ...]:
    """Return a row of a list as its columns."""
    why_now = ", ".join(filter(None, (row.hours, *(wording.brief(reason) for reason in row.reasons[:3]))))
    tick = "✓" if row.state == "called" else " "
    said = wording.outcome(row.outcome) if row.outcome else f"{wording.tier(row.tier)}: {why_now}"
    stage = f"{row.stage} {wording.stage(row.stage)}"
    return (str(row.rank), tick, row.grade, str(row.account_id), row.name, row.kp, stage, str(row.score), said)


def explain(book: Book, args: Namespace) -> None:
    """Print why an account is on today's list, or why not."""
    book.best_hours.count()
    found = why(book, args.account_id)
    if args.json:
        say_json(as_json.explained(found))
        return
    say(f"{found.name}: {found.sentence}")
    say_table([(wording.reason(r), f"{r.points:+d}" if r.points else "") for r in found.reasons], widest=60)
    say_table([(_("score"), str(found.score))])
    for words in (found.neighbour, found.hours):
        if words:
            say(words)


_ACCOUNTS = ("id", "grade", "name", "kp", "phone", "stage", "next_call")
"""The columns of `repdesk accounts` where none are asked for."""


def accounts(book: Book, args: Namespace) -> None:
    """Print every account, or those that a filter or a view leaves, in an order and in columns of choice."""
    view = View(sort="id") if args.view is None else view_named(book, args.view)
    sheet = Sheet(book)
    query = " ".join(filter(None, (view.query, args.where)))
    ids = listed(sheet, query, args.sort or view.sort)
    if args.json and args.columns is None:
        known = {one.account.id: one for one in all_accounts(book)}
        say_json([as_json.account(known[number]) for number in ids])
        return
    names = args.columns.split(",") if args.columns is not None else view.columns or _ACCOUNTS
    columns = [column_named(book, name) for name in names]
    if args.json:
        say_json([as_json.row(columns, row) for row in value_rows(sheet, columns, ids)])
        return
    read = [(column, column.cells(sheet, ids)) for column in columns]
    say_table([column.shown(cells.get(number), sheet.today) or "–" for column, cells in read] for number in ids)
