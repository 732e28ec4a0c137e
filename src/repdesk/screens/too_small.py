"""A plain word where there is too little room."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from repdesk.i18n import _


class TooSmall(ModalScreen[None]):
    """Stays until the window is large enough; what is under it is kept as it was."""

    CSS_PATH = "../styles/too_small.tcss"

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__()
        self._columns, self._lines = columns, lines

    def compose(self) -> ComposeResult:
        """Say how much room is needed."""
        words = _("repdesk needs %(columns)d columns and %(lines)d lines. Make the window larger.")
        yield Static(words % {"columns": self._columns, "lines": self._lines}, markup=False)
