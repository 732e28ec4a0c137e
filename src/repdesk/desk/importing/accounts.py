"""The rows of a file as accounts: read, made one where they are of one customer, matched and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.desk.importing.cells import Cells
from repdesk.desk.importing.choices import Duplicates
from repdesk.desk.importing.custom import Custom, custom_of
from repdesk.desk.importing.habits import Habits
from repdesk.desk.importing.known import KnownBook, known_book
from repdesk.desk.importing.layout import Layout
from repdesk.desk.importing.matching import Matched, Matching
from repdesk.desk.importing.merging import Merging
from repdesk.desk.importing.plan import Steps
from repdesk.desk.importing.rejects import Rejects
from repdesk.desk.importing.report import ImportReport
from repdesk.desk.importing.rows import Rows
from repdesk.exchange.table import Table
from repdesk.store.reading.labels import CustomField

if TYPE_CHECKING:
    from repdesk.store.act import Act


class AccountsPlan:
    """Accounts to be, from the rows of a table."""

    def __init__(
        self,
        table: Table,
        layout: Layout,
        habits: Habits,
        today: date,
        report: ImportReport,
        *,
        fields: Sequence[CustomField],
        duplicates: Duplicates,
        done: Callable[[int], None],
    ) -> None:
        """Read the rows; `fields` are the book's own, `done` is told how many rows have been read."""
        self.report = report
        self.rejects = Rejects()
        self.customs = customs_of(table, layout, habits, fields)
        self._layout, self._duplicates, self._today = layout, duplicates, today
        self._file = Path(table.file).name
        cells = Cells(habits, today, self.customs, report, self.rejects)
        merging = Merging(layout, report, duplicates)
        for draft, row in Rows(table, layout, cells, report, self.rejects).drafts(done):
            merging.add(draft, row)
        self._drafts = merging.drafts
        self._known = KnownBook()
        self._matched = Matched()

    def match(self, connection: sqlite3.Connection | None) -> bool:
        """Find each account in the book; the drafts are the matching's from here on."""
        self._known = known_book(connection) if connection is not None else KnownBook()
        self._matched = Matching(self._known, self._layout, self.report, self._duplicates).match(self._drafts)
        self._drafts = []
        self.report.problems.sort(key=lambda one: one.row)
        self.report.duplicates.sort(key=lambda one: one.row)
        return bool(self._matched.new or self._matched.revisions)

    def write(self, act: Act, done: Steps) -> None:
        """Write new accounts and changes."""
        from repdesk.desk.importing.writing import Writing

        total = len(self._matched.new) + len(self._matched.revisions)
        writing = Writing(act, self._known, self._file, self._today, self.customs)
        self._known = KnownBook()  # what is written from here on need not know the rest
        writing.write(self._matched, lambda written: done(written, total))


def customs_of(table: Table, layout: Layout, habits: Habits, fields: Sequence[CustomField]) -> dict[str, Custom]:
    """Return the fields of the rep's own that columns of the file fill, by target."""
    return {
        column.target: custom_of(
            column.custom, (cells[place] for _row, cells in table.rows), habits.order_at(place), fields
        )
        for place, column in enumerate(layout.columns)
        if column.custom
    }
