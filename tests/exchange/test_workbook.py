"""Workbooks: which sheet is read, and what ends in the reading process alone."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from repdesk.errors import RepdeskError
from repdesk.exchange import workbook as reader
from repdesk.exchange.reading import Reading
from repdesk.exchange.table import read_table
from repdesk.progress import StoppedError
from tests.exchange.packing import lying, overlapping, with_parts, workbook

BOOK = [("Company", "Phone"), ("Alder", 13800138000.0)]
SHEET = "xl/worksheets/sheet1.xml"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "book.xlsx"
    path.write_bytes(content)
    return path


def refused(path: Path) -> str:
    with pytest.raises(RepdeskError) as caught:
        read_table(path)
    return caught.value.line


def test_cells_are_text_as_a_person_reads_it(tmp_path: Path) -> None:
    values = (True, 1.5, 13800138000.0, 1.38e10, 0.1 + 0.2, 123456789012345678, time(9, 30), timedelta(minutes=90))
    days = (date(2026, 12, 4), datetime(2026, 11, 5, 9, 30))
    path = written(tmp_path, workbook(Book=[("Company", "Phone", *"CDEFGHIJ"), ("A", *values, *days)]))
    ((_number, row),) = read_table(path).rows
    numbers = ("TRUE", "1.5", "13800138000", "13800000000", "0.3", "1.23456789012346e+17")
    assert row == ("A", *numbers, "09:30:00", "1:30:00", "2026-12-04", "2026-11-05 09:30:00")


def test_the_sheet_that_names_most_is_read_a_shown_one_before_a_hidden_one(tmp_path: Path) -> None:
    more = [("Company", "Phone", "City"), ("Birch", "1", "Leeds")]
    path = written(
        tmp_path, workbook(Cover=[("Our customers",)], Few=BOOK, More=more, All_hidden=[(*more[0], "Email")])
    )
    table = read_table(path)
    assert (table.sheet, table.sheets) == ("More", ("Cover", "Few", "More", "All_hidden"))
    assert read_table(path, Reading(sheet="Few")).rows == [(2, ("Alder", "13800138000"))]
    with pytest.raises(RepdeskError, match="no such sheet") as caught:
        read_table(path, Reading(sheet="Old"))
    assert "Cover, Few, More" in caught.value.line


def test_a_hidden_sheet_is_read_where_no_other_has_headings(tmp_path: Path) -> None:
    assert read_table(written(tmp_path, workbook(Cover=[("x",)], Old_hidden=BOOK))).sheet == "Old_hidden"


def test_rows_of_any_number_come_whole_and_are_told_of(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    rows = [(f"Company {number}", number) for number in range(1_234)]
    path = written(tmp_path, workbook(Book=[("Company", "Size"), *rows]))
    table = read_table(path, progress=lambda done, total: heard.append((done, total)))
    assert [(name, int(size)) for _number, (name, size) in table.rows] == rows
    assert heard[-1] == (1_235, 1_235)


def test_a_part_packed_too_tight_is_not_unpacked(tmp_path: Path) -> None:
    path = written(tmp_path, with_parts(workbook(Book=BOOK), {"xl/media/image1.bin": bytes(8_000_000)}))
    assert "packed in a way that no spreadsheet packs" in refused(path)


def test_what_is_too_large_unpacked_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "UNPACKED", 100_000)
    path = written(tmp_path, with_parts(workbook(Book=BOOK), {"xl/media/image1.bin": os.urandom(90_000)}))
    assert "too large" in refused(path)


@pytest.mark.parametrize(
    "harm",
    [
        lambda packed: lying(packed, SHEET, 40),
        lambda packed: lying(packed, SHEET, 400_000),
        lambda packed: overlapping(packed, SHEET, "xl/styles.xml"),
        lambda packed: packed[:-300],
        lambda packed: packed[:900] + b"\xff" * 40 + packed[940:],
        lambda packed: with_parts(packed, {SHEET: b"PK\x03\x04" + packed}),
        lambda packed: with_parts(packed, {SHEET: b"<worksheet><sheetData><row><c"}),
        lambda packed: with_parts(packed, {"xl/workbook.xml": b""}),
    ],
    ids=["says less", "says more", "overlap", "cut off", "spoilt", "a workbook within", "cut in a part", "no list"],
)
def test_what_is_broken_or_lies_is_refused_in_plain_words(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    line = refused(written(tmp_path, harm(workbook(Book=BOOK))))
    assert "save it as XLSX or CSV" in line or "empty" in line


@pytest.mark.skipif(sys.platform != "linux", reason="no other system limits the memory of one process")
@pytest.mark.parametrize("cell", ["SF100000", "XFD1048576"])
def test_what_needs_too_much_memory_ends_alone(tmp_path: Path, cell: str) -> None:
    """One cell far away makes a few bytes a table of gigabytes."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet[cell] = "Company", "x"
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert "more than 512 MB of memory" in refused(path)


def test_too_many_rows_and_columns_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = written(tmp_path, workbook(Book=[("Company", "Phone"), ("A", *range(600))]))
    assert "Row 2 has more than 512 cells" in refused(wide)
    monkeypatch.setattr(reader, "ROWS", 3)
    assert "rows" in refused(written(tmp_path, workbook(Book=[*BOOK, ("B",), ("C",)])))


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workbook whose reading process never comes to an end."""
    program = tmp_path / "endless.py"
    program.write_text("import sys, time\nprint('{\"hidden\":[]}', flush=True)\ntime.sleep(60)\n", "utf-8")
    monkeypatch.setattr(reader, "_PROGRAM", program)
    return written(tmp_path, workbook(Book=BOOK))


def test_reading_that_was_given_up_ends_and_leaves_nobody_behind(endless: Path) -> None:
    before = threading.active_count()
    with pytest.raises(StoppedError):
        read_table(endless, stopped=lambda: True)
    assert threading.active_count() == before


def test_reading_that_takes_too_long_is_ended(endless: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0.2)
    assert "takes too long" in refused(endless)
