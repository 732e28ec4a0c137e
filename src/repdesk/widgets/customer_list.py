"""A list of customers, whoever they are: one line each with where they stand, what is next and what they are worth."""

from __future__ import annotations

from datetime import date

from textual.content import Content
from textual.widget import Widget

from repdesk import wording
from repdesk.desk.accounts import AccountRow, AccountRows
from repdesk.i18n import N_, _
from repdesk.money import whole_units
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, plain
from repdesk.widgets.row_list import Column, RowList
from repdesk.widgets.standing_words import intent_dots, short_stage, stage_words


def _tick(row: AccountRow, _today: date) -> str:
    return glyphs().tick if row.outcome is not None else ""


def _next(row: AccountRow, _today: date) -> str:
    """Return the day of the next call; its time where that was promised, for else it is but a proposal."""
    call = row.next_call
    if call is None:
        return _("none set") if row.may_be_called else ""
    at = f" {wording.clock(call.time)}" if call.time and call.promised else ""
    return wording.short_day(call.date) + at


def _last(row: AccountRow, _today: date) -> str:
    return wording.short_day(row.last_contact) if row.last_contact else ""


def _worth(row: AccountRow, own: str) -> str:
    """Return the amount, with its currency where that is not the list's `own`."""
    if row.amount is None:
        return ""
    amount = whole_units(row.amount, row.currency)
    return amount if row.currency == own else f"{row.currency} {amount}"


_COLUMNS: tuple[Column[AccountRow], ...] = (
    Column("", _tick, 1, 1),
    Column(N_("gr"), lambda row, _today: row.grade, 2, 2),
    Column(N_("customer"), lambda row, _today: plain(row.name), 13, 400),
    Column(N_("KP"), lambda row, _today: plain(row.kp), 6, 14, sacrifice=1),
    Column(N_("stage"), lambda row, _today: stage_words(row.stage, row.deal_stage, short_stage), 13, 18),
    Column(N_("intent"), lambda row, _today: intent_dots(row.intent), 6, 6),
    Column(N_("next call"), _next, 14, 14, speaks=True),
    Column(N_("last"), _last, 8, 8, sacrifice=2),
)


def _columns(own: str) -> tuple[Column[AccountRow], ...]:
    return (*_COLUMNS, Column(N_("value"), lambda row, _today: _worth(row, own), 10, 18, align_right=True))


class CustomerList(RowList[AccountRow]):
    """The customers of a list; who was called today keeps the place, with a tick."""

    def __init__(self, rows: AccountRows, today: date) -> None:
        super().__init__(_columns(rows.currency))
        self.show_customers(rows, today)

    def show_customers(self, rows: AccountRows, today: date) -> None:
        """Show these customers as of `today`."""
        self._day = today
        self.show(rows, today, () if rows.ids else (_("Nobody is on this list."),), rows.ids)

    def style_of(self, row: AccountRow) -> str:
        """Dim who was called today."""
        return "dimmed" if row.outcome is not None else ""

    def speaking_style_of(self, row: AccountRow) -> str:
        """Let a call that is late stand out."""
        late = row.outcome is None and row.next_call is not None and row.next_call.date < self._day
        return "warned" if late else ""


class TitleLine(Widget):
    """What a list is a list of."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = plain(text)

    def show(self, text: str) -> None:
        """Say this."""
        self._text = plain(text)
        self.refresh()

    def render(self) -> Content:
        """Draw as much as there is room for."""
        return Content(clip(self._text, self.size.width))
