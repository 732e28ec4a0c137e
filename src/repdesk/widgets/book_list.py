"""The list of the book: the columns the rep chose, the one it is sorted by with a sign, the marked ones with theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.message import Message

from repdesk import wording
from repdesk.desk.book_rows import BookRow, BookRows
from repdesk.desk.cells import Amount, Stands
from repdesk.desk.columns import Column
from repdesk.desk.ordering import Order
from repdesk.i18n import N_, _
from repdesk.money import whole_units
from repdesk.rules.types import NextCall
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, paragraph, plain
from repdesk.widgets.row_list import Column as Drawn
from repdesk.widgets.row_list import RowList
from repdesk.widgets.standing_words import intent_dots, short_stage, stage_words


@dataclass(frozen=True, slots=True)
class Look:
    """How a column is drawn: from `least` cells to `most`, under a shorter heading, in shorter words where given."""

    least: int
    most: int
    text: Callable[[Any, date], str] | None = None
    heading: str = ""
    right: bool = False


def _next(cell: NextCall, _today: date) -> str:
    """Return the day of the next call; its time where that was promised, for else it is but a proposal."""
    at = f" {wording.clock(cell.time)}" if cell.time and cell.promised else ""
    return wording.short_day(cell.date) + at


def _day(cell: date, today: date) -> str:
    """Return a day in eight cells: of another year its month."""
    return wording.short_day(cell) if cell.year == today.year else wording.month(cell)


def _stage(cell: Stands, _today: date) -> str:
    return stage_words(cell.stage, cell.deal, short_stage)


def _intent(cell: int, _today: date) -> str:
    return intent_dots(cell)


LOOKS: Mapping[str, Look] = {
    "id": Look(6, 6, right=True, heading=N_("no.")),
    "name": Look(13, 400),
    "grade": Look(2, 2, heading=N_("gr")),
    "stage": Look(13, 18, _stage),
    "intent": Look(6, 6, _intent),
    "kp": Look(6, 14),
    "phone": Look(17, 20),
    "size": Look(6, 12),
    "next_call": Look(14, 14, _next),
    "last_call": Look(8, 8, _day, N_("called")),
    "last_contact": Look(8, 8, _day, N_("spoke")),
    "untouched": Look(5, 5, heading=N_("days"), right=True),
    "calls": Look(5, 5, right=True),
    "unanswered": Look(6, 6, heading=N_("no ans"), right=True),
    "score": Look(5, 5, right=True),
    "currency": Look(4, 4, heading=N_("cur.")),
    "contract_end": Look(8, 8, _day, N_("ends")),
    "contract": Look(11, 11),
    "owner": Look(6, 14),
    "complete": Look(5, 5, heading=N_("known"), right=True),
    "created": Look(8, 8, _day, N_("since")),
    "do_not_call": Look(4, 4, heading=N_("dnc")),
    "today": Look(5, 5, heading=N_("today")),
}
_BY_KIND = {
    "text": Look(8, 40),
    "number": Look(6, 12, right=True),
    "money": Look(10, 18, right=True),
    "day": Look(8, 8, _day),
    "flag": Look(4, 4),
}


class BookList(RowList[BookRow]):
    """Who was called today keeps the place, with a tick; a click on a heading sorts."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--marked"}

    class HeadingClicked(Message):
        """The heading of a column was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, marked: Collection[int], currency: str) -> None:
        """Begin empty; those in `marked`, which may change, are marked, amounts in `currency` are shown without it."""
        super().__init__(())
        self._marked, self._currency = marked, currency
        self._drawn_columns: list[tuple[Column, Drawn[BookRow]]] = []
        self._day = date.min

    def show_book(self, rows: BookRows, columns: Sequence[Column], order: Order, today: date, nobody: str) -> None:
        """Show these customers in these columns as of `today`; `nobody` is said where there are none."""
        self._day = today
        self._drawn_columns = [(one, self._drawn_as(one, order, place)) for place, one in enumerate(columns, start=1)]
        self.have_columns([Drawn("", self._signs, 2, 2), *(drawn for _column, drawn in self._drawn_columns)])
        self.show(rows, today, () if rows.ids else (nobody,), rows.ids)

    def bring_into_view(self, key: int | None = None) -> None:
        """Bring the cursor into view, put on the row of a key where one is given."""
        if key is not None:
            self.go_to(key)
        self.into_view()

    def _drawn_as(self, column: Column, order: Order, place: int) -> Drawn[BookRow]:
        """Return a column as it is drawn; those further right give way first, the name and the sorted one never."""
        look = LOOKS.get(column.name, _BY_KIND[column.kind])
        sorted_by = column.name == order.column.name
        heading = _(look.heading) if look.heading else plain(column.title)
        if sorted_by:
            heading += glyphs().down if order.down else glyphs().up
        stays = sorted_by or column.name == "name"
        return Drawn(
            heading,
            self._text_of(column, look),
            max(look.least, cells(heading)) if sorted_by else look.least,
            max(look.most, cells(heading)) if sorted_by else look.most,
            0 if stays else place,
            align_right=look.right,
            speaks=column.name == "next_call",
        )

    def _text_of(self, column: Column, look: Look) -> Callable[[BookRow, date], str]:
        text = look.text or column.text

        def drawn(row: BookRow, today: date) -> str:
            cell = row.cells.get(column.name)
            if isinstance(cell, Amount):
                return self._worth(cell)
            if cell is None and column.name == "next_call" and row.may_be_called:
                return _("none set")
            return "" if cell is None else paragraph(text(cell, today))

        return drawn

    def _worth(self, cell: Amount) -> str:
        """Return the amount, with its currency where that is not the book's."""
        amount = whole_units(cell.minor, cell.currency)
        return amount if cell.currency == self._currency else f"{cell.currency} {amount}"

    def _signs(self, row: BookRow, _today: date) -> str:
        mark = glyphs().marked if row.account_id in self._marked else " "
        return mark + (glyphs().tick if row.outcome is not None else " ")

    def style_of(self, row: BookRow) -> str:
        """Let the marked ones stand out, dim who was called today."""
        if row.account_id in self._marked:
            return "marked"
        return "dimmed" if row.outcome is not None else ""

    def speaking_style_of(self, row: BookRow) -> str:
        """Let a call that is late stand out."""
        call = row.cells.get("next_call")
        return "warned" if row.outcome is None and call is not None and call.date < self._day else ""

    def on_click(self, event: events.Click) -> None:
        """Sort by the column whose heading is clicked; else put the cursor where the mouse points."""
        if event.y > 0:
            super().on_click(event)
            return
        event.prevent_default()
        clicked = self.column_at(event.x)
        for column, drawn in self._drawn_columns:
            if drawn is clicked:
                self.post_message(self.HeadingClicked(column.name))
