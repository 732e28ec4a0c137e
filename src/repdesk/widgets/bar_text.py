"""Bars in text, drawn with signs of one cell each."""

from __future__ import annotations

from repdesk.widgets.glyphs import glyphs


def bar(count: int, most: int, width: int) -> str:
    """Return a bar that fills `width` cells at `most`; half a cell is the least that anybody counted is shown as."""
    if count <= 0 or most <= 0 or width <= 0:
        return ""
    signs = glyphs()
    halves = max(1, (4 * width * count + most) // (2 * most))
    return (signs.block * (halves // 2) + signs.half * (halves % 2))[:width]


def marked(drawn: str, at: int) -> str:
    """Return a bar with a mark at cell `at`, over it or behind it."""
    return drawn[:at].ljust(at) + glyphs().side + drawn[at + 1 :]
