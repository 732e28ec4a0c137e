"""What a real program sends its terminal beside what is painted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.terminal import Terminal

_TOLD = re.compile(rb"\x1b\](\d+);([^\x07\x1b]*)(?:\x07|\x1b\\)")


class Hearing(Terminal):
    """A terminal that keeps every byte it was sent."""

    heard = b""

    def _emulate(self) -> float:
        self.heard += self._pending[0][1]
        return super()._emulate()


def heard_from(command: Sequence[str], environment: dict[str, str], shown: str) -> tuple[bool, list[str]]:
    """Return, once `shown` is on the screen, whether the bell rang and what was told to the desktop (OSC 9)."""
    app = Hearing(command, environment)
    try:
        app.wait_for(shown)
        app.settle()
    finally:
        app.close()
    told = [text.decode() for kind, text in _TOLD.findall(app.heard) if kind == b"9"]
    return b"\x07" in _TOLD.sub(b"", app.heard), told
