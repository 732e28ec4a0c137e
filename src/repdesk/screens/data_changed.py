"""What the app announces when the book is no longer what a screen has shown."""

from __future__ import annotations

from textual.message import Message


class DataChanged(Message):
    """The book changed; `accounts` names those touched, None where it may be any."""

    def __init__(self, accounts: frozenset[int] | None = None) -> None:
        super().__init__()
        self.accounts = accounts
