"""A file of accounts as a table: headings that were recognised, and rows numbered as the spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from repdesk.exchange.cards import records_of as cards_as_rows
from repdesk.exchange.content import bytes_of, format_of, text_of, unreadable
from repdesk.exchange.delimited import read_records
from repdesk.exchange.heading_row import Headings, NoHeadingsError, Row, find_headings, headings_at, known_in, unique
from repdesk.exchange.headings import Column, columns_of
from repdesk.exchange.limits import CELL, too_long
from repdesk.exchange.objects import records_of as objects_as_rows
from repdesk.exchange.reading import FOUND_OUT, Format, Reading
from repdesk.exchange.vcard import read_cards
from repdesk.exchange.workbook import read_sheet
from repdesk.progress import Progress, Stopped, never, silent


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings, each with its number in the file and as many cells as there are columns.

    `encoding` is None for workbooks, `delimiter` for all but text, `sheet` and `sheets` are those of workbooks.
    `heading_row` is the number of the headings' row, 0 where the file has no such row; cards and JSON have none, and
    their rows are numbered by themselves.
    """

    file: str
    format: Format
    encoding: str | None
    delimiter: str | None
    columns: tuple[Column, ...]
    rows: list[tuple[int, Row]]
    heading_row: int = 1
    sheet: str | None = None
    sheets: tuple[str, ...] = ()

    @property
    def above(self) -> tuple[int, ...]:
        """The numbers of the rows over the headings."""
        return tuple(range(1, self.heading_row))


def read_table(
    path: Path, reading: Reading = FOUND_OUT, progress: Progress = silent, stopped: Stopped = never
) -> Table:
    """Read a text table, workbook, vCards or JSON; what `reading` leaves open is found out.

    RepdeskError for a missing, unreadable, empty or too large file, a folder, another type of file, a quote left open,
    a cell longer than a spreadsheet's, and what `reading` says and the file does not have; NoHeadingsError where no
    heading of a name or phone is found; StoppedError where it was given up.
    """
    found = format_of(path)
    match reading.format or found:
        case "workbook":
            try:
                sheet = read_sheet(path, reading.sheet, progress, stopped)
            except OSError as error:
                raise unreadable(path, error) from error
            return _table(path, "workbook", sheet.rows, reading, sheet=sheet.name, sheets=sheet.sheets)
        case "vcard":
            cards, encoding = read_cards(bytes_of(path), reading.encoding, progress, stopped)
            return _numbered(path, "vcard", cards_as_rows(cards), encoding, reading)
        case "json":
            text, encoding = text_of(bytes_of(path), reading.encoding)
            return _numbered(path, "json", objects_as_rows(text), encoding, reading)
        case "text":
            text, encoding = text_of(bytes_of(path), reading.encoding)
            records, delimiter = read_records(text, reading.delimiter, progress, stopped)
            return _table(path, "text", records, reading, encoding=encoding, delimiter=delimiter)


def _table(
    path: Path,
    kind: Format,
    rows: Sequence[Row],
    reading: Reading,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    sheets: tuple[str, ...] = (),
) -> Table:
    """Build the table from all rows of the file."""
    headings = find_headings(rows) if reading.heading_row is None else headings_at(rows, reading.heading_row)
    if headings is None:
        raise NoHeadingsError(rows)
    columns = _columns(rows, headings)
    return Table(
        file=str(path),
        format=kind,
        encoding=encoding,
        delimiter=delimiter,
        columns=columns,
        rows=_below(rows, headings.row, columns),
        heading_row=headings.row,
        sheet=sheet,
        sheets=sheets,
    )


def _numbered(path: Path, kind: Format, rows: Sequence[Row], encoding: str, reading: Reading) -> Table:
    """Build the table from what stands in no rows: each thing is numbered by itself, the first row names the parts."""
    head, *body = rows
    if reading.heading_row is None and not known_in(head):
        raise NoHeadingsError(rows)
    columns = columns_of(unique(head, len(head)))
    return Table(str(path), kind, encoding, None, columns, _below(body, 0, columns), heading_row=0)


def _columns(rows: Sequence[Row], headings: Headings) -> tuple[Column, ...]:
    """Return the columns, as many as the widest row from the headings on has cells."""
    width = max(len(headings.texts), max(map(len, rows[headings.row :]), default=0))
    return columns_of(unique(headings.texts, width))


def _below(rows: Sequence[Row], head: int, columns: Sequence[Column]) -> list[tuple[int, Row]]:
    """Return the rows below the headings with their numbers, filled up to one width; equal cells are one object."""
    once: dict[str, str] = {}
    width = len(columns)
    body = []
    for number, row in enumerate(rows[head:], start=head + 1):
        if sum(map(len, row)) > CELL:
            _check_length(number, row, columns)
        cells = tuple(once.setdefault(cell, cell) for cell in row)
        body.append((number, cells + ("",) * (width - len(cells))))
    return body


def _check_length(number: int, row: Row, columns: Sequence[Column]) -> None:
    """Refuse a row with a cell that no spreadsheet would hold."""
    for column, cell in zip(columns, row, strict=False):
        if len(cell) > CELL:
            raise too_long(number, column.heading, len(cell))
