"""A sitting: one book, open, with the places the rep goes to and what the app does meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.screens.by_itself import ByItself
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.drafting import Drafting
from repdesk.screens.indexing import Indexing
from repdesk.screens.places import Places

if TYPE_CHECKING:
    from repdesk.screens.announcing import Announcer


class Sitting:
    """Lasts as long as the book is open; for another book, or the same one restored, a new one begins."""

    def __init__(self, app: App[int], book: Book, keys: keymap.Keys, name: str) -> None:
        """Sit down to `book`; `name` names it where it is not the rep's own."""
        self._app, self.book = app, book
        self.places = Places(app, book, keys, name)
        self.drafting = Drafting(app, book, self.places)
        self._announcer: Announcer | None = None
        self.by_itself: ByItself | None = None
        self._indexing: Indexing | None = None
        self._lost = ""

    def begin(self) -> None:
        """Do what is done once, after the first paint: warn of what is odd, offer what was not saved."""
        from repdesk.screens.announcing import Announcer

        self._announcer = Announcer(self._app, self.book, self.places)
        self.by_itself = ByItself(self._app, self.book, self.places)
        self.by_itself.begin()
        self._indexing = Indexing(self._app, self.book)
        self.drafting.offer()
        self.places.today.begin_day()

    def follow(self) -> None:
        """Let a second pass: show what another program has done, announce what comes due.

        Where the book's file is gone or replaced, say so, once.
        """
        if self.book.changed_elsewhere():
            self.announce(DataChanged())
        if self._announcer is not None:
            self._announcer.look()
        lost = self.book.lost()
        if lost is not None and lost.title != self._lost:
            from repdesk.screens.lost import tell_lost

            tell_lost(self._app, self, lost)
        self._lost = "" if lost is None else lost.title

    def announce(self, change: DataChanged) -> None:
        """Tell every screen of a change of the book, but the one that made it, which shows it already."""
        self.drafting.keep()  # at once: what was saved is not to be offered again
        if self._announcer is not None:
            self._announcer.book_changed()
        if self.by_itself is not None:
            self.by_itself.book_changed()
        for screen in {*self._app.screen_stack, *self.places} - {change.by}:
            screen.post_message(DataChanged(change.accounts, change.by))

    def go_to_offered(self) -> None:
        """Go to whose promise is at hand, else to the next one in line, on today's list."""
        today = self.places.today
        self.places.go("today")
        if self._app.screen is today:
            today.offer(None if self._announcer is None else self._announcer.at_hand)

    def end(self) -> None:
        """Let go of the book, which is still open."""
        self.drafting.close()
        if self.by_itself is not None:
            self.by_itself.end()
        if self._indexing is not None:
            self._indexing.end()
