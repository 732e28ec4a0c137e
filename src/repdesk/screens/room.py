"""How much room the screens need, and what stands there while there is less."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from repdesk.i18n import _
from repdesk.themes import sheet

LEAST = (80, 24)  # columns, lines


class TooSmall(ModalScreen[None]):
    """Stays until the window is large enough; what is under it is kept as it was."""

    CSS_PATH = sheet("too_small")

    def compose(self) -> ComposeResult:
        """Say how much room is needed."""
        words = _("repdesk needs %(columns)d columns and %(lines)d lines. Make the window larger.")
        yield Static(words % {"columns": LEAST[0], "lines": LEAST[1]}, markup=False)


def heed_room(app: App[int], size: Size) -> None:
    """Say so where there is too little room, and go on once there is enough."""
    small = size.width < LEAST[0] or size.height < LEAST[1]
    if small and not isinstance(app.screen, TooSmall):
        app.push_screen(TooSmall())
    elif not small and isinstance(app.screen, TooSmall):
        app.pop_screen()
