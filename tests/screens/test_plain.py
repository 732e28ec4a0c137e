"""Text from data on the screen: literal, one line, exactly as wide as its column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from repdesk.desk.rows import ListRow
from repdesk.rules.types import Tier
from repdesk.widgets.call_columns import COLUMNS
from repdesk.widgets.plain import clip, fit, paragraph, plain, right, wrapped
from repdesk.widgets.row_list import shared_width

NASTY = [
    "[/oops]",
    "[@click=app.quit]x[/]",
    "\x1b]52;c;aGk=\x07",
    "\x9b31m",
    "a\nb\tc",
    "\u202etxt.exe",
    "👨‍👩‍👧 和 👍🏽",
    "한국 ﷽",
    "é́",
]
NAMES = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))


@given(NAMES, st.integers(0, 60))
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    shown = plain(text)
    assert cell_len(fit(shown, width)) == cell_len(right(shown, width)) == width
    assert cell_len(clip(shown, width)) <= width


@given(NAMES)
def test_nothing_that_steers_is_left(text: str) -> None:
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 or sign in "\u202e\u2066\u200b" for sign in plain(text))


@given(NAMES)
def test_a_width_is_the_sum_of_its_signs_so_that_every_terminal_agrees(text: str) -> None:
    shown = plain(text).replace("\u200d", "")  # a joiner between letters has no width
    assert cell_len(shown) == sum(cell_len(sign) for sign in shown)


@given(st.text(max_size=200), st.integers(4, 30), st.integers(1, 5))
def test_wrapped_lines_fit_and_are_no_more_than_asked(text: str, width: int, limit: int) -> None:
    lines = wrapped(paragraph(text), width, limit)
    assert len(lines) <= limit
    assert all(cell_len(line) <= width for line in lines)


def test_wrapping_loses_nothing_where_there_is_room() -> None:
    assert wrapped("价格要再谈 before month end", 10, 9) == ["价格要再谈", "before", "month end"]


def a_row(name: str) -> ListRow:
    return ListRow(
        account_id=1,
        rank=60,
        tier=Tier.DUE,
        state="waiting",
        name=name,
        kp=name,
        grade="A",
        stage=6,
        deal_stage=4,
        intent=5,
        score=1,
        reasons=(),
        due=date(2026, 11, 23),
        due_time=None,
        promised=False,
        last_contact=date(2026, 11, 20),
    )


@pytest.mark.parametrize("width", range(77, 201))
def test_columns_fill_the_width_and_no_more(width: int) -> None:
    columns = shared_width(COLUMNS, width)
    assert sum(size for _column, size in columns) + len(columns) - 1 == width
    headings = [column.heading for column, _size in columns]
    assert {"#", "customer", "stage", "intent", "why"} <= set(headings)
    if width >= 120:
        assert len(columns) == len(COLUMNS)


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_name_moves_no_column(name: str) -> None:
    def drawn(name: str) -> list[int]:
        cells = [fit(column.cell(a_row(name), date(2026, 11, 23)), size) for column, size in shared_width(COLUMNS, 120)]
        return [cell_len(cell) for cell in cells]

    assert drawn(name) == drawn("Plain Ltd")
