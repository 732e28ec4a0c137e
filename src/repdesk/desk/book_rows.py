"""The customers of the book as rows in the columns that were chosen, read when they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from repdesk.desk.accounts import WalkedRows
from repdesk.desk.columns import Column
from repdesk.desk.sheet import Sheet
from repdesk.rules.types import Outcome


@dataclass(frozen=True, slots=True)
class BookRow:
    """One line of the book: cells by the name of their column; `outcome` is that of today's last call."""

    account_id: int
    cells: Mapping[str, Any]
    outcome: Outcome | None = None
    may_be_called: bool = True


class BookRows(WalkedRows[BookRow]):
    """The rows of these accounts in their order."""

    def __init__(self, sheet: Sheet, ids: Iterable[int], columns: tuple[Column, ...]) -> None:
        """List `ids`, of whom these columns are shown."""
        super().__init__(sheet.book, ids, sheet.accounts)
        self.sheet, self.columns = sheet, columns

    def read_rows(self, ids: Sequence[int]) -> tuple[BookRow, ...]:
        """Read the rows of these accounts."""
        found = [(column.name, column.cells(self.sheet, ids)) for column in self.columns]
        return tuple(
            BookRow(
                number,
                {name: cells[number] for name, cells in found if number in cells},
                self.outcome(number),
                self.may_be_called(number),
            )
            for number in ids
        )
