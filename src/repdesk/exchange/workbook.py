"""Workbooks (XLSX, XLS, XLSB, ODS) as rows of text, through calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from repdesk.errors import RepdeskError
from repdesk.i18n import _

Value = str | float | int | bool | date | datetime | time | timedelta


def read_sheets(data: bytes) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Yield the name of each sheet that holds anything, and its rows from the very first one on.

    Raises RepdeskError where the file is no workbook, is damaged, or has a password.
    """
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                rows = [tuple(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]
                if rows:
                    yield name, rows
    except python_calamine.PasswordError as error:
        raise RepdeskError(
            _("The workbook has a password."), hint=_("Save it without one and import that file.")
        ) from error
    except python_calamine.CalamineError as error:
        raise RepdeskError(
            _("This is no workbook, or it is damaged."),
            hint=_("Open it in a spreadsheet and save it as XLSX or CSV."),
        ) from error


def _text(value: Value) -> str:
    """Return a cell as a person reads it: whole numbers without a point, dates in ISO."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() | int():
            return str(int(value)) if value == int(value) else f"{value:.15g}"  # 15 digits are all a spreadsheet shows
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)
