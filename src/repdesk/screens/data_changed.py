"""What the app announces when the book is no longer what a screen has shown."""

from __future__ import annotations

from textual.message import Message
from textual.screen import Screen


class DataChanged(Message, bubble=False):
    """The book changed: `accounts` names those touched, None where it may be any; `by` is the screen that did it."""

    def __init__(self, accounts: frozenset[int] | None = None, by: Screen[None] | None = None) -> None:
        super().__init__()
        self.accounts, self.by = accounts, by
