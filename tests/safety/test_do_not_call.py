"""Do not call belongs to the number: nothing offers it, nothing clears it but the customer's own act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from repdesk.desk.amending import Amendment, amend_call
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.card.phones_writing import add_phone, allow_calls, edit_phone, mark_phone, remove_phone
from repdesk.desk.customers import all_accounts, person
from repdesk.desk.customers_writing import add_account, set_next_call
from repdesk.desk.evening.tomorrow import tomorrow
from repdesk.desk.forgetting import forget
from repdesk.desk.importing import import_file
from repdesk.desk.schedule import schedule
from repdesk.desk.schedule.ladders import ladders
from repdesk.desk.suggesting import suggestions
from repdesk.desk.today import carried_over, day_list
from repdesk.desk.today_writing import add_to_today, freeze, replan
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.rules.types import NextCall, Outcome
from repdesk.shell.arguments import parser
from repdesk.shell.reading import accounts
from repdesk.store.backups.backup import backup
from repdesk.store.backups.lasting import keep_lasting, read_lasting
from repdesk.store.checking.check import check
from repdesk.widgets.person_lines import InHand, all_lines
from tests.desk.importing_books import spreadsheet
from tests.desk.making import a_book, fill, find
from tests.screens.working import a_desk

BARRED, FREE = "+8613800138000", "+8613900139000"
TODAY = date(2026, 11, 23)
NEXT = {"day": "2026-11-23", "promised": 1}


def barred(book: Book) -> set[str]:
    rows = book.read().execute("SELECT e164 FROM live_suppression")
    return {e164 for (e164,) in rows}


def planted(book: Book) -> tuple[int, int, int]:
    """Three customers with the number: who said so, one who has it alone, one who has another number too."""
    said, alone, both = fill(
        book,
        {"phones": [BARRED], "next": NEXT},
        {"phones": [BARRED], "next": NEXT, "stage": 5},
        {"phones": [BARRED, FREE], "next": NEXT},
    )
    log_call(book, said, Outcome.DO_NOT_CALL, CallDetails(reason="asked by phone"))
    return said, alone, both


def in_hand(book: Book, account_id: int) -> InHand:
    return InHand(person(book, account_id), None, TODAY)


def offered_by(book: Book) -> dict[str, set[int]]:
    """Return whom every path offers to be called."""
    plan = tomorrow(book)
    return {
        "today": {row.account_id for row in day_list(book).rows if row.state != "called"},
        "carried over": {row.account_id for row in carried_over(book)},
        "plan": {row.account_id for row in plan.rows},
        "schedule": set(schedule(book).calls(TODAY).ids),
        "ladders": {number for rung in ladders(book).overdue for number in rung.ids},
        "suggestions": {one.account_id for one in suggestions(book) if one.move.after != "D"},
        "accounts": {one.account.id for one in all_accounts(book) if one.callable},
        "panel": {n for n in (1, 2, 3) if in_hand(book, n).phone is not None and person(book, n).callable},
    }


def test_no_path_offers_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with a_book(tmp_path / "book.db") as book:
        said, alone, both = planted(book)
        offers = offered_by(book)
        assert {path: ids & {said, alone} for path, ids in offers.items() if ids & {said, alone}} == {}
        assert both in offers["today"] & offers["accounts"] & offers["panel"]
        hand = in_hand(book, both)
        assert hand.phone is not None
        assert hand.phone.e164 == FREE
        lines = [line.plain for line in all_lines(hand, 60)]
        assert [line for line in lines if "138 0013 8000" in line and "do not call" not in line] == []
        assert any("do not call" in line for line in lines)
        assert [hit.do_not_call for hit in find(book, "13800138000")] == [True, True, True]
        assert [hit.do_not_call for hit in find(book, "13900139000")] == [False]
        accounts(book, parser().parse_args(["accounts"]))
        assert "138 0013 8000" not in capsys.readouterr().out
        accounts(book, parser().parse_args(["accounts", "--json"]))
        assert capsys.readouterr().out.count('"do_not_call": true') == 3


def test_the_paths_do_offer_what_may_be_called(tmp_path: Path) -> None:
    """Bites: without the suppression each of them offers the very same customers."""
    with a_book(tmp_path / "book.db") as book:
        planted(book)
        undo(book)
        offers = offered_by(book)
        wanted = ("today", "schedule", "accounts", "panel")
        assert [path for path in wanted if not {1, 2, 3} <= offers[path]] == []


@pytest.mark.parametrize(
    "act",
    [
        lambda book, n: set_next_call(book, n, NextCall(date(2026, 12, 1))),
        add_to_today,
        lambda book, n: log_call(book, n, Outcome.NO_ANSWER),
        lambda book, n: log_call(book, n, Outcome.TALKED, CallDetails(reason="  ")),
    ],
)
def test_calling_it_is_refused(tmp_path: Path, act: Callable[[Book, int], object]) -> None:
    with a_book(tmp_path / "book.db") as book:
        _said, alone, _both = planted(book)
        before = book.last_entry()
        with pytest.raises(RepdeskError):
            act(book, alone)
        assert book.last_entry() == before


@pytest.mark.parametrize(
    "details",
    [CallDetails(reason="a mistake: dialled by hand"), CallDetails(inbound=True), CallDetails(channel="visit")],
)
def test_what_did_happen_can_be_logged_and_clears_nothing(tmp_path: Path, details: CallDetails) -> None:
    with a_book(tmp_path / "book.db") as book:
        _said, alone, both = planted(book)
        log_call(book, alone, Outcome.TALKED, details)
        log_call(book, both, Outcome.TALKED)
        assert barred(book) == {BARRED}
        assert not person(book, alone).callable


def sheet(folder: Path) -> Path:
    rows = [("name", "phone", "next call"), ("New one", "13800138000", "2026-12-01"), ("客户2", BARRED, "2026-12-01")]
    return spreadsheet(folder / "again.csv", rows)


OTHER_ACTS: dict[str, Callable[[Book, Path], object]] = {
    "import": lambda book, folder: import_file(sheet(folder), lambda: book),
    "add": lambda book, _folder: add_account(book, "By hand", BARRED),
    "add phone": lambda book, _folder: add_phone(book, 3, "13700137000"),
    "edit phone": lambda book, _folder: edit_phone(book, 2, 2, "13700137000"),
    "mark phone": lambda book, _folder: mark_phone(book, 2, 2, bad=True),
    "remove phone": lambda book, _folder: remove_phone(book, 1, 1),
    "do not call once more": lambda book, _folder: log_call(book, 2, Outcome.DO_NOT_CALL),
    "edit": lambda book, _folder: edit_customer(book, 2, "notes", "call again!"),
    "replan": lambda book, _folder: replan(book),
    "call": lambda book, _folder: log_call(book, 3, Outcome.TALKED),
}


@pytest.mark.parametrize("name", OTHER_ACTS)
def test_other_acts_their_undo_and_redo_never_clear_it(tmp_path: Path, name: str) -> None:
    with a_book(tmp_path / "book.db") as book:
        planted(book)
        freeze(book)
        before = book.last_entry()
        OTHER_ACTS[name](book, tmp_path)
        done = book.last_entry() > before
        for step in (None, undo, redo, undo):
            if step is not None and done:
                step(book)
            assert BARRED in barred(book)
            assert check(book.store) == []


def test_undo_of_the_slip_itself_lifts_it_and_redo_sets_it_again(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        planted(book)
        undo(book)
        assert barred(book) == set()
        redo(book)
        assert barred(book) == {BARRED}


def test_a_slip_put_right_leaves_what_another_customer_said(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        one, two = fill(book, {"phones": [BARRED]}, {"phones": [BARRED]})
        first = log_call(book, one, Outcome.DO_NOT_CALL)
        log_call(book, two, Outcome.DO_NOT_CALL)
        amend_call(book, first.call_id, Amendment(Outcome.TALKED))
        assert barred(book) == {BARRED}
        assert check(book.store) == []


def test_a_new_number_of_a_do_not_call_customer_is_barred_too(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        planted(book)
        add_phone(book, 1, "13700137000")
        assert barred(book) == {BARRED, "+8613700137000"}
        assert in_hand(book, 1).phone is None
        with pytest.raises(RepdeskError):
            log_call(book, 1, Outcome.NO_ANSWER)
        assert check(book.store) == []


def test_a_restored_backup_gets_what_was_said_since(tmp_path: Path) -> None:
    """The older copy knows neither of the do-not-call nor of who was forgotten."""
    with a_book(tmp_path / "book.db") as book:
        fill(book, {"phones": [BARRED]}, {"phones": [BARRED]}, {"phones": [FREE]})
        copy = backup(book.store, tmp_path / "older.db").path
        log_call(book, 1, Outcome.DO_NOT_CALL, CallDetails(reason="asked by phone"))
        forget(book, 3)
        lasting = read_lasting(book.read())
    assert keep_lasting(copy, lasting, at="2026-11-24T01:00:00.000000Z") == (True, 1)
    assert keep_lasting(copy, lasting, at="2026-11-24T01:00:00.000000Z") == (False, 0)
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith("older")} == {"older.db"}
    with a_book(copy) as restored:
        assert barred(restored) == {BARRED}
        assert not person(restored, 1).callable
        with pytest.raises(RepdeskError):
            restored.account(3)
        assert check(restored.store) == []
        undo(restored)
        assert barred(restored) == {BARRED}


def test_taking_back_never_needs_the_number_itself(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        planted(book)
        with pytest.raises(RepdeskError):
            allow_calls(book, 1, "they rang")
        assert barred(book) == {BARRED}


async def test_the_key_for_the_next_number_never_takes_one_that_must_not_be_called(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    more = "+8613700137000"
    with a_book(path) as book:
        said, both, three = fill(
            book, {"phones": [BARRED]}, {"phones": [BARRED, FREE]}, {"phones": [FREE, BARRED, more]}
        )
        log_call(book, said, Outcome.DO_NOT_CALL, CallDetails(reason="asked by phone"))
    async with a_desk(path) as desk:
        await desk.until(lambda: desk.today.line is not None)
        for account_id, may in ((said, set()), (both, {FREE}), (three, {FREE, more})):
            desk.today.take(account_id)
            taken = set()
            for _press in range(4):
                hand = desk.today.hold()
                assert hand is not None
                if hand.phone is not None:
                    taken.add(hand.phone.e164)
                await desk.press("o")
            assert taken == may
