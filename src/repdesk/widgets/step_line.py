"""How far a path of several pages has come: what is done, where one is, what is still ahead."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, plain


class StepLine(Widget):
    """The pages in their order; a click goes back to one that was seen."""

    class Picked(Message):
        """A page was clicked."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._short: tuple[str, ...] = ()
        self._at = self._seen = 0

    def show(self, names: Sequence[str], short: Sequence[str], at: int, seen: int) -> None:
        """Show these pages, the furthest seen being `seen`.

        Where there is little room they are called by their short names, where there is less those behind by their sign.
        """
        self._names, self._short = tuple(map(plain, names)), tuple(map(plain, short))
        self._at, self._seen = at, max(at, seen)
        self.refresh()

    def _parts(self) -> list[str]:
        """Return the pages as they are written, each with its sign."""
        behind = tuple("" if n < self._at else name for n, name in enumerate(self._short))
        for names in (self._names, self._short, behind):
            parts = [f"{self._sign(n)}{name}" for n, name in enumerate(names)]
            if 1 + cells(f" {glyphs().prompt} ".join(parts)) <= self.size.width:
                break
        return parts

    def _sign(self, at: int) -> str:
        if at == self._at:
            return glyphs().cursor
        return glyphs().tick if at < self._at else ""

    def render(self) -> Content:
        """Draw the line."""
        drawn = [
            Content.styled(part, "bold $accent" if n == self._at else "$muted") for n, part in enumerate(self._parts())
        ]
        return Content(" ") + Content.styled(f" {glyphs().prompt} ", "$muted").join(drawn)

    def on_click(self, event: events.Click) -> None:
        """Go to the page under the mouse, where it was seen before."""
        column = 1
        for n, part in enumerate(self._parts()):
            if column <= event.x < column + cells(part) and n <= self._seen:
                self.post_message(self.Picked(n))
            column += cells(part) + 3
