"""The keys that work here, at the foot of the screen; a click does what the key does."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from repdesk.widgets.plain import cells


class KeyLine(Widget):
    """Keys and labels in the order of use, as many lines as they need."""

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Take key, label and action of each."""
        super().__init__()
        self._entries = tuple(entries)

    def show(self, entries: Iterable[tuple[str, str, str]]) -> None:
        """Show these keys in place of the others."""
        self._entries = tuple(entries)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's own)
        """Return how many lines the keys need."""
        return len(self._placed(width))

    def _placed(self, room: int) -> list[list[tuple[int, str, str, str]]]:
        """Return the lines of `room` cells: of each entry the column it starts at, key, label and action."""
        lines: list[list[tuple[int, str, str, str]]] = [[]]
        column = 1
        for key, label, action in self._entries:
            width = cells(key) + 1 + cells(label)
            if column + width > room and lines[-1]:
                lines.append([])
                column = 1
            lines[-1].append((column, key, label, action))
            column += width + 2
        return lines

    def render(self) -> Content:
        """Draw the lines that fit."""
        lines = []
        for placed in self._placed(self.size.width)[: self.size.height]:
            entries = [Content.assemble((key, "bold $accent"), f" {label}") for _at, key, label, _do in placed]
            lines.append(Content(" ") + Content("  ").join(entries))
        return Content("\n").join(lines)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        lines = self._placed(self.size.width)
        if event.y < len(lines):
            for column, key, label, action in lines[event.y]:
                if column <= event.x < column + cells(f"{key} {label}"):
                    await self.app.run_action(action, self.screen)
