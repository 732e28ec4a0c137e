"""The command bulk: one edit of all customers who fit, said first, done with --yes."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from repdesk.desk.book import Book
from repdesk.desk.bulk import Plan, plan_edit, read_edit, said, shown
from repdesk.desk.sheet import Sheet
from repdesk.desk.views import View, listed, view_named
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.out import say, say_json, say_table
from repdesk.shell.slowly import progress_bar


def bulk(book: Book, args: Namespace) -> None:
    """Say what an edit of many would come to; with --yes do it."""
    view = View() if args.view is None else view_named(book, args.view)
    query = " ".join(filter(None, (view.query, args.where)))
    if not query:
        raise RepdeskError(_("Which customers?"), hint=_("Say it with --where, such as 'grade:A'; 'id:any' is all."))
    sheet = Sheet(book)
    field, value = args.edit
    edit = read_edit(book, field, value, args.why)
    plan = plan_edit(sheet, listed(sheet, query, "id"), edit)
    change_id = None
    if args.yes:
        from repdesk.desk.bulk_writing import edit_many

        with progress_bar(_("editing")) as progress:
            done = edit_many(book, plan.ids, edit, progress)
        plan, change_id = done.plan, done.change.seq
    if args.json:
        say_json(_as_json(plan, change_id))
        return
    for line in said(plan):
        say(line)
    if not args.yes:
        say_table((plan.names[one.account_id], shown(plan, one.was), shown(plan, one.now)) for one in plan.samples)
        say(_("Nothing was changed; --yes does it.") if plan.judged.changed else _("There is nothing to change."))


def _as_json(plan: Plan, change_id: int | None) -> dict[str, Any]:
    return {
        "change_id": change_id,
        "changed": [one.account_id for one in plan.judged.changed],
        "same": list(plan.judged.same),
        "refused": [{"account_id": number, "code": why.code} for number, why in plan.judged.refused],
    }
