"""What the fields of a customer, a person, a number and a contract are called, and how papers and deals stand."""

from __future__ import annotations

from repdesk.i18n import N_, _

_FIELDS = {
    "name": N_("name"),
    "industry": N_("industry"),
    "size": N_("size"),
    "region": N_("region"),
    "address": N_("address"),
    "owner": N_("owner"),
    "anniversary": N_("anniversary"),
    "timezone": N_("time zone"),
    "need": N_("need"),
    "rival": N_("rival"),
    "obstacle": N_("obstacle"),
    "notes": N_("notes"),
    "estimate": N_("estimate"),
    "source": N_("source"),
    "window": N_("hours"),
    "title": N_("title"),
    "role": N_("role"),
    "is_kp": N_("KP"),
    "email": N_("e-mail"),
    "birthday": N_("birthday"),
    "e164": N_("number"),
    "contact": N_("whose"),
    "bad_on": N_("wrong number"),
    "amount": N_("amount"),
    "start_on": N_("first day"),
    "end_on": N_("last day"),
    "status": N_("status"),
    "stage": N_("stage"),
    "intent": N_("intent"),
    "grade": N_("grade set by hand"),
    "do_not_call": N_("do not call"),
    "tags": N_("tags"),
}
CONTRACT_STATES = ("sent", "signed", "lost")
"""Those a contract can be in, in the order they are offered."""
_STATES = {"sent": N_("sent out"), "signed": N_("signed"), "lost": N_("lost"), "open": N_("open"), "won": N_("won")}


def field(name: str) -> str:
    """Return what a field is called; a name of somebody else's making stands as it is."""
    return _(_FIELDS[name]) if name in _FIELDS else name


def state(name: str) -> str:
    """Return how a contract or a deal stands; one of another making stands as it is."""
    return _(_STATES[name]) if name in _STATES else name
