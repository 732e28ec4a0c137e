"""Move the next call: a date as people type it, understood as one types."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.acts import Done
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Field, Words
from repdesk.widgets.glyphs import glyphs


class MoveScreen(Dialog[Done]):
    """At the foot, the customer in view; dismissed with what was done once the call is moved."""

    def __init__(self, preview: Callable[[str], str], move: Callable[[str], Done]) -> None:
        """Put dates into words with `preview`, move with `move`; both may raise RepdeskError, which is shown."""
        super().__init__()
        self._preview, self._move = preview, move

    def compose(self) -> ComposeResult:
        """Place the field over what it is understood as."""
        with Vertical(id="move"):
            with Horizontal():
                yield Words(" " + _("next call") + f" {glyphs().prompt} ", id="title")
                yield Field(placeholder=_("fri 10:00, +3d, 12-08, 明天 下午三点"))
            yield Words("", id="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the date is understood."""
        event.stop()
        text = event.value.strip()
        try:
            self._tell(self._preview(text) if text else "")
        except RepdeskError as error:  # half a date is no mistake yet
            self._tell(error.hint or error.title)

    def action_accept(self) -> None:
        """Move the call; where that is refused, the text stays."""
        text = self.query_one(Field).value.strip()
        if not text:
            return
        try:
            done = self._move(text)
        except RepdeskError as error:
            self._tell(error.line, error=True)
        else:
            self.dismiss(done)

    def _tell(self, words: str, *, error: bool = False) -> None:
        hint = self.query_one("#hint", Words)
        hint.show(f" {words}")
        hint.set_class(error, "error")
