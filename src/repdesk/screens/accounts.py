"""A list of customers to walk and call, such as those behind a bar of the funnel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.widget import Widget

from repdesk import keymap
from repdesk.desk.accounts import AccountRows
from repdesk.desk.book import Book
from repdesk.desk.currencies import currencies
from repdesk.i18n import _, ngettext
from repdesk.screens.calling import CallingScreen
from repdesk.widgets.customer_list import CustomerList, TitleLine
from repdesk.widgets.person_panel import PersonPanel


class AccountsScreen(CallingScreen):
    """The customer under the cursor is in hand; nobody leaves the list while it is walked, whatever a call changes."""

    BINDINGS = keymap.bindings("accounts")
    PLACE = "accounts"
    TAB = "funnel"
    CSS_PATH = "../styles/accounts.tcss"

    def __init__(
        self, book: Book, keys: keymap.Keys, title: str, ids: Sequence[int], name: str = "", currency: str | None = None
    ) -> None:
        """Show the accounts `ids` of `book` in this order, and `title` to say who they are.

        `currency` is the book's, asked for where it is not given.
        """
        super().__init__(book, keys, name)
        self._title, self._asked = title, tuple(ids)
        self._currency = currencies(book).own if currency is None else currency
        self._last_called: int | None = None
        self._rows = self._read()
        self._head = TitleLine(self._said())
        self._list = CustomerList(self._rows, book.clock.today())
        self._panel = PersonPanel()
        self.show_person()

    def head(self) -> Iterable[Widget]:
        """Say whose list it is."""
        yield self._head

    def body(self) -> ComposeResult:
        """Place the list and the customer in hand."""
        yield self._list
        yield self._panel

    def _read(self) -> AccountRows:
        return AccountRows(self.book, self._asked, self._currency)

    def _said(self) -> str:
        count = len(self._rows)
        words = ngettext(
            "%(title)s: %(n)s customer, %(called)d called today",
            "%(title)s: %(n)s customers, %(called)d called today",
            count,
        )
        said = words % {"title": self._title, "n": f"{count:,}", "called": self._rows.called}
        worth = _("value in %(currency)s") % {"currency": self._currency}
        return f"{said}  {worth}" if self._currency else said

    def reload(self) -> None:
        """Read again where they stand; the cursor stays on its customer."""
        self._rows = self._read()
        self._head.show(self._said())
        self._list.show_customers(self._rows, self.book.clock.today())
        self.show_person()

    @property
    def list_widget(self) -> Widget:
        """Return the list."""
        return self._list

    @property
    def in_hand(self) -> int | None:
        """Return the account under the cursor."""
        return self._list.cursor

    @property
    def ids(self) -> Sequence[int]:
        """Return the accounts of the list."""
        return self._rows.ids

    def show_person(self) -> None:
        """Show the customer in hand."""
        self._panel.show(self.hold())

    def take(self, account_id: int) -> None:
        """Take an account of the list in hand."""
        self._list.go_to(account_id)

    def follow(self, account_id: int) -> None:
        """Put the cursor on the account, where it is on the list."""
        self._list.go_to(account_id)

    def called(self, account_id: int) -> None:
        """Go to the next one who was not called today; where nobody is left, stay."""
        self._last_called = account_id
        self._list.go_to(self._rows.next_to_call(account_id))

    def to_mend(self) -> Iterable[int]:
        """Return the customer in hand, else who was called last from here."""
        return [account_id for account_id in (self.in_hand, self._last_called) if account_id is not None]

    def on_row_list_moved(self) -> None:
        """Show the customer the cursor came to."""
        self.show_person()
