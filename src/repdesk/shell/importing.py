"""The command that brings a file in."""

from __future__ import annotations

from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from repdesk import paths
from repdesk.clock import Clock
from repdesk.desk.book import Book
from repdesk.desk.importing.choices import ROW_NAMES, Choices, pairs_of, stage_said
from repdesk.desk.importing.report import ImportReport
from repdesk.desk.opening import open_book, there_is
from repdesk.exchange.reading import Reading
from repdesk.i18n import _
from repdesk.progress import Progress
from repdesk.shell.out import say, say_json
from repdesk.shell.slowly import bringing_up, progress_bar

_COUNTS = ("rows", "created", "updated", "unchanged", "merged", "skipped", "rejected")


def import_file(path: Path, clock: Clock, args: Namespace) -> None:
    """Bring a file in, making the book where there is none; with --dry-run say what would come of it."""
    from repdesk.desk.exporting import is_export

    if is_export(paths.typed(args.file)) and not _holds_customers(path, clock):
        from repdesk.shell.exporting import bring_back

        bring_back(path, clock, args)
        return
    with progress_bar(_("importing")) as progress:
        report = _look(path, clock, args, progress) if args.dry_run else _bring_in(path, clock, args, progress)
    if args.json:
        say_json(report.as_json())
    else:
        _say(report)


def choices_of(args: Namespace) -> Choices:
    """Return what was said of the file on the command line; RepdeskError where it is not understood."""
    delimiter = {"tab": "\t", "\\t": "\t"}.get(args.delimiter, args.delimiter)
    return Choices(
        reading=Reading(encoding=args.encoding, delimiter=delimiter, heading_row=args.heading_row, sheet=args.sheet),
        columns=pairs_of(args.map),
        kind=args.kind,
        date_order=args.date_order,
        currency=args.currency.upper() if args.currency else None,
        region=args.region.upper() if args.region else None,
        duplicates=args.duplicates,
        words={word: stage_said(stage) for word, stage in pairs_of(args.stage).items()},
    )


def _holds_customers(path: Path, clock: Clock) -> bool:
    """Say whether there is a book, and a customer in it: an export then comes in as a table, a row for each."""
    from repdesk.desk.exporting import holds_customers

    if not there_is(path):
        return False
    with bringing_up() as older:
        book = open_book(path, clock, progress=older)
    try:
        return holds_customers(book)
    finally:
        book.close()


def _look(path: Path, clock: Clock, args: Namespace, progress: Progress) -> ImportReport:
    from repdesk.desk.importing import look

    with bringing_up() as older:
        book = open_book(path, clock, progress=older) if there_is(path) else None
    try:
        return look(paths.typed(args.file), book, choices_of(args), now=clock.now(), progress=progress).report
    finally:
        if book is not None:
            book.close()


def _bring_in(path: Path, clock: Clock, args: Namespace, progress: Progress) -> ImportReport:
    from repdesk.desk.importing import import_file as bring_in
    from repdesk.shell.calendar import follow

    with ExitStack() as stack:

        def opened() -> Book:
            with bringing_up() as older:
                book = open_book(path, clock, create=True, progress=older)
            stack.callback(book.close)
            stack.callback(follow, book)
            return book

        rejects = paths.typed(args.rejects) if args.rejects else None
        return bring_in(paths.typed(args.file), opened, choices_of(args), rejects=rejects, progress=progress)


def _say(report: ImportReport) -> None:
    """Print every row that was not taken as it stood, what was assumed, and the counts."""
    told = sorted({*map(id, report.problems)})
    for problem in (*report.problems, *(one for one in report.duplicates if id(one) not in told)):
        where = _("row %(row)d") % {"row": problem.row} + (f", {problem.column}" if problem.column else "")
        value = f"{problem.value}: " if problem.value else ""
        say(f"{where}: {value}{problem.problem}; {problem.action}")
    for note in report.notes:
        say(note)
    if report.kind != "accounts":
        say(_("The rows are %(kind)s.") % {"kind": _(ROW_NAMES[report.kind])})
    say(
        _(
            "%(rows)d rows: %(created)d created, %(updated)d updated, %(unchanged)d unchanged, %(merged)d merged,"
            " %(skipped)d skipped, %(rejected)d rejected"
        )
        % {name: getattr(report, name) for name in _COUNTS}
    )
    if report.rejects is not None:
        say(_("What is to be mended is in %(path)s; import that file when it is.") % {"path": report.rejects})
