"""The index of the search, made in a thread after the first paint, and anew where too much has changed."""

from __future__ import annotations

import gc
import sys
import time

from textual.app import App

from repdesk.desk.book import Book
from repdesk.garbage import uncollected
from repdesk.screens.book_in_use import BOOK_IN_USE

BEGIN_SECONDS = 0.3  # after the first paint
LOOK_SECONDS = 1.0
_REST = 1.0  # of the time that a step took: so long the thread leaves the processor to whoever types
_TURN_SECONDS = 0.0005  # for which the thread may keep the interpreter: a key lets it go and takes it back many times


class Indexing:
    """Sees to it that the search has an index of the book."""

    def __init__(self, app: App[int], book: Book) -> None:
        self._app = app
        self._book: Book | None = book
        self._making = self._begun = False
        self._timers = [app.set_timer(BEGIN_SECONDS, self._look), app.set_interval(LOOK_SECONDS, self._look)]

    def end(self) -> None:
        """Touch the book no more."""
        self._book = None
        for timer in self._timers:
            timer.stop()

    def _look(self) -> None:
        """Begin to make the index where there is none; the first time the search is loaded too, in the thread."""
        if self._book is not None and not self._making and not (self._begun and self._book.search.ready):
            self._making = self._begun = True
            self._app.run_worker(self._make, thread=True, group="index")

    def _make(self) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_SECONDS)
        try:
            with uncollected():
                self._step_by_step()
                gc.freeze()  # it lasts: to look through it for garbage again and again would hold up every key
        finally:
            sys.setswitchinterval(usual)
            self._making = False

    def _step_by_step(self) -> None:
        """Make the index, the book let go of after each step, until it is made or the book is not to be touched."""
        steps = None
        while True:
            began = time.monotonic()
            with BOOK_IN_USE:
                if self._book is None:
                    return
                steps = steps or self._book.search.making()
                if next(steps, self) is self:
                    return
            time.sleep((time.monotonic() - began) * _REST)
