"""The rows that were not taken as they stood, to be mended and brought in again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from repdesk.desk.importing.layout import Column as FileColumn
from repdesk.errors import RepdeskError, name_taken
from repdesk.exchange.heading_row import Row
from repdesk.exchange.writing.delimited import write_delimited
from repdesk.exchange.writing.grid import Column, Grid
from repdesk.i18n import N_, _
from repdesk.private import new_text
from repdesk.text import visible

REASON = N_("repdesk: what is wrong")
"""The heading of the column of reasons; in every language it begins so that it is left out when it comes back."""


@dataclass(slots=True)
class Rejects:
    """Rows by their number in the file, and why each of them is here."""

    rows: dict[int, Row] = field(default_factory=dict)
    reasons: dict[int, list[str]] = field(default_factory=dict)

    def add(self, number: int, cells: Row, why: str) -> None:
        """Take up a row, or one more reason for it."""
        self.rows[number] = cells
        self.reasons.setdefault(number, []).append(why)

    def __len__(self) -> int:
        return len(self.rows)


def refuse_taken(path: Path) -> None:
    """Refuse a place for the rejects where a file lies already, before anything is done."""
    if path.exists() or path.is_symlink():
        raise name_taken(path)


def write_rejects(path: Path, rejects: Rejects, columns: Sequence[FileColumn]) -> None:
    """Write the rows with the columns of their file and the reasons behind, as CSV; RepdeskError where it cannot be."""
    kinds = [Column(one.heading, one.heading, "phone" if one.target == "phone" else "text") for one in columns]
    reason = Column(_(REASON), _(REASON))
    rows = [(*cells, "; ".join(rejects.reasons[number])) for number, cells in sorted(rejects.rows.items())]
    try:
        with new_text(path) as file:
            write_delimited(file, Grid(path.stem, (*kinds, reason), rows))
    except FileExistsError:
        raise name_taken(path) from None
    except OSError as error:
        raise RepdeskError(
            _("The rows to be mended could not be written"), f"{visible(str(path))}: {error.strerror}"
        ) from error


def free_place(file: Path) -> Path:
    """Return a place beside the file for its rejects, where none lies yet."""
    number, place = 1, file.with_name(f"{file.stem}-rejects.csv")
    while place.exists() or place.is_symlink():
        number += 1
        place = file.with_name(f"{file.stem}-rejects-{number}.csv")
    return place
