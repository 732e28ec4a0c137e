"""The keys of the page where other figures are tried."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import Key

TRYING: tuple[Key, ...] = (
    Key("whatif.more", ("+", ">", "right", "l"), "turn(1)", N_("more"), N_("Try one more."), ("whatif",)),
    Key("whatif.less", ("-", "<", "left", "h"), "turn(-1)", N_("less"), N_("Try one less."), ("whatif",)),
    Key(
        "whatif.usual",
        ("backspace", "delete"),
        "usual",
        N_("as it is"),
        N_("Leave this as it is."),
        ("whatif",),
    ),
    Key(
        "whatif.take",
        ("t",),
        "take",
        N_("take it"),
        N_("Enter the days off in the book, or write the figures into policy.toml."),
        ("whatif",),
    ),
)
