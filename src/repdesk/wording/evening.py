"""The evening in words: what is regretted of a day, and what may be learned."""

from __future__ import annotations

from repdesk.i18n import N_, _
from repdesk.rules.types import Reason
from repdesk.text import visible

_REGRETS = {
    "promises_missed": N_("promises missed"),
    "ownership_lost": N_("ownership lost"),
    "priority_not_reached": N_("priority not reached"),
    "past_maximum": N_("past the longest interval"),
}
_LEARNED_FROM = {
    "promises_missed": N_("what came between me and a promised time"),
    "priority_not_reached": N_("when the warm ones can be reached"),
    "effective": N_("how to get from the desk to the one who decides"),
    "conversations": N_("a first sentence that keeps them on the line"),
    "notes": N_("how to write the note while they speak"),
    "next_calls": N_("how to end a call with a date"),
}


def regret(kind: str) -> str:
    """Return what is to be regretted of a day."""
    return _(_REGRETS[kind])


def learning(offer: Reason) -> str:
    """Return what may be learned, as it is put down."""
    if offer.code == "again":
        return visible(str(offer.fact("what")))
    if offer.code == "refusal":
        return _("what to answer to: %(reason)s") % {"reason": visible(str(offer.fact("reason")))}
    return _(_LEARNED_FROM[offer.code])
