from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.exchange.dates import When, day_order, parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-22",
        "2025/5/22",
        "2025.5.22",
        "2025年5月22日",
        "2025 年 5 月 22 号",
        "２０２５年５月２２日",
        "22 May 2025",
        "22-May-25",
        "22nd May 2025",
        "Thu 22 May 2025",
        "May 22, 2025",
        "20250522",
        "45799",
        "45799.0",
        "22.5.2025",
        "22/5/2025",
        "5/22/2025",
        "22/5/25",
        "2025-05-22 00:00:00",
    ],
)
def test_a_day_as_spreadsheets_write_it(text: str) -> None:
    assert parse_date(text).value == When(date(2025, 5, 22))


@pytest.mark.parametrize(
    "text",
    ["2025-05-22T15:30", "2025/5/22 15:30:00", "2025年5月22日 下午3:30", "22 May 2025 3:30 PM", "45799.6458333333"],
)
def test_a_time_of_day_is_kept(text: str) -> None:
    assert parse_date(text).value == When(date(2025, 5, 22), time(15, 30))


@pytest.mark.parametrize(
    "text",
    ["soon", "31/31/2026", "2026-02-30", "12345", "99999", "2026年10月", "0", "2025-05-22 25:00", "1600-01-01", "May"],
)
def test_what_is_no_date_is_a_problem(text: str) -> None:
    cell = parse_date(text)
    assert (cell.value, cell.problem) == (None, "date")


def test_the_column_says_whether_the_day_or_the_month_comes_first() -> None:
    assert day_order(["3/4/2026", "13/4/2026", "soon"], "US") == ("dmy", 1, True)
    assert day_order(["3/4/2026", "4/13/2026"], "GB") == ("mdy", 1, True)
    assert day_order(["3/4/2026"], "US") == ("mdy", 1, False)
    assert day_order(["3/4/2026"], "CN") == ("dmy", 1, False)
    assert day_order(["31/31/2026", "4/4/2026", "2026-04-03"], None) == ("dmy", 0, False)


def test_the_order_decides_only_what_is_ambiguous() -> None:
    assert parse_date("3/4/2026", "dmy").value == When(date(2026, 4, 3))
    assert parse_date("3/4/2026", "mdy").value == When(date(2026, 3, 4))
    assert parse_date("13/4/2026", "mdy").value == When(date(2026, 4, 13))
    assert parse_date("3.4.2026", "mdy").value == When(date(2026, 4, 3))


@given(st.dates(date(1960, 1, 1), date(2118, 12, 31)), st.sampled_from(["dmy", "mdy"]))
def test_every_day_comes_back_from_every_way_of_writing_it(day: date, order: str) -> None:
    slashed = f"{day.day}/{day.month}/{day.year}" if order == "dmy" else f"{day.month}/{day.day}/{day.year}"
    serial = str((day - date(1899, 12, 30)).days)
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%d %b %Y"), serial, slashed):
        assert parse_date(text, "dmy" if order == "dmy" else "mdy").value == When(day)


@given(st.text())
def test_no_cell_raises(text: str) -> None:
    cell = parse_date(text)
    assert (cell.value is None) != (cell.problem is None)
