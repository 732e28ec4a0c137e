"""What the parts of an import are called, as the rep reads them."""

from __future__ import annotations

from collections.abc import Mapping

from repdesk import wording
from repdesk.desk.importing.choices import CUSTOM, LEFT_OUT, Duplicates, Kind, Order
from repdesk.i18n import N_, _, ngettext
from repdesk.widgets.plain import plain

ORDERS: Mapping[Order, str] = {"dmy": N_("day/month/year"), "mdy": N_("month/day/year")}
DUPLICATES: Mapping[Duplicates, str] = {
    "merge": N_("fill in what is new"),
    "skip": N_("leave them out"),
    "add": N_("put them in once more"),
}
DELIMITERS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab"), "|": N_("bar")}
_TARGETS = {
    "name": N_("customer"),
    "contact": N_("person"),
    "first_name": N_("person, first name"),
    "last_name": N_("person, last name"),
    "phone": N_("phone"),
    "contract_start": N_("contract from"),
    "contract_end": N_("contract until"),
    "contract_amount": N_("amount"),
    "last_contact": N_("last contact"),
    "next_call": N_("next call"),
    "note": N_("note"),
    "people": N_("other people"),
    "when": N_("when it was"),
    "outcome": N_("what came of it"),
    "duration": N_("how long it was"),
    "direction": N_("in or out"),
    "deal": N_("name of the deal"),
    "number": N_("number of the deal"),
    "product": N_("product"),
    "status": N_("won or lost"),
    "opened": N_("began on"),
    "closed": N_("closed on"),
    "expected": N_("expected on"),
    "reason": N_("reason"),
}


def target(name: str) -> str:
    """Return what a column becomes."""
    if name == LEFT_OUT:
        return _("- left out -")
    if name.startswith(CUSTOM):
        return _("own field %(name)s") % {"name": plain(name[len(CUSTOM) :])}
    return _(_TARGETS[name]) if name in _TARGETS else wording.field(name)


def brought_in(kind: Kind, count: int) -> str:
    """Say how many new ones came in."""
    said = {
        "accounts": ngettext("%(n)d customer brought in", "%(n)d customers brought in", count),
        "calls": ngettext("%(n)d call brought in", "%(n)d calls brought in", count),
        "deals": ngettext("%(n)d deal brought in", "%(n)d deals brought in", count),
    }
    return said[kind] % {"n": count}
