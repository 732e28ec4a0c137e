from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.importing import import_file
from repdesk.desk.importing import look as look_at
from repdesk.models.account import Account, Phone
from repdesk.rules.types import Outcome
from tests.desk.importing_books import ask, counts, imported, spreadsheet
from tests.desk.making import MONDAY, a_book

HEAD = [
    "Company",
    "Contact",
    "Phone",
    "Stage",
    "Intent",
    "Contract end",
    "Contract value",
    "Last contact",
    "Next call",
    "Need",
    "Notes",
]
ROW = ["A", "Ann", "+442079497188", "1", "2", "", "", "2026-11-02", "2026-11-24", "permits", "first"]


def changed(path: Path, **cells: str) -> Path:
    """Return the file of one row with some of its cells changed, headings with blanks as underscores."""
    named = {heading.replace("_", " "): text for heading, text in cells.items()}
    return spreadsheet(path, [HEAD, [named.get(heading, cell) for heading, cell in zip(HEAD, ROW, strict=True)]])


@pytest.fixture
def once(tmp_path: Path, tmp_book: Path) -> Path:
    """Return a book that the file has been imported into."""
    imported(changed(tmp_path / "a.csv"), tmp_book)
    return tmp_book


def edit(db: Path, account_id: int = 1, **columns: object) -> None:
    with a_book(db) as book, book.store.act("edit", at=book.clock.stamp()) as act:
        act.update_many(Account, {account_id: columns})


def test_the_same_file_again_changes_nothing(tmp_path: Path, once: Path) -> None:
    before = ask(once, "SELECT max(seq) FROM journal")
    report = imported(tmp_path / "a.csv", once)
    assert (counts(report), report.problems, report.change_id) == ({"unchanged": 1}, [], None)
    assert ask(once, "SELECT max(seq) FROM journal") == before


def test_a_changed_file_changes_what_nobody_has_touched(tmp_path: Path, once: Path) -> None:
    file = changed(
        tmp_path / "b.csv",
        Contact="Bea",
        Phone="+442079497188/+442079497189",
        Stage="3",
        Intent="4",
        Need="more",
        Notes="second",
        Last_contact="2026-11-20",
        Next_call="2026-12-01",
        Contract_end="2027-01-31",
        Contract_value="£50",
    )
    report = imported(file, once)
    assert (counts(report), report.problems) == ({"updated": 1}, [])
    assert ask(once, "SELECT stage, intent, need, notes FROM live_account") == [(3, 4, "more", "second")]
    assert ask(once, "SELECT name FROM live_contact") == [("Bea",)]
    assert ask(once, "SELECT e164 FROM live_phone") == [("+442079497188",), ("+442079497189",)]
    assert ask(once, "SELECT day FROM live_call") == [("2026-11-02",), ("2026-11-20",)]
    assert ask(once, "SELECT day FROM live_next_call") == [("2026-12-01",)]
    assert ask(once, "SELECT status, end_on, amount FROM live_contract") == [("signed", "2027-01-31", 5000)]
    assert ask(once, "SELECT field, before, after FROM live_history WHERE id > 1") == [
        ("stage", "1", "3"),
        ("intent", "2", "4"),
        ("next_call", "2026-11-24", "2026-12-01"),
    ]
    assert counts(imported(file, once)) == {"unchanged": 1}


def test_what_the_rep_has_edited_stays_and_is_listed(tmp_path: Path, once: Path) -> None:
    edit(once, need="a yard", notes="my own words")
    report = imported(changed(tmp_path / "b.csv", Need="a roof", Intent="5"), once)
    assert counts(report) == {"updated": 1}
    assert [(one.row, one.column, one.value, one.action) for one in report.problems] == [
        (2, "Need", "a roof", "kept yours")
    ]
    assert ask(once, "SELECT need, notes, intent FROM live_account") == [("a yard", "my own words", 5)]


def test_what_a_call_has_set_stays(tmp_path: Path, once: Path) -> None:
    with a_book(once) as book:
        log_call(book, 1, Outcome.INTERESTED, CallDetails())
    report = imported(changed(tmp_path / "b.csv", Stage="2", Next_call="2027-01-04", Last_contact="2026-11-10"), once)
    assert counts(report) == {"unchanged": 1}
    assert [one.column for one in report.problems] == ["Stage", "Next call"]
    assert ask(once, "SELECT stage FROM live_account") == [(3,)]
    assert ask(once, "SELECT count(*) FROM live_call WHERE imported = 1") == [(1,)]


def test_a_renamed_account_is_still_the_one_of_its_row(tmp_path: Path, once: Path) -> None:
    edit(once, name="Alder Holdings")
    assert counts(imported(tmp_path / "a.csv", once)) == {"unchanged": 1}
    assert ask(once, "SELECT name FROM live_account") == [("Alder Holdings",)]


def test_an_account_that_got_a_name_is_still_the_one_of_its_number(tmp_path: Path, tmp_book: Path) -> None:
    file = spreadsheet(tmp_path / "a.csv", [["Company", "Phone"], ["", "+44 20 7949 7188"]])
    imported(file, tmp_book)
    edit(tmp_book, name="Alder Ltd")
    assert counts(imported(file, tmp_book)) == {"unchanged": 1}


def test_a_number_the_rep_took_away_does_not_come_back(tmp_path: Path, once: Path) -> None:
    with a_book(once) as book, book.store.act("edit", at=book.clock.stamp()) as act:
        act.retract(Phone, 1)
    assert counts(imported(tmp_path / "a.csv", once)) == {"unchanged": 1}
    assert ask(once, "SELECT count(*) FROM live_phone") == [(0,)]


def test_blanks_of_a_later_file_erase_nothing(tmp_path: Path, once: Path) -> None:
    report = imported(changed(tmp_path / "b.csv", Need="", Intent="", Next_call="", Notes=""), once)
    assert counts(report) == {"unchanged": 1}
    assert ask(once, "SELECT need, intent, notes FROM live_account") == [("permits", 2, "first")]


def test_an_account_added_by_hand_gets_its_blanks_filled(tmp_path: Path, tmp_book: Path) -> None:
    with a_book(tmp_book) as book, book.store.act("add", at=book.clock.stamp()) as act:
        (number,) = act.insert_many(Account, [{"name": "a", "need": "mine", "created_at": act.at}])
        act.insert_many(Phone, [{"account_id": number, "e164": "+442079497188", "raw": "+442079497188"}])
    report = imported(changed(tmp_path / "b.csv"), tmp_book)
    assert counts(report) == {"updated": 1}
    assert [one.column for one in report.problems] == ["Company", "Need"]
    assert ask(tmp_book, "SELECT name, need, intent FROM live_account") == [("a", "mine", 2)]
    again = imported(changed(tmp_path / "b.csv"), tmp_book)
    assert counts(again) == {"unchanged": 1}


def test_a_number_that_another_account_has_makes_another_account(tmp_path: Path, once: Path) -> None:
    report = imported(changed(tmp_path / "b.csv", Company="B"), once)
    assert counts(report) == {"created": 1}
    assert [(one.column, one.action) for one in report.problems] == [("Phone", "kept as an account of its own")]
    assert "A" in report.problems[0].problem


def test_a_name_with_another_number_is_told_and_makes_another_account(tmp_path: Path, once: Path) -> None:
    report = imported(changed(tmp_path / "b.csv", Phone="+442079497189"), once)
    assert counts(report) == {"created": 1}
    assert [(one.column, one.action) for one in report.problems] == [("Company", "kept as an account of its own")]


def test_a_do_not_call_number_stays_one(tmp_path: Path, once: Path) -> None:
    with a_book(once) as book:
        log_call(book, 1, Outcome.DO_NOT_CALL, CallDetails())
    report = imported(changed(tmp_path / "b.csv", Next_call="2027-01-04"), once)
    assert [(one.column, one.action) for one in report.problems] == [
        ("Phone", "kept, and stays so"),
        ("Next call", "kept yours"),
    ]
    assert ask(once, "SELECT count(*) FROM live_next_call") == [(0,)]
    with a_book(once) as book:
        assert book.account(1).do_not_call


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path, once: Path) -> None:
    file = changed(tmp_path / "b.csv", Need="more", Stage="soon")
    before = ask(once, "SELECT count(*) FROM journal")
    with a_book(once) as book:
        told = look_at(file, book, now=MONDAY).report
        assert ask(once, "SELECT count(*) FROM journal") == before
        done = import_file(file, lambda: book)
    assert told.dry_run
    assert told.as_json() | {"dry_run": False, "change_id": done.change_id} == done.as_json()
