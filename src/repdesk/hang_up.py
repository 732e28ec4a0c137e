"""The end from outside: a terminal that is gone, or a system that shuts down, ends the app calmly."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from types import FrameType
from typing import Protocol

_PATIENCE = 2.0  # seconds that a calm end may take; a terminal that is gone can hold one up for ever

_PAINTER = "textual-output"  # as Textual names the thread that writes to the terminal


class Ends(Protocol):
    """What can be ended."""

    def end_at(self, number: int) -> None:
        """End because of this signal."""


def is_terminal_gone(told: threading.ExceptHookArgs) -> bool:
    """Say whether a thread ended because there is no terminal any more to paint on: nothing is to be mended then."""
    return isinstance(told.exc_value, OSError) and told.thread is not None and told.thread.name == _PAINTER


def heed_hang_up(app: Ends) -> None:
    """End `app` at SIGHUP and SIGTERM; by force where it takes too long, for then nothing more can be saved."""
    loop = asyncio.get_running_loop()

    def ended(number: int, _frame: FrameType | None) -> None:
        forced = threading.Timer(_PATIENCE, os._exit, (128 + number,))
        forced.daemon = True
        forced.start()
        loop.call_soon_threadsafe(app.end_at, number)

    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), ended)
