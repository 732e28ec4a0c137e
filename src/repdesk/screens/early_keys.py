"""Keys that came before the field they were meant for: a rep types faster than a dialog opens."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.widgets import Input


@runtime_checkable
class TakesTyping(Protocol):
    """A screen that gives its text field what was typed before the field was there."""

    def take_typed(self, character: str) -> None:
        """Type a character."""


def give_to_field(app: App[int], event: events.Key) -> None:
    """Give a letter to the field it was meant for, where it was typed before that field had the keyboard."""
    screen = app.screen
    letter = event.character if event.is_printable and isinstance(app.focused, Input) else None
    if letter and isinstance(screen, TakesTyping):
        screen.take_typed(letter)
        event.prevent_default()
