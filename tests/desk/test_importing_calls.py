from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.importing import import_file, look
from repdesk.desk.undoing import undo
from repdesk.models.account import Phone
from repdesk.rules.types import Outcome
from tests.desk.importing_books import ask, counts, imported, listed, spreadsheet
from tests.desk.making import MONDAY, a_book, fill

HEAD = ["Company", "Number", "Date", "Time", "Result", "Duration", "Direction", "Notes"]
CALLS = "SELECT account_id, day, clock, outcome, spoke, kp, inbound, imported, note FROM live_call ORDER BY id"


@pytest.fixture
def stocked(tmp_book: Path) -> Path:
    """Return a book of three customers."""
    with a_book(tmp_book) as book:
        fill(book, {"name": "荣泰", "phones": ["+8613800138000", "+861062480905"]}, {"name": "Alder", "stage": 4}, {})
    return tmp_book


def test_calls_go_on_record_with_their_customers(tmp_path: Path, stocked: Path) -> None:
    rows = [
        HEAD,
        ["荣泰", "", "2026-11-20", "14:05", "No answer", "", "outbound", ""],
        ["", "138 0013 8000", "2026-11-21 09:30", "", "connected", "95", "Incoming", "asked for Ann"],
        ["荣 泰", "", "19 Nov 2026", "", "Qualified lead", "", "", ""],
        ["Alder", "", "2026-11-18", "", "与KP沟通", "", "", "三年期"],
        ["Nobody", "", "2026-11-18", "", "busy", "", "", ""],
        ["Alder", "", "2026-12-18", "", "busy", "", "", ""],
        ["Alder", "", "soon", "", "busy", "", "", ""],
    ]
    file = spreadsheet(tmp_path / "calls.csv", rows)
    report = imported(file, stocked)
    assert (report.kind, counts(report)) == ("calls", {"created": 4, "rejected": 3})
    assert ask(stocked, CALLS) == [
        (2, "2026-11-18", None, "talked", 1, 1, 0, 1, "三年期"),
        (1, "2026-11-19", None, "contact", None, None, 0, 1, "Result: Qualified lead"),
        (1, "2026-11-20", "14:05", "no_answer", 0, 0, 0, 1, ""),
        (1, "2026-11-21", "09:30", "contact", 1, None, 1, 1, "asked for Ann\nDuration: 95"),
    ]
    assert [(row, action) for row, _column, action in listed(report)] == [(n, "rejected") for n in (6, 7, 8)]
    again = imported(file, stocked)
    assert (counts(again), again.change_id) == ({"unchanged": 4, "rejected": 3}, None)
    with a_book(stocked) as book:
        known = book.account(1)
        assert (str(known.last_call), str(known.last_conversation), known.unanswered) == ("2026-11-21", "2026-11-21", 1)
        assert book.account(2).last_effective is not None
        undo(book)
    assert counts(imported(file, stocked)) == counts(report)


def test_a_call_lifts_a_stage_and_never_lowers_one(tmp_path: Path, stocked: Path) -> None:
    rows = [
        ["客户名称", "通话时间", "通话结果"],
        ["荣泰", "2026-11-19 10:00", "有意向"],
        ["荣泰", "2026-11-20 10:00", "无人接听"],
        ["Alder", "2026-11-20 10:00", "前台转接"],
        ["客户3", "2026-11-20 10:00", "占线"],
    ]
    imported(spreadsheet(tmp_path / "calls.csv", rows), stocked)
    assert ask(stocked, "SELECT stage, intent FROM account ORDER BY id") == [(3, None), (4, None), (0, None)]
    assert ask(stocked, "SELECT account_id, before, after FROM live_history WHERE field = 'stage'") == [
        (1, "1", "3"),
        (3, "1", "0"),
    ]


def test_who_asked_not_to_be_called_is_not_and_a_wrong_number_is_bad(tmp_path: Path, stocked: Path) -> None:
    rows = [
        ["Phone", "Call date", "Disposition"],
        ["+86 10 6248 0905", "2026-11-19", "Wrong number"],
        ["+8613800138000", "2026-11-20", "DNC"],
    ]
    imported(spreadsheet(tmp_path / "calls.csv", rows), stocked)
    assert ask(stocked, "SELECT e164, bad_on FROM phone WHERE account_id = 1 ORDER BY id") == [
        ("+8613800138000", None),
        ("+861062480905", "2026-11-19"),
    ]
    with a_book(stocked) as book:
        assert book.account(1).do_not_call
    assert len(ask(stocked, "SELECT 1 FROM live_suppression")) == 2


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Duration": "0"}, ("no_answer", 0)),
        ({"Duration": "00:03:20"}, ("contact", 1)),
        ({}, ("contact", None)),
        ({"Result": "t"}, ("talked", 1)),
        ({"Result": "VOICEMAIL"}, ("no_answer", 0)),
    ],
)
def test_what_came_of_a_call(
    tmp_path: Path, stocked: Path, cells: dict[str, str], expected: tuple[str, int | None]
) -> None:
    row = [{"Company": "Alder", "Date": "2026-11-20", **cells}.get(heading, "") for heading in HEAD]
    imported(spreadsheet(tmp_path / "calls.csv", [HEAD, row]), stocked)
    assert ask(stocked, "SELECT outcome, spoke FROM live_call") == [expected]


def test_a_number_that_two_customers_share_is_told_apart_by_the_name(tmp_path: Path, stocked: Path) -> None:
    with a_book(stocked) as book, book.store.act("edit", at=book.clock.stamp()) as act:
        act.insert_many(Phone, [{"account_id": 2, "e164": "+8613800138000", "raw": "13800138000"}])
    rows = [["Company", "Phone", "When", "Outcome"]]
    rows += [[name, "13800138000", "2026-11-20", "busy"] for name in ("Alder", "")]
    report = imported(spreadsheet(tmp_path / "calls.csv", rows), stocked)
    assert (counts(report), report.problems[0].row) == ({"created": 1, "rejected": 1}, 3)
    assert ask(stocked, "SELECT account_id FROM live_call") == [(2,)]


def test_a_look_at_calls_writes_nothing_and_says_the_same(tmp_path: Path, stocked: Path) -> None:
    file = spreadsheet(tmp_path / "calls.csv", [HEAD, ["Alder", "", "2026-11-20", "", "busy", "", "", ""]])
    with a_book(stocked) as book:
        told = look(file, book, now=MONDAY).report
        done = import_file(file, lambda: book)
    assert told.as_json() | {"dry_run": False, "change_id": done.change_id} == done.as_json()


def test_calls_of_another_tool_stand_before_those_logged_here(tmp_path: Path, stocked: Path) -> None:
    with a_book(stocked) as book:
        log_call(book, 2, Outcome.NO_ANSWER, CallDetails())
    rows = [["Company", "When", "Outcome"], ["Alder", "2026-11-10", "busy"], ["Alder", "2026-11-02", "talked"]]
    imported(spreadsheet(tmp_path / "calls.csv", rows), stocked)
    with a_book(stocked) as book:
        assert book.account(2).unanswered == 2
