"""What a customer's clock shows elsewhere, in the rep's words."""

from __future__ import annotations

from datetime import date, datetime, time

from repdesk.i18n import N_, _
from repdesk.rules.zones import CallingState, TheirTime
from repdesk.text import visible
from repdesk.wording.days import clock, weekday

_STATES: dict[CallingState, str] = {
    "early": N_("too early"),
    "late": N_("too late"),
    "weekend": N_("weekend"),
}


def their_time(theirs: TheirTime) -> str:
    """Return what their clock shows, and where it is no time to call: 06:12 in New York, too early.

    A day that is not the rep's is named; ~ stands before what is only guessed from the number.
    """
    words = _there(theirs.there, theirs.here.date(), theirs)
    return f"{words}, {_(_STATES[theirs.state])}" if theirs.state in _STATES else words


def by_their_clock(day: date, at: time, theirs: TheirTime) -> str:
    """Return a moment of the rep's clock as theirs shows it: 03:00 in New York."""
    return _there(theirs.at(day, at), day, theirs)


def _there(there: datetime, here: date, theirs: TheirTime) -> str:
    at = clock(there.time())
    if there.date() != here:
        at = f"{weekday(there.date())} {at}"
    return _("%(clock)s in %(place)s") % {"clock": f"~{at}" if theirs.guessed else at, "place": visible(theirs.place)}
