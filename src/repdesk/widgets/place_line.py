"""The first line of every screen: the places there are, which one it is, and what time it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual import events
from textual.content import Content
from textual.widget import Widget

from repdesk import wording
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, plain


class PlaceLine(Widget):
    """The places with their keys, the one at hand marked, and what is special of it; a click goes there."""

    def __init__(self, places: Iterable[tuple[str, str, str, bool]], now: datetime, name: str = "") -> None:
        """Take key, label, action and whether it is at hand of each; `name` names a book that is not the rep's own."""
        super().__init__()
        self._places = tuple(places)
        self._app_name = f" repdesk · {plain(name)} " if name else " repdesk "
        self._book_name = f" {plain(name)} " if name else " "
        self._aside = ""
        self._called_out = ("", "")
        self._now, self._minute = now, now.replace(second=0, microsecond=0)

    def say(self, aside: str) -> None:
        """Say what is special of this place."""
        self._aside = plain(aside)
        self.refresh()

    def call_out(self, words: str, way: str = "") -> None:
        """Say what cannot wait in place of the places, with the `way` to it; empty words give them back."""
        said = (plain(words), way if words else "")
        if said != self._called_out:
            self._called_out = said
            self.refresh()

    def tick(self, now: datetime) -> bool:
        """Let the clock go on; where a minute has passed draw again and say so."""
        self._now, minute = now, now.replace(second=0, microsecond=0)
        passed = minute != self._minute
        if passed:
            self._minute = minute
            self.refresh()
        return passed

    def _shown(self) -> list[tuple[str, str, bool]]:
        """Return of each place the words, the action and whether it is at hand."""
        mark = glyphs().cursor
        return [(f"{mark if here else ' '}{key} {label} ", action, here) for key, label, action, here in self._places]

    def _parts(self) -> tuple[str, str, str, str]:
        """Return name, aside, gap and time as there is room: the year goes first, then the app's name, then the day.

        The name of a book that is not the rep's own goes last: whoever types into it is to know.
        """
        places = sum(cells(words) for words, _action, _here in self._shown())
        aside = f"  {self._aside}" if self._aside else ""
        day, at = self._now.date(), wording.clock(self._now.time())
        long, short = f"{wording.day(day)}  {at} ", f"{wording.day(day, day)} {at} "
        names = ((self._app_name, long), (self._app_name, short), (self._book_name, short), (self._book_name, f"{at} "))
        for name, when in (*names, (" ", f"{at} ")):
            rest = self.size.width - cells(name) - places - cells(when)
            if rest >= cells(aside):
                break
        aside = clip(aside, max(0, rest))
        return name, aside, " " * max(0, rest - cells(aside)), when

    def render(self) -> Content:
        """Draw the line."""
        if self._called_out[0]:
            return self._call()
        name, aside, gap, when = self._parts()
        places = [(words, "bold $accent" if here else "$muted") for words, _action, here in self._shown()]
        return Content.assemble((name, "$muted"), *places, (aside, "bold $accent"), gap, (when, "$muted"))

    def _call(self) -> Content:
        """Draw what cannot wait: cut before the way to it is, and both before the time."""
        words, way = self._called_out
        when = f" {wording.clock(self._now.time())} "
        room = self.size.width - cells(when) - 3
        tail = f"   {way}" if way and cells(way) < room // 2 else ""
        said = clip(f"{glyphs().phone} {words}", room - cells(tail)) + tail
        return Content.assemble((f" {fit(said, room + 2)}", "bold reverse $warning"), (when, "$muted"))

    async def on_click(self, event: events.Click) -> None:
        """Go to the place under the mouse, or to what is called out."""
        if self._called_out[0]:
            await self.app.run_action("app.offered", self.screen)
            return
        at = cells(self._parts()[0])
        for words, action, _here in self._shown():
            if at <= event.x < at + cells(words):
                await self.app.run_action(action, self.screen)
                return
            at += cells(words)
