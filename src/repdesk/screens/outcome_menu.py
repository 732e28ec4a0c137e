"""The outcomes as a numbered menu: it works under a Chinese input method, where letters do not arrive."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from repdesk import wording
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import Outcome
from repdesk.screens.dialog import Dialog
from repdesk.widgets.picks import Picks
from repdesk.widgets.plain import fit, plain

_NUMBERS = "1234567890-="  # the row of digits on the keyboard, one a line
_ORDER = tuple(OUTCOMES)


class OutcomeMenu(Dialog[Outcome]):
    """Dismissed with the outcome picked."""

    def __init__(self, title: str, picked: Outcome | None = None) -> None:
        super().__init__()
        self._title, self._picked = title, picked

    def compose(self) -> ComposeResult:
        """Place the title over the twelve outcomes."""
        lines = [
            f"{number}  {OUTCOMES[outcome].key}  {fit(wording.outcome(outcome), 24)}"
            for number, outcome in zip(_NUMBERS, _ORDER, strict=True)
        ]
        with Vertical(id="menu"):
            yield Static(Content.styled(plain(self._title), "bold"), id="title")
            yield Picks(lines)

    def on_mount(self) -> None:
        """Pick the outcome to begin with."""
        picks = self.query_one(Picks)
        picks.show(picks.lines, _ORDER.index(self._picked) if self._picked in _ORDER else 0)

    def on_key(self, event: events.Key) -> None:
        """Take a number, full-width or not, or the outcome's own letter; arrows move."""
        plain_key = (
            chr(ord(event.character) - 0xFEE0)
            if event.character and "！" <= event.character <= "～"
            else event.character
        )
        if event.key in ("up", "down", "k", "j"):
            self.query_one(Picks).step(-1 if event.key in ("up", "k") else 1)
        elif plain_key and plain_key in _NUMBERS:
            self.dismiss(_ORDER[_NUMBERS.index(plain_key)])
        elif found := next((o for o, spec in OUTCOMES.items() if spec.key == plain_key), None):
            self.dismiss(found)
        else:
            return
        event.stop()

    def on_picks_taken(self) -> None:
        """Take what was clicked."""
        self.action_accept()

    def action_accept(self) -> None:
        """Take the outcome under the mark."""
        self.dismiss(_ORDER[self.query_one(Picks).at])
