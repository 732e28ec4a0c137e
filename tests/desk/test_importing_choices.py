from __future__ import annotations

import csv
from pathlib import Path

import pytest

from repdesk.desk.custom_fields_writing import change_field
from repdesk.desk.importing import import_file, look
from repdesk.desk.importing.choices import Choices
from repdesk.desk.importing.custom import guess_kind
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.exchange.reading import Reading
from repdesk.progress import StoppedError
from tests.desk.importing_books import ask, counts, imported, listed, spreadsheet
from tests.desk.making import MONDAY, a_book

FIELDS = "SELECT name, kind, choices FROM live_custom_field ORDER BY place"
VALUES = """
SELECT a.name, f.name, v.value FROM live_custom_value v
JOIN account a ON a.id = v.account_id JOIN custom_field f ON f.id = v.field_id ORDER BY a.id, f.place
"""


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["1", "2,500.50", "-3"], "number"),
        (["2026-11-20", "1 Dec 2026"], "date"),
        (["007", "12"], "text"),
        (["4403000012345678", "12"], "text"),
        (["red", "green"] * 12, "choice"),
        (["red", "green"], "text"),
        ([f"colour {n}" for n in range(40)], "text"),
        ([], "text"),
    ],
)
def test_the_kind_of_a_column_nobody_knows(values: list[str], kind: str) -> None:
    assert guess_kind(values)[0] == kind


def test_unknown_columns_come_in_as_what_they_hold(tmp_path: Path, tmp_book: Path) -> None:
    body = [[f"A{n}", str(n), ["Red", "green"][n % 2], f"{n + 1}/11/2026", "", "x; Y"] for n in range(24)]
    file = spreadsheet(tmp_path / "a.csv", [["Company", "Seats", "Light", "Since when", "Empty", "Tags"], *body])
    assert counts(imported(file, tmp_book)) == {"created": 24}
    assert ask(tmp_book, FIELDS) == [
        ("Seats", "number", "[]"),
        ("Light", "choice", '["Red", "green"]'),
        ("Since when", "date", "[]"),
    ]
    assert ask(tmp_book, VALUES)[:3] == [
        ("A0", "Seats", "0"),
        ("A0", "Light", "Red"),
        ("A0", "Since when", "2026-11-01"),
    ]
    assert ask(tmp_book, "SELECT tag FROM live_tag WHERE account_id = 1") == [("Y",), ("x",)]
    again = imported(file, tmp_book)
    assert (counts(again), again.change_id) == ({"unchanged": 24}, None)
    with a_book(tmp_book) as book:
        undo(book)
    for view in ("custom_field", "custom_value", "tag"):
        assert ask(tmp_book, f"SELECT count(*) FROM live_{view}") == [(0,)]  # noqa: S608 (names of this test)


def test_a_cell_that_does_not_fit_its_field_stays_in_the_notes(tmp_path: Path, tmp_book: Path) -> None:
    imported(spreadsheet(tmp_path / "a.csv", [["Company", "Seats"], ["A", "4"]]), tmp_book)
    report = imported(spreadsheet(tmp_path / "b.csv", [["Company", "ＳＥＡＴＳ"], ["A", "some"], ["B", "7"]]), tmp_book)
    assert [(one.row, one.problem) for one in report.problems] == [(2, "not a number")]
    assert ask(tmp_book, VALUES) == [("A", "Seats", "4"), ("B", "Seats", "7")]


def test_a_mapping_is_taken_remembered_and_forgotten_with_undo(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["Firma", "Rufnummer", "Wichtig", "Datum"], ["A", "+442079497188", "ja", "3/4/2026"]]
    chosen = Choices(
        columns={"Firma": "name", "rufnummer": "phone", "Wichtig": "tags", "Datum": "next_call"}, date_order="mdy"
    )
    file = spreadsheet(tmp_path / "a.csv", rows)
    with a_book(tmp_book) as book:
        with pytest.raises(RepdeskError):
            import_file(file, lambda: book)
        assert counts(import_file(file, lambda: book, chosen)) == {"created": 1}
        later = spreadsheet(tmp_path / "b.csv", [[*rows[0][::-1]], ["5/4/2026", "nein", "+442079497189", "B"]])
        found = look(later, book, Choices(Reading(heading_row=1)), now=MONDAY)
        assert {one.heading: one.target for one in found.columns} == {
            "Firma": "name", "Rufnummer": "phone", "Wichtig": "tags", "Datum": "next_call",
        }  # fmt: skip
        assert found.date_order == "mdy"
        undo(book)
    assert ask(tmp_book, "SELECT count(*) FROM live_setting WHERE key LIKE 'mapping:%'") == [(0,)]


def test_a_column_may_be_left_out_and_only_one_may_be_the_name(tmp_path: Path) -> None:
    file = spreadsheet(tmp_path / "a.csv", [["Company", "Secret", "Alias"], ["A", "x", "y"]])
    found = look(file, None, Choices(columns={"Secret": "-", "Alias": "name"}), now=MONDAY)
    assert [one.target for one in found.columns] == ["custom:Company", "", "name"]
    assert [row.cells for row in found.rows] == [("A", "x", "y")]
    for wrong in ({"Nowhere": "name"}, {"Alias": "colour"}, {"Company": "name", "Alias": "name"}):
        with pytest.raises(RepdeskError):
            look(file, None, Choices(columns=wrong), now=MONDAY)


def test_what_is_looked_at_shows_the_first_rows_with_what_is_wrong(tmp_path: Path) -> None:
    rows = [["Company", "Phone", "Stage"], *([f"A{n}", "12345", "soon"] for n in range(30))]
    found = look(spreadsheet(tmp_path / "a.csv", rows), None, now=MONDAY)
    assert len(found.rows) == 20
    assert found.rows[0].wrong == {1: "not a phone number", 2: "not a stage"}
    assert found.columns[0].samples == ("A0", "A1", "A2")
    assert (found.table.encoding, found.table.delimiter, found.table.heading_row) == ("utf-8", ",", 1)


TWICE = [["Company", "Phone", "Need"], ["A", "+442079497188", "a"], ["A", "+442079497188", "b"]]


@pytest.mark.parametrize(
    ("choice", "first", "again"),
    [
        ("merge", {"created": 1, "merged": 1}, {"unchanged": 1, "merged": 1}),
        ("skip", {"created": 1, "skipped": 1}, {"unchanged": 1, "skipped": 1}),
        ("add", {"created": 2}, {"created": 2}),
    ],
)
def test_what_becomes_of_customers_met_again(
    tmp_path: Path, tmp_book: Path, choice: str, first: dict[str, int], again: dict[str, int]
) -> None:
    file = spreadsheet(tmp_path / "a.csv", TWICE)
    with a_book(tmp_book) as book:
        for expected in (first, again):
            report = import_file(file, lambda: book, Choices(duplicates=choice))  # type: ignore[arg-type]
            assert counts(report) == expected
            assert [one.row for one in report.duplicates][-1] == 3


def test_a_customer_of_the_book_that_is_filled_in_is_told_by_name(tmp_path: Path, tmp_book: Path) -> None:
    imported(spreadsheet(tmp_path / "a.csv", [TWICE[0], ["A", "+442079497188", ""]]), tmp_book)
    report = imported(spreadsheet(tmp_path / "b.csv", TWICE[:2]), tmp_book)
    assert report.problems == []
    assert [(one.row, one.problem, one.action) for one in report.duplicates] == [
        (2, "customer 1 of the book: A", "filled in: Need")
    ]


def test_what_is_mended_in_the_rejects_comes_in(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["Company", "Phone", "Contact"], ["A", "12345", ""], ["", "", "Ann"], ["C", "+442079497189", ""]]
    with a_book(tmp_book) as book:
        report = import_file(spreadsheet(tmp_path / "a.csv", rows), lambda: book, rejects=tmp_path / "r.csv")
        assert counts(report) == {"created": 2, "rejected": 1}
        assert report.rejects == str(tmp_path / "r.csv")
        written = (tmp_path / "r.csv").read_bytes()
        assert written.startswith(b"\xef\xbb\xbf")
        back = list(csv.reader(written.decode("utf-8-sig").splitlines()))
        assert back[0] == [*rows[0], "repdesk: what is wrong"]
        assert [row[3] for row in back[1:]] == ["Phone: not a phone number", "neither a name nor a phone"]
        mended = [back[0], ["A", "+442079497188", "", back[1][3]], ["B", "", "Ann", back[2][3]]]
        again = import_file(spreadsheet(tmp_path / "b.csv", mended, "utf-8-sig"), lambda: book)
        assert counts(again) == {"created": 1, "updated": 1}
        with pytest.raises(RepdeskError, match="already"):
            import_file(tmp_path / "a.csv", lambda: book, rejects=tmp_path / "r.csv")
    numbers = "SELECT name, e164 FROM live_account a LEFT JOIN live_phone ON account_id = a.id ORDER BY 1"
    assert ask(tmp_book, numbers) == [
        ("A", "+442079497188"), ("B", None), ("C", "+442079497189"),
    ]  # fmt: skip
    assert ask(tmp_book, "SELECT count(*) FROM live_custom_field") == [(0,)]


@pytest.mark.parametrize("after", [0, 200, 350, 700, 930])
def test_an_import_given_up_leaves_nothing(tmp_path: Path, tmp_book: Path, after: int) -> None:
    rows = [["Company", "Phone"], *([f"A{n}", f"+4420794{n:05d}"] for n in range(1200))]
    seen = 0

    def heard(done: int, _total: int) -> None:
        nonlocal seen
        seen = done

    with a_book(tmp_book) as book:
        before = ask(tmp_book, "SELECT count(*) FROM journal")
        with pytest.raises(StoppedError):
            import_file(
                spreadsheet(tmp_path / "a.csv", rows), lambda: book, progress=heard, stopped=lambda: seen >= after
            )
        assert ask(tmp_book, "SELECT count(*) FROM live_account") == [(0,)]
        assert ask(tmp_book, "SELECT count(*) FROM journal WHERE name = 'import'") == [(0,)], before
        assert counts(import_file(tmp_path / "a.csv", lambda: book)) == {"created": 1200}


def test_people_without_a_company_are_kept_under_their_names(tmp_path: Path, tmp_book: Path) -> None:
    rows = [
        ["First Name", "Last Name", "Organization Name", "Phone 1 - Value", "E-mail 1 - Value"],
        ["Ann", "Lee", "", "+442079497188", ""],
        ["娜", "陈", "荣泰", "13800138000", "n@r.cn"],
        ["José", "García", "", "", "j@g.es"],
    ]
    report = imported(spreadsheet(tmp_path / "a.csv", rows), tmp_book)
    people = "SELECT a.name, c.name, email FROM live_account a JOIN live_contact c ON account_id = a.id"
    assert ask(tmp_book, people) == [
        ("Ann Lee", "Ann Lee", ""), ("荣泰", "陈娜", "n@r.cn"), ("José García", "José García", "j@g.es"),
    ]  # fmt: skip
    assert [row for row, _column, _action in listed(report)] == [2, 4]
    assert counts(imported(tmp_path / "a.csv", tmp_book)) == {"unchanged": 3}


def test_a_name_with_another_number_is_kept_apart_and_told(tmp_path: Path, tmp_book: Path) -> None:
    rows = [["Company", "Contact", "Phone"], ["Alder", "Ann", "+442079497181"], ["alder", "Bob", "+442079497182"]]
    report = imported(spreadsheet(tmp_path / "a.csv", [*rows, ["Oak", "", "+442079497182"]]), tmp_book)
    assert counts(report) == {"created": 3}
    assert [(one.row, one.problem) for one in report.duplicates] == [
        (3, "row 2 has this name too, with another number"),
        (4, "row 3 has this number too: alder"),
    ]


def test_a_field_that_was_renamed_is_still_the_one_of_its_column(tmp_path: Path, tmp_book: Path) -> None:
    file = spreadsheet(tmp_path / "a.csv", [["Company", "Colour"], ["A", "red"]])
    imported(file, tmp_book)
    with a_book(tmp_book) as book:
        change_field(book, 1, "Shade")
    assert imported(file, tmp_book).change_id is None
    more = spreadsheet(tmp_path / "b.csv", [["Company", "Colour"], ["A", "red"], ["B", "blue"]])
    assert counts(imported(more, tmp_book)) == {"created": 1, "unchanged": 1}
    assert ask(tmp_book, VALUES) == [("A", "Shade", "red"), ("B", "Shade", "blue")]
