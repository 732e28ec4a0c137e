"""The customer in hand, beside the list or under it."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from repdesk.i18n import _
from repdesk.widgets.person_lines import InHand, all_lines, four_lines

_LOW = 6  # lines: below that there is room for the gist alone


class PersonPanel(Widget):
    """Phones, next step, contract and what was said last, as much as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._hand: InHand | None = None

    def show(self, hand: InHand | None) -> None:
        """Show this customer, or that there is none."""
        self._hand = hand
        self.refresh()

    def render(self) -> Content:
        """Draw the lines that fit."""
        if self._hand is None:
            return Content.styled(_("Nobody in hand."), "$muted")
        draw = four_lines if self.size.height < _LOW else all_lines
        return Content("\n").join(draw(self._hand, self.size.width)[: self.size.height])
