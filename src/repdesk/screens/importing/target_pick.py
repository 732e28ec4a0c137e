"""What a column may become, to pick from: more lines than fit, so they scroll."""

from __future__ import annotations

from repdesk.screens.pick import PickScreen
from repdesk.widgets.picks import Picks

_MOST = 16  # lines at a time


class TargetPick(PickScreen):
    """Dismissed with the place of the field picked."""

    def on_mount(self) -> None:
        """Pick the line to begin with, and leave room around."""
        super().on_mount()
        picks = self.query_one(Picks)
        picks.styles.height = min(_MOST, len(picks.lines))
