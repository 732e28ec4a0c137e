"""One cell of the file into its field; what cannot be read leaves the field empty and stays in the notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from repdesk.desk.importing.custom import Custom
from repdesk.desk.importing.draft import Draft
from repdesk.desk.importing.habits import Habits
from repdesk.desk.importing.layout import Column
from repdesk.desk.importing.rejects import Rejects
from repdesk.desk.importing.report import ImportReport
from repdesk.exchange.amounts import parse_amount
from repdesk.exchange.cell import Cell, Problem
from repdesk.exchange.cells import bars_calls, parse_answer, parse_intent, parse_stage
from repdesk.exchange.dates import Order, When, parse_date
from repdesk.exchange.heading_row import Row
from repdesk.exchange.people import parse_people
from repdesk.exchange.phones import Number, parse_phones
from repdesk.exchange.plain import plain
from repdesk.i18n import N_, _
from repdesk.rules.labels import read_tags
from repdesk.store.reading.labels import FieldKind
from repdesk.text import cleaned

_PROBLEMS: dict[Problem, str] = {
    "date": N_("not a date"),
    "amount": N_("not an amount"),
    "stage": N_("not a stage"),
    "intent": N_("not an intent"),
}
_NOT_OF_KIND: dict[FieldKind, str] = {
    "text": N_("not a text"),
    "number": N_("not a number"),
    "date": N_("not a date"),
    "choice": N_("none of the choices, of which there are enough"),
}
_DAYS_ALONE = frozenset({"contract_start", "contract_end"})


class Cells:
    """Reads cells by the habits of their file, and lists in the report what it could not take."""

    def __init__(
        self, habits: Habits, today: date, customs: Mapping[str, Custom], report: ImportReport, rejects: Rejects
    ) -> None:
        self._habits = habits
        self._today = today
        self._customs = customs
        self._report = report
        self._rejects = rejects

    def take(self, draft: Draft, place: int, column: Column, text: str, row: Row) -> None:
        """Read `text`, the cell of the column at `place` of `row`, into the draft."""
        match column.target:
            case "phone":
                self._take_phones(draft, column, text, row)
            case "do_not_call":
                self._take_barred(draft, column, text, self._habits.order_at(place), row)
            case "stage" if plain(text) not in self._habits.words and bars_calls(text):
                draft.bar(self._today)
            case "stage":
                self._take_value(draft, column, text, self._stage(text), row)
            case "intent":
                self._take_value(draft, column, text, parse_intent(text), row)
            case "contract_start" | "contract_end" | "last_contact" | "next_call":
                self._take_date(draft, column, text, parse_date(text, self._habits.order_at(place)), row)
            case "contract_amount":
                self._take_amount(draft, column, text, row)
            case "tags":
                draft.add_tags(read_tags(cleaned(text)))
            case "people":
                draft.add_people(parse_people(cleaned(text)))
            case _ if column.custom:
                self._take_custom(draft, column, text, row)
            case _:
                self._take_text(draft, column, self._clean(draft, column, text))

    def refuse(self, draft: Draft, column: Column, text: str, why: str, row: Row) -> None:
        """Leave the field empty, keep the text in the notes, list it, and have the row mended."""
        draft.asides.append(f"{cleaned(column.heading)}: {cleaned(text)}")
        self._report.add(draft.row, column.heading, text, why, _("left empty, the text is in the notes"))
        self._rejects.add(draft.row, row, f"{cleaned(column.heading)}: {why}")

    def _stage(self, text: str) -> Cell[int]:
        said = self._habits.words.get(plain(text))
        return Cell(int(said)) if said is not None and said.isdecimal() else parse_stage(text)

    def _take_text(self, draft: Draft, column: Column, text: str) -> None:
        match column.target:
            case "name":
                draft.name = text
            case "notes":
                draft.remarks.append(text)
            case "region":  # province and city may have a column each
                before = draft.values.get("region")
                draft.values["region"] = f"{before} {text}" if before else text
            case target:
                draft.values[target] = text

    def _take_custom(self, draft: Draft, column: Column, text: str, row: Row) -> None:
        custom = self._customs[column.target]
        value = custom.read(self._clean(draft, column, text))
        if value is None:
            self.refuse(draft, column, text, _(_NOT_OF_KIND[custom.kind]), row)
        elif value:
            draft.values[column.target] = value

    def _take_phones(self, draft: Draft, column: Column, text: str, row: Row) -> None:
        for found in parse_phones(text, self._habits.region):
            if isinstance(found, Number):
                draft.add_phones([Number(found.e164, cleaned(found.raw), found.extension)])
            else:
                self.refuse(draft, column, found.raw, _("not a phone number"), row)

    def _take_date(self, draft: Draft, column: Column, text: str, cell: Cell[When], row: Row) -> None:
        when = cell.value
        if when is None:
            self.refuse(draft, column, text, _(_PROBLEMS["date"]), row)
        elif column.target == "last_contact" and when.day > self._today:
            self.refuse(draft, column, text, _("a contact that lies ahead"), row)
        else:
            draft.values[column.target] = _written(when, column.target not in _DAYS_ALONE)

    def _take_barred(self, draft: Draft, column: Column, text: str, order: Order, row: Row) -> None:
        """Take a yes, or the day of one; what is neither that nor a no bars too, for calling cannot be taken back."""
        answer = parse_answer(text)
        when = parse_date(text, order).value if answer is None else None
        if answer is None and when is None:
            draft.asides.append(f"{cleaned(column.heading)}: {cleaned(text)}")
            why, action = _("neither yes nor no, nor a day"), _("taken as do not call, the text is in the notes")
            self._report.add(draft.row, column.heading, text, why, action)
            self._rejects.add(draft.row, row, f"{cleaned(column.heading)}: {why}")
        if answer is not False:
            draft.bar(min(when.day, self._today) if when is not None else self._today)

    def _take_amount(self, draft: Draft, column: Column, text: str, row: Row) -> None:
        cell = parse_amount(text, self._habits.currency, column.unit)
        if cell.value is None:
            self.refuse(draft, column, text, _(_PROBLEMS["amount"]), row)
            return
        draft.values["contract_amount"] = cell.value.minor
        if cell.value.currency:
            draft.values["currency"] = cell.value.currency

    def _take_value(self, draft: Draft, column: Column, text: str, cell: Cell[int], row: Row) -> None:
        if cell.problem is not None:
            self.refuse(draft, column, text, _(_PROBLEMS[cell.problem]), row)
        elif cell.value is not None:
            draft.values[column.target] = cell.value

    def _clean(self, draft: Draft, column: Column, text: str) -> str:
        """Return a text as it may be stored, and list it where it steers terminals or turns lines around."""
        if text.isprintable():
            return text
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        clean = cleaned(lines)
        if clean != lines:
            self._report.add(draft.row, column.heading, text, _("control characters"), _("replaced by visible signs"))
        return clean


@lru_cache(maxsize=4096)
def _written(when: When, timed: bool) -> str:
    """Return a day as the book keeps it, one text for all rows that say it; with its time where that counts."""
    return when.day.isoformat() + (f"T{when.clock:%H:%M}" if timed and when.clock is not None else "")
