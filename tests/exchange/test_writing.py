"""Files that others read: no formula in them, whatever the book holds, and every text comes back as it was."""

from __future__ import annotations

import io
import json
import random
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repdesk.exchange.delimited import read_records
from repdesk.exchange.writing.delimited import write_delimited
from repdesk.exchange.writing.grid import Column, Grid, Kind
from repdesk.exchange.writing.harmless import LONGEST, guarded, guarded_phones, is_formula, unguarded
from repdesk.exchange.writing.objects import write_objects
from repdesk.exchange.writing.workbook import write_workbook
from repdesk.text import cleaned

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
HIDDEN = ("", " ", "\u3000", "\u200b", "\ufeff", "\xa0", "\x00", "'", "''", "\t", "\x1b")
BODIES = (
    *("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "SUM(A1:A9)", "WEBSERVICE(A1)", "客户", "", "A1;=2"),
    *("DDE(1)", "1\n=2", '"=1"', "-1", "rundll32", "86 138 0013 8000"),
)


def thousand() -> list[str]:
    """Return a thousand values that a spreadsheet might run, every start behind every hidden sign among them."""
    chance = random.Random(5)
    made = [hidden + start + chance.choice(BODIES) for hidden in HIDDEN for start in STARTS]
    while len(made) < 1_000:
        made.append(
            "".join(chance.choices(HIDDEN, k=chance.randint(0, 3))) + chance.choice(STARTS) + chance.choice(BODIES)
        )
    return made


def a_grid(values: list[str]) -> Grid:
    return Grid("all", (Column("name", "Company"), Column("n", "=n", "number")), [(value, 1) for value in values])


def as_csv(grid: Grid, delimiter: str = ",") -> str:
    file = io.StringIO(newline="")
    write_delimited(file, grid, delimiter)
    return file.getvalue()


def test_a_thousand_values_are_no_formula_in_a_text_table_and_come_back() -> None:
    values = thousand()
    text = as_csv(a_grid(values))
    stored = [cleaned(value.replace("\r", "\n")) for value in values]
    raw = read_raw(text)
    for value, cell in zip(stored, raw[1:], strict=True):
        assert cell == ("'" + value if is_formula(value) else value)
        assert not cell[:1] or cell[0] not in STARTS
    records, _delimiter = read_records(text.removeprefix("\ufeff"))
    assert [record[0] for record in records[1:]] == stored
    assert records[0] == ("Company", "=n")


def read_raw(text: str) -> list[str]:
    """Return the first cells as any other reader of CSV sees them."""
    import csv

    return [row[0] for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


def test_a_thousand_values_are_text_in_a_workbook(tmp_path: Path) -> None:
    values = thousand()
    path = tmp_path / "all.xlsx"
    with path.open("w+b") as file:
        write_workbook(file, [a_grid(values)], tmp_path)
    cells = [row[0] for row in openpyxl.load_workbook(path)["all"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert all(cell.value is None or isinstance(cell.value, str) for cell in cells)
    assert [cell.value or "" for cell in cells] == [cleaned(value.replace("\r", "\n")) for value in values]
    assert list(tmp_path.iterdir()) == [path]


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(max_examples=500, deadline=None)
def test_taking_the_apostrophe_off_gives_back_every_text(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not is_formula(guarded(text)) or guarded(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("+86 138 0013 8000", True),
        ("+86 10 6248 0905 ext. 801 / +44 20 7949 7188", True),
        ("+1+1", False),
        ("+86 138|cmd", False),
        ("=+86", False),
        ("+", False),
    ],
)
def test_numbers_stay_as_they_are_dialled(text: str, kept: bool) -> None:
    assert (guarded_phones(text) == text) is kept
    assert guarded(text) == f"'{text}"


def test_no_other_delimiter_cuts_a_text_in_two() -> None:
    for line in as_csv(a_grid(["a;=1+1\tb|c"]), ";").splitlines()[1:]:
        assert line == '"a;=1+1\tb|c";1'


def test_cells_of_a_workbook_have_their_types_and_headings_stay(tmp_path: Path) -> None:
    kinds: tuple[Kind, ...] = ("phone", "date", "number", "date", "number")
    columns = tuple(Column(kind, kind.title(), kind) for kind in kinds)
    row = (
        "+86 138 0013 8000",
        date(2026, 11, 23),
        Decimal("16782.50"),
        datetime(2026, 11, 23, 9, 30),
        12345678901234567,
    )
    path = tmp_path / "types.xlsx"
    with path.open("w+b") as file:
        write_workbook(file, [Grid("[a]: 1/2", columns, [row])], tmp_path)
    page = openpyxl.load_workbook(path).worksheets[0]
    phone, day, amount, when, long = next(page.iter_rows(min_row=2))
    assert (phone.value, phone.data_type) == ("+86 138 0013 8000", "s")
    assert (day.value, day.is_date) == (datetime(2026, 11, 23), True)
    assert (amount.value, when.value) == (16782.5, datetime(2026, 11, 23, 9, 30))
    assert long.value == "12345678901234567"  # digits beyond the fifteenth would be lost
    assert page.freeze_panes == "A2"
    assert page.column_dimensions["A"].width > 17


def test_a_text_that_is_too_long_for_a_cell_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    with path.open("w+b") as file:
        write_workbook(file, [a_grid(["=" * 40_000])], tmp_path)
    assert len(openpyxl.load_workbook(path).worksheets[0]["A2"].value) == LONGEST
    assert len(read_raw(as_csv(a_grid(["=" * 40_000])))[1]) == LONGEST + 1


def test_objects_have_the_names_of_the_columns() -> None:
    file = io.StringIO()
    columns = (Column("name", "Company"), Column("day", "Day", "date"), Column("n", "N", "number"))
    write_objects(file, Grid("", columns, [("=1\u202e", date(2026, 1, 2), Decimal("1.50")), (None, None, 2)]))
    assert "\u202e" not in file.getvalue()
    assert json.loads(file.getvalue()) == [
        {"name": "=1\u202e", "day": "2026-01-02", "n": 1.5},
        {"name": None, "day": None, "n": 2},
    ]
