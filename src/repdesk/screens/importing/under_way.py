"""What takes a while: done in a thread, shown as a bar, stopped by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from textual.screen import Screen

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.progress import Progress, Stopped, StoppedError
from repdesk.screens.book_in_use import BOOK_IN_USE
from repdesk.widgets.progress import bar

Work = Callable[[Progress, Stopped], Callable[[], None]]
"""What is done in the thread; it returns what is then to be done in that of the screen."""


class Say(Protocol):
    """Says something on the screen."""

    def __call__(self, text: str, *, error: bool = False) -> None:
        """Say it."""


def under_way(
    screen: Screen[None], title: str, work: Work, say: Say, over: Callable[[Callable[[], None]], None]
) -> Callable[[], None]:
    """Begin the work and return what stops it; `over` is told what it came to, or what is said where it was refused."""
    given_up: list[bool] = []
    shown = ""

    def tell(show: Callable[..., None], *args: object) -> None:
        if screen.is_attached:  # the rep may have left meanwhile
            screen.app.call_from_thread(show, *args)

    def heard(done: int, total: int) -> None:
        nonlocal shown
        drawn = bar(done, total)
        if drawn != shown:
            shown = drawn
            tell(say, f"{title}  {drawn}")

    def calmly() -> None:
        try:
            with BOOK_IN_USE:
                came = work(heard, lambda: bool(given_up))
        except StoppedError:
            came = partial(say, _("Stopped; nothing was kept."))
        except RepdeskError as error:
            came = partial(say, error.line, error=True)
        tell(over, came)

    say(title)
    screen.run_worker(calmly, thread=True, exclusive=True)
    return lambda: given_up.append(True)
