"""What becomes of two customers who are one, by example."""

from __future__ import annotations

from datetime import date, time

import pytest

from repdesk.rules.merging import Side, folded, further, joined, kept_call, strictest
from repdesk.rules.types import NextCall

MON, TUE = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("keep", "gone", "whose"),
    [
        *((2, 4, "gone"), (4, 2, "keep"), (3, 3, "keep"), (7, 4, "keep"), (4, 7, "gone")),
        *((7, 5, "gone"), (5, 6, "gone"), (6, 7, "keep"), (1, 0, "gone"), (0, 1, "keep"), (0, 2, "gone")),
    ],
)
def test_the_further_stage_is_proposed(keep: int, gone: int, whose: Side) -> None:
    assert further(keep, gone) == whose


PROMISE = NextCall(TUE, None, promised=True)


@pytest.mark.parametrize(
    ("keep", "gone", "last", "whose"),
    [
        (None, None, None, None),
        (NextCall(MON), None, None, "keep"),
        (None, NextCall(MON), None, "gone"),
        (NextCall(MON), PROMISE, None, "gone"),
        (NextCall(MON, time(15)), NextCall(MON, time(9)), None, "gone"),
        (NextCall(MON), NextCall(MON, time(9)), None, "gone"),
        (NextCall(MON), NextCall(MON), None, "keep"),
        (NextCall(MON), NextCall(TUE), MON, "gone"),
        (NextCall(MON, None, promised=True), NextCall(TUE), MON, "keep"),
    ],
)
def test_the_next_call_that_presses_more_is_kept(
    keep: NextCall | None, gone: NextCall | None, last: date | None, whose: Side | None
) -> None:
    assert kept_call(keep, gone, last) == whose


def test_the_earlier_bar_counts_and_a_line_of_notes_stands_once() -> None:
    assert strictest(None, "2026-11-23", "2026-11-01") == "2026-11-01"
    assert strictest(None, None) is None
    assert joined("a\nb", "b\nc") == "a\nb\nc"
    assert joined("", "c") == "c"


def test_each_of_those_that_stay_is_the_same_as_one_at_the_most() -> None:
    pairs = folded(["Ann", "Bob"], ["ann", "ANN", "Cy"], lambda one, other: one.casefold() == other.casefold())
    assert pairs == [("ann", "Ann"), ("ANN", None), ("Cy", None)]
