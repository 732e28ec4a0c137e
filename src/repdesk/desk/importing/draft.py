"""An account as a row of the file gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from repdesk.exchange.phones import Number
from repdesk.exchange.table import Row

Values = dict[str, str | int]


@dataclass(slots=True)
class Draft:
    """An account to be.

    `values` hold what was given, by field and as the book keeps it: text, numbers, days as YYYY-MM-DD with THH:MM
    behind where a time was given, the amount in minor units with its `currency`. `remarks` are the notes columns,
    `asides` the lines "heading: text" of what has no field. `cells` are the row itself.
    """

    row: int
    cells: Row
    name: str = ""
    key: str = ""
    """The name as it is compared; empty for a row that is kept under its phone."""
    phones: list[Number] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)

    @property
    def notes(self) -> str:
        """The notes as the book keeps them."""
        return "\n".join(self.remarks + self.asides)

    def add_phones(self, phones: Iterable[Number]) -> None:
        """Take up the numbers it does not have yet."""
        own = {phone.e164 for phone in self.phones}
        self.phones += [phone for phone in phones if phone.e164 not in own]

    def add_lines(self, remarks: Iterable[str], asides: Iterable[str]) -> None:
        """Take up the lines of notes it does not have yet."""
        self.remarks += [line for line in remarks if line not in self.remarks]
        self.asides += [line for line in asides if line not in self.asides]
