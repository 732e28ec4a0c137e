"""One edit of many: what it comes to is said, done in one act, on record of each, and taken back by one undo."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from repdesk.desk.backups.backing_up import MANY
from repdesk.desk.book import Book
from repdesk.desk.bulk import plan_edit, read_edit, said, shown
from repdesk.desk.bulk_writing import edit_many
from repdesk.desk.card import card
from repdesk.desk.card.labels_writing import add_tags
from repdesk.desk.customers import person
from repdesk.desk.sheet import Sheet
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.models.deal import Deal
from repdesk.rules.bulk_edits import PlanCalls
from repdesk.store.backups.shelf import shelf
from repdesk.store.checking.check import check
from repdesk.store.reading.labels import read_tags
from tests.desk.making import a_book, fill


def done(book: Book, ids: list[int], field: str, text: str, why: str = "") -> list[int]:
    """Do an edit; return who was changed."""
    edited = edit_many(book, ids, read_edit(book, field, text, why))
    return [one.account_id for one in edited.plan.judged.changed]


def on_record(book: Book, table: str) -> list[tuple[object, ...]]:
    return book.read().execute(f"SELECT * FROM live_{table} ORDER BY 1, 2").fetchall()  # noqa: S608 (a constant)


def test_a_stage_moves_with_its_deal_and_all_that_follows_and_undo_takes_it_back(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        plain, dealing, set_by_hand, contract, there = ids = fill(
            book,
            {"stage": 4, "intent": 4},
            {"stage": 2},
            {"stage": 4, "override_grade": "C", "override_reason": "slow", "override_stage": 4},
            {"stage": 6},
            {"stage": 2},
        )
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(Deal, [{"account_id": dealing, "stage": 4, "name": "one", "opened_on": "2026-11-01"}])
        book.applied(act.change)
        before = on_record(book, "account"), on_record(book, "deal")
        plan = plan_edit(Sheet(book), ids, read_edit(book, "stage", "2"))
        assert [why.code for _number, why in plan.judged.refused] == ["falls", "falls", "falls", "falls"]
        assert done(book, ids, "stage", "2", "no budget") == [plain, dealing, set_by_hand, contract]
        assert {number: person(book, number).stage for number in ids} == dict.fromkeys(ids, 2)
        assert book.account(dealing).deal_stage == 2
        assert book.account(set_by_hand).override is None
        moment = card(book, plain).timeline[0]
        assert {(c.field, c.before, c.after, c.why) for c in moment.changes} == {
            ("stage", "4", "2", "no budget"), ("grade", "A", "B", ""),
        }  # fmt: skip
        assert person(book, there).stage == 2
        undo(book)
        assert (on_record(book, "account"), on_record(book, "deal")) == before
        redo(book)
        assert person(book, plain).stage == 2
        assert check(book.store) == []


def test_a_grade_d_ends_next_calls_and_passes_over_whom_the_customer_barred(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, {"next": {"day": "2026-11-26"}}, {"do_not_call_on": "2026-11-01"}, {})
        plan = plan_edit(Sheet(book), ids, read_edit(book, "grade", "d", "gone"))
        assert said(plan) == (
            "2 customers change",
            "1 stays: do not call",
            "the next call of 1 is taken away",
        )
        assert done(book, ids, "grade", "d", "gone") == [ids[0], ids[2]]
        assert book.account(ids[0]).next_call is None
        assert [person(book, number).grade for number in ids] == ["D", "D", "D"]
        undo(book)
        assert book.account(ids[0]).next_call is not None


def test_next_calls_are_set_spread_and_taken_away_but_never_a_promise(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(
            book, *({} for _ in range(8)), {"next": {"day": "2026-11-25", "promised": 1}}, {"phones": []},
            {"next": {"day": "2026-11-25", "purpose": "price"}},
        )  # fmt: skip
        promised, mute, busy = ids[8:]
        plan = plan_edit(Sheet(book), ids, read_edit(book, "next", "tue..thu"))
        full = "Tue 24 Nov +4, 4/60 set; Wed 25 Nov +2, 3/60 set; Thu 26 Nov +3, 3/60 set"  # the promise weighs too
        assert said(plan) == (
            "9 customers change",
            "1 stays: their call is promised",
            "1 stays: no number to dial",
            full,
        )
        assert done(book, ids, "next", "tue..thu") == [*ids[:8], busy]
        load = book.load()
        days = sorted(load)
        assert [load[day] for day in days[:3]] == [4, 3, 3]
        kept = book.account(busy).next_call
        assert kept is not None
        assert kept.purpose == "price"
        assert done(book, ids, "next", "none") == [*ids[:8], busy]
        assert [number for number in ids if book.account(number).next_call] == [promised]
        assert book.account(mute).next_call is None
        assert done(book, ids[:2], "next", "fri") == ids[:2]  # where one was taken away before
        undo(book)
        undo(book)
        undo(book)
        assert {number for number in ids if book.account(number).next_call} == {promised, busy}
        assert check(book.store) == []


@pytest.mark.parametrize(("text", "first", "last"), [
    ("mon..fri", 30, 4),
    ("下周一到周五", 30, 4),
    ("wed..fri", 25, 27),
    ("fri..wed", 27, 2),
])  # fmt: skip
def test_a_span_of_days_by_name_goes_on_from_its_first(text: str, first: int, last: int, tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 24, 9)) as book:
        edit = read_edit(book, "next", text)
        assert isinstance(edit, PlanCalls)
        assert edit.first == date(2026, 11, first)
        assert edit.last == date(2026, 11 if last > 20 else 12, last)


def test_tags_and_owners(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, {}, {"owner": "Li"}, {})
        add_tags(book, ids[0], "VIP")
        assert done(book, ids, "tag", "vip") == ids[1:]  # spelled as the book has it
        assert read_tags(book.read()) == dict.fromkeys(ids, ("VIP",))
        assert done(book, ids[:2], "untag", "VIP") == ids[:2]
        assert done(book, ids, "tag", "VIP") == ids[:2]
        assert done(book, ids, "owner", "Li") == [ids[0], ids[2]]
        for _step in range(4):
            undo(book)
        assert read_tags(book.read()) == {ids[0]: ("VIP",)}
        assert check(book.store) == []


def test_an_owner_is_taken_away_by_a_word_never_by_an_empty_line(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, {"owner": "Li"}, {})
        with pytest.raises(RepdeskError, match="Whose"):
            read_edit(book, "owner", "  ")
        assert done(book, ids, "owner", "无") == [ids[0]]
        assert on_record(book, "account")[0].count("Li") == 0


def test_before_an_edit_of_more_than_a_few_a_backup_is_made(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, *({} for _ in range(MANY + 1)))
        done(book, ids[:MANY], "tag", "few")
        assert shelf(book.store.path) == []
        done(book, ids, "tag", "many")
        assert [one.why for one in shelf(book.store.path)] == ["bulk"]


def test_nothing_to_change_is_said_and_leaves_no_act(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, {"stage": 2})
        with pytest.raises(RepdeskError, match="Nobody would change"):
            done(book, ids, "stage", "2")
        assert book.read().execute("SELECT count(*) FROM journal WHERE name = 'edit_many'").fetchone() == (0,)


@pytest.mark.parametrize(("field", "text"), [
    ("stage", "6"), ("stage", "high"), ("grade", "E"), ("next", "morgen"), ("next", "12-08..12-01"),
    ("next", "a..b..c"), ("tag", ""), ("tag", "one, two"), ("colour", "red"), ("next", "yesterday"),
])  # fmt: skip
def test_what_cannot_be_taken_is_named(field: str, text: str, tmp_book: Path) -> None:
    with a_book(tmp_book) as book, pytest.raises(RepdeskError):
        read_edit(book, field, text)


@pytest.mark.parametrize("text", ["tue..fri", "tue … fri", "周二到周五", "tue to fri", "tue ~ fri"])
def test_a_span_is_read_in_both_languages(text: str, tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        edit = read_edit(book, "next", text)
        assert isinstance(edit, PlanCalls)
        assert edit.first is not None
        assert edit.last is not None
        assert (edit.first.isoformat(), edit.last.isoformat()) == ("2026-11-24", "2026-11-27")


def test_values_are_shown_as_a_reader_knows_them(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (number,) = fill(book, {"stage": 2, "next": {"day": "2026-11-26"}})
        stage = plan_edit(Sheet(book), [number], read_edit(book, "stage", "3"))
        call = plan_edit(Sheet(book), [number], read_edit(book, "next", "fri"))
        for plan, words in ((stage, ("2 KP engaged", "3 need planned")), (call, ("Thu 26 Nov", "Fri 27 Nov"))):
            (one,) = plan.samples
            assert (shown(plan, one.was), shown(plan, one.now)) == words
