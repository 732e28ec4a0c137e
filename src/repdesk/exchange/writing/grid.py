"""A table to be written: headings, and rows of typed values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

from repdesk.progress import Progress, silent

Value = str | int | Decimal | date | None
"""A cell, None an empty one; a `datetime` is a local day and time."""
Kind = Literal["text", "phone", "number", "date"]

_STEP = 500


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be written: its name in files for programs, its heading in those for people, what its cells are."""

    name: str
    heading: str
    kind: Kind = "text"


class Rows(Protocol):
    """Rows whose number is known; they may be read only as they are gone through."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[tuple[Value, ...]]: ...


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under columns, as many cells in each row as there are columns."""

    name: str
    columns: tuple[Column, ...]
    rows: Rows


def written_day(day: date) -> str:
    """Return a day as YYYY-MM-DD, with HH:MM behind where a time is given."""
    return f"{day:%Y-%m-%d %H:%M}" if isinstance(day, datetime) else day.isoformat()


def counted(rows: Rows, progress: Progress = silent) -> Iterator[tuple[Value, ...]]:
    """Yield the rows, and tell how many of them are through."""
    for number, row in enumerate(rows):
        if number % _STEP == 0:
            progress(number, len(rows))
        yield row
    progress(len(rows), len(rows))
