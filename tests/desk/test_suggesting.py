"""Grades that may be due: found in the calls as they were logged and amended, taken, refused, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card import card
from repdesk.desk.card.contacts_writing import add_contact, edit_contact
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.card.standing_writing import move_stage
from repdesk.desk.customers import person
from repdesk.desk.suggesting import Suggested, suggestion_for, suggestions
from repdesk.desk.suggesting_writing import refuse_suggestion, take_suggestion
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.models.account import Phone
from repdesk.rules.types import NextCall, Outcome
from repdesk.store.checking.check import check

from .making import MONDAY, a_book, fill, set_clock

NEXT = {"day": "2026-12-07", "set_by": "rep"}


def later(book: Book, minutes: int = 10) -> None:
    set_clock(book, book.clock.now().replace(tzinfo=None) + timedelta(minutes=minutes))


def logs(book: Book, account_id: int, outcome: Outcome, **said: object) -> int:
    later(book)
    return log_call(book, account_id, outcome, CallDetails(**said)).call_id  # type: ignore[arg-type]  # any of them


def standing(book: Book, account_id: int) -> Suggested:
    found = suggestion_for(book, account_id)
    assert found is not None
    return found


def test_a_price_talked_at_a_visit_is_suggested_and_taken_as_an_override(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 3, "name": "荣泰"})
        logs(book, one, Outcome.TALKED, channel="visit")
        assert suggestion_for(book, one) is None
        logs(book, one, Outcome.TALKED, channel="visit", price=True)
        (found,) = suggestions(book)
        assert found == suggestion_for(book, one)
        assert found.sentence == "B → A: price talked within 2 demonstrations or visits"
        later(book)
        take_suggestion(book, found)
        known = person(book, one)
        assert known.grade == "A"
        assert known.grade_reasons[0].fact("reason") == found.why
        assert suggestions(book) == ()
        undo(book)
        assert (person(book, one).grade, suggestions(book)) == ("B", (found,))
        redo(book)
        assert person(book, one).grade == "A"
        logs(book, one, Outcome.CONTRACT_SENT)
        later(book)
        log_call(book, one, Outcome.REFUSED, CallDetails(reason="too dear", lost=True))
        assert person(book, one).grade == "C"  # the override lapsed with the stage
        assert check(book.store) == []


def test_what_was_refused_stays_away_until_there_is_new_evidence(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 2})
        logs(book, one, Outcome.TALKED, demo=True)
        found = standing(book, one)
        assert (found.move.before, found.move.after) == ("C", "B")
        later(book)
        refuse_suggestion(book, found)
        assert suggestion_for(book, one) is None
        assert person(book, one).grade == "C"
        undo(book)
        assert suggestions(book) == (found,)
        redo(book)
        logs(book, one, Outcome.TALKED)
        assert suggestions(book) == ()
        logs(book, one, Outcome.TALKED, demo=True)
        assert standing(book, one).move.after == "B"


def test_an_amended_call_speaks_as_it_was_amended_and_one_taken_back_not_at_all(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 2})
        call = logs(book, one, Outcome.TALKED)
        later(book)
        amend_call(book, call, Amendment(details=CallDetails(price=True)))
        assert standing(book, one).why == "price talked"
        undo(book)
        assert suggestion_for(book, one) is None
        logs(book, one, Outcome.TALKED, price=True)
        undo(book)
        assert suggestion_for(book, one) is None


def test_conversations_on_the_telephone_count_as_progress_is_made(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 4, "intent": 4})
        for _call in range(3):
            logs(book, one, Outcome.TALKED)
        logs(book, one, Outcome.NO_ANSWER)
        assert suggestion_for(book, one) is None
        logs(book, one, Outcome.TALKED, inbound=True)
        assert standing(book, one).sentence == "A → B: 4 conversations in a row without progress"
        logs(book, one, Outcome.INTERESTED)  # intent 5
        assert suggestion_for(book, one) is None


def test_without_a_number_d_is_suggested_and_takes_the_next_call_away(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, two = fill(book, {"next": NEXT}, {"phones": [], "next": NEXT})
        logs(book, one, Outcome.WRONG_NUMBER)
        assert {found.account_id for found in suggestions(book)} == {one, two}
        later(book)
        refuse_suggestion(book, standing(book, one))
        assert suggestion_for(book, one) is None
        take_suggestion(book, standing(book, two))
        known = person(book, two)
        assert (known.grade, known.next_call, known.callable) == ("D", None, False)
        assert suggestions(book) == ()
        undo(book)
        assert person(book, two).next_call == NextCall(date(2026, 12, 7), set_by="rep")
        with book.store.act("add_account", at=book.clock.stamp()) as act:
            act.insert_many(Phone, [{"account_id": one, "e164": "+8613900139000", "raw": "139"}])
        book.applied(act.change)
        logs(book, one, Outcome.WRONG_NUMBER)
        assert standing(book, one).why == "no number is left to dial"


def test_ups_come_first_then_the_higher_score(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        low, high, down = fill(book, {"stage": 2, "intent": 1}, {"stage": 2}, {"stage": 4, "intent": 4, "phones": []})
        for account_id in (low, high):
            logs(book, account_id, Outcome.TALKED, price=True)
        assert [found.account_id for found in suggestions(book)] == [high, low, down]


def test_a_suggestion_that_no_longer_stands_is_neither_taken_nor_refused(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 2})
        logs(book, one, Outcome.TALKED, price=True)
        found = standing(book, one)
        logs(book, one, Outcome.DO_NOT_CALL)
        for act in (take_suggestion, refuse_suggestion):
            with pytest.raises(RepdeskError, match="no longer stands"):
                act(book, found)
        assert person(book, one).grade == "D"


def test_a_grade_set_by_hand_is_not_called_in_question_by_what_was_known_then(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 20, 9, 0)) as book:
        (one,) = fill(book, {"stage": 3})
        logs(book, one, Outcome.TALKED, price=True)
        later(book)
        take_suggestion(book, standing(book, one))
        set_clock(book, MONDAY)
        assert suggestion_for(book, one) is None
        for _call in range(4):
            logs(book, one, Outcome.TALKED)
        assert standing(book, one).move.after == "B"


def test_a_stage_that_stands_on_nothing_is_taken_back_by_one_with_its_reason(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 2, "name": "荣泰", "next": NEXT})
        for _step in range(2):  # by its calls to stage 3, by hand to 4
            logs(book, one, Outcome.INTERESTED)
        move_stage(book, one, 4)
        assert suggestion_for(book, one) is None
        set_clock(book, MONDAY + timedelta(days=60))
        book.refresh()
        found = standing(book, one)
        assert (found.move.before, found.move.after) == ("4", "3")
        assert found.sentence.startswith("stage 4 → 3: stage 4 for ")
        assert found.sentence.endswith("not on record: rival, not on record: who decides, not on record: obstacle")
        assert suggestions(book) == (found,)
        later(book)
        take_suggestion(book, found)
        known = person(book, one)
        assert known.stage == 3
        (change,) = [c for c in card(book, one).timeline[0].changes if c.field == "stage"]
        assert (change.before, change.after, change.why) == ("4", "3", found.why)
        undo(book)
        assert (person(book, one).stage, suggestions(book)) == (4, (found,))
        refuse_suggestion(book, found)
        assert suggestions(book) == ()
        with pytest.raises(RepdeskError):
            take_suggestion(book, found)
        set_clock(book, MONDAY + timedelta(days=120))
        book.refresh()
        assert standing(book, one).move == replace(found.move, reasons=standing(book, one).move.reasons)
        for field in ("rival", "obstacle"):
            edit_customer(book, one, field, "none")
        add_contact(book, one, "陈英娜")
        (who,) = card(book, one).people
        edit_contact(book, one, who.id, "role", "decision_maker")
        assert suggestion_for(book, one) is None
        assert check(book.store) == []
