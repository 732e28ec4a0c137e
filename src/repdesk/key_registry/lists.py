"""The keys in a list, in a dialog, and of the smaller pages."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import LIST, PAGING, Key

GRADES: tuple[Key, ...] = (
    Key(
        "grades.take",
        ("space",),
        "accept",
        N_("take"),
        N_("Take what is suggested, as Enter does; in the plan for tomorrow Enter goes on."),
        ("grades",),
        footer=False,
    ),
    Key(
        "grades.refuse",
        ("backspace", "delete"),
        "refuse",
        N_("refuse"),
        N_("Refuse it: it stays away until there is new evidence."),
        ("grades",),
    ),
)

MOVING: tuple[Key, ...] = (
    Key("list.up", ("up", "k"), "up", N_("up"), N_("One line up."), LIST, footer=False),
    Key("list.down", ("down", "j"), "down", N_("down"), N_("One line down."), LIST, footer=False),
    Key("list.page_up", ("pageup",), "page_up", N_("page up"), N_("A page up."), PAGING, footer=False),
    Key("list.page_down", ("pagedown",), "page_down", N_("page down"), N_("A page down."), PAGING, footer=False),
    Key("list.top", ("home",), "top", N_("first line"), N_("To the first line."), PAGING, footer=False),
    Key("list.end", ("end",), "end", N_("last line"), N_("To the last line."), PAGING, footer=False),
)

ASKED: tuple[Key, ...] = (
    Key("backups.make", ("b",), "make", N_("make one now"), N_("Make a backup now."), ("backups",)),
    Key("importing.change", ("space",), "change", N_("change"), N_("Change the line."), ("importing",)),
    Key(
        "importing.leave_out",
        ("backspace", "delete"),
        "leave_out",
        N_("leave out"),
        N_("Leave the column out."),
        ("importing",),
    ),
    Key(
        "importing.rejects",
        ("w",),
        "rejects",
        N_("file to mend"),
        N_("Write the rows to be mended beside the file, or not."),
        ("importing",),
    ),
    Key("choice.turn", ("space", "right"), "turn", N_("tick"), N_("Tick the box, or take the next word."), ("choice",)),
    Key("dialog.accept", ("enter",), "accept", N_("accept"), N_("Accept."), ("dialog",)),
    Key("dialog.back", ("escape",), "leave", N_("back"), N_("Back."), ("dialog",)),
)
