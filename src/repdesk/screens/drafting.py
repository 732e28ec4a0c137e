"""Drafts as the app keeps them: what is half typed is looked at after each key, and offered at the next start."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.timer import Timer

from repdesk.desk.book import Book
from repdesk.desk.drafts import Drafts, HalfTyped
from repdesk.errors import RepdeskError
from repdesk.screens.places import Places

DRAFT_SECONDS = 0.2  # after a key until what is typed is looked at
_PLACES = {"task": "plan", "learn": "plan", "evening": "plan", "day_off": "schedule"}
"""Where a draft is taken up that belongs to a place other than today."""


@runtime_checkable
class HoldsDraft(Protocol):
    """A screen on which something may be half typed."""

    def half_typed(self) -> HalfTyped | None:
        """Return it, None where there is nothing."""


class Drafting:
    """Keeps what is half typed on the screens over one book, and offers what an earlier session did not save."""

    def __init__(self, app: App[int], book: Book, places: Places) -> None:
        self._app, self._book, self._places = app, book, places
        self._drafts: Drafts | None = None
        self._looking: Timer | None = None

    @property
    def looking(self) -> bool:
        """Say whether what is typed is still to be looked at."""
        return self._looking is not None

    def look_soon(self) -> None:
        """Have what is typed looked at in a moment."""
        if self._looking is None:
            self._looking = self._app.set_timer(DRAFT_SECONDS, self.keep)

    def keep(self) -> None:
        """Keep what is half typed anywhere; a thread writes it."""
        self._looking = None
        self._known().keep(self._half_typed())

    def end(self, *, on_purpose: bool = False) -> bool:
        """Keep what is half done; nothing typed where the rep leaves `on_purpose`. Nothing more is taken after it.

        It is on the disk when this returns; False where it could not be written.
        """
        typed = [draft for draft in self._half_typed() if not (on_purpose and draft.text)]
        if typed or self._drafts is not None:
            self._known().end(typed)
        return self._drafts is None or self._drafts.kept

    def close(self) -> None:
        """See what was typed last safely on the disk."""
        if self._drafts is not None:
            self._drafts.close()

    def offer(self) -> None:
        """Offer what an earlier session did not save; nothing where all was saved."""
        drafts = self._known()
        if not drafts.waiting or self._app.screen is not self._places.today:
            return
        from repdesk.desk.drafts import draft_said
        from repdesk.screens.take_up import Answer, OfferScreen

        draft = drafts.waiting[0]

        async def answered(answer: Answer | None) -> None:
            if answer == "drop":
                drafts.dropped(draft)
                self.offer()
            elif answer == "take":
                await self._take_up(drafts, draft)

        self._app.push_screen(OfferScreen(draft_said(self._book, draft), draft.text, self._places.today.keys), answered)

    async def _take_up(self, drafts: Drafts, draft: HalfTyped) -> None:
        """Open the very line again; where that cannot be, say so with the text, and keep it."""
        name = _PLACES.get(draft.kind, "today")
        self._places.go(name)
        place = self._places.place(name)

        async def open_again() -> None:
            try:
                await place.take_up(draft)
            except RepdeskError as error:
                place.notice.refuse(RepdeskError(error.line, draft.text))
            else:
                drafts.taken_up(draft)
                self.keep()

        if place.is_mounted:
            await open_again()
        else:
            self._app.call_after_refresh(open_again)

    def _known(self) -> Drafts:
        if self._drafts is None:
            self._drafts = Drafts(self._book)
        return self._drafts

    def _half_typed(self) -> list[HalfTyped]:
        """Return what is half typed, on what is open and on the places that were left with a line open."""
        screens = (*self._app.screen_stack, *self._places.away())
        drafts = (screen.half_typed() for screen in screens if isinstance(screen, HoldsDraft))
        return [draft for draft in drafts if draft is not None]
