"""The places of an open book: today is always there, each other one is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Protocol, runtime_checkable

from textual.app import App
from textual.screen import Screen

from repdesk import keymap
from repdesk.desk.book import Book
from repdesk.screens.desk_screen import DeskScreen
from repdesk.screens.today import TodayScreen


@runtime_checkable
class MayLose(Protocol):
    """A screen with something typed that leaving it would lose."""

    def may_lose_typing(self) -> bool:
        """Say so to the rep, once; False where there is nothing to lose, and the second time."""


class Places:
    """Goes from place to place; each is kept as it was left."""

    def __init__(self, app: App[int], book: Book, keys: keymap.Keys, name: str) -> None:
        """Begin with today; `name` names the book where it is not the rep's own."""
        self._app, self._book, self._keys, self._name = app, book, keys, name
        self._kept: dict[str, DeskScreen] = {}

    @cached_property
    def today(self) -> TodayScreen:
        """The day; it cannot be made before the app runs."""
        return TodayScreen(self._book, self._keys, self._name)

    def __iter__(self) -> Iterator[DeskScreen]:
        """Yield every place that was gone to."""
        yield self.today
        yield from self._kept.values()

    def place(self, name: str) -> DeskScreen:
        """Return the screen of a place, made where this is the first time."""
        if name == "today":
            return self.today
        if name not in self._kept:
            screen = _screen_of(name)(self._book, self._keys, self._name)
            self._app.install_screen(screen, name)
            self._kept[name] = screen
        return self._kept[name]

    def away(self) -> list[DeskScreen]:
        """Return the places that were left for another one."""
        return [place for place in self._kept.values() if place not in self._app.screen_stack and place.is_mounted]

    def go(self, name: str) -> None:
        """Go to a place; what is open over it is closed, but not with something typed that the rep was not told of."""
        wanted, stack = self.place(name), self._app.screen_stack
        onto = wanted if wanted in stack else self.today
        closed = stack[stack.index(onto) + 1 :]
        if any(isinstance(screen, MayLose) and screen.may_lose_typing() for screen in closed):
            return
        while self._app.screen is not onto:
            self._app.pop_screen()
        if wanted is not onto:
            self._app.push_screen(wanted)

    def may_lose_typing(self) -> bool:
        """Say whether leaving the app now would lose what was typed anywhere; the rep is shown where, once."""
        stack: list[Screen[object]] = list(reversed(self._app.screen_stack))
        if any(isinstance(screen, MayLose) and screen.may_lose_typing() for screen in stack):
            return True
        for name, place in self._kept.items():
            if place not in stack and place.may_lose_typing():
                self.go(name)  # it says so there
                return True
        return False


def _screen_of(name: str) -> type[DeskScreen]:
    """Return the kind of screen a place is; imported when it is first gone to."""
    if name == "book":
        from repdesk.screens.book import BookScreen

        return BookScreen
    if name == "funnel":
        from repdesk.screens.funnel import FunnelScreen

        return FunnelScreen
    if name == "schedule":
        from repdesk.screens.schedule import ScheduleScreen

        return ScheduleScreen
    if name == "review":
        from repdesk.screens.review import ReviewScreen

        return ReviewScreen
    from repdesk.screens.plan import PlanScreen

    return PlanScreen
