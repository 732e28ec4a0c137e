"""The rules' codes put into the rep's language."""

from __future__ import annotations

from repdesk.wording.days import clock, day, month, next_call, short_day, since, weekday
from repdesk.wording.drives import drive_progress, drive_state, measure, measure_name
from repdesk.wording.fields import field, state
from repdesk.wording.sentences import bad_policy, brief, movement, note, reason, reasons, refusal, when_note
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

__all__ = [
    "act",
    "bad_policy",
    "brief",
    "clock",
    "contract_status",
    "day",
    "deviation",
    "drive_progress",
    "drive_state",
    "field",
    "figure",
    "grade",
    "intent",
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
    "role",
    "short_day",
    "since",
    "source",
    "stage",
    "state",
    "tier",
    "weekday",
    "when_note",
    "work",
]
