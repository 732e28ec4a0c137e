"""The command line's words about what is shown: lists, why, reports."""

from __future__ import annotations

from typing import Any

from repdesk.i18n import _
from repdesk.shell.arguments.kinds import path, positive


def looking(command: Any) -> None:
    """Add the commands that show something."""
    today = command("today", _("today's list, or what it would be"))
    today.add_argument("--all", action="store_true", help=_("what was carried over too"))
    by_hours = _("the rest of it by the hours its customers are best called in")
    today.add_argument("--by-best-hours", action="store_true", help=by_hours)
    why = command("why", _("why a customer is on today's list, or why not"))
    why.add_argument("account_id", type=positive)
    accounts = command("accounts", _("every customer in the book"))
    accounts.add_argument(
        "--where", default="", metavar="FILTER", help=_("only those that fit, such as 'grade:A stage>=3 untouched>20d'")
    )
    accounts.add_argument("--view", metavar="NAME", help=_("those of a saved view, in its order and columns"))
    accounts.add_argument("--sort", metavar="COLUMN", help=_("the order, such as name; score-: the highest first"))
    accounts.add_argument("--columns", metavar="A,B,C", help=_("the columns, such as name,phone,tags"))
    find = command("find", _("anyone, by part of a name, pinyin, number, contact, tag, stage or note"))
    find.add_argument("text", nargs="+")
    find.add_argument("--limit", type=positive, default=30, metavar="N", help=_("how many at the most"))
    acts = command("acts", _("what was done in the book, the latest first"))
    acts.add_argument("--all", action="store_true", help=_("all of it, not the latest hundred"))
    command("plan", _("the plan for the next working day, and what today came to"))
    command("day", _("how today is arranged, what must be done, who must be called, what to learn"))
    answers = command("answers", _("when calls are answered, by weekday and hour, of the book and of one customer"))
    answers.add_argument("account_id", nargs="?", type=positive)
    command("funnel", _("how many customers stand at each stage, and what they are worth"))
    report = command("report", _("what a week or a month came to, beside the one before"))
    span = report.add_mutually_exclusive_group()
    span.add_argument("--week", dest="kind", action="store_const", const="week", default="week", help=_("a week"))
    span.add_argument("--month", dest="kind", action="store_const", const="month", help=_("a month"))
    report.add_argument("file", nargs="?", metavar="FILE.html", type=path, help=_("a page to print, in place of text"))
    report.add_argument("--of", metavar="DATE", help=_("the one that holds this day, in place of today"))
