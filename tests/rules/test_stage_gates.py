"""A stage back: past twice its rot with its gate open, and never where a step is agreed or nothing is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Policy
from repdesk.rules.suggestions.stage_gates import GateFacts, stage_back
from repdesk.rules.types import Account, NextCall, Turn
from repdesk.rules.workdays import Calendar

POLICY, PLAIN = Policy(), Calendar()
TODAY = date(2026, 11, 23)
LEANS = Account(1, stage=4, estimate=100)
ROT = POLICY.standing.rot[4]
LATE = 2 * ROT + 1
WHOLE = GateFacts(need=True, rival=True, obstacle=True, decision_maker=True)
NOTHING = GateFacts()
OPEN = "4 3 rival decision_maker obstacle"


def before(working_days: int) -> date:
    day = TODAY
    while PLAIN.after(day, TODAY) < working_days:
        day -= timedelta(days=1)
    return day


def turn(working_days: int, was: object, now: object, field: str = "stage") -> Turn:
    day = before(working_days)
    return Turn(f"{day}T01:00:00.000000Z", day, field, str(was), str(now))  # type: ignore[arg-type]  # any field


def said(account: Account, facts: GateFacts, *turns: Turn) -> str:
    """Return the fall and what is missing: 4 3 rival obstacle; empty for none."""
    found = stage_back(account, turns, facts, TODAY, POLICY, PLAIN)
    if found is None:
        return ""
    return " ".join([str(found.stage), str(found.to), *(str(why.fact("what")) for why in found.reasons[1:])])


CAME = turn(LATE, 3, 4)


@pytest.mark.parametrize(
    ("account", "facts", "turns", "expected"),
    [
        (LEANS, NOTHING, [CAME], OPEN),
        (LEANS, replace(WHOLE, obstacle=False), [CAME], "4 3 obstacle"),
        (LEANS, WHOLE, [CAME], ""),  # the gate is shut
        (LEANS, NOTHING, [turn(LATE - 1, 3, 4)], ""),  # twice its rot, not past it
        (LEANS, NOTHING, [], ""),  # nobody knows since when
        (LEANS, NOTHING, [turn(LATE + 9, 3, 4), turn(3, 4, 5)], ""),  # it stands at 4 by another word than that
        (LEANS, NOTHING, [turn(LATE + 9, 2, 3), CAME], OPEN),
        (LEANS, NOTHING, [CAME, turn(5, 4, 3, "suggestion")], ""),  # refused: the days count anew
        (LEANS, NOTHING, [turn(3 * LATE, 3, 4), turn(LATE, 4, 3, "suggestion")], OPEN),
        (LEANS, NOTHING, [CAME, turn(5, "A", "B", "suggestion")], OPEN),
        (replace(LEANS, next_call=NextCall(TODAY, time(15), set_by="rep")), NOTHING, [CAME], ""),  # a step lies ahead
        (replace(LEANS, next_call=NextCall(TODAY, set_by="customer")), NOTHING, [CAME], ""),
        (replace(LEANS, next_call=NextCall(before(1), set_by="rep")), NOTHING, [CAME], OPEN),
        (replace(LEANS, next_call=NextCall(TODAY)), NOTHING, [CAME], OPEN),  # the cadence's
        (replace(LEANS, stage=3), WHOLE, [turn(2 * POLICY.standing.rot[3] + 1, 2, 3)], ""),
        (replace(LEANS, stage=3, estimate=None), WHOLE, [turn(2 * POLICY.standing.rot[3] + 1, 2, 3)], "3 2 amount"),
        (replace(LEANS, stage=5), NOTHING, [turn(2 * POLICY.standing.rot[5] + 1, 4, 5)], "5 4 decision_maker"),
        (replace(LEANS, stage=2), NOTHING, [turn(200, 1, 2)], ""),  # what was said was said
        (replace(LEANS, contract_end=TODAY), NOTHING, [CAME], ""),
        (replace(LEANS, do_not_call=True), NOTHING, [CAME], ""),
        (replace(LEANS, phones=0), NOTHING, [CAME], ""),
    ],
)  # fmt: skip
def test_a_stage_that_stands_on_nothing(account: Account, facts: GateFacts, turns: list[Turn], expected: str) -> None:
    assert said(account, facts, *turns) == expected


def test_a_stage_that_does_not_rot_never_falls() -> None:
    fresh = replace(POLICY, standing=replace(POLICY.standing, rot=(0,) * 8))
    assert stage_back(LEANS, [CAME], NOTHING, TODAY, fresh, PLAIN) is None


@given(st.permutations([CAME, turn(LATE + 9, 2, 3), turn(LATE + 20, 5, 2), turn(7, "C", "B", "suggestion")]))
def test_the_order_of_the_past_does_not_matter(turns: list[Turn]) -> None:
    assert said(LEANS, NOTHING, *turns) == OPEN
