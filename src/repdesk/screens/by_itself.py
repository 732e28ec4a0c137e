"""What the app does by itself while a book is open: backups, erasures left to do, a look whether the file is whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from textual.app import App
from textual.timer import Timer

from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.letting_go import SECONDS, let_go_of_closed
from repdesk.screens.places import Places

BACKUP_SECONDS = 30 * 60.0
CALENDAR_SECONDS = 2.0  # after the last act, so that several are one file
LOOK_SECONDS = 2.0  # after the first paint, so that the look keeps no key waiting


class ByItself:
    """Looks after one book without being asked; what it has to say stands on today's list."""

    def __init__(self, app: App[int], book: Book, places: Places) -> None:
        self._app, self._places = app, places
        self._book: Book | None = book
        self._timers = [app.set_timer(LOOK_SECONDS, self._look), app.set_interval(SECONDS, let_go_of_closed)]
        self._calendar_due: Timer | None = None
        self._calendar_said = ""
        if not book.read_only:
            self._timers.append(app.set_interval(BACKUP_SECONDS, self._back_up))

    def begin(self) -> None:
        """Do what is done once, after the first paint."""
        from repdesk.desk.cloud import said_of_cloud

        self.book_changed()
        if self._book is not None and (said := said_of_cloud(self._book)) is not None:
            self._places.today.notice.refuse(said)

    def end(self) -> None:
        """Touch the book no more, once what is due is done: a thread that still waits for its turn finds none."""
        if self._book is not None and self._calendar_due is not None:
            self._calendar_due.stop()
            with suppress(RepdeskError):
                self._follow(self._book)
        self._book = None
        for timer in self._timers:
            timer.stop()

    def _back_up(self) -> None:
        """Make a backup where the book has changed."""
        from repdesk.desk.backups.backing_up import backup_if_changed

        self._in_thread(backup_if_changed, "backup")

    def book_changed(self) -> None:
        """Have the calendar file follow the book, a moment after the last of several changes."""
        if self._calendar_due is not None:
            self._calendar_due.stop()
        self._calendar_due = self._app.set_timer(CALENDAR_SECONDS, self._keep_calendar)

    def _keep_calendar(self) -> None:
        self._calendar_due = None
        self._in_thread(self._follow, "calendar")

    def _follow(self, book: Book) -> None:
        """Write the calendar file; that it cannot be written is said once, not after every act."""
        from repdesk.desk.calendar_file import follow

        try:
            follow(book)
        except RepdeskError as error:
            known, self._calendar_said = self._calendar_said, error.title
            if error.title != known:
                raise
        else:
            self._calendar_said = ""

    def _look(self) -> None:
        """Look whether the book's file is whole, and where it is, do what an erasure left to do."""
        from repdesk.desk.forgetting import resume
        from repdesk.desk.quick_look import damage

        def look(book: Book) -> None:
            found = damage(book)
            if found is not None:
                self._tell(self._say_damaged, found)
            elif said := resume(book):
                self._tell(self._places.today.notice.say, said)

        self._in_thread(look, "look")

    def _say_damaged(self, found: RepdeskError) -> None:
        """Say that the book is damaged, and show the backups where that is in nobody's way."""
        today, shown = self._places.today, self._app.screen
        hint = _("%(key)s shows the backups, one of which can take its place.")
        said = RepdeskError(found.title, hint=hint % {"key": today.keys.named("desk.backups")})
        for place in self._places:
            place.notice.refuse(said)
        if shown in {*self._places} and not any(place.busy for place in self._places):
            from repdesk.screens.backups import BackupsScreen

            hint = _("A backup can take its place; the book as it is now is kept aside.")
            said = RepdeskError(found.title, hint=hint)
            self._app.push_screen(BackupsScreen(today.book.store.path, today.keys, today.book, said))

    def _in_thread(self, work: Callable[[Book], object], group: str) -> None:
        """Do something with the book in a thread, so that no key waits; what is refused is said."""

        def calmly() -> None:
            with BOOK_IN_USE:
                if self._book is None:
                    return
                try:
                    work(self._book)
                except RepdeskError as error:
                    said = error
                else:
                    return
            self._tell(self._places.today.notice.refuse, said)

        self._app.run_worker(calmly, thread=True, group=group)

    def _tell(self, say: Callable[..., object], *words: object) -> None:
        """Have the app's own thread say something, if it still runs."""
        if self._app.is_running:
            self._app.call_from_thread(say, *words)
