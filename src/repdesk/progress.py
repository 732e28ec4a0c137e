"""How far something is that takes a while: what work tells, who hears it, and who may have given it up."""

from __future__ import annotations

from collections.abc import Callable

from repdesk.errors import RepdeskError
from repdesk.i18n import _

Progress = Callable[[int, int], None]
"""Hears how many steps are done, out of how many."""

Stopped = Callable[[], bool]
"""Says whether whoever waits for the work has given it up; asked from time to time, from any thread."""


class StoppedError(RepdeskError):
    """The work was given up by hand before anything was kept of it."""

    def __init__(self) -> None:
        super().__init__(_("stopped"))


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on to the end."""
    return False
