"""The keys that most places share: for the customer in hand, for the pages over a place, from place to place."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import ANY, DESK, HAND, ON_PEOPLE, OPENING, UNDOING, Key

OPEN: tuple[Key, ...] = (
    Key("desk.open", ("enter",), "open", N_("open"), N_("All that is known of what is under the cursor."), OPENING),
)

CUSTOMER: tuple[Key, ...] = (
    Key("desk.why", ("y",), "why", N_("why"), N_("Why this one, or why not."), ON_PEOPLE),
    Key("desk.undo", ("u",), "undo", N_("undo"), N_("Take the last act back."), UNDOING),
    Key("desk.redo", ("U",), "redo", N_("redo"), N_("Do again what was taken back."), UNDOING, footer=False),
    Key("desk.find", ("/",), "find", N_("find"), N_("Find anyone by any part of a name, number or note."), DESK),
    Key("desk.move", ("z",), "move", N_("move"), N_("Move the next call."), ON_PEOPLE),
    Key("desk.add", ("a",), "add", N_("add"), N_("Add the customer in hand, or anyone, to the list."), ON_PEOPLE),
)

PAGES: tuple[Key, ...] = (
    Key(
        "desk.day",
        ("T",),
        "day_page",
        N_("the day"),
        N_("How the day is arranged, what is to be done, whom to call, what to learn."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.acts", ("L",), "acts", N_("log"), N_("What was done, and the way back to before it."), DESK, footer=False
    ),
    Key(
        "desk.backups",
        ("B",),
        "backups",
        N_("backups"),
        N_("The backups: make one, or put one in the book's place."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.bring_in",
        ("I",),
        "app.bring_in",
        N_("bring in a file"),
        N_("Customers, calls or deals from CSV, Excel, vCard or JSON."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.clean_up",
        ("C",),
        "clean_up",
        N_("clean up"),
        N_("Clean the book up: drives, numbers in trouble, thin cards."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.duplicates",
        ("D",),
        "duplicates",
        N_("duplicates"),
        N_("Customers who may be in the book twice."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.what_if",
        ("W",),
        "what_if",
        N_("what if"),
        N_("The days ahead with other figures: calls a day, days off, how often who is called."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.take_out",
        ("X",),
        "take_out",
        N_("take out"),
        N_("Take these customers out: Excel, CSV, contacts, JSON."),
        (*HAND, "funnel", "schedule", "review"),
        footer=False,
    ),
    Key(
        "desk.best_hours",
        ("H",),
        "best_hours",
        N_("best hours"),
        N_("When calls are answered, by weekday and hour: of the book, and of the customer in hand."),
        DESK,
        footer=False,
    ),
    Key(
        "desk.suggestions",
        ("S",),
        "suggestions",
        N_("suggestions"),
        N_("Grades and stages that may be due, to take or refuse."),
        DESK,
        footer=False,
    ),
)

GOING: tuple[Key, ...] = (
    Key("desk.back", ("escape",), "back", N_("back"), N_("Back to where one came from."), DESK, footer=False),
    Key("app.today", ("1",), "app.place('today')", N_("Today"), N_("Today's list."), ANY, footer=False),
    Key("app.book", ("2",), "app.place('book')", N_("Book"), N_("All customers."), ANY, footer=False),
    Key(
        "app.funnel",
        ("3",),
        "app.place('funnel')",
        N_("Funnel"),
        N_("Customers and value per stage."),
        ANY,
        footer=False,
    ),
    Key(
        "app.schedule",
        ("4",),
        "app.place('schedule')",
        N_("Schedule"),
        N_("The days ahead and what is set on them."),
        ANY,
        footer=False,
    ),
    Key(
        "app.plan",
        ("5",),
        "app.place('plan')",
        N_("Plan"),
        N_("The plan for tomorrow, step by step."),
        ANY,
        footer=False,
    ),
    Key(
        "app.review",
        ("6",),
        "app.place('review')",
        N_("Review"),
        N_("What a week or a month came to."),
        ANY,
        footer=False,
    ),
    Key("app.help", ("?",), "app.help", N_("help"), N_("The keys and what they do."), ANY),
    Key("app.palette", ("ctrl+p",), "app.command_palette", N_("palette"), N_("All commands."), ANY, False, True),
    Key(
        "desk.quit",
        ("q",),
        "app.leave",
        N_("quit"),
        N_("Leave repdesk, where a terminal keeps ctrl+q for itself."),
        (*DESK, "broken"),
    ),
    Key("app.quit", ("ctrl+q",), "app.leave", N_("quit"), N_("Leave repdesk."), ANY, False, True),
    Key("app.quit_how", ("ctrl+c",), "app.quit_how", N_("quit"), N_("Say how to leave."), ANY, False),
)
