"""A table as JSON: a list of objects, a column's name to its value."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TextIO

from repdesk.exchange.writing.grid import Grid, Value, counted, written_day
from repdesk.progress import Progress, silent
from repdesk.text import escaped_json


def write_objects(file: TextIO, grid: Grid, progress: Progress = silent) -> None:
    """Write an object a line; days are YYYY-MM-DD, what is empty is null."""
    names = [column.name for column in grid.columns]
    file.write("[")
    for number, row in enumerate(counted(grid.rows, progress)):
        values = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        file.write(("," if number else "") + "\n" + escaped_json(json.dumps(values, ensure_ascii=False)))
    file.write("\n]\n")


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, Decimal):
        return float(value) if value != value.to_integral_value() else int(value)
    return value or None if isinstance(value, str) else value
