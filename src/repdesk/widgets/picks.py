"""A short list to pick from, drawn line by line, that lets a text field keep the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import fit, plain


class Picks(Widget):
    """Lines with one of them picked; as many are drawn as there is room for, the picked one among them."""

    COMPONENT_CLASSES = {"picks--picked"}  # noqa: RUF012 (Textual declares it so)

    class Taken(Message):
        """A line was clicked."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        super().__init__()
        self.show(lines)

    def show(self, lines: Sequence[str], at: int = 0) -> None:
        """Show these lines with the one numbered `at` picked."""
        self.lines = tuple(plain(line) for line in lines)
        self.at = min(at, max(0, len(self.lines) - 1))
        self.refresh()

    def step(self, lines: int) -> None:
        """Pick a line further down, or up."""
        if self.lines:
            self.at = (self.at + lines) % len(self.lines)
            self.refresh()

    @property
    def _top(self) -> int:
        return max(0, min(self.at - self.size.height // 2, len(self.lines) - self.size.height))

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands at height `y`."""
        index, width = self._top + y, self.size.width
        if index >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        picked = index == self.at
        style = self.get_component_rich_style("picks--picked") if picked else self.rich_style
        mark = glyphs().cursor if picked else " "
        return Strip([Segment(fit(f"{mark} {self.lines[index]}", width), style)], width)

    def on_click(self, event: events.Click) -> None:
        """Pick by mouse, and take it."""
        if (index := self._top + event.y) < len(self.lines):
            self.at = index
            self.refresh()
            self.post_message(self.Taken())
