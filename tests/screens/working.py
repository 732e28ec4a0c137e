"""A rep at the screen: an app over a small book, keys pressed, what is shown read back."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from textual import _wait, events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from repdesk.app import RepdeskApp, make_app
from repdesk.screens.drafting import Drafting
from repdesk.screens.today import TodayScreen
from tests.desk.making import MONDAY, SetClock, a_book, fill

_PATIENCE = 20.0  # seconds, on a busy machine
# Textual's pilot takes an app for idle that did nothing for so long; at its own 20 ms a key costs 40. What has to come
# about is waited for by `until`.
_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.004, 0.0004

NAMES = {" ": "space", ",": "comma", "-": "minus", "/": "slash", "?": "question_mark", "+": "plus", ":": "colon"}

_SIGNS = {"\x7f": "backspace", "\x15": "ctrl+u"}


class Desk:
    """An app at work, seen from outside."""

    def __init__(self, app: RepdeskApp, pilot: Pilot[int], clock: SetClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def today(self) -> TodayScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, TodayScreen))

    @property
    def drafting(self) -> Drafting:
        assert self.app.sitting is not None
        return self.app.sitting.drafting

    def lines(self) -> list[str]:
        """Return what stands on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines())

    async def until(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            await self.pilot.pause()
            if true():
                return
        raise AssertionError(f"this never came true; the screen shows:\n{self.text()}")

    async def shows(self, words: str) -> None:
        """Wait until `words` stand on the screen."""
        await self.until(lambda: words in self.text())

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)

    async def type(self, text: str) -> None:
        await self.press(*(NAMES.get(character, character) for character in text))

    async def burst(self, text: str) -> None:
        """Send keys, Backspace and Ctrl+U too, as a terminal does that was typed into faster than the app reads."""
        for character in text:
            key = _SIGNS.get(character) or _character_to_key(character)
            self.app.post_message(events.Key(key, character))
        await self.pilot.pause()


@asynccontextmanager
async def a_desk(
    path: Path, *accounts: Mapping[str, object], size: tuple[int, int] = (80, 24), now: datetime = MONDAY
) -> AsyncIterator[Desk]:
    """Open the app over a book with these accounts (`tests.desk.making.fill`), ready to write."""
    if accounts:
        with a_book(path, now=now) as book:
            fill(book, *map(dict, accounts))
    clock = SetClock(now)
    app = make_app(path, clock)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot, clock)
        if accounts:
            await desk.until(lambda: not app.workers and desk.today.line is not None)
        yield desk
