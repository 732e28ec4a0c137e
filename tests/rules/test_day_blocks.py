from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.day_blocks import Block, blocks_on, moment_of
from repdesk.rules.hours import hours_on
from repdesk.rules.policy import Day, Policy
from repdesk.rules.workdays import Calendar

MONDAY = date(2026, 11, 23)
USUAL = Policy()
NO_GOLDEN = Policy(day=Day(golden=()))
NO_LUNCH = Policy(day=Day(lunch=()))


def said(blocks: tuple[Block, ...]) -> str:
    return " ".join(f"{block.kind} {block.begins:%H:%M}-{block.ends:%H:%M}" for block in blocks)


@pytest.mark.parametrize(("calendar", "policy", "expected"), [
    (
        Calendar(),
        USUAL,
        "other 09:00-09:30 calling 09:30-11:30 other 11:30-12:00 pause 12:00-13:00"
        " other 13:00-14:00 calling 14:00-16:30 other 16:30-18:00",
    ),
    (Calendar(), NO_GOLDEN, "calling 09:00-12:00 pause 12:00-13:00 calling 13:00-18:00"),
    (
        Calendar(),
        NO_LUNCH,
        "other 09:00-09:30 calling 09:30-11:30 other 11:30-14:00 calling 14:00-16:30 other 16:30-18:00",
    ),
    (Calendar(hours=frozenset({(MONDAY, time(10), time(12))})), USUAL, "calling 10:00-11:30 other 11:30-12:00"),
    (Calendar(off=frozenset({MONDAY})), USUAL, ""),
])  # fmt: skip
def test_the_day_is_arranged_in_blocks(calendar: Calendar, policy: Policy, expected: str) -> None:
    assert said(blocks_on(MONDAY, calendar, policy)) == expected


@pytest.mark.parametrize(("clock", "block", "left", "after"), [
    ("08:59", None, 0, "other"),
    ("09:00", "other", 30, "calling"),
    ("10:42", "calling", 48, "other"),
    ("11:29", "calling", 1, "other"),
    ("12:30", "pause", 30, "other"),
    ("17:59", "other", 1, None),
    ("18:00", None, 0, None),
])  # fmt: skip
def test_the_block_that_is_now_and_how_long_it_runs(
    clock: str, block: str | None, left: int, after: str | None
) -> None:
    now = datetime.combine(MONDAY, time.fromisoformat(clock)).replace(second=40)
    found = moment_of(blocks_on(MONDAY, Calendar(), USUAL), now)
    assert (found.block.kind if found.block else None, found.left) == (block, left)
    assert (found.next.kind if found.next else None) == after


CLOCKS = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


def spans(most: int) -> st.SearchStrategy[tuple[time, ...]]:
    found = st.lists(CLOCKS, max_size=2 * most, unique=True).map(sorted)
    return found.map(lambda times: tuple(times[: len(times) // 2 * 2]))


@given(spans(2), spans(3), st.tuples(CLOCKS, CLOCKS).filter(lambda hours: hours[0] < hours[1]))
def test_blocks_cover_the_hours_without_gap_or_overlap(
    lunch: tuple[time, ...], golden: tuple[time, ...], hours: tuple[time, time]
) -> None:
    policy = replace(USUAL, day=replace(USUAL.day, lunch=lunch, golden=golden, opens=hours[0], closes=hours[1]))
    blocks = blocks_on(MONDAY, Calendar(), policy)
    worked = hours_on(MONDAY, Calendar(), policy)
    assert (blocks[0].begins, blocks[-1].ends) == (worked.opens, worked.closes)
    assert all(one.ends == other.begins for one, other in pairwise(blocks))
    assert sum(block.minutes for block in blocks if block.kind != "pause") == worked.minutes
