"""Which book the app is over: welcomed to, opened, restored, closed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from repdesk import keymap, paths
from repdesk.clock import Clock
from repdesk.damage import BrokenBookError, gone
from repdesk.desk.book import Book
from repdesk.desk.opening import open_book, there_is
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.screens.room import heed_room
from repdesk.screens.sitting import Sitting
from repdesk.widgets.plain import plain

if TYPE_CHECKING:
    from repdesk.screens.backups import RestoreAgreed
    from repdesk.screens.restoring import RestoringScreen

_PATIENCE = 10.0  # seconds for a thread that reads the book


class Opening:
    """Opens and closes the one book, and shows what there is to show of it."""

    def __init__(self, path: Path, clock: Clock, keys: keymap.Keys, progress: Progress, *, demo: bool) -> None:
        """Open the book at `path` where there is one; RepdeskError where it cannot be, but is not known to be damaged.

        `progress` hears of a book of an older repdesk being brought up to date; `demo` says that it is the demo's.
        """
        self._path, self._clock, self._keys, self._demo = path, clock, keys, demo
        self.sitting: Sitting | None = None
        """None as long as there is nobody in the book: then there is the welcome."""
        self.broken: RepdeskError | None = None
        """Why the book cannot be opened, None where it can."""
        self.restoring = False
        self._book: Book | None = None
        if there_is(path):
            try:
                self._book = open_book(path, clock, session=True, progress=progress)
            except BrokenBookError as error:
                self.broken = error
        elif _has_backups(path):
            self.broken = gone(path)

    def sit_down(self, app: App[int]) -> None:
        """Begin with the day where somebody is in the book; the app need not run yet."""
        self._app = app
        if self._book is not None and (self._book.read_only or self._book.accounts(self._book.list_day())):
            self.sitting = self._sitting_at(self._book)

    def _sitting_at(self, book: Book) -> Sitting:
        return Sitting(self._app, book, self._keys, _("demo") if self._demo else "")

    def show(self) -> None:
        """Where there is no day to show, show what there is: the welcome, or the backups of a book that is broken."""
        if self.broken is not None:
            self._show_broken(self.broken)
        elif self.sitting is None:
            self._welcome(self._path if self._demo else paths.demo_path(), demo=self._demo)

    def _show_broken(self, why: RepdeskError, refused: RepdeskError | None = None) -> None:
        from repdesk.screens.broken import BrokenBookScreen

        self.broken, self.sitting = why, None
        self._app.push_screen(BrokenBookScreen(self._path, self._keys, why, refused))

    def _welcome(self, demo_path: Path, *, demo: bool = False) -> None:
        from repdesk.screens.welcome import WelcomeScreen

        self._app.push_screen(WelcomeScreen(self._path, demo_path, self._clock, self.bring_in, demo=demo))

    def bring_in(self) -> None:
        """Ask for a file, and bring it in page by page."""
        from repdesk.screens.importing.wizard import ImportScreen

        self._app.push_screen(ImportScreen(self._path, self._clock, self._keys, self._opened))

    def _opened(self) -> Book:
        """Return the book, made where there is none."""
        if self._book is None:
            self._book = open_book(self._path, self._clock, create=True, session=True)
        return self._book

    async def close(self) -> None:
        """Close the book, once no thread works on it any more."""
        if self.sitting is not None:
            self.sitting.end()
        await asyncio.to_thread(BOOK_IN_USE.acquire)
        try:
            if self._book is not None:
                self._book.close()
            self._book = None
        finally:
            BOOK_IN_USE.release()

    def imported(self, sentence: str) -> None:
        """Show the day of the book that was brought in, or what one more file has made of it."""
        if self.sitting is None:
            self._begin(self._opened(), sentence)
            return
        from repdesk.screens.acts import Done

        while self._app.screen is not self.sitting.places.today:
            self._app.pop_screen()
        self.sitting.places.today.show_done(Done(frozenset(), sentence))

    def demo_made(self) -> None:
        """Show the day of the demo's own book."""
        if self._book is not None:
            self._book.close()
            self._book = None
        self._path, self._demo = (self._path if self._demo else paths.demo_path()), True
        self._begin(self._opened())

    def _begin(self, book: Book, sentence: str = "") -> None:
        """Sit down to a book, and say what was done."""
        self._book, self.broken = book, None
        self.sitting = self._sitting_at(book)
        today = self.sitting.places.today
        self._show_alone(today)
        heed_room(self._app, self._app.size)
        self._app.call_after_refresh(self.sitting.begin)
        if sentence:
            today.notice.say(sentence, _("%(key)s undoes") % {"key": self._keys.named("desk.undo")})

    def _show_alone(self, screen: Screen[None]) -> None:
        """Show a screen and no other."""
        while len(self._app.screen_stack) > 1:
            self._app.pop_screen()
        first = self._app.screen
        if not first._result_callbacks:  # switch_screen takes one off, which the first screen never got
            first._push_result_callback(first, None)
        self._app.switch_screen(screen)

    def restore(self, agreed: RestoreAgreed) -> None:
        """Let go of all that shows the book, and put the backup in its place; what is half typed is asked about."""
        if self.sitting is None or not self.sitting.places.may_lose_typing():
            self.restoring = True
            self._app.run_worker(self._restore(agreed))

    async def _restore(self, agreed: RestoreAgreed) -> None:
        """Wait for the threads that read the book: none of them may find another one in its place."""
        from textual.worker import WorkerError, get_current_worker

        from repdesk.screens.restoring import RestoringScreen

        for worker in [worker for worker in self._app.workers if worker is not get_current_worker()]:
            with suppress(WorkerError, TimeoutError):
                await asyncio.wait_for(worker.wait(), _PATIENCE)
        self._show_alone(RestoringScreen(agreed, self._clock, self.close))

    def restored(self, event: RestoringScreen.Over) -> None:
        """Open the book as it is now, and say what was done or why it was not."""
        self.restoring = False
        try:
            self._begin(open_book(self._path, self._clock, session=True))
        except BrokenBookError as error:
            self._show_broken(error, event.refused)
            return
        if self.sitting is not None:
            notice = self.sitting.places.today.notice
            if event.refused is not None:
                notice.refuse(event.refused)
            elif event.lost:
                self._say_lost(self.sitting, *event.said)
            else:
                notice.say(" ".join(event.said))

    def _say_lost(self, sitting: Sitting, title: str, *said: str) -> None:
        """Show what a restore could not carry over: it stays until the rep has read it."""
        from textual.content import Content

        from repdesk.screens.dialog import Page

        lines = [Content("\n").join([Content(plain(line)), Content("")]) for line in said]
        lines.append(Content(_("%(key)s goes on") % {"key": self._keys.named("dialog.accept")}))
        self._app.push_screen(Page(title, lines), lambda _none: sitting.drafting.offer())


def _has_backups(path: Path) -> bool:
    from repdesk.desk.backups.rows import backups

    return bool(backups(path))
