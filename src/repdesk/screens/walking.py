"""A list of customers that is walked and called through: the one under the cursor is in hand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from textual.app import ComposeResult

from repdesk import keymap
from repdesk.desk.accounts import WalkedRows
from repdesk.desk.book import Book
from repdesk.screens.calling import CallingScreen
from repdesk.widgets.person_panel import PersonPanel
from repdesk.widgets.row_list import RowList


class WalkingScreen(CallingScreen):
    """Nobody leaves the list while it is walked, whatever a call changes."""

    def __init__(self, book: Book, keys: keymap.Keys, name: str = "") -> None:
        """Show `book`; `name` names it where it is not the rep's own."""
        super().__init__(book, keys, name)
        self._last_called: int | None = None
        self._panel = PersonPanel()

    @property
    @abstractmethod
    def rows(self) -> WalkedRows[Any]:
        """Return the rows of the list."""

    @property
    @abstractmethod
    def list_widget(self) -> RowList[Any]:
        """Return the list."""

    def body(self) -> ComposeResult:
        """Place the list and the customer in hand."""
        yield self.list_widget
        yield self._panel

    @property
    def in_hand(self) -> int | None:
        """Return the account under the cursor."""
        return self.list_widget.cursor

    @property
    def ids(self) -> Sequence[int]:
        """Return the accounts of the list."""
        return self.rows.ids

    def show_person(self) -> None:
        """Show the customer in hand."""
        self._panel.show(self.hold())

    def take(self, account_id: int) -> None:
        """Take an account of the list in hand."""
        self.list_widget.go_to(account_id)

    def follow(self, account_id: int) -> None:
        """Put the cursor on the account, where it is on the list."""
        self.list_widget.go_to(account_id)

    def called(self, account_id: int) -> None:
        """Go to the next one who was not called today; where nobody is left, stay."""
        self._last_called = account_id
        self.list_widget.go_to(self.rows.next_to_call(account_id))

    def to_mend(self) -> Iterable[int]:
        """Return the customer in hand, else who was called last from here."""
        return [account_id for account_id in (self.in_hand, self._last_called) if account_id is not None]

    def on_row_list_moved(self) -> None:
        """Show the customer the cursor came to."""
        self.show_person()
