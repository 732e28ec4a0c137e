"""The keys of the book of all customers, its columns and its views."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import Key

BOOK: tuple[Key, ...] = (
    Key("book.filter", ("f",), "filter", N_("filter"), N_("Only those who fit what is typed."), ("book",)),
    Key("book.views", ("V",), "views", N_("views"), N_("Saved views: open one, or save what is shown."), ("book",)),
    Key("book.mark", ("+", "insert"), "mark", N_("mark"), N_("Mark the customer, or no longer; one on."), ("book",)),
    Key(
        "book.mark_down",
        ("shift+down", "J"),
        "mark_along(1)",
        N_("mark down"),
        N_("Mark along the way down."),
        ("book",),
        footer=False,
    ),
    Key(
        "book.mark_up",
        ("shift+up", "K"),
        "mark_along(-1)",
        N_("mark up"),
        N_("Mark along the way up."),
        ("book",),
        footer=False,
    ),
    Key(
        "book.marks",
        ("*",),
        "marks",
        N_("marks"),
        N_("Mark all shown, none, the others, from mark to here."),
        ("book",),
    ),
    Key("book.edit", ("e",), "edit", N_("edit"), N_("Edit all who are marked, else the one in hand."), ("book",)),
    Key("book.sort_next", (">",), "sort(1)", N_("sort"), N_("Sort by the next column."), ("book",)),
    Key("book.sort_before", ("<",), "sort(-1)", N_("sort"), N_("Sort by the column before."), ("book",), footer=False),
    Key("book.turn", ("-",), "turn", N_("turn"), N_("Turn the order round."), ("book",), footer=False),
    Key("book.columns", ("|",), "columns", N_("columns"), N_("Choose the columns."), ("book",), footer=False),
    Key("book.anew", ("ctrl+r",), "anew", N_("anew"), N_("Find and sort anew."), ("book",), footer=False),
)

COLUMNS: tuple[Key, ...] = (
    Key(
        "columns.toggle",
        ("space",),
        "show_or_hide",
        N_("show or hide"),
        N_("Show the column, or hide it."),
        ("columns",),
    ),
    Key("columns.up", ("<", "-"), "place(-1)", N_("further left"), N_("One place further left."), ("columns",)),
    Key("columns.down", (">", "+"), "place(1)", N_("further right"), N_("One place further right."), ("columns",)),
    Key("columns.usual", ("backspace", "delete"), "usual", N_("the usual"), N_("The usual columns."), ("columns",)),
)

VIEWS: tuple[Key, ...] = (
    Key("views.save", ("s",), "save", N_("save"), N_("Save what is shown as a view."), ("views",)),
    Key("views.rename", ("r",), "rename", N_("rename"), N_("Rename the view."), ("views",)),
    Key("views.up", ("<", "-"), "place(-1)", N_("higher"), N_("One place higher."), ("views",), footer=False),
    Key("views.down", (">", "+"), "place(1)", N_("lower"), N_("One place lower."), ("views",), footer=False),
    Key("views.drop", ("backspace", "delete"), "drop", N_("delete"), N_("Delete the view."), ("views",)),
)
