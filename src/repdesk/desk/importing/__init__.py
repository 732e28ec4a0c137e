"""Bringing a book in from a spreadsheet: one act, all or nothing, and an account of every row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from repdesk.desk.backups.backing_up import MANY, backup_before
from repdesk.desk.book import Book
from repdesk.desk.importing.habits import Habits, habits_of
from repdesk.desk.importing.known import KnownBook, read_known
from repdesk.desk.importing.matching import Matched, Matching
from repdesk.desk.importing.merging import Merging
from repdesk.desk.importing.report import ImportReport
from repdesk.desk.importing.rows import Rows
from repdesk.exchange.table import Table, read_table
from repdesk.progress import Progress, silent
from repdesk.text import visible


class _Plan:
    """The drafts of a file, to be matched with a book."""

    def __init__(self, table: Table, habits: Habits, today: date, progress: Progress) -> None:
        self.table = table
        self.habits = habits
        self.total = 2 * max(1, len(table.rows))
        self.report = ImportReport(
            file=visible(table.file),
            encoding=table.encoding,
            columns={visible(one.heading): one.field for one in table.columns},
            notes=list(habits.said),
        )
        self._merging = Merging(table.columns, self.report)
        for draft in Rows(table, habits, today, self.report).drafts(lambda rows: progress(rows, self.total)):
            self._merging.add(draft)

    def match(self, known: KnownBook) -> Matched:
        """Say what is to be written, and complete the report."""
        matched = Matching(known, self.table.columns, self.report).match(self._merging.drafts)
        self.report.problems.sort(key=lambda one: one.row)
        return matched


def preview(path: Path, book: Book | None, *, today: date, progress: Progress = silent) -> ImportReport:
    """Report what an import of `path` would do; nothing is written, and `book` is None where there is none yet.

    RepdeskError where the file cannot be read as a table of accounts.
    """
    table = read_table(path)
    plan = _Plan(table, _habits(table, book), today, progress)
    plan.match(read_known(book.read()) if book is not None else KnownBook())
    plan.report.dry_run = True
    progress(plan.total, plan.total)
    return plan.report


def import_file(path: Path, opened: Callable[[], Book], *, progress: Progress = silent) -> ImportReport:
    """Bring a file into the book that `opened` returns; it is asked for only once the file has proved a table.

    RepdeskError where the file cannot be read as a table of accounts, or the book does not take it: then nothing of it
    is kept. Before many rows the book is backed up. The same file again changes nothing and leaves no entry.
    """
    table = read_table(path)
    book = opened()
    plan = _Plan(table, _habits(table, book), book.clock.today(), progress)
    if len(table.rows) > MANY:
        backup_before(book, "import")
    policy_id = book.policy_id()
    from repdesk.desk.importing.writing import STEPS, Writing
    from repdesk.models.setting import Setting

    with book.store.act("import", at=book.clock.stamp(), policy_id=policy_id) as act:
        known = read_known(act.connection)  # under the write lock: nothing comes between what is read and written
        matched = plan.match(known)
        step = iter(range(1, STEPS + 1))
        Writing(act, known, path.name, book.clock.today()).write(
            matched, lambda: progress(plan.total // 2 + plan.total // 2 * next(step) // STEPS, plan.total)
        )
        if (matched.new or matched.revisions) and plan.habits.guessed:
            act.put(Setting, "phone_region", value=plan.habits.region)
    if book.applied(act.change) is not None:
        plan.report.change_id = act.seq
    progress(plan.total, plan.total)
    return plan.report


def _habits(table: Table, book: Book | None) -> Habits:
    """Return how the file writes things, as far as the book's settings leave it open."""
    if book is None:
        return habits_of(table, country=None, currency=None)
    country = book.setting("country") or book.setting("phone_region")
    return habits_of(table, country=country, currency=book.setting("currency"))
