"""One line at the foot that says what was just done or what went wrong; it covers nothing and asks for nothing."""

from __future__ import annotations

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from repdesk.errors import RepdeskError
from repdesk.widgets.plain import cells, clip, plain

_SECONDS = 12.0


class Notice(Widget):
    """The last thing said, until something else is said, or its time is over; an error stays until then too."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 (Textual's name for it)
        """Begin with `text`, which stays until something else is said."""
        super().__init__(id=id)
        self.text, self._tail, self._whole = plain(text), "", False
        self._over: Timer | None = None

    def say(self, text: str, tail: str = "", *, error: bool = False) -> None:
        """Show `text`, which may hold data, cut where `tail` would not fit behind it; an error is shown whole."""
        if self._over is not None:
            self._over.stop()
            self._over = None
        self.text, self._tail, self._whole = plain(text), tail, error
        self.set_class(error, "error")
        self.refresh(layout=True)
        if text and not error and self.is_attached:
            self._over = self.set_timer(_SECONDS, lambda: self.say(""))

    def refuse(self, error: RepdeskError) -> None:
        """Show an error with what to do about it."""
        self.say(error.line, error=True)

    def render(self) -> Content:
        """Draw the text."""
        if self._whole or not self.text:
            return Content(f" {self.text}")
        tail = f" — {self._tail}" if self._tail else ""
        return Content(" " + clip(self.text, self.size.width - 1 - cells(tail)) + tail)
