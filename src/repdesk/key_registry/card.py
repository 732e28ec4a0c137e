"""The keys of a customer's card."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import Key

CARD: tuple[Key, ...] = (
    Key("card.edit", ("e", "enter"), "edit", N_("edit"), N_("Edit the field the cursor is on."), ("card",)),
    Key(
        "card.remove", ("backspace", "delete"), "remove", N_("remove"), N_("Take a person or a number away."), ("card",)
    ),
    Key(
        "card.previous",
        ("[",),
        "previous",
        N_("one back"),
        N_("The customer before, on the list one came from."),
        ("card",),
    ),
    Key("card.next", ("]",), "next", N_("one on"), N_("The next customer on the list one came from."), ("card",)),
    Key("card.up", ("up", "k"), "go('up')", N_("up"), N_("To the field above."), ("card",), footer=False),
    Key("card.down", ("down", "j"), "go('down')", N_("down"), N_("To the field below."), ("card",), footer=False),
    Key("card.left", ("left", "h"), "go('left')", N_("left"), N_("To the field on the left."), ("card",), footer=False),
    Key(
        "card.right",
        ("right", "l"),
        "go('right')",
        N_("right"),
        N_("To the field on the right."),
        ("card",),
        footer=False,
    ),
    Key(
        "card.merge",
        ("M",),
        "merge",
        N_("merge with"),
        N_("Make one customer of this one and another."),
        ("card",),
        footer=False,
    ),
)
