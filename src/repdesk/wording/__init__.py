"""The rules' codes put into the rep's language."""

from __future__ import annotations

from repdesk.wording.best_hours import best, suiting, window
from repdesk.wording.days import clock, day, hours, month, next_call, short_day, since, weekday
from repdesk.wording.drives import drive_progress, drive_state, measure, measure_name
from repdesk.wording.evening import learning, regret
from repdesk.wording.fields import field, state
from repdesk.wording.sentences import bad_policy, brief, movement, note, reason, reasons, refusal
from repdesk.wording.terms import (
    act,
    contract_status,
    deviation,
    figure,
    grade,
    intent,
    missing,
    outcome,
    role,
    source,
    stage,
    tier,
    work,
)
from repdesk.wording.typed_dates import when_note
from repdesk.wording.zones import by_their_clock, their_time

__all__ = [
    "act",
    "bad_policy",
    "best",
    "brief",
    "by_their_clock",
    "clock",
    "contract_status",
    "day",
    "deviation",
    "drive_progress",
    "drive_state",
    "field",
    "figure",
    "grade",
    "hours",
    "intent",
    "learning",
    "measure",
    "measure_name",
    "missing",
    "month",
    "movement",
    "next_call",
    "note",
    "outcome",
    "reason",
    "reasons",
    "refusal",
    "regret",
    "role",
    "short_day",
    "since",
    "source",
    "stage",
    "state",
    "suiting",
    "their_time",
    "tier",
    "weekday",
    "when_note",
    "window",
    "work",
]
