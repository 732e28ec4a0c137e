"""The line that the plan's pages are written on; while it is empty, its first keys answer for the list above."""

from __future__ import annotations

from textual import events
from textual.message import Message

from repdesk.widgets.fields import Field

_SPACES = (" ", "\u3000")


class PlanField(Field):
    """A field that lets go of Space and Backspace where there is nothing they could change."""

    class Ticked(Message):
        """Space in the empty field."""

    class Dropped(Message):
        """Backspace or Delete in the empty field."""

    def __init__(self) -> None:
        super().__init__()
        self.select_on_focus = False  # what stands on the line is gone on with, not written over

    async def _on_key(self, event: events.Key) -> None:
        """Pass a space on that would begin the text."""
        if event.character in _SPACES and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ticked())
            return
        await super()._on_key(event)

    def action_delete_left(self) -> None:
        """Pass it on where there is nothing to delete."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Dropped())

    def action_delete_right(self) -> None:
        """Pass it on where there is nothing to delete."""
        if self.value:
            super().action_delete_right()
        else:
            self.post_message(self.Dropped())
