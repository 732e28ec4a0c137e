from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card import Card, card
from repdesk.desk.card.act_writing import Edited
from repdesk.desk.card.contacts_writing import add_contact, edit_contact, remove_contact
from repdesk.desk.card.contracts_writing import add_contract, edit_contract, remove_contract, set_contract_status
from repdesk.desk.card.fields_writing import edit_customer, set_source, set_window
from repdesk.desk.card.phones_writing import (
    add_phone,
    allow_calls,
    assign_phone,
    edit_phone,
    forbid_calls,
    mark_phone,
    remove_phone,
)
from repdesk.desk.card.standing_writing import move_deal, move_stage, set_grade, set_intent
from repdesk.desk.customers import all_accounts
from repdesk.desk.customers_writing import allow_number
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.models.deal import Contract, Deal
from repdesk.rules.standing import stage_of
from repdesk.rules.types import Outcome
from repdesk.store.checking.check import check

from .making import MONDAY, a_book, fill, set_clock

NEXT = {"day": "2026-12-01", "clock": "10:00", "promised": 1}


def add_rows(book: Book, model: type[Deal] | type[Contract], **row: object) -> int:
    with book.store.act("import", at=book.clock.stamp()) as act:
        (number,) = act.insert_many(model, [row])
    book.applied(act.change)
    return number


def deal(book: Book, account_id: int, stage: int) -> int:
    return add_rows(book, Deal, account_id=account_id, stage=stage, opened_on="2026-11-01")


def contract(book: Book, account_id: int, end: str, status: str = "signed") -> int:
    return add_rows(book, Contract, account_id=account_id, status=status, end_on=end)


def a_minute_later(book: Book) -> None:
    set_clock(book, book.clock.now().replace(tzinfo=None) + timedelta(minutes=1))


def changes(known: Card) -> list[tuple[str, str | None, str | None, str]]:
    """Return what the latest act put on record."""
    return [(one.field, one.before, one.after, one.why) for one in known.timeline[0].changes]


ACTS: list[tuple[str, Callable[[Book, int], Edited | None]]] = [
    ("name", lambda book, one: edit_customer(book, one, "name", " 榕泉\t贸易 ")),
    ("notes", lambda book, one: edit_customer(book, one, "notes", "one\ntwo")),
    ("need", lambda book, one: edit_customer(book, one, "need", "办理资质, 月底前")),
    ("estimate", lambda book, one: edit_customer(book, one, "estimate", "1.6万")),
    ("anniversary", lambda book, one: edit_customer(book, one, "anniversary", "2001-05-03")),
    ("window", lambda book, one: set_window(book, one, "下午")),
    ("source", lambda book, one: set_source(book, one, "event", "Canton Fair")),
    ("person", lambda book, one: add_contact(book, one, "刘强")),
    ("number", lambda book, one: add_phone(book, one, "010-6248 0905 转 801")),
    ("stage up", lambda book, one: move_stage(book, one, 4)),
    ("stage down", lambda book, one: move_stage(book, one, 2, "the budget went elsewhere")),
    ("intent", lambda book, one: set_intent(book, one, 5)),
    ("grade", lambda book, one: set_grade(book, one, "D", "closed down")),
    ("contract", lambda book, one: add_contract(book, one, "16782", "2026-01-01", "2026-12-31")),
    ("forbid", lambda book, one: forbid_calls(book, one, "asked by letter")),
]


@pytest.mark.parametrize(("name", "act"), ACTS, ids=[name for name, _act in ACTS])
def test_every_act_is_on_record_once_and_can_be_undone_and_done_again(
    tmp_book: Path, name: str, act: Callable[[Book, int], Edited | None]
) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 3, "intent": 3, "kp": "陈英娜", "next": NEXT})
        before = card(book, one)
        assert act(book, one) is not None
        after = card(book, one)
        assert len(after.timeline) == 1
        assert len({change.field for change in after.timeline[0].changes}) == len(after.timeline[0].changes)
        assert undo(book)
        assert card(book, one) == before
        assert redo(book)
        assert card(book, one) == after
        assert check(book.store) == []


def test_what_is_saved_unchanged_is_no_act(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 3, "industry": "建筑", "window_from": "09:30", "window_to": "11:00"})
        acts = [
            edit_customer(book, one, "industry", " 建筑 "),
            edit_customer(book, one, "need", ""),
            edit_customer(book, one, "estimate", ""),
            set_window(book, one, "9:30-11:00"),
            set_source(book, one, None),
            move_stage(book, one, 3),
            set_intent(book, one, None),
            set_grade(book, one, None),
        ]
        assert acts == [None] * len(acts)
        assert card(book, one).timeline == ()


def test_a_fact_carries_its_day_and_is_confirmed_afresh_by_saving_it_again(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2025, 11, 3, 9, 0)) as book:
        (one,) = fill(book, {})
        edit_customer(book, one, "rival", "丑啦啦")
        set_clock(book, datetime(2026, 11, 23, 9, 0))
        old = card(book, one)
        assert old.is_stale(old.fields.rival_on)
        assert old.person.stale == ("rival",)
        assert edit_customer(book, one, "rival", "丑啦啦")
        assert edit_customer(book, one, "rival", "丑啦啦") is None
        fresh = card(book, one)
        assert (fresh.fields.rival_on, fresh.person.stale) == (date(2026, 11, 23), ())
        assert fresh.person.completeness > old.person.completeness


@pytest.mark.parametrize(
    "act",
    [
        lambda book, one: edit_customer(book, one, "name", "  "),
        lambda book, one: edit_customer(book, one, "estimate", "a lot"),
        lambda book, one: edit_customer(book, one, "estimate", "$500"),
        lambda book, one: set_window(book, one, "sometimes"),
        lambda book, one: add_contact(book, one, " "),
        lambda book, one: edit_contact(book, one, 99, "name", "x"),
        lambda book, one: add_phone(book, one, "12"),
        lambda book, one: add_phone(book, one, "138 0000 0001"),
        lambda book, one: move_stage(book, one, 2),
        lambda book, one: move_stage(book, one, 6, "signed"),
        lambda book, one: set_grade(book, one, "A", " "),
        lambda book, one: add_contract(book, one, "1", "2026-01-01", ""),
        lambda book, one: add_contract(book, one, "1", "2026-01-02", "2026-01-01"),
        lambda book, one: forbid_calls(book, one, ""),
        lambda book, one: edit_customer(book, one + 99, "name", "x"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_of_it_kept(
    tmp_book: Path, act: Callable[[Book, int], object]
) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 3, "currency": "CNY", "phones": ["+8613800000001"]})
        before = card(book, one)
        with pytest.raises(RepdeskError):
            act(book, one)
        assert card(book, one) == before


def test_a_stage_falls_with_a_reason_only_and_its_grade_by_hand_lapses(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 4, "intent": 4})
        assert set_grade(book, one, "C", "they are in no hurry")
        assert card(book, one).overridden
        a_minute_later(book)
        done = move_stage(book, one, 2, "the budget went elsewhere")
        known = card(book, one)
        assert (known.person.stage, known.person.grade, known.overridden) == (2, "B", False)
        assert done is not None
        assert "the grade set by hand lapses" in done.notes
        assert changes(known) == [("stage", "4", "2", "the budget went elsewhere"), ("grade", "C", "B", "")]


def test_an_open_deal_moves_with_the_stage_and_a_further_one_holds_it(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, two = fill(book, {"stage": 2}, {"stage": 2})
        deal(book, one, 3)
        assert move_stage(book, one, 5)
        assert [row.stage for row in card(book, one).deals] == [5]
        assert stage_of(book.account(one), book.clock.today()) == 5
        deal(book, two, 4)
        deal(book, two, 4)
        with pytest.raises(RepdeskError, match="Another open deal"):
            move_stage(book, two, 3, "only one of them fell back")
        assert [row.stage for row in card(book, two).deals] == [4, 4]


def test_under_a_contract_the_stage_follows_it_and_the_renewal_moves_beside_it(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 6})
        assert card(book, one).asks_for_dates
        contract(book, one, "2027-06-30")
        renewal = deal(book, one, 2)
        assert not card(book, one).asks_for_dates
        with pytest.raises(RepdeskError, match="signed contract covers today"):
            move_stage(book, one, 4, "why not")
        assert move_deal(book, one, renewal, 4)
        assert (card(book, one).person.stage, card(book, one).person.deal_stage) == (6, 4)
        assert changes(card(book, one))[0][:3] == (f"deal:{renewal}.stage", "2", "4")
        with pytest.raises(RepdeskError, match="needs a reason"):
            move_deal(book, one, renewal, 3)


def test_a_contract_gives_stage_six_or_seven_by_its_dates(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 7})
        added = add_contract(book, one, "16782", "5 Dec 2024", "2025-12-04")
        assert added is not None
        assert card(book, one).person.stage == 7
        a_minute_later(book)
        assert edit_contract(book, one, added.row or 0, "end_on", "2026-12-04")
        known = card(book, one)
        assert (known.person.stage, known.person.grade, known.contracts[0].amount) == (6, "A", 1678200)
        assert [change.field for change in known.timeline[0].changes][1:] == ["stage", "grade"]
        with pytest.raises(RepdeskError, match="before it starts"):
            edit_contract(book, one, added.row or 0, "start_on", "2027-01-01")
        with pytest.raises(RepdeskError, match="last day"):
            edit_contract(book, one, added.row or 0, "end_on", "")
        assert remove_contract(book, one, added.row or 0)
        assert (card(book, one).person.stage, card(book, one).contracts) == (7, ())


def test_signing_the_contract_that_is_out_wins_its_deal(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, two = fill(book, {"stage": 4}, {"stage": 4})
        for account_id in (one, two):
            log_call(book, account_id, Outcome.CONTRACT_SENT, CallDetails(amount=500000))
        assert add_contract(book, one, "", "2026-11-23", "2027-11-22")
        known = card(book, one)
        assert (known.person.stage, known.deals) == (6, ())
        assert [(row.status, row.amount) for row in known.contracts] == [("signed", 500000)]
        (sent,) = card(book, two).contracts
        with pytest.raises(RepdeskError, match="last day"):
            set_contract_status(book, two, sent.id, "signed")
        assert edit_contract(book, two, sent.id, "end_on", "2027-11-22")
        assert card(book, two).person.stage == 5
        assert set_contract_status(book, two, sent.id, "signed")
        assert (card(book, two).person.stage, card(book, two).deals) == (6, ())


def test_people_are_added_put_right_and_taken_off(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        added = add_contact(book, one, "刘强")
        assert added is not None
        who = added.row or 0
        for part, text in (("title", "行政"), ("role", "decision_maker"), ("is_kp", "1"), ("birthday", "02-29")):
            assert edit_contact(book, one, who, part, text)
        with pytest.raises(RepdeskError, match="e-mail"):
            edit_contact(book, one, who, "email", "liu at example")
        (known,) = card(book, one).people
        assert (known.title, known.role, known.is_kp) == ("行政", "decision_maker", True)
        assert known.birthday == date(1904, 2, 29)
        (phone,) = card(book, one).numbers
        assert assign_phone(book, one, phone.id, who)
        assert card(book, one).numbers[0].contact == "刘强"
        assert remove_contact(book, one, who)
        gone = card(book, one)
        assert (gone.people, gone.numbers[0].contact) == ((), "")
        assert gone.names[f"contact:{who}"] == "刘强"
        undo(book)
        assert card(book, one).numbers[0].contact == "刘强"


def test_numbers_are_marked_told_of_and_taken_off_with_what_follows(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, _two = fill(book, {"next": NEXT}, {"name": "Other Ltd", "phones": ["+861062480905"]})
        told = add_phone(book, one, "010-6248 0905 转 801")
        assert told is not None
        assert told.notes == ("Other Ltd has this number too",)
        first, second = card(book, one).numbers
        assert (second.extension, card(book, one).shared) == ("801", {"+861062480905": ("Other Ltd",)})
        assert mark_phone(book, one, first.id, bad=True)
        assert card(book, one).person.callable
        last = remove_phone(book, one, second.id)
        assert last is not None
        assert last.notes == ("its next call is taken away",)
        assert card(book, one).person.next_call is None
        assert mark_phone(book, one, first.id, bad=False)
        assert edit_phone(book, one, first.id, "138 0013 8000")
        assert card(book, one).numbers[0].e164 == "+8613800138000"
        assert card(book, one).person.callable


def test_do_not_call_takes_every_number_and_is_lifted_per_number_by_the_customers_own_act(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        numbers = ["+8613800000001", "+8613800000002"]
        one, two, bare = fill(
            book, {"phones": numbers, "next": NEXT}, {"phones": numbers[:1]}, {"phones": [], "refused_on": "2026-01-01"}
        )
        assert forbid_calls(book, one, "asked by letter of 20 Nov")
        known = card(book, one)
        assert (known.person.grade, known.person.next_call, known.person.callable) == ("D", None, False)
        assert {(row.since, row.reason) for row in known.numbers} == {(date(2026, 11, 23), "asked by letter of 20 Nov")}
        assert not card(book, two).person.callable
        with pytest.raises(RepdeskError, match="not to be called"):
            set_grade(book, one, "A", "but they are nice")
        with pytest.raises(RepdeskError, match="per number"):
            allow_calls(book, one, "rang us")
        allow_number(book, numbers[0], "rang us on 23 Nov")
        assert card(book, one).person.callable
        assert card(book, one).numbers[1].since is not None
        assert allow_calls(book, bare, "came to the fair and asked for a price")
        assert card(book, bare).person.grade == "C"


def test_a_grade_of_d_takes_the_next_call_away_and_the_rule_comes_back(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"stage": 3, "next": NEXT})
        denied = set_grade(book, one, "D", "the firm is closed")
        assert denied is not None
        assert denied.notes == ("grade B → D", "its next call is taken away")
        a_minute_later(book)
        assert set_grade(book, one, None)
        known = card(book, one)
        assert (known.person.grade, known.overridden, known.person.next_call) == ("B", False, None)
        assert changes(known) == [("grade", "D", "B", "")]


def test_a_referral_is_tied_to_the_one_customer_of_that_name(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, _two = fill(book, {}, {"name": "Alder Logistics"})
        assert set_source(book, one, "referral", "alder logistics")
        assert (card(book, one).fields.referrer, book.account(one).referred) == ("Alder Logistics", True)
        assert set_source(book, one, "list", "fair 2026")
        assert (card(book, one).fields.referrer, card(book, one).fields.source) == ("", "list")


def test_the_stated_hours_are_kept_for_the_rules(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        assert set_window(book, one, "2pm-4pm")
        assert book.account(one).window == (time(14), time(16))
        assert set_window(book, one, "-")
        assert book.account(one).window is None


def test_a_fact_without_a_day_of_its_own_is_dated_by_the_past_and_confirmed_by_saving_it(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"industry": "建筑", "region": "北京"})
        assert edit_customer(book, one, "industry", "建筑") is None  # it came into the book today
        set_clock(book, MONDAY + timedelta(days=400))
        assert {"industry", "region"} <= set(card(book, one).person.stale)
        before = card(book, one).person.completeness
        assert edit_customer(book, one, "industry", "建筑") is not None
        assert changes(card(book, one)) == [("industry", "建筑", "建筑", "")]
        assert "industry" not in card(book, one).person.stale
        assert card(book, one).person.completeness > before
        assert edit_customer(book, one, "industry", "建筑") is None
        assert [one.completeness for one in all_accounts(book)] == [card(book, one).person.completeness]
