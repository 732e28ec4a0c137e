"""A bar on the terminal for what takes a while, shown at once or, for a book brought up to date, when it does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

from repdesk.i18n import _
from repdesk.progress import Progress, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_AFTER_SECONDS = 0.5


@contextmanager
def progress_bar(title: str) -> Iterator[Progress]:
    """Show a bar on a terminal while work goes on; elsewhere say nothing."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def bringing_up(after: float = _AFTER_SECONDS) -> Iterator[Progress]:
    """Yield what hears of the steps; it shows a bar on stderr, a terminal, once they take longer than `after`."""
    bar = _Bar(after)
    try:
        yield bar.heard
    finally:
        bar.end()


class _Bar:
    """Waits from the first step on, so that a book which needs none costs nothing; then shows how far it is."""

    def __init__(self, after: float) -> None:
        self._after = after
        self._turn = Lock()
        self._timer: Timer | None = None
        self._shown: Bar | None = None
        self._steps = (0, 0)

    def heard(self, done: int, total: int) -> None:
        with self._turn:
            self._steps = (done, total)
            if self._timer is None and sys.stderr.isatty():
                self._timer = Timer(self._after, self._show)
                self._timer.daemon = True
                self._timer.start()
            if self._shown is not None:
                self._shown.update(self._shown.task_ids[0], completed=done, total=total)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bar

        with self._turn:
            if self._timer is None:
                return
            self._shown = Bar(console=Console(stderr=True), transient=True)
            done, total = self._steps
            self._shown.add_task(_("bringing the book up to date"), completed=done, total=total)
            self._shown.start()

    def end(self) -> None:
        with self._turn:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._shown is not None:
                self._shown.stop()
                self._shown = None
