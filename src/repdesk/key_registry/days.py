"""The keys of today, the schedule, the plan and the review."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import DESK, Key

PLAN: tuple[Key, ...] = (
    Key("plan.accept", ("enter",), "accept", N_("go on"), N_("Take this page as it stands and go on."), ("plan",)),
    Key("plan.drop", ("backspace", "delete"), "drop", N_("drop"), N_("Drop it, or take it back."), ("plan",)),
    Key("plan.edit", ("e",), "edit", N_("note"), N_("Write the note that is missing, or mend the line."), ("plan",)),
    Key(
        "plan.later",
        (">", "+"),
        "later",
        N_("a day later"),
        N_("Put it off by a working day, its time and its promise kept."),
        ("plan",),
    ),
    Key(
        "plan.take",
        ("space",),
        "take",
        N_("take"),
        N_("Take what is suggested; tick work besides calling off."),
        ("plan",),
    ),
    Key("plan.card", ("o",), "open", N_("card"), N_("The card of the customer under the cursor."), ("plan",)),
)

SCHEDULE: tuple[Key, ...] = (
    Key(
        "schedule.before",
        ("left", "h"),
        "day(-1)",
        N_("day before"),
        N_("To the day before."),
        ("schedule",),
        footer=False,
    ),
    Key(
        "schedule.after",
        ("right", "l"),
        "day(1)",
        N_("day after"),
        N_("To the day after."),
        ("schedule",),
        footer=False,
    ),
    Key("schedule.month_before", ("[",), "month(-1)", N_("month before"), N_("To the month before."), ("schedule",)),
    Key("schedule.month_after", ("]",), "month(1)", N_("month after"), N_("To the month after."), ("schedule",)),
    Key("schedule.later", (">",), "step(1)", N_("later"), N_("Move the call one working day later."), ("schedule",)),
    Key(
        "schedule.earlier",
        ("<",),
        "step(-1)",
        N_("earlier"),
        N_("Move the call one working day earlier."),
        ("schedule",),
    ),
    Key(
        "schedule.day_off",
        ("f",),
        "day_off",
        N_("day off"),
        N_("Make the day, or a part of it, a day off, or a working day again."),
        ("schedule",),
    ),
    Key(
        "schedule.carry",
        ("space",),
        "carry",
        N_("pick up"),
        N_("Pick up the call, or all that are marked, and carry them to another day."),
        ("schedule",),
    ),
    Key(
        "schedule.mark", ("+", "insert"), "mark", N_("mark"), N_("Mark the call, or no longer; one on."), ("schedule",)
    ),
    Key(
        "schedule.marks",
        ("*",),
        "marks",
        N_("marks"),
        N_("Mark all of the day, none, the others, from mark to here."),
        ("schedule",),
        footer=False,
    ),
    Key("schedule.lightest", ("=",), "lightest", N_("lightest"), N_("The lightest day for the call."), ("schedule",)),
    Key(
        "schedule.level",
        ("v",),
        "level",
        N_("level"),
        N_("Level the days ahead: see who would move."),
        ("schedule", "plan"),
    ),
    Key(
        "schedule.ladders",
        ("R",),
        "ladders",
        N_("ladders"),
        N_("Who is overdue, whose contract ends, who has a birthday."),
        ("schedule",),
    ),
)

CARRYING: tuple[Key, ...] = (
    Key("carrying.drop", ("enter", "space"), "drop", N_("drop here"), N_("Drop the calls on this day."), ("carrying",)),
    Key("carrying.later", ("right", "l", ">"), "carry(1)", N_("later"), N_("A working day later."), ("carrying",)),
    Key(
        "carrying.earlier", ("left", "h", "<"), "carry(-1)", N_("earlier"), N_("A working day earlier."), ("carrying",)
    ),
    Key("carrying.week_later", ("down", "j"), "carry(0, 1)", N_("week on"), N_("A week later."), ("carrying",)),
    Key("carrying.week_earlier", ("up", "k"), "carry(0, -1)", N_("week back"), N_("A week earlier."), ("carrying",)),
    Key(
        "carrying.month_later",
        ("]",),
        "carry(0, 0, 1)",
        N_("month on"),
        N_("A month later."),
        ("carrying",),
        footer=False,
    ),
    Key(
        "carrying.month_earlier",
        ("[",),
        "carry(0, 0, -1)",
        N_("month back"),
        N_("A month earlier."),
        ("carrying",),
        footer=False,
    ),
    Key("carrying.back", ("escape",), "put_back", N_("put back"), N_("Put the calls back."), ("carrying",)),
)

LEVELLING: tuple[Key, ...] = (
    Key(
        "level.drop",
        ("backspace", "delete"),
        "drop",
        N_("stays"),
        N_("Let the call stay where it is, or move after all."),
        ("level",),
    ),
    Key("level.further", (">", "+"), "span(1)", N_("more days"), N_("Level more days."), ("level",)),
    Key("level.nearer", ("<", "-"), "span(-1)", N_("fewer days"), N_("Level fewer days."), ("level",)),
    Key("level.why", ("y",), "why", N_("why"), N_("What makes the score of this one."), ("level",)),
)

TODAY: tuple[Key, ...] = (
    Key(
        "today.by_best_hours",
        ("O",),
        "by_best_hours",
        N_("best hours first"),
        N_("The rest of the list by the hours its customers are best called in, or by rank again."),
        ("today",),
        footer=False,
    ),
    Key(
        "today.offered",
        (".",),
        "app.offered",
        N_("in line"),
        N_("Go to the promise that is due, else to the next one in line."),
        DESK,
        footer=False,
    ),
    Key(
        "today.replan",
        ("ctrl+r",),
        "replan",
        N_("re-plan"),
        N_("Rank the rest of the day anew."),
        ("today",),
        footer=False,
    ),
)

REVIEW: tuple[Key, ...] = (
    Key(
        "review.before",
        ("[", "left", "h"),
        "period(-1)",
        N_("the one before"),
        N_("To the week or month before."),
        ("review",),
    ),
    Key(
        "review.after",
        ("]", "right", "l"),
        "period(1)",
        N_("the one after"),
        N_("To the week or month after."),
        ("review",),
    ),
    Key("review.week", ("w",), "span('week')", N_("week"), N_("The week that holds the day."), ("review",)),
    Key("review.month", ("m",), "span('month')", N_("month"), N_("The month that holds the day."), ("review",)),
    Key(
        "review.page",
        ("c",),
        "page",
        N_("curves"),
        N_("The curves, when calls were answered, and the figures again."),
        ("review",),
    ),
)
