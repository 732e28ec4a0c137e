"""The hours in which a customer is best called, in the rep's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from repdesk.i18n import _
from repdesk.rules.best_hours import Best
from repdesk.wording.days import clock

_SHOWN = 2  # the surest; more would be most of a day


def window(stated: tuple[time, time]) -> str:
    """Return a window in which a customer may be called: 10:00–11:30."""
    return f"{clock(stated[0])}–{clock(stated[1])}"


def best(hours: Best) -> str:
    """Return best hours with how many of the calls in them were answered: 10–11 7/9."""
    return f"{hours.start}–{hours.until} {hours.answered}/{hours.tried}"


def suiting(stated: tuple[time, time] | None, hours: Iterable[Best]) -> str:
    """Return when a customer is best called, as short as can be: its own window outranks what is counted."""
    if stated is not None:
        return _("hours %(span)s") % {"span": window(stated)}
    surest = ", ".join(best(one) for one in [*hours][:_SHOWN])
    return _("best %(hours)s") % {"hours": surest} if surest else ""
