"""The pages of the evening's plan: their order, their names, their questions, and the keys that answer them."""

from __future__ import annotations

from collections.abc import Mapping

from repdesk.i18n import N_, _
from repdesk.keymap import Keys, shown

LOOSE, DUE, TOMORROW, LOAD, BESIDES, LEARN, DAY, FROZEN = range(8)
"""The pages in their order; that of what is due is passed over where nothing is."""

_NAMES = (
    N_("loose ends"),
    N_("grades that may be due"),
    N_("promised and priority"),
    N_("load and pace"),
    N_("besides calling"),
    N_("one thing to learn"),
    N_("the day's figures"),
    N_("frozen"),
)
_SHORT = (
    N_("loose"),
    N_("grades"),
    N_("tomorrow"),
    N_("load"),
    N_("besides"),
    N_("learn"),
    N_("the day"),
    N_("frozen"),
)
_QUESTIONS = (
    N_("What is still open of the day?"),
    N_("What do the day's calls suggest?"),
    N_("%(day)s: who comes first?"),
    N_("Can it be done?"),
    N_("%(day)s: what must be done besides calling?"),
    N_("%(day)s: one thing to learn?"),
    N_("What did the day come to?"),
    N_("The plan"),
)
_ANSWERS = (
    N_("%(note)s note  %(later)s %(day)s  %(move)s moves  %(drop)s lets go  %(card)s card  %(on)s goes on"),
    N_("%(take)s takes it  %(drop)s refuses  %(card)s card  %(on)s leaves the rest"),
    N_("%(drop)s drops  %(add)s adds  %(later)s a day later  %(move)s moves  %(why)s why  %(card)s card  %(on)s keeps"),
    N_("%(level)s levels the days ahead  %(on)s goes on  %(back)s back"),
    N_("%(on)s adds it, or goes on  %(tick)s ticks  %(put_off)s a day later  %(drop)s drops"),
    N_("%(choose)s chooses  %(on)s keeps it and goes on  %(back)s back"),
    N_("%(on)s freezes the plan  %(card)s card  %(move)s moves  %(back)s back"),
    N_("%(on)s to today's list  %(back)s looks at it again"),
)


def page_names(counts: Mapping[int, int], pages: list[int], *, short: bool) -> list[str]:
    """Return the names of these pages, with how much there is on those where that is known."""
    names = _SHORT if short else _NAMES
    return [_(names[n]) + (f" {counts[n]}" if n in counts else "") for n in pages]


def question(page: int, day: str) -> str:
    """Return what the page asks of `day`."""
    return _(_QUESTIONS[page]) % {"day": day}


def keys_said(page: int, keys: Keys, day: str) -> str:
    """Say which keys answer the page of the plan for `day`."""
    ids = {
        "on": "plan.accept",
        "back": "desk.back",
        "drop": "plan.drop",
        "note": "plan.edit",
        "later": "plan.later",
        "take": "plan.take",
        "card": "plan.card",
        "move": "desk.move",
        "add": "desk.add",
        "why": "desk.why",
        "level": "schedule.level",
    }
    named = {name: keys.named(id_) for name, id_ in ids.items()}
    on_the_line = {"tick": shown("space"), "put_off": ">", "choose": f"{shown('up')} {shown('down')}"}
    return _(_ANSWERS[page]) % {**named, **on_the_line, "day": day}
