"""The rules' codes put into the rep's language."""

from __future__ import annotations

from repdesk.wording.days import clock, day, month, next_call, short_day, since, weekday
from repdesk.wording.sentences import bad_policy, brief, movement, note, reason, reasons, when_note
from repdesk.wording.terms import (
    act,
    contract_status,
    deviation,
    figure,
    grade,
    intent,
    outcome,
    role,
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
    "figure",
    "grade",
    "intent",
    "month",
    "movement",
    "next_call",
    "note",
    "outcome",
    "reason",
    "reasons",
    "role",
    "short_day",
    "since",
    "stage",
    "tier",
    "weekday",
    "when_note",
    "work",
]
