"""The rows of the file into accounts to be, or into skipped and rejected ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from repdesk.desk.importing.cells import Cells
from repdesk.desk.importing.draft import Draft
from repdesk.desk.importing.habits import Habits
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.headings import Column, Field
from repdesk.exchange.plain import name_key, plain
from repdesk.exchange.table import Row, Table
from repdesk.exchange.words import table as words
from repdesk.i18n import _
from repdesk.text import cleaned

_TOTALS = frozenset(plain(name) for name in words("totals")["names"])
_STEP = 500  # rows between two words on the progress


class Rows:
    """Reads the rows of one file; what it does not take as it stands is counted and listed in the report."""

    def __init__(self, table: Table, habits: Habits, today: date, report: ImportReport) -> None:
        self._table = table
        self._report = report
        self._cells = Cells(habits, today, report)
        self._places = {one.field: place for place, one in reversed(list(enumerate(table.columns)))}
        self._phone_places = [place for place, one in enumerate(table.columns) if one.field == "phone"]

    def drafts(self, done: Callable[[int], None]) -> Iterator[Draft]:
        """Yield an account for every row that gives one; `done` is told how many rows have been read."""
        for number in self._table.above:
            self._skip(number, "", _("above the headings"))
        for count, (number, cells) in enumerate(self._table.rows, start=1):
            draft = self._draft(number, cells)
            if draft is not None:
                yield draft
            if count % _STEP == 0:
                done(count)

    def _draft(self, number: int, cells: Row) -> Draft | None:
        """Return the account of a row, None where it is skipped or rejected."""
        first = next((text for cell in cells if (text := cell.strip())), "")
        if not first:
            self._skip(number, "", _("an empty row"))
            return None
        phone_text = next((text for place in self._phone_places if (text := cells[place].strip())), "")
        if not phone_text and plain(first) in _TOTALS:
            self._skip(number, first, _("a row of totals"))
            return None
        draft = Draft(number, cells)
        for place, (column, cell) in enumerate(zip(self._table.columns, cells, strict=True)):
            text = cell.strip()
            if text:
                self._cells.take(draft, place, column, text)
        self._check_contract(draft)
        self._check_contact(draft)
        draft.key = name_key(draft.name)
        if not draft.key:
            if not draft.phones:
                self._reject(number, phone_text or first)
                return None
            draft.name = cleaned(phone_text)
            self._report.add(number, None, phone_text, _("no name"), _("kept under its phone"))
        return draft

    def _skip(self, number: int, value: str, why: str) -> None:
        self._report.skipped += 1
        self._report.add(number, None, value, why, _("skipped"))

    def _reject(self, number: int, value: str) -> None:
        """Reject a row that says neither who nor where to call; its cells' own problems are one with it."""
        self._report.rejected += 1
        problems = self._report.problems
        while problems and problems[-1].row == number:
            problems.pop()
        self._report.add(number, None, value, _("neither a name nor a phone"), _("rejected"))

    def _check_contract(self, draft: Draft) -> None:
        """Refuse an end that lies before its start."""
        start, end = draft.values.get("contract_start"), draft.values.get("contract_end")
        if start and end and str(end) < str(start):
            del draft.values["contract_end"]
            column, text = self._given(draft, "contract_end")
            self._cells.refuse(draft, column, text, _("ends before it starts"))

    def _check_contact(self, draft: Draft) -> None:
        """Keep the title and address of nobody in the notes: only a person has them."""
        if "contact" in draft.values:
            return
        for field in ("title", "email"):
            if draft.values.pop(field, None) is not None:
                column, text = self._given(draft, field)
                draft.asides.append(f"{cleaned(column.heading)}: {cleaned(text)}")

    def _given(self, draft: Draft, field: Field) -> tuple[Column, str]:
        """Return the column of a field, and what the row says there."""
        place = self._places[field]
        return self._table.columns[place], draft.cells[place].strip()
