from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.errors import RepdeskError
from repdesk.exchange.delimited import read_records
from repdesk.exchange.reading import Reading
from repdesk.exchange.table import read_table
from repdesk.progress import StoppedError
from tests.exchange.corpus import card


def written(folder: Path, content: str | bytes, name: str = "book.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(path: Path) -> str:
    with pytest.raises(RepdeskError) as caught:
        read_table(path)
    return caught.value.line


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    lines = [("Company", "Phone", "Notes"), ("A, B; C", "+44", 'x|y\t"z"')]
    text = "\r\n".join(delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines)
    table = read_table(written(tmp_path, text))
    assert (table.delimiter, table.rows) == (delimiter, [(2, ("A, B; C", "+44", 'x|y\t"z"'))])


def test_rows_are_numbered_as_the_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'Company,Notes\nA,"two\nlines"\n\nB,x\n'))
    assert table.rows == [(2, ("A", "two\nlines")), (3, ("", "")), (4, ("B", "x"))]


def test_titles_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "My customers,,\n,,\nCompany,Phone,City\nA,+44,x\n"))
    assert (table.above, table.rows) == ((1, 2), [(4, ("A", "+44", "x"))])


def test_the_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "sep=;\r\nCompany;Phone\r\nA;+44\r\n"))
    assert table.rows == [(2, ("A", "+44"))]


def test_every_cell_has_a_heading(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "Company,Phone,,Phone\nA,1,2,3,4\nB\n"))
    assert [one.heading for one in table.columns] == ["Company", "Phone", "C", "Phone (2)", "E"]
    assert table.rows == [(2, ("A", "1", "2", "3", "4")), (3, ("B", "", "", "", ""))]


def test_twin_headings_and_letters_never_meet(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "Company,Phone,Phone,Phone (2),G,,\nA\n"))
    assert [one.heading for one in table.columns] == [
        "Company",
        "Phone",
        "Phone (2)",
        "Phone (2) (2)",
        "G",
        "F",
        "G (2)",
    ]


def test_joined_headings_are_the_same_where_their_row_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "Company,Reach,,City\n,Email,Phone,\nA,a@b.c,1,x\n")
    found = read_table(path)
    assert (found.heading_row, [one.field for one in found.columns]) == (2, ["name", "email", "phone", "region"])
    assert read_table(path, Reading(heading_row=2)) == found


def test_a_quote_within_a_line_is_text(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'Company,Phone\n"Green" Ltd,1\nA "B" C,2\n'))
    assert [row for _number, row in table.rows] == [("Green Ltd", "1"), ('A "B" C', "2")]


@pytest.mark.parametrize(
    "text",
    ['Company,Phone\nA,1\n"B,2\nC,3\n', 'Company,Notes\nA,x\n"B,x\nC,"hello, dear",1\nD,2\n', 'Company,Phone\nA,1\n"B'],
    ids=["to the end", "to the next quote", "in the last line"],
)
def test_an_unclosed_quote_names_the_row_it_was_opened_in(tmp_path: Path, text: str) -> None:
    line = refused(written(tmp_path, text))
    assert "quote is not closed" in line
    assert "row 3" in line


@pytest.mark.parametrize("cell", ["x" * 200_000, '"' + "x\n" * 100_000 + '"'], ids=["one line", "quoted"])
def test_a_cell_of_200_kb_names_its_row_and_column(tmp_path: Path, cell: str) -> None:
    line = refused(written(tmp_path, f"Company,Notes\nA,b\nB,{cell}\nC,d\n"))
    assert "Row 3, column Notes holds 200000 characters" in line
    assert "xxxx" not in line


def test_a_cell_as_long_as_a_spreadsheet_allows_is_read(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, f"Company,Notes\nA,{'x' * 32_767}\n"))
    assert len(table.rows[0][1][1]) == 32_767


def test_missing_headings_are_told_what_was_found_and_what_is_needed(tmp_path: Path) -> None:
    line = refused(written(tmp_path, "foo,\x1b]0;bar\x07\n1,2\n"))
    assert "foo, ␛]0;bar␇" in line
    assert "客户名称" in line


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b" \n\t\r\n", "empty"),
        ("a.csv", b"\xef\xbb\xbf \n", "empty"),
        ("a.pdf", b"%PDF-1.7 Company,Phone", "no table"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "no table"),
        ("a.csv", bytes(range(256)) * 8, "no table"),
        ("a.xls", b"<html><table><tr><td>Company</td></tr></table></html>", "web page"),
        ("a.xlsx", b"PK\x03\x04 cut off", "no workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no workbook"),
    ],
)
def test_other_files_are_refused_in_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    line = refused(written(tmp_path, content, name))
    assert said in line
    assert "\n" not in line


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Company,Phone")
    assert "no workbook" in refused(written(tmp_path, packed.getvalue(), "a.zip"))


def test_no_file_a_folder_and_no_name_at_all(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "none.csv")
    assert "folder" in refused(tmp_path)
    assert "no name" in refused(Path("a\0b"))


def test_a_workbooks_cells_are_read_as_a_person_reads_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Customers"
    sheet.append(["Company", "Phone", "Next call", "Last contact", "Contract value"])
    sheet.append(["=1+1", 13812345678, date(2026, 12, 4), datetime(2026, 11, 5, 9, 30), 0.1 + 0.2])
    sheet["A2"].data_type = "s"
    book.create_sheet("Old").append(["anything"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    table = read_table(path)
    assert table.rows == [(2, ("=1+1", "13812345678", "2026-12-04", "2026-11-05 09:30:00", "0.3"))]
    assert (table.format, table.encoding, table.sheet, table.sheets) == (
        "workbook",
        None,
        "Customers",
        ("Customers", "Old"),
    )


def test_a_workbooks_rows_keep_their_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cell, value in {"B3": "Company", "C3": "Phone", "B6": "A", "C6": "+44"}.items():
        sheet[cell] = value
    path = tmp_path / "book.xlsx"
    book.save(path)
    table = read_table(path)
    assert table.above == (1, 2)
    assert [number for number, row in table.rows if any(row)] == [6]


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    openpyxl.Workbook().save(path)
    assert "empty" in refused(path)


@pytest.mark.parametrize(
    "content", ["Company,Phone\n" + "A,1\n" * 9_000, card("FN:A", "TEL:1") * 3_000], ids=["csv", "vcf"]
)
def test_how_far_it_is_is_told_and_it_may_be_given_up(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, content)
    heard: list[tuple[int, int]] = []
    read_table(path, progress=lambda done, total: heard.append((done, total)))
    assert len(heard) >= 4
    assert heard == sorted(heard)
    assert len({total for _done, total in heard}) == 1
    with pytest.raises(StoppedError):
        read_table(path, stopped=lambda: True)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_table_a_spreadsheet_writes_comes_back(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["Company", "Phone", "Notes"], *rows])
    records, delimiter = read_records(out.getvalue())
    assert delimiter == ","
    assert records[1:] == [tuple(row) for row in rows]


@given(st.text(st.sampled_from('a,;"\n\t|')))
def test_no_text_makes_the_reader_crash(text: str) -> None:
    try:
        records, _ = read_records("Company,Phone\n" + text)
    except RepdeskError:
        return
    assert records[0] == ("Company", "Phone")
