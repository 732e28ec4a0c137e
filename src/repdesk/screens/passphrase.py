"""A passphrase, typed unseen; it is kept nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from repdesk.i18n import _
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Field, Words
from repdesk.widgets.glyphs import glyphs


class PassphraseScreen(Dialog[str]):
    """A field over a line of words; dismissed with the passphrase, None where the rep goes back."""

    def __init__(self, title: str, opens: Callable[[str], bool] = lambda _typed: True) -> None:
        """Ask for what `opens`, and again where it does not."""
        super().__init__()
        self._title, self._opens = title, opens

    def compose(self) -> ComposeResult:
        """Place the field over its hint."""
        with Vertical(id="ask"):
            with Horizontal():
                yield Words(f" {self._title} {glyphs().prompt} ", id="title")
                field = Field()
                field.password = True
                yield field
            yield Words(f" {_('What you type is not shown and not kept.')}", id="hint")

    def action_accept(self) -> None:
        """Take what was typed, where it opens."""
        typed = unicodedata.normalize("NFC", self.query_one(Field).value)
        if not typed:
            return
        if self._opens(typed):
            self.dismiss(typed)
            return
        hint = self.query_one("#hint", Words)
        hint.show(f" {_('That passphrase does not open it.')}")
        hint.set_class(True, "error")
