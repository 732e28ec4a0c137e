"""A file of accounts as a table: headings that were recognised, and rows numbered as the spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from repdesk.errors import RepdeskError
from repdesk.exchange.delimited import HEADING_WITHIN, read_records
from repdesk.exchange.encodings import UndecodableError, decode
from repdesk.exchange.headings import Column, columns_of, field_of
from repdesk.exchange.workbook import read_sheets
from repdesk.i18n import _
from repdesk.text import visible

Row = tuple[str, ...]

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OTHERS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"{\\rtf",
)  # fmt: skip
_MARKUP = ("<?xml", "<html", "<!doctype", "<table", "<meta")
_CELL_LIMIT = 32_767
"""What a spreadsheet lets into one cell; a longer one is a damaged file, not a long note."""
_FOUND_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings, each with its number in the spreadsheet and as many cells as there are columns.

    `above` are the numbers of rows over the headings, `other_sheets` the sheets that were not read. `encoding` and
    `delimiter` are None for workbooks.
    """

    file: str
    format: Literal["text", "workbook"]
    encoding: str | None
    delimiter: str | None
    columns: tuple[Column, ...]
    rows: list[tuple[int, Row]]
    above: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()


def read_table(path: Path) -> Table:
    """Read a CSV, TSV or workbook.

    Raises RepdeskError for a missing, unreadable or empty file, a folder, another type of file, a quote left open, a
    cell longer than a spreadsheet's, and where no heading of a name or phone column is found.
    """
    data = _content(path)
    if data.startswith(_WORKBOOKS):
        return _from_workbook(path, data)
    text, encoding = _text_of(data)
    records, delimiter = read_records(text)
    head = _heading(records)
    if head is None:
        raise _no_headings(records)
    return _table(path, records, head, encoding=encoding, delimiter=delimiter)


def _content(path: Path) -> bytes:
    """Return the bytes of a file that may be a book."""
    shown = visible(str(path))
    try:
        if path.exists() and not path.is_file():
            raise RepdeskError(_("This is a folder or a device, not a file."), shown)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise RepdeskError(_("There is no such file."), shown) from error
    except ValueError as error:
        raise RepdeskError(_("This is no name of a file."), shown) from error
    except OSError as error:
        raise RepdeskError(_("The file cannot be read."), f"{shown}: {error.strerror}") from error
    if not data.strip():
        raise RepdeskError(_("The file is empty."), shown)
    if data.startswith(_OTHERS):
        raise _wrong_type()
    return data


def _text_of(data: bytes) -> tuple[str, str]:
    """Return the text and its encoding."""
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise _wrong_type() from error
    if text.lstrip().lower().startswith(_MARKUP):
        raise _wrong_type()
    if not text.strip():
        raise RepdeskError(_("The file is empty."))
    return text, encoding


def _from_workbook(path: Path, data: bytes) -> Table:
    """Read the first sheet that has headings, and name the others."""
    sheets = dict(read_sheets(data))
    for name, rows in sheets.items():
        head = _heading(rows)
        if head is not None:
            others = tuple(other for other in sheets if other != name)
            return _table(path, rows, head, others=others)
    if not sheets:
        raise RepdeskError(_("The workbook is empty."))
    raise _no_headings(next(iter(sheets.values())))


def _heading(rows: Sequence[Row]) -> int | None:
    """Return the index of the headings: the first row that names a name or phone and, below the top, another field."""
    for index, row in enumerate(rows[:HEADING_WITHIN]):
        fields = {field_of(cell) for cell in row} - {None}
        if fields & {"name", "phone"} and (index == 0 or len(fields) > 1):
            return index
    return None


def _table(
    path: Path,
    rows: Sequence[Row],
    head: int,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    others: tuple[str, ...] = (),
) -> Table:
    """Build the table from rows of which `rows[head]` holds the headings."""
    width = max(map(len, rows[head:]))
    columns = columns_of(_unique(rows[head], width))
    body = []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        _check_length(number, row, columns)
        body.append((number, row + ("",) * (width - len(row))))
    return Table(
        file=str(path),
        format="text" if delimiter else "workbook",
        encoding=encoding,
        delimiter=delimiter,
        columns=columns,
        rows=body,
        above=tuple(range(1, head + 1)),
        other_sheets=others,
    )


def _check_length(number: int, row: Row, columns: Sequence[Column]) -> None:
    """Refuse a row with a cell that no spreadsheet would hold."""
    if sum(map(len, row)) <= _CELL_LIMIT:
        return
    for column, cell in zip(columns, row, strict=False):
        if len(cell) > _CELL_LIMIT:
            raise RepdeskError(
                _("A cell is too long."),
                _("Row %(row)d, column %(column)s holds %(length)d characters; a spreadsheet's cell ends at %(limit)d.")
                % {"row": number, "column": visible(column.heading), "length": len(cell), "limit": _CELL_LIMIT},
                _("Look for a quote that is not closed, or shorten the cell."),
            )


def _unique(row: Row, width: int) -> tuple[str, ...]:
    """Return a heading for each of `width` columns: an empty one is the column's letters, a second twin is numbered."""
    seen: dict[str, int] = {}
    headings = []
    for index in range(width):
        heading = " ".join(row[index].split()) if index < len(row) else ""
        heading = heading or _letters(index)
        seen[heading] = seen.get(heading, 0) + 1
        headings.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return tuple(headings)


def _letters(index: int) -> str:
    """Return the letters over a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _no_headings(rows: Sequence[Row]) -> RepdeskError:
    """Return the refusal of a file whose headings name neither a customer nor a phone, with what was found instead."""
    first = next((row for row in rows if any(cell.strip() for cell in row)), ())
    found = [visible(cell.strip())[:40] for cell in first if cell.strip()][:_FOUND_SHOWN]
    return RepdeskError(
        _("No heading was recognised for the customer's name or phone."),
        _("The first row holds: %(headings)s") % {"headings": ", ".join(found) or _("nothing")},
        _("Name a column Company or Phone (客户名称, 电话) in the first row."),
    )


def _wrong_type() -> RepdeskError:
    """Return the refusal of a file that is neither text nor a workbook."""
    return RepdeskError(
        _("This file is no table that can be imported."),
        hint=_("Save it from the spreadsheet as CSV or XLSX."),
    )
