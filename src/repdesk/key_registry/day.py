"""The keys of the page of the day."""

from __future__ import annotations

from repdesk.i18n import N_
from repdesk.key_registry.key import Key

DAY: tuple[Key, ...] = (
    Key(
        "day.go",
        ("enter",),
        "go",
        N_("go"),
        N_("Go to the customer on today's list; let the clock run over the task's work, or stop it."),
        ("day",),
    ),
    Key("day.tick", ("space",), "tick", N_("tick off"), N_("Tick the task off, or open it again."), ("day",)),
    Key("day.begin", ("b",), "begin", N_("clock"), N_("Let the clock run over other work, or stop it."), ("day",)),
    Key("day.add", ("a",), "add_task", N_("to do"), N_("Put down what is to be done today."), ("day",)),
)
