"""Clean-up drives on real files: begun, on their way, changed, closed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.card.labels_writing import add_tags, set_custom
from repdesk.desk.clean_up import clean_up
from repdesk.desk.custom_fields_writing import define_field, retire_field
from repdesk.desk.drives import Drive, drive_called, drives, tried
from repdesk.desk.drives_writing import Typed, begin_drive, change_drive, close_drive, read_target
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.store.checking.check import check
from repdesk.wording import drive_progress, measure

from .making import a_book, fill, set_clock

A: dict[str, object] = {"stage": 5, "intent": 5}
BOOK: list[dict[str, object]] = [{**A, "need": "x"}, {**A, "kp": "陈英娜"}, A, {"stage": 1}]


def only(book: Book) -> Drive:
    (drive,) = drives(book)
    return drive


def test_a_drive_says_who_has_it_who_is_left_and_the_pace(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK)
        begin_drive(book, Typed("All A", "grade:A", "need:any", "", "2026-12-04"))
        drive = only(book)
        assert (drive.progress.total, drive.progress.done, drive.progress.needed, drive.progress.pace) == (3, 1, 3, 1)
        assert drive.left == (3, 2)  # of the third less is known
        assert drive_progress(drive.progress) == "on pace: 1 of 3, 2 to go, 1 a working day for 10 days"
        edit_customer(book, 3, "need", "y")
        assert only(book).left == (2,)
        assert only(book).progress.gained == 1
        set_clock(book, datetime(2026, 12, 7, 9))
        assert drive_progress(only(book).progress) == "late: 2 of 3, 1 to go, +1 since it began"


def test_every_act_on_a_drive_is_one_step_back(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK)
        _change, number = begin_drive(book, Typed("All A", "grade:A", "kp", "80%", "+9d"))
        begun = only(book)
        assert (begun.kept.target, begun.kept.measure, begun.kept.due) == (80, "-missing:kp", date(2026, 12, 4))
        change_drive(book, number, Typed("All A", "grade:A", "kp", "2", "+9d"))
        changed = only(book)
        assert (changed.kept.target, changed.progress.needed, changed.kept.begun_with) == (66, 2, 1)
        assert change_drive(book, number, Typed("All A", "grade:A", "kp", "66 %", "2026-12-04")) is None
        close_drive(book, number)
        assert only(book).closed
        for expected in (changed, begun):
            undo(book)
            assert only(book) == expected
        undo(book)
        assert drives(book) == ()
        redo(book)
        assert only(book) == begun
        assert check(book.store) == []


def test_what_is_counted_anew_begins_anew(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK)
        _change, number = begin_drive(book, Typed("All A", "grade:A", "kp"))
        set_clock(book, datetime(2026, 11, 25, 9))
        change_drive(book, number, Typed("A's", "grade:A", "kp"))
        assert only(book).kept.begun == date(2026, 11, 23)
        change_drive(book, number, Typed("A's", "", "next:any"))
        assert (only(book).kept.begun, only(book).kept.begun_with) == (date(2026, 11, 25), 0)


def test_a_drive_that_is_late_takes_another_name_and_target_but_is_not_counted_anew(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK)
        _change, number = begin_drive(book, Typed("All A", "grade:A", "kp", due="+1d"))
        due = only(book).kept.due.isoformat()
        set_clock(book, datetime(2026, 12, 10, 9))
        change_drive(book, number, Typed("A's", "grade:A", "kp", "50%", due))
        assert (only(book).kept.name, only(book).kept.target, only(book).kept.due.isoformat()) == ("A's", 50, due)
        for typed in (Typed("A's", "", "kp", "50%", due), Typed("A's", "grade:A", "kp", "50%", "2026-12-01")):
            with pytest.raises(RepdeskError, match="lies in the past"):
                change_drive(book, number, typed)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (Typed("", measure="kp"), "needs a name"),
        (Typed("x" * 61, measure="kp"), "at most 60"),
        (Typed("x"), "What is each of them to have"),
        (Typed("x", measure="tagged"), "Which tag"),
        (Typed("x", measure="colour:red"), "No field is called colour"),
        (Typed("x", "grade:Q", "kp"), "cannot be Q"),
        (Typed("x", "stage:7", "kp"), "finds nobody"),
        (Typed("x", measure="kp", target="0"), "no target"),
        (Typed("x", measure="kp", target="101%"), "no target"),
        (Typed("x", measure="kp", target="many"), "no target"),
        (Typed("x", measure="kp", due="2026-11-20"), "lies in the past"),
        (Typed("x", measure="kp", due="whenever"), "no date"),
        (Typed("ALL A", measure="kp"), "under way already"),
    ],
)
def test_a_drive_that_cannot_be_is_refused(tmp_book: Path, typed: Typed, why: str) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK)
        begin_drive(book, Typed("All A", "grade:A", "kp"))
        entries = book.last_entry()
        with pytest.raises(RepdeskError, match=why):
            begin_drive(book, typed)
        assert book.last_entry() == entries


def test_a_name_is_free_again_once_its_drive_is_closed(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK)
        _change, first = begin_drive(book, Typed("All A", "grade:A", "kp"))
        close_drive(book, first)
        _change, second = begin_drive(book, Typed("all a", "grade:A", "next_call"))
        assert drive_called(book, "All A").id == second
        assert [one.kept.id for one in drives(book)] == [second, first]
        with pytest.raises(RepdeskError, match="under way already"):
            close_drive(book, first, closed=False)


def test_a_drive_whose_field_is_gone_says_so_and_stays(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one, *_rest) = fill(book, *BOOK)
        _change, field = define_field(book, "门店数", "number")
        set_custom(book, one, field, "3")
        begin_drive(book, Typed("shops", "", "门店数:any"))
        assert only(book).progress.done == 1
        retire_field(book, field)
        drive = only(book)
        assert drive.fault.startswith("No field is called 门店数")
        assert (drive.progress.state, drive.left) == ("empty", ())


def test_what_both_filters_ask_for_is_said_beforehand(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK)
        add_tags(book, 1, "vip")
        assert tried(book, "complete<60 grade:A", "complete 80").notes == (
            "who reaches it may leave the drive: both ask for complete",
        )
        assert (tried(book, "", "tagged vip").total, tried(book, "", "tagged vip").done) == (4, 1)


def test_a_measure_is_said_in_words(tmp_book: Path) -> None:
    assert measure("complete>=80") == "a card that is at least 80 of 100 complete"
    assert measure("last>=2026-11-23") == "a call since Mon 23 Nov 2026"
    assert measure('tag:"key account"') == "the tag key account"
    assert measure("need:any rival:any") == "need:any rival:any"
    with a_book(tmp_book) as book:
        assert [read_target(book, text, 63) for text in ("", "40", "80 %", "80％", "900")] == [100, 63, 80, 80, 100]


def test_the_page_shows_the_least_known_of_each_grade_first(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *BOOK, {"phones": []}, {"do_not_call_on": "2026-01-01"})
        found = clean_up(book)
        assert found.accounts == 6
        assert {letter: (thin.ids, thin.total) for letter, thin in found.thin.items()} == {
            "A": ((3, 1, 2), 3),
            "B": ((), 0),
            "C": ((5, 4), 2),
        }
        assert {name: ids for name, ids in found.troubles.items() if ids} == {"no_number": (5,), "do_not_call": (6,)}
