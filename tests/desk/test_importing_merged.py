"""Files that know two customers who have become one in the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.importing import import_file
from repdesk.desk.merging.merge_writing import merge
from tests.desk.importing_books import ask, counts, spreadsheet
from tests.desk.making import a_book

HEAD = ["Company", "Phone", "Need"]


@pytest.mark.parametrize("names", [("Alder", "Alder Holdings"), ("Alder", "Alder")])
@pytest.mark.parametrize("turned", [False, True])
def test_the_file_again_finds_the_one_that_stands(
    tmp_path: Path, tmp_book: Path, names: tuple[str, str], turned: bool
) -> None:
    rows = [[names[0], "+442079497188", "roof"], [names[1], "+442079497189", "yard"]]
    with a_book(tmp_book) as book:
        assert counts(import_file(spreadsheet(tmp_path / "a.csv", [HEAD, *rows]), lambda: book)) == {"created": 2}
        merge(book, 1, 2)
        again = import_file(spreadsheet(tmp_path / "b.csv", [HEAD, *(rows[::-1] if turned else rows)]), lambda: book)
        assert (counts(again), again.change_id) == ({"unchanged": 2}, None)
        calls = [["Phone", "When", "Outcome"], ["+442079497189", "2026-11-20", "busy"]]
        calls += [["+442079497188", "2026-11-19", "talked"]]
        file = spreadsheet(tmp_path / "calls.csv", calls)
        assert counts(import_file(file, lambda: book)) == {"created": 2}
        assert counts(import_file(file, lambda: book)) == {"unchanged": 2}
    assert ask(tmp_book, "SELECT id, need FROM live_account") == [(1, "roof")]
    assert ask(tmp_book, "SELECT DISTINCT account_id FROM live_call") == [(1,)]


def test_calls_brought_in_before_a_merge_are_known_after_it(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["Alder", "+442079497188", ""], ["Oak", "+442079497189", ""]]
    calls = spreadsheet(tmp_path / "c.csv", [["Company", "When", "Outcome"], ["Oak", "2026-11-20", "busy"]])
    with a_book(tmp_book) as book:
        import_file(spreadsheet(tmp_path / "a.csv", [HEAD, *rows]), lambda: book)
        assert counts(import_file(calls, lambda: book)) == {"created": 1}
        merge(book, 1, 2)
        assert counts(import_file(calls, lambda: book)) == {"unchanged": 1}
