"""A table as text: UTF-8 with its mark, which spreadsheets look for, quoted after RFC 4180, formulas made harmless."""

from __future__ import annotations

import csv
from datetime import date
from typing import TextIO

from repdesk.exchange.writing.grid import Grid, Kind, Value, counted, written_day
from repdesk.exchange.writing.harmless import fitting, guarded, guarded_phones
from repdesk.progress import Progress, silent

DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t", "\t": "\t"}
"""What may stand between cells, by what is typed for it."""
_MARK = "\ufeff"


def write_delimited(file: TextIO, grid: Grid, delimiter: str = ",", progress: Progress = silent) -> None:
    """Write the headings and rows of `grid`; every text is quoted, so that no other delimiter cuts it in two."""
    file.write(_MARK)
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([_cell(column.heading, "text") for column in grid.columns])
    kinds = [column.kind for column in grid.columns]
    for row in counted(grid.rows, progress):
        writer.writerow([_cell(value, kind) for value, kind in zip(row, kinds, strict=True)])


def _cell(value: Value, kind: Kind) -> object:
    if isinstance(value, str):
        text = fitting(value)
        return guarded_phones(text) if kind == "phone" else guarded(text)
    if isinstance(value, date):
        return written_day(value)
    return "" if value is None else value
