"""The keys of calling: the outcomes, what is asked with them, and the line a call is logged in."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import HAND, Key


def _outcome(key: str, name: str, label: str, text: str) -> Key:
    return Key(f"outcome.{name}", (key,), f"outcome({name!r})", label, text, HAND)


OUTCOMES: tuple[Key, ...] = (
    _outcome("n", "no_answer", N_("no one"), N_("Nobody answered: logged at once.")),
    _outcome("b", "busy", N_("busy"), N_("The line was busy: logged at once.")),
    _outcome("w", "wrong_number", N_("wrong"), N_("A wrong or dead number: logged at once, the number is marked bad.")),
    _outcome("g", "gatekeeper", N_("gate"), N_("A gatekeeper answered.")),
    _outcome("c", "callback", N_("callback"), N_("A callback was agreed; asks when.")),
    _outcome("t", "talked", N_("talked"), N_("Talked with the key person.")),
    _outcome("i", "interested", N_("interest"), N_("The key person is interested.")),
    _outcome("p", "proposal_sent", N_("proposal"), N_("A proposal was sent.")),
    _outcome("s", "contract_sent", N_("contract"), N_("A contract was sent; asks the amount.")),
    _outcome("x", "signed", N_("signed"), N_("The contract is signed; asks amount, start and end.")),
    _outcome("r", "refused", N_("refused"), N_("Refused; asks the reason, and from stage 3 on if it is lost.")),
    _outcome("d", "do_not_call", N_("no calls"), N_("Do not call: off every list, for good.")),
    Key("call.menu", ("space",), "menu", N_("menu"), N_("The outcomes as a numbered menu."), HAND),
)

MENDING: tuple[Key, ...] = (
    Key("call.amend", ("E",), "amend", N_("mend"), N_("Mend the last call; its first version is kept."), HAND),
    Key("call.phone", ("o",), "phone", N_("phone"), N_("The next phone number: the one a call, and w, mean."), HAND),
)

LINE: tuple[Key, ...] = (
    Key("line.save", ("enter",), "save", N_("saves"), N_("Save the call and go on."), ("line",)),
    Key("line.next", ("tab",), "next", N_("next field"), N_("To the next field."), ("line",)),
    Key("line.previous", ("shift+tab",), "next(-1)", N_("field before"), N_("To the field before."), ("line",), False),
    Key(
        "when.other",
        ("down",),
        "other",
        N_("other date"),
        N_("What the date may have meant instead, or the nearest that would do."),
        ("when",),
    ),
    Key("line.back", ("escape",), "leave", N_("back"), N_("Back to the list, nothing logged."), ("line",)),
)
