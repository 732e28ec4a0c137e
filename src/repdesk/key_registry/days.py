"""The keys of today, the schedule and the plan."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import Key

PLAN: tuple[Key, ...] = (
    Key("plan.accept", ("enter",), "accept", N_("go on"), N_("Take this page as it stands and go on."), ("plan",)),
    Key("plan.drop", ("backspace", "delete"), "drop", N_("drop"), N_("Drop it, or take it back."), ("plan",)),
    Key("plan.edit", ("e",), "edit", N_("note"), N_("Write the note that is missing, or mend the line."), ("plan",)),
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
    Key(
        "schedule.later", (">", "+"), "step(1)", N_("later"), N_("Move the call one working day later."), ("schedule",)
    ),
    Key(
        "schedule.earlier",
        ("<", "-"),
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
        N_("Make the day a day off, or a working day again."),
        ("schedule",),
    ),
)

TODAY: tuple[Key, ...] = (
    Key("today.offered", (".",), "offered", N_("in line"), N_("Go to the next one in line."), ("today",), footer=False),
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
