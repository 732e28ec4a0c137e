"""A restore under way: the page that stands alone while no book is open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from repdesk.clock import Clock
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.screens.backups import RestoreAgreed
from repdesk.themes import sheet
from repdesk.widgets.plain import plain
from repdesk.widgets.progress import bar


class RestoringScreen(Screen[None]):
    """Closes the book, puts the backup in its place and says so; nobody can leave meanwhile."""

    CSS_PATH = sheet("restoring")

    class Over(Message):
        """It is done, as is `said`, or was `refused`: then the book is as it was; `lost`: not all was carried over."""

        def __init__(self, *said: str, lost: bool = False, refused: RepdeskError | None = None) -> None:
            super().__init__()
            self.said, self.lost, self.refused = said, lost, refused

    def __init__(self, agreed: RestoreAgreed, clock: Clock, close: Callable[[], Awaitable[None]]) -> None:
        """Do what was `agreed`, once `close` has closed the book."""
        super().__init__()
        self._agreed, self._clock, self._close = agreed, clock, close
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Place what is said."""
        yield Static(id="words")

    def on_mount(self) -> None:
        """Begin."""
        self._say("")
        self.run_worker(self._work())

    def _say(self, drawn: str) -> None:
        name = plain(self._agreed.asked.kept.name)
        words = _("%(name)s takes the book's place ...") % {"name": name}
        self.query_one("#words", Static).update(Content(f"{words}\n\n{drawn}"))

    def _heard(self, done: int, total: int) -> None:
        """Draw how far the thread is, when a cell more is done."""
        drawn = bar(done, total)
        if drawn != self._shown:
            self._shown = drawn
            self.app.call_from_thread(self._say, drawn)

    async def _work(self) -> None:
        from repdesk.desk.backups.restoring import carry_out, said_of

        await self._close()
        asked = self._agreed.asked
        try:
            restored = await asyncio.to_thread(
                carry_out, asked, self._clock, passphrase=self._agreed.passphrase, progress=self._heard
            )
        except RepdeskError as error:
            self.post_message(self.Over(refused=error))
            return
        words = _("Restored: %(name)s.") % {"name": asked.kept.name}
        self.post_message(self.Over(words, *said_of(restored), lost=restored.lost))
