"""The rows of the file into accounts to be, or into skipped and rejected ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from repdesk.desk.importing.cells import Cells
from repdesk.desk.importing.draft import Draft
from repdesk.desk.importing.layout import Column, Layout
from repdesk.desk.importing.rejects import Rejects
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.heading_row import Row
from repdesk.exchange.plain import name_key, plain
from repdesk.exchange.table import Table
from repdesk.exchange.words import table as words
from repdesk.i18n import _
from repdesk.text import cleaned

_TOTALS = frozenset(plain(name) for name in words("totals")["names"])
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff·]+")
_STEP = 500  # rows between two words on the progress


def body(table: Table, report: ImportReport, done: Callable[[int], None]) -> Iterator[tuple[int, Row, str]]:
    """Yield the rows that say something, with their number and their first text; count and list the others as skipped.

    `done` is told how many rows have been read.
    """
    for number in table.above:
        skip(report, number, "", _("above the headings"))
    for count, (number, cells) in enumerate(table.rows, start=1):
        first = next((text for cell in cells if (text := cell.strip())), "")
        if first:
            yield number, cells, first
        else:
            skip(report, number, "", _("an empty row"))
        if count % _STEP == 0:
            done(count)


def skip(report: ImportReport, number: int, value: str, why: str) -> None:
    """Count and list a row that holds nothing to bring in."""
    report.skipped += 1
    report.add(number, None, value, why, _("skipped"))


def reject(report: ImportReport, rejects: Rejects, number: int, cells: Row, value: str, why: str) -> None:
    """Reject a row, to be mended; what was said of its cells is one with it."""
    report.rejected += 1
    problems = report.problems
    while problems and problems[-1].row == number:
        problems.pop()
    report.add(number, None, value, why, _("rejected"))
    rejects.reasons.pop(number, None)
    rejects.add(number, cells, why)


class Rows:
    """Reads the rows of one file of accounts; what it does not take as it stands is counted and listed."""

    def __init__(self, table: Table, layout: Layout, cells: Cells, report: ImportReport, rejects: Rejects) -> None:
        self._table = table
        self._columns = layout.columns
        self._report = report
        self._rejects = rejects
        self._cells = cells
        self._taken = [(place, one) for place, one in enumerate(layout.columns) if one.target]
        self._places = {one.target: place for place, one in reversed(self._taken)}
        self._phone_places = layout.places("phone")

    def drafts(self, done: Callable[[int], None]) -> Iterator[tuple[Draft, Row]]:
        """Yield an account for every row that gives one, with the row; `done` is told how many rows have been read."""
        for number, cells, first in body(self._table, self._report, done):
            draft = self._draft(number, cells, first)
            if draft is not None:
                yield draft, cells

    def _draft(self, number: int, cells: Row, first: str) -> Draft | None:
        """Return the account of a row, None where it is skipped or rejected."""
        phone_text = next((text for place in self._phone_places if (text := cells[place].strip())), "")
        if not phone_text and plain(first) in _TOTALS:
            skip(self._report, number, first, _("a row of totals"))
            return None
        draft = Draft(number)
        for place, column in self._taken:
            text = cells[place].strip()
            if text:
                self._cells.take(draft, place, column, text, cells)
        self._name_person(draft)
        self._check_contract(draft, cells)
        self._check_contact(draft, cells)
        draft.key = name_key(draft.name)
        if not draft.key and not self._named_otherwise(draft, phone_text):
            reject(self._report, self._rejects, number, cells, phone_text or first, _("neither a name nor a phone"))
            return None
        return draft

    def _named_otherwise(self, draft: Draft, phone_text: str) -> bool:
        """Name an account without a name after its person, where that one can be reached, or after its phone."""
        person = str(draft.values.get("contact", ""))
        if name_key(person) and (draft.phones or "email" in draft.values):
            draft.name, draft.key = person, name_key(person)
            self._report.add(draft.row, None, person, _("no company"), _("kept under the person's name"))
            return True
        if not draft.phones:
            return False
        draft.name = cleaned(phone_text)
        self._report.add(draft.row, None, phone_text, _("no name"), _("kept under its phone"))
        return True

    @staticmethod
    def _name_person(draft: Draft) -> None:
        """Make one name of a first and a last one: the last one first where both are Chinese."""
        first, last = (str(draft.values.pop(name, "")) for name in ("first_name", "last_name"))
        if "contact" not in draft.values and (first or last):
            chinese = _HAN.fullmatch(first + last)
            draft.values["contact"] = last + first if chinese else f"{first} {last}".strip()

    def _check_contract(self, draft: Draft, cells: Row) -> None:
        """Refuse an end that lies before its start."""
        start, end = draft.values.get("contract_start"), draft.values.get("contract_end")
        if start and end and str(end) < str(start):
            del draft.values["contract_end"]
            column, text = self._given("contract_end", cells)
            self._cells.refuse(draft, column, text, _("ends before it starts"), cells)

    def _check_contact(self, draft: Draft, cells: Row) -> None:
        """Keep the title and address of nobody in the notes: only a person has them."""
        if "contact" in draft.values:
            return
        for target in ("title", "email"):
            if draft.values.pop(target, None) is not None:
                column, text = self._given(target, cells)
                draft.asides.append(f"{cleaned(column.heading)}: {cleaned(text)}")

    def _given(self, target: str, cells: Row) -> tuple[Column, str]:
        """Return the column of a target, and what the row says there."""
        place = self._places[target]
        return self._columns[place], cells[place].strip()
