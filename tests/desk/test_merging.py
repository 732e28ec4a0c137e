"""Two customers made one: nothing is lost, the strictest bars stay, and undo makes them two again."""

from __future__ import annotations

import json
import random
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card import card
from repdesk.desk.card.contracts_writing import add_contract
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.card.labels_writing import add_tags, set_custom
from repdesk.desk.card.phones_writing import forbid_calls, mark_phone
from repdesk.desk.custom_fields_writing import define_field
from repdesk.desk.customers_writing import set_next_call
from repdesk.desk.exporting import export, import_export, read_export
from repdesk.desk.merging.apart_writing import keep_apart
from repdesk.desk.merging.finding import duplicate_pairs
from repdesk.desk.merging.merge_writing import merge
from repdesk.desk.merging.sides import sides, who_stays
from repdesk.desk.opening import open_book
from repdesk.desk.today import day_list
from repdesk.desk.today_writing import freeze
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.models.account import Phone
from repdesk.models.deal import Deal
from repdesk.models.plan import Task
from repdesk.rules.types import NextCall, Outcome
from repdesk.store.checking.check import check
from tests.desk.making import MONDAY, SetClock, a_book, fill, set_clock
from tests.visible_digest import visible_digests

TODAY = MONDAY.date()


def held(conn: sqlite3.Connection, account_id: int) -> dict[str, set[object]]:
    """Return all that a rep would miss of a customer."""
    asked = {
        "number": "SELECT e164 FROM live_phone WHERE account_id = ?",
        "person": "SELECT name FROM live_contact WHERE account_id = ?",
        "email": "SELECT email FROM live_contact WHERE account_id = ? AND email <> ''",
        "call": "SELECT place || outcome || note || day FROM live_call WHERE account_id = ?",
        "contract": "SELECT status || amount || end_on FROM live_contract WHERE account_id = ?",
        "deal": "SELECT name || amount FROM live_deal WHERE account_id = ?",
        "task": "SELECT title FROM live_task WHERE account_id = ?",
        "history": "SELECT id FROM live_history WHERE account_id = ?",
        "tag": "SELECT tag FROM live_tag WHERE account_id = ?",
    }
    found = {name: {row[0] for row in conn.execute(sql, (account_id,))} for name, sql in asked.items()}
    (notes,) = conn.execute("SELECT notes FROM account WHERE id = ?", (account_id,)).fetchone()
    return found | {"note": set(notes.splitlines())}


def said(book: Book, account_id: int) -> str:
    """Return all that the card of a customer and its past say."""
    shown = card(book, account_id)
    values = book.read().execute("SELECT value FROM live_custom_value WHERE account_id = ?", (account_id,)).fetchall()
    return f"{shown.fields} {shown.people} {shown.timeline} {values}"


def stocked(book: Book, rng: random.Random) -> list[int]:
    """Fill a book with customers of whom everything may be on record."""
    rows: list[dict[str, object]] = []
    for n in range(5):
        row: dict[str, object] = {"name": f"客户{n}", "stage": rng.randint(0, 5), "notes": f"甲{n}\n共同"}
        for field in ("region", "need", "rival", "industry"):
            if rng.random() < 0.6:
                row[field] = f"{field}{n}"
        row["kp"] = rng.choice(["陈英娜", f"刘强{n}", ""])
        row["phones"] = [f"+8613800000{n:03d}", *(["+8613900000000"] if rng.random() < 0.5 else [])]
        rows.append(row)
    ids = fill(book, *rows)
    _change, number = define_field(book, "执照", "text")
    for one in ids:
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(Task, [{"account_id": one, "kind": "post", "title": f"task{one}", "created_at": act.at}])
            if rng.random() < 0.5:
                deal = {"name": f"deal{one}", "stage": 3, "amount": one, "opened_on": "2026-11-01"}
                act.insert_many(Deal, [{"account_id": one, **deal}])
        book.applied(act.change)
        if rng.random() < 0.6:
            add_contract(book, one, str(one * 100), "2026-01-01", "2026-12-31")
        for _call in range(rng.randint(0, 3)):
            log_call(book, one, rng.choice([Outcome.TALKED, Outcome.NO_ANSWER]), CallDetails(note=f"said {one}"))
        if rng.random() < 0.5:
            nxt = NextCall(TODAY + timedelta(days=rng.randint(0, 9)), None, promised=rng.random() < 0.5)
            set_next_call(book, one, nxt)
        add_tags(book, one, rng.choice(["vip", f"tag{one}"]))
        if rng.random() < 0.6:
            set_custom(book, one, number, f"licence{one}")
    if rng.random() < 0.5:
        freeze(book)
    return ids


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_lost_and_undo_makes_them_two_again(tmp_book: Path, seed: int) -> None:
    rng = random.Random(seed)
    with a_book(tmp_book) as book:
        ids = stocked(book, rng)
        keep, *others = rng.sample(ids, 4)
        for gone in others:  # one after the other into the same one
            before = visible_digests(book.read(), lists=True)
            both = [held(book.read(), number) for number in (keep, gone)]
            names = [f"{value}{gone}" for value in ("licence", "客户")]
            values = {text for text in (said(book, keep) + said(book, gone)).split("'") if text in names}
            fields = [one.name for one in sides(book, keep, gone).fields if one.differs]
            merge(book, keep, gone, dict.fromkeys(rng.sample(fields, len(fields) // 2), "gone"))
            now = held(book.read(), keep)
            assert {name: both[0][name] | both[1][name] for name in both[0]} == {
                name: now[name] & (both[0][name] | both[1][name]) for name in now
            }
            assert all(value in said(book, keep) for value in values)
            assert not any(held(book.read(), gone)[name] for name in ("number", "person", "call", "tag", "history"))
            assert check(book.store) == []
            after = visible_digests(book.read(), lists=True)
            undo(book)
            assert visible_digests(book.read(), lists=True) == before
            assert check(book.store) == []
            redo(book)
            assert visible_digests(book.read(), lists=True) == after
        assert check(book.store) == []


def test_merged_undone_and_merged_the_other_way(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "甲"}, {"name": "乙"})
        merge(book, 1, 2)
        undo(book)
        merge(book, 2, 1)
        assert card(book, 2).fields.name == "乙"
        with pytest.raises(RepdeskError):
            card(book, 1)
        assert check(book.store) == []


SOON, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=4)


@pytest.mark.parametrize(
    ("keep", "gone", "kept"),
    [
        (NextCall(SOON), NextCall(LATER, None, promised=True), (LATER, True)),
        (NextCall(LATER, None, promised=True), NextCall(SOON, None, promised=True), (SOON, True)),
        (NextCall(SOON), NextCall(LATER), (SOON, False)),
        (None, NextCall(LATER, None, promised=True), (LATER, True)),
        (NextCall(SOON), None, (SOON, False)),
    ],
)
def test_the_earlier_promise_is_kept_and_the_other_is_on_record(
    tmp_book: Path, keep: NextCall | None, gone: NextCall | None, kept: tuple[date, bool]
) -> None:
    with a_book(tmp_book) as book:
        fill(book, {}, {})
        for number, nxt in ((1, keep), (2, gone)):
            if nxt is not None:
                set_next_call(book, number, nxt)
        merge(book, 1, 2)
        stands = book.account(1).next_call
        assert stands is not None
        assert (stands.date, stands.promised) == kept
        lost = {nxt.date for nxt in (keep, gone) if nxt is not None} - {stands.date}
        past = book.read().execute("SELECT before FROM live_history WHERE field = 'next_call' ORDER BY id DESC LIMIT 1")
        assert not lost or past.fetchone()[0][:10] == lost.pop().isoformat()


def test_both_on_todays_list_leave_one_line_and_a_call_of_today_stays_made(tmp_book: Path) -> None:
    due = {"day": TODAY.isoformat()}
    with a_book(tmp_book) as book:
        fill(book, {"next": due}, {"next": due}, {"next": due}, {"next": {"day": "2026-12-24"}})
        freeze(book)
        log_call(book, 2, Outcome.TALKED, CallDetails(note="heute"))
        made = day_list(book).head.calls
        merge(book, 1, 2)
        merge(book, 4, 3)  # takes the place of the other, due as the other was
        rows = {row.account_id: row.state for row in day_list(book).rows}
        assert rows == {1: "called", 4: "waiting"}
        assert day_list(book).head.calls == made


def test_whoever_said_do_not_call_is_heard_for_both(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"next": {"day": "2026-11-24"}}, {})
        forbid_calls(book, 2, "by letter")
        merge(book, 1, 2)
        account = book.account(1)
        assert account.do_not_call
        assert account.next_call is None
        barred = book.read().execute("SELECT count(*) FROM live_suppression").fetchone()[0]
        assert barred == len(card(book, 1).numbers) == 2
        assert check(book.store) == []


def test_the_same_person_number_and_contract_become_one(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        twin: dict[str, object] = {"kp": "陈英娜", "phones": ["+8613800000001"]}
        fill(book, twin, twin)
        for number in (1, 2):
            add_contract(book, number, "100", "2026-01-01", "2026-12-31")
        mark_phone(book, 1, 1, bad=True)
        set_clock(book, MONDAY + timedelta(days=1))
        log_call(book, 2, Outcome.TALKED, CallDetails(note="mit ihr", phone_id=2))
        merge(book, 1, 2)
        shown = card(book, 1)
        assert (len(shown.people), len(shown.numbers), len(shown.contracts)) == (1, 1, 1)
        assert shown.numbers[0].bad_on is None  # it was answered after it was thought bad
        assert shown.timeline[0].call is not None
        assert (shown.timeline[0].call.number, shown.timeline[0].call.amended) == ("+86 138 0000 0001", False)


def test_what_was_chosen_stands_and_the_rest_is_on_record(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "甲", "region": "北京", "stage": 2}, {"name": "乙", "region": "上海", "stage": 4}, {})
        merge(book, 1, 2, {"name": "gone"})
        fields = card(book, 1).fields
        assert (fields.name, fields.region, book.account(1).stage) == ("乙", "北京", 4)
        lost = dict(book.read().execute("SELECT field, before FROM live_history WHERE account_id = 1"))
        assert (lost["name"], lost["region"], lost["stage"]) == ("甲", "上海", "2")
        merge(book, 1, 3)  # stands further back: no fall, and where it stood is said
        past = book.read().execute("SELECT field, why FROM live_history WHERE account_id = 1 ORDER BY id").fetchall()
        assert [field for field, _why in past].count("stage") == 1
        assert [why for field, why in past if field == "merged"] == ["customer 2", "customer 3, 1 new"]
        with pytest.raises(RepdeskError):
            merge(book, 1, 1)
        with pytest.raises(RepdeskError):
            merge(book, 1, 2)


def test_a_call_that_came_with_a_merge_is_reworded_and_not_judged_anew(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {}, {})
        logged = log_call(book, 2, Outcome.TALKED, CallDetails(note="wrong"))
        merge(book, 1, 2)
        amend_call(book, logged.call_id, Amendment(note="right"))
        call = card(book, 1).timeline[0].call
        assert call is not None
        assert (call.note, call.amended) == ("right", True)
        with pytest.raises(RepdeskError):
            amend_call(book, logged.call_id, Amendment(outcome=Outcome.NO_ANSWER))
        assert check(book.store) == []


def test_who_is_said_to_be_two_is_not_found_again_also_after_a_merge(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        twin: dict[str, object] = {"name": "荣泰科技", "phones": ["+8613800000001"]}
        fill(book, twin, twin, twin)
        keep_apart(book, 1, 2)
        assert keep_apart(book, 2, 1) is None
        assert {(row.first, row.second) for row in duplicate_pairs(book).rows} == {(1, 3), (2, 3)}
        merge(book, 3, 1)
        assert duplicate_pairs(book).rows == ()
        undo(book)
        undo(book)
        assert len(duplicate_pairs(book).rows) == 3


def test_whoever_rings_back_under_the_other_name_is_found(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "甲乙科技"}, {"name": "丙丁贸易"}, {"name": "戊己"})
        book.search.make()
        merge(book, 1, 2)
        merge(book, 3, 1)
        assert [(found.account_id, found.matched) for found in book.search.find_all("丙丁")] == [(3, "丙丁贸易")]
        assert [found.account_id for found in book.search.find_all("+8613800000002")] == [3]
        undo(book)
        undo(book)
        assert [found.account_id for found in book.search.find_all("丙丁")] == [2]


def test_the_one_of_whom_more_is_known_is_proposed_to_stay(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {}, {}, {})
        log_call(book, 3, Outcome.NO_ANSWER)
        assert who_stays(book, 1, 2) == (1, 2)
        assert who_stays(book, 2, 3) == (3, 2)


def test_an_export_is_the_same_book_again(tmp_book: Path, tmp_path: Path) -> None:
    with a_book(tmp_book) as book:
        stocked(book, random.Random(7))
        merge(book, 1, 2)
        merge(book, 3, 1)
        export(book, tmp_path / "all.json")
        export(book, tmp_path / "one.json", [3])
        before = visible_digests(book.read())
    with a_book(tmp_path / "again.db") as again:
        import_export(again, read_export(tmp_path / "all.json"))
        assert visible_digests(again.read()) == before
        assert check(again.store) == []
    with a_book(tmp_path / "alone.db") as alone:
        import_export(alone, read_export(tmp_path / "one.json"))
        assert check(alone.store) == []
        assert [row[0] for row in alone.read().execute("SELECT id FROM live_account")] == [3]
    assert "客户4" not in json.dumps(json.loads((tmp_path / "one.json").read_text("utf-8")), ensure_ascii=False)


def test_who_reads_along_sees_one_customer(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "甲"}, {"name": "乙"})
        other = open_book(tmp_book, SetClock())
        assert len(other.accounts(TODAY)) == 2
        set_clock(book, MONDAY + timedelta(minutes=5))
        edit_customer(book, 2, "need", "seats")
        merge(book, 1, 2)
        assert other.changed_elsewhere()
        assert [account.id for account in other.accounts(TODAY)] == [1]
        assert card(other, 1).fields.need == "seats"
        other.close()


def test_the_check_finds_one_who_went_and_is_still_there(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {}, {})
        merge(book, 1, 2)
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.update_many(Phone, {2: {"account_id": 2}})
        assert [(found.kind, found.where) for found in check(book.store)] == [("book", "account 2")]
