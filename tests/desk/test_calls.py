from datetime import date, datetime, time
from pathlib import Path

import pytest

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails, propose_next
from repdesk.desk.customers import person
from repdesk.desk.customers_writing import allow_number
from repdesk.desk.opening import open_book
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.rules.types import NextCall, Outcome
from repdesk.store.checking.check import check

from .making import SetClock, a_book, fill, set_clock


def shown(book: Book, account_id: int) -> tuple[object, ...]:
    """Return what the rep sees of an account, to be compared before and after."""
    known = person(book, account_id)
    return (known.stage, known.intent, known.grade, known.next_call, known.phones, known.contract_end, known.calls)


def test_what_is_proposed_is_what_is_set(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 2, "intent": 3})
        proposed = propose_next(book, one, Outcome.TALKED)
        logged = log_call(book, one, Outcome.TALKED, CallDetails(note="价格要再谈"))
        assert logged.next_call == proposed.next_call == NextCall(date(2026, 12, 7))
        known = person(book, one)
        assert (known.calls[0].note, known.calls[0].clock) == ("价格要再谈", time(9, 0))
        assert known.next_call == logged.next_call


def test_every_call_survives_closing_the_book_and_can_be_undone_after(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 1})
        before = shown(book, one)
        log_call(book, one, Outcome.INTERESTED)
        after = shown(book, one)
    with a_book(tmp_book) as book:
        assert shown(book, one) == after
        assert undo(book)
        assert shown(book, one) == before
    with a_book(tmp_book) as book:
        assert redo(book)
        assert shown(book, one) == after
        assert check(book.store) == []


def test_a_callback_needs_its_date_and_is_a_promise(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        with pytest.raises(RepdeskError, match="callback"):
            log_call(book, one, Outcome.CALLBACK)
        assert person(book, one).calls == ()
        typed = NextCall(date(2026, 12, 1), time(15), set_by="rep")
        logged = log_call(book, one, Outcome.CALLBACK, CallDetails(next_call=typed, kp=True))
        assert logged.stage_after == 2
        assert logged.next_call == NextCall(date(2026, 12, 1), time(15), promised=True, set_by="customer")


def test_a_missed_promise_is_tried_in_half_an_hour_in_two_hours_and_first_thing_next_day(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"next": {"day": "2026-11-23", "clock": "09:00", "promised": 1}})
        first = log_call(book, one, Outcome.NO_ANSWER).next_call
        assert first is not None
        assert (first.date, first.time, first.promised) == (date(2026, 11, 23), time(9, 30), True)
        set_clock(book, datetime(2026, 11, 23, 9, 30))
        second = log_call(book, one, Outcome.NO_ANSWER).next_call
        assert second is not None
        assert (second.time, second.promised) == (time(11, 30), True)
        set_clock(book, datetime(2026, 11, 23, 11, 30))
        third = log_call(book, one, Outcome.NO_ANSWER).next_call
        assert third is not None
        assert (third.date, third.promised, third.urgent) == (date(2026, 11, 24), False, True)


def test_sent_signed_and_lost_contracts_move_the_stage(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, two = fill(book, {"stage": 4}, {"stage": 4})
        assert log_call(book, one, Outcome.CONTRACT_SENT, CallDetails(amount=1678200)).stage_after == 5
        signed = CallDetails(amount=1600000, start=date(2026, 12, 1), end=date(2027, 11, 30))
        assert log_call(book, one, Outcome.SIGNED, signed).stage_after == 6
        known = person(book, one)
        assert (known.contract_status, known.contract_amount, known.grade) == ("active", 1600000, "B")
        log_call(book, two, Outcome.CONTRACT_SENT)
        lost = log_call(book, two, Outcome.REFUSED, CallDetails(reason="too dear"))
        assert (lost.stage_before, lost.stage_after, lost.intent_after) == (5, 2, 1)
        undo(book)
        kept = log_call(book, two, Outcome.REFUSED, CallDetails(reason="not now", lost=False))
        assert kept.stage_after == 5


def test_do_not_call_holds_for_the_number_wherever_it_stands_and_only_a_reason_lifts_it(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        number = "+8613800138000"
        one, two = fill(book, {"phones": [number]}, {"phones": [number]})
        logged = log_call(book, one, Outcome.DO_NOT_CALL)
        assert (logged.grade_after, logged.next_call) == ("D", None)
        assert not person(book, one).callable
        assert not person(book, two).callable
        with pytest.raises(RepdeskError):
            allow_number(book, "138 0013 8000", " ")
        allow_number(book, "138 0013 8000", "rang us on 24 Nov and asked for a price")
        assert person(book, one).callable
        assert person(book, two).callable


def test_a_wrong_number_is_bad_and_the_next_phone_is_dialled(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"phones": ["+8613800000001", "+8613800000002"]})
        assert log_call(book, one, Outcome.WRONG_NUMBER).next_call is not None
        assert [phone.ok for phone in person(book, one).phones] == [False, True]
        assert log_call(book, one, Outcome.WRONG_NUMBER).next_call is None
        assert not person(book, one).callable
        assert person(book, one).grade == "C"  # D is for the rep to say


def test_words_are_amended_without_moving_anything(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 2})
        first = log_call(book, one, Outcome.TALKED, CallDetails(note="三年期"))
        before = person(book, one)
        amend_call(book, first.call_id, Amendment(note="五年期"))
        after = person(book, one)
        assert [call.note for call in after.calls] == ["五年期"]
        assert after.calls[0].amended
        assert (after.next_call, after.stage) == (before.next_call, before.stage)
        undo(book)
        assert [call.note for call in person(book, one).calls] == ["三年期"]


def test_another_outcome_is_as_if_it_had_been_logged_so(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, two = fill(book, {"stage": 1}, {"stage": 1})
        wrong = log_call(book, one, Outcome.REFUSED, CallDetails(never=True))
        assert wrong.grade_after == "D"
        right = amend_call(book, wrong.call_id, Amendment(outcome=Outcome.INTERESTED))
        straight = log_call(book, two, Outcome.INTERESTED)
        assert (right.stage_after, right.intent_after, right.grade_after) == (3, 3, "B")
        assert (straight.stage_after, straight.intent_after, straight.grade_after) == (3, 3, "B")
        assert right.next_call == NextCall(date(2026, 11, 26))
        again = amend_call(book, right.call_id, Amendment(outcome=Outcome.NO_ANSWER))
        assert (again.stage_after, again.intent_after) == (0, None)
        assert [call.outcome for call in person(book, one).calls] == [Outcome.NO_ANSWER]
        for _step in range(4):
            undo(book)
        assert person(book, one).calls == ()
        assert person(book, one).grade == "C"
        assert check(book.store) == []


def test_an_outcome_is_not_amended_over_what_was_done_since(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 1})
        first = log_call(book, one, Outcome.TALKED)
        log_call(book, one, Outcome.INTERESTED)
        with pytest.raises(RepdeskError, match="since"):
            amend_call(book, first.call_id, Amendment(outcome=Outcome.REFUSED))
        assert person(book, one).stage == 3


def test_a_second_program_sees_and_adds_to_the_same_book(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, two = fill(book, {}, {})
        other = open_book(tmp_book, SetClock())
        log_call(other, one, Outcome.TALKED)
        assert book.changed_elsewhere()
        assert person(book, one).stage == 2
        log_call(book, two, Outcome.TALKED)
        assert other.changed_elsewhere()
        assert not book.changed_elsewhere()
        other.close()
