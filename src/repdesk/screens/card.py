"""All that is known of the customer in hand, to be read."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from repdesk.screens.dialog import Dialog
from repdesk.widgets.person_lines import InHand, all_lines


class _Lines(Widget):
    def __init__(self, hand: InHand) -> None:
        super().__init__()
        self._hand = hand

    def on_resize(self, event: events.Resize) -> None:
        self.styles.height = len(all_lines(self._hand, event.size.width))

    def render(self) -> Content:
        return Content("\n").join(all_lines(self._hand, self.size.width))


class Card(Dialog[None]):
    """The customer with every number and everything said, scrolled where it is longer than the screen."""

    def __init__(self, hand: InHand) -> None:
        super().__init__()
        self._hand = hand

    def compose(self) -> ComposeResult:
        """Place the lines."""
        with Vertical(id="page"), VerticalScroll(id="lines"):
            yield _Lines(self._hand)
