"""The command line's words about what is done with customers: calls, next calls, edits of many."""

from __future__ import annotations

import argparse
from typing import Any

from repdesk.i18n import _
from repdesk.rules.outcomes import OUTCOMES
from repdesk.rules.types import CHANNELS, SOURCES
from repdesk.shell.arguments.kinds import named_value, outcome, positive


def editing(command: Any) -> None:
    """Add the edit of many."""
    bulk = command("bulk", _("edit all customers who fit a filter: say what would come of it, and do it with --yes"))
    bulk.add_argument("--where", default="", metavar="FILTER", help=_("those who fit, as in accounts --where"))
    bulk.add_argument("--view", metavar="NAME", help=_("those of a saved view"))
    names = _("stage=3, grade=A or rule, next=fri, mon..fri or none, tag=T, untag=T, owner=N")
    bulk.add_argument("--set", dest="edit", required=True, metavar="FIELD=VALUE", type=named_value, help=names)
    bulk.add_argument("--why", default="", metavar="T", help=_("the reason, where a stage falls or a grade is set"))
    bulk.add_argument("--yes", action="store_true", help=_("do it"))


def calling(command: Any) -> None:
    """Add what is done with a customer."""
    log = command("log", _("put a call on record"))
    log.add_argument("account_id", type=positive)
    log.add_argument("outcome", type=outcome, help=", ".join(f"{s.key} {o.value}" for o, s in OUTCOMES.items()))
    _said_of_a_call(log)
    amend = command("amend", _("put right what was logged; the first version is kept"))
    amend.add_argument("call_id", type=positive)
    amend.add_argument("--outcome", type=outcome)
    _said_of_a_call(amend)
    nxt = command("next", _("set the next call"))
    nxt.add_argument("account_id", type=positive)
    words = _("12-08, +3d, fri 15:00, tomorrow, 明天 … or none; left out, the day that is set stays")
    nxt.add_argument("next", metavar="WHEN", nargs="?", help=words)
    nxt.add_argument("--promised", action=argparse.BooleanOptionalAction, help=_("promised to the customer, or not"))
    nxt.add_argument("--for", dest="purpose", metavar="T", help=_("what the call is for; empty for nothing"))
    add = command("add", _("put a new customer in the book, to be called today"))
    add.add_argument("name")
    add.add_argument("--phone", required=True, metavar="N")
    add.add_argument("--contact", metavar="NAME")
    add.add_argument("--source", choices=SOURCES, default="other")
    allow = command("allow", _("lift do-not-call from a number"))
    allow.add_argument("number")
    allow.add_argument("--reason", required=True, metavar="T", help=_("what the customer did, and when"))
    command("undo", _("take the latest act back"))
    command("redo", _("bring back the act last undone"))


def _said_of_a_call(log: argparse.ArgumentParser) -> None:
    log.add_argument("--note", metavar="T")
    log.add_argument("--next", metavar="WHEN", help=_("the next call, in place of the one proposed; none for none"))
    log.add_argument("--promised", action="store_true", help=_("the next call is promised"))
    log.add_argument("--reason", metavar="T")
    log.add_argument("--never", action="store_true", help=_("refused for good"))
    lost, kp = log.add_mutually_exclusive_group(), log.add_mutually_exclusive_group()
    lost.add_argument("--lost", dest="lost", action="store_true", default=None, help=_("the deal is lost"))
    lost.add_argument("--not-lost", dest="lost", action="store_false", help=_("the deal is not lost"))
    kp.add_argument("--kp", dest="kp", action="store_true", default=None, help=_("the key person spoke"))
    kp.add_argument("--no-kp", dest="kp", action="store_false", help=_("somebody else spoke"))
    log.add_argument("--channel", choices=CHANNELS)
    log.add_argument("--in", dest="inbound", action="store_true", default=None, help=_("the customer called"))
    log.add_argument("--phone", metavar="N", help=_("the number dialled"))
    log.add_argument("--price", action="store_true", help=_("the price was talked"))
    log.add_argument("--demo-given", action="store_true", help=_("a demonstration was given"))
    log.add_argument("--offer", action="store_true", help=_("an offer was made"))
    log.add_argument("--amount", metavar="N")
    log.add_argument("--start", metavar="D", help=_("the contract's first day"))
    log.add_argument("--end", metavar="D", help=_("the contract's last day"))
