"""Bars under headings with one cursor over all of them, drawn line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from repdesk import keymap
from repdesk.widgets.bar_text import bar, marked
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, fit, plain, right

_LEAST_BAR = 6  # cells: where fewer are left there is no bar
_GAPS = 2  # the kinds of blank lines there are, the least needed being the highest


@dataclass(frozen=True, slots=True)
class BarLine:
    """A line with a bar: `count` of the `most` that fills it, a mark at `healthy`; `figures` stand right-aligned."""

    key: int
    label: str
    figures: tuple[str, str, str]
    count: int = 0
    most: int = 0
    healthy: int | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words over or under bars, with headings over the figures."""

    text: str = ""
    figures: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank line that stands where there is room: those of level 1 before those of level 2."""

    level: int = 1


Line = BarLine | TextLine | Gap


class Bars(ScrollView, can_focus=True):
    """The lines in their order; the cursor goes from bar to bar and stays on its key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bars--text", "bars--bar", "bars--cursor"}
    BINDINGS = keymap.bindings("list")

    cursor: reactive[int | None] = reactive[int | None](None)
    """The key of the line under the cursor."""

    class Chosen(Message):
        """A bar was clicked twice."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self._placed: list[Line] = []
        self._keys: list[int] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self._lines = tuple(lines)
        self._keys = [line.key for line in lines if isinstance(line, BarLine)]
        if self.cursor not in self._keys:
            self.cursor = self._keys[0] if self._keys else None
        self._place()

    def go_to(self, key: int) -> None:
        """Put the cursor on a bar."""
        if key in self._keys:
            self.cursor = key

    def watch_cursor(self) -> None:
        """Bring the cursor into view."""
        self._into_view()

    def on_resize(self) -> None:
        """Leave out the blank lines there is no room for."""
        self._place()

    def _place(self) -> None:
        for level in range(_GAPS, -1, -1):
            self._placed = [line for line in self._lines if not isinstance(line, Gap) or line.level <= level]
            if len(self._placed) <= self.size.height:
                break
        self.virtual_size = Size(0, len(self._placed))
        self.refresh()
        self._into_view()

    def _into_view(self) -> None:
        """Scroll so that the cursor is seen, and what stands over the first bar with it."""
        height, top = self.size.height, round(self.scroll_target_y)
        at = next((n for n, line in enumerate(self._placed) if self._is_at(line)), None)
        if at is None or not height:
            return
        if at <= top:
            first = self._keys and self.cursor == self._keys[0]
            self.scroll_to(y=0 if first else at, animate=False)
        elif at >= top + height:
            self.scroll_to(y=at - height + 1, animate=False)

    def _is_at(self, line: Line) -> bool:
        return isinstance(line, BarLine) and line.key == self.cursor

    def _widths(self, width: int) -> tuple[int, int, tuple[int, ...]]:
        """Return the cells of label, bar and figures: what the others leave is the bar's."""
        bars = [line for line in self._lines if isinstance(line, BarLine)]
        figures = [line.figures for line in self._lines if not isinstance(line, Gap)]
        widest = tuple(max((cells(row[at]) for row in figures), default=0) for at in range(3))
        label = max((cells(line.label) for line in bars), default=0)
        rest = width - 3 - sum(each + 2 for each in widest)  # the cursor's sign, and blanks between the columns
        if rest - label - 1 < _LEAST_BAR:
            return max(0, min(label, rest)), 0, widest
        return label, rest - label - 1, widest

    def render_line(self, y: int) -> Strip:
        """Draw the line that has scrolled to height `y`."""
        width, at = self.scrollable_content_region.width, y + self.scroll_offset.y
        line = self._placed[at] if at < len(self._placed) else Gap()
        if isinstance(line, Gap):
            return Strip.blank(width, self.rich_style)
        label, bar_width, figures = self._widths(width)
        after = "".join(f"  {right(text, size)}" for text, size in zip(line.figures, figures, strict=True))
        if isinstance(line, TextLine):
            style = self.get_component_rich_style("bars--text")
            text = fit(f"  {plain(line.text)}", width - (cells(after) if any(line.figures) else 0) - 1)
            return self._strip([Segment(text + (after if any(line.figures) else ""), style)], width, style)
        style = self.get_component_rich_style("bars--cursor") if self._is_at(line) else self.rich_style
        drawn = style + self.get_component_rich_style("bars--bar", partial=True)
        mark = glyphs().cursor if self._is_at(line) else " "
        segments = [Segment(f"{mark} {fit(line.label, label)} ", style), Segment(self._bar(line, bar_width), drawn)]
        return self._strip([*segments, Segment(after, style)], width, style)

    @staticmethod
    def _bar(line: BarLine, width: int) -> str:
        if not width:
            return ""
        drawn = bar(line.count, line.most, width)
        if line.healthy is not None and line.most:
            drawn = marked(drawn, min(width - 1, width * line.healthy // line.most))
        return fit(drawn, width) + " "

    @staticmethod
    def _strip(segments: list[Segment], width: int, style: Style) -> Strip:
        return Strip(segments).adjust_cell_length(width, style)

    def _step(self, bars: int) -> None:
        if self._keys:
            at = self._keys.index(self.cursor) if self.cursor in self._keys else 0
            self.cursor = self._keys[max(0, min(len(self._keys) - 1, at + bars))]

    def action_up(self) -> None:
        """Go one bar up."""
        self._step(-1)

    def action_down(self) -> None:
        """Go one bar down."""
        self._step(1)

    def action_page_up(self) -> None:
        """Go a page up."""
        self._step(-self.size.height)

    def action_page_down(self) -> None:
        """Go a page down."""
        self._step(self.size.height)

    def action_top(self) -> None:
        """Go to the first bar."""
        self._step(-len(self._keys))

    def action_end(self) -> None:
        """Go to the last bar."""
        self._step(len(self._keys))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; twice opens."""
        at = event.y + self.scroll_offset.y
        line = self._placed[at] if 0 <= at < len(self._placed) else Gap()
        if isinstance(line, BarLine):
            self.cursor = line.key
            if event.chain == 2:
                self.post_message(self.Chosen())
