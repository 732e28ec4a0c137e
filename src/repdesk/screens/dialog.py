"""What every dialog shares: Enter accepts, Esc goes back, what was typed too early is not lost."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from repdesk import keymap
from repdesk.themes import sheet
from repdesk.widgets.plain import plain

Result = TypeVar("Result")


class Dialog(ModalScreen[Result]):
    """A dialog over the desk; dismissed with None when the rep goes back."""

    BINDINGS = keymap.bindings("dialog")
    CSS_PATH = sheet("dialogs")

    def __init__(self) -> None:
        super().__init__()
        self._early = ""

    def action_leave(self) -> None:
        """Go back, nothing done."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Close; a dialog that asks something overrides this."""
        self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a field is Enter in the dialog."""
        event.stop()
        self.action_accept()

    def on_mount(self) -> None:
        """Give the field what was typed before it was there."""
        if self._early:
            self.take_typed("")

    def on_key(self, event: events.Key) -> None:
        """Keep letters that came before the field was there to take them."""
        if event.character and event.is_printable and not isinstance(self.focused, Input):
            self.take_typed(event.character)

    def take_typed(self, character: str) -> None:
        """Type a character that was meant for the field of this dialog, if it has one."""
        self._early += character
        field = next(iter(self.query(Input)), None) if self.is_mounted else None
        if field is not None:
            field.insert_text_at_cursor(self._early)
            self._early = ""


class Page(Dialog[None]):
    """A page to read, scrolled where it is longer than the screen."""

    BINDINGS = keymap.bindings("anywhere")  # nothing is typed here, so the places can be gone to

    def __init__(self, title: str, lines: list[Content]) -> None:
        super().__init__()
        self._title, self._lines = title, lines

    def compose(self) -> ComposeResult:
        """Place title and lines."""
        with Vertical(id="page"):
            yield Static(Content.styled(plain(self._title), "bold"), id="title")
            with VerticalScroll(id="lines"):
                yield Static(Content("\n").join(self._lines))
