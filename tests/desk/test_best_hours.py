"""The hours in which customers answer, over a real book: counted, followed act by act, and what the day makes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.best_hours import BestHours, best_hours, when_answered
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.explaining import why
from repdesk.desk.today import day_list, hours_first
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.models.call import Call
from repdesk.rules.best_hours import Answers
from repdesk.rules.types import Outcome
from tests.desk.making import MONDAY, a_book, fill, set_clock

O = Outcome  # noqa: E741 (it stands in every row)


def called(account_id: int, clock: str | None, outcome: Outcome = O.TALKED, **more: object) -> dict[str, object]:
    """Return the row of a call on a Friday of the month before."""
    spoke = {O.TALKED: 1, O.GATEKEEPER: 1, O.NO_ANSWER: 0, O.BUSY: 0, O.WRONG_NUMBER: 0}.get(outcome)
    row = {"account_id": account_id, "at": "2026-10-16T02:00:00+00:00", "day": "2026-10-16", "clock": clock}
    return row | {"outcome": outcome.value, "spoke": spoke} | more


def bring_in(book: Book, *rows: dict[str, object]) -> None:
    with book.store.act("import", at=book.clock.stamp()) as act:
        for row in rows:  # one by one, for their columns differ
            act.insert_many(Call, [row])
    book.applied(act.change)


def with_habits(book: Book) -> list[int]:
    """Fill in four customers: never reached, never called, reached at ten, reached at three."""
    ids = fill(book, {}, {}, {}, {})
    for account_id, hour in ((ids[2], "10"), (ids[3], "15")):
        bring_in(book, *(called(account_id, f"{hour}:{n}0") for n in range(5)))
    bring_in(book, *(called(ids[0], f"{9 + n % 8:02}:30", O.NO_ANSWER) for n in range(24)))
    return ids


def anew(book: Book) -> dict[tuple[int, int], Answers]:
    """Return the cells as one counts them who has followed nothing."""
    fresh = BestHours(book)
    fresh.count()
    return {cell: calls for cell, calls in fresh.book_rates.items() if calls.tried}


def test_which_calls_count(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        assert best_hours(book).book_rates == {}
        bring_in(
            book,
            called(one, "10:05"),
            called(one, "10:59", O.GATEKEEPER),
            called(one, "10:20", O.BUSY),
            called(one, "23:20", O.NO_ANSWER, imported=1),  # of another tool, but with its clock
            called(one, None),
            called(one, "10:00", O.CONTACT, imported=1),
            called(one, "10:00", O.WRONG_NUMBER),
            called(one, "10:00", inbound=1),
            called(one, "10:00", channel="visit"),
        )
        assert best_hours(book).book_rates == {(4, 10): Answers(2, 3), (4, 23): Answers(0, 1)}
        assert best_hours(book).own(one) == best_hours(book).book_rates


def test_nothing_is_known_and_nothing_read_before_the_book_is_counted(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        _missed, new, at_ten, _at_three = with_habits(book)
    with a_book(tmp_book, now=MONDAY.replace(hour=10)) as book:
        assert book.best_hours.of(at_ten) == ()
        assert day_list(book).offered == new
        (best,) = best_hours(book).of(at_ten)
        assert day_list(book).offered == at_ten
        assert (best.start, best.until, best.answered, best.tried) == (10, 11, 5, 5)


def test_every_act_keeps_the_figures_as_true_as_counting_anew(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        first, second = fill(book, {"phones": ["+8613800138000", "+8613800138001"]}, {})
        known = best_hours(book)
        made = log_call(book, first, O.NO_ANSWER)
        assert (known.true, known.book_rates) == (True, {(0, 9): Answers(0, 1)})
        set_clock(book, MONDAY + timedelta(hours=1))
        log_call(book, second, O.TALKED)
        for outcome in (O.TALKED, O.WRONG_NUMBER, O.GATEKEEPER, O.NO_ANSWER):
            made = amend_call(book, made.call_id, Amendment(outcome))
            assert known.true
            assert {cell: calls for cell, calls in known.book_rates.items() if calls.tried} == anew(book)
            assert known.own(first) == (
                {}
                if outcome is O.WRONG_NUMBER
                else {(0, 9): Answers(outcome is O.GATEKEEPER or outcome is O.TALKED, 1)}
            )
        for turn in (undo, undo, redo, undo, redo):
            turn(book)
            assert not known.true, "a call that was taken back has the book counted anew"
            assert {cell: calls for cell, calls in best_hours(book).book_rates.items() if calls.tried} == anew(book)


def test_an_act_of_another_program_has_the_book_counted_anew(tmp_book: Path) -> None:
    with a_book(tmp_book) as book, a_book(tmp_book) as shell:
        (one,) = fill(book, {})
        assert best_hours(book).true
        shell.changed_elsewhere()
        log_call(shell, one, O.TALKED)
        assert book.changed_elsewhere()
        assert not book.best_hours.true
        assert best_hours(book).book_rates == {(0, 9): Answers(1, 1)}


def test_who_is_best_called_now_is_offered_and_comes_first_on_request(tmp_book: Path) -> None:
    with a_book(tmp_book, now=MONDAY.replace(hour=10)) as book:
        missed, new, at_ten, at_three = with_habits(book)
        (promised,) = fill(book, {"next": {"day": "2026-11-23", "clock": "16:00", "promised": 1}})
        best_hours(book)
        plain = day_list(book)
        assert (plain.offered, plain.by_best_hours) == (at_ten, False)
        assert {row.hours for row in plain.rows} == {""}
        ordered = hours_first(book, day_list(book))
        assert [row.account_id for row in ordered.rows] == [promised, at_ten, at_three, new, missed]
        assert [row.rank for row in ordered.rows] == [1, 3, 4, 2, 5], "ranks stay what they are"
        assert [row.hours for row in ordered.rows] == ["", "best 10–11 5/5", "best 15–16 5/5", "", ""]
        log_call(book, at_ten, O.TALKED)
        assert [row.account_id for row in hours_first(book, day_list(book)).rows] == [
            promised,
            at_three,
            new,
            missed,
            at_ten,
        ]
        set_clock(book, MONDAY.replace(hour=15))
        assert day_list(book).offered == at_three


def test_a_day_off_looks_at_the_whole_of_the_day_that_is_listed(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 22, 20, 0)) as book:
        missed, new, at_ten, at_three = with_habits(book)
        best_hours(book)
        assert [row.account_id for row in hours_first(book, day_list(book)).rows] == [at_ten, at_three, new, missed]


def test_why_says_when_it_is_best_called_and_that_it_is_now(tmp_book: Path) -> None:
    with a_book(tmp_book, now=MONDAY.replace(hour=10)) as book:
        _missed, new, at_ten, at_three = with_habits(book)
        (stated,) = fill(book, {"window_from": "14:00", "window_to": "16:00"})
        best_hours(book)
        assert why(book, at_ten).hours == "best 10–11 5/5: now, so it goes before others in line"
        assert why(book, at_three).hours == "best 15–16 5/5"
        assert why(book, stated).hours == "hours 14:00–16:00: not now, so others in line go before it"
        assert why(book, new).hours == ""


def test_what_is_shown_of_one_customer(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (_missed, _new, at_ten, _at_three) = with_habits(book)
        shown = when_answered(book, at_ten).customer
        assert shown is not None
        assert [(one.hour, one.own) for one in shown.hours] == [(10, Answers(5, 5))]
        assert [best.start for best in shown.best] == [10]
        assert when_answered(book).customer is None
        with pytest.raises(RepdeskError):
            when_answered(book, 99)
