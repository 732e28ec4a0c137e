"""How full a day is, in six steps: a sign for each, and a ground that repeats what the sign says."""

from __future__ import annotations

from repdesk.desk.schedule import Day
from repdesk.widgets.glyphs import glyphs

_STEPS = len(glyphs().heat)
_OVER = _STEPS + 1


def step(day: Day) -> int:
    """Return 0 for a day without calls or a day off, then from 1, a little, to 5, all it takes, and 6 beyond that."""
    calls = day.load.calls
    if day.off or calls <= 0:
        return 0
    return _OVER if day.over else 1 + calls * (_STEPS - 1) // day.quota


def sign(day: Day) -> str:
    """Return the sign of a load, one cell: blank for none, fuller towards the quota, ! beyond it."""
    at = step(day)
    return " " if not at else "!" if at == _OVER else glyphs().heat[at - 1]


def style(day: Day) -> str:
    """Return the style of a day: a ground that is the stronger the fuller it is, and a warning beyond that."""
    at = step(day)
    return "bold $warning on $over" if at == _OVER else f"on $heat{at}" if at else ""
