from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.dates.call_windows import UnreadWindow, read_window
from repdesk.rules.policy import Policy
from repdesk.rules.stage_moves import held_by, is_fall
from repdesk.rules.standing import stage_of
from repdesk.rules.types import Account

from .books import MON, accounts


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9:30-11:00", time(9, 30), time(11)),
        ("9–11", time(9), time(11)),
        ("10-2", time(10), time(14)),
        ("2pm-4pm", time(14), time(16)),
        ("2-4pm", time(14), time(16)),
        ("1pm to 2pm", time(13), time(14)),
        ("after 3pm", time(15), time(18)),
        ("before 11", time(9), time(11)),
        ("morning", time(9), time(12)),
        ("下午", time(14), time(18)),
        ("下午2点到4点", time(14), time(16)),
        ("上午九点半至十一点", time(9, 30), time(11)),
        ("３点以后", time(15), time(18)),
        ("晚上7点-8点", time(19), time(20)),
    ],
)
def test_stated_hours_are_read_as_people_type_them(text: str, start: time, end: time) -> None:
    assert read_window(text, Policy()) == (start, end)


@pytest.mark.parametrize("text", ["", "10", "11-9", "3pm-2pm", "9-", "9-10-11", "25:00-26:00", "soon", "15:00-9am"])
def test_what_names_no_hours_is_refused(text: str) -> None:
    with pytest.raises(UnreadWindow):
        read_window(text, Policy())


@given(st.text(max_size=30))
def test_any_text_is_two_times_in_order_or_none(text: str) -> None:
    try:
        start, end = read_window(text, Policy())
    except UnreadWindow:
        return
    assert start < end


@pytest.mark.parametrize(
    ("before", "to", "falls"),
    [
        (4, 3, True),
        (3, 4, False),
        (1, 0, False),
        (0, 1, False),
        (2, 0, True),
        (7, 5, False),
        (7, 4, True),
        (6, 5, True),
    ],
)
def test_a_move_back_is_a_fall_and_the_mouth_is_one_place(before: int, to: int, *, falls: bool) -> None:
    assert is_fall(before, to) is falls


@given(accounts(), st.integers(0, 5))
def test_nothing_holds_a_stage_that_is_reached_and_what_holds_it_is_named(account: Account, to: int) -> None:
    held = held_by(account, to, MON)
    assert (held is None) == (stage_of(account, MON) == to)


def test_what_holds_a_stage_is_the_contract_or_the_deal() -> None:
    covered = Account(1, stage=3, contract_end=date(2027, 1, 1))
    ended = Account(1, stage=3, contract_end=date(2026, 1, 1))
    codes = [held_by(one, 3, MON) for one in (covered, ended, Account(1, stage=3, deal_stage=4))]
    assert [reason and reason.code for reason in codes] == ["contract_covers", "contract_has_ended", "further_deal"]
