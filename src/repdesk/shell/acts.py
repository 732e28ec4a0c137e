"""The command `acts`: what was done in the book, the latest first."""

from __future__ import annotations

from argparse import Namespace

from repdesk import wording
from repdesk.desk.act_log import LoggedAct, act_log
from repdesk.desk.book import Book
from repdesk.i18n import _
from repdesk.shell.out import say_json, say_table

_LATEST = 100


def acts(book: Book, args: Namespace) -> None:
    """Print the acts, the latest hundred or all of them."""
    log = act_log(book)
    rows = log if args.all else log[: min(_LATEST, len(log))]
    if args.json:
        say_json([_as_json(row) for row in rows])
        return
    say_table((*_line(row), row.whom) for row in rows)


def _line(row: LoggedAct) -> tuple[str, ...]:
    by = {"act": "", "undo": _("undone"), "redo": _("done again")}[row.kind]
    if row.kind == "act" and not row.in_force:
        by = _("taken back")
    when = f"{row.at:%Y-%m-%d} {wording.clock(row.at.time())}"
    return str(row.seq), when, row.what, by


def _as_json(row: LoggedAct) -> dict[str, object]:
    return {
        "change_id": row.seq,
        "at": row.at.isoformat(),
        "name": row.name,
        "kind": row.kind,
        "account_id": row.account_id,
        "customer": row.whom or None,
        "in_force": row.in_force,
    }
