"""The line that the plan's pages are written on; while it is empty, its first keys answer for the list above."""

from __future__ import annotations

from textual import events
from textual.message import Message

from repdesk.widgets.fields import Field

_SPACES = (" ", "\u3000")
_LATER = (">", "\uff1e")


class PlanField(Field):
    """A field that lets go of Space, > and Backspace where there is no text they could change."""

    class Ticked(Message):
        """Space in the empty field."""

    class Dropped(Message):
        """Backspace or Delete in the empty field."""

    class PutOff(Message):
        """A greater-than sign in the empty field."""

    class Chosen(Message):
        """Up (-1) or down (1): what stands above the line is chosen there."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__()
        self.select_on_focus = False  # what stands on the line is gone on with, not written over

    def offer(self, text: str) -> None:
        """Put in a text that is offered: it stays as it is, or gives way to the first sign that is typed."""
        self.value = text
        self.select_all()

    @property
    def _is_open(self) -> bool:
        """Say whether what is typed next begins the text."""
        return len(self.selected_text) == len(self.value)

    async def _on_key(self, event: events.Key) -> None:
        """Pass on a sign that would begin the text and means something to the list above, and the way along it."""
        passed: Message | None = None
        if event.key in ("up", "down"):
            passed = self.Chosen(-1 if event.key == "up" else 1)
        elif self._is_open and event.character in (*_SPACES, *_LATER):
            passed = self.Ticked() if event.character in _SPACES else self.PutOff()
        if passed is None:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(passed)

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
