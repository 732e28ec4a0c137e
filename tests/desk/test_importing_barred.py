"""Whom a file says not to call is not called."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.desk.exporting import export
from repdesk.desk.importing import import_file
from repdesk.desk.undoing import undo
from repdesk.rules.types import Outcome
from tests.desk.importing_books import ask, counts, imported, spreadsheet
from tests.desk.making import a_book, fill

BARRED = "SELECT name, do_not_call_on FROM live_account WHERE do_not_call_on IS NOT NULL ORDER BY id"
NUMBERS = "SELECT e164, since FROM live_suppression ORDER BY e164"
ANN, BOB = "+442079497181", "+442079497182"


@pytest.mark.parametrize("heading", ["Do Not Call", "DoNotCall", "DNC", "勿扰", "是否勿扰", "禁止拨打"])
@pytest.mark.parametrize("yes", ["1", "TRUE", "yes", "x", "是", "✓", "1.0", "DNC"])
def test_a_column_bars_its_customers_and_their_numbers(tmp_path: Path, tmp_book: Path, heading: str, yes: str) -> None:
    rows = [["Company", "Phone", "Next call", heading], ["A", ANN, "2026-12-01", yes], ["B", BOB, "", "0"]]
    rows += [["C", "", "", "否"], ["D", "", "", "no"], ["E", "", "", "FALSE"]]
    file = spreadsheet(tmp_path / "a.csv", rows)
    assert counts(imported(file, tmp_book)) == {"created": 5}
    ((name, day),) = ask(tmp_book, BARRED)
    assert name == "A"
    assert ask(tmp_book, NUMBERS) == [(ANN, day)]
    assert ask(tmp_book, "SELECT count(*) FROM live_next_call") == [(0,)]
    assert ask(tmp_book, "SELECT count(*) FROM live_custom_field") == [(0,)]
    assert imported(file, tmp_book).change_id is None


def test_a_day_is_that_of_the_word_and_what_nobody_understands_bars(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["Company", "Phone", "Do not call"], ["A", ANN, "2026-03-04"], ["B", BOB, "after six"]]
    report = imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    assert [name for name, _day in ask(tmp_book, BARRED)] == ["A", "B"]
    assert ask(tmp_book, NUMBERS)[0] == (ANN, "2026-03-04")
    assert [one.row for one in report.problems] == [3]
    assert ask(tmp_book, "SELECT notes FROM live_account WHERE name = 'B'") == [("Do not call: after six",)]


def test_a_customer_of_the_book_is_barred_and_undo_lifts_it(tmp_path: Path, tmp_book: Path) -> None:
    imported(spreadsheet(tmp_path / "a.csv", [["Company", "Phone", "Next call"], ["A", ANN, "2026-12-01"]]), tmp_book)
    later = spreadsheet(tmp_path / "b.csv", [["Company", "Phone", "DNC"], ["A", ANN, "yes"], ["A", ANN, "2026-01-02"]])
    assert counts(imported(later, tmp_book)) == {"updated": 1, "merged": 1}
    assert ask(tmp_book, BARRED) == [("A", "2026-01-02")]
    assert ask(tmp_book, NUMBERS) == [(ANN, "2026-01-02")]
    assert ask(tmp_book, "SELECT count(*) FROM live_next_call") == [(0,)]
    with a_book(tmp_book) as book:
        undo(book)
    assert ask(tmp_book, BARRED) == []
    assert ask(tmp_book, NUMBERS) == []
    assert ask(tmp_book, "SELECT count(*) FROM live_next_call") == [(1,)]


def test_a_stage_that_says_it_bars(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["客户名称", "电话", "跟进状态"], ["甲", "13800138000", "勿扰"], ["乙", "13800138001", "2"]]
    imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    assert [name for name, _day in ask(tmp_book, BARRED)] == ["甲"]


def test_an_export_into_a_book_with_customers_keeps_the_word(tmp_path: Path, tmp_book: Path) -> None:
    with a_book(tmp_path / "one.db") as one:
        barred, _other = fill(one, {"name": "A", "phones": [ANN]}, {"name": "B", "phones": [BOB]})
        log_call(one, barred, Outcome.DO_NOT_CALL)
        export(one, tmp_path / "one.json")
    with a_book(tmp_book) as book:
        fill(book, {"name": "C"})
        report = import_file(tmp_path / "one.json", lambda: book)
        assert counts(report) == {"created": 2}
        assert any("deals stay in it" in note for note in report.notes)
    assert ask(tmp_book, BARRED) == [("A", "2026-11-23")]
    assert ask(tmp_book, NUMBERS) == [(ANN, "2026-11-23")]
