"""How far something is that takes a while, as a bar."""

from __future__ import annotations

from repdesk.widgets.glyphs import glyphs

_CELLS = 50


def bar(done: int, total: int) -> str:
    """Return the bar for `done` of `total` steps."""
    filled = _CELLS * min(done, total) // max(1, total)
    return glyphs().done * filled + glyphs().left * (_CELLS - filled)
