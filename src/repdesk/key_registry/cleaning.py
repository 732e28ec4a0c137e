"""The keys of the pages where the book is cleaned up: drives, numbers, fields, duplicates, merging."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import Key

CLEANING: tuple[Key, ...] = (
    Key("cleanup.begin", ("a",), "begin", N_("begin a drive"), N_("Begin a clean-up drive."), ("cleanup",)),
    Key("cleanup.edit", ("e",), "edit", N_("change"), N_("Change the drive."), ("cleanup",)),
    Key(
        "cleanup.close",
        ("backspace", "delete"),
        "close",
        N_("close"),
        N_("Close the drive, or let it go on."),
        ("cleanup",),
    ),
    Key(
        "cleanup.normalise",
        ("n",),
        "normalise",
        N_("numbers"),
        N_("Put numbers into their international form."),
        ("cleanup",),
    ),
    Key(
        "numbers.reread",
        ("r",),
        "reread",
        N_("all without a country"),
        N_("Read those again too that were given without the code of their country."),
        ("numbers",),
    ),
    Key("numbers.country", ("e",), "country", N_("country"), N_("As numbers of another country."), ("numbers",)),
    Key("fields.add", ("a",), "add", N_("new field"), N_("Define a field of your own."), ("fields",)),
    Key("fields.retire", ("backspace", "delete"), "retire", N_("retire"), N_("Take it off every card."), ("fields",)),
    Key("fields.up", ("<", "-"), "move(-1)", N_("higher"), N_("One place higher on the card."), ("fields",)),
    Key("fields.down", (">", "+"), "move(1)", N_("lower"), N_("One place lower on the card."), ("fields",)),
)

TWICE: tuple[Key, ...] = (
    Key(
        "merge.first", ("left", "h"), "choose('keep')", N_("take left"), N_("Take what stands on the left."), ("merge",)
    ),
    Key(
        "merge.second",
        ("right", "l"),
        "choose('gone')",
        N_("take right"),
        N_("Take what stands on the right."),
        ("merge",),
    ),
    Key("merge.swap", ("s",), "swap", N_("swap"), N_("Have the other one stay."), ("merge",)),
    Key(
        "duplicates.apart",
        ("n", "backspace", "delete"),
        "apart",
        N_("not the same"),
        N_("They are two customers: the pair is not shown again."),
        ("duplicates", "merge"),
    ),
)
