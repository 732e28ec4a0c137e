"""Clean-up drives in words: what each customer is to have, how far it is, and the pace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from repdesk.i18n import N_, _, ngettext
from repdesk.rules.drives import Progress, State, measure_of
from repdesk.rules.types import Reason
from repdesk.text import visible
from repdesk.wording.days import day

_MEASURES = {
    "complete": N_("a card that is at least %(value)s of 100 complete"),
    "kp": N_("a key person who is known"),
    "number": N_("a number that works"),
    "good_numbers": N_("no wrong number"),
    "called": N_("a call since %(value)s"),
    "next_call": N_("a next call that is set"),
    "tagged": N_("the tag %(value)s"),
}
_STATES: dict[State, str] = {
    "empty": N_("nobody is in it"),
    "reached": N_("reached"),
    "late": N_("late"),
    "behind": N_("behind"),
    "on_pace": N_("on pace"),
    "ahead": N_("ahead"),
}


def measure_name(name: str, value: str = "...") -> str:
    """Return what each is to have, by the name of a measure and what it asks for; dots where that is still open."""
    return _(_MEASURES[name]) % {"value": visible(value)}


def measure(condition: str) -> str:
    """Return what each is to have; a condition of the rep's own making stands as it is."""
    known = measure_of(condition)
    if known is None:
        return visible(condition)
    found, value = known
    if found.asks == "day":
        try:
            value = day(date.fromisoformat(value))
        except ValueError:
            return visible(condition)
    return measure_name(found.name, value)


def drive_state(state: State) -> str:
    """Return how a drive stands, in a word or two."""
    return _(_STATES[state])


_REASONS: dict[str, Callable[[Mapping[str, str | int]], str]] = {
    "left": lambda f: ngettext("%(n)d to go", "%(n)d to go", int(f["n"])) % f,
    "gained": lambda f: _("%(n)+d since it began") % f,
    "ahead": lambda f: _("%(n)d more than at an even pace") % f,
    "behind": lambda f: _("%(n)d fewer than at an even pace") % f,
    "pace": lambda f: (
        ngettext("%(n)d a working day for %(days)d day", "%(n)d a working day for %(days)d days", int(f["days"])) % f
    ),
}


def drive_reason(why: Reason) -> str:
    """Return one reason of a drive's progress."""
    return _REASONS[why.code](dict(why.facts))


def drive_progress(stands: Progress) -> str:
    """Return how a drive stands in one sentence: behind: 12 of 63, 51 to go, 3 fewer than at an even pace."""
    if not stands.total:
        return drive_state(stands.state)
    counted = _("%(done)d of %(needed)d") % {"done": stands.done, "needed": stands.needed}
    said = [counted, *map(drive_reason, stands.reasons)]
    return _("%(state)s: %(said)s") % {"state": drive_state(stands.state), "said": ", ".join(said)}
