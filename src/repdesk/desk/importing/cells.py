"""One cell of the file into its field; what cannot be read leaves the field empty and stays in the notes."""

from __future__ import annotations

from datetime import date

from repdesk.desk.importing.draft import Draft
from repdesk.desk.importing.habits import Habits
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.amounts import parse_amount
from repdesk.exchange.cell import Cell, Problem
from repdesk.exchange.cells import parse_intent, parse_stage
from repdesk.exchange.dates import When, parse_date
from repdesk.exchange.headings import Column
from repdesk.exchange.phones import Number, parse_phones
from repdesk.i18n import N_, _
from repdesk.text import cleaned

_PROBLEMS: dict[Problem, str] = {
    "date": N_("not a date"),
    "amount": N_("not an amount"),
    "stage": N_("not a stage"),
    "intent": N_("not an intent"),
}
_DAYS_ALONE = frozenset({"contract_start", "contract_end"})


class Cells:
    """Reads cells by the habits of their file, and lists in the report what it could not take."""

    def __init__(self, habits: Habits, today: date, report: ImportReport) -> None:
        self._habits = habits
        self._today = today
        self._report = report

    def take(self, draft: Draft, place: int, column: Column, text: str) -> None:
        """Read `text`, the cell of the column at `place`, into the draft."""
        match column.field:
            case "phone":
                self._take_phones(draft, column, text)
            case "stage":
                self._take_value(draft, column, text, parse_stage(text))
            case "intent":
                self._take_value(draft, column, text, parse_intent(text))
            case "contract_start" | "contract_end" | "last_contact" | "next_call":
                self._take_date(draft, column, text, parse_date(text, self._habits.orders[place]))
            case "contract_amount":
                self._take_amount(draft, column, text)
            case _:
                self._take_text(draft, column, self._clean(draft, column, text))

    def refuse(self, draft: Draft, column: Column, text: str, why: str) -> None:
        """Leave the field empty, keep the text in the notes and list it."""
        draft.asides.append(f"{cleaned(column.heading)}: {cleaned(text)}")
        self._report.add(draft.row, column.heading, text, why, _("left empty, the text is in the notes"))

    def _take_text(self, draft: Draft, column: Column, text: str) -> None:
        match column.field:
            case None:
                draft.asides.append(f"{cleaned(column.heading)}: {text}")
            case "name":
                draft.name = text
            case "notes":
                draft.remarks.append(text)
            case "region":  # province and city may have a column each
                before = draft.values.get("region")
                draft.values["region"] = f"{before} {text}" if before else text
            case field:
                draft.values[field] = text

    def _take_phones(self, draft: Draft, column: Column, text: str) -> None:
        for found in parse_phones(text, self._habits.region):
            if isinstance(found, Number):
                draft.add_phones([Number(found.e164, cleaned(found.raw), found.extension)])
            else:
                self.refuse(draft, column, found.raw, _("not a phone number"))

    def _take_date(self, draft: Draft, column: Column, text: str, cell: Cell[When]) -> None:
        when = cell.value
        if when is None:
            self.refuse(draft, column, text, _(_PROBLEMS["date"]))
        elif column.field == "last_contact" and when.day > self._today:
            self.refuse(draft, column, text, _("a contact that lies ahead"))
        elif column.field is not None:
            timed = when.clock is not None and column.field not in _DAYS_ALONE
            draft.values[column.field] = when.day.isoformat() + (f"T{when.clock:%H:%M}" if timed else "")

    def _take_amount(self, draft: Draft, column: Column, text: str) -> None:
        cell = parse_amount(text, self._habits.currency, column.unit)
        if cell.value is None:
            self.refuse(draft, column, text, _(_PROBLEMS["amount"]))
            return
        draft.values["contract_amount"] = cell.value.minor
        if cell.value.currency:
            draft.values["currency"] = cell.value.currency

    def _take_value(self, draft: Draft, column: Column, text: str, cell: Cell[int]) -> None:
        if cell.problem is not None:
            self.refuse(draft, column, text, _(_PROBLEMS[cell.problem]))
        elif cell.value is not None and column.field is not None:
            draft.values[column.field] = cell.value

    def _clean(self, draft: Draft, column: Column, text: str) -> str:
        """Return a text as it may be stored, and list it where it steers terminals or turns lines around."""
        if text.isprintable():
            return text
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        clean = cleaned(lines)
        if clean != lines:
            self._report.add(draft.row, column.heading, text, _("control characters"), _("replaced by visible signs"))
        return clean
