"""A list of rows in columns, drawn line by line: only what is in view is ever rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from repdesk import keymap
from repdesk.i18n import _
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, fit, right

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A column: `least` cells, up to `most`; of those that do not fit, the highest `sacrifice` goes first."""

    heading: str
    cell: Callable[[RowT, date], str]
    """The text of a row, which the day is told for words such as "today"."""
    least: int
    most: int
    sacrifice: int = 0
    align_right: bool = False
    speaks: bool = False
    """It says why, and takes the colour of what it says; one column at the most."""


def shared_width(columns: Sequence[Column[RowT]], width: int) -> list[tuple[Column[RowT], int]]:
    """Return the columns that fit into `width` cells with their widths, one blank between them."""
    left = list(columns)
    while sum(column.least + 1 for column in left) - 1 > width and any(column.sacrifice for column in left):
        left.remove(max(left, key=lambda column: column.sacrifice))
    spare = width - (sum(column.least + 1 for column in left) - 1)
    widths: dict[int, int] = {}
    for at, column in sorted(
        enumerate(left), key=lambda each: each[1].most
    ):  # the one that can take all takes the rest
        part = spare if column.most > width else spare // 3
        widths[at] = max(min(column.least, width), min(column.most, column.least + part))
        spare -= widths[at] - column.least
    return [(column, widths[at]) for at, column in enumerate(left)]


class RowList(ScrollView, Generic[RowT], can_focus=True):
    """Rows under a fixed heading; the cursor stays on the key of its row whatever happens to the rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--heading",
        "row-list--cursor",
        "row-list--dimmed",
        "row-list--warned",
        "row-list--after",
    }
    BINDINGS = keymap.bindings("list")

    cursor: reactive[int | None] = reactive[int | None](None, repaint=False)
    """The key of the row under the cursor."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, row_list: RowList[Any], key: int | None) -> None:
            super().__init__()
            self.row_list, self.key = row_list, key

        @property
        def control(self) -> RowList[Any]:
            """The list."""
            return self.row_list

    class Chosen(Message):
        """A row was clicked twice."""

        def __init__(self, row_list: RowList[Any], key: int) -> None:
            super().__init__()
            self.row_list, self.key = row_list, key

        @property
        def control(self) -> RowList[Any]:
            """The list."""
            return self.row_list

    def __init__(self, columns: Sequence[Column[RowT]], *, id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        super().__init__(id=id)
        self._all_columns = tuple(columns)
        self._width = 0
        self._columns: list[tuple[Column[RowT], int]] = []
        self._at: dict[int, int] = {}
        self._after: list[str] = []
        self._drawn: dict[int, tuple[str, str, str]] = {}
        self._today = date.min
        self.rows: Sequence[RowT] = ()

    def show(
        self, rows: Sequence[RowT], today: date, after: Sequence[str] = (), keys: Sequence[int] | None = None
    ) -> None:
        """Show these rows, and lines of words under them; a cursor whose row is gone stays at its height.

        `keys` are those of the rows, in their order, where the rows themselves are read only when they are drawn.
        """
        height = self._at.get(self.cursor, 0) if self.cursor is not None else 0
        self.rows, self._today = rows, today
        known = [self.key(row) for row in rows] if keys is None else keys
        self._at = {key: index for index, key in enumerate(known)}
        self._after = [clip(f"  {words}", 400) for words in after]
        self._drawn.clear()
        self.virtual_size = Size(0, 1 + len(known) + len(self._after))
        if self.cursor not in self._at:
            self.cursor = known[min(height, len(known) - 1)] if known else None
        self.refresh()

    def have_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Draw these columns from now on."""
        self._all_columns = tuple(columns)
        self._width = 0
        self.refresh()

    def redraw(self) -> None:
        """Draw the rows anew: what is told of them beside their cells has changed."""
        self._drawn.clear()
        self.refresh()

    def column_at(self, x: int) -> Column[RowT] | None:
        """Return the column under a cell of the line, None between them."""
        left = 2
        for column, width in self._columns:
            if left <= x < left + width:
                return column
            left += width + 1
        return None

    def key(self, row: RowT) -> int:
        """Return what a row is known by: its account, where a list does not say otherwise."""
        return int(row.account_id)  # type: ignore[attr-defined]

    def mark(self, row: RowT) -> str:  # noqa: ARG002 (for those who override it)
        """Return the sign before a row that is not under the cursor: one cell."""
        return " "

    def style_of(self, row: RowT) -> str:  # noqa: ARG002 (for those who override it)
        """Return "dimmed" for a row that is done with, else ""."""
        return ""

    def speaking_style_of(self, row: RowT) -> str:  # noqa: ARG002 (for those who override it)
        """Return "warned" where what the speaking column says presses, else ""."""
        return ""

    @property
    def row(self) -> RowT | None:
        """Return the row under the cursor."""
        return self.rows[self._at[self.cursor]] if self.cursor is not None and self.cursor in self._at else None

    def holds(self, key: int) -> bool:
        """Say whether a row of this key is on the list."""
        return key in self._at

    def go_to(self, key: int | None) -> None:
        """Put the cursor on a row of the list and bring it into view."""
        if key in self._at:
            self.cursor = key

    def validate_cursor(self, key: int | None) -> int | None:
        """Keep the cursor on a row of the list."""
        return key if key in self._at else None

    def watch_cursor(self, before: int | None, key: int | None) -> None:
        """Draw the two lines anew, bring the cursor into view and say where it stands."""
        if not self.is_mounted:
            return
        for line in (before, key):
            if line in self._at:
                self.refresh(Region(0, 1 + self._at[line] - self.scroll_offset.y, self.size.width, 1))
        self.into_view()
        self.post_message(self.Moved(self, key))

    def into_view(self) -> None:
        """Scroll so that the cursor is seen."""
        if self.cursor is None or self.size.height < 2:
            return
        index, top, lines = self._at[self.cursor], round(self.scroll_target_y), self.size.height - 1
        if index < top or index >= top + lines:
            self.scroll_to(y=max(0, index if index < top else index - lines + 1), animate=False)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.into_view()

    def _share(self, width: int) -> None:
        """Share the width among the columns, where it is another one than before."""
        if width != self._width:
            self._width, self._columns = width, shared_width(self._all_columns, width - 2)
            self._drawn.clear()

    def render_line(self, y: int) -> Strip:
        """Draw the heading at the top, else the row that has scrolled to line `y`."""
        width = self.scrollable_content_region.width
        self._share(width)
        if y == 0:
            cells = (self._aligned(column, size, _(column.heading)) for column, size in self._columns)
            return self._strip("  " + " ".join(cells), self.get_component_rich_style("row-list--heading"), width)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self.rows):
            after = index - len(self.rows)
            text = self._after[after] if after < len(self._after) else ""
            return self._strip(text, self.get_component_rich_style("row-list--after"), width)
        return Strip(self._segments(index, self.rows[index])).adjust_cell_length(width, self.rich_style)

    def _segments(self, index: int, row: RowT) -> list[Segment]:
        """Return a row as what stands before the reason, the reason in its colour, and what stands after it."""
        at_cursor = self.key(row) == self.cursor
        mark = glyphs().cursor if at_cursor else self.mark(row)
        style = self.get_component_rich_style("row-list--cursor") if at_cursor else self.rich_style
        if name := self.style_of(row):
            style += self.get_component_rich_style(f"row-list--{name}", partial=True)
        speaking = style
        if name := self.speaking_style_of(row):
            speaking += self.get_component_rich_style(f"row-list--{name}", partial=True)
        before, reason, after = self._text(index, row)
        return [Segment(f"{mark} {before}", style), Segment(reason, speaking), Segment(after, style)]

    def _text(self, index: int, row: RowT) -> tuple[str, str, str]:
        drawn = self._drawn.get(index)
        if drawn is None:
            cells = [self._aligned(column, size, column.cell(row, self._today)) for column, size in self._columns]
            at = next((n for n, (column, _size) in enumerate(self._columns) if column.speaks), len(cells) - 1)
            before, after = "".join(f"{cell} " for cell in cells[:at]), "".join(f" {cell}" for cell in cells[at + 1 :])
            drawn = self._drawn[index] = before, cells[at], after
        return drawn

    @staticmethod
    def _aligned(column: Column[RowT], width: int, text: str) -> str:
        return right(text, width) if column.align_right else fit(text, width)

    @staticmethod
    def _strip(text: str, style: Style, width: int) -> Strip:
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _step(self, lines: int) -> None:
        if self.rows:
            index = self._at[self.cursor] if self.cursor is not None else 0
            self.cursor = self.key(self.rows[max(0, min(len(self.rows) - 1, index + lines))])

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
            self.cursor = key = self.key(self.rows[index])
            if event.chain == 2:
                self.post_message(self.Chosen(self, key))
