"""How much room the screens need, and what stands there while there is less."""

from __future__ import annotations

from textual.app import App
from textual.geometry import Size

LEAST = (80, 24)  # columns, lines


def heed_room(app: App[int], size: Size) -> None:
    """Say so where there is too little room, and go on once there is enough."""
    from repdesk.screens.too_small import TooSmall

    small = size.width < LEAST[0] or size.height < LEAST[1]
    if small and not isinstance(app.screen, TooSmall):
        app.push_screen(TooSmall(*LEAST))
    elif not small and isinstance(app.screen, TooSmall):
        app.pop_screen()
