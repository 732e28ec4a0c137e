"""Forgetting a customer from the card: asked by the name, for nothing brings them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.dialog import Dialog
from repdesk.widgets.fields import Field, Words
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import clip, plain

if TYPE_CHECKING:
    from repdesk.screens.card import CardScreen


class ForgetScreen(Dialog[str]):
    """A field that wants the customer's name; dismissed with what was done, in words."""

    def __init__(self, book: Book, account_id: int, name: str, done: Callable[[str], None]) -> None:
        """Ask for `name`; `done` hears what was done before anything is shown anew."""
        super().__init__()
        self._done = done
        self._book, self._account_id, self._customer = book, account_id, name
        self._working = False

    def compose(self) -> ComposeResult:
        """Place the field over what it means."""
        title = _("Type %(name)s to forget them") % {"name": clip(plain(self._customer), 30)}
        with Vertical(id="ask"):
            with Horizontal():
                yield Words(f" {title} {glyphs().prompt} ", id="title")
                yield Field()
            hint = _("Out of the book and every backup, for good: undo does not bring them back.")
            yield Words(f" {hint}", id="hint")

    def action_accept(self) -> None:
        """Forget, in a thread, once the name stands there."""
        typed = self.query_one(Field).value.strip()
        if self._working or not typed:
            return
        if typed != plain(self._customer).strip():
            self._tell(_("That is not the name"), error=True)
            return
        self._working = True
        self._tell(_("Working ..."))
        self.run_worker(self._work, thread=True, group="forgetting")

    def action_leave(self) -> None:
        """Go back, unless it has begun."""
        if not self._working:
            super().action_leave()

    def _work(self) -> None:
        from repdesk.desk.forgetting import forget

        with BOOK_IN_USE:
            try:
                came: str | RepdeskError = " ".join(forget(self._book, self._account_id).lines())
            except RepdeskError as error:
                came = error
        if self.is_attached:
            self.app.call_from_thread(self._came, came)

    def _came(self, came: str | RepdeskError) -> None:
        self._working = False
        if isinstance(came, RepdeskError):
            self._tell(came.line, error=True)
        else:
            self._done(came)
            self.dismiss(came)

    def _tell(self, words: str, *, error: bool = False) -> None:
        hint = self.query_one("#hint", Words)
        hint.show(f" {words}")
        hint.styles.width = "100%"
        hint.set_class(error, "error")


def ask_to_forget(card: CardScreen) -> None:
    """Have the name typed of the customer whose card this is, and forget them; the card says so where it leaves."""
    from repdesk.desk.forgetting import name_to_type

    account_id = card.in_hand
    if account_id is None:
        return

    def done(said: str) -> None:
        card.farewell = said

    def closed(said: str | None) -> None:
        if said is not None:
            card.app.post_message(DataChanged(frozenset({account_id})))

    card.app.push_screen(ForgetScreen(card.book, account_id, name_to_type(card.book, account_id), done), closed)
