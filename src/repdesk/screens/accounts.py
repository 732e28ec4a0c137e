"""A list of customers to walk and call, such as those behind a bar of the funnel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.widget import Widget

from repdesk import keymap
from repdesk.desk.accounts import AccountRows
from repdesk.desk.book import Book
from repdesk.desk.currencies import currencies
from repdesk.i18n import _, ngettext
from repdesk.screens.walking import WalkingScreen
from repdesk.themes import sheet
from repdesk.widgets.customer_list import CustomerList, TitleLine


class AccountsScreen(WalkingScreen):
    """The customer under the cursor is in hand; nobody leaves the list while it is walked, whatever a call changes."""

    BINDINGS = keymap.bindings("accounts")
    PLACE = "accounts"
    TAB: ClassVar[keymap.Where | None] = "funnel"
    CSS_PATH = sheet("accounts")

    def __init__(
        self, book: Book, keys: keymap.Keys, title: str, ids: Sequence[int], name: str = "", currency: str | None = None
    ) -> None:
        """Show the accounts `ids` of `book` in this order, and `title` to say who they are.

        `currency` is the book's, asked for where it is not given.
        """
        super().__init__(book, keys, name)
        self._title, self._asked = title, tuple(ids)
        self._currency = currencies(book).own if currency is None else currency
        self._rows = self._read()
        self._head = TitleLine(self._said())
        self._list = CustomerList(self._rows, book.clock.today())
        self.show_person()

    def head(self) -> Iterable[Widget]:
        """Say whose list it is."""
        yield self._head

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
    def rows(self) -> AccountRows:
        """Return the rows of the list."""
        return self._rows

    @property
    def listed_as(self) -> str:
        """Return whose list it is."""
        return self._title

    @property
    def list_widget(self) -> CustomerList:
        """Return the list."""
        return self._list
