"""The commands that write the book, or a customer, to a file, and bring such a file in again."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from repdesk import paths
from repdesk.clock import Clock
from repdesk.desk.book import Book, open_book
from repdesk.desk.exporting import Exported, export, import_export, read_export
from repdesk.i18n import _
from repdesk.shell.out import say, say_json


def export_to(book: Book, args: Namespace) -> None:
    """Write everything, or one customer, to a file."""
    made = export(book, paths.typed(args.file), args.account)
    _said(made, args, _("%(accounts)d customers and %(calls)d calls are in %(path)s, unprotected: keep it safe."))


def bring_back(path: Path, clock: Clock, args: Namespace) -> None:
    """Bring an export into a fresh book, made where there is none; with --dry-run say what it holds."""
    file = paths.typed(args.file)
    if args.dry_run:
        _said(read_export(file).counted(), args, _("%(accounts)d customers and %(calls)d calls are in %(path)s."))
        return
    held = read_export(file)  # the book is made only once the file has proved an export
    book = open_book(path, clock, create=True)
    try:
        done = import_export(book, held)
    finally:
        book.close()
    _said(done, args, _("%(accounts)d customers and %(calls)d calls brought in from %(path)s."))


def _said(what: Exported, args: Namespace, line: str) -> None:
    if args.json:
        say_json({"path": str(what.path), "accounts": what.accounts, "calls": what.calls})
    else:
        say(line % {"accounts": what.accounts, "calls": what.calls, "path": what.path})
