"""Today's list: the rows of the day, who is next in line, and what is said under them."""

from __future__ import annotations

from textual.reactive import reactive

from repdesk import wording
from repdesk.desk.rows import DayList, ListRow
from repdesk.i18n import _
from repdesk.widgets.call_columns import BY_BEST_HOURS, COLUMNS
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.row_list import RowList


def _after(day: DayList) -> list[str]:
    """Return what is said under the rows: how far over the quota, and what was carried over."""
    said = []
    if not day.head.coverage.callable:
        said.append(_("There is nobody in the book who may be called."))
        said.append(_("Bring in a file from the palette (ctrl+p), or take back what was undone."))
    elif not day.rows:
        said.append(_("Nobody is on the list: nobody is due, and everybody was called this month."))
    if day.head.over_quota_by:
        said.append(_("promised beyond the quota: %(n)d") % {"n": day.head.over_quota_by})
    carried = [f"{wording.tier(tier)} {n}" for tier, n in day.head.carried.items() if n]
    if carried:
        said.append(_("carried over: %(tiers)s") % {"tiers": ", ".join(carried)})
    return said


class CallList(RowList[ListRow]):
    """The rows of the day; what was called keeps its place."""

    offered: reactive[int | None] = reactive[int | None](None)
    """The account that is next in line."""

    def __init__(self, day: DayList) -> None:
        super().__init__(COLUMNS)
        self.show_day(day)
        self.set_reactive(CallList.cursor, day.offered if self.holds(day.offered or 0) else self.cursor)

    def show_day(self, day: DayList) -> None:
        """Show this state of the day."""
        self.have_columns(BY_BEST_HOURS if day.by_best_hours else COLUMNS)
        self.show(day.rows, day.today, _after(day))
        self.offered = day.offered

    def mark(self, row: ListRow) -> str:
        """Mark the one next in line."""
        return glyphs().prompt if row.account_id == self.offered else " "

    def style_of(self, row: ListRow) -> str:
        """Dim what was called."""
        return "dimmed" if row.state == "called" else ""

    def speaking_style_of(self, row: ListRow) -> str:
        """Let a promise stand out."""
        return "warned" if row.promised and row.state != "called" else ""
