"""The commands that write the book, or a customer, to a file, and bring such a file in again."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk import paths
from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.desk.exporting import Exported, export, import_export, read_export
from repdesk.desk.opening import open_book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.shell.out import say, say_json
from repdesk.shell.slowly import progress_bar
from repdesk.shell.whom import whom

if TYPE_CHECKING:
    from repdesk.desk.taking_out import Form


def export_to(book: Book, args: Namespace) -> None:
    """Write everything, one customer or a list of them to a file."""
    from repdesk.desk.taking_out import FORMS, form_of

    target = paths.typed(args.file)
    if args.form is not None and args.form not in FORMS:
        raise RepdeskError(_("No kind of file is called %(word)s") % {"word": args.form}, hint=", ".join(FORMS))
    form = args.form or form_of(target)
    if args.all and form == "repdesk":
        made = export(book, target)
        _said(made, args, _("%(accounts)d customers and %(calls)d calls are in %(path)s, unprotected: keep it safe."))
    else:
        _take_out(book, target, form, args)


def _take_out(book: Book, target: Path, form: Form, args: Namespace) -> None:
    from repdesk.desk.sheet import Sheet
    from repdesk.desk.taking_out import delimiter_of, take_out
    from repdesk.desk.taking_out.layout import named_columns

    wanted = whom(book, args)
    columns = named_columns(book, args.columns.split(",")) if args.columns else wanted.columns
    delimiter = delimiter_of(args.delimiter)
    with progress_bar(_("taking out")) as progress:
        sheet = Sheet(book)
        made = take_out(
            sheet, wanted.ids, target, form, columns, title=wanted.title, delimiter=delimiter, progress=progress
        )
    if args.json:
        say_json({"path": str(made.path), "form": made.form, "accounts": made.accounts, "rows": made.rows})
    else:
        line = _("%(n)d customers are in %(path)s, unprotected: keep it safe.")
        say(line % {"n": made.accounts, "path": made.path})


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
