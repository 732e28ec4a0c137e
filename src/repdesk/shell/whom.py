"""Which customers a command is about: all, one, those a filter or a view leaves, or those of a list."""

from __future__ import annotations

from argparse import Namespace

from repdesk import wording
from repdesk.desk.book import Book
from repdesk.desk.taking_out.whom import Whom
from repdesk.i18n import _


def whom(book: Book, args: Namespace) -> Whom:
    """Return the customers that the command line names; RepdeskError where it names what there is not."""
    if args.account is not None:
        book.account(args.account)
        return Whom((args.account,), _("customer %(id)d") % {"id": args.account})
    if args.today:
        from repdesk.desk.today import day_list

        shown = day_list(book)
        return Whom([row.account_id for row in shown.rows], wording.day(shown.day))
    if args.day is not None:
        from repdesk.desk.schedule import schedule
        from repdesk.desk.typed import read_day

        day = read_day(book, args.day)
        return Whom(schedule(book).calls(day).ids, wording.day(day))
    if args.stage is not None:
        from repdesk.desk.funnel import funnel_view

        return Whom(funnel_view(book).stages[args.stage].ids, f"{args.stage} {wording.stage(args.stage)}")
    from repdesk.desk.sheet import Sheet
    from repdesk.desk.views import View, listed, view_named

    view = view_named(book, args.view) if args.view is not None else View(args.where or "", args.where or "", "id")
    return Whom(listed(Sheet(book), view.query, args.sort or view.sort), view.name or _("all customers"), view.columns)
