from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.exchange.amounts import Money, currency_of, parse_amount


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("17139.68", 1713968, "CNY"),
        ("¥75,240.06", 7524006, "CNY"),
        ("￥75,240.06", 7524006, "CNY"),
        ("2.5246万", 2524600, "CNY"),
        ("10.4108万元", 10410800, "CNY"),
        ("3.2亿", 32000000000, "CNY"),
        ("£12,944.92", 1294492, "GBP"),
        ("270,353.38", 27035338, "CNY"),
        ("1.234,50", 123450, "CNY"),
        ("€ 1 234,50", 123450, "EUR"),
        ("CHF 1’234.50", 123450, "CHF"),
        ("2,70,353.38", 27035338, "CNY"),
        ("12,5", 1250, "CNY"),
        ("USD 3k", 300000, "USD"),
        ("5 mxn", 500, "MXN"),
        ("１２３", 12300, "CNY"),
        ("+5", 500, "CNY"),
        ("5元整", 500, "CNY"),
        ("0", 0, "CNY"),
    ],
)
def test_amounts_as_spreadsheets_write_them(text: str, minor: int, currency: str) -> None:
    assert parse_amount(text, "CNY").value == Money(minor, currency)


@pytest.mark.parametrize(
    "text",
    ["-5", "(5)", "\u22125", "1.234", "17139.685", "1,2,3", "1.2.3", "about 5", "£", "¥5元", "5 lightyears", "9" * 30],
)
def test_what_is_no_amount_is_a_problem(text: str) -> None:
    cell = parse_amount(text, "CNY")
    assert (cell.value, cell.problem) == (None, "amount")


def test_the_unit_of_the_heading_counts_for_bare_numbers_only() -> None:
    assert parse_amount("2.5", "CNY", "万元").value == Money(2_500_000, "CNY")
    assert parse_amount("¥2.5", "CNY", "万元").value == Money(250, "CNY")
    assert parse_amount("3", "CNY", "GBP").value == Money(300, "GBP")


def test_a_sign_of_several_currencies_is_the_books_own() -> None:
    assert parse_amount("$5", "CAD").value == Money(500, "CAD")
    assert parse_amount("$5", "CNY").value == Money(500, "USD")
    assert parse_amount("¥5", "JPY").value == Money(5, "JPY")
    assert parse_amount("5.5", "JPY").problem == "amount"


def test_the_currency_of_a_region() -> None:
    assert [currency_of(region) for region in ("CN", "GB", "DE", "ZZ", None)] == ["CNY", "GBP", "EUR", None, None]


@given(st.integers(0, 10**15), st.sampled_from(["{:,.2f}", "¥{:,.2f}", "{:.2f}", "{:.2f}元", "GBP {:,.2f}"]))
def test_every_amount_comes_back_to_the_cent(minor: int, shape: str) -> None:
    from decimal import Decimal

    cell = parse_amount(shape.format(Decimal(minor) / 100), "CNY")
    assert cell.value is not None
    assert cell.value.minor == minor


@given(st.text())
def test_no_cell_raises(text: str) -> None:
    cell = parse_amount(text, "CNY")
    assert (cell.value is None) != (cell.problem is None)
