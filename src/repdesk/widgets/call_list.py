"""Today's list, drawn line by line: only what is in view is ever rendered."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from repdesk import keymap, wording
from repdesk.desk.rows import DayList, ListRow
from repdesk.i18n import _
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.list_columns import Column, shared_width
from repdesk.widgets.plain import clip, fit, right


def _after(day: DayList) -> list[str]:
    """Return what is said under the rows: how far over the quota, and what was carried over."""
    said = []
    if not day.head.coverage.callable:
        said.append(_("There is nobody in the book who may be called."))
    elif not day.rows:
        said.append(_("Nobody is on the list: nobody is due, and everybody was called this month."))
    if day.head.over_quota_by:
        said.append(_("promised beyond the quota: %(n)d") % {"n": day.head.over_quota_by})
    carried = [f"{wording.tier(tier)} {n}" for tier, n in day.head.carried.items() if n]
    if carried:
        said.append(_("carried over: %(tiers)s") % {"tiers": ", ".join(carried)})
    return said


class CallList(ScrollView, can_focus=True):
    """The rows of the day under a fixed heading; the cursor stays on its account whatever happens to the rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "call-list--heading",
        "call-list--cursor",
        "call-list--called",
        "call-list--promised",
        "call-list--after",
    }
    BINDINGS = keymap.bindings("today", "list.")

    cursor: reactive[int | None] = reactive[int | None](None, repaint=False)
    """The account under the cursor."""
    offered: reactive[int | None] = reactive[int | None](None)
    """The account that is next in line."""

    class Moved(Message):
        """The cursor stands on another account."""

        def __init__(self, account_id: int | None) -> None:
            super().__init__()
            self.account_id = account_id

    class Chosen(Message):
        """A line was clicked twice."""

    def __init__(self, day: DayList) -> None:
        super().__init__()
        self._width = 0
        self._columns: list[tuple[Column, int]] = []
        self._at: dict[int, int] = {}
        self.rows: tuple[ListRow, ...] = ()
        self.show(day)
        self.set_reactive(CallList.cursor, day.offered if day.offered in self._at else self.cursor)

    def show(self, day: DayList) -> None:
        """Show this day's rows; a cursor whose account is gone stays at its height."""
        height = self._at.get(self.cursor, 0) if self.cursor is not None else 0
        self.rows, self._today = day.rows, day.today
        self._at = {row.account_id: index for index, row in enumerate(self.rows)}
        self._after = [clip(f"  {words}", 400) for words in _after(day)]
        self._drawn: dict[int, tuple[str, str, str]] = {}
        self.virtual_size = Size(0, 1 + len(self.rows) + len(self._after))
        self.offered = day.offered
        if self.cursor not in self._at:
            self.cursor = self.rows[min(height, len(self.rows) - 1)].account_id if self.rows else None
        self.refresh()

    @property
    def row(self) -> ListRow | None:
        """Return the row under the cursor."""
        return self.rows[self._at[self.cursor]] if self.cursor in self._at and self.cursor is not None else None

    def holds(self, account_id: int) -> bool:
        """Say whether the account is on the list."""
        return account_id in self._at

    def go_to(self, account_id: int | None) -> None:
        """Put the cursor on an account of the list and bring it into view."""
        if account_id in self._at:
            self.cursor = account_id

    def validate_cursor(self, account_id: int | None) -> int | None:
        """Keep the cursor on an account of the list."""
        return account_id if account_id in self._at else None

    def watch_cursor(self, before: int | None, account_id: int | None) -> None:
        """Draw the two lines anew, bring the cursor into view and say where it stands."""
        if not self.is_mounted:
            return
        for line in (before, account_id):
            if line in self._at:
                self.refresh(Region(0, 1 + self._at[line] - self.scroll_offset.y, self.size.width, 1))
        self._into_view()
        self.post_message(self.Moved(account_id))

    def watch_offered(self) -> None:
        """Draw the mark of the next one in line."""
        self.refresh()

    def _into_view(self) -> None:
        if self.cursor is None or self.size.height < 2:
            return
        index, top, lines = self._at[self.cursor], round(self.scroll_target_y), self.size.height - 1
        if index < top or index >= top + lines:
            self.scroll_to(y=max(0, index if index < top else index - lines + 1), animate=False)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._into_view()

    def _share(self, width: int) -> None:
        """Share the width among the columns, where it is another one than before."""
        if width != self._width:
            self._width, self._columns = width, shared_width(width - 2)
            self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        """Draw the heading at the top, else the row that has scrolled to line `y`."""
        width = self.scrollable_content_region.width
        self._share(width)
        if y == 0:
            cells = (self._aligned(column, size, _(column.heading)) for column, size in self._columns)
            return self._strip("  " + " ".join(cells), self.get_component_rich_style("call-list--heading"), width)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self.rows):
            after = index - len(self.rows)
            text = self._after[after] if after < len(self._after) else ""
            return self._strip(text, self.get_component_rich_style("call-list--after"), width)
        return Strip(self._segments(index, self.rows[index])).adjust_cell_length(width, self.rich_style)

    def _segments(self, index: int, row: ListRow) -> list[Segment]:
        """Return a row as what stands before the reason, the reason in its colour, and what stands after it."""
        signs, at_cursor = glyphs(), row.account_id == self.cursor
        mark = signs.cursor if at_cursor else signs.prompt if row.account_id == self.offered else " "
        style = self.get_component_rich_style("call-list--cursor") if at_cursor else self.rich_style
        if row.state == "called":
            style += self.get_component_rich_style("call-list--called", partial=True)
        speaking = style
        if row.promised and row.state != "called":
            speaking += self.get_component_rich_style("call-list--promised", partial=True)
        before, reason, after = self._text(index, row)
        return [Segment(f"{mark} {before}", style), Segment(reason, speaking), Segment(after, style)]

    def _text(self, index: int, row: ListRow) -> tuple[str, str, str]:
        drawn = self._drawn.get(index)
        if drawn is None:
            cells = [self._aligned(column, size, column.cell(row, self._today)) for column, size in self._columns]
            at = next(number for number, (column, _size) in enumerate(self._columns) if column.speaks)
            before, after = " ".join(cells[:at]) + " ", "".join(f" {cell}" for cell in cells[at + 1 :])
            drawn = self._drawn[index] = before, cells[at], after
        return drawn

    @staticmethod
    def _aligned(column: Column, width: int, text: str) -> str:
        return right(text, width) if column.align_right else fit(text, width)

    @staticmethod
    def _strip(text: str, style: Style, width: int) -> Strip:
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _step(self, lines: int) -> None:
        if self.rows:
            index = self._at.get(self.cursor, 0) if self.cursor is not None else 0
            self.cursor = self.rows[max(0, min(len(self.rows) - 1, index + lines))].account_id

    def action_up(self) -> None:
        """Go one line up."""
        self._step(-1)

    def action_down(self) -> None:
        """Go one line down."""
        self._step(1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._step(1 - self.size.height)

    def action_page_down(self) -> None:
        """Go a page down."""
        self._step(self.size.height - 1)

    def action_top(self) -> None:
        """Go to the first line."""
        self._step(-len(self.rows))

    def action_end(self) -> None:
        """Go to the last line."""
        self._step(len(self.rows))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; twice opens."""
        index = event.y - 1 + self.scroll_offset.y
        if self.can_focus and event.y > 0 and 0 <= index < len(self.rows):
            self.cursor = self.rows[index].account_id
            if event.chain == 2:
                self.post_message(self.Chosen())
