"""A workbook: typed cells, text always as text, headings that stay in view, columns as wide as what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from rich.cells import cell_len

from repdesk.errors import RepdeskError
from repdesk.exchange.writing.grid import Grid, Value, counted
from repdesk.exchange.writing.harmless import fitting
from repdesk.i18n import _
from repdesk.progress import Progress, silent

MOST_ROWS = 1_048_575
"""Rows of a grid below its headings."""
_LEAST, _MOST, _DATE = 8, 60, 10  # cells
_DIGITS = 15
"""A number with more is cut by spreadsheets, so it is written as text."""
_NAME_SIGNS = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def write_workbook(file: BinaryIO, grids: Sequence[Grid], scratch: Path, progress: Progress = silent) -> None:
    """Write a workbook of `grids`; what does not fit into memory lies in the folder `scratch` meanwhile.

    RepdeskError where a grid has more rows than a spreadsheet takes.
    """
    import xlsxwriter

    for grid in grids:
        if len(grid.rows) > MOST_ROWS:
            raise RepdeskError(
                _("A spreadsheet takes no more than %(n)s rows") % {"n": f"{MOST_ROWS:,}"},
                hint=_("Take them out as CSV, or fewer of them."),
            )
    total = sum(len(grid.rows) for grid in grids)
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(scratch)})
    bold = book.add_format({"bold": True})
    days = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    before = 0
    for grid in grids:
        page = book.add_worksheet(grid.name.translate(_NAME_SIGNS)[:31])
        widths = [_width(column.heading) + 2 for column in grid.columns]
        for place, column in enumerate(grid.columns):
            page.write_string(0, place, fitting(column.heading), bold)
        told = _after(progress, before, total)
        for number, row in enumerate(counted(grid.rows, told), start=1):
            for place, value in enumerate(row):
                widths[place] = max(widths[place], _put(page, number, place, value, days))
        for place, width in enumerate(widths):
            page.set_column(place, place, min(_MOST, max(_LEAST, width + 1)))
        page.freeze_panes(1, 0)
        if grid.rows:
            page.autofilter(0, 0, len(grid.rows), len(grid.columns) - 1)
        before += len(grid.rows)
    book.close()


def _put(page: Any, row: int, place: int, value: Value, days: tuple[Any, Any]) -> int:
    """Write a cell and return its width; no text is ever looked at for what it might mean."""
    if value is None or value == "":
        return 0
    if isinstance(value, date):
        timed = isinstance(value, datetime)
        page.write_datetime(row, place, value, days[timed])
        return _DATE + 6 * timed
    if isinstance(value, str) or len(str(value).lstrip("-").replace(".", "")) > _DIGITS:
        text = fitting(str(value))
        page.write_string(row, place, text)
        return _width(text)
    page.write_number(row, place, value)
    return len(str(value))


def _width(text: str) -> int:
    """Return the width of the first line, counted no further than a column can be wide."""
    return cell_len(text[:_MOST].partition("\n")[0])


def _after(progress: Progress, before: int, total: int) -> Progress:
    return lambda done, _of: progress(before + done, total)
