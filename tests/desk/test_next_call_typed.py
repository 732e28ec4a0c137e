"""A next call typed in one line: when, promised or not, what for; what is not said stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.customers_writing import set_typed_next
from repdesk.desk.next_call_typed import as_typed, read_next_call, typed_in_words
from repdesk.errors import RepdeskError
from repdesk.rules.types import NextCall
from tests.desk.making import a_book, fill

FRI, TUE = date(2026, 11, 27), date(2026, 12, 1)
THREE = time(15)
OFFER = NextCall(FRI, THREE, promised=True, purpose="报价", set_by="customer")


@pytest.fixture
def book(tmp_book: Path) -> Iterator[Book]:
    with a_book(tmp_book) as opened:
        yield opened


def made(book: Book, text: str, was: NextCall | None = None) -> NextCall | None:
    typed = read_next_call(book, text)
    return None if typed is None else typed.on(was)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fri 3pm", NextCall(FRI, THREE, set_by="rep")),
        ("promised fri 3pm", NextCall(FRI, THREE, promised=True, set_by="customer")),
        ("promised for fri 3pm", NextCall(FRI, THREE, promised=True, set_by="customer")),
        ("fri 3pm for the three-year price", NextCall(FRI, THREE, purpose="the three-year price", set_by="rep")),
        ("fri 3pm, about: 三年期", NextCall(FRI, THREE, purpose="三年期", set_by="rep")),
        ("周五下午三点 约定 谈三年期报价", NextCall(FRI, THREE, True, "三年期报价", "customer")),
        ("fri for tue", NextCall(FRI, purpose="tue", set_by="rep")),
        ("+3d not promised", NextCall(date(2026, 11, 26), set_by="rep")),
        ("-", None),
        ("none", None),
        ("无", None),
    ],
)
def test_typed_where_nothing_was_set(text: str, expected: NextCall | None, book: Book) -> None:
    assert made(book, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 dec", NextCall(TUE, None, promised=True, purpose="报价", set_by="customer")),
        ("not promised", NextCall(FRI, THREE, purpose="报价", set_by="rep")),
        ("1 dec not promised", NextCall(TUE, None, purpose="报价", set_by="rep")),
        ("没有约定", NextCall(FRI, THREE, purpose="报价", set_by="rep")),
        ("for the contract", NextCall(FRI, THREE, True, "the contract", "customer")),
        ("谈合同", NextCall(FRI, THREE, True, "合同", "customer")),
        ("for -", NextCall(FRI, THREE, True, "", "customer")),
        ("not promised for the contract", NextCall(FRI, THREE, purpose="the contract", set_by="rep")),
        ("promised", OFFER),
        ("!", OFFER),
    ],
)
def test_what_is_not_said_stays(text: str, expected: NextCall, book: Book) -> None:
    assert made(book, text, OFFER) == expected


@pytest.mark.parametrize(
    "was", [OFFER, NextCall(FRI, set_by="rep"), NextCall(TUE, time(9, 30), purpose="for tue", set_by="rep")]
)
def test_one_that_is_set_reads_as_it_is_written(was: NextCall, book: Book) -> None:
    assert made(book, as_typed(was)) == was


@pytest.mark.parametrize(
    "text", ["rubbish", "for the offer", "promised", "not promised", "yesterday for the offer", ""]
)
def test_what_names_no_day_ahead_is_refused(text: str, book: Book) -> None:
    with pytest.raises(RepdeskError):
        made(book, text)


def test_the_preview_says_all_of_it(book: Book) -> None:
    said = typed_in_words(book, read_next_call(book, "1 dec for the contract"), OFFER)
    assert all(words in said for words in ("Tue 1 Dec", "0/60 set", "promised", "for: the contract"))
    assert typed_in_words(book, read_next_call(book, "not promised"), OFFER).endswith("not promised  for: 报价")
    assert typed_in_words(book, None, OFFER) == "no next call"


def test_a_promise_is_taken_back_and_a_purpose_changed_in_one_act_that_undo_takes_back(book: Book) -> None:
    (one,) = fill(book, {"next": {"day": "2026-11-27", "clock": "15:00", "promised": 1, "set_by": "customer"}})
    set_typed_next(book, one, read_next_call(book, "not promised for the contract"))
    assert book.account(one).next_call == NextCall(FRI, THREE, purpose="the contract", set_by="rep")
    set_typed_next(book, one, read_next_call(book, "-"))
    assert book.account(one).next_call is None
    with pytest.raises(RepdeskError, match="No next call is set yet"):
        set_typed_next(book, one, read_next_call(book, "promised"))
